// SPDX-License-Identifier: LGPL-2.1-or-later
/* Encoding payloads from text, by layout tables. */
#include <inttypes.h>

#include "cxl/lib/wire/codec.h"
#include "util/num.h"
#include "util/strbuf.h"

const struct field *layout_field(const struct layout *l, const char *key)
{
	const struct field *f;

	for (f = l->fields; f < l->fields + l->count; f++)
		if (str_eq(f->key, key))
			return f;
	return NULL;
}

void layout_defaults(const struct layout *l, void *buf, size_t len)
{
	const struct field *f;

	memset(buf, 0, len);
	for (f = l->fields; f < l->fields + l->count; f++)
		if (f->flags & FIELD_DEFAULT && bitfield_fits(&f->at, len))
			bitfield_put(&f->at, buf, f->value);
}

/* A KEY=VALUE argument whose field was found. */
struct assignment {
	const struct field *f;
	const char *text;
	struct fail *why;
};

static int invalid(const struct assignment *a, const char *expected)
{
	return fail_invalid_value(a->why, a->f->key, a->text, expected);
}

static int too_large(const struct assignment *a)
{
	u64 max = bitfield_max(&a->f->at);

	if (a->f->unit && __builtin_mul_overflow(max, a->f->unit, &max))
		max = UINT64_MAX;
	return fail_invalid(a->why, "out_of_range", NULL,
			    "invalid %s '%s': valid range is 0-%" PRIu64, a->f->key, a->text, max);
}

/* Values without a name are printed, and accepted, as hexadecimal. */
static int named_parse(const struct assignment *a, u64 *ret)
{
	if (value_by_name(a->f->value_names, a->text, ret) == 0)
		return 0;
	if (!str_after(a->text, "0x") || num_u64(a->text, 16, ret) < 0)
		return value_name_invalid(a->f->value_names, a->f->key, a->text, a->why);
	return *ret > bitfield_max(&a->f->at) ? too_large(a) : 0;
}

static int bool_parse(const struct assignment *a, u64 *ret)
{
	bool on;

	if (num_bool(a->text, &on) < 0)
		return invalid(a, "true or false");
	if (a->f->flags & FIELD_EQUALS) {
		if (!on)
			return invalid(a, "true");
		*ret = a->f->value;
		return 0;
	}
	*ret = on;
	return 0;
}

static int signed_parse(const struct assignment *a, u64 *ret)
{
	s64 max = (s64)(bitfield_max(&a->f->at) >> 1), v = 0;
	int rc = num_s64(a->text, (u64)max + (*a->text == '-' && max < INT64_MAX), &v);

	if (rc == -ERANGE) {
		return fail_invalid(a->why, "out_of_range", NULL,
				    "invalid %s '%s': valid range is %" PRId64 " to %" PRId64,
				    a->f->key, a->text, -max - 1, max);
	}
	if (rc < 0)
		return invalid(a, "a number");
	*ret = (u64)v & bitfield_max(&a->f->at);
	return 0;
}

static int unsigned_parse(const struct assignment *a, u64 *ret)
{
	u64 unit = a->f->unit ? a->f->unit : 1, v = 0;
	bool size = a->f->kind == VAL_SIZE;
	int rc = size ? size_parse(a->text, &v) : num_u64(a->text, 0, &v);

	if (rc == -ERANGE)
		return too_large(a);
	if (rc < 0)
		return invalid(a, size ? "a size" : "a number");
	if (v % unit)
		return fail_invalid(a->why, "invalid_value", NULL,
				    "invalid %s '%s': expected a multiple of %" PRIu64, a->f->key,
				    a->text, unit);
	if (v / unit > bitfield_max(&a->f->at))
		return too_large(a);
	*ret = v / unit;
	return 0;
}

static int number_encode(const struct assignment *a, u8 *buf)
{
	u64 v = 0;
	int rc;

	if (a->f->value_names)
		rc = named_parse(a, &v);
	else if (a->f->kind == VAL_BOOL)
		rc = bool_parse(a, &v);
	else if (a->f->flags & FIELD_SIGNED)
		rc = signed_parse(a, &v);
	else
		rc = unsigned_parse(a, &v);
	if (rc == 0)
		bitfield_put(&a->f->at, buf, v);
	return rc;
}

/* Shorter text and bytes are padded with zeroes. */
static int text_encode(const struct assignment *a, u8 *buf)
{
	size_t len = strlen(a->text), i;

	for (i = 0; i < len; i++)
		if (a->text[i] < 0x20 || a->text[i] > 0x7e)
			return invalid(a, "printable ASCII");
	if (len > a->f->at.width) {
		return fail_invalid(a->why, "out_of_range", NULL,
				    "invalid %s: the maximum length is %u characters", a->f->key,
				    a->f->at.width);
	}
	memset(buf + a->f->at.off, 0, a->f->at.width);
	memcpy(buf + a->f->at.off, a->text, len);
	return 0;
}

static int bytes_encode(const struct assignment *a, u8 *buf)
{
	u8 bytes[UINT8_MAX] = { 0 };
	size_t len = a->f->at.width;
	int rc = num_hex_bytes(a->text, bytes, &len);

	if (rc == -ENOSPC) {
		return fail_invalid(a->why, "out_of_range", NULL,
				    "invalid %s: the maximum length is %u bytes", a->f->key,
				    a->f->at.width);
	}
	if (rc < 0)
		return invalid(a, "hexadecimal bytes");
	memcpy(buf + a->f->at.off, bytes, a->f->at.width);
	return 0;
}

static int uuid_encode(const struct assignment *a, u8 *buf)
{
	return uuid_from_text(a->text, buf + a->f->at.off) < 0 ? invalid(a, "a UUID") : 0;
}

static int no_such_field(const struct layout *l, const char *key, struct fail *why)
{
	auto_strbuf struct strbuf list = { 0 };
	const struct field *f;

	for (f = l->fields; f < l->fields + l->count; f++)
		strbuf_addf(&list, "%s%s", list.len ? ", " : "", f->key);
	return fail_invalid(why, "unknown_field", "", "unknown field '%s'%s%s: expected %s", key,
			    l->name ? " of " : "", l->name ? l->name : "",
			    list.s ? list.s : "none");
}

static int field_encode(const struct assignment *a, u8 *buf)
{
	if (a->f->flags & FIELD_TEXT)
		return text_encode(a, buf);
	if (a->f->flags & FIELD_BYTES)
		return bytes_encode(a, buf);
	if (a->f->flags & FIELD_UUID)
		return uuid_encode(a, buf);
	return number_encode(a, buf);
}

int layout_encode(const struct layout *l, struct field_text value, void *buf, size_t len,
		  struct fail *why)
{
	struct assignment a = { .f = layout_field(l, value.key), .text = value.text, .why = why };
	int rc;

	if (!a.f || a.f->flags & FIELD_PART)
		return no_such_field(l, value.key, why);
	if (!bitfield_fits(&a.f->at, len))
		return fail_set(why, -EMSGSIZE, "input_too_short", NULL,
				"%s requires an input of at least %u bytes", value.key,
				a.f->at.off + a.f->at.width);
	rc = field_encode(&a, buf);
	if (rc == 0 && a.f->valid.width)
		bitfield_put(&a.f->valid, buf, bitfield_max(&a.f->valid));
	return rc;
}
