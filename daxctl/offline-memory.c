// SPDX-License-Identifier: GPL-2.0-only
/* daxctl offline-memory: set the memory of DAX devices offline. */
#include "daxctl/memory-args.h"

static const struct opt opts[] = {
	DEVICE_OPTS,
	TIMEOUT_OPT,
	{ 0 },
};

static int run(struct inv *inv)
{
	return memory_args_run(inv, false);
}

const struct cmd cmd_offline_memory = {
	.name = "offline-memory",
	.args = "<device>...|all [<options>]",
	.group = "Memory",
	.help = "set the memory of DAX devices in mode system-ram offline",
	.opts = opts,
	.args_size = sizeof(struct memory_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL,
	.risk = RISK_SERVICE,
	.needs = "root",
	.max_args = -1,
	.positional = "devices...",
	.more_columns = "chardev," CHANGE_COLUMNS "," MEMORY_COLUMNS,
	.run = run,
};
