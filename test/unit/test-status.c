// SPDX-License-Identifier: GPL-2.0-only
/* Names of the return codes of mailbox commands. */
#include <ctype.h>

#include "unit.h"

#include "cxl/lib/wire/status.h"

static void codes_up_to_20h_have_names(void **state)
{
	/* Up to 1Eh as CMD_CMD_RC_TABLE in drivers/cxl/cxlmem.h. */
	/* clang-format off */
	static const char *const names[] = {
		"success", "background_started", "invalid_input", "unsupported",
		"internal_error", "retry_required", "busy", "media_disabled",
		"fw_transfer_in_progress", "fw_transfer_out_of_order", "fw_verification_failed",
		"invalid_slot", "activation_failed_rolled_back", "activation_failed_cold_reset",
		"invalid_handle", "invalid_physical_address", "poison_limit_reached",
		"permanent_media_failure", "aborted", "invalid_security_state",
		"incorrect_passphrase", "unsupported_mailbox", "invalid_payload_length",
		"invalid_log", "interrupted", "unsupported_feature_version",
		"unsupported_feature_selection", "feature_transfer_in_progress",
		"feature_transfer_out_of_order", "resources_exhausted", "invalid_extent_list",
		"transfer_out_of_order", "abort_unsupported",
	};
	/* clang-format on */
	u16 code;

	for (code = 0; code < ARRAY_SIZE(names); code++)
		assert_string_equal(status_name(code), names[code]);
	assert_string_equal(status_text(0x02), "invalid input");
}

static void names_are_unique_words(void **state)
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
		cmocka_unit_test(codes_up_to_20h_have_names),
		cmocka_unit_test(names_are_unique_words),
		cmocka_unit_test(other_codes_are_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
