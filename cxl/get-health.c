// SPDX-License-Identifier: GPL-2.0-only
/* cxl get-health: show health information of memory devices. */
#include "cxl/lib/wire/health-verdict.h"
#include "cxl/mbox-read.h"

static const struct mbox_read row = {
	.opcode = OP_GET_HEALTH_INFO,
	.extend = health_verdict,
};

const struct cmd cmd_get_health = MBOX_READ_CMD(
	"get-health", "0x4200", &row, "show health information of memory devices",
	.columns =
		"memdev,verdict,life_used_percent,temperature,volatile_errors,pmem_errors,findings",
	.minor_columns = "pmem_errors,volatile_errors,temperature,life_used_percent");
