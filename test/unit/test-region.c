// SPDX-License-Identifier: GPL-2.0-only
/* Layouts of new regions. */
#include <stdio.h>

#include "cxl/lib/region/dpa.h"
#include "cxl/lib/region/layout.h"
#include "cxl/lib/region/teardown.h"
#include "cxl/lib/topo/extent.h"
#include "test/unit/unit.h"

#define MANY 5000

static struct sysroot no_files;
static const struct topo topo = { .root = &no_files };
static const struct node root_decoder = { .kind = NODE_DECODER, .name = "decoder0.0" };
static const struct window window = {
	.topo = &topo,
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

/* The number of memory devices below a root decoder is not limited. */
static void test_many(void **state)
{
	struct system *s = new_system(MANY);
	const struct node *named[] = { &s->memdevs[3], &s->memdevs[MANY - 1] };
	struct region_request rq = { .mode = "ram", .ways = 2 };
	struct region_layout r = { .ways = 0 };
	struct fail why = { 0 };

	assert_int_equal(region_find_layout(&window, &s->list, &rq, &r, &why), 0);
	assert_ptr_equal(r.at[1]->memdev, &s->memdevs[1]);
	rq.memdevs = named;
	rq.memdev_count = ARRAY_SIZE(named);
	assert_int_equal(region_find_layout(&window, &s->list, &rq, &r, &why), 0);
	assert_ptr_equal(r.at[1]->memdev, named[1]);
	assert_int_equal(r.size, 2 * DPA_ALIGNMENT);
	free(s);
}

static int no_trees(void **state)
{
	size_t i;

	for (i = 0; i < TREE_COUNT; i++)
		no_files.trees[i] = -ENOENT;
	return 0;
}

/* The lowest address at a multiple, between extents in any order that may overlap. */
static void test_gaps(void **state)
{
	struct extent used[] = { { 0x500, 0x100 }, { 0x100, 0x80 }, { 0x140, 0x60 } };
	const struct extent whole = { 0x80, 0x780 };
	u64 at = 0;

	assert_true(extent_first_gap(whole, used, 3, (struct extent_request){ 0x80, 0x80 }, &at));
	assert_int_equal(at, 0x80);
	assert_true(extent_first_gap(whole, used, 3, (struct extent_request){ 0x81, 0x80 }, &at));
	assert_int_equal(at, 0x200);
	assert_true(extent_first_gap(whole, used, 3, (struct extent_request){ 0x300, 0x80 }, &at));
	assert_int_equal(at, 0x200);
	assert_false(extent_first_gap(whole, used, 3, (struct extent_request){ 0x301, 0x80 }, &at));
	assert_true(extent_first_gap(whole, used, 3, (struct extent_request){ 0x200, 0x600 }, &at));
	assert_int_equal(at, 0x600);
	assert_false(extent_first_gap(whole, used, 3, (struct extent_request){ 0, 0x80 }, &at));
	used[0].size = UINT64_MAX;
	assert_false(extent_first_gap(whole, used, 3, (struct extent_request){ 0x301, 0x80 }, &at));
}

/* A port takes regions in ascending order of their addresses. */
static void test_addresses(void **state)
{
	const struct node region = { .kind = NODE_REGION, .name = "region7" };
	const struct node port = { .kind = NODE_PORT, .name = "port1" };
	struct system *s = new_system(2);
	struct region_request rq = { .mode = "ram", .ways = 1, .size = DPA_ALIGNMENT };
	struct region_layout r = { .ways = 0 };
	struct fail why = { 0 };
	size_t i;

	s->candidates[0].highest = &region;
	s->candidates[0].highest_port = &port;
	assert_int_equal(region_find_layout(&window, &s->list, &rq, &r, &why), 0);
	s->candidates[0].highest_start = DPA_ALIGNMENT;
	assert_int_equal(region_find_layout(&window, &s->list, &rq, &r, &why), -EBUSY);
	assert_string_equal(why.code, "address_order");
	assert_non_null(strstr(why.message, "than region7, which goes through port1"));
	/* It is not known what else is there. */
	for (i = 0; i < TREE_COUNT; i++)
		no_files.trees[i] = -EACCES;
	assert_int_equal(region_find_layout(&window, &s->list, &rq, &r, &why), 0);
	no_trees(state);
	free(s);
}

/* Two switches with two memory devices each, below one host bridge. */
static void test_granularity(void **state)
{
	struct system *s = new_system(4);
	struct region_request rq = { .mode = "ram", .ways = 4, .granularity = 16384 };
	struct window w = window;
	struct region_layout r = { .ways = 0 };
	struct fail why = { 0 };
	u32 i;

	for (i = 0; i < 4; i++)
		s->candidates[i].path = (struct interleave_path){ { 12, i / 2, i % 2 }, 3 };
	assert_int_equal(region_find_layout(&w, &s->list, &rq, &r, &why), -EINVAL);
	assert_non_null(strstr(why.message, "at most 8192"));
	rq.granularity = 8192;
	assert_int_equal(region_find_layout(&w, &s->list, &rq, &r, &why), 0);
	assert_int_equal(r.granularity, 8192);

	/* The default is that of the root decoder, or what the ports allow. */
	w.granularity = 16384;
	rq.granularity = 0;
	assert_int_equal(region_find_layout(&w, &s->list, &rq, &r, &why), 0);
	assert_int_equal(r.granularity, 8192);
	w.granularity = 1024;
	assert_int_equal(region_find_layout(&w, &s->list, &rq, &r, &why), 0);
	assert_int_equal(r.granularity, 1024);
	free(s);
}

/* The hint of a step that failed, unless the kernel log has explained it already. */
static void test_explain(void **state)
{
	static const struct {
		const char *attr, *value, *undo;
		int err;
		enum outcome outcome;
		const char *message, *hint;
	} rows[] = {
		{ "commit", "1", "0", -EBUSY, OUTCOME_FAILED, "failed", "the decoders of a port" },
		{ "commit", "1", "0", -ENXIO, OUTCOME_FAILED, "failed",
		  "see the kernel log; in a" },
		{ "commit", "1", "0", -EIO, OUTCOME_FAILED, "failed", "former" },
		{ "commit", "1", "0", -EBUSY, OUTCOME_FAILED, "failed; the kernel: x", "former" },
		{ "commit", "1", "0", -EBUSY, OUTCOME_REFUSED, "failed", "former" },
		{ "commit", "1", "0", -EBUSY, OUTCOME_INTERRUPTED, "failed", "former" },
		{ "target0", "decoder3.0", "\n", -ENXIO, OUTCOME_FAILED, "failed", "the memory" },
		{ "target0", "decoder3.0", "\n", -EBUSY, OUTCOME_FAILED, "failed", "former" },
		{ "state", "offline", "online_kernel", -EBUSY, OUTCOME_FAILED, "failed", "it is " },
		{ "state", "offline", "online_movable", -EBUSY, OUTCOME_FAILED, "failed",
		  "a page" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		auto_plan struct plan p = { 0 };
		struct fail why = { .err = rows[i].err, .outcome = rows[i].outcome };
		const bool same = rows[i].outcome != OUTCOME_FAILED;

		print_message("%zu\n", i);
		snprintf(why.message, sizeof(why.message), "%s", rows[i].message);
		snprintf(why.hint, sizeof(why.hint), "former");
		plan_set(&p, "devices/x", rows[i].attr, rows[i].value, "step");
		plan_undo(&p, NULL, rows[i].undo);
		region_explain(&p, 1, &why); /* no step failed */
		assert_string_equal(why.message, rows[i].message);
		assert_string_equal(why.hint, "former");
		region_explain(&p, 0, &why);
		assert_int_equal(strncmp(why.message, "step: ", 6) != 0, same);
		assert_int_equal(strncmp(why.hint, rows[i].hint, strlen(rows[i].hint)), 0);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_many),	  cmocka_unit_test(test_granularity),
		cmocka_unit_test(test_addresses), cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, no_trees, NULL);
}
