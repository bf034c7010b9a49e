// SPDX-License-Identifier: GPL-2.0-only
/* Numbers and sizes: accepted and rejected texts; a rejected text leaves the result unchanged. */
#include "unit.h"

#include "util/num.h"

static void numbers_are_parsed(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text;
		int base;
		u64 expected;
	} cases[] = {
		{ "0", 0, 0 }, { "0", 10, 0 }, { "0", 16, 0 },
		{ "010", 0, 10 },		/* not octal */
		{ "0x10", 0, 16 }, { "0X1f", 0, 31 }, { "0xABCdef", 0, 11259375 },
		{ "10", 16, 16 }, { "0x10", 16, 16 }, { "ff", 16, 255 },
		{ "18446744073709551615", 10, UINT64_MAX },
		{ "0xffffffffffffffff", 0, UINT64_MAX },
		{ "00000000000000000000000000000007", 10, 7 },
	};
	/* clang-format on */
	size_t i;
	u64 v;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		v = 12345;
		assert_int_equal(num_u64(cases[i].text, cases[i].base, &v), 0);
		assert_true(v == cases[i].expected);
	}
}

static void invalid_numbers_are_rejected(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text;
		int base, expected;
	} cases[] = {
		{ "", 0, -EINVAL }, { " 1", 0, -EINVAL }, { "1 ", 0, -EINVAL },
		{ "1\n", 0, -EINVAL }, { "+1", 0, -EINVAL }, { "-1", 0, -EINVAL },
		{ "0x", 0, -EINVAL }, { "x1", 0, -EINVAL }, { "0x0x1", 0, -EINVAL },
		{ "ff", 0, -EINVAL }, { "1k", 0, -EINVAL }, { "0x1g", 0, -EINVAL },
		{ "0x10", 10, -EINVAL }, { "1.0", 10, -EINVAL }, { "\x11", 10, -EINVAL },
		{ "\xb1", 10, -EINVAL }, { "@", 16, -EINVAL },
		{ "18446744073709551616", 10, -ERANGE },
		{ "99999999999999999999999999", 0, -ERANGE },
		{ "0x10000000000000000", 0, -ERANGE },
	};
	/* clang-format on */
	size_t i;
	u64 v = 12345;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		assert_int_equal(num_u64(cases[i].text, cases[i].base, &v), cases[i].expected);
	assert_int_equal(v, 12345);
}

static void numbers_printed_as_signed_are_accepted(void **state)
{
	u64 v = 0;

	assert_int_equal(num_u64_or_signed("0x8a34567890abcdef", &v), 0);
	assert_true(v == 0x8a34567890abcdefULL);
	/* 0x8a34567890abcdef - 2^64 */
	assert_int_equal(num_u64_or_signed("-8488064321863299601", &v), 0);
	assert_true(v == 0x8a34567890abcdefULL);
	assert_int_equal(num_u64_or_signed("-1", &v), 0);
	assert_true(v == UINT64_MAX);
	assert_int_equal(num_u64_or_signed("-9223372036854775808", &v), 0);
	assert_true(v == 0x8000000000000000ULL);
	v = 7;
	assert_int_equal(num_u64_or_signed("-9223372036854775809", &v), -ERANGE);
	assert_int_equal(num_u64_or_signed("-0x1", &v), -EINVAL);
	assert_int_equal(num_u64_or_signed("--1", &v), -EINVAL);
	assert_int_equal(num_u64_or_signed("-", &v), -EINVAL);
	assert_true(v == 7);
}

static void signed_numbers_are_limited(void **state)
{
	s64 v = 0;

	assert_int_equal(num_s64("-5", 5, &v), 0);
	assert_true(v == -5);
	assert_int_equal(num_s64("5", 5, &v), 0);
	assert_true(v == 5);
	assert_int_equal(num_s64("-0", 5, &v), 0);
	assert_true(v == 0);
	assert_int_equal(num_s64("-9223372036854775807", UINT64_MAX, &v), 0);
	assert_true(v == -INT64_MAX);
	v = 42;
	assert_int_equal(num_s64("6", 5, &v), -ERANGE);
	assert_int_equal(num_s64("-6", 5, &v), -ERANGE);
	assert_int_equal(num_s64("9223372036854775808", UINT64_MAX, &v), -ERANGE);
	assert_int_equal(num_s64("--5", 5, &v), -EINVAL);
	assert_int_equal(num_s64("-", 5, &v), -EINVAL);
	assert_int_equal(num_s64("", 5, &v), -EINVAL);
	assert_int_equal(num_s64("0x5", 5, &v), -EINVAL);
	assert_true(v == 42);
}

static void boolean_spellings_are_parsed(void **state)
{
	static const char *const yes[] = {
		"1", "true", "yes", "on", "enable", "enabled", "TRUE", "On",
	};
	static const char *const no[] = {
		"0", "false", "no", "off", "disable", "disabled", "False", "NO",
	};
	static const char *const neither[] = { "", "2", "t", "true ", " 1", "01", "none" };
	size_t i;
	bool b;

	for (i = 0; i < ARRAY_SIZE(yes); i++) {
		b = false;
		assert_int_equal(num_bool(yes[i], &b), 0);
		assert_true(b);
		assert_int_equal(num_bool(no[i], &b), 0);
		assert_false(b);
	}
	b = true;
	for (i = 0; i < ARRAY_SIZE(neither); i++)
		assert_int_equal(num_bool(neither[i], &b), -EINVAL);
	assert_true(b);
}

static void prefix_ends_at_the_first_non_digit(void **state)
{
	u64 v = 0;

	assert_string_equal(num_prefix("12abc", &v), "abc");
	assert_int_equal(v, 12);
	assert_string_equal(num_prefix("7", &v), "");
	assert_int_equal(v, 7);
	assert_string_equal(num_prefix("0x5", &v), "x5");
	v = 9;
	assert_null(num_prefix("", &v));
	assert_null(num_prefix("a1", &v));
	assert_null(num_prefix("-1", &v));
	assert_null(num_prefix("18446744073709551616", &v));
	assert_int_equal(v, 9);
}

static void hex_bytes_are_parsed_with_and_without_blanks(void **state)
{
	static const char *const good[] = {
		"00ffa5", "0x00ffa5", "00 ff a5", " 00:FF:a5 ", "00\tff\na5",
	};
	static const u8 expected[] = { 0x00, 0xff, 0xa5 };
	size_t i, len;

	for (i = 0; i < ARRAY_SIZE(good); i++) {
		auto_free u8 *out = malloc(3);

		len = 3;
		assert_int_equal(num_hex_bytes(good[i], out, &len), 0);
		assert_int_equal(len, 3);
		assert_memory_equal(out, expected, 3);
	}
	len = 0;
	assert_int_equal(num_hex_bytes("", NULL, &len), 0);
	assert_int_equal(len, 0);
}

static void invalid_hex_bytes_are_rejected(void **state)
{
	static const char *const bad[] = {
		"0", "000", "0g", "g0", "00 f", "f f", "00,01", "0x0", "0x 0x", "00-", "\xff\xff",
	};
	u8 out[8];
	size_t i, len;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		len = sizeof(out);
		assert_int_equal(num_hex_bytes(bad[i], out, &len), -EINVAL);
		assert_int_equal(len, sizeof(out));
	}
	len = 2;
	assert_int_equal(num_hex_bytes("000102", out, &len), -ENOSPC);
	assert_int_equal(len, 2);
}

static void sizes_have_binary_suffixes(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text;
		u64 expected;
	} cases[] = {
		{ "0", 0 }, { "4096", 4096 }, { "1k", 1024 }, { "1K", 1024 },
		{ "256M", 268435456 }, { "256m", 268435456 }, { "2G", 2147483648 },
		{ "1T", 1099511627776 }, { "0x10000000", 268435456 }, { "0x10k", 16384 },
		{ "16777215T", 18446742974197923840U }, { "18446744073709551615", UINT64_MAX },
	};
	/* clang-format on */
	static const char *const bad[] = {
		"", "M", "1MM", "1MB", "1 M", "1P", "-1", "1.5G", " 1", "1k ", "0x", "256M\n",
	};
	static const char *const large[] = {
		"16777216T",
		"18446744073709551615k",
		"18014398509481984k",
		"18446744073709551616",
	};
	size_t i;
	u64 v;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		v = 12345;
		assert_int_equal(size_parse(cases[i].text, &v), 0);
		assert_true(v == cases[i].expected);
	}
	v = 12345;
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		assert_int_equal(size_parse(bad[i], &v), -EINVAL);
	for (i = 0; i < ARRAY_SIZE(large); i++)
		assert_int_equal(size_parse(large[i], &v), -ERANGE);
	assert_int_equal(v, 12345);
}

static void human_sizes_are_formatted_as_in_ndctl(void **state)
{
	static const struct {
		u64 bytes;
		const char *expected;
	} cases[] = {
		{ 0, "0" },
		{ 5119999, "5119999" },
		{ 5120000, "4.88 MiB (5.12 MB)" },
		{ 268435456, "256.00 MiB (268.44 MB)" },
		{ 1073741824, "1024.00 MiB (1073.74 MB)" },
		{ 2147483647, "2048.00 MiB (2147.48 MB)" },
		{ 2147483648, "2.00 GiB (2.15 GB)" },
		{ 1099511627776, "1024.00 GiB (1099.51 GB)" },
		{ 2199023255552, "2.00 TiB (2.20 TB)" },
		{ UINT64_MAX, "16777216.00 TiB (18446744.07 TB)" },
	};
	char buf[64], small[8];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		size_human(cases[i].bytes, buf, sizeof(buf));
		assert_string_equal(buf, cases[i].expected);
	}
	size_human(2147483648, small, sizeof(small));
	assert_string_equal(small, "2.00 Gi");
}

static void short_sizes_have_one_unit(void **state)
{
	static const struct {
		u64 bytes;
		const char *expected;
	} cases[] = {
		{ 0, "0" },
		{ 1048575, "1048575" },
		{ 1048576, "1.00 MiB" },
		{ 2147483647, "2048.00 MiB" },
		{ 2147483648, "2.00 GiB" },
		{ UINT64_MAX, "16777216.00 TiB" },
	};
	char buf[64];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		size_short(cases[i].bytes, buf, sizeof(buf));
		assert_string_equal(buf, cases[i].expected);
	}
}

static void exact_sizes_are_not_rounded(void **state)
{
	static const struct {
		u64 bytes;
		const char *expected;
	} cases[] = {
		{ 0, "0 bytes" },
		{ 1, "1 byte" },
		{ 1023, "1023 bytes" },
		{ 1024, "1 KiB" },
		{ 268435456, "256 MiB" },
		{ 268435457, "268435457 bytes" },
		{ 1536ULL << 20, "1536 MiB" },
		{ 1ULL << 30, "1 GiB" },
		{ 1ULL << 62, "4194304 TiB" },
		{ UINT64_MAX, "18446744073709551615 bytes" },
	};
	char buf[SIZE_EXACT_MAX];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		size_exact(cases[i].bytes, buf, sizeof(buf));
		assert_string_equal(buf, cases[i].expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_parsed),
		cmocka_unit_test(invalid_numbers_are_rejected),
		cmocka_unit_test(signed_numbers_are_limited),
		cmocka_unit_test(numbers_printed_as_signed_are_accepted),
		cmocka_unit_test(boolean_spellings_are_parsed),
		cmocka_unit_test(prefix_ends_at_the_first_non_digit),
		cmocka_unit_test(hex_bytes_are_parsed_with_and_without_blanks),
		cmocka_unit_test(invalid_hex_bytes_are_rejected),
		cmocka_unit_test(sizes_have_binary_suffixes),
		cmocka_unit_test(human_sizes_are_formatted_as_in_ndctl),
		cmocka_unit_test(short_sizes_have_one_unit),
		cmocka_unit_test(exact_sizes_are_not_rounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
