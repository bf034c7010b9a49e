// SPDX-License-Identifier: GPL-2.0-only
/* cxl erase-memdev: make all data of a memory device unreadable (Secure Erase), 4401h. */
#include "cxl/sanitize-args.h"

static const struct opt opts[] = {
	SANITIZE_OPTS,
	{ 0 },
};

static int run(struct inv *inv)
{
	return sanitize_args_run(inv, &method_erase);
}

const struct cmd cmd_erase_memdev = {
	.name = "erase-memdev",
	.args = "<memdev> [<options>]",
	.group = "Memory devices",
	.help = "make all data of a memory device unreadable (Secure Erase)",
	.opts = opts,
	.args_size = sizeof(struct sanitize_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES,
	.opcodes = "0x4401",
	.risk = RISK_DESTRUCTIVE,
	.needs = "root",
	.min_args = 1,
	.max_args = 1,
	.positional = "memdev",
	.more_columns = SANITIZE_COLUMNS,
	.run = run,
};
