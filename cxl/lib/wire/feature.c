// SPDX-License-Identifier: LGPL-2.1-or-later
/* Features: the supported list, and decoding, checking and encoding by the rows of the table. */
#include <inttypes.h>
#include <stdio.h>
#include <strings.h>

#include "cxl/lib/wire/feature.h"
#include "cxl/lib/wire/opcode.h"
#include "util/cleanup.h"
#include "util/num.h"
#include "util/strbuf.h"

const u8 *feature_of_command(u16 opcode, const void *in, size_t len)
{
	bool named = opcode == OP_GET_FEATURE || opcode == OP_SET_FEATURE;

	return named && len >= FEATURE_UUID_LEN ? in : NULL;
}

int feature_entry_decode(const void *reply, size_t len, u16 i, struct feature_entry *ret)
{
	const u8 *p = reply;
	size_t at = FEATURE_HEADER_LEN + (size_t)i * FEATURE_ENTRY_LEN;

	if (len < FEATURE_HEADER_LEN)
		return -EMSGSIZE;
	if (i >= get_le(p, 2))
		return -ENOENT;
	if (len < at + FEATURE_ENTRY_LEN)
		return -EMSGSIZE;
	p += at;
	memcpy(ret->uuid, p, FEATURE_UUID_LEN);
	ret->index = (u16)get_le(p + 16, 2);
	ret->get_size = (u16)get_le(p + 18, 2);
	ret->set_size = (u16)get_le(p + 20, 2);
	ret->flags = (u32)get_le(p + 22, 4);
	ret->get_version = p[26];
	ret->set_version = p[27];
	ret->effects = (u16)get_le(p + 28, 2);
	return 0;
}

const char *feature_persistence(u32 flags)
{
	static const char *const resets[] = {
		"none", "cxl_reset", "hot_reset", "warm_reset", "cold_reset",
	};
	u32 deepest = flags >> 1 & 7;

	return deepest < ARRAY_SIZE(resets) ? resets[deepest] : "unknown";
}

const struct feature_desc *feature_desc_find(const u8 uuid[FEATURE_UUID_LEN])
{
	const struct feature_desc *d;
	char text[UUID_TEXT_LEN + 1];
	size_t i;

	uuid_to_text(uuid, text);
	for (i = 0; (d = feature_desc_at(i)); i++)
		if (str_eq(d->uuid_text, text))
			return d;
	return NULL;
}

u16 feature_groups(const struct feature_desc *d, size_t get_len)
{
	if (!d->group || get_len < d->get_base)
		return 0;
	return (u16)((MIN(get_len, (size_t)FEATURE_DATA_MAX) - d->get_base) / d->get_stride);
}

static u64 feature_field_max(const struct feature_field *f)
{
	return f->max ? f->max : BIT(f->set_bits) - 1;
}

static struct bitfield get_bits(const struct feature_desc *d, const struct feature_field *f,
				u16 group)
{
	struct bitfield at = f->get;

	if (f->per_group)
		at.off = (u16)(at.off + d->get_base + group * d->get_stride);
	return at;
}

int feature_value_get(const struct feature_desc *d, const u8 *data, size_t len,
		      struct feature_value *v)
{
	const struct feature_field *f = v->field;
	struct bitfield at = get_bits(d, f, v->group);
	u64 n;

	if (!f->get.width)
		return -ENOENT;
	if (!bitfield_fits(&at, len) || (f->per_group && v->group >= feature_groups(d, len)))
		return -EMSGSIZE;
	n = bitfield_get(&at, data);
	v->value = f->inverted ? !n : n;
	return 0;
}

int feature_fields_walk(const struct feature_desc *d, u16 groups,
			int (*fn)(void *data, const struct feature_field *f, u16 group), void *data)
{
	u16 i, group;
	int rc = 0;

	for (i = 0; rc == 0 && i < d->count; i++)
		if (!d->fields[i].per_group)
			rc = fn(data, &d->fields[i], 0);
	for (group = 0; group < groups; group++)
		for (i = 0; rc == 0 && i < d->count; i++)
			if (d->fields[i].per_group)
				rc = fn(data, &d->fields[i], group);
	return rc;
}

void feature_key(const struct feature_desc *d, const struct feature_value *v, char *buf,
		 size_t size)
{
	if (v->field->per_group)
		snprintf(buf, size, "%s%u_%s", d->group, v->group, v->field->key);
	else
		snprintf(buf, size, "%s", v->field->key);
}

void feature_value_text(const struct feature_field *f, u64 value, char *buf, size_t size)
{
	const char *name = value_name(f->value_names, value);

	if (f->kind == VAL_BOOL)
		snprintf(buf, size, "%s", value ? "true" : "false");
	else if (name)
		snprintf(buf, size, "%s", name);
	else if (f->value_names || f->kind == VAL_HEX)
		snprintf(buf, size, "0x%" PRIx64, value);
	else
		snprintf(buf, size, "%" PRIu64, value);
}

void feature_value_emit(const struct feature_desc *d, const struct feature_value *v,
			struct rec *out)
{
	char key[64], text[64];

	feature_key(d, v, key, sizeof(key));
	if (v->field->kind != VAL_STR) {
		rec_num(out, rec_keyf(out, "%s", key), v->field->kind, v->value);
		return;
	}
	feature_value_text(v->field, v->value, text, sizeof(text));
	rec_str(out, rec_keyf(out, "%s", key), text);
}

/* All fields of @group, or if -1 those that are not per group. */
static int fields_decode(const struct feature_desc *d, int group, const u8 *data, size_t len,
			 struct rec *out)
{
	const struct feature_field *f;
	int rc, ret = 0;

	for (f = d->fields; f < d->fields + d->count; f++) {
		struct feature_value v = { .field = f, .group = (u16)MAX(group, 0) };

		if (f->per_group != (group >= 0) || !f->get.width)
			continue;
		rc = feature_value_get(d, data, len, &v);
		if (rc == 0)
			feature_value_emit(d, &v, out);
		else
			ret = rc;
	}
	return ret;
}

static int decode_as_hex(const u8 *data, size_t len, struct rec *out)
{
	auto_strbuf struct strbuf hex = { 0 };

	strbuf_add_hex(&hex, data, len);
	if (hex.failed)
		return -ENOMEM;
	rec_str(out, "data", hex.s ? hex.s : "");
	return 0;
}

int feature_decode(const struct feature_desc *d, const u8 *data, size_t len, struct rec *out)
{
	u16 group, groups;
	int ret;

	if (!d)
		return decode_as_hex(data, len, out);
	ret = fields_decode(d, -1, data, len, out);
	groups = feature_groups(d, len);
	for (group = 0; group < groups; group++)
		fields_decode(d, group, data, len, out);
	if (d->group && ret == 0 && (len - d->get_base) % d->get_stride)
		ret = -EMSGSIZE;
	return ret;
}

/* "mode" of "fru2_mode"; NULL if @key does not name a group. */
static const char *skip_group(const struct feature_desc *d, const char *key, u64 *group)
{
	const char *number = d->group ? str_after(key, d->group) : NULL;
	const char *rest = number ? num_prefix(number, group) : NULL;

	if (!rest || *rest != '_' || (*number == '0' && rest > number + 1))
		return NULL;
	return rest + 1;
}

const struct feature_field *feature_field_find(const struct feature_desc *d, const char *key,
					       u16 groups, u16 *group)
{
	u64 n = 0;
	const char *inner = skip_group(d, key, &n);
	const struct feature_field *f;

	for (f = d->fields; f < d->fields + d->count; f++) {
		if (!f->per_group && str_eq(f->key, key)) {
			*group = 0;
			return f;
		}
		if (f->per_group && inner && n < groups && str_eq(f->key, inner)) {
			*group = (u16)n;
			return f;
		}
	}
	return NULL;
}

/* Values without a name are printed, and accepted, as hexadecimal. */
static int parse_named(const struct value_name *w, const char *text, u64 *ret)
{
	if (value_by_name(w, text, ret) == 0)
		return 0;
	return str_after(text, "0x") ? num_u64(text, 16, ret) : -EINVAL;
}

/* -EINVAL with @why filled in; -ERANGE without: not a 64-bit number. */
static int parse_kind(const struct feature_field *f, const char *text, u64 *ret, struct fail *why)
{
	bool on;
	int rc;

	if (f->value_names)
		return parse_named(f->value_names, text, ret) < 0
			       ? value_name_invalid(f->value_names, f->key, text, why)
			       : 0;
	if (f->kind == VAL_BOOL) {
		if (num_bool(text, &on) < 0)
			return fail_invalid_value(why, f->key, text, "true or false");
		*ret = on;
		return 0;
	}
	rc = num_u64(text, 0, ret);
	return rc < 0 && rc != -ERANGE ? fail_invalid_value(why, f->key, text, "a number") : rc;
}

static int out_of_range(const struct feature_field *f, const char *text, struct fail *why)
{
	char min[32], max[32];

	if (f->value_names)
		return value_name_invalid(f->value_names, f->key, text, why);
	feature_value_text(f, f->min, min, sizeof(min));
	feature_value_text(f, feature_field_max(f), max, sizeof(max));
	if (str_eq(min, max))
		return fail_invalid(why, "out_of_range", NULL, "invalid %s '%s': expected %s",
				    f->key, text, min);
	return fail_invalid(why, "out_of_range", NULL, "invalid %s '%s': valid range is %s-%s",
			    f->key, text, min, max);
}

int feature_value_parse(const struct feature_desc *d, const struct feature_field *f,
			const char *text, u64 *ret, struct fail *why)
{
	u64 v = 0;
	int rc;

	if (!f->set_bits)
		return fail_invalid(why, "read_only", NULL, "%s of %s is read-only", f->key,
				    d->name);
	rc = parse_kind(f, text, &v, why);
	if (rc == -ERANGE || (rc == 0 && (v < f->min || v > feature_field_max(f))))
		return out_of_range(f, text, why);
	if (rc == 0)
		*ret = v;
	return rc;
}
