// SPDX-License-Identifier: GPL-2.0-only
/*
 * Coherent Device Attribute Tables made from the layouts of the CDAT specification 1.04: each type
 * of structure, values at the limits, and tables that are not valid.
 */
#include "unit.h"

#include "cxl/lib/wire/cdat.h"
#include "util/out-json.h"

#define TYPE_DSMAS 0
#define TYPE_DSLBIS 1
#define TYPE_DSMSCIS 2
#define TYPE_DSIS 3
#define TYPE_DSEMTS 4
#define TYPE_SSLBIS 5

#define ACCESS_LATENCY 0
#define READ_LATENCY 1
#define WRITE_LATENCY 2
#define ACCESS_BANDWIDTH 3
#define READ_BANDWIDTH 4
#define WRITE_BANDWIDTH 5

/* A table that is being made. */
struct table {
	u8 data[1 << 19];
	size_t len;
};

static struct table table;

static void put(u64 value, size_t bytes)
{
	assert_true(table.len + bytes <= sizeof(table.data));
	for (; bytes; bytes--, value >>= 8)
		table.data[table.len++] = (u8)value;
}

static void start(void)
{
	table.len = 0;
	put(0, 16);
	table.data[4] = 1; /* revision */
	table.data[12] = 0x02;
	table.data[13] = 0x01; /* sequence 258 */
}

static void set_checksum(void)
{
	u8 sum = 0;
	size_t i;

	table.data[5] = 0;
	for (i = 0; i < table.len; i++)
		sum = (u8)(sum + table.data[i]);
	table.data[5] = (u8)-sum;
}

static struct cdat finish(void)
{
	size_t i, len = table.len;

	for (i = 0; i < 4; i++)
		table.data[i] = (u8)(len >> (8 * i));
	set_checksum();
	return (struct cdat){ table.data, table.len };
}

static void put_header(u8 type, u16 len)
{
	put(type, 1);
	put(0, 1);
	put(len, 2);
}

static void put_dsmas(u8 handle, u8 flags, u64 dpa, u64 size)
{
	put_header(TYPE_DSMAS, 24);
	put(handle, 1);
	put(flags, 1);
	put(0, 2);
	put(dpa, 8);
	put(size, 8);
}

struct value {
	u8 type;
	u64 unit;
	u16 entry;
};

static void put_dslbis(u8 handle, u8 flags, struct value v)
{
	put_header(TYPE_DSLBIS, 24);
	put(handle, 1);
	put(flags, 1);
	put(v.type, 1);
	put(0, 1);
	put(v.unit, 8);
	put(v.entry, 2);
	put(0x1111, 2); /* of caches */
	put(0x2222, 2);
	put(0, 2);
}

static void put_sslbis(u8 type, u64 unit, size_t entries)
{
	put_header(TYPE_SSLBIS, (u16)(16 + 8 * entries));
	put(type, 1);
	put(0, 3);
	put(unit, 8);
}

static void put_entry(u16 x, u16 y, u16 value)
{
	put(x, 2);
	put(y, 2);
	put(value, 2);
	put(0, 2);
}

/* Decodes a copy of exactly its size. */
static u32 decode(struct cdat c, struct rec *out)
{
	auto_free u8 *data = exact_copy(c.data, c.len);
	struct cdat copy = { data, c.len };
	struct rec *structures = rec_arr(out, "structures");
	auto_free struct cdat_range *ranges = calloc(CDAT_RANGES_MAX, sizeof(*ranges));
	struct cdat_path paths[8];
	u32 problems = cdat_decode(&copy, out, structures);

	assert_non_null(ranges);
	assert_true(cdat_ranges(&copy, ranges) <= CDAT_RANGES_MAX);
	assert_true(cdat_paths(&copy, paths, ARRAY_SIZE(paths)) <= ARRAY_SIZE(paths));
	assert_false(rec_failed(out));
	return problems;
}

/* The structure @i of the table as JSON. */
static void expect_structure(const struct rec *out, u32 i, const char *json)
{
	const struct rec *s = rec_get(out, "structures")->first;
	auto_free char *line = NULL;

	for (; s && i; i--)
		s = s->next;
	assert_non_null(s);
	line = out_json_line(s);
	assert_string_equal(line, json);
}

static void expect_problem(struct cdat c, const char *problem)
{
	auto_rec struct rec *out = rec_new_obj();
	u32 problems = decode(c, out);

	assert_int_equal(problems, problem != NULL);
	if (problem)
		assert_string_equal(rec_get_str(out, "problem"), problem);
	else
		assert_null(rec_get_str(out, "problem"));
}

static void structures_are_decoded(void **state)
{
	auto_rec struct rec *out = rec_new_obj();
	struct cdat c;

	start();
	put_dsmas(7, 0x7c, 0x10000000, 0x20000000);
	put_dsmas(8, 0x83, 0, UINT64_MAX);
	put_dslbis(7, 0x00, (struct value){ READ_LATENCY, 10000, 15 });
	put_dslbis(7, 0xf2, (struct value){ WRITE_BANDWIDTH, 1000, 16 });
	put_dslbis(8, 0x04, (struct value){ 6, 1000, 16 });
	put_header(TYPE_DSMSCIS, 20);
	put(7, 1);
	put(0, 3);
	put(1ULL << 40, 8);
	put(0x12402132, 4); /* 2 levels, level 3, direct mapped, write through, 4672 bytes */
	put_header(TYPE_DSIS, 8);
	put(1, 1);
	put(8, 1);
	put(0, 2);
	put_header(TYPE_DSEMTS, 24);
	put(7, 1);
	put(2, 1);
	put(0, 2);
	put(0x1000, 8);
	put(0x2000, 8);
	put_sslbis(ACCESS_LATENCY, 1000, 2);
	put_entry(0x100, 3, 25);
	put_entry(0xffff, 0, 0xffff);
	put_header(200, 6);
	put(0xcdab, 2);
	c = finish();
	assert_int_equal(decode(c, out), 0);
	assert_int_equal(rec_get(out, "length")->u, c.len);
	assert_int_equal(rec_get(out, "revision")->u, 1);
	assert_int_equal(rec_get(out, "sequence")->u, 258);
	expect_structure(out, 0,
			 "{\"offset\":16,\"type\":\"dsmas\",\"length\":24,\"handle\":7,"
			 "\"nonvolatile\":true,\"shareable\":true,\"hardware_coherent\":true,"
			 "\"dynamic_capacity\":true,\"read_only\":true,\"dpa\":268435456,"
			 "\"size\":536870912}");
	expect_structure(out, 1,
			 "{\"offset\":40,\"type\":\"dsmas\",\"length\":24,\"handle\":8,"
			 "\"nonvolatile\":false,\"shareable\":false,\"hardware_coherent\":false,"
			 "\"dynamic_capacity\":false,\"read_only\":false,\"dpa\":0,"
			 "\"size\":18446744073709551615}");
	expect_structure(out, 2,
			 "{\"offset\":64,\"type\":\"dslbis\",\"length\":24,\"handle\":7,"
			 "\"level\":\"memory\",\"data_type\":\"read_latency\","
			 "\"latency_ns\":150}");
	expect_structure(out, 3,
			 "{\"offset\":88,\"type\":\"dslbis\",\"length\":24,\"handle\":7,"
			 "\"level\":\"cache_level_2\",\"data_type\":\"write_bandwidth\","
			 "\"bandwidth_mb_per_s\":16000}");
	expect_structure(out, 4,
			 "{\"offset\":112,\"type\":\"dslbis\",\"length\":24,\"handle\":8,"
			 "\"level\":\"0x4\",\"data_type\":\"0x6\"}");
	expect_structure(out, 5,
			 "{\"offset\":136,\"type\":\"dsmscis\",\"length\":20,\"handle\":7,"
			 "\"cache_size\":1099511627776,\"cache_levels\":2,\"cache_level\":3,"
			 "\"associativity\":\"direct_mapped\",\"write_policy\":\"write_through\","
			 "\"line_size\":4672}");
	expect_structure(out, 6,
			 "{\"offset\":156,\"type\":\"dsis\",\"length\":8,"
			 "\"memory_attached\":true,\"handle\":8}");
	expect_structure(out, 7,
			 "{\"offset\":164,\"type\":\"dsemts\",\"length\":24,\"handle\":7,"
			 "\"memory_type\":\"reserved\",\"dpa_offset\":4096,\"size\":8192}");
	expect_structure(out, 8,
			 "{\"offset\":188,\"type\":\"sslbis\",\"length\":32,"
			 "\"data_type\":\"access_latency\",\"entries\":["
			 "{\"port_x\":\"upstream\",\"port_y\":\"3\",\"latency_ns\":25},"
			 "{\"port_x\":\"any\",\"port_y\":\"0\",\"unreachable\":true}]}");
	expect_structure(out, 9,
			 "{\"offset\":220,\"type\":\"200\",\"length\":6,\"data\":\"abcd\"}");
}

/* A handle that no range has; a range may follow its values. */
static void handles_have_a_range(void **state)
{
	auto_rec struct rec *out = rec_new_obj();

	start();
	put_dslbis(1, 0, (struct value){ WRITE_LATENCY, 1001, 1 });
	put_dslbis(2, 0, (struct value){ READ_LATENCY, 1000, 1 });
	put_dsmas(1, 0, 0, 1);
	put_header(TYPE_DSIS, 8);
	put(1, 1);
	put(3, 1);
	put(0, 2);
	assert_int_equal(decode(finish(), out), 2);
	expect_structure(out, 0,
			 "{\"offset\":16,\"type\":\"dslbis\",\"length\":24,\"handle\":1,"
			 "\"level\":\"memory\",\"data_type\":\"write_latency\",\"latency_ns\":2}");
	expect_structure(out, 1,
			 "{\"offset\":40,\"type\":\"dslbis\",\"length\":24,\"handle\":2,"
			 "\"level\":\"memory\",\"data_type\":\"read_latency\",\"latency_ns\":1,"
			 "\"problem\":\"no range has this handle\"}");
	expect_structure(out, 3,
			 "{\"offset\":88,\"type\":\"dsis\",\"length\":8,\"memory_attached\":true,"
			 "\"handle\":3,\"problem\":\"no range has this handle\"}");
	assert_null(rec_get_str(out, "problem"));
}

/* An initiator without memory has no range; the values of its handle are those of no range. */
static void initiators_without_memory(void **state)
{
	auto_rec struct rec *out = rec_new_obj();
	struct cdat_range r[CDAT_RANGES_MAX];
	struct cdat c;

	start();
	put_dslbis(5, 0, (struct value){ READ_LATENCY, 1000, 9 });
	put_dsmas(1, 0, 0, 1);
	put_header(TYPE_DSIS, 8);
	put(0xfe, 1);
	put(5, 1);
	put(0, 2);
	put_header(TYPE_DSEMTS, 24);
	put(5, 1);
	put(0, 19);
	c = finish();
	assert_int_equal(decode(c, out), 1);
	expect_structure(out, 2,
			 "{\"offset\":64,\"type\":\"dsis\",\"length\":8,\"memory_attached\":false,"
			 "\"handle\":5}");
	expect_structure(out, 3,
			 "{\"offset\":72,\"type\":\"dsemts\",\"length\":24,\"handle\":5,"
			 "\"memory_type\":\"conventional\",\"dpa_offset\":0,\"size\":0,"
			 "\"problem\":\"no range has this handle\"}");
	assert_int_equal(cdat_ranges(&c, r), 1);
	assert_int_equal(r[0].access.read_latency, 0);
}

static void a_range_does_not_wrap(void **state)
{
	auto_rec struct rec *out = rec_new_obj(), *last = rec_new_obj();
	struct cdat c;

	start();
	put_dsmas(1, 0, 0xfffffffffffff000, 0x1001);
	c = finish();
	assert_int_equal(decode(c, out), 1);
	start();
	put_dsmas(1, 0, 0xfffffffffffff000, 0x1000);
	c = finish();
	assert_int_equal(decode(c, last), 0);
}

static void tables_cut_anywhere_are_invalid(void **state)
{
	struct cdat c;
	size_t len;

	start();
	put_dsmas(0, 0, 0, 1 << 28);
	put_dslbis(0, 0, (struct value){ READ_LATENCY, 10000, 15 });
	put_sslbis(ACCESS_LATENCY, 1000, 1);
	put_entry(0, 1, 2);
	c = finish();
	expect_problem(c, NULL);
	for (len = 0; len < c.len; len++)
		expect_problem((struct cdat){ c.data, len },
			       len < 16
				       ? "too short for a header"
				       : "the length in the header differs from that of the table");
	/* The same with a header that fits. */
	for (len = 16; len < c.len; len++) {
		table.len = len;
		expect_problem(finish(), len == 16 || len == 40 || len == 64
						 ? NULL
						 : "invalid length of a structure");
	}
}

static void header_is_checked(void **state)
{
	struct cdat c;

	start();
	expect_problem(finish(), NULL);
	put_dsmas(0, 0, 0, 1 << 28);
	c = finish();
	table.data[table.len - 1] ^= 1;
	expect_problem(c, "invalid checksum");
	table.data[table.len - 1] ^= 1;
	table.data[3] = 1;
	set_checksum();
	expect_problem(c, "the length in the header differs from that of the table");
}

/* A structure that has no length ends the table. */
static void lengths_of_structures(void **state)
{
	static const u16 lengths[] = { 0, 1, 3, 29, 0xffff };
	struct cdat c;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lengths); i++) {
		start();
		put_dsmas(0, 0, 0, 1);
		put_header(TYPE_DSMAS, lengths[i]);
		put(0, 24);
		c = finish();
		expect_problem(c, "invalid length of a structure");
	}
	start();
	put(0, 3);
	expect_problem(finish(), "invalid length of a structure");
}

/* As long as in the specification, neither shorter nor longer; and whole entries. */
static void each_type_has_its_length(void **state)
{
	static const u16 lengths[] = { 24, 24, 20, 8, 24, 16 };
	u16 i, len;

	for (i = 0; i < ARRAY_SIZE(lengths); i++)
		for (len = 4; len <= 32; len++) {
			auto_rec struct rec *out = rec_new_obj();
			const struct rec *s;
			bool valid = i == TYPE_SSLBIS ? len == 24 || len == 32 : len == lengths[i];

			start();
			put_header((u8)i, len);
			put(0, len - 4U);
			if (i != TYPE_DSMAS)
				put_dsmas(0, 0, 0, 1);
			assert_int_equal(decode(finish(), out), !valid);
			s = rec_get(out, "structures")->first;
			if (valid)
				assert_null(rec_get(s, "problem"));
			else
				assert_string_equal(rec_get_str(s, "problem"), "invalid length");
		}
}

/* Values of the memory; those of other levels and ranges do not count. */
static void ranges_have_the_values_of_memory(void **state)
{
	struct cdat_range r[CDAT_RANGES_MAX];
	struct cdat c;

	start();
	put_dslbis(9, 0, (struct value){ READ_LATENCY, 10000, 15 });
	put_dsmas(9, 0x04, 0x1000, 0x2000);
	put_dsmas(2, 0x00, 0x3000, 0x4000);
	put_dslbis(9, 0, (struct value){ WRITE_LATENCY, 10000, 25 });
	put_dslbis(9, 1, (struct value){ WRITE_LATENCY, 1, 1 });
	put_dslbis(9, 8, (struct value){ WRITE_LATENCY, 1, 1 });
	put_dslbis(9, 0xf0, (struct value){ READ_BANDWIDTH, 1000, 16 });
	put_dslbis(9, 0, (struct value){ WRITE_BANDWIDTH, 1000, 8 });
	put_dslbis(9, 0, (struct value){ 6, 1, 1 });
	put_dslbis(2, 0, (struct value){ ACCESS_LATENCY, 1, 1 });
	put_dslbis(2, 0, (struct value){ ACCESS_BANDWIDTH, 5, 3 });
	put_dslbis(2, 0, (struct value){ ACCESS_BANDWIDTH, 5, 0 });
	put_dslbis(2, 0, (struct value){ ACCESS_BANDWIDTH, 5, 0xffff });
	put_dslbis(3, 0, (struct value){ ACCESS_BANDWIDTH, 5, 4 });
	c = finish();
	assert_int_equal(cdat_ranges(&c, r), 2);
	assert_int_equal(r[0].handle, 9);
	assert_int_equal(r[0].flags, CDAT_NONVOLATILE);
	assert_int_equal(r[0].dpa, 0x1000);
	assert_int_equal(r[0].size, 0x2000);
	assert_int_equal(r[0].access.read_latency, 150000);
	assert_int_equal(r[0].access.write_latency, 250000);
	assert_int_equal(r[0].access.read_bandwidth, 16000);
	assert_int_equal(r[0].access.write_bandwidth, 8000);
	assert_int_equal(r[1].handle, 2);
	assert_int_equal(r[1].flags, 0);
	assert_int_equal(r[1].access.read_latency, 1);
	assert_int_equal(r[1].access.write_latency, 1);
	assert_int_equal(r[1].access.read_bandwidth, 15);
	assert_int_equal(r[1].access.write_bandwidth, 15);
}

static void values_at_the_limits(void **state)
{
	/* clang-format off */
	static const struct {
		u64 unit;
		u16 entry;
		u64 bandwidth; /* 0: none */
		bool unreachable, large;
	} cases[] = {
		{ 1, 1, 1, false, false },
		{ 1, 0, 0, false, false },
		{ 0, 1, 0, false, false },
		{ 1, 0xfffe, 0xfffe, false, false },
		{ 1, 0xffff, 0, true, false },
		{ UINT64_MAX, 0xffff, 0, true, false },
		{ UINT64_MAX, 0, 0, false, false },
		/* The kernel has 32 bits. */
		{ 0xffffffff, 1, 0xffffffff, false, false },
		{ 0x100000000, 1, 0, false, true },
		{ 0x80000000, 2, 0, false, true },
		{ 0x33333333, 5, 0xffffffff, false, false },
		/* 64 bits */
		{ UINT64_MAX, 1, 0, false, true },
		{ UINT64_MAX, 2, 0, false, true },
		{ 1ULL << 63, 2, 0, false, true },
		{ 1ULL << 50, 0x4000, 0, false, true },
	};
	/* clang-format on */
	struct cdat_range r[CDAT_RANGES_MAX];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		auto_rec struct rec *out = rec_new_obj();
		const struct rec *s;
		struct cdat c;

		start();
		put_dsmas(0, 0, 0, 1);
		put_dslbis(0, 0, (struct value){ READ_BANDWIDTH, cases[i].unit, cases[i].entry });
		put_sslbis(READ_BANDWIDTH, cases[i].unit, 1);
		put_entry(0, 1, cases[i].entry);
		c = finish();
		assert_int_equal(cdat_ranges(&c, r), 1);
		assert_int_equal(r[0].access.read_bandwidth, cases[i].bandwidth);
		assert_int_equal(decode(c, out), cases[i].large ? 2 : 0);
		s = rec_get(out, "structures")->first->next;
		assert_int_equal(rec_get(s, "bandwidth_mb_per_s") != NULL, cases[i].bandwidth != 0);
		assert_int_equal(rec_get(s, "unreachable") != NULL, cases[i].unreachable);
		assert_int_equal(rec_get(s, "problem") != NULL, cases[i].large);
		s = s->next;
		assert_int_equal(rec_get(s, "problem") != NULL, cases[i].large);
		s = rec_get(s, "entries")->first;
		assert_int_equal(rec_get(s, "bandwidth_mb_per_s") != NULL, cases[i].bandwidth != 0);
		assert_int_equal(rec_get(s, "unreachable") != NULL, cases[i].unreachable);
	}
	assert_int_equal(cdat_ps_to_ns(0), 0);
	assert_int_equal(cdat_ps_to_ns(1), 1);
	assert_int_equal(cdat_ps_to_ns(1000), 1);
	assert_int_equal(cdat_ps_to_ns(1001), 2);
	assert_int_equal(cdat_ps_to_ns(UINT64_MAX), 18446744073709552);
}

/* All 256 handles; one more has a handle that exists, which the kernel does not accept. */
static void many_ranges(void **state)
{
	auto_rec struct rec *out = rec_new_obj(), *again = rec_new_obj();
	struct cdat_range r[CDAT_RANGES_MAX];
	struct cdat c;
	u32 i;

	start();
	for (i = 0; i < 256; i++)
		put_dsmas((u8)(255 - i), 0, (u64)i << 28, 1 << 28);
	c = finish();
	assert_int_equal(decode(c, out), 0);
	assert_int_equal(cdat_ranges(&c, r), 256);
	assert_int_equal(r[0].handle, 255);
	assert_int_equal(r[255].handle, 0);
	assert_int_equal(r[255].dpa, 255ULL << 28);
	for (i = 0; i < 100; i++)
		put_dsmas(3, 0, 0xdead, 1);
	put_dslbis(3, 0, (struct value){ READ_LATENCY, 1000, 7 });
	c = finish();
	assert_int_equal(decode(c, again), 101);
	expect_structure(again, 252,
			 "{\"offset\":6064,\"type\":\"dsmas\",\"length\":24,\"handle\":3,"
			 "\"nonvolatile\":false,\"shareable\":false,\"hardware_coherent\":false,"
			 "\"dynamic_capacity\":false,\"read_only\":false,\"dpa\":67645734912,"
			 "\"size\":268435456,\"problem\":\"several ranges have this handle\"}");
	assert_int_equal(cdat_ranges(&c, r), 256);
	assert_int_equal(r[252].dpa, 252ULL << 28);
	assert_int_equal(r[252].access.read_latency, 7000);
}

/* A path that is cut is none. */
static void entries_are_whole(void **state)
{
	auto_free u8 *data = NULL;
	struct cdat_path p[4];
	struct cdat c;

	start();
	put_sslbis(ACCESS_LATENCY, 1000, 1);
	put_entry(1, 2, 3);
	put(0x00040005, 4);
	table.data[16 + 2] = 16 + 8 + 4;
	c = finish();
	data = exact_copy(c.data, c.len);
	assert_int_equal(cdat_paths(&(struct cdat){ data, c.len }, p, ARRAY_SIZE(p)), 1);
	assert_int_equal(p[0].from, 1);
	assert_int_equal(p[0].access.read_latency, 3000);
}

static void number_of_structures_is_limited(void **state)
{
	u32 i;

	start();
	for (i = 0; i < 65535; i++)
		put_header(100, 4);
	expect_problem(finish(), NULL);
	put_header(100, 4);
	expect_problem(finish(), "too many structures");
}

static void paths_of_a_switch(void **state)
{
	struct cdat_path p[4];
	struct cdat c;

	start();
	put_sslbis(READ_LATENCY, 1000, 2);
	put_entry(0x100, 0, 3);
	put_entry(0, 0x100, 4);
	put_sslbis(WRITE_LATENCY, 1000, 2);
	put_entry(0, 0x100, 5);
	put_entry(0xffff, 2, 6);
	put_sslbis(ACCESS_BANDWIDTH, 100, 2);
	put_entry(0x100, 0, 7);
	put_entry(0x100, 1, 8);
	put_header(TYPE_SSLBIS, 12); /* too short */
	put(0, 8);
	c = finish();
	memset(p, 0xee, sizeof(p));
	assert_int_equal(cdat_paths(&c, p, 4), 4);
	assert_int_equal(p[0].from, CDAT_PORT_UPSTREAM);
	assert_int_equal(p[0].to, 0);
	assert_int_equal(p[0].access.read_latency, 3000);
	assert_int_equal(p[0].access.write_latency, 0);
	assert_int_equal(p[0].access.read_bandwidth, 700);
	assert_int_equal(p[0].access.write_bandwidth, 700);
	assert_int_equal(p[1].from, 0);
	assert_int_equal(p[1].to, CDAT_PORT_UPSTREAM);
	assert_int_equal(p[1].access.read_latency, 4000);
	assert_int_equal(p[1].access.write_latency, 5000);
	assert_int_equal(p[1].access.read_bandwidth, 0);
	assert_int_equal(p[2].from, CDAT_PORT_ANY);
	assert_int_equal(p[2].to, 2);
	assert_int_equal(p[2].access.write_latency, 6000);
	assert_int_equal(p[3].from, CDAT_PORT_UPSTREAM);
	assert_int_equal(p[3].to, 1);
	assert_int_equal(p[3].access.write_bandwidth, 800);
	memset(p, 0xee, sizeof(p));
	assert_int_equal(cdat_paths(&c, p, 2), 2);
	assert_int_equal(p[1].access.write_latency, 5000);
	assert_int_equal(p[2].from, 0xeeee);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(structures_are_decoded),
		cmocka_unit_test(handles_have_a_range),
		cmocka_unit_test(initiators_without_memory),
		cmocka_unit_test(a_range_does_not_wrap),
		cmocka_unit_test(tables_cut_anywhere_are_invalid),
		cmocka_unit_test(header_is_checked),
		cmocka_unit_test(lengths_of_structures),
		cmocka_unit_test(each_type_has_its_length),
		cmocka_unit_test(ranges_have_the_values_of_memory),
		cmocka_unit_test(values_at_the_limits),
		cmocka_unit_test(many_ranges),
		cmocka_unit_test(number_of_structures_is_limited),
		cmocka_unit_test(paths_of_a_switch),
		cmocka_unit_test(entries_are_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
