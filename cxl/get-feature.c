// SPDX-License-Identifier: GPL-2.0-only
/* cxl get-feature: show the value of a Feature of memory devices. */
#include <stdio.h>

#include "cxl/columns.h"
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
		    "write the raw Feature data to this file (- for standard output)"),
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

static int write_file(const char *path, const struct feature_image *im, struct fail *why)
{
	int rc;

	if (!im->data)
		return no_bytes(why);
	rc = blob_write(path, im->data, im->len);
	if (rc < 0)
		return fail_set(why, rc, "write_failed", "", "cannot write %s: %s", path,
				strerror(-rc));
	return 0;
}

/* The Feature of one device. */
struct reading {
	int rc;
	struct fail why;
	struct feature_list list;
	const struct feature *f;
	struct feature_image image;
};

static int find_and_read(const struct inv *inv, const struct memdev *m, struct reading *r)
{
	int rc = feature_list_read(m, &r->list, &r->why);

	if (rc < 0)
		return rc;
	rc = feature_find(&r->list, inv->argv[inv->argc - 1], &r->f, &r->why);
	if (rc < 0)
		return rc;
	rc = feature_get(m, r->f, selection(inv->args), &r->image, &r->why);
	if (rc < 0)
		fail_prefix(&r->why, r->f->name);
	return rc;
}

static void read_feature(const struct inv *inv, const struct memdev *m, void *data)
{
	struct reading *r = data;

	r->rc = find_and_read(inv, m, r);
}

static int show(struct inv *inv, const struct memdev *m, const struct reading *r, struct rec *top,
		struct fail *why)
{
	const struct feature_image *im = &r->image;
	const struct feature *f = r->f;
	const struct args *a = inv->args;
	struct rec *o;

	if (a->binary) {
		if (!im->data)
			return no_bytes(why);
		fwrite(im->data, 1, im->len, stdout);
		return 0;
	}
	if (a->output && write_file(a->output, im, why) < 0)
		return why->err;
	o = cxl_memdev_rec(top, m);
	rec_str(o, "feature", f->name);
	rec_str(o, "uuid", f->uuid);
	rec_str(o, "selection", selections[selection(a)]);
	rec_str(o, "route", f->route == FEATURE_ROUTE_MCTP ? "mctp" : f->listed ? "fwctl" : "edac");
	if (a->output) {
		rec_str(o, "output", a->output);
		rec_uint(o, "size", im->len);
		return 0;
	}
	feature_image_print(f, im, rec_obj(o, "value"));
	if (im->incomplete.code) {
		inv_warn(inv, "%s: %s: %s", m->name, f->name, im->incomplete.message);
		inv->unread++;
	}
	return 0;
}

static void show_feature(struct inv *inv, const struct memdev *m, void *data, struct rec *top)
{
	struct reading *r = data;

	if (r->rc == 0) {
		r->rc = show(inv, m, r, top, &r->why);
		if (r->rc < 0)
			fail_prefix(&r->why, r->f->name);
	}
	if (r->rc < 0)
		inv_fail(inv, m->name, "get-feature", &r->why);
	else
		inv->done++;
}

static void reading_done(void *data)
{
	struct reading *r = data;

	feature_image_done(&r->image);
	feature_list_done(&r->list);
}

static const struct memdev_reader reader = {
	.size = sizeof(struct reading),
	.read = read_feature,
	.show = show_feature,
	.done = reading_done,
};

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	struct args *a = inv->args;
	auto_topo struct topo t = { 0 };
	int rc;

	rc = cxl_check_output(inv, &a->output, &a->binary);
	if (rc != EXIT_DONE)
		return rc;
	if (!cxl_scan(inv, &t, TOPO_MEMDEVS))
		return inv_exit_status(inv);
	if (cxl_targets(inv, &t, inv->argc - 1, &targets) < 0)
		return EXIT_INTERNAL;
	if ((a->binary || a->output) && targets.count > 1)
		return inv_usage(inv, "--binary and --output require a single memory device");
	cxl_read_targets(inv, &targets, &reader, top);
	return a->binary ? inv_exit_status(inv) : inv_print(inv, top);
}

static void add_columns(const struct inv *inv, struct strbuf *names)
{
	columns_add_features(names, "value");
}

const struct cmd cmd_get_feature = {
	.name = "get-feature",
	.args = "<memdev>...|all <feature> [<options>]",
	.group = "Features",
	.help = "show the value of a Feature of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_COMPONENTS,
	.opcodes = "0x0400,0x0401,0x0405,0x0500,0x0501",
	.needs = "root,CONFIG_CXL_FEATURES or CONFIG_CXL_EDAC_MEM_FEATURES",
	.risk = RISK_READ,
	.min_args = 2,
	.max_args = -1,
	.positional = "memdevs... feature",
	.add_columns = add_columns,
	.more_columns = "memdev,serial,feature,uuid,selection,route,output,size",
	.run = run,
};
