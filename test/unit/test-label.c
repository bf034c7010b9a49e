// SPDX-License-Identifier: GPL-2.0-only
/* Index blocks and labels: layout and checks of drivers/nvdimm/label.c. */
#include "unit.h"

#include "cxl/lib/wire/label.h"

#define AREA 4096
#define INDEX 256 /* 0x48 + 14 bits of the bitmap, rounded up */
#define SLOTS ((AREA - 2 * INDEX) / 256)
#define LABEL(slot) (2 * INDEX + (slot)*256)

static const char region_type[] = "529d7c61-da07-47c4-a93f-ecdf2c06f444";
static const char namespace_type[] = "68bb2c0a-5a77-4937-9f85-3caf41a0f93c";
static const char uuid[] = "8f0b7a5e-3c52-4d0b-9f53-6f0a4c1e2d11";

static u8 area[AREA];

static void put_uuid(u8 *at, const char *text)
{
	assert_int_equal(uuid_from_text(text, at), 0);
}

static void seal(u8 *p, size_t len, size_t checksum_at)
{
	put_le(p + checksum_at, 8, label_checksum(p, len, checksum_at));
}

/* The labels 0 and 1 are in use, in both blocks. */
static void put_index(unsigned int i, u32 sequence)
{
	u8 *p = area + i * INDEX;

	memset(p, 0, INDEX);
	memcpy(p, "NAMESPACE_INDEX", 16);
	p[0x13] = 1; /* 256 bytes */
	put_le(p + 0x14, 4, sequence);
	put_le(p + 0x18, 8, i * INDEX);
	put_le(p + 0x20, 8, INDEX);
	put_le(p + 0x28, 8, !i * INDEX);
	put_le(p + 0x30, 8, 2 * INDEX);
	put_le(p + 0x38, 4, SLOTS);
	put_le(p + 0x3c, 2, 1);
	put_le(p + 0x3e, 2, 2);
	put_le(p + 0x48, 2, ((1U << SLOTS) - 1) & ~3U);
	seal(p, INDEX, 0x40);
}

static void put_region_label(u32 slot)
{
	u8 *p = area + LABEL(slot);

	put_uuid(p, region_type);
	put_uuid(p + 0x10, uuid);
	put_le(p + 0x24, 2, 4); /* ways */
	put_le(p + 0x26, 2, 3);
	put_le(p + 0x28, 8, 0x10000000);
	put_le(p + 0x30, 8, 0x20000000);
	put_le(p + 0x38, 8, 0x490000000);
	put_le(p + 0x40, 4, slot);
	put_le(p + 0x44, 4, 2); /* granularity: 256 << 2 */
	put_le(p + 0x48, 4, 1);
	seal(p, 256, 0xf8);
}

static void put_namespace_label(u32 slot)
{
	u8 *p = area + LABEL(slot);

	put_uuid(p, namespace_type);
	put_uuid(p + 0x10, uuid);
	memcpy(p + 0x20, "data", 4);
	put_le(p + 0x64, 2, 1);
	put_le(p + 0x70, 8, 0x4000000);
	put_le(p + 0x78, 4, slot);
	put_uuid(p + 0x80, uuid);
	seal(p, 256, 0xf8);
}

static void fill(void)
{
	memset(area, 0, sizeof(area));
	put_index(0, 1);
	put_index(1, 3);
	put_region_label(0);
	put_namespace_label(1);
}

static u32 decode(struct label_area *a, struct rec *out)
{
	label_area_parse(area, sizeof(area), a);
	return label_area_decode(a, out);
}

/* By hand: words 1, 2: lo = 1, 3; hi = 1, 4. */
static void checksum_of_two_words(void **state)
{
	static const u8 words[] = { 1, 0, 0, 0, 2, 0, 0, 0 };

	assert_true(label_checksum(words, sizeof(words), 100) == (4ULL << 32 | 3));
	assert_true(label_checksum(words, sizeof(words), 0) == 0);
}

static void labels_of_a_valid_area(void **state)
{
	auto_rec struct rec *out = rec_new_obj();
	const struct rec *label;
	struct label_area a;

	fill();
	assert_int_equal(decode(&a, out), 0);
	assert_int_equal(a.state, LABELS_VALID);
	assert_int_equal(a.label_size, 256);
	assert_int_equal(a.current, 0); /* 1 follows 3 */
	assert_int_equal(rec_get(out, "slots")->u, SLOTS);
	assert_int_equal(rec_get(out, "free_slots")->u, SLOTS - 2);
	label = rec_get(out, "labels")->first;
	assert_string_equal(rec_get_str(label, "type"), "region");
	assert_string_equal(rec_get_str(label, "uuid"), uuid);
	assert_int_equal(rec_get(label, "interleave_ways")->u, 4);
	assert_int_equal(rec_get(label, "position")->u, 3);
	assert_int_equal(rec_get(label, "interleave_granularity")->u, 1024);
	assert_int_equal(rec_get(label, "dpa_resource")->u, 0x10000000);
	assert_int_equal(rec_get(label, "dpa_size")->u, 0x20000000);
	assert_true(rec_get(label, "resource")->u == 0x490000000);
	assert_int_equal(rec_get(label, "alignment")->u, 256 << 20);
	label = label->next;
	assert_string_equal(rec_get_str(label, "type"), "namespace");
	assert_string_equal(rec_get_str(label, "name"), "data");
	assert_string_equal(rec_get_str(label, "region_uuid"), uuid);
	assert_int_equal(rec_get(label, "dpa_size")->u, 0x4000000);
	assert_null(label->next);
}

/* best_seq(): the successor modulo 3 of the other one; equal numbers: the second. */
static void index_block_in_effect(void **state)
{
	static const u8 rows[][3] = {
		{ 1, 2, 1 }, { 2, 3, 1 }, { 3, 1, 1 }, { 2, 1, 0 },
		{ 3, 2, 0 }, { 1, 3, 0 }, { 2, 2, 1 }, { 5, 6, 1 },
	};
	struct label_area a;
	size_t i;

	fill();
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		put_index(0, rows[i][0]);
		put_index(1, rows[i][1]);
		label_area_parse(area, sizeof(area), &a);
		assert_int_equal(a.current, rows[i][2]);
	}
}

/* A byte of an index block that the kernel checks; @sealed: with a new checksum. */
static void index_blocks_that_are_not_valid(void **state)
{
	static const struct {
		u16 at;
		u8 value;
		bool sealed;
		const char *problem;
	} rows[] = {
		{ 0x00, 'X', true, "no signature" },
		{ 0x0f, 'X', true, "no signature" },
		{ 0x13, 2, true, "invalid label size" },
		{ 0x50, 1, false, "invalid checksum" },
		{ 0x40, 0, false, "invalid checksum" },
		{ 0x14, 4, true, "invalid sequence number" },
		{ 0x18, 1, true, "invalid offset" },
		{ 0x29, 2, true, "invalid offset" },
		{ 0x31, 3, true, "invalid offset" },
		{ 0x21, 2, true, "invalid size" },
		{ 0x38, SLOTS + 1, true, "too many slots" },
	};
	struct label_area a;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		auto_rec struct rec *out = rec_new_obj();

		print_message("%zu\n", i);
		fill();
		area[rows[i].at] = rows[i].value;
		if (rows[i].sealed)
			seal(area, INDEX, 0x40);
		assert_int_equal(decode(&a, out), 1);
		assert_string_equal(a.problems[0], rows[i].problem);
		assert_int_equal(a.state, LABELS_VALID);
		assert_int_equal(a.current, 1);
		memset(area + INDEX, 0, INDEX);
		label_area_parse(area, sizeof(area), &a);
		assert_int_equal(a.state, LABELS_INVALID);
	}
}

static void labels_that_are_not_valid(void **state)
{
	static const struct {
		u16 at;
		u8 value;
		bool sealed;
		const char *problem;
	} rows[] = {
		{ 0x40, 1, true, "the label was written for another slot" },
		{ 0x28, 1, false, "invalid checksum" },
		{ 0x26, 4, true, "invalid position" },
		{ 0x20, 8, true, "the update of the labels was not completed" },
	};
	struct label_area a;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		auto_rec struct rec *out = rec_new_obj();
		u8 *p = area + LABEL(0);

		fill();
		p[rows[i].at] = rows[i].value;
		if (rows[i].sealed)
			seal(p, 256, 0xf8);
		assert_int_equal(decode(&a, out), 1);
		assert_string_equal(rec_get_str(rec_get(out, "labels")->first, "problem"),
				    rows[i].problem);
	}
}

/* Every size and single bytes of any value: nothing outside the area is read. */
static void areas_of_any_content(void **state)
{
	struct label_area a;
	size_t len, at;

	for (len = 0; len <= sizeof(area); len += len < 600 ? 1 : 97) {
		auto_rec struct rec *out = rec_new_obj();
		auto_free u8 *copy = malloc(len + 1);

		fill();
		memcpy(copy, area, len);
		label_area_parse(copy, len, &a);
		label_area_decode(&a, out);
		assert_int_not_equal(len < sizeof(area) && a.state == LABELS_VALID, true);
	}
	for (at = 0; at < 0x60; at++) {
		auto_rec struct rec *out = rec_new_obj();

		fill();
		area[at] = 0xff;
		seal(area, INDEX, 0x40);
		decode(&a, out);
	}
	memset(area, 0, sizeof(area));
	label_area_parse(area, sizeof(area), &a);
	assert_int_equal(a.state, LABELS_EMPTY);
	memset(area, 0xff, sizeof(area));
	label_area_parse(area, sizeof(area), &a);
	assert_int_equal(a.state, LABELS_INVALID);
}

/* Labels of version 1.1 have 128 bytes, and no checksum. */
static void labels_of_128_bytes(void **state)
{
	auto_rec struct rec *out = rec_new_obj();
	struct label_area a;
	u8 *p = area + 2 * INDEX;
	unsigned int i;

	memset(area, 0, sizeof(area));
	for (i = 0; i < LABEL_INDEX_BLOCKS; i++) {
		u8 *index = area + i * INDEX;

		put_index(i, 1);
		index[0x13] = 0;
		put_le(index + 0x3e, 2, 1);
		put_le(index + 0x38, 4, (AREA - 2 * INDEX) / 128);
		memset(index + 0x48, 0xff, 4);
		index[0x48] = 0xfe;
		seal(index, INDEX, 0x40);
	}
	put_uuid(p, uuid);
	memcpy(p + 0x10, "old", 3);
	put_le(p + 0x54, 2, 1);
	put_le(p + 0x70, 8, 0x1000);
	assert_int_equal(decode(&a, out), 0);
	assert_int_equal(a.label_size, 128);
	assert_string_equal(rec_get_str(rec_get(out, "labels")->first, "type"), "efi");
	assert_string_equal(rec_get_str(rec_get(out, "labels")->first, "name"), "old");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(checksum_of_two_words),
		cmocka_unit_test(labels_of_a_valid_area),
		cmocka_unit_test(index_block_in_effect),
		cmocka_unit_test(index_blocks_that_are_not_valid),
		cmocka_unit_test(labels_that_are_not_valid),
		cmocka_unit_test(areas_of_any_content),
		cmocka_unit_test(labels_of_128_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
