// SPDX-License-Identifier: GPL-2.0-only
/* cxl clear-media-poison: clear poison from the media of a memory device. */
#include "cxl/poison-args.h"

static int run(struct inv *inv)
{
	return poison_args_run(inv, false);
}

const struct cmd cmd_clear_media_poison = {
	POISON_CMD,
	.name = "clear-media-poison",
	.help = "clear poison from the media of a memory device",
	.opcodes = "0x4302",
	.run = run,
};
