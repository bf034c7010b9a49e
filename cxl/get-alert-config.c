// SPDX-License-Identifier: GPL-2.0-only
/* cxl get-alert-config: show the alert configuration of memory devices. */
#include "cxl/mbox-read.h"

static const struct mbox_read row = {
	.opcode = OP_GET_ALERT_CONFIG,
};

const struct cmd cmd_get_alert_config =
	MBOX_READ_CMD("get-alert-config", "0x4201", &row,
		      "show the alert configuration of memory devices");
