// SPDX-License-Identifier: LGPL-2.1-or-later
/* Strict parsing of numbers and sizes, and human-readable sizes. */
#include <inttypes.h>
#include <stdio.h>

#include "util/num.h"
#include "util/text.h"

/* Parse digits of @base at *@text and advance *@text past them. */
static int digits(const char **text, unsigned int base, u64 *ret)
{
	const char *p = *text;
	u64 v = 0;
	int d;

	for (; (d = hex_digit(*p)) >= 0 && (unsigned int)d < base; p++)
		if (__builtin_mul_overflow(v, base, &v) || __builtin_add_overflow(v, (u64)d, &v))
			return -ERANGE;
	if (p == *text)
		return -EINVAL;
	*text = p;
	*ret = v;
	return 0;
}

static unsigned int skip_hex_prefix(const char **text, int base)
{
	const char *p = *text;

	if (base == 10 || p[0] != '0' || (p[1] | 0x20) != 'x')
		return base == 16 ? 16 : 10;
	*text += 2;
	return 16;
}

int num_u64(const char *text, int base, u64 *ret)
{
	unsigned int b = skip_hex_prefix(&text, base);
	u64 v = 0;
	int rc;

	rc = digits(&text, b, &v);
	if (rc < 0)
		return rc;
	if (*text)
		return -EINVAL;
	*ret = v;
	return 0;
}

int num_s64(const char *text, u64 limit, s64 *ret)
{
	bool negative = *text == '-';
	u64 v;
	int rc;

	rc = num_u64(text + negative, 10, &v);
	if (rc < 0)
		return rc;
	if (v > limit || v > INT64_MAX)
		return -ERANGE;
	*ret = negative ? -(s64)v : (s64)v;
	return 0;
}

int num_bool(const char *text, bool *ret)
{
	/* clang-format off */
	static const char *const values[][2] = {
		{ "0", "1" }, { "false", "true" }, { "no", "yes" }, { "off", "on" },
		{ "disable", "enable" }, { "disabled", "enabled" },
	};
	/* clang-format on */
	size_t i, v;

	for (i = 0; i < ARRAY_SIZE(values); i++)
		for (v = 0; v < 2; v++)
			if (ascii_same(text, values[i][v])) {
				*ret = v;
				return 0;
			}
	return -EINVAL;
}

bool num_is_ambiguous(const char *text)
{
	return text[0] == '0' && text[1] >= '0' && text[1] <= '9';
}

int num_u64_or_signed(const char *text, u64 *ret)
{
	u64 v;
	int rc;

	if (num_is_ambiguous(text))
		return -EINVAL;
	if (*text != '-')
		return num_u64(text, 0, ret);
	rc = num_u64(text + 1, 10, &v);
	if (rc < 0)
		return rc;
	if (v > BIT(63))
		return -ERANGE;
	*ret = 0 - v;
	return 0;
}

const char *num_prefix(const char *text, u64 *ret)
{
	return digits(&text, 10, ret) == 0 ? text : NULL;
}

int num_hex_bytes(const char *text, u8 *out, size_t *len)
{
	size_t n = 0;

	skip_hex_prefix(&text, 0);
	while (*text) {
		int hi = hex_digit(text[0]);
		int lo;

		if (ascii_is_space(*text) || *text == ':') {
			text++;
			continue;
		}
		lo = hi < 0 ? hi : hex_digit(text[1]);
		if (lo < 0)
			return -EINVAL;
		if (n == *len)
			return -ENOSPC;
		out[n++] = (u8)(hi << 4 | lo);
		text += 2;
	}
	*len = n;
	return 0;
}

const char *num_option(const char *text)
{
	while (ascii_is_space(*text))
		text++;
	return text + (text[0] == '+' && text[1] >= '0' && text[1] <= '9');
}

int size_parse_option(const char *text, u64 *ret)
{
	text = num_option(text);
	return num_is_ambiguous(text) ? -EINVAL : size_parse(text, ret);
}

int size_parse(const char *text, u64 *ret)
{
	static const char suffixes[] = "kmgt";
	unsigned int base = skip_hex_prefix(&text, 0), shift = 0;
	const char *suffix;
	u64 v;
	int rc;

	rc = digits(&text, base, &v);
	if (rc < 0)
		return rc;
	if (*text) {
		suffix = strchr(suffixes, ascii_lower(*text));
		if (!suffix || text[1])
			return -EINVAL;
		shift = (unsigned int)(suffix - suffixes + 1) * 10;
	}
	if (v > UINT64_MAX >> shift)
		return -ERANGE;
	*ret = v << shift;
	return 0;
}

/* @bytes in hundredths of @unit, rounded half up; 128 bits because of sizes near 2^64. */
static u64 hundredths(u64 bytes, u64 unit)
{
	u64 rest = bytes % unit;

	return bytes / unit * 100 + (u64)(((unsigned __int128)rest * 100 + unit / 2) / unit);
}

static const struct scale {
	u64 limit, binary, decimal;
	char letter;
} scales[] = {
	{ 2 * BIT(30), BIT(20), 1000000ULL, 'M' },
	{ 2 * BIT(40), BIT(30), 1000000000ULL, 'G' },
	{ UINT64_MAX, BIT(40), 1000000000000ULL, 'T' },
};

static const struct scale *scale_of(u64 bytes)
{
	size_t i = 0;

	while (i < ARRAY_SIZE(scales) - 1 && bytes >= scales[i].limit)
		i++;
	return &scales[i];
}

void size_human(u64 bytes, char *buf, size_t size)
{
	const struct scale *s = scale_of(bytes);
	u64 bin = hundredths(bytes, s->binary), dec = hundredths(bytes, s->decimal);

	if (bytes < 5000 * 1024)
		snprintf(buf, size, "%" PRIu64, bytes);
	else
		snprintf(buf, size, "%" PRIu64 ".%02u %ciB (%" PRIu64 ".%02u %cB)", bin / 100,
			 (unsigned int)(bin % 100), s->letter, dec / 100, (unsigned int)(dec % 100),
			 s->letter);
}

void size_short(u64 bytes, char *buf, size_t size)
{
	const struct scale *s = scale_of(bytes);
	u64 bin = hundredths(bytes, s->binary);

	if (bytes < BIT(20))
		snprintf(buf, size, "%" PRIu64, bytes);
	else
		snprintf(buf, size, "%" PRIu64 ".%02u %ciB", bin / 100, (unsigned int)(bin % 100),
			 s->letter);
}

void size_exact(u64 bytes, char *buf, size_t size)
{
	static const char letters[] = "KMGT";
	const char *letter = NULL;

	while (bytes && bytes % 1024 == 0 && (!letter || letter[1])) {
		letter = letter ? letter + 1 : letters;
		bytes /= 1024;
	}
	if (letter)
		snprintf(buf, size, "%" PRIu64 " %ciB", bytes, *letter);
	else
		snprintf(buf, size, "%" PRIu64 " byte%s", bytes, bytes == 1 ? "" : "s");
}
