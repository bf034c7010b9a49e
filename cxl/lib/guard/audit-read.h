/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading the record of changes back, from the logs it was written to. */
#ifndef CXL_GUARD_AUDIT_READ_H
#define CXL_GUARD_AUDIT_READ_H

#include "cxl/lib/ctx/ctx.h"
#include "util/rec.h"

/*
 * One line of a log, with or without what the log puts in front, into the object @out: the
 * members that audit.c writes, in its order. -ENOENT: the line is none of ours; -EBADMSG: it
 * claims to be, and cannot be read. Pure.
 */
int audit_line_parse(const char *line, size_t len, struct rec *out) MUST_CHECK;

struct audit_sources {
	unsigned int read, bad; /* logs that could be read; lines of ours that could not */
	struct {
		const char *name;
		struct fail why;
	} missing[8]; /* logs that are there and could not be read */
	size_t missing_count;
	bool more; /* than are taken */
};

/*
 * Every entry that the kernel log, the files of the system log and the journal have, not older than @since
 * ("" for all; as ISO 8601 in UTC, or the start of it), each once, by time, into the array @out.
 */
void audit_read(const struct cxl_ctx *ctx, const char *since, struct rec *out,
		struct audit_sources *ret);

#endif
