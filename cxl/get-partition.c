// SPDX-License-Identifier: GPL-2.0-only
/* cxl get-partition: show the partitioning of memory devices. */
#include "cxl/mbox-read.h"

static const struct mbox_read row = {
	.opcode = OP_GET_PARTITION_INFO,
};

const struct cmd cmd_get_partition =
	MBOX_READ_CMD("get-partition", "0x4100", &row, "show the partitioning of memory devices",
		      .minor_columns = "serial,next_persistent_size,next_volatile_size");
