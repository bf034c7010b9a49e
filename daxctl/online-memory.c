// SPDX-License-Identifier: GPL-2.0-only
/* daxctl online-memory: set the memory of DAX devices online. */
#include "daxctl/memory-args.h"

static const struct opt opts[] = {
	DEVICE_OPTS,
	OPT_BOOL_ROW(
		0, "no-movable", struct memory_args, no_movable,
		"online memory in the zone of the kernel, from which it may never be released"),
	TIMEOUT_OPT,
	{ 0 },
};

static int run(struct inv *inv)
{
	return memory_args_run(inv, true);
}

const struct cmd cmd_online_memory = {
	.name = "online-memory",
	.args = "<device>...|all [<options>]",
	.group = "Memory",
	.help = "set the memory of DAX devices in mode system-ram online",
	.opts = opts,
	.args_size = sizeof(struct memory_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL,
	.risk = RISK_SETTING,
	.needs = "root",
	.max_args = -1,
	.positional = "devices...",
	.more_columns = "chardev," CHANGE_COLUMNS "," MEMORY_COLUMNS,
	.run = run,
};
