// SPDX-License-Identifier: GPL-2.0-only
/* Layouts of new regions. */
#include <stdio.h>

#include "cxl/lib/region/dpa.h"
#include "cxl/lib/region/layout.h"
#include "test/unit/unit.h"

#define MANY (INTERLEAVE_PATHS_MAX + 1)

static const struct node root_decoder = { .kind = NODE_DECODER, .name = "decoder0.0" };
static const struct window window = {
	.decoder = &root_decoder,
	.ram = true,
	.size = 1ULL << 40,
	.largest = 1ULL << 40,
	.granularity = 256,
	.root = { { 12 }, 1 },
};

/* All of them below one host bridge. */
struct system {
	struct node memdevs[MANY];
	struct candidate candidates[MANY];
	struct candidate_list list;
};

static struct system *new_system(size_t count)
{
	struct system *s = calloc(1, sizeof(*s));
	size_t i;

	assert_non_null(s);
	s->list = (struct candidate_list){ s->candidates, count };
	for (i = 0; i < count; i++) {
		s->memdevs[i] = (struct node){ .kind = NODE_MEMDEV, .name = "mem" };
		s->candidates[i] = (struct candidate){
			.memdev = &s->memdevs[i],
			.path = { { 12, (u32)i }, 2 },
			.available = DPA_ALIGNMENT,
		};
	}
	return s;
}

/* More memory devices than can be considered at once are no obstacle if the user names some. */
static void test_many(void **state)
{
	struct system *s = new_system(MANY);
	const struct node *named[] = { &s->memdevs[3], &s->memdevs[MANY - 1] };
	struct region_request rq = { .mode = "ram", .ways = 2 };
	struct region_layout r = { .ways = 0 };
	struct fail why = { 0 };

	assert_int_equal(region_find_layout(&window, &s->list, &rq, &r, &why), -E2BIG);
	assert_string_equal(why.hint, "name the memory devices");
	rq.memdevs = named;
	rq.memdev_count = ARRAY_SIZE(named);
	assert_int_equal(region_find_layout(&window, &s->list, &rq, &r, &why), 0);
	assert_ptr_equal(r.at[1]->memdev, named[1]);
	assert_int_equal(r.size, 2 * DPA_ALIGNMENT);

	s->list.count--;
	rq.memdevs = NULL;
	assert_int_equal(region_find_layout(&window, &s->list, &rq, &r, &why), 0);
	free(s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(test_many) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
