// SPDX-License-Identifier: GPL-2.0-only
/* Times as arguments. Expected values are those of "date -u -d TIME +%s". */
#include "unit.h"

#include <stdlib.h>
#include <time.h>

#include "util/time-parse.h"

/* 2026-11-25 12:34:56.000789 UTC; the local time of the tests is one hour later. */
#define NOW 1795610096000789ULL
#define SEC(n) ((n)*1000000ULL)

static int local_zone(void **state)
{
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	tzset();
	return 0;
}

static void times_are_parsed(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text;
		u64 expected;
	} cases[] = {
		{ "now", NOW },
		{ "today", SEC(1795561200) }, { "yesterday", SEC(1795474800) },
		{ "tomorrow", SEC(1795647600) },
		{ "2026-11-25 10:00:00", SEC(1795597200) }, { "2026-11-25T10:00:00", SEC(1795597200) },
		{ "2026-11-25 10:00", SEC(1795597200) }, { "2026-11-25", SEC(1795561200) },
		{ "10:00", SEC(1795597200) }, { "10:00:07", SEC(1795597207) },
		{ "2026-11-25 10:00:00 UTC", SEC(1795600800) }, { "2026-11-25T10:00Z", SEC(1795600800) },
		{ "10:00 UTC", SEC(1795600800) }, { "2026-11-25 UTC", SEC(1795564800) },
		{ "2026-11-25T10:00:00.5Z", SEC(1795600800) + 500000 },
		{ "2026-11-25T10:00:00.0000019Z", SEC(1795600800) + 1 },
		{ "2026-07-01 10:00", SEC(1782892800) }, /* daylight saving time */
		{ "2024-02-29 UTC", SEC(1709164800) }, { "1970-01-01T00:00:00Z", 0 },
		{ "-1h", NOW - SEC(3600) }, { "1h", NOW - SEC(3600) }, { "1h ago", NOW - SEC(3600) },
		{ "1 hour ago", NOW - SEC(3600) }, { "+1h", NOW + SEC(3600) },
		{ "90m", NOW - SEC(5400) }, { "7d", NOW - SEC(604800) }, { "-1w", NOW - SEC(604800) },
		{ "-1h 30min", NOW - SEC(5400) }, { "-1h30min", NOW - SEC(5400) },
		{ "-250ms", NOW - 250000 }, { "-1M", NOW - SEC(2629800) }, { "-1000y", 0 },
		{ "@1764064800", SEC(1764064800) }, { "@0", 0 }, { "@1764064800.25", SEC(1764064800) + 250000 },
	};
	/* clang-format on */
	size_t i;
	u64 v;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		print_message("%s\n", cases[i].text);
		assert_int_equal(time_parse(cases[i].text, NOW, &v), 0);
		assert_int_equal(v, cases[i].expected);
	}
}

static void other_texts_and_dates_that_do_not_exist_are_rejected(void **state)
{
	/* clang-format off */
	static const char *const cases[] = {
		"", " ", "2026", "90", "-", "+", "@", "@x", "@1x", "@-1", "@1764064800.", "noon", "1x",
		"h", "1h ago ago", "-1h ago", "1hago1", "ago", "Now", "2026-11-25x", "x2026-11-25",
		"2026-11-25  10:00", "2026-11-25 10", "2026-11-25 10:", "2026-11-25 10:00:", "2026-1-2",
		"10:0", "1:00", "10:00Z ", "2026-11-25 10:00:00.", "2026-11-25 10:00 CET", "Z", " UTC",
		"2026-02-29", "2026-02-30", "2026-04-31", "2026-00-01", "2026-13-01", "2026-01-00",
		"2026-01-32", "2100-02-29", "2026-11-25 24:00", "2026-11-25 23:60", "2026-11-25 23:59:60",
		"1969-12-31", "2026-03-29 02:30", /* skipped when daylight saving time begins */
		"99999999999999999999d", "18446744073709551615y", "@253402300800", "-1h\n",
	};
	/* clang-format on */
	size_t i;
	u64 v = 12345;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		print_message("%s\n", cases[i]);
		assert_int_equal(time_parse(cases[i], NOW, &v), -EINVAL);
	}
	assert_int_equal(v, 12345);
}

/* What audit records contain is accepted, and means the same. */
static void printed_times_are_accepted(void **state)
{
	static const u64 cases[] = { 0, 999999, NOW, SEC(1709251199), SEC(253402300799) };
	char text[40];
	size_t i;
	u64 v;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		time_format(cases[i], text, sizeof(text));
		assert_int_equal(time_parse(text, NOW, &v), 0);
		assert_int_equal(v, cases[i]);
	}
	time_format(NOW, text, sizeof(text));
	assert_string_equal(text, "2026-11-25T12:34:56.000789Z");
	time_format(UINT64_MAX, text, sizeof(text));
	assert_string_equal(text, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_are_parsed),
		cmocka_unit_test(other_texts_and_dates_that_do_not_exist_are_rejected),
		cmocka_unit_test(printed_times_are_accepted),
	};

	return cmocka_run_group_tests(tests, local_zone, NULL);
}
