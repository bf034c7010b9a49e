// SPDX-License-Identifier: LGPL-2.1-or-later
/* Values and UUIDs as text, and decoding payloads into records by layout tables. */
#include <inttypes.h>

#include "cxl/lib/wire/codec.h"
#include "util/num.h"
#include "util/strbuf.h"
#include "util/text.h"

const char *value_name(const struct value_name *w, u64 value)
{
	for (; w && w->name; w++)
		if (w->value == value)
			return w->name;
	return NULL;
}

int value_by_name(const struct value_name *w, const char *name, u64 *ret)
{
	for (; w && w->name; w++)
		if (str_eq(w->name, name)) {
			*ret = w->value;
			return 0;
		}
	return -ENOENT;
}

int value_name_invalid(const struct value_name *w, const char *key, const char *text,
		       struct fail *why)
{
	auto_strbuf struct strbuf list = { 0 };

	for (; w->name; w++)
		strbuf_addf(&list, "%s%s", !list.len ? "" : w[1].name ? ", " : " or ", w->name);
	return fail_invalid_value(why, key, text, list.s ? list.s : "a value name");
}

static unsigned int bitfield_bits(const struct bitfield *at)
{
	return at->bits ? at->bits : at->width * 8U;
}

u64 bitfield_max(const struct bitfield *at)
{
	unsigned int bits = bitfield_bits(at);

	return bits < 64 ? BIT(bits) - 1 : UINT64_MAX;
}

u64 bitfield_get(const struct bitfield *at, const u8 *buf)
{
	return get_le(buf + at->off, at->width) >> at->shift & bitfield_max(at);
}

void bitfield_put(const struct bitfield *at, u8 *buf, u64 value)
{
	u64 mask = bitfield_max(at) << at->shift;
	u64 old = get_le(buf + at->off, at->width);

	put_le(buf + at->off, at->width, (old & ~mask) | (value << at->shift & mask));
}

void uuid_to_text(const u8 *uuid, char text[UUID_TEXT_LEN + 1])
{
	static const u8 lens[] = { 4, 2, 2, 2, 6 };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		if (i > 0)
			*text++ = '-';
		hex_format(uuid, lens[i], text);
		uuid += lens[i];
		text += lens[i] * 2;
	}
}

int uuid_from_text(const char *text, u8 uuid[16])
{
	u8 out[16];
	size_t i, len;

	if (strlen(text) != UUID_TEXT_LEN)
		return -EINVAL;
	for (i = 0; i < sizeof(out); i++) {
		char pair[3] = { 0 };

		if ((i == 4 || i == 6 || i == 8 || i == 10) && *text++ != '-')
			return -EINVAL;
		memcpy(pair, text, 2);
		len = 1;
		if (num_hex_bytes(pair, out + i, &len) < 0 || len != 1)
			return -EINVAL;
		text += 2;
	}
	memcpy(uuid, out, sizeof(out));
	return 0;
}

static void text_decode(const struct field *f, const u8 *buf, struct rec *out)
{
	char text[65];

	text_copy(buf + f->at.off, MIN((size_t)f->at.width, sizeof(text) - 1), text);
	rec_str(out, f->key, text);
}

static void uuid_decode(const struct field *f, const u8 *buf, struct rec *out)
{
	char text[UUID_TEXT_LEN + 1];

	uuid_to_text(buf + f->at.off, text);
	rec_str(out, f->key, text);
}

static void bytes_decode(const struct field *f, const u8 *buf, struct rec *out)
{
	auto_strbuf struct strbuf hex = { 0 };

	strbuf_add_hex(&hex, buf + f->at.off, f->at.width);
	if (hex.s && !hex.failed)
		rec_str(out, f->key, hex.s);
}

static u64 sign_extend(u64 v, unsigned int bits)
{
	return bits < 64 && v >> (bits - 1) & 1 ? v | ~0ULL << bits : v;
}

/* -ERANGE: the number exceeds 64 bits and is left out. */
static int number_decode(const struct field *f, const u8 *buf, struct rec *out)
{
	u64 v = bitfield_get(&f->at, buf);
	const char *name;

	if (f->flags & FIELD_EQUALS) {
		rec_bool(out, f->key, v == f->value);
		return 0;
	}
	if (f->flags & FIELD_HIDE && v == f->value)
		return 0;
	if (f->value_names) {
		name = value_name(f->value_names, v);
		if (name)
			rec_str(out, f->key, name);
		else
			rec_strf(out, f->key, "0x%" PRIx64, v);
		return 0;
	}
	if (f->flags & FIELD_SIGNED)
		v = sign_extend(v, bitfield_bits(&f->at));
	if (f->unit && __builtin_mul_overflow(v, f->unit, &v))
		return -ERANGE;
	rec_num(out, f->key, f->kind, v);
	return 0;
}

/* Whether the field lies inside of @len, and the payload says that it has a value. */
static bool is_present(const struct field *f, const u8 *buf, size_t len)
{
	if (!bitfield_fits(&f->at, len))
		return false;
	return !f->valid.width ||
	       (bitfield_fits(&f->valid, len) && bitfield_get(&f->valid, buf) != 0);
}

/* Parts have no parts. */
static int part_decode(const struct field *part, const u8 *buf, struct rec *out)
{
	const struct layout *l = part->part;
	const u8 *p = buf + part->at.off;
	const struct field *f;
	int rc = 0;

	for (f = l->fields; f < l->fields + l->count; f++) {
		if (!is_present(f, p, part->at.width))
			continue;
		if (f->flags & FIELD_UUID)
			uuid_decode(f, p, out);
		else if (number_decode(f, p, out) < 0)
			rc = -ERANGE;
	}
	return rc;
}

static int fields_decode(const struct layout *l, const u8 *buf, size_t len, struct rec *out)
{
	const struct field *f;
	int rc = 0, one;

	for (f = l->fields; f < l->fields + l->count; f++) {
		one = 0;
		if (!is_present(f, buf, len))
			continue;
		if (f->flags & FIELD_TEXT)
			text_decode(f, buf, out);
		else if (f->flags & FIELD_UUID)
			uuid_decode(f, buf, out);
		else if (f->flags & FIELD_BYTES)
			bytes_decode(f, buf, out);
		else if (f->flags & FIELD_PART)
			one = part_decode(f, buf, rec_obj(out, f->key));
		else
			one = number_decode(f, buf, out);
		rc = one < 0 ? one : rc;
	}
	return rc;
}

const struct layout *layout_form(const struct layout *l, const void *buf, size_t len)
{
	const struct layout_forms *forms = l->forms;
	const struct layout_form *f;
	char id[UUID_TEXT_LEN + 1] = "";

	if (!forms || (size_t)forms->at + forms->width > len)
		return NULL;
	if (forms->width == 16)
		uuid_to_text((const u8 *)buf + forms->at, id);
	else
		hex_format((const u8 *)buf + forms->at, forms->width, id);
	for (f = forms->forms; f->id; f++)
		if (str_eq(f->id, id))
			return f->layout;
	return forms->other;
}

/* Fields, and those of the form; not the list. */
static int record_decode(const struct layout *l, const u8 *buf, size_t len, struct rec *out)
{
	const struct layout *form = layout_form(l, buf, len);
	int rc = fields_decode(l, buf, len, out), more = 0;

	if (form && l->forms->key)
		rec_str(out, l->forms->key, form->name);
	if (form)
		more = fields_decode(form, buf, len, out);
	return more < 0 ? more : rc;
}

/* The number of records that the payload claims to have. */
static u64 list_count(const struct layout_list *list, const u8 *buf, size_t len)
{
	return bitfield_fits(&list->count, len) ? bitfield_get(&list->count, buf) : 0;
}

/* The number of complete records inside of @len. */
static size_t list_fit(const struct layout_list *list, const u8 *buf, size_t len)
{
	size_t room = len > list->at ? (len - list->at) / list->record->size : 0;

	return (size_t)MIN(list_count(list, buf, len), (u64)room);
}

static int list_decode(const struct layout_list *list, const u8 *buf, size_t len, struct rec *out)
{
	size_t fit = list_fit(list, buf, len), size = list->record->size, i;
	const u8 *p = buf + list->at;
	int rc = 0, one;
	struct rec *arr;

	if (len < list->at)
		return 0;
	arr = rec_arr(out, list->key);
	for (i = 0; i < fit; i++, p += size) {
		one = record_decode(list->record, p, size, rec_obj(arr, NULL));
		rc = one < 0 ? one : rc;
	}
	if (!list->end || fit < list_count(list, buf, len))
		return rc;
	one = fields_decode(list->end, p, len - (size_t)(p - buf), out);
	return one < 0 ? one : rc;
}

u64 layout_size(const struct layout *l, const void *buf, size_t len)
{
	const struct layout *form = layout_form(l, buf, len);
	const struct layout_list *list = l->list;
	u64 size = MAX(l->size, form ? form->size : 0);

	if (list)
		size = MAX(size, list->at + list_count(list, buf, len) * list->record->size +
					 (list->end ? list->end->size : 0));
	return size;
}

size_t layout_used(const struct layout *l, const void *buf, size_t len)
{
	const struct layout_list *list = l->list;
	u64 size = layout_size(l, buf, len);

	if (l->newer && len >= l->newer)
		size = MAX(size, (u64)l->newer);
	if (list && size > len)
		size = list->at + list_fit(list, buf, len) * list->record->size;
	return (size_t)MIN(size, (u64)len);
}

int layout_decode(const struct layout *l, const void *buf, size_t len, struct rec *out)
{
	int rc = record_decode(l, buf, len, out), more = 0;

	if (l->list)
		more = list_decode(l->list, buf, len, out);
	if (len < layout_size(l, buf, len))
		return -EMSGSIZE;
	return more < 0 ? more : rc;
}
