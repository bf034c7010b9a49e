// SPDX-License-Identifier: GPL-2.0-only
/* Output when memory runs out, at each allocation of our own in turn: complete, or an error. */
#include "unit.h"

#include "util/out.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t size);
char *__real_strdup(const char *s);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t size);
char *__wrap_strdup(const char *s);

/* Allocations until one fails; 0: none fails. */
static size_t until_failure;

static bool fails(void)
{
	return until_failure && --until_failure == 0;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *p, size_t size)
{
	return fails() ? NULL : __real_realloc(p, size);
}

char *__wrap_strdup(const char *s)
{
	return fails() ? NULL : __real_strdup(s);
}

/* Rows of three kinds, with nested rows, lists, a row without a name, and values to be escaped. */
static struct rec *new_sample(void)
{
	struct rec *top = rec_new_arr(), *memdev, *list, *region;
	size_t i;

	for (i = 0; i < 2; i++) {
		memdev = rec_obj(top, NULL);
		rec_str(memdev, "memdev", i ? "mem1" : "mem0");
		rec_num(memdev, "ram_size", VAL_SIZE, 268435456);
		rec_str(rec_obj(memdev, "firmware"), "slot_1", "a \"quoted\" version");
		list = rec_arr(memdev, "effects");
		rec_str(list, NULL, "one sentence, in words");
		rec_str(list, NULL, "and another one");
		region = rec_obj(rec_arr(memdev, "regions:mem0"), NULL);
		rec_str(region, "region", "region0");
		rec_uint(rec_obj(rec_arr(region, "mappings"), NULL), "position", i);
	}
	assert_false(rec_failed(top));
	return top;
}

/* Returns the text, and the result of out_print() in *@rc. */
static char *print(const struct rec *top, const struct out_opts *o, size_t failure, int *rc)
{
	size_t len = 0;
	char *text = NULL;
	FILE *f = open_memstream(&text, &len);

	assert_non_null(f);
	until_failure = failure;
	*rc = out_print(f, top, o);
	fclose(f);
	return text;
}

static void output_is_complete_or_fails(void **state)
{
	static const struct out_opts rows[] = {
		{ .format = OUT_JSON },
		{ .format = OUT_ENVELOPE, .tool = "cxl", .verb = "list" },
		{ .format = OUT_TABLE },
		{ .format = OUT_TABLE, .width = 40 },
		{ .format = OUT_TABLE, .columns = "region,memdev,effects" },
		{ .format = OUT_TREE },
		{ .format = OUT_TREE, .width = 40 },
		{ .format = OUT_PAIRS },
		{ .format = OUT_PAIRS, .columns = "memdev,position" },
	};
	struct rec *top = new_sample();
	size_t i, n;
	int rc;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		auto_free char *expected = print(top, &rows[i], 0, &rc);

		assert_int_equal(rc, 0);
		for (n = 1, until_failure = 0; until_failure == 0; n++) {
			auto_free char *text = print(top, &rows[i], n, &rc);

			if (rc == 0)
				assert_string_equal(text, expected);
			else
				assert_int_equal(rc, -ENOMEM);
		}
		print_message("%zu: %zu allocations\n", i, n - 2);
		assert_true(n > 2);
	}
	until_failure = 0;
	rec_free(top);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(output_is_complete_or_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
