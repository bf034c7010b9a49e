// SPDX-License-Identifier: GPL-2.0-only
/* cxl get-feature: show the value of a Feature of memory devices. */
#include <stdio.h>
#include <unistd.h>

#include "cxl/common.h"
#include "cxl/lib/feature/feature.h"
#include "util/blob.h"

struct args {
	struct common_args common;
	const char *selection, *output;
	bool binary;
};

static const char *const selections[] = { "current", "default", "saved", NULL };

static const struct opt opts[] = {
	OPT_ENUM_ROW('s', "selection", struct args, selection, "current|default|saved", selections,
		     "select the value to read (default: current)"),
	OPT_STR_ROW('o', "output", struct args, output, "file",
		    "write the raw Feature data to this file"),
	OPT_BOOL_ROW('b', "binary", struct args, binary,
		     "write the raw Feature data to standard output"),
	{ 0 },
};

static enum feature_selection selection(const struct args *a)
{
	if (!a->selection || str_eq(a->selection, "current"))
		return FEATURE_CURRENT;
	return str_eq(a->selection, "default") ? FEATURE_DEFAULT : FEATURE_SAVED;
}

static int no_bytes(struct fail *why)
{
	return fail_unsupported(why, "no_bytes", "omit --binary and --output",
				"EDAC provides decoded values, not raw data");
}

static int write_file(const char *path, const struct feature_image *im, struct rec *o,
		      struct fail *why)
{
	int rc;

	if (!im->data)
		return no_bytes(why);
	rc = blob_write(path, im->data, im->len);
	if (rc < 0)
		return fail_set(why, rc, "write_failed", "", "cannot write %s: %s", path,
				strerror(-rc));
	rec_str(o, "output", path);
	rec_uint(o, "size", im->len);
	return 0;
}

static int show(struct inv *inv, const struct memdev *m, const struct feature *f, struct rec *top,
		struct fail *why)
{
	auto_feature_image struct feature_image im = { 0 };
	const struct args *a = inv->args;
	struct rec *o;
	int rc;

	rc = feature_get(m, f, selection(a), &im, why);
	if (rc < 0)
		return rc;
	if (a->binary) {
		if (!im.data)
			return no_bytes(why);
		fwrite(im.data, 1, im.len, stdout);
		return 0;
	}
	o = cxl_memdev_rec(top, m);
	rec_str(o, "feature", f->name);
	rec_str(o, "uuid", f->uuid);
	rec_str(o, "selection", selections[selection(a)]);
	rec_str(o, "route", f->listed ? "fwctl" : "edac");
	if (a->output)
		return write_file(a->output, &im, o, why);
	feature_image_print(f, &im, rec_obj(o, "value"));
	if (im.incomplete.code)
		inv_warn(inv, "%s: %s: %s", m->name, f->name, im.incomplete.message);
	return 0;
}

static int get(struct inv *inv, const struct topo *t, struct rec *top, struct fail *why)
{
	auto_feature_list struct feature_list l = { 0 };
	const struct feature *f;
	struct memdev m;
	int rc;

	rc = cxl_target(inv, t, inv->argv[0], &m, why);
	if (rc == 0)
		rc = feature_list_read(&m, &l, why);
	if (rc < 0)
		return rc;
	rc = feature_find(&l, inv->argv[1], &f, why);
	if (rc < 0) {
		if (l.incomplete.code)
			*why = l.incomplete;
		return rc;
	}
	rc = show(inv, &m, f, top, why);
	if (rc < 0)
		fail_prefix(why, f->name);
	return rc;
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr(), *none = rec_new_arr();
	const struct args *a = inv->args;
	auto_topo struct topo t = { 0 };
	struct fail why = { 0 };
	bool failed;

	if (a->binary && (a->output || a->common.format))
		return inv_usage(inv, "--binary cannot be combined with --output or --format");
	if (a->binary && isatty(STDOUT_FILENO))
		return inv_usage(inv, "refusing to write binary data to a terminal");
	if (!cxl_scan(inv, &t))
		return inv_exit_status(inv);
	failed = get(inv, &t, top, &why) < 0;
	if (failed)
		inv_fail(inv, inv->argv[0], "get-feature", &why);
	else
		inv->done++;
	return a->binary ? inv_exit_status(inv) : inv_print(inv, failed ? none : top);
}

const struct cmd cmd_get_feature = {
	.name = "get-feature",
	.args = "<memdev> <feature> [<options>]",
	.help = "show the value of a Feature of a memory device",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.needs = "root,CONFIG_CXL_FEATURES or CONFIG_CXL_EDAC_MEM_FEATURES",
	.risk = RISK_READ,
	.min_args = 2,
	.max_args = 2,
	.positional = "memdev feature",
	.run = run,
};
