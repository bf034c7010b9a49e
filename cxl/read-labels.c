// SPDX-License-Identifier: GPL-2.0-only
/* cxl read-labels and check-labels: the label storage area of memory devices, raw or decoded. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cxl/label-args.h"
#include "cxl/lib/wire/label.h"
#include "util/blob.h"
#include "util/std-streams.h"

struct args {
	struct label_args label;
	const char *output;
	bool decode;
	FILE *to; /* for the content */
};

static const struct opt opts[] = {
	MEMDEV_OPTS,
	LABEL_OPTS,
	OPT_STR_ROW('o', "output", struct args, output, "output-file",
		    "write the content to this file (default or -: standard output)"),
	OPT_BOOL_ROW(0, "decode", struct args, decode, "print index blocks and labels"),
	{ 0 },
};

static const struct opt check_opts[] = {
	MEMDEV_OPTS,
	{ 0 },
};

/* The content of one label storage area. */
struct content {
	int rc;
	struct fail why;
	struct label_range range;
	u8 *data;
};

static int read_range(const struct memdev *m, struct content *c)
{
	int rc = label_range_check(m, &c->range, &c->why);

	if (rc < 0)
		return rc;
	c->data = malloc(c->range.size);
	if (!c->data)
		return fail_nomem(&c->why);
	return label_read(m, &c->range, c->data, &c->why);
}

static void read_selected(const struct inv *inv, const struct memdev *m, void *data)
{
	struct content *c = data;

	c->range = label_args_range(inv);
	c->rc = read_range(m, c);
}

static void read_all(const struct inv *inv, const struct memdev *m, void *data)
{
	struct content *c = data;

	c->rc = read_range(m, c);
}

static void content_done(void *data)
{
	struct content *c = data;

	free(c->data);
}

/* False: reported. */
static bool was_read(struct inv *inv, const struct memdev *m, const struct content *c)
{
	if (c->rc < 0)
		inv_fail(inv, m->name, inv->cmd->name, &c->why);
	return c->rc == 0;
}

static void write_content(struct inv *inv, const struct memdev *m, void *data, struct rec *top)
{
	const struct args *a = inv->args;
	const struct content *c = data;
	struct fail why = { 0 };
	struct rec *o;

	if (!was_read(inv, m, c))
		return;
	errno = 0;
	if (fwrite(c->data, 1, c->range.size, a->to) != c->range.size) {
		if (!a->output)
			std_streams_failed(errno ? errno : EIO);
		fail_set(&why, errno ? -errno : -EIO, "write_failed", "",
			 "cannot write the content: %s", strerror(errno ? errno : EIO));
		inv_fail(inv, m->name, inv->cmd->name, &why);
		return;
	}
	inv->done++;
	o = cxl_memdev_rec(top, m);
	rec_uint(o, "offset", c->range.offset);
	rec_num(o, "size", VAL_SIZE, c->range.size);
	if (a->output)
		rec_str(o, "output", a->output);
}

static void show_decoded(struct inv *inv, const struct memdev *m, void *data, struct rec *top)
{
	const struct content *c = data;
	struct label_area area;

	if (!was_read(inv, m, c))
		return;
	inv->done++;
	label_area_parse(c->data, c->range.size, &area);
	label_area_decode(&area, cxl_memdev_rec(top, m));
}

/* Add the entries of @decoded, an array of objects, that have a problem. */
static void add_problems(const struct rec *decoded, const char *id, struct rec *to)
{
	const struct rec *entry, *v;
	const char *problem;
	struct rec *o;

	if (!decoded)
		return;
	rec_foreach(entry, decoded) {
		problem = rec_get_str(entry, "problem");
		v = rec_get(entry, id);
		if (!problem || !v)
			continue;
		o = rec_obj(to, NULL);
		rec_uint(o, id, v->u);
		rec_str(o, "problem", problem);
	}
}

static void show_check(struct inv *inv, const struct memdev *m, void *data, struct rec *top)
{
	auto_rec struct rec *decoded = rec_new_obj();
	const struct content *c = data;
	struct rec *o, *problems;
	struct label_area area;
	struct fail why = { 0 };
	u32 count;

	if (!was_read(inv, m, c))
		return;
	label_area_parse(c->data, c->range.size, &area);
	count = label_area_decode(&area, decoded);
	o = cxl_memdev_rec(top, m);
	rec_str(o, "state", rec_get_str(decoded, "state"));
	problems = rec_arr(o, "problems");
	if (rec_get_str(decoded, "problem"))
		rec_str(rec_obj(problems, NULL), "problem", rec_get_str(decoded, "problem"));
	add_problems(rec_get(decoded, "index_blocks"), "offset", problems);
	add_problems(rec_get(decoded, "labels"), "slot", problems);
	if (count == 0) {
		inv->done++;
		return;
	}
	fail_set(&why, -EBADMSG, "invalid_labels", "see 'cxl read-labels --decode'",
		 "the label storage area has %u problem%s", count, count > 1 ? "s" : "");
	inv_fail(inv, m->name, inv->cmd->name, &why);
}

static const struct memdev_reader raw_reader = {
	.size = sizeof(struct content),
	.read = read_selected,
	.show = write_content,
	.done = content_done,
};

static const struct memdev_reader decoder = {
	.size = sizeof(struct content),
	.read = read_all,
	.show = show_decoded,
	.done = content_done,
};

static const struct memdev_reader checker = {
	.size = sizeof(struct content),
	.read = read_all,
	.show = show_check,
	.done = content_done,
};

/* Returns EXIT_DONE or the exit status. */
static int check_args(struct inv *inv)
{
	struct args *a = inv->args;
	const char *option;
	int rc = label_args_check(inv);

	if (rc != EXIT_DONE)
		return rc;
	if (a->output && str_eq(a->output, "-"))
		a->output = NULL;
	if (!a->decode) {
		option = cxl_format_option(&a->label.memdev.common);
		if (!a->output && option)
			return inv_usage(inv, "%s requires --decode or --output", option);
		inv->binary = !a->output;
		if (inv->binary && isatty(STDOUT_FILENO))
			return inv_usage(inv, "refusing to write binary data to a terminal; use "
					      "--decode, --output FILE or a pipe");
		return EXIT_DONE;
	}
	if (a->output || a->label.size || a->label.offset)
		return inv_usage(inv, "--decode cannot be combined with %s",
				 a->output	 ? "--output"
				 : a->label.size ? "--size"
						 : "--offset");
	return EXIT_DONE;
}

/* An existing file is replaced only if all devices were read. False: it was not. */
static bool write_file(struct inv *inv, const struct targets *targets, struct rec *top)
{
	struct args *a = inv->args;
	struct outfile file = { 0 };
	struct fail why = { 0 };
	int rc = outfile_open(&file, a->output);

	if (rc < 0) {
		fail_set(&why, rc, "write_failed", "", "cannot open: %s", strerror(-rc));
		inv_fail(inv, a->output, inv->cmd->name, &why);
		return false;
	}
	a->to = file.f;
	cxl_read_targets(inv, targets, &raw_reader, top);
	rc = outfile_close(&file, inv->failed == 0 && inv->done > 0);
	if (rc == 0 && !inv->failed && inv->done)
		return true;
	inv->done = 0;
	if (rc < 0) {
		fail_set(&why, rc, "write_failed", "", "cannot write: %s", strerror(-rc));
		inv_fail(inv, a->output, inv->cmd->name, &why);
	} else {
		inv_warn(inv, "%s is not complete, or was not replaced", a->output);
	}
	return false;
}

static int run_read(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr(), *none = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_topo struct topo t = { 0 };
	struct args *a = inv->args;
	int rc = check_args(inv);

	if (rc != EXIT_DONE)
		return rc;
	cxl_stop_on_signals(inv);
	rc = label_args_targets(inv, &t, &targets);
	if (rc != EXIT_DONE)
		return rc;
	a->to = stdout;
	if (a->decode)
		cxl_read_targets(inv, &targets, &decoder, top);
	else if (a->output && !write_file(inv, &targets, top))
		return memdev_args_finish(inv, "read", none);
	else if (!a->output)
		cxl_read_targets(inv, &targets, &raw_reader, top);
	return a->decode ? inv_print(inv, top) : memdev_args_finish(inv, "read", top);
}

static int run_check(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_topo struct topo t = { 0 };
	int rc;

	cxl_stop_on_signals(inv);
	rc = label_args_targets(inv, &t, &targets);
	if (rc != EXIT_DONE)
		return rc;
	cxl_read_targets(inv, &targets, &checker, top);
	return inv_print(inv, top);
}

const struct cmd cmd_read_labels = {
	.name = "read-labels",
	.args = "<memdev>...|all [-o <filename>] [<options>]",
	.group = "Labels",
	.help = "read the label storage area of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_NDCTL,
	.opcodes = "0x4102",
	.risk = RISK_READ,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "memdevs...",
	.columns = "memdev,slot,type,uuid,name,position,dpa_resource,dpa_size,problem",
	.more_columns =
		"serial,state,label_storage_size,label_size,slots,free_slots,offset,size,output,"
		"sequence,version_major,version_minor,current,updating,interleave_ways,"
		"interleave_granularity,resource,alignment,ranges,region_uuid,abstraction_uuid,"
		"lba_size,read_only,local,interleave_set_cookie",
	.run = run_read,
};

const struct cmd cmd_check_labels = {
	.name = "check-labels",
	.args = "<memdev>...|all [<options>]",
	.group = "Labels",
	.help = "check the label storage area of memory devices",
	.opts = check_opts,
	.args_size = sizeof(struct memdev_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.opcodes = "0x4102",
	.risk = RISK_READ,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "memdevs...",
	.columns = "memdev,state,offset,slot,problem",
	.more_columns = "serial,problems",
	.run = run_check,
};
