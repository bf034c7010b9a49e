// SPDX-License-Identifier: GPL-2.0-only
/* DAX devices as daxctl/lib reads them: the bus, address ranges, memory blocks, and the state. */
#include <errno.h>
#include <inttypes.h>
#include <limits.h>

#include "cxl/lib/topo/region.h"
#include "daxctl/lib/dax.h"
#include "daxctl/lib/scan.h"
#include "daxctl/lib/state.h"
#include "test/unit/fixture.h"

/* clang-format off */
#define MEMORY "sys/devices/system/memory/"
#define CXL "devices/platform/root0/region0/dax_region0"
#define HMEM "devices/platform/hmem_platform.0/hmem.3"
#define PMEM "devices/ndbus0/region7/dax7.1"
#define DAX(name, path) "l sys/bus/dax/devices/" name " ../../../" path "/" name "\n"
#define RANGE(dir, number, start, end)                                                             \
	"f sys/" dir "/mapping" number "/start " start "\n"                                        \
	"f sys/" dir "/mapping" number "/end " end "\n"
#define BLOCK(number, state, zones)                                                                \
	"f " MEMORY "memory" number "/state " state "\n"                                           \
	"f " MEMORY "memory" number "/valid_zones " zones "\n"

/*
 * Blocks of 128 MiB: block 32 begins at 4 GiB, 0x100000000. dax0.0 has blocks 32 to 37; dax0.2 has
 * the end of a block and the beginning of the next one.
 */
static const char tree[] =
	"f " MEMORY "block_size_bytes 8000000\n"
	LINK("region0", "devices/platform/root0/region0")
	LINK("region12", "devices/platform/root0/region12")
	"d sys/devices/platform/root0/region12\n"
	BLOCK("32", "online", "Normal")
	BLOCK("33", "online", "Movable")
	BLOCK("34", "offline", "Normal Movable")
	BLOCK("35", "online", "Normal")
	BLOCK("36", "going-offline", "Movable")
	BLOCK("37", "online", "Movable")
	"f sys/" CXL "/dax_region/create \n"
	"f sys/" CXL "/dax0.0/size 805306368\n"
	"f sys/" CXL "/dax0.0/align 2097152\n"
	"f sys/" CXL "/dax0.0/target_node 1\n"
	"f sys/" CXL "/dax0.0/resource 0x100000000\n"
	RANGE(CXL "/dax0.0", "0", "0x100000000", "0x12fffffff")
	"l sys/" CXL "/dax0.0/driver ../../../../../../bus/dax/drivers/kmem\n"
	"f sys/" CXL "/dax0.2/size 134217728\n"
	"f sys/" CXL "/dax0.2/align 2097152\n"
	"f sys/" CXL "/dax0.2/resource 0x134000000\n"
	RANGE(CXL "/dax0.2", "0", "0x134000000", "0x13bffffff")
	"f sys/" CXL "/dax0.10/size 0\n"
	"f sys/" CXL "/dax0.10/align 2097152\n"
	"f sys/" CXL "/dax0.10/resource 0x100000000\n"
	"f sys/" HMEM "/dax3.0/size 1073741824\n"
	"f sys/" HMEM "/dax3.0/align 2097152\n"
	"f sys/" HMEM "/dax3.0/target_node 2\n"
	"f sys/" HMEM "/dax3.0/resource 0x200000000\n"
	RANGE(HMEM "/dax3.0", "0", "0x200000000", "0x23fffffff")
	"l sys/" HMEM "/dax3.0/driver ../../../../../bus/dax/drivers/device_dax\n"
	"f sys/" PMEM "/dax7.1/size 12288\n"
	RANGE(PMEM "/dax7.1", "10", "0x5000", "0x5fff")
	RANGE(PMEM "/dax7.1", "0", "0x9000", "0x9fff")
	RANGE(PMEM "/dax7.1", "2", "0x1000", "0x1fff")
	"f sys/" PMEM "/dax7.1/mapping10/page_offset 2\n"
	"f sys/" PMEM "/dax7.1/mapping0/page_offset 0\n"
	"f sys/" PMEM "/dax7.1/mapping2/page_offset 1\n"
	"d sys/" PMEM "/dax7.1/mappings\n"
	"l sys/devices/outside ../../etc\n"
	DAX("dax0.10", CXL) DAX("dax7.1", PMEM) DAX("dax0.2", CXL) DAX("dax3.0", HMEM)
	DAX("dax0.0", CXL) DAX("dax0", CXL)
	"l sys/bus/dax/devices/dax8.0 ../../../../etc/dax8.0\n"
	"l sys/bus/dax/devices/dax9.0 ../../../devices/../../etc/dax9.0\n";
/* clang-format on */

static struct fixture f;

static int setup(void **state)
{
	fixture_open(&f, tree);
	return 0;
}

static int teardown(void **state)
{
	fixture_close(&f);
	return 0;
}

static void set(const char *path, const char *value)
{
	char file[PATH_MAX];
	FILE *out;

	snprintf(file, sizeof(file), "%s/sys/%s", f.dir, path);
	out = fopen(file, "w");
	assert_non_null(out);
	fputs(value, out);
	fclose(out);
}

static void delete_file(const char *path)
{
	char file[PATH_MAX];

	snprintf(file, sizeof(file), "%s/sys/%s", f.dir, path);
	assert_int_equal(remove(file), 0);
}

/* --- names */

static void names_of_devices(void **state)
{
	static const char *const other[] = { "dax",	"dax0",	   "dax0.",  "dax.0",
					     "dax0.0x", "dax0.-1", "xdax0.0" };
	u64 region, number;
	size_t i;

	assert_true(dax_parse_name("dax12.3", &region, &number));
	assert_int_equal(region, 12);
	assert_int_equal(number, 3);
	for (i = 0; i < ARRAY_SIZE(other); i++)
		assert_false(dax_parse_name(other[i], &region, &number));
}

/* Numbers, not letters; links that lead out of /sys/devices are no devices. */
static void devices_are_sorted(void **state)
{
	static const char *const names[] = { "dax0.0", "dax0.2", "dax0.10", "dax3.0", "dax7.1" };
	auto_dax_nodes struct dax_nodes l = { 0 };
	size_t i;

	assert_int_equal(dax_scan(&f.root, &l), 0);
	assert_int_equal(l.count, ARRAY_SIZE(names));
	for (i = 0; i < l.count; i++)
		assert_string_equal(l.at[i].name, names[i]);
	assert_string_equal(l.at[1].path, CXL "/dax0.2");
	assert_int_equal(l.at[1].region_len, strlen(CXL));
	assert_true(dax_same_region(&l.at[0], &l.at[2]));
	assert_false(dax_same_region(&l.at[0], &l.at[3]));
}

/* Those of pages: 4 KiB is the smallest one. */
static void alignments(void **state)
{
	assert_true(dax_align_is_valid(4096));
	assert_true(dax_align_is_valid(1ULL << 30));
	assert_false(dax_align_is_valid(0));
	assert_false(dax_align_is_valid(2048));
	assert_false(dax_align_is_valid(4096 * 3));
}

static void modes_and_drivers(void **state)
{
	int m;

	for (m = 0; m < DAX_MODES; m++) {
		const char *name = dax_mode_name((enum dax_mode)m);

		assert_int_equal(dax_mode_parse(name), m);
		assert_int_equal(dax_mode_of_driver(dax_mode_driver((enum dax_mode)m)), m);
	}
	assert_string_equal(dax_mode_driver(DAX_SYSTEM_RAM), "kmem");
	assert_string_equal(dax_mode_driver(DAX_FAMFS), "fsdev_dax");
	assert_int_equal(dax_mode_parse("kmem"), DAX_MODES);
	assert_int_equal(dax_mode_of_driver(""), DAX_MODES);
}

/* --- address ranges */

static int read_mappings(const char *path, bool offsets, struct dax_mappings *ret)
{
	auto_sysdir struct sysdir d = { .fd = -1 };

	assert_int_equal(sysdir_open(&d, &f.root, TREE_SYS, path), 0);
	return dax_mappings_read(&d, offsets, ret);
}

/* The device has its memory in the order of the numbers, which is not that of the addresses. */
static void ranges_are_sorted_by_number(void **state)
{
	static const struct {
		u64 number, start;
	} expected[] = { { 0, 0x9000 }, { 2, 0x1000 }, { 10, 0x5000 } };
	auto_dax_mappings struct dax_mappings m = { 0 }, without = { 0 };
	size_t i;

	assert_int_equal(read_mappings(PMEM "/dax7.1", true, &m), 0);
	assert_int_equal(read_mappings(PMEM "/dax7.1", false, &without), 0);
	assert_int_equal(m.count, ARRAY_SIZE(expected));
	assert_int_equal(without.count, ARRAY_SIZE(expected));
	for (i = 0; i < m.count; i++) {
		assert_int_equal(m.at[i].number, expected[i].number);
		assert_int_equal(m.at[i].start, expected[i].start);
		assert_int_equal(m.at[i].end, expected[i].start + 0xfff);
		assert_int_equal(m.at[i].page_offset, i);
		assert_int_equal(without.at[i].page_offset, 0);
	}
}

/* Whatever the order of the directory is. */
static void many_ranges(void **state)
{
	auto_dax_mappings struct dax_mappings m = { 0 };
	char path[PATH_MAX], start[24], end[24];
	u64 i;

	for (i = 1; i < 16; i++) {
		const u64 n = i * 7 % 16;

		snprintf(path, sizeof(path), "%s/sys/" HMEM "/dax3.0/mapping%" PRIu64, f.dir, n);
		assert_int_equal(mkdir(path, 0755), 0);
		snprintf(start, sizeof(start), "%#" PRIx64, n << 21);
		snprintf(end, sizeof(end), "%#" PRIx64, (n << 21) + 4095);
		snprintf(path, sizeof(path), HMEM "/dax3.0/mapping%" PRIu64 "/start", n);
		set(path, start);
		snprintf(path, sizeof(path), HMEM "/dax3.0/mapping%" PRIu64 "/end", n);
		set(path, end);
	}
	assert_int_equal(read_mappings(HMEM "/dax3.0", false, &m), 0);
	assert_int_equal(m.count, 16);
	for (i = 1; i < 16; i++) {
		assert_int_equal(m.at[i].number, i);
		assert_int_equal(m.at[i].start, i << 21);
	}
}

/* The others are kept, so that a list has them. */
static void ranges_that_are_not_valid(void **state)
{
	static const struct {
		const char *start, *end;
		int rc;
	} cases[] = {
		{ "0x9001", "0x9000", -EBADMSG },
		{ "0xfffffffffffffffe", "0x0", -EBADMSG },
		{ "0x9000", "x", -EBADMSG },
		{ "0x9000", "0xffffffffffffffff", -ENODATA }, /* no value */
		{ "0x9000", "0x9000", 0 },
		{ "0x0", "0xfffffffffffffffe", 0 },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		auto_dax_mappings struct dax_mappings m = { 0 };

		set(PMEM "/dax7.1/mapping0/start", cases[i].start);
		set(PMEM "/dax7.1/mapping0/end", cases[i].end);
		assert_int_equal(read_mappings(PMEM "/dax7.1", true, &m), cases[i].rc);
		assert_int_equal(m.count, cases[i].rc ? 2 : 3);
		assert_int_equal(m.at[m.count - 1].number, 10);
	}
	delete_file(PMEM "/dax7.1/mapping0/end");
	{
		auto_dax_mappings struct dax_mappings m = { 0 };

		assert_int_equal(read_mappings(PMEM "/dax7.1", true, &m), -ENOENT);
		assert_int_equal(m.count, 2);
	}
}

/* --- memory blocks */

static void blocks_of(const char *path, struct memory_blocks *ret)
{
	auto_dax_mappings struct dax_mappings m = { 0 };

	assert_int_equal(read_mappings(path, false, &m), 0);
	assert_int_equal(memory_blocks_of(&f.root, &m, ret), 0);
}

static void blocks_of_a_device(void **state)
{
	static const char *const zones[] = {
		"Normal", "Movable", "", "Normal", "Movable", "Movable"
	};
	auto_memory_blocks struct memory_blocks b = { 0 };
	size_t i;

	blocks_of(CXL "/dax0.0", &b);
	assert_int_equal(b.size, 128 << 20);
	assert_int_equal(b.count, ARRAY_SIZE(zones));
	assert_int_equal(b.wanted, ARRAY_SIZE(zones));
	assert_false(b.unknown);
	for (i = 0; i < b.count; i++) {
		assert_int_equal(b.at[i].number, 32 + i);
		assert_int_equal(b.at[i].online, i != 2); /* also while it is going offline */
		assert_string_equal(b.at[i].zone, zones[i]);
	}
}

/* kmem adds whole blocks only, see dev_dax_kmem_probe(). */
static void blocks_in_part(void **state)
{
	static const struct {
		const char *start, *end;
		u64 wanted;
	} cases[] = {
		{ "0x134000000", "0x13bffffff", 0 }, /* none of two */
		{ "0x130000000", "0x137ffffff", 1 }, { "0x130000001", "0x137ffffff", 0 },
		{ "0x130000000", "0x137fffffe", 0 }, { "0x12fffffff", "0x140000000", 2 },
	};
	size_t i;
	u64 wanted;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		auto_memory_blocks struct memory_blocks b = { 0 };
		auto_dax_mappings struct dax_mappings m = { 0 };

		set(CXL "/dax0.2/mapping0/start", cases[i].start);
		set(CXL "/dax0.2/mapping0/end", cases[i].end);
		blocks_of(CXL "/dax0.2", &b);
		assert_int_equal(b.wanted, cases[i].wanted);
		assert_int_equal(b.count, 0);
		assert_int_equal(read_mappings(CXL "/dax0.2", false, &m), 0);
		assert_int_equal(memory_blocks_wanted(&f.root, &m, &wanted), 0);
		assert_int_equal(wanted, cases[i].wanted);
	}
}

static void blocks_with_an_address(void **state)
{
	static const struct {
		u64 start, size;
		bool first, last; /* only a part of blocks 33 and 35 is in the range */
	} cases[] = {
		{ 0x108000000, 0x18000000, false, false },
		{ 0x108000001, 0x17ffffff, true, false },
		{ 0x108000000, 0x17ffffff, false, true },
		{ 0x10fffffff, 0x8000002, true, true },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		auto_memory_blocks struct memory_blocks b = { 0 };

		assert_int_equal(memory_blocks_in(&f.root, cases[i].start, cases[i].size, &b), 0);
		assert_int_equal(b.count, 3);
		assert_int_equal(b.at[0].number, 33);
		assert_int_equal(b.at[0].partial, cases[i].first);
		assert_false(b.at[1].partial);
		assert_int_equal(b.at[2].partial, cases[i].last);
	}
}

/* Without the size of a block, nothing is known; ranges are part of the address space. */
static void blocks_of_unknown_size(void **state)
{
	static const char *const sizes[] = { "0", "x", "" };
	auto_dax_mappings struct dax_mappings m = { 0 };
	const struct dax_mappings none = { .at = NULL };
	struct memory_blocks b;
	size_t i;
	u64 wanted;

	assert_int_equal(read_mappings(CXL "/dax0.0", false, &m), 0);
	assert_int_equal(memory_blocks_of(&f.root, &none, &b), -ENODATA);
	assert_int_equal(memory_blocks_in(&f.root, 0x100000000, 0, &b), -EBADMSG);
	assert_int_equal(memory_blocks_in(&f.root, UINT64_MAX, 2, &b), -EBADMSG);
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		set("devices/system/memory/block_size_bytes", sizes[i]);
		assert_true(memory_blocks_of(&f.root, &m, &b) < 0);
		assert_true(memory_blocks_in(&f.root, 0x100000000, 1, &b) < 0);
		assert_true(memory_blocks_wanted(&f.root, &m, &wanted) < 0);
	}
}

/* --- lists */

static const struct rec *emit(struct rec *top, const char *path, unsigned int parts)
{
	return dax_device_emit(&f.root, path, parts, top);
}

/* All of the memory that is online is in zone Movable, or not. */
static void movable_is_of_all_blocks(void **state)
{
	static const struct {
		const char *zones[6]; /* NULL: the block is offline */
		int movable;	      /* -1: no block is online */
	} cases[] = {
		{ { "Normal", "Movable", "Movable", "Movable", "Movable", "Movable" }, false },
		{ { "Movable", "Movable", "Normal", "Movable", "Movable", "Movable" }, false },
		{ { "Movable", "Movable", "Movable", "Movable", "Movable", "Normal" }, false },
		{ { "Movable", "Movable", "Movable", "Movable", "Movable", "Movable" }, true },
		{ { NULL, "Movable", NULL, NULL, NULL, NULL }, true },
		{ { NULL, NULL, NULL, NULL, NULL, NULL }, -1 },
	};
	char path[80];
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		auto_rec struct rec *top = rec_new_arr();
		const struct rec *movable;

		for (j = 0; j < 6; j++) {
			const char *zone = cases[i].zones[j];

			snprintf(path, sizeof(path), "devices/system/memory/memory%zu/state",
				 32 + j);
			set(path, zone ? "online" : "offline");
			snprintf(path, sizeof(path), "devices/system/memory/memory%zu/valid_zones",
				 32 + j);
			set(path, zone ? zone : "Normal");
		}
		movable = rec_get(emit(top, CXL "/dax0.0", 0), "movable");
		assert_int_equal(movable ? movable->b : -1, cases[i].movable);
	}
}

/* Each zone once, in the order of the blocks; which blocks are online is a list of ranges. */
static void zones_are_listed_once(void **state)
{
	auto_rec struct rec *top = rec_new_arr();
	const struct rec *o = emit(top, CXL "/dax0.0", DAX_BLOCKS), *blocks, *zones;

	assert_int_equal(rec_get(o, "online_memblocks")->u, 5);
	assert_int_equal(rec_get(o, "total_memblocks")->u, 6);
	blocks = rec_get(o, "memory_blocks");
	assert_string_equal(rec_get_str(blocks, "online"), "32-33,35-37");
	assert_string_equal(rec_get_str(blocks, "offline"), "34");
	zones = rec_get(blocks, "zones");
	assert_int_equal(zones->count, 2);
	assert_string_equal(zones->first->s, "Normal");
	assert_string_equal(zones->first->next->s, "Movable");
}

static void emits_ranges_in_order(void **state)
{
	auto_rec struct rec *top = rec_new_arr();
	const struct rec *o = emit(top, PMEM "/dax7.1", DAX_MAPPINGS), *m = rec_get(o, "mappings");

	assert_int_equal(m->count, 3);
	assert_int_equal(rec_get(m->first, "start")->u, 0x9000);
	assert_int_equal(rec_get(m->first, "end")->u, 0x9fff);
	assert_int_equal(rec_get(m->first, "size")->u, 0x1000);
	assert_int_equal(rec_get(m->first->next, "start")->u, 0x1000);
	assert_int_equal(rec_get(m->last, "start")->u, 0x5000);
	assert_int_equal(rec_get(m->last, "page_offset")->u, 2);
	assert_string_equal(rec_get_str(o, "mode"), "devdax");
	assert_string_equal(rec_get_str(o, "state"), "disabled");
}

/* Space is listed if there is some; devices by number, those without memory on request. */
static void regions(void **state)
{
	static const char *const names[] = { "dax0.0", "dax0.2", "dax0.10" };
	const char *const *name = names;
	auto_rec struct rec *all = rec_new_obj(), *some = rec_new_obj(), *none = rec_new_obj();
	const struct rec *r;

	set(CXL "/dax_region/id", "0");
	set(CXL "/dax_region/size", "4294967296");
	set(CXL "/dax_region/available_size", "0");
	dax_region_emit(&f.root, CXL, true, all);
	assert_int_equal(rec_get(all, "id")->u, 0);
	assert_int_equal(rec_get(all, "size")->u, 4ULL << 30);
	assert_null(rec_get(all, "available_size"));
	assert_null(rec_get(all, "align"));
	rec_foreach(r, rec_get(all, "devices"))
		assert_string_equal(rec_get_str(r, "chardev"), *name++);
	assert_ptr_equal(name, names + ARRAY_SIZE(names));
	assert_int_equal(rec_get(rec_get(all, "devices")->first, "target_node")->u, 1);

	set(CXL "/dax_region/available_size", "2097152");
	dax_region_emit(&f.root, CXL, false, some);
	assert_int_equal(rec_get(some, "available_size")->u, 2097152);
	assert_int_equal(rec_get(some, "devices")->count, 2);
	dax_region_emit(&f.root, "devices/platform/missing", true, none);
	assert_null(emit(none, CXL "/dax0.11", DAX_IDLE));
	assert_int_equal(none->count, 0);
}

/* --- by address */

static struct dax_device devices_in(u64 start, u64 size, size_t count)
{
	auto_dax_devices struct dax_devices l = { 0 };

	assert_int_equal(dax_devices_in(&f.root, start, size, &l), 0);
	assert_int_equal(l.count, count);
	return count ? l.at[0] : (struct dax_device){ .name = "" };
}

/* dax3.0 has 1 GiB from 8 GiB on; addresses of dax7.1 cannot be read at first: it may have any. */
static void devices_by_address(void **state)
{
	static const struct {
		u64 start, size;
		bool found, partial;
	} cases[] = {
		{ 0x200000000, 0x40000000, true, false }, { 0x1ffffffff, 0x40000002, true, false },
		{ 0x200000001, 0x40000000, true, true }, /* its first byte is outside */
		{ 0x200000000, 0x3fffffff, true, true }, /* its last byte is outside */
		{ 0x23fffffff, 1, true, true },		  { 0x1fffff000, 0x1001, true, true },
		{ 0x1fffff000, 0x1000, false },		  { 0x240000000, 0x1000, false },
	};
	struct dax_device d;
	size_t i;

	set(PMEM "/dax7.1/mapping0/start", "x");
	d = devices_in(0x240000000, 1, 1);
	assert_string_equal(d.name, "dax7.1");
	assert_true(d.partial);
	assert_false(d.hmem);
	set(PMEM "/dax7.1/mapping0/start", "0x9000");
	d = devices_in(0x5000, 0x1000, 1); /* one of its ranges */
	assert_string_equal(d.name, "dax7.1");
	assert_true(d.partial);
	devices_in(0x6000, 0x3000, 0); /* between two of them */
	assert_false(devices_in(0x1000, 0x9000, 1).partial);
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		d = devices_in(cases[i].start, cases[i].size, cases[i].found);
		if (!cases[i].found)
			continue;
		assert_string_equal(d.name, "dax3.0");
		assert_string_equal(d.driver, "device_dax");
		assert_true(d.hmem);
		assert_int_equal(d.partial, cases[i].partial);
	}
	d = devices_in(0x100000000, 0x40000000, 2);
	assert_string_equal(d.name, "dax0.0");
	assert_string_equal(d.driver, "kmem");
	assert_false(d.hmem);
	assert_false(d.partial);
}

/* --- state */

static int read_state(const char *name, struct dax_state *ret, struct fail *why)
{
	static struct dax_node node;
	static char path[PATH_MAX];
	auto_dax_nodes struct dax_nodes l = { 0 };
	size_t i = 0;
	int rc;

	assert_int_equal(dax_scan(&f.root, &l), 0);
	while (i < l.count && !str_eq(l.at[i].name, name))
		i++;
	assert_true(i < l.count);
	node = l.at[i];
	node.path = strcpy(path, l.at[i].path);
	*why = (struct fail){ 0 };
	rc = dax_state_read(&f.root, &node, ret, why);
	if (rc < 0)
		assert_int_equal(why->err, rc);
	return rc;
}

static void state_of_memory(void **state)
{
	auto_dax_state struct dax_state s = { .driver = "" };
	struct fail why;

	assert_int_equal(read_state("dax0.0", &s, &why), 0);
	assert_int_equal(s.mode, DAX_SYSTEM_RAM);
	assert_int_equal(s.size, 805306368);
	assert_int_equal(s.align, 2097152);
	assert_true(s.has_node);
	assert_int_equal(s.target_node, 1);
	assert_true(s.from_kmem);
	assert_true(s.divisible);
	assert_true(s.has_memory);
	assert_false(s.no_block);
	assert_false(s.can_unplug);
	assert_int_equal(s.memory.count, 6);
	assert_int_equal(dax_online_blocks(&s), 5);
}

/* The last request, which is an attribute of kmem since Linux 7.3. */
static void state_of_requests(void **state)
{
	static const char *const requests[] = { "unplugged", "online_movable" };
	struct fail why;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(requests); i++) {
		auto_dax_state struct dax_state s = { .driver = "" };

		set(CXL "/dax0.0/state", requests[i]);
		assert_int_equal(read_state("dax0.0", &s, &why), 0);
		assert_true(s.can_unplug);
		assert_string_equal(s.request, requests[i]);
	}
}

static void state_of_others(void **state)
{
	auto_dax_state struct dax_state hmem = { .driver = "" }, part = { .driver = "" };
	struct fail why;

	assert_int_equal(read_state("dax3.0", &hmem, &why), 0);
	assert_int_equal(hmem.mode, DAX_DEVDAX);
	assert_string_equal(hmem.driver, "device_dax");
	assert_false(hmem.from_kmem);
	assert_false(hmem.divisible);
	assert_false(hmem.no_block);
	assert_false(hmem.has_memory);

	assert_int_equal(read_state("dax0.2", &part, &why), 0);
	assert_int_equal(part.mode, DAX_MODES);
	assert_string_equal(part.driver, "");
	assert_false(part.has_node);
	assert_true(part.no_block);
}

/* A change must not rely on values that are not known. */
static void state_that_cannot_be_read(void **state)
{
	static const char *const paths[] = { CXL "/dax0.0/align", CXL "/dax0.0/size",
					     CXL "/dax0.0/mapping0/end",
					     "devices/system/memory/memory35/state" };
	static const char *const messages[] = {
		"cannot read its size and alignment: No such file or directory",
		"cannot read its size and alignment: No such file or directory",
		"cannot read which memory blocks are online: No such file or directory",
		"cannot read which memory blocks are online: Input/output error",
	};
	struct dax_state s;
	struct fail why;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(paths); i++) {
		delete_file(paths[i]);
		assert_true(read_state("dax0.0", &s, &why) < 0);
		assert_string_equal(why.message, messages[i]);
		assert_string_equal(why.code, "read_failed");
		teardown(NULL);
		setup(NULL);
	}
	set(CXL "/dax0.0/align", "x");
	assert_int_equal(read_state("dax0.0", &s, &why), -EBADMSG);
}

/* --- the CXL region whose memory it is */

static const char *region_name(const char *path)
{
	const struct node *region = region_of_path(&f.t, path);

	return region ? region->name : "none";
}

/* Persistent memory is below the bus of nvdimm, whose regions have the numbers of those of CXL. */
static void region_of_a_device(void **state)
{
#define BUS "devices/platform/root0/nvdimm-bridge0/ndbus0/"
	static const struct {
		const char *path, *region;
	} cases[] = {
		{ CXL "/dax0.0", "region0" },
		{ "devices/platform/root0/region0", "none" },
		{ "devices/platform/root0/region01/dax1.0", "none" },
		{ BUS "region0/dax0.0/dax0.0", "region0" },
		{ BUS "region12/dax12.0/dax12.0", "region12" },
		{ BUS "region1/dax1.0/dax1.0", "none" },
		{ BUS "region0", "none" },
		{ BUS "region0.1/dax0.0/dax0.0", "none" },
		{ BUS "region0_seed/dax0.0", "none" },
		{ BUS "region/dax0.0", "none" },
		{ "devices/platform/ndbus0/region0/dax0.0/dax0.0", "none" },
		{ HMEM "/dax3.0", "none" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		assert_string_equal(region_name(cases[i].path), cases[i].region);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_devices),
		cmocka_unit_test(alignments),
		cmocka_unit_test(modes_and_drivers),
		TEST(devices_are_sorted),
		TEST(ranges_are_sorted_by_number),
		TEST(many_ranges),
		TEST(ranges_that_are_not_valid),
		TEST(blocks_of_a_device),
		TEST(blocks_in_part),
		TEST(blocks_with_an_address),
		TEST(blocks_of_unknown_size),
		TEST(movable_is_of_all_blocks),
		TEST(zones_are_listed_once),
		TEST(emits_ranges_in_order),
		TEST(regions),
		TEST(devices_by_address),
		TEST(region_of_a_device),
		TEST(state_of_memory),
		TEST(state_of_requests),
		TEST(state_of_others),
		TEST(state_that_cannot_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
