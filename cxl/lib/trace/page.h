/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The records in one page of a trace buffer (Linux include/linux/ring_buffer.h). Pure. Lengths in
 * the page are checked, which libtraceevent does not do.
 */
#ifndef CXL_TRACE_PAGE_H
#define CXL_TRACE_PAGE_H

#include <event-parse.h>

#include "util/base.h"

struct trace_page {
	u8 *data;
	size_t size;		   /* bytes at .data */
	size_t width;		   /* bytes, of a long of the kernel */
	size_t next, end;	   /* offsets of what follows the current record */
	size_t record, record_len; /* the current one; .record 0: there are no more */
	u64 ts;
};

/* -ENOMEM, or -EOPNOTSUPP: a page format that is not known. @tep has parsed "header_page". */
int trace_page_init(struct trace_page *p, struct tep_handle *tep, size_t size) MUST_CHECK;
void trace_page_done(struct trace_page *p);

/*
 * Start with the first record, after @len bytes were read to p->data. @lost: add the number of
 * records that were overwritten before it, at least 1 if that is not known. -EBADMSG: not a valid
 * page.
 */
int trace_page_load(struct trace_page *p, size_t len, u64 *lost) MUST_CHECK;
/* The current record; false: none. @r->data points into the page. */
bool trace_page_record(const struct trace_page *p, struct tep_record *r);
void trace_page_next(struct trace_page *p);

#endif
