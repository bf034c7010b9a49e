// SPDX-License-Identifier: LGPL-2.1-or-later
/* The engine behind layout tables: places, words, and decoding into records. */
#include <inttypes.h>

#include "cxl/lib/wire/codec.h"

const char *word_for(const struct words *w, u64 value)
{
	for (; w && w->word; w++)
		if (w->value == value)
			return w->word;
	return NULL;
}

int word_value(const struct words *w, const char *word, u64 *ret)
{
	for (; w && w->word; w++)
		if (str_eq(w->word, word)) {
			*ret = w->value;
			return 0;
		}
	return -ENOENT;
}

static unsigned int place_bits(const struct place *at)
{
	return at->bits ? at->bits : at->width * 8U;
}

u64 place_limit(const struct place *at)
{
	unsigned int bits = place_bits(at);

	return bits < 64 ? BIT(bits) - 1 : UINT64_MAX;
}

u64 place_get(const struct place *at, const u8 *buf)
{
	return get_le(buf + at->off, at->width) >> at->shift & place_limit(at);
}

void place_put(const struct place *at, u8 *buf, u64 value)
{
	u64 mask = place_limit(at) << at->shift;
	u64 old = get_le(buf + at->off, at->width);

	put_le(buf + at->off, at->width, (old & ~mask) | (value << at->shift & mask));
}

void uuid_to_text(const u8 *uuid, char text[UUID_TEXT_LEN + 1])
{
	static const char hex[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*text++ = '-';
		*text++ = hex[uuid[i] >> 4];
		*text++ = hex[uuid[i] & 15];
	}
	*text = '\0';
}

void text_copy(const u8 *from, size_t len, char *to)
{
	size_t i, end = 0;

	for (i = 0; i < len && from[i]; i++) {
		to[i] = from[i] >= 0x20 && from[i] < 0x7f ? (char)from[i] : '?';
		if (to[i] != ' ')
			end = i + 1;
	}
	to[end] = '\0';
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

static u64 sign_extend(u64 v, unsigned int bits)
{
	return bits < 64 && v >> (bits - 1) & 1 ? v | ~0ULL << bits : v;
}

static void number_decode(const struct field *f, const u8 *buf, struct rec *out)
{
	u64 v = place_get(&f->at, buf);
	const char *word;

	if (f->flags & FIELD_EQUALS) {
		rec_bool(out, f->key, v == f->value);
		return;
	}
	if (f->flags & FIELD_HIDE && v == f->value)
		return;
	if (f->words) {
		word = word_for(f->words, v);
		if (word)
			rec_str(out, f->key, word);
		else
			rec_strf(out, f->key, "0x%" PRIx64, v);
		return;
	}
	if (f->flags & FIELD_SIGNED)
		v = sign_extend(v, place_bits(&f->at));
	if (f->unit && __builtin_mul_overflow(v, f->unit, &v))
		return;
	rec_num(out, f->key, f->kind, v);
}

int layout_decode(const struct layout *l, const void *buf, size_t len, struct rec *out)
{
	const struct field *f;

	for (f = l->fields; f < l->fields + l->count; f++) {
		if (!place_inside(&f->at, len))
			continue;
		if (f->flags & FIELD_TEXT)
			text_decode(f, buf, out);
		else if (f->flags & FIELD_UUID)
			uuid_decode(f, buf, out);
		else
			number_decode(f, buf, out);
	}
	return len < l->size ? -EMSGSIZE : 0;
}
