// SPDX-License-Identifier: GPL-2.0-only
/* Candidates for completion. */
#include "unit.h"

#include "util/complete.h"

static char *offered(const char *word, size_t head, const char *name)
{
	struct completion c = { .word = word, .head = head };
	struct capture out;

	capture_start(&out, stdout);
	complete_add(&c, name, "help");
	return capture_end(&out);
}

static void names_that_fit_are_offered_with_the_text_in_front(void **state)
{
	auto_free char *a = offered("--memdev=me", 9, "mem0");
	auto_free char *b = offered("--memdev=x", 9, "mem0");

	assert_string_equal(a, "--memdev=mem0\thelp\n");
	assert_string_equal(b, "");
}

/* bash inserts candidates without quotes. */
static void names_with_special_characters_are_not_offered(void **state)
{
	static const char *const names[] = {
		"",	"a b", "a;b", "$(a)", "`a`", "a\nb", "a\tb", "a*",  "a'",	"a\"",
		"a\\b", "a|b", "~a",  "a&",   "a>b", "a#b",  "{a",   "a!b", "\xc3\xa4", "a\x1b",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		auto_free char *text = offered("", 0, names[i]);

		assert_string_equal(text, "");
	}
}

static void the_last_element_of_a_list_is_completed(void **state)
{
	struct completion c = { .word = "--columns=a,b,c", .head = 10 };
	struct completion no_comma = { .word = "--columns=a", .head = 10 };

	complete_last_element(&c);
	assert_int_equal(c.head, 14);
	complete_last_element(&no_comma);
	assert_int_equal(no_comma.head, 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_that_fit_are_offered_with_the_text_in_front),
		cmocka_unit_test(names_with_special_characters_are_not_offered),
		cmocka_unit_test(the_last_element_of_a_list_is_completed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
