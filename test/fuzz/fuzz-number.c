// SPDX-License-Identifier: GPL-2.0-only
/* Numbers, sizes and hexadecimal bytes; compared with the C library if the syntax is the same. */
#include <inttypes.h>

#include "fuzz.h"

#include "util/num.h"

static void check_unsigned(const char *text)
{
	char back[32];
	u64 v, w;
	int base;

	for (base = 0; base <= 16; base += base ? 6 : 10) {
		if (num_u64(text, base, &v) < 0)
			continue;
		errno = 0;
		check(strtoull(text, NULL,
			       base == 0 && text[0] == '0' && (text[1] | 0x20) != 'x'
				       ? 10
				       : base) == v &&
		      errno == 0);
		snprintf(back, sizeof(back), "%" PRIu64, v);
		check(num_u64(back, 10, &w) == 0 && w == v);
		snprintf(back, sizeof(back), "0x%" PRIx64, v);
		check(num_u64(back, 0, &w) == 0 && w == v);
	}
}

static void check_signed(const char *text)
{
	s64 v;

	if (num_s64(text, 1000, &v) == 0)
		check(v >= -1000 && v <= 1000 && v == strtoll(text, NULL, 10));
	if (num_s64(text, UINT64_MAX, &v) == 0)
		check(v == strtoll(text, NULL, 10));
}

static void check_size(const char *text)
{
	char buf[64];
	u64 v;

	if (size_parse(text, &v) < 0)
		return;
	size_human(v, buf, sizeof(buf));
	check(strlen(buf) < sizeof(buf) - 1);
	if (!strpbrk(text, "kmgtKMGT"))
		check(num_u64(text, 0, &(u64){ 0 }) == 0);
}

static void check_bytes(const char *text)
{
	size_t size = strlen(text) / 2 + 1, len = size, less;
	auto_free u8 *out = malloc(size);

	if (num_hex_bytes(text, out, &len) < 0) {
		check(len == size);
		return;
	}
	check(len < size);
	if (len) {
		auto_free u8 *tight = malloc(len - 1);

		less = len - 1;
		check(num_hex_bytes(text, tight, &less) == -ENOSPC && less == len - 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_free char *text = input_text(data, size);
	const char *rest;
	bool b;
	u64 v;

	check_unsigned(text);
	check_signed(text);
	check_size(text);
	check_bytes(text);
	rest = num_prefix(text, &v);
	check(!rest || (rest > text && (*rest < '0' || *rest > '9')));
	check(num_bool(text, &b) == 0 || num_bool(text, &b) == -EINVAL);
	return 0;
}
