// SPDX-License-Identifier: GPL-2.0-only
/* Names of the return codes of mailbox commands. */
#include <ctype.h>

#include "unit.h"

#include "cxl/lib/wire/status.h"

static void known_codes_have_names(void **state)
{
	/* clang-format off */
	static const struct {
		u16 code;
		const char *name;
	} cases[] = {
		{ 0x00, "success" }, { 0x01, "background_started" }, { 0x02, "invalid_input" },
		{ 0x03, "unsupported" }, { 0x06, "busy" }, { 0x0b, "invalid_slot" },
		{ 0x0f, "invalid_physical_address" }, { 0x10, "poison_limit_reached" },
		{ 0x14, "incorrect_passphrase" }, { 0x16, "invalid_payload_length" },
		{ 0x1b, "feature_transfer_in_progress" }, { 0x1e, "invalid_extent_list" },
		{ 0x20, "abort_unsupported" },
	};
	/* clang-format on */
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		assert_string_equal(status_name(cases[i].code), cases[i].name);
	assert_string_equal(status_text(0x02), "invalid input");
}

static void names_of_codes_up_to_20h_are_unique(void **state)
{
	u16 a, b;

	for (a = 0; a <= 0x20; a++) {
		const char *p = status_name(a);

		assert_non_null(p);
		assert_non_null(status_text(a));
		assert_string_not_equal(p, "unknown");
		for (; *p; p++)
			assert_true(islower(*p) || *p == '_');
		for (b = 0; b < a; b++)
			assert_string_not_equal(status_name(a), status_name(b));
	}
}

static void other_codes_are_unknown(void **state)
{
	assert_string_equal(status_name(0x21), "unknown");
	assert_string_equal(status_name(0xffff), "unknown");
	assert_string_equal(status_text(0x8000), "unknown return code");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_codes_have_names),
		cmocka_unit_test(names_of_codes_up_to_20h_are_unique),
		cmocka_unit_test(other_codes_are_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
