// SPDX-License-Identifier: GPL-2.0-only
/* cxl erase-memdev: make all data of a memory device unreadable (Secure Erase), 4401h. */
#include "cxl/sanitize-args.h"

static int run(struct inv *inv)
{
	return sanitize_args_run(inv, &method_erase);
}

const struct cmd cmd_erase_memdev = {
	SANITIZE_CMD,
	.name = "erase-memdev",
	.help = "make all data of a memory device unreadable (Secure Erase)",
	.opcodes = "0x4401",
	.run = run,
};
