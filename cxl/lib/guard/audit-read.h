/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading the audit record from the logs. */
#ifndef CXL_GUARD_AUDIT_READ_H
#define CXL_GUARD_AUDIT_READ_H

#include "cxl/lib/ctx/ctx.h"
#include "util/rec.h"

enum audit_source {
	AUDIT_KERNEL,  /* a record of the kernel log with its priority; written by root only */
	AUDIT_JOURNAL, /* the message of a journal entry of root with our identifier */
	AUDIT_TEXT,    /* a line of a text file, which any user may have written */
};

/*
 * Parse one record without a newline at its end, and add the members that audit.c writes to the
 * object @out, in its order. -ENOENT: not an audit record; -EBADMSG: malformed, or a member that
 * every record has is missing. Pure.
 */
int audit_line_parse(enum audit_source from, const char *line, size_t len,
		     struct rec *out) MUST_CHECK;

/* The text of a kernel log record in which the kernel reports a warning; -ENOENT: none. Pure. */
int kernel_warning_parse(const char *line, size_t len, char *buf, size_t size) MUST_CHECK;

/*
 * Whether the kernel log still has all records since @since, by its oldest record,
 * "PRIORITY,NUMBER,TIME,...": the first one since boot has number 0. TIME is in microseconds since
 * boot, @boot and @since in microseconds since 1970. Pure.
 */
bool kernel_log_covers(const char *oldest, u64 boot, u64 since) MUST_CHECK;

/* Times are those of the audit record, ISO 8601 in UTC, or a prefix of one. */
struct audit_query {
	const char *since, *until; /* oldest and newest entries; "": no limit */
	bool since_boot; /* .since is the time of boot: all entries of this boot, whatever their time */
	u64 covered_since; /* microseconds since 1970: .complete is for the time from here on */
	bool text_files;   /* read the files in /var/log too; their entries have "verified" false */
};

struct audit_sources {
	unsigned int read, bad; /* number of logs that were read, and of malformed records */
	/* One since .covered_since is malformed, in a log that only root can write. */
	bool damaged;
	/* One of the logs that only root can write has all entries since .covered_since. */
	bool complete;
	struct {
		const char *name;
		struct fail why;
	} missing[8]; /* logs that exist and could not be read */
	size_t missing_count;
	bool more;	   /* the limit was reached, entries are missing */
	char warning[160]; /* the first one of the kernel in its log, or empty */
};

/*
 * Add the entries of the kernel log, the journal and, if wanted, the text files to the array @out,
 * without duplicates, sorted by time.
 */
void audit_read(const struct cxl_ctx *ctx, const struct audit_query *q, struct rec *out,
		struct audit_sources *ret);
/* Whether two entries are of the same action; the number alone may be that of another process. */
bool audit_same_action(const struct rec *a, const struct rec *b);

#endif
