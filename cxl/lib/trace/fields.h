/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The fields of a trace record, by the format that the kernel describes. Pure: offsets and lengths
 * in the record and in the format are checked against the size of the record.
 */
#ifndef CXL_TRACE_FIELDS_H
#define CXL_TRACE_FIELDS_H

#include <event-parse.h>

#include "util/rec.h"

/* Borrowed. */
struct trace_record {
	const struct tep_event *event; /* its format */
	const struct tep_record *data;
};

/* The bytes of @f, of a string without its NUL. False: not inside of the record. */
bool trace_field_bytes(const struct trace_record *t, const struct tep_format_field *f,
		       const u8 **ret, size_t *len);
/* NULL: the kernel does not have the field. */
const struct tep_format_field *trace_field_find(const struct trace_record *t, const char *name);
bool trace_field_is_text(const struct tep_format_field *f);
bool trace_field_is_array(const struct tep_format_field *f);
/* False: there is no such field, or it is not a number. */
bool trace_field_number(const struct trace_record *t, const char *name, u64 *ret);
/* Copy a string, which is cut to @size; false: there is no such field, and @buf is empty. */
bool trace_field_text(const struct trace_record *t, const char *name, char *buf, size_t size);

/* Add the value of @f with @key as ndctl does: numbers, arrays of numbers, texts and UUIDs. */
void trace_field_add(const struct trace_record *t, const struct tep_format_field *f,
		     const char *key, struct rec *out);
/* Add system, name and time of the event, then all its fields, with the keys of the kernel. */
void trace_fields_add(const struct trace_record *t, struct rec *out);

#endif
