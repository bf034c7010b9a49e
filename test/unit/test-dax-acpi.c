// SPDX-License-Identifier: GPL-2.0-only
/* ACPI tables in which the memory of a proximity domain is divided: limits, and what is refused. */
#include "daxctl/acpi/table.h"
#include "test/unit/unit.h"

#define GIB (1ULL << 30)
#define OUTPUT_MAX (16U << 20) /* bytes of a new table */
#define RANGE_LEN 56

/* Persistent memory, 66f0d379-b4f3-4074-ac43-0d3318b78cdb, ACPI 6.5 table 5.131. */
static const u8 pmem[16] = { 0x79, 0xd3, 0xf0, 0x66, 0xf3, 0xb4, 0x74, 0x40,
			     0xac, 0x43, 0x0d, 0x33, 0x18, 0xb7, 0x8c, 0xdb };

static u8 sum(const struct acpi_table *t)
{
	u8 total = 0;
	size_t i;

	for (i = 0; i < t->len; i++)
		total = (u8)(total + t->data[i]);
	return total;
}

static void start(struct acpi_split *s, enum acpi_kind kind)
{
	struct acpi_table *t = &s->in[kind];

	t->len = acpi_header_len(kind);
	t->data = calloc(1, t->len);
	assert_non_null(t->data);
	memcpy(t->data, acpi_name(kind), 4);
}

static u8 *add(struct acpi_split *s, enum acpi_kind kind, size_t len)
{
	struct acpi_table *t = &s->in[kind];
	u8 *at;

	t->data = realloc(t->data, t->len + len);
	assert_non_null(t->data);
	at = t->data + t->len;
	memset(at, 0, len);
	t->len += len;
	return at;
}

static void add_memory(struct acpi_split *s, u32 domain, u64 base, u64 size)
{
	u8 *at = add(s, ACPI_SRAT, SRAT_MEMORY_LEN);

	at[0] = SRAT_MEMORY;
	at[1] = SRAT_MEMORY_LEN;
	put_le(at + SRAT_MEMORY_DOMAIN, 4, domain);
	put_le(at + SRAT_MEMORY_BASE, 8, base);
	put_le(at + SRAT_MEMORY_SIZE, 8, size);
	put_le(at + SRAT_MEMORY_FLAGS, 4, 1);
}

/* @len: more than that of the specification is allowed, for later revisions of it. */
static void add_range(struct acpi_split *s, u32 domain, u64 base, u64 size, size_t len)
{
	u8 *at = add(s, ACPI_NFIT, len);

	put_le(at + 2, 2, len);
	put_le(at + NFIT_RANGE_INDEX, 2, 1);
	put_le(at + NFIT_RANGE_DOMAIN, 4, domain);
	memcpy(at + NFIT_RANGE_TYPE, pmem, sizeof(pmem));
	put_le(at + NFIT_RANGE_BASE, 8, base);
	put_le(at + NFIT_RANGE_SIZE, 8, size);
}

/* Domain 0 has 16 GiB of persistent memory from 4 GiB on. */
static void make_tables(struct acpi_split *s, u32 nodes, size_t range_len)
{
	*s = (struct acpi_split){ .nodes = nodes };
	start(s, ACPI_SRAT);
	add_memory(s, 0, 4 * GIB, 16 * GIB);
	start(s, ACPI_SLIT);
	put_le(s->in[ACPI_SLIT].data + ACPI_SLIT_COUNT, 8, 1);
	*add(s, ACPI_SLIT, 1) = 10;
	start(s, ACPI_NFIT);
	add_range(s, 0, 4 * GIB, 16 * GIB, range_len);
}

static int split(struct acpi_split *s, struct fail *why)
{
	int kind;

	*why = (struct fail){ 0 };
	for (kind = 0; kind < ACPI_KINDS; kind++)
		acpi_finish(&s->in[kind]);
	return acpi_split(s, why);
}

static void assert_fails(struct acpi_split *s, const char *code)
{
	struct fail why;

	assert_true(split(s, &why) < 0);
	assert_string_equal(why.code, code);
}

/* Each part is as large as the others; distances, ACPI 6.5 5.2.17: 10 to itself only. */
static void divided_memory(void **state)
{
	auto_acpi_split struct acpi_split s;
	const struct acpi_table *slit = &s.out[ACPI_SLIT];
	struct fail why;
	size_t i;
	int kind;

	make_tables(&s, 4, RANGE_LEN);
	assert_int_equal(split(&s, &why), 0);
	assert_int_equal(s.first, 1);
	assert_int_equal(s.count, 8);
	for (i = 0; i < s.count; i++) {
		assert_int_equal(s.changes[i].kind, i < 4 ? ACPI_SRAT : ACPI_NFIT);
		assert_int_equal(s.changes[i].added, i % 4 > 0);
		assert_int_equal(s.changes[i].id, i % 4);
		assert_int_equal(s.changes[i].start, 4 * GIB + i % 4 * 4 * GIB);
		assert_int_equal(s.changes[i].size, 4 * GIB);
	}
	for (kind = 0; kind < ACPI_KINDS; kind++) {
		assert_int_equal(sum(&s.out[kind]), 0);
		assert_int_equal(get_le(s.out[kind].data + ACPI_LENGTH, 4), s.out[kind].len);
	}
	assert_int_equal(s.out[ACPI_SRAT].len, 48 + 4 * SRAT_MEMORY_LEN);
	assert_int_equal(s.out[ACPI_NFIT].len, 40 + 4 * RANGE_LEN);
	assert_int_equal(slit->len, ACPI_SLIT_HEADER + 4 * 4);
	for (i = 0; i < 16; i++)
		assert_int_equal(slit->data[ACPI_SLIT_HEADER + i], i % 5 ? 11 : 10);
}

/* A table of 1 MiB must not become one of 64 GiB. */
static void sizes_of_tables(void **state)
{
	static const struct {
		u32 nodes;
		size_t range_len;
		bool fits;
	} cases[] = {
		{ 512, (OUTPUT_MAX - 40) / 512, true },
		{ 512, (OUTPUT_MAX - 40) / 512 + 1, false },
		{ 256, 65535, true },
		{ 1024, 65535, false },
		{ 1024, RANGE_LEN, true },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		auto_acpi_split struct acpi_split s;
		struct fail why;

		make_tables(&s, cases[i].nodes, cases[i].range_len);
		if (!cases[i].fits) {
			assert_fails(&s, "table_too_large");
			continue;
		}
		assert_int_equal(split(&s, &why), 0);
		assert_int_equal(s.out[ACPI_NFIT].len, 40 + cases[i].nodes * cases[i].range_len);
		assert_true(s.out[ACPI_NFIT].len <= OUTPUT_MAX);
	}
}

/* Linux has at most 1024 nodes: the last domain is 1023. */
static void numbers_of_domains(void **state)
{
	static const struct {
		u32 last, nodes;
		const char *code;
	} cases[] = {
		{ 1022, 2, NULL },
		{ 1023, 2, "too_many_domains" },
		{ 512, 512, NULL },
		{ 513, 512, "too_many_domains" },
		{ 0xffffffff, 2, "too_many_domains" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		auto_acpi_split struct acpi_split s;
		struct fail why;

		make_tables(&s, cases[i].nodes, RANGE_LEN);
		add_memory(&s, cases[i].last, 64 * GIB, GIB);
		if (cases[i].code)
			assert_fails(&s, cases[i].code);
		else
			assert_int_equal(split(&s, &why), 0);
	}
}

static void memory_that_cannot_be_divided(void **state)
{
	auto_acpi_split struct acpi_split none, several, odd, end;

	make_tables(&none, 2, RANGE_LEN);
	none.domain = 1;
	assert_fails(&none, "no_such_domain");
	make_tables(&several, 2, RANGE_LEN);
	add_memory(&several, 0, 64 * GIB, GIB);
	assert_fails(&several, "several_entries");
	make_tables(&odd, 2, RANGE_LEN);
	odd.domain = 1;
	add_memory(&odd, 1, 64 * GIB, GIB + 1);
	assert_fails(&odd, "not_divisible");
	make_tables(&end, 2, RANGE_LEN);
	end.domain = 1;
	add_memory(&end, 1, UINT64_MAX - GIB, 2 * GIB);
	assert_fails(&end, "invalid_table");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(divided_memory),
		cmocka_unit_test(sizes_of_tables),
		cmocka_unit_test(numbers_of_domains),
		cmocka_unit_test(memory_that_cannot_be_divided),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
