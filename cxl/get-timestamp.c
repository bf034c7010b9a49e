// SPDX-License-Identifier: GPL-2.0-only
/* cxl get-timestamp: show the timestamp of memory devices. */
#include <time.h>

#include "cxl/lib/wire/layout.h"
#include "cxl/mbox-read.h"

/* The date, in UTC. A device whose timestamp has not been set returns 0. */
static void add_date(const void *buf, size_t len, struct rec *out)
{
	u64 ns = len >= timestamp_layout.size ? get_le(buf, 8) : 0;
	const time_t seconds = (time_t)(ns / 1000000000);
	struct tm tm;

	if (ns && gmtime_r(&seconds, &tm))
		rec_strf(out, "timestamp", "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900,
			 tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static const struct mbox_read row = {
	.opcode = OP_GET_TIMESTAMP,
	.human = add_date,
};

const struct cmd cmd_get_timestamp =
	MBOX_READ_CMD("get-timestamp", "0x0300", &row, "show the timestamp of memory devices",
		      .more_columns = "timestamp");
