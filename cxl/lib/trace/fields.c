// SPDX-License-Identifier: LGPL-2.1-or-later
/* The fields of a trace record, by the format that the kernel describes. */
#include <stdio.h>

#include "cxl/lib/trace/fields.h"
#include "cxl/lib/wire/codec.h"

#define UUID_LEN 16

bool trace_field_is_text(const struct tep_format_field *f)
{
	return (f->flags & TEP_FIELD_IS_STRING) && (f->flags & TEP_FIELD_IS_DYNAMIC);
}

bool trace_field_is_array(const struct tep_format_field *f)
{
	return f->flags & TEP_FIELD_IS_ARRAY;
}

static bool is_uuid(const struct tep_format_field *f)
{
	return !trace_field_is_array(f) && f->size == UUID_LEN && strstr(f->type, "uuid_t");
}

/* A number of the width that the kernel has stored, in the byte order of this system. */
static u64 number_at(const u8 *at, size_t width)
{
	u64 n = 0;
	u32 n4;
	u16 n2;

	switch (width) {
	case 1:
		return *at;
	case 2:
		memcpy(&n2, at, sizeof(n2));
		return n2;
	case 4:
		memcpy(&n4, at, sizeof(n4));
		return n4;
	default:
		memcpy(&n, at, sizeof(n));
		return n;
	}
}

static bool is_number_width(size_t width)
{
	return width == 1 || width == 2 || width == 4 || width == 8;
}

static bool is_inside(const struct tep_record *r, u64 offset, u64 len)
{
	return r->data && r->size >= 0 && offset <= (u64)r->size && len <= (u64)r->size - offset;
}

bool trace_field_bytes(const struct trace_record *t, const struct tep_format_field *f,
		       const u8 **ret, size_t *len)
{
	const u8 *data = t->data->data;
	u64 offset = (u64)f->offset, size = (u64)f->size, where;

	if (f->offset < 0 || f->size < 0 || !is_inside(t->data, offset, size))
		return false;
	if (f->flags & TEP_FIELD_IS_DYNAMIC) {
		/* __data_loc: the length is in the upper half, the offset in the lower one. */
		if (size != 4)
			return false;
		where = number_at(data + offset, 4);
		offset = (where & 0xffff) + (f->flags & TEP_FIELD_IS_RELATIVE ? offset + size : 0);
		size = where >> 16;
		if (!is_inside(t->data, offset, size))
			return false;
	}
	*ret = data + offset;
	*len = trace_field_is_text(f) ? strnlen((const char *)data + offset, (size_t)size)
				      : (size_t)size;
	return true;
}

const struct tep_format_field *trace_field_find(const struct trace_record *t, const char *name)
{
	const struct tep_format_field *f;

	for (f = t->event->format.fields; f; f = f->next)
		if (str_eq(f->name, name))
			return f;
	return NULL;
}

bool trace_field_number(const struct trace_record *t, const char *name, u64 *ret)
{
	const struct tep_format_field *f = trace_field_find(t, name);
	const u8 *at;
	size_t len;

	if (!f || f->flags & (TEP_FIELD_IS_ARRAY | TEP_FIELD_IS_DYNAMIC) ||
	    !trace_field_bytes(t, f, &at, &len) || !is_number_width(len))
		return false;
	*ret = number_at(at, len);
	return true;
}

bool trace_field_text(const struct trace_record *t, const char *name, char *buf, size_t size)
{
	const struct tep_format_field *f = trace_field_find(t, name);
	const u8 *at;
	size_t len;

	*buf = '\0';
	if (!f || !trace_field_is_text(f) || !trace_field_bytes(t, f, &at, &len))
		return false;
	snprintf(buf, size, "%.*s", (int)MIN(len, size), (const char *)at);
	return true;
}

static void add_number(const u8 *at, size_t width, bool is_signed, const char *key, struct rec *out)
{
	const u64 n = number_at(at, width);
	const unsigned int unused = 64 - 8 * (unsigned int)width;

	if (is_signed)
		rec_int(out, key, (s64)(n << unused) >> unused);
	else
		rec_uint(out, key, n);
}

static void add_array(const struct tep_format_field *f, const u8 *at, size_t len, struct rec *list)
{
	size_t width = is_number_width(f->elementsize) ? f->elementsize : 1, i;

	for (i = 0; i + width <= len; i += width)
		add_number(at + i, width, f->flags & TEP_FIELD_IS_SIGNED, NULL, list);
}

void trace_field_add(const struct trace_record *t, const struct tep_format_field *f,
		     const char *key, struct rec *out)
{
	char uuid[UUID_TEXT_LEN + 1];
	const u8 *at;
	size_t len;

	if (!trace_field_bytes(t, f, &at, &len))
		return;
	if (trace_field_is_text(f)) {
		rec_strf(out, key, "%.*s", (int)len, (const char *)at);
	} else if (is_uuid(f)) {
		uuid_to_text(at, uuid);
		rec_str(out, key, uuid);
	} else if (!trace_field_is_array(f) && is_number_width(len)) {
		add_number(at, len, f->flags & TEP_FIELD_IS_SIGNED, key, out);
	} else {
		add_array(f, at, len, rec_arr(out, key));
	}
}

void trace_fields_add(const struct trace_record *t, struct rec *out)
{
	const struct tep_format_field *f;

	rec_str(out, "system", t->event->system);
	rec_str(out, "event", t->event->name);
	rec_uint(out, "timestamp", t->data->ts);
	for (f = t->event->format.fields; f; f = f->next)
		trace_field_add(t, f, rec_keyf(out, "%s", f->name), out);
}
