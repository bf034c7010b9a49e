// SPDX-License-Identifier: GPL-2.0-only
/* JSON text as records: what is accepted, and how values are read. */
#include "unit.h"

#include "util/in-json.h"
#include "util/out-json.h"

static struct rec *parse(const char *text, size_t len)
{
	auto_free u8 *copy = exact_copy(text, len);

	return json_parse((const char *)copy, len);
}

static const struct {
	const char *text, *expected; /* as our writer prints it; NULL: not accepted */
} texts[] = {
	{ "{}", "{}" },
	{ "[]", "[]" },
	{ "{}\n \t\r\n", "{}" },
	{ " {\"a\":1}", "{\"a\":1}" },
	{ "{\"a\":true,\"b\":false,\"c\":null}", "{\"a\":true,\"b\":false}" },
	{ "{\"a\":[1,-2,\"x\",{\"b\":[]}]}", "{\"a\":[1,-2,\"x\",{\"b\":[]}]}" },
	{ "{\"a\":18446744073709551615}", "{\"a\":18446744073709551615}" },
	{ "{\"a\":9223372036854775808}", "{\"a\":9223372036854775808}" },
	{ "{\"a\":-9223372036854775808}", "{\"a\":-9223372036854775808}" },
	{ "{\"a\":1.5}", "{\"a\":\"1.5\"}" },
	{ "{\"a\":1e400}", "{\"a\":\"1e400\"}" },
	{ "{\"a\":\"\\u0041\\n\"}", "{\"a\":\"A\\n\"}" },
	{ "{\"a\":1,\"a\":2}", "{\"a\":2}" },
	{ "{\"a\":1,\"b\":3,\"a\":{\"c\":2}}", "{\"a\":{\"c\":2},\"b\":3}" },
	{ "", NULL },
	{ " ", NULL },
	{ "1", NULL },
	{ "\"text\"", NULL },
	{ "null", NULL },
	{ "true", NULL },
	{ "{", NULL },
	{ "[1", NULL },
	{ "{\"a\"", NULL },
	{ "{\"a\":", NULL },
	{ "{\"a\":1", NULL },
	{ "{\"a\":1,}", NULL },
	{ "[1,]", NULL },
	{ "{\"a\":1}}", NULL },
	{ "{\"a\":1}{\"a\":2}", NULL },
	{ "{\"a\":1} x", NULL },
	{ "{a:1}", NULL },
	{ "{\"a\":01}", NULL },
	{ "{\"a\":0x10}", NULL },
	{ "{\"a\":\"\xff\"}", NULL },
	{ "{\"\xc3\":1}", NULL },
	{ "{\"a\":1 /* comment */}", NULL },
};

static void texts_are_read_or_rejected(void **state)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(texts); i++) {
		auto_rec struct rec *r = parse(texts[i].text, strlen(texts[i].text));
		auto_free char *line = r ? out_json_line(r) : NULL;

		if (!r != !texts[i].expected || (r && !str_eq(line, texts[i].expected)))
			fail_msg("%s: %s", texts[i].text, r ? line : "rejected");
	}
}

/* The writer prints both alike. */
static void sign_decides_the_kind_of_integer(void **state)
{
	static const char text[] = "{\"a\":1,\"b\":-1,\"c\":0}";
	auto_rec struct rec *r = parse(text, strlen(text));

	assert_non_null(r);
	assert_int_equal(rec_get(r, "a")->kind, VAL_UINT);
	assert_int_equal(rec_get(r, "b")->kind, VAL_INT);
	assert_int_equal(rec_get(r, "c")->kind, VAL_UINT);
}

static void integers_that_are_too_large_never_wrap(void **state)
{
	static const char *const numbers[] = { "18446744073709551616", "99999999999999999999999999",
					       "-9223372036854775809", "-99999999999999999999" };
	char text[64];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		snprintf(text, sizeof(text), "{\"a\":%s}", numbers[i]);
		auto_rec struct rec *r = parse(text, strlen(text));
		const struct rec *a = r ? rec_get(r, "a") : NULL;

		assert_true(!a || (*numbers[i] == '-' ? a->kind == VAL_INT && a->i == INT64_MIN
						      : a->kind == VAL_UINT && a->u == UINT64_MAX));
	}
}

static void nesting_is_limited(void **state)
{
	char text[2 * JSON_DEPTH_MAX + 8];
	size_t depth;

	for (depth = 1; depth < JSON_DEPTH_MAX + 3; depth++) {
		memset(text, '[', depth);
		memset(text + depth, ']', depth);
		auto_rec struct rec *r = parse(text, 2 * depth);

		if (!r != (depth > JSON_DEPTH_MAX))
			fail_msg("depth %zu", depth);
	}
}

static void bytes_after_a_nul_are_not_ignored(void **state)
{
	assert_null(parse("{}\0{}", 5));
	assert_null(parse("{\"a\":\0 1}", 9));
	assert_null(parse("{}\0", 3));
}

/* @count commas in an array: outside of strings, each is a value. */
static bool is_read(const char *item, size_t count)
{
	const size_t n = strlen(item);
	auto_free char *text = malloc(count * n + 16);
	auto_rec struct rec *r = NULL;
	size_t i;

	assert_non_null(text);
	strcpy(text, "[");
	for (i = 0; i < count; i++)
		memcpy(text + 1 + i * n, item, n);
	strcpy(text + 1 + count * n, "0]");
	r = json_parse(text, strlen(text));
	return r != NULL;
}

static void number_of_values_is_limited(void **state)
{
	assert_true(is_read("0,", JSON_VALUES_MAX - 2));
	assert_false(is_read("0,", JSON_VALUES_MAX - 1));
	assert_false(is_read("[],", JSON_VALUES_MAX / 2));
	assert_true(is_read("\",,\\\"[{,\",", JSON_VALUES_MAX / 4));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_read_or_rejected),
		cmocka_unit_test(sign_decides_the_kind_of_integer),
		cmocka_unit_test(integers_that_are_too_large_never_wrap),
		cmocka_unit_test(nesting_is_limited),
		cmocka_unit_test(number_of_values_is_limited),
		cmocka_unit_test(bytes_after_a_nul_are_not_ignored),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
