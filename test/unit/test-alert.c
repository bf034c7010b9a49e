// SPDX-License-Identifier: GPL-2.0-only
/* Alerts: payloads by hand from CXL r3.2 8.2.10.9.3.2 and .3. */
#include "cxl/lib/wire/alert.h"
#include "unit.h"

static void test_encode(void **state)
{
	struct alert_change c = { 0 };
	/* life used 80 %, over-temperature off, under-temperature -20, persistent errors 0x1234 */
	static const u8 expected[ALERT_INPUT_SIZE] = {
		0x17, 0x15, 80, 0, 0, 0, 0xec, 0xff, 0, 0, 0x34, 0x12,
	};
	u8 input[ALERT_INPUT_SIZE];

	c.at[0].change = c.at[1].change = c.at[2].change = c.at[4].change = true;
	c.at[0].to = (struct alert_setting){ true, 80 };
	c.at[1].to = (struct alert_setting){ false, 99 };
	c.at[2].to = (struct alert_setting){ true, -20 };
	c.at[3].to = (struct alert_setting){ true, 7 }; /* without .change */
	c.at[4].to = (struct alert_setting){ true, 0x1234 };
	alert_encode(&c, input);
	assert_memory_equal(input, expected, sizeof(expected));
}

static void test_reply(void **state)
{
	/* valid: under-temperature, volatile; writable: life used, persistent */
	static const u8 reply[ALERT_REPLY_SIZE] = {
		0x0c, 0x11, 90, 80, 85, 0, 0xf6, 0xff, 75, 0, 0xe7, 0xff, 0xff, 0xff, 0x34, 0x12,
	};
	static const int thresholds[ALERT_COUNT] = { 80, 75, -25, 65535, 0x1234 };
	size_t i;

	for (i = 0; i < ALERT_COUNT; i++) {
		assert_int_equal(alert_setting_of(reply, i).threshold, thresholds[i]);
		assert_int_equal(alert_setting_of(reply, i).enabled, i == 2 || i == 3);
		assert_int_equal(alert_is_writable(reply, i), i == 0 || i == 4);
	}
}

static bool matches(const u8 *reply, size_t i, bool enabled, int threshold)
{
	struct alert_change c = { 0 };
	u8 input[ALERT_INPUT_SIZE];

	c.at[i].change = true;
	c.at[i].to = (struct alert_setting){ enabled, threshold };
	alert_encode(&c, input);
	return alert_matches(reply, input);
}

static void test_matches(void **state)
{
	static const u8 reply[ALERT_REPLY_SIZE] = {
		0x0c, 0x1f, 90, 80, 85, 0, 0xf6, 0xff, 75, 0, 0xe7, 0xff, 0xff, 0xff, 0x34, 0x12,
	};

	assert_true(matches(reply, 2, true, -25));
	assert_false(matches(reply, 2, true, -24));
	assert_false(matches(reply, 2, false, 0));
	assert_true(matches(reply, 3, true, 65535));
	assert_false(matches(reply, 0, true, 80)); /* the threshold is right, but not enabled */
	assert_true(matches(reply, 0, false, 0));
	/* the thresholds alone: 60 percent instead of 80, and one that is to be disabled */
	assert_true(alert_has_thresholds(reply, (const u8[ALERT_INPUT_SIZE]){ 1, 1, 80 }));
	assert_false(alert_has_thresholds(reply, (const u8[ALERT_INPUT_SIZE]){ 1, 1, 60 }));
	assert_true(alert_has_thresholds(reply, (const u8[ALERT_INPUT_SIZE]){ 1, 0, 60 }));
	assert_true(alert_matches(reply, (const u8[ALERT_INPUT_SIZE]){ 0 })); /* nothing to set */
}

static void test_critical(void **state)
{
	/* critical: life used 90 %, over 85, under -10 */
	static const u8 reply[ALERT_REPLY_SIZE] = {
		0, 0x1f, 90, 80, 85, 0, 0xf6, 0xff, 75, 0, 0xe7, 0xff, 0xff, 0xff, 0x34, 0x12,
	};
	static const u8 unreported[ALERT_REPLY_SIZE] = { 0 };
	int critical = 0;

	assert_true(alert_is_below_critical(reply, 0, 89, &critical));
	assert_false(alert_is_below_critical(reply, 0, 90, &critical));
	assert_int_equal(critical, 90);
	assert_true(alert_is_below_critical(reply, 1, -400, &critical));
	assert_false(alert_is_below_critical(reply, 1, 85, &critical));
	assert_int_equal(critical, 85);
	assert_true(alert_is_below_critical(reply, 2, -9, &critical));
	assert_false(alert_is_below_critical(reply, 2, -10, &critical));
	assert_int_equal(critical, -10);
	assert_true(alert_is_below_critical(reply, 3, 65535, &critical));
	assert_true(alert_is_below_critical(reply, 4, 65535, &critical));
	assert_true(alert_is_below_critical(unreported, 0, 100, &critical));
	assert_true(alert_is_below_critical(unreported, 1, 5, &critical));
	assert_false(alert_is_below_critical(unreported, 2, -5, &critical)); /* 0 degrees */
	assert_true(alert_is_below_critical(unreported, 2, 1, &critical));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_encode),
		cmocka_unit_test(test_reply),
		cmocka_unit_test(test_matches),
		cmocka_unit_test(test_critical),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
