// SPDX-License-Identifier: GPL-2.0-only
/* cxl get-timestamp: show the timestamp of memory devices. */
#include "cxl/mbox-read.h"

static const struct mbox_read row = {
	.opcode = OP_GET_TIMESTAMP,
};

const struct cmd cmd_get_timestamp =
	MBOX_READ_CMD("get-timestamp", &row, "show the timestamp of memory devices");
