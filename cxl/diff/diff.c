// SPDX-License-Identifier: GPL-2.0-only
/* cxl diff: what has changed between two dumps, or since a dump. */
#include <stdio.h>

#include "cxl/diff/diff.h"

struct args {
	struct common_args common;
	bool all;
};

static const struct opt opts[] = {
	OPT_BOOL_ROW(0, "all", struct args, all,
		     "include counters, measurements and names that may change at any time"),
	{ 0 },
};

static int only_one(struct inv *inv)
{
	return inv_usage(inv, "only one dump can be read from standard input");
}

static int check_args(struct inv *inv)
{
	const struct args *a = inv->args;

	if (inv->argc == 1 && a->common.from && str_eq(a->common.from, "-") &&
	    str_eq(inv->argv[0], "-"))
		return only_one(inv);
	if (inv->argc < 2)
		return EXIT_DONE;
	if (a->common.from || a->common.sysroot)
		return inv_usage(inv, "two dumps cannot be combined with %s",
				 a->common.from ? "--from" : "--sysroot");
	if (str_eq(inv->argv[0], "-") && str_eq(inv->argv[1], "-"))
		return only_one(inv);
	return EXIT_DONE;
}

/* False: reported. */
static bool open_side(struct diff *d, int side)
{
	const char *path = side < d->inv->argc ? d->inv->argv[side] : NULL;
	struct fail why = { 0 };

	if (diff_side_open(&d->side[side], d->inv, path, &why) == 0)
		return true;
	inv_fail(d->inv, d->side[side].name, "open", &why);
	return false;
}

/* No other threads run while the dumps are opened. */
static bool open_and_read(struct diff *d)
{
	return open_side(d, BEFORE) && open_side(d, AFTER) &&
	       diff_side_read(&d->side[BEFORE], d->inv) && diff_side_read(&d->side[AFTER], d->inv);
}

static bool is_redacted(const struct diff_side *s)
{
	const struct rec *r = s->manifest ? rec_get(s->manifest, "redacted") : NULL;

	return r && (r->kind != VAL_BOOL || r->b);
}

static void check_redacted(struct diff *d)
{
	int k;

	for (k = BEFORE; k < SIDES; k++) {
		if (!is_redacted(&d->side[k]))
			continue;
		d->redacted = true;
		inv_warn(d->inv,
			 "%s is redacted: serial numbers, host names and the kernel command line "
			 "are not compared, and devices are found by their place",
			 d->side[k].name);
		d->inv->unread++;
	}
	d->side[BEFORE].devices.redacted = d->side[AFTER].devices.redacted = d->redacted;
}

static int compare(struct diff *d)
{
	struct inv *inv = d->inv;

	check_redacted(d);
	if (diff_match(&d->side[BEFORE].devices, &d->side[AFTER].devices) < 0)
		return -ENOMEM;
	diff_system(d);
	diff_all_devices(d);
	inv->done++;
	if (d->unknown) {
		inv_warn(inv, "%zu value%s could not be compared, see 'reason'", d->unknown,
			 d->unknown == 1 ? "" : "s");
		inv->unread++;
	}
	return rec_failed(d->top) ? -ENOMEM : 0;
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	const struct args *a = inv->args;
	struct diff d = { .inv = inv, .top = top, .all = a->all };
	struct cxl_ctx *ctx = inv->ctx;
	int rc = check_args(inv);

	if (rc != EXIT_DONE)
		return rc;
	ctx->read_only = ctx->root.read_only = true;
	if (open_and_read(&d) && compare(&d) < 0)
		rc = EXIT_INTERNAL;
	diff_side_done(&d.side[BEFORE]);
	diff_side_done(&d.side[AFTER]);
	if (rc == EXIT_DONE && inv->out.format == OUT_TABLE && !top->count && !inv->failed &&
	    !inv->unread)
		inv_notify("no difference found");
	return rc == EXIT_DONE ? inv_print(inv, top) : rc;
}

const struct cmd cmd_diff = {
	.name = "diff",
	.args = "<dump> [<dump>] [<options>]",
	.columns = "device,area,change,before,after,reason",
	.minor_columns = "reason,area",
	.more_columns = "serial,kind,what,unknown",
	.group = "Administration",
	.help = "show what has changed since a dump, or between two dumps",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_COMPARES,
	.opcodes = "0x0200,0x0400,0x0401,0x0405,0x0500,0x0501,0x4000,0x4100,0x4200,0x4201,0x4203",
	.needs = "root",
	.risk = RISK_READ,
	.min_args = 1,
	.max_args = 2,
	.positional = "file...",
	.run = run,
};
