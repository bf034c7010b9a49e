// SPDX-License-Identifier: GPL-2.0-only
/* cxl reserve-dpa: reserve device physical address space of memory devices. */
#include "cxl/dpa-args.h"

static const struct opt opts[] = {
	MEMDEV_OPTS,
	DPA_OPTS,
	OPT_STR_ROW('s', "size", struct dpa_args, size, "size",
		    "size in bytes, a multiple of 256M, with an optional suffix k, M, G or T; by "
		    "default all that is free"),
	{ 0 },
};

static int run(struct inv *inv)
{
	return dpa_args_run(inv, true);
}

const struct cmd cmd_reserve_dpa = {
	.name = "reserve-dpa",
	.args = "<memdev>...|all [<options>]",
	.group = "Memory devices",
	.help = "reserve device physical address space of memory devices",
	.opts = opts,
	.args_size = sizeof(struct dpa_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_JSON | CMD_NDCTL,
	.risk = RISK_SETTING,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "memdevs...",
	.more_columns = DPA_COLUMNS,
	.run = run,
};
