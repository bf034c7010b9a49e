// SPDX-License-Identifier: LGPL-2.1-or-later
/* The records in one page of a trace buffer (Linux include/linux/ring_buffer.h). */
#include <stdlib.h>

#include "cxl/lib/trace/library.h"
#include "cxl/lib/trace/page.h"

/* The number of bytes, and what was overwritten (kernel/trace/ring_buffer.c). */
#define COMMIT_MASK (BIT(27) - 1)
#define MISSED_EVENTS BIT(31)
#define MISSED_STORED BIT(30) /* their number is behind the last record */

/* Values of type_len: up to 28, the length of the data in units of 4 bytes. */
#define TYPE_LONG 0 /* the length is in front of the data */
#define TYPE_PADDING 29
#define TYPE_TIME_EXTEND 30
#define TYPE_TIME_STAMP 31

#define TIME_BITS 27
#define TIME_STAMP_BITS 59 /* of an absolute time; the others are those of the time before it */

static u32 u32_at(const struct trace_page *p, size_t at)
{
	u32 n;

	memcpy(&n, p->data + at, sizeof(n));
	return n;
}

static u64 long_at(const struct trace_page *p, size_t at)
{
	u64 n;

	if (p->width == 4)
		return u32_at(p, at);
	memcpy(&n, p->data + at, sizeof(n));
	return n;
}

int trace_page_init(struct trace_page *p, struct tep_handle *tep, size_t size)
{
	const int width = trace_lib.tep_get_header_page_size(tep);

	*p = (struct trace_page){ .size = size, .width = (size_t)width };
	if (width != 4 && width != 8)
		return -EOPNOTSUPP;
	p->data = calloc(1, size);
	return p->data ? 0 : -ENOMEM;
}

void trace_page_done(struct trace_page *p)
{
	free(p->data);
	*p = (struct trace_page){ 0 };
}

static size_t left(const struct trace_page *p)
{
	return p->end - p->next;
}

/* The bit-fields of the record header: the type is in the lower bits of a little-endian number. */
static void split_header(u32 header, u32 *type, u32 *delta)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	*type = header & 31;
	*delta = header >> 5;
#else
	*type = header >> TIME_BITS;
	*delta = header & (BIT(TIME_BITS) - 1);
#endif
}

static void take_record(struct trace_page *p, size_t at, size_t len)
{
	if (len > p->end - at) {
		p->next = p->end;
		return;
	}
	p->record = at;
	p->record_len = len;
	p->next = at + len;
}

/* With the length, which includes itself, at p->next. */
static void take_long(struct trace_page *p)
{
	const u32 len = left(p) >= 4 ? u32_at(p, p->next) : 0;

	if (len < 4 || len > p->end - p->next)
		p->next = p->end;
	else
		take_record(p, p->next + 4, len - 4);
	p->next = MIN((p->next + 3) & ~(size_t)3, p->end);
}

static void take_time(struct trace_page *p, u32 type, u32 delta)
{
	u64 time;

	if (left(p) < 4) {
		p->next = p->end;
		return;
	}
	time = ((u64)u32_at(p, p->next) << TIME_BITS) + delta;
	if (type == TYPE_TIME_EXTEND)
		p->ts += time;
	else
		p->ts = (p->ts & ~(BIT(TIME_STAMP_BITS) - 1)) | time;
	p->next += 4;
}

/* A record that was discarded, or the end of the page. */
static void skip_padding(struct trace_page *p, u32 delta)
{
	const u32 len = left(p) >= 4 ? u32_at(p, p->next) : 0;

	if (delta == 0 || len == 0 || len > left(p))
		p->next = p->end;
	else
		p->next += len;
	p->ts += delta;
}

void trace_page_next(struct trace_page *p)
{
	u32 type, delta;

	p->record = 0;
	while (!p->record && left(p) >= 4) {
		split_header(u32_at(p, p->next), &type, &delta);
		p->next += 4;
		if (type == TYPE_PADDING) {
			skip_padding(p, delta);
			continue;
		}
		if (type >= TYPE_TIME_EXTEND) {
			take_time(p, type, delta);
			continue;
		}
		p->ts += delta;
		if (type == TYPE_LONG)
			take_long(p);
		else
			take_record(p, p->next, (size_t)type * 4);
	}
}

/* The number behind the records, if there is room for one. */
static u64 count_missed(const struct trace_page *p, u64 commit, size_t len)
{
	u64 count = 0;

	if (!(commit & MISSED_EVENTS))
		return 0;
	if (commit & MISSED_STORED && p->end + p->width <= len)
		count = long_at(p, p->end);
	return MAX(count, (u64)1);
}

int trace_page_load(struct trace_page *p, size_t len, u64 *lost)
{
	const size_t start = sizeof(u64) + p->width;
	u64 commit;

	p->record = p->next = p->end = 0;
	if (len < start || len > p->size)
		return -EBADMSG;
	memcpy(&p->ts, p->data, sizeof(p->ts));
	commit = long_at(p, sizeof(u64));
	if ((commit & COMMIT_MASK) > len - start)
		return -EBADMSG;
	p->next = start;
	p->end = start + (size_t)(commit & COMMIT_MASK);
	*lost += count_missed(p, commit, len);
	trace_page_next(p);
	return 0;
}

bool trace_page_record(const struct trace_page *p, struct tep_record *r)
{
	if (!p->record)
		return false;
	*r = (struct tep_record){
		.ts = p->ts,
		.data = p->data + p->record,
		.size = (int)p->record_len,
	};
	return true;
}
