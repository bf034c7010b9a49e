/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading the audit record from the logs. */
#ifndef CXL_GUARD_AUDIT_READ_H
#define CXL_GUARD_AUDIT_READ_H

#include "cxl/lib/ctx/ctx.h"
#include "util/rec.h"

/*
 * Parse one line of a log, with or without the prefix of the log, and add the members that audit.c
 * writes to the object @out, in its order. -ENOENT: not an audit line; -EBADMSG: malformed. Pure.
 */
int audit_line_parse(const char *line, size_t len, struct rec *out) MUST_CHECK;

struct audit_sources {
	unsigned int read, bad; /* number of logs that were read, and of malformed lines */
	struct {
		const char *name;
		struct fail why;
	} missing[8]; /* logs that exist and could not be read */
	size_t missing_count;
	bool more; /* the limit was reached, entries are missing */
};

/*
 * Add the entries of the kernel log, the system log files and the journal to the array @out,
 * without duplicates, sorted by time. @since: time of the oldest entry, an ISO 8601 time in UTC or
 * a prefix of one; "": all.
 */
void audit_read(const struct cxl_ctx *ctx, const char *since, struct rec *out,
		struct audit_sources *ret);

#endif
