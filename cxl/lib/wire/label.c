// SPDX-License-Identifier: LGPL-2.1-or-later
/* Index blocks and labels of the label storage area. */
#include "cxl/lib/wire/label.h"
#include "cxl/lib/wire/layout-rows.h"

#define SIGNATURE "NAMESPACE_INDEX" /* with its NUL */
#define INDEX_ALIGN 256U
#define INDEX_BITMAP 0x48 /* offset of the bitmap of free slots */
#define INDEX_CHECKSUM 0x40
#define SEQUENCE_MASK 3U
#define FLAG_UPDATING 8U

/* clang-format off */
LAYOUT(label_index, INDEX_BITMAP,
	NUMBER("sequence", 0x14, 4),
	SIZE("size", 0x20, 8, 1),
	NUMBER("slots", 0x38, 4),
	NUMBER("version_major", 0x3c, 2),
	NUMBER("version_minor", 0x3e, 2));

FORM(region, "region", 256,
	UUID("uuid", 0x10),
	FLAG("updating", 0x20, 4, 3),
	NUMBER("interleave_ways", 0x24, 2),
	NUMBER("position", 0x26, 2),
	HEX("dpa_resource", 0x28, 8),
	SIZE("dpa_size", 0x30, 8, 1),
	HEX("resource", 0x38, 8),
	SIZE("alignment", 0x48, 4, CAPACITY_UNIT));

FORM(namespace, "namespace", 256,
	UUID("uuid", 0x10),
	TEXT("name", 0x20, 64),
	FLAG("updating", 0x60, 4, 3),
	NUMBER("ranges", 0x64, 2),
	NUMBER("position", 0x66, 2),
	HEX("dpa_resource", 0x68, 8),
	SIZE("dpa_size", 0x70, 8, 1),
	SIZE("alignment", 0x7c, 4, CAPACITY_UNIT),
	UUID("region_uuid", 0x80),
	UUID("abstraction_uuid", 0x90),
	SIZE("lba_size", 0xa0, 2, 1));

/* UEFI labels; those of 128 bytes end at 0x80. */
FORM(efi, "efi", 128,
	UUID("uuid", 0x00),
	TEXT("name", 0x10, 64),
	FLAG("read_only", 0x50, 4, 0),
	FLAG("local", 0x50, 4, 1),
	FLAG("updating", 0x50, 4, 3),
	NUMBER("interleave_ways", 0x54, 2),
	NUMBER("position", 0x56, 2),
	OPAQUE("interleave_set_cookie", 0x58),
	SIZE("lba_size", 0x60, 8, 1),
	HEX("dpa_resource", 0x68, 8),
	SIZE("dpa_size", 0x70, 8, 1));

/* Position of what all labels of one kind have. */
static const struct label_kind {
	const char *uuid; /* NULL: any other */
	const struct layout *layout;
	u16 slot, flags, ways, position;
} kinds[] = {
	{ "529d7c61-da07-47c4-a93f-ecdf2c06f444", &region_layout, 0x40, 0x20, 0x24, 0x26 },
	{ "68bb2c0a-5a77-4937-9f85-3caf41a0f93c", &namespace_layout, 0x78, 0x60, 0x64, 0x66 },
	{ NULL, &efi_layout, 0x78, 0x50, 0x54, 0x56 },
};
/* clang-format on */

u64 label_checksum(const u8 *data, size_t len, size_t checksum_at)
{
	u32 lo = 0;
	u64 hi = 0;
	size_t i;

	for (i = 0; i + 4 <= len; i += 4) {
		if (i != checksum_at && i != checksum_at + 4)
			lo += (u32)get_le(data + i, 4);
		hi += lo;
	}
	return (hi << 32) | lo;
}

static u64 index_bytes(u64 slots)
{
	u64 bytes = INDEX_BITMAP + (slots + 7) / 8;

	return (bytes + INDEX_ALIGN - 1) / INDEX_ALIGN * INDEX_ALIGN;
}

/* The size that the kernel expects of an index block; 0: no room for two of them and two labels. */
static u32 index_size(size_t size, u32 label_size)
{
	u64 most = index_bytes(size / label_size), slots;

	if (2 * most > size)
		return 0;
	slots = (size - 2 * most) / label_size;
	return slots >= 2 ? (u32)index_bytes(slots) : 0;
}

static u32 index_label_size(const u8 *p)
{
	u64 version = get_le(p + 0x3c, 2) * 100 + get_le(p + 0x3e, 2);

	/* The field is new in version 1.2. */
	return version < 102 ? 128 : p[0x13] <= 1 ? 128U << p[0x13] : 0;
}

/* Why the kernel does not use the index block @i; NULL: it is valid. */
static const char *index_problem(const struct label_area *a, unsigned int i)
{
	const u64 offset = (u64)i * a->index_size, other = a->index_size - offset;
	const u8 *p = a->data + offset;

	if (memcmp(p, SIGNATURE, sizeof(SIGNATURE)) != 0)
		return "no signature";
	if (index_label_size(p) != a->label_size)
		return "invalid label size";
	if (get_le(p + INDEX_CHECKSUM, 8) != label_checksum(p, a->index_size, INDEX_CHECKSUM))
		return "invalid checksum";
	if (!(get_le(p + 0x14, 4) & SEQUENCE_MASK))
		return "invalid sequence number";
	if (get_le(p + 0x18, 8) != offset || get_le(p + 0x28, 8) != other ||
	    get_le(p + 0x30, 8) != 2ULL * a->index_size)
		return "invalid offset";
	if (get_le(p + 0x20, 8) > a->index_size || get_le(p + 0x20, 8) < INDEX_BITMAP)
		return "invalid size";
	if (get_le(p + 0x38, 4) > (a->size - 2ULL * a->index_size) / a->label_size)
		return "too many slots";
	if (get_le(p + 0x38, 4) > (a->index_size - INDEX_BITMAP) * 8ULL)
		return "too many slots";
	return NULL;
}

/* Sequence numbers run 1, 2, 3, 1, ...; the successor of the other one is in effect. */
static unsigned int newer(const struct label_area *a)
{
	unsigned int s[LABEL_INDEX_BLOCKS], i;

	for (i = 0; i < LABEL_INDEX_BLOCKS; i++) {
		if (a->problems[!i])
			return i;
		s[i] = get_le(a->data + (size_t)i * a->index_size + 0x14, 4) & SEQUENCE_MASK;
	}
	return s[0] == s[1] || s[0] % 3 + 1 == s[1];
}

static bool is_zero(const u8 *data, size_t len)
{
	return len == 0 || (data[0] == 0 && memcmp(data, data + 1, len - 1) == 0);
}

void label_area_parse(const u8 *data, size_t size, struct label_area *ret)
{
	struct label_area a = { .data = data, .size = size, .state = LABELS_INVALID };
	unsigned int i;

	for (a.label_size = 128; a.label_size <= 256; a.label_size *= 2) {
		a.index_size = index_size(size, a.label_size);
		for (i = 0; a.index_size && i < LABEL_INDEX_BLOCKS; i++)
			a.problems[i] = index_problem(&a, i);
		if (a.index_size && (!a.problems[0] || !a.problems[1])) {
			a.state = LABELS_VALID;
			a.current = newer(&a);
			a.slots = (u32)get_le(data + (size_t)a.current * a.index_size + 0x38, 4);
			*ret = a;
			return;
		}
	}
	a.label_size = 256;
	if (is_zero(data, size))
		a.state = LABELS_EMPTY;
	*ret = a;
}

static const struct label_kind *kind_of(const u8 *label)
{
	const struct label_kind *k = kinds;
	char text[UUID_TEXT_LEN + 1];

	for (uuid_to_text(label, text); k->uuid && strcmp(k->uuid, text) != 0; k++)
		;
	return k;
}

static const char *label_problem(const struct label_area *a, const struct label_kind *k, u32 slot,
				 const u8 *p)
{
	const size_t checksum_at = 0xf8;

	if (get_le(p + k->slot, 4) != slot)
		return "the label was written for another slot";
	if (a->label_size > checksum_at &&
	    get_le(p + checksum_at, 8) != label_checksum(p, a->label_size, checksum_at))
		return "invalid checksum";
	if (k->uuid && a->label_size < k->layout->size)
		return "the slot is too small for this label";
	if (get_le(p + k->position, 2) >= get_le(p + k->ways, 2))
		return "invalid position";
	if (get_le(p + k->flags, 4) & FLAG_UPDATING)
		return "the update of the labels was not completed";
	return NULL;
}

static void add_granularity(const u8 *p, struct rec *o)
{
	u64 code = get_le(p + 0x44, 4);

	if (code <= 6) /* 16 KiB */
		rec_uint(o, "interleave_granularity", 256U << code);
}

/* Returns whether there is a problem. */
static bool decode_label(const struct label_area *a, u32 slot, struct rec *labels)
{
	const size_t offset = 2 * (size_t)a->index_size + (size_t)slot * a->label_size;
	const u8 *p = a->data + offset;
	const struct label_kind *k = kind_of(p);
	const char *problem = label_problem(a, k, slot, p);
	struct rec *o = rec_obj(labels, NULL);

	rec_uint(o, "slot", slot);
	rec_str(o, "type", k->layout->name);
	if (layout_decode(k->layout, p, a->label_size, o) == 0 && k->layout == &region_layout)
		add_granularity(p, o);
	if (problem)
		rec_str(o, "problem", problem);
	return problem != NULL;
}

static bool is_free(const struct label_area *a, u32 slot)
{
	const u8 *bitmap = a->data + (size_t)a->current * a->index_size + INDEX_BITMAP;

	return bitmap[slot / 8] & BIT(slot % 8);
}

static u32 decode_labels(const struct label_area *a, struct rec *out)
{
	struct rec *labels = rec_arr(out, "labels");
	u32 slot, problems = 0;

	for (slot = 0; slot < a->slots; slot++)
		if (!is_free(a, slot))
			problems += decode_label(a, slot, labels);
	return problems;
}

static u32 decode_index_blocks(const struct label_area *a, struct rec *out)
{
	struct rec *blocks = rec_arr(out, "index_blocks"), *o;
	u32 problems = 0;
	unsigned int i;

	for (i = 0; i < LABEL_INDEX_BLOCKS; i++) {
		const size_t offset = (size_t)i * a->index_size;

		o = rec_obj(blocks, NULL);
		rec_uint(o, "offset", offset);
		if (!a->problems[i]) {
			layout_decode(&label_index_layout, a->data + offset, INDEX_BITMAP, o);
			rec_bool(o, "current", i == a->current);
			continue;
		}
		rec_str(o, "problem", a->problems[i]);
		problems++;
	}
	return problems;
}

static u32 count_free(const struct label_area *a)
{
	u32 slot, n = 0;

	for (slot = 0; slot < a->slots; slot++)
		n += is_free(a, slot);
	return n;
}

u32 label_area_decode(const struct label_area *a, struct rec *out)
{
	static const char *const states[] = {
		[LABELS_EMPTY] = "empty",
		[LABELS_VALID] = "valid",
		[LABELS_INVALID] = "invalid",
	};
	u32 problems = 0;

	rec_num(out, "label_storage_size", VAL_SIZE, a->size);
	rec_str(out, "state", states[a->state]);
	if (a->state == LABELS_VALID) {
		rec_uint(out, "label_size", a->label_size);
		rec_uint(out, "slots", a->slots);
		rec_uint(out, "free_slots", count_free(a));
	}
	if (a->state != LABELS_EMPTY && a->index_size)
		problems = decode_index_blocks(a, out);
	if (a->state == LABELS_VALID)
		problems += decode_labels(a, out);
	if (a->state == LABELS_INVALID && !a->index_size) {
		rec_str(out, "problem", "too small for two index blocks and two labels");
		problems++;
	}
	return problems;
}
