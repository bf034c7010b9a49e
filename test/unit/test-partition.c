// SPDX-License-Identifier: GPL-2.0-only
/*
 * Partitions: the values are those of the command's definition, CXL r3.2 8.2.10.9.2.2: the payload
 * has the volatile part of the capacity that can be partitioned, as a multiple of 256 MiB.
 */
#include "cxl/lib/wire/partition.h"
#include "unit.h"

#define MIB (1ULL << 20)
#define GIB (1ULL << 30)

static const struct {
	u64 total, volatile_only, persistent_only, alignment;
	bool persistent, all, align;
	u64 size;
	int rc;
	u64 volatile_size;
} rows[] = {
	/* all: the other type gets nothing, or what the alignment leaves */
	{ 4 * GIB, 0, 0, GIB, true, true, false, 0, 0, 0 },
	{ 4 * GIB, 0, 0, GIB, false, true, false, 0, 0, 4 * GIB },
	{ 4 * GIB, GIB, GIB, GIB, false, true, false, 0, 0, 2 * GIB },
	{ 4 * GIB, 256 * MIB, 0, GIB, false, true, false, 0, 0, 3 * GIB },
	{ 4 * GIB, 256 * MIB, 0, GIB, true, true, false, 0, 0, 0 },
	/* a size */
	{ 4 * GIB, 0, 0, GIB, true, false, false, GIB, 0, 3 * GIB },
	{ 4 * GIB, 0, 0, GIB, false, false, false, GIB, 0, GIB },
	{ 4 * GIB, GIB, 0, GIB, true, false, false, GIB, 0, 2 * GIB },
	{ 4 * GIB, 0, 0, GIB, false, false, false, 0, 0, 0 },
	/* not aligned: the volatile part has to be */
	{ 4 * GIB, 0, 0, GIB, false, false, false, MIB, -EINVAL, 0 },
	{ 4 * GIB, 0, 0, GIB, true, false, false, MIB, -EINVAL, 0 },
	{ 4 * GIB, 0, 0, GIB, false, false, true, MIB, 0, GIB },
	{ 4 * GIB, 0, 0, GIB, true, false, true, MIB, 0, 3 * GIB },
	{ 4 * GIB, 256 * MIB, 0, GIB, true, false, false, GIB, -EINVAL, 0 },
	{ 4 * GIB, 256 * MIB, 0, GIB, true, false, false, 768 * MIB, 0, 3 * GIB },
	{ 4 * GIB, 256 * MIB, 0, GIB, false, false, true, 3 * GIB + MIB, -EINVAL, 0 },
	/* too large */
	{ 4 * GIB, 0, 0, GIB, true, false, false, 5 * GIB, -EINVAL, 0 },
	{ 4 * GIB, 2 * GIB, GIB, GIB, false, false, false, 2 * GIB, -EINVAL, 0 },
	{ 4 * GIB, 0, 0, GIB, false, false, true, UINT64_MAX, -EINVAL, 0 },
	/* invalid replies, and a device without partitions */
	{ GIB, GIB, GIB, GIB, true, true, false, 0, -EBADMSG, 0 },
	{ 4 * GIB, UINT64_MAX, 2, GIB, true, true, false, 0, -EBADMSG, 0 },
	{ 4 * GIB, 0, 0, MIB, true, true, false, 0, -EBADMSG, 0 },
	{ 4 * GIB, 0, 0, 0, true, true, false, 0, -EOPNOTSUPP, 0 },
};

static void test_plan(void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct partition_limits l = { rows[i].total, rows[i].volatile_only,
						    rows[i].persistent_only, rows[i].alignment };
		const struct partition_request rq = { rows[i].persistent, rows[i].all,
						      rows[i].align, rows[i].size };
		struct partition_plan p = { .volatile_size = 77 };
		struct fail why = { 0 };

		print_message("row %zu\n", i);
		assert_int_equal(partition_plan(&l, &rq, &p, &why), rows[i].rc);
		if (rows[i].rc < 0) {
			assert_int_equal(p.volatile_size, 77);
			assert_true(*why.message);
			continue;
		}
		assert_int_equal(p.volatile_size, rows[i].volatile_size);
		assert_int_equal(p.volatile_only, rows[i].volatile_only);
	}
}

static void test_payloads(void **state)
{
	const struct partition_plan p = { .volatile_size = 3 * GIB, .volatile_only = GIB };
	u8 input[PARTITION_INPUT_SIZE], reply[PARTITION_REPLY_SIZE] = { 0 };

	partition_encode(&p, input);
	assert_memory_equal(input, ((const u8[PARTITION_INPUT_SIZE]){ 12 }), sizeof(input));
	/* Nothing is pending: the active capacities stay. */
	put_le(reply, 8, 16);
	assert_true(partition_matches(reply, &p));
	assert_int_equal(partition_next_volatile(reply), 4 * GIB);
	put_le(reply, 8, 12);
	assert_false(partition_matches(reply, &p));
	/* Pending. */
	put_le(reply + 16, 8, 16);
	assert_true(partition_matches(reply, &p));
	assert_int_equal(partition_next_volatile(reply), 4 * GIB);
	/* Only persistent capacity is pending. */
	put_le(reply, 8, 16);
	put_le(reply + 16, 8, 0);
	put_le(reply + 24, 8, 16);
	assert_false(partition_matches(reply, &p));
	assert_true(partition_matches(reply, &(struct partition_plan){ 0 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plan),
		cmocka_unit_test(test_payloads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
