// SPDX-License-Identifier: GPL-2.0-only
/* cxl get-shutdown-state: show the shutdown state of memory devices. */
#include "cxl/mbox-read.h"

static const struct mbox_read row = {
	.opcode = OP_GET_SHUTDOWN_STATE,
};

const struct cmd cmd_get_shutdown_state =
	MBOX_READ_CMD("get-shutdown-state", "0x4203", &row,
		      "show the shutdown state of memory devices");
