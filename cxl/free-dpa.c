// SPDX-License-Identifier: GPL-2.0-only
/* cxl free-dpa: release device physical address space of memory devices. */
#include "cxl/dpa-args.h"

static const struct opt opts[] = {
	MEMDEV_OPTS,
	DPA_OPTS,

	{ 0 },
};

static int run(struct inv *inv)
{
	return dpa_args_run(inv, false);
}

const struct cmd cmd_free_dpa = {
	.name = "free-dpa",
	.args = "<memdev>...|all [<options>]",
	.group = "Memory devices",
	.help = "release device physical address space of memory devices",
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
