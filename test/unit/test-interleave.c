// SPDX-License-Identifier: GPL-2.0-only
/*
 * Order of interleave sets, checked with the rules of the kernel (cxl_port_setup_targets() and
 * check_last_peer() in drivers/cxl/core/region.c), which are written here in another way.
 */
#include "cxl/lib/region/interleave.h"
#include "test/unit/unit.h"

static bool same_port(const struct interleave_path *a, const struct interleave_path *b, size_t hop)
{
	return memcmp(a->hop, b->hop, hop * sizeof(*a->hop)) == 0;
}

/* Downstream ports in use at the port that @p goes through at @hop. */
static size_t port_targets(const struct interleave_path *const *by_position, size_t ways,
			   const struct interleave_path *p, size_t hop)
{
	u32 seen[REGION_WAYS_MAX];
	size_t i, k, n = 0;

	for (i = 0; i < ways; i++) {
		if (!same_port(by_position[i], p, hop))
			continue;
		for (k = 0; k < n && seen[k] != by_position[i]->hop[hop]; k++)
			;
		if (k == n)
			seen[n++] = by_position[i]->hop[hop];
	}
	return n;
}

/* Attach the targets one after the other, as the kernel does. */
static bool kernel_accepts(const struct interleave_root *root,
			   const struct interleave_path *const *by_position, size_t ways)
{
	size_t pos, hop, targets, distance, i;

	for (pos = 0; pos < ways; pos++) {
		const struct interleave_path *p = by_position[pos];

		if (p->hop[0] != root->target[pos % root->ways])
			return false;
		distance = root->ways;
		for (hop = 1; hop < p->hops; hop++) {
			targets = port_targets(by_position, ways, p, hop);
			if (targets & (targets - 1) || targets > 8)
				return false;
			distance *= targets;
			/* Peers at this distance use the same downstream port, no others. */
			for (i = 0; i < pos; i++) {
				if (!same_port(by_position[i], p, hop))
					continue;
				if ((by_position[i]->hop[hop] == p->hop[hop]) !=
				    ((pos - i) % distance == 0))
					return false;
			}
		}
	}
	return true;
}

static bool check(const struct interleave_root *root, const struct interleave_path *paths,
		  size_t count, size_t ways)
{
	const struct interleave_path *by_position[REGION_WAYS_MAX];
	struct interleave_order o;
	size_t i, k;

	if (!interleave_find(root, paths, count, ways, &o))
		return false;
	assert_int_equal(o.ways, ways);
	for (i = 0; i < ways; i++) {
		assert_true(o.at[i] < count);
		for (k = 0; k < i; k++)
			assert_int_not_equal(o.at[k], o.at[i]);
		by_position[i] = &paths[o.at[i]];
	}
	assert_true(kernel_accepts(root, by_position, ways));
	return true;
}

static void assert_order(const struct interleave_root *root, const struct interleave_path *paths,
			 size_t count, const char *expected)
{
	struct interleave_order o;
	char text[100] = "";
	size_t i, n = 0;

	assert_true(check(root, paths, count, count));
	assert_true(interleave_find(root, paths, count, count, &o));
	for (i = 0; i < count; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%zu", o.at[i]);
	assert_string_equal(text, expected);
}

/* Two host bridges with two devices each: they take turns. */
static void test_bridges(void **state)
{
	static const struct interleave_root root = { { 12, 222 }, 2 }, twice = { { 12, 12 }, 2 };
	static const struct interleave_path paths[] = {
		{ { 12, 0 }, 2 }, { { 12, 1 }, 2 }, { { 222, 0 }, 2 }, { { 222, 1 }, 2 }
	};
	struct interleave_order o;

	assert_false(check(&twice, paths, 2, 2)); /* would use the first one twice */
	assert_order(&root, paths, 4, "0213");
	assert_false(check(&root, paths, 3, 3)); /* not a multiple of 2 */
	assert_false(check(&root, paths, 2, 2)); /* both below the same host bridge */
	assert_true(check(&root, paths + 1, 2, 2));
	assert_true(interleave_find(&root, paths, 4, 4, &o));
	assert_int_equal(interleave_granularity_max(&root, &o), 16384 / 2);
}

/* A switch with four devices; two switches with two each: those of one switch are not adjacent. */
static void test_switches(void **state)
{
	static const struct interleave_root root = { { 12 }, 1 };
	static const struct interleave_path one[] = {
		{ { 12, 0, 0 }, 3 }, { { 12, 0, 1 }, 3 }, { { 12, 0, 2 }, 3 }, { { 12, 0, 3 }, 3 }
	};
	static const struct interleave_path two[] = {
		{ { 12, 0, 0 }, 3 }, { { 12, 0, 1 }, 3 }, { { 12, 1, 0 }, 3 }, { { 12, 1, 1 }, 3 }
	};
	static const struct interleave_path uneven[] = {
		{ { 12, 0, 0 }, 3 }, { { 12, 1, 0 }, 3 }, { { 12, 1, 1 }, 3 }, { { 12, 1, 2 }, 3 }
	};
	struct interleave_order o;

	assert_order(&root, one, 4, "0123");
	assert_true(interleave_find(&root, one, 4, 4, &o));
	assert_int_equal(interleave_granularity_max(&root, &o), 16384);
	assert_order(&root, two, 4, "0213");
	assert_true(interleave_find(&root, two, 4, 4, &o));
	assert_int_equal(interleave_granularity_max(&root, &o), 16384 / 2);
	assert_false(check(&root, uneven, 4, 4));
	assert_true(check(&root, uneven, 4, 2));
	assert_false(check(&root, one, 4, 3)); /* 3 downstream ports */
}

/* Two switches with four devices each, below one host bridge and below two: eight ways. */
static void test_eight_ways(void **state)
{
	static const struct interleave_root one = { { 12 }, 1 }, two = { { 12, 222 }, 2 };
	struct interleave_path paths[8];
	struct interleave_order o;
	u32 i;

	for (i = 0; i < 8; i++)
		paths[i] = (struct interleave_path){ { 12, i / 4, i % 4 }, 3 };
	assert_order(&one, paths, 8, "04152637");
	assert_true(interleave_find(&one, paths, 8, 8, &o));
	assert_int_equal(interleave_granularity_max(&one, &o), 16384 / 2);
	for (i = 0; i < 8; i++)
		paths[i].hop[0] = one.target[0] + i / 4 * 210;
	assert_order(&two, paths, 8, "04152637");
	paths[7].hop[2] = 2; /* a device that is reached through the port of another */
	assert_false(check(&two, paths, 8, 8));
}

/* A root decoder of three ways, with one and two devices each. */
static void test_three(void **state)
{
	static const struct interleave_root root = { { 1, 2, 3 }, 3 };
	static const struct interleave_path paths[] = {
		{ { 3, 0 }, 2 }, { { 2, 0 }, 2 }, { { 1, 0 }, 2 },
		{ { 1, 1 }, 2 }, { { 2, 1 }, 2 }, { { 3, 1 }, 2 },
	};
	struct interleave_order o;

	assert_order(&root, paths, 3, "210");
	assert_order(&root, paths, 6, "210345");
	assert_true(interleave_find(&root, paths, 6, 6, &o));
	assert_int_equal(interleave_granularity_max(&root, &o), 16384);
}

static u32 next_random(u32 *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 16;
}

/* Whatever is found in random topologies, the kernel accepts. */
static void test_random(void **state)
{
	static const size_t root_ways[] = { 1, 2, 3, 4 };
	struct interleave_path paths[24];
	struct interleave_root root;
	u32 seed = 1, found = 0;
	size_t round, i, k, ways;

	for (round = 0; round < 3000; round++) {
		root.ways = root_ways[next_random(&seed) % ARRAY_SIZE(root_ways)];
		for (i = 0; i < root.ways; i++)
			root.target[i] = (u32)(i * 7);
		for (i = 0; i < ARRAY_SIZE(paths); i++) {
			paths[i] = (struct interleave_path){ .hops = 3 };
			paths[i].hop[0] = root.target[i % root.ways];
			paths[i].hop[1] = next_random(&seed) % 4;
			paths[i].hop[2] = (u32)i; /* each below a port of its own */
		}
		k = 1 + next_random(&seed) % ARRAY_SIZE(paths);
		for (ways = 1; ways <= REGION_WAYS_MAX; ways++)
			found += check(&root, paths, k, ways);
	}
	assert_true(found > 3000);
}

/* Whether the kernel accepts any order of the four. */
static bool any_order(const struct interleave_root *root, const struct interleave_path *paths)
{
	const struct interleave_path *p[4];
	size_t i;

	for (i = 0; i < 256; i++) {
		const size_t at[] = { i & 3, i >> 2 & 3, i >> 4 & 3, i >> 6 };

		if ((1U << at[0] | 1U << at[1] | 1U << at[2] | 1U << at[3]) != 15)
			continue;
		p[0] = &paths[at[0]];
		p[1] = &paths[at[1]];
		p[2] = &paths[at[2]];
		p[3] = &paths[at[3]];
		if (kernel_accepts(root, p, 4))
			return true;
	}
	return false;
}

/* An order is found if, and only if, there is one. */
static void test_complete(void **state)
{
	struct interleave_root root = { { 0, 1 }, 1 };
	struct interleave_path paths[4];
	u32 seed = 7, found = 0, round;
	size_t i, rounds = 2000;
	bool possible;

	for (round = 0; round < rounds; round++) {
		root.ways = 1 + next_random(&seed) % 2;
		for (i = 0; i < 4; i++) {
			paths[i] = (struct interleave_path){ .hops = 4 };
			paths[i].hop[0] = next_random(&seed) % (u32)root.ways;
			paths[i].hop[1] = next_random(&seed) % 2;
			paths[i].hop[2] = next_random(&seed) % 3;
			paths[i].hop[3] = (u32)i;
		}
		possible = any_order(&root, paths);
		assert_int_equal(check(&root, paths, 4, 4), possible);
		found += possible;
	}
	assert_true(found > 100 && found < rounds - 100);
}

static void test_values(void **state)
{
	static const u64 ways[] = { 1, 2, 3, 4, 6, 8, 12, 16 };
	size_t i, k;
	u64 v;

	for (v = 0, i = 0; v < 40; v++) {
		for (k = 0; k < ARRAY_SIZE(ways) && ways[k] != v; k++)
			;
		assert_int_equal(interleave_ways_valid(v), k < ARRAY_SIZE(ways));
		i += k < ARRAY_SIZE(ways);
	}
	assert_int_equal(i, ARRAY_SIZE(ways));
	assert_false(interleave_ways_valid(UINT64_MAX));
	for (v = 128, i = 0; v <= 32768; v *= 2)
		i += interleave_granularity_valid(v);
	assert_int_equal(i, 7);
	assert_false(interleave_granularity_valid(0));
	assert_false(interleave_granularity_valid(768));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bridges),	   cmocka_unit_test(test_switches),
		cmocka_unit_test(test_eight_ways), cmocka_unit_test(test_three),
		cmocka_unit_test(test_random),	   cmocka_unit_test(test_complete),
		cmocka_unit_test(test_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
