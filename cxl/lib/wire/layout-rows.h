/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Macros for rows of layout tables; for the layout-*.c files only. */
#ifndef CXL_WIRE_LAYOUT_ROWS_H
#define CXL_WIRE_LAYOUT_ROWS_H

#include "cxl/lib/wire/layout.h"

/* clang-format off */
/* Key, offset, width in bytes. */
#define NUMBER(k, o, w) { .key = k, .at = { o, w, 0, 0 }, .kind = VAL_UINT }
#define NUMBER_OR(k, o, w, standard) \
	{ .key = k, .at = { o, w, 0, 0 }, .kind = VAL_UINT, .flags = FIELD_DEFAULT, \
	  .value = standard }
#define CELSIUS(k, o) { .key = k, .at = { o, 2, 0, 0 }, .kind = VAL_INT, .flags = FIELD_SIGNED }
#define HEX(k, o, w) { .key = k, .at = { o, w, 0, 0 }, .kind = VAL_HEX }
#define OPAQUE(k, o) { .key = k, .at = { o, 8, 0, 0 }, .kind = VAL_XSTR }
/* On the wire in units of @u bytes, here in bytes. */
#define SIZE(k, o, w, u) { .key = k, .at = { o, w, 0, 0 }, .kind = VAL_SIZE, .unit = u }
#define CAPACITY(k, o) SIZE(k, o, 8, CAPACITY_UNIT)
#define NAMED(k, o, w, table) \
	{ .key = k, .at = { o, w, 0, 0 }, .kind = VAL_STR, .value_names = table }
#define TEXT(k, o, w) { .key = k, .at = { o, w, 0, 0 }, .kind = VAL_STR, .flags = FIELD_TEXT }
#define BYTES(k, o, w) { .key = k, .at = { o, w, 0, 0 }, .kind = VAL_STR, .flags = FIELD_BYTES }
#define UUID(k, o) { .key = k, .at = { o, 16, 0, 0 }, .kind = VAL_STR, .flags = FIELD_UUID }
/* Parts of a number of @w bytes: one bit, or @n bits from @bit on. */
#define FLAG(k, o, w, bit) { .key = k, .at = { o, w, bit, 1 }, .kind = VAL_BOOL }
#define BITS(k, o, w, bit, n) { .key = k, .at = { o, w, bit, n }, .kind = VAL_UINT }
#define BITS_NAMED(k, o, w, bit, n, table) \
	{ .key = k, .at = { o, w, bit, n }, .kind = VAL_STR, .value_names = table }
/* The fields of another layout as an object of @w bytes. */
#define PART(k, o, w, l) \
	{ .key = k, .at = { o, w, 0, 0 }, .kind = VAL_OBJ, .flags = FIELD_PART, \
	  .part = &l##_layout }

/* Rows that are printed only if a bit is set: BIT_AT(offset, width, bit). */
#define BIT_AT(o, w, bit) .valid = { o, w, bit, 1 }
#define NUMBER_IF(k, o, w, when) { .key = k, .at = { o, w, 0, 0 }, .kind = VAL_UINT, when }
#define HEX_IF(k, o, w, when) { .key = k, .at = { o, w, 0, 0 }, .kind = VAL_HEX, when }
#define BYTES_IF(k, o, w, when) \
	{ .key = k, .at = { o, w, 0, 0 }, .kind = VAL_STR, .flags = FIELD_BYTES, when }
#define BITS_NAMED_IF(k, o, w, bit, n, table, when) \
	{ .key = k, .at = { o, w, bit, n }, .kind = VAL_STR, .value_names = table, when }

#define FORMS(f) .tail = true, .forms = &f
/* Last member of a layout: @n-byte count at @c, first record at @o. */
#define RECORDS(k, o, c, n, l) \
	.tail = true, .list = &(const struct layout_list){ .key = k, .at = o, \
		.count = { c, n, 0, 0 }, .record = &l##_layout }
#define RECORDS_END(k, o, c, n, l, e) \
	.tail = true, .list = &(const struct layout_list){ .key = k, .at = o, \
		.count = { c, n, 0, 0 }, .record = &l##_layout, .end = &e##_layout }

/* Also for rows that serve several commands. */
#define LAYOUT_OF(id, bytes, rows, ...) \
	const struct layout id##_layout = { .size = bytes, .fields = rows, \
					    .count = ARRAY_SIZE(rows), __VA_ARGS__ }
/* What follows are the rows. */
#define RECORD(id, bytes, ...) \
	static const struct field id##_rows[] = { __VA_ARGS__ }; \
	static LAYOUT_OF(id, bytes, id##_rows)
/* The same for a form, which has a name. */
#define FORM(id, label, bytes, ...) \
	static const struct field id##_rows[] = { __VA_ARGS__ }; \
	static LAYOUT_OF(id, bytes, id##_rows, .name = label)
/* The same with records or forms in @more. */
#define LAYOUT_WITH(id, bytes, more, ...) \
	static const struct field id##_rows[] = { __VA_ARGS__ }; \
	LAYOUT_OF(id, bytes, id##_rows, more)
#define LAYOUT(id, bytes, ...) \
	static const struct field id##_rows[] = { __VA_ARGS__ }; \
	LAYOUT_OF(id, bytes, id##_rows)
#define LAYOUT_NEWER(id, bytes, more, ...) \
	static const struct field id##_rows[] = { __VA_ARGS__ }; \
	LAYOUT_OF(id, bytes, id##_rows, .newer = more)
#define LAYOUT_TAIL(id, bytes, ...) \
	static const struct field id##_rows[] = { __VA_ARGS__ }; \
	LAYOUT_OF(id, bytes, id##_rows, .tail = true)
/* clang-format on */

#endif
