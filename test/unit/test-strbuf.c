// SPDX-License-Identifier: GPL-2.0-only
/* Growing strings, and struct fail. */
#include "unit.h"

#include "util/fail.h"
#include "util/strbuf.h"

static void strings_grow_as_needed(void **state)
{
	struct strbuf b = { 0 };
	auto_free char *s = NULL;
	int i;

	for (i = 0; i < 1000; i++)
		strbuf_addf(&b, "%03d,", i);
	strbuf_add(&b, "end!", 3);
	s = strbuf_take(&b);
	assert_non_null(s);
	assert_int_equal(strlen(s), 4003);
	assert_memory_equal(s, "000,001,", 8);
	assert_string_equal(s + 3996, "999,end");
	assert_null(b.s);
	assert_int_equal(b.len, 0);
}

static void an_unused_buffer_gives_an_empty_string(void **state)
{
	struct strbuf b = { 0 };
	auto_free char *s = strbuf_take(&b);

	assert_string_equal(s, "");
}

static void hex_has_two_digits_per_byte(void **state)
{
	struct strbuf b = { 0 };
	auto_free char *s = NULL;

	strbuf_add_hex(&b, "\x00\x9f\xf0", 3);
	strbuf_add_hex(&b, NULL, 0);
	s = strbuf_take(&b);
	assert_string_equal(s, "009ff0");
}

static void escapes_are_json_escapes(void **state)
{
	struct strbuf b = { 0 };
	auto_free char *s = NULL;

	strbuf_add_escaped(&b, "a\"b\\c/\n\x1b\x7f");
	s = strbuf_take(&b);
	assert_string_equal(s, "a\\\"b\\\\c/\\u000a\\u001b\\u007f");
}

static void text_is_inserted_before_the_content(void **state)
{
	struct strbuf b = { 0 }, text = { 0 }, failed = { .failed = true };
	auto_free char *s = NULL;

	strbuf_prepend(&b, &text);
	strbuf_addf(&text, "one,");
	strbuf_prepend(&b, &text);
	strbuf_addf(&text, "a longer text than what the buffer has,");
	strbuf_prepend(&b, &text);
	free(text.s);
	s = strbuf_take(&b);
	assert_string_equal(s, "one,a longer text than what the buffer has,one,");
	strbuf_prepend(&b, &failed);
	assert_null(strbuf_take(&b));
}

static void a_failed_buffer_stays_failed(void **state)
{
	struct strbuf b = { .failed = true };

	strbuf_add(&b, "x", 1);
	strbuf_addf(&b, "%d", 1);
	strbuf_add_hex(&b, "x", 1);
	assert_null(strbuf_take(&b));
}

static void failures_have_code_message_and_hint(void **state)
{
	struct fail why = { .outcome = OUTCOME_REFUSED, .device_status = 2 };

	assert_int_equal(fail_set(&why, -EBUSY, "region_active", "disable it", "%s is in use",
				  "region0"),
			 -EBUSY);
	assert_string_equal(why.code, "region_active");
	assert_int_equal(why.err, -EBUSY);
	assert_int_equal(why.device_status, NO_DEVICE_STATUS);
	assert_int_equal(why.outcome, OUTCOME_FAILED);
	assert_string_equal(why.message, "region0 is in use");
	assert_string_equal(why.hint, "disable it");
	fail_prefix(&why, "mem0");
	assert_string_equal(why.message, "mem0: region0 is in use");
	assert_int_equal(fail_set(&why, -EIO, "read", NULL, "gone"), -EIO);
	assert_string_equal(why.hint, "");
	assert_int_equal(fail_set(NULL, -EIO, "read", NULL, "gone"), -EIO);
}

/* OUTCOME_FAILED can have any errno, also those of the other outcomes. */
static void failures_have_an_outcome(void **state)
{
	struct fail why = { 0 };

	assert_int_equal(fail_refuse(&why, "needs_yes", "use --yes", "refusing to %s", "x"),
			 -EACCES);
	assert_int_equal(why.outcome, OUTCOME_REFUSED);
	assert_string_equal(why.message, "refusing to x");
	assert_int_equal(fail_unsupported(&why, "no_fwctl", "", "no"), -EOPNOTSUPP);
	assert_int_equal(why.outcome, OUTCOME_UNSUPPORTED);
	assert_int_equal(fail_interrupted(&why, "after %d", 3), -EINTR);
	assert_int_equal(why.outcome, OUTCOME_INTERRUPTED);
	assert_string_equal(why.code, "interrupted");
	assert_int_equal(fail_dry_run(&why), -ECANCELED);
	assert_int_equal(why.outcome, OUTCOME_DRY_RUN);
	assert_int_equal(fail_nomem(&why), -ENOMEM);
	assert_int_equal(why.outcome, OUTCOME_FAILED);
	assert_int_equal(fail_set(&why, -EACCES, "permission", "", "no"), -EACCES);
	assert_int_equal(why.outcome, OUTCOME_FAILED);
	assert_int_equal(fail_refuse(NULL, "x", NULL, "y"), -EACCES);
	fail_append(&why, "; %s", "and more");
	assert_string_equal(why.message, "no; and more");
}

static void long_failures_are_cut_at_a_word(void **state)
{
	struct fail why = { 0 };
	char text[1200], *last;
	size_t i;

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(fail_set(&why, -EIO, "read", text, "%s", text), -EIO);
	assert_int_equal(strlen(why.message), sizeof(why.message) - 1);
	assert_string_equal(why.message + sizeof(why.message) - 6, "xx...");
	assert_int_equal(strlen(why.hint), sizeof(why.hint) - 1);
	fail_prefix(&why, "mem0");
	assert_int_equal(strlen(why.message), sizeof(why.message) - 1);
	assert_memory_equal(why.message, "mem0: xxx", 9);
	fail_prefix(&why, text);
	assert_int_equal(strlen(why.message), sizeof(why.message) - 1);

	/* Names of 12 characters with ", ": each possible end is inside of a name or next to it. */
	for (i = 0; i + 15 < sizeof(text); i += 14)
		snprintf(text + i, sizeof(text) - i, "abcdefghijkl, ");
	for (i = 0; i < 14; i++) {
		fail_set(&why, -EIO, "read", "", "%.*s%s", (int)i, "12345678901234", text);
		assert_true(strlen(why.message) >= sizeof(why.message) - 18);
		last = why.message + strlen(why.message) - 8;
		assert_string_equal(last, "jkl, ...");
		fail_prefix(&why, "a");
		last = why.message + strlen(why.message) - 8;
		assert_string_equal(last, "jkl, ...");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_grow_as_needed),
		cmocka_unit_test(an_unused_buffer_gives_an_empty_string),
		cmocka_unit_test(hex_has_two_digits_per_byte),
		cmocka_unit_test(escapes_are_json_escapes),
		cmocka_unit_test(text_is_inserted_before_the_content),
		cmocka_unit_test(a_failed_buffer_stays_failed),
		cmocka_unit_test(failures_have_code_message_and_hint),
		cmocka_unit_test(failures_have_an_outcome),
		cmocka_unit_test(long_failures_are_cut_at_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
