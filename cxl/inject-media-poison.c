// SPDX-License-Identifier: GPL-2.0-only
/* cxl inject-media-poison: inject poison into the media of a memory device. */
#include "cxl/poison-args.h"

static const struct opt opts[] = {
	POISON_OPTS,
	{ 0 },
};

static int run(struct inv *inv)
{
	return poison_args_run(inv, true);
}

const struct cmd cmd_inject_media_poison = {
	.name = "inject-media-poison",
	.args = "<memdev> -a <address> [<options>]",
	.group = "Error injection",
	.help = "inject poison into the media of a memory device",
	.opts = opts,
	.args_size = sizeof(struct poison_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES,
	.opcodes = "0x4301",
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = 1,
	.positional = "memdev",
	.more_columns = POISON_COLUMNS,
	.run = run,
};
