// SPDX-License-Identifier: GPL-2.0-only
/* cxl identify: show identification and capacity of memory devices. */
#include "cxl/mbox-read.h"

static const struct mbox_read row = {
	.opcode = OP_IDENTIFY,
};

const struct cmd cmd_identify = MBOX_READ_CMD(
	"identify", "0x4000", &row, "show identification and capacity of memory devices",
	.columns = "memdev,serial,fw_revision,total_size,volatile_only_size,persistent_only_size",
	.minor_columns = "serial,persistent_only_size,fw_revision");
