// SPDX-License-Identifier: GPL-2.0-only
/* cxl sanitize-memdev: destroy all data of a memory device (Sanitize), 4400h. */
#include "cxl/sanitize-args.h"

static int run(struct inv *inv)
{
	return sanitize_args_run(inv, &method_sanitize);
}

const struct cmd cmd_sanitize_memdev = {
	SANITIZE_CMD,
	.name = "sanitize-memdev",
	.help = "destroy all data of a memory device (Sanitize)",
	.opcodes = "0x4400",
	.run = run,
};
