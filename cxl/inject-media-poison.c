// SPDX-License-Identifier: GPL-2.0-only
/* cxl inject-media-poison: inject poison into the media of a memory device. */
#include "cxl/poison-args.h"

static int run(struct inv *inv)
{
	return poison_args_run(inv, true);
}

const struct cmd cmd_inject_media_poison = {
	POISON_CMD,
	.name = "inject-media-poison",
	.help = "inject poison into the media of a memory device",
	.opcodes = "0x4301",
	.run = run,
};
