// SPDX-License-Identifier: GPL-2.0-only
/* Libraries that are loaded on first use. */
#include "unit.h"
#include "util/library.h"

static struct {
	int (*first)(void);
	int (*second)(void);
} functions;

static void functions_are_found(void **state)
{
	static const struct library_symbol symbols[] = { { "getpid", &functions.first }, { 0 } };

	functions.first = NULL;
	assert_int_equal(library_load("libc.so.6", symbols, NULL), 0);
	assert_int_equal(functions.first(), getpid());
}

static void missing_libraries_are_named(void **state)
{
	static const struct library_symbol symbols[] = { { "getpid", &functions.first }, { 0 } };
	struct fail why = { 0 };

	functions.first = NULL;
	assert_int_equal(library_load("libnone.so.7", symbols, &why), -ELIBACC);
	assert_string_equal(why.message, "cannot load libnone.so.7: cannot open shared object "
					 "file: No such file or directory");
	assert_null(functions.first);
}

/* A part of the functions is not used: they may have changed together. */
static void a_missing_function_leaves_all_unset(void **state)
{
	static const struct library_symbol symbols[] = {
		{ "getpid", &functions.first },
		{ "no_such_function", &functions.second },
		{ 0 },
	};
	struct fail why = { 0 };

	functions.first = functions.second = NULL;
	assert_int_equal(library_load("libc.so.6", symbols, &why), -ELIBACC);
	assert_string_equal(why.code, "no_library");
	assert_non_null(str_after(why.message, "cannot load libc.so.6: "));
	assert_non_null(strstr(why.message, "no_such_function"));
	assert_null(functions.first);
	assert_null(functions.second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(functions_are_found),
		cmocka_unit_test(missing_libraries_are_named),
		cmocka_unit_test(a_missing_function_leaves_all_unset),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
