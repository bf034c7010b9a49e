/* SPDX-License-Identifier: GPL-2.0-only */
/* Formats of trace events as the kernel describes them, and records to go with them. */
#ifndef TEST_TRACE_FORMAT_H
#define TEST_TRACE_FORMAT_H

#include "cxl/lib/trace/library.h"
#include "unit.h"

#define COMMON                                                                                     \
	"	field:unsigned short common_type;	offset:0;	size:2;	signed:0;\n"                         \
	"	field:unsigned char common_flags;	offset:2;	size:1;	signed:0;\n"                         \
	"	field:unsigned char common_preempt_count;	offset:3;	size:1;	signed:0;\n"                 \
	"	field:int common_pid;	offset:4;	size:4;	signed:1;\n\n"

/* A format, whose fields follow each other from offset 8 on. */
struct format {
	char text[8192];
	struct tep_handle *tep;
	struct tep_event *event;
	int offset;
};

static inline void format_start(struct format *f, const char *name)
{
	snprintf(f->text, sizeof(f->text), "name: %s\nID: 7\nformat:\n" COMMON, name);
	f->offset = 8;
}

static inline void format_add(struct format *f, const char *declaration, int size, bool is_signed)
{
	const size_t len = strlen(f->text);

	snprintf(f->text + len, sizeof(f->text) - len,
		 "	field:%s;	offset:%d;	size:%d;	signed:%d;\n", declaration,
		 f->offset, size, is_signed);
	f->offset += size;
}

static inline void format_end(struct format *f)
{
	strcat(f->text, "\nprint fmt: \"\"\n");
	assert_int_equal(trace_library_load(NULL), 0);
	f->tep = trace_lib.tep_alloc();
	assert_non_null(f->tep);
	assert_int_equal(trace_lib.tep_parse_event(f->tep, f->text, strlen(f->text), "cxl"), 0);
	f->event = trace_lib.tep_find_event(f->tep, 7);
	assert_non_null(f->event);
}

/* A record that is filled in field by field. */
struct content {
	u8 bytes[1024];
	int len;
};

static inline void put(struct content *c, const void *data, int len)
{
	memcpy(c->bytes + c->len, data, (size_t)len);
	c->len += len;
}

static inline void put_number(struct content *c, u64 n, int width)
{
	put(c, &n, width); /* the tests run on little-endian systems */
}

/* The strings of dynamic fields follow the fixed part. */
static inline void put_location(struct content *c, int offset, int len)
{
	put_number(c, (u32)len << 16 | (u32)offset, 4);
}

#endif
