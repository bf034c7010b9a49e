// SPDX-License-Identifier: GPL-2.0-only
/* cxl get-fw-info: show the firmware slots of memory devices. */
#include "cxl/mbox-read.h"

static const struct mbox_read row = {
	.opcode = OP_GET_FW_INFO,
};

const struct cmd cmd_get_fw_info =
	MBOX_READ_CMD("get-fw-info", "0x0200", &row, "show the firmware slots of memory devices",
		      .minor_columns =
			      "online_activation,slots,serial,slot4_revision,slot3_revision");
