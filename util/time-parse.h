/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Points in time as arguments. */
#ifndef UTIL_TIME_PARSE_H
#define UTIL_TIME_PARSE_H

#include "util/base.h"

#define USEC_PER_SEC 1000000U

/* Microseconds since 1970. */
u64 time_now(void);
/*
 * Parse what journalctl(1) accepts as --since, relative to @now:
 *
 * - "now", "today", "yesterday", "tomorrow" - "2026-11-25 10:00:00", with "T" in place of the
 * blank, without the seconds, with a fraction of a second, without the time of day (midnight) or
 * without the date (today); local time, or UTC with "Z" or " UTC" at the end - "-1h", "+2d 3h",
 * "90min ago"; without a sign in the past, like "1h" - "@1764064800", seconds since 1970
 *
 * -EINVAL: none of these, or a date that does not exist. Result in microseconds since 1970.
 */
int time_parse(const char *text, u64 now, u64 *ret) MUST_CHECK;
/* "2026-11-25T10:00:00.000000Z", as in audit records. Empty if @when is too large. */
void time_format(u64 when, char *buf, size_t size);

#endif
