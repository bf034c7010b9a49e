// SPDX-License-Identifier: GPL-2.0-only
/* Layout of ACPI tables, and the check of untrusted ones. */
#include "daxctl/acpi/table.h"

/* clang-format off */
static const struct {
	const char *name;
	size_t header; /* bytes before the first entry */
	unsigned int width; /* bytes of the type, and of the length, of an entry; 0: no entries */
} kinds[ACPI_KINDS] = {
	[ACPI_SRAT] = { "SRAT", 48, 1 },
	[ACPI_SLIT] = { "SLIT", ACPI_SLIT_HEADER, 0 },
	[ACPI_NFIT] = { "NFIT", 40, 2 },
};

/* The smallest length of entries that are used, and where those of a SRAT have their domain. */
static const struct {
	enum acpi_kind kind;
	u8 type, min_len, domain;
} entries[] = {
	{ ACPI_SRAT, 0, 16, 2 }, /* processor; the upper bits are elsewhere */
	{ ACPI_SRAT, SRAT_MEMORY, SRAT_MEMORY_LEN, SRAT_MEMORY_DOMAIN },
	{ ACPI_SRAT, 2, 24, 4 }, /* processor with x2APIC */
	{ ACPI_SRAT, 3, 18, 2 }, /* processor with GIC */
	{ ACPI_SRAT, 4, 12, 2 }, /* GIC ITS */
	{ ACPI_SRAT, 5, 32, 4 }, /* generic initiator */
	{ ACPI_SRAT, 6, 32, 4 }, /* generic port */
	{ ACPI_SRAT, 7, 20, 4 }, /* processor with RINTC */
	{ ACPI_NFIT, NFIT_RANGE, 56, 0 },
	{ ACPI_NFIT, NFIT_MAP, 48, 0 },
};
/* clang-format on */

const char *acpi_name(enum acpi_kind kind)
{
	return kinds[kind].name;
}

size_t acpi_header_len(enum acpi_kind kind)
{
	return kinds[kind].header;
}

static int invalid(enum acpi_kind kind, const char *text, struct fail *why)
{
	return fail_set(why, -EBADMSG, "invalid_table", "", "%s: %s", kinds[kind].name, text);
}

static u8 sum(const u8 *data, size_t len)
{
	u8 total = 0;
	size_t i;

	for (i = 0; i < len; i++)
		total = (u8)(total + data[i]);
	return total;
}

/* The entry at @offset; false: its length is invalid, or the table ends within it. */
static bool entry_at(enum acpi_kind kind, const struct acpi_table *t, size_t offset,
		     struct acpi_entry *ret)
{
	const unsigned int width = kinds[kind].width;
	const u8 *at = t->data + offset;

	if (t->len - offset < 2 * (size_t)width)
		return false;
	*ret = (struct acpi_entry){
		.at = at,
		.len = (size_t)get_le(at + width, width),
		.type = (u32)get_le(at, width),
	};
	return ret->len >= 2 * (size_t)width && ret->len <= t->len - offset;
}

bool acpi_next(enum acpi_kind kind, const struct acpi_table *t, struct acpi_entry *e)
{
	const size_t offset =
		e->at ? (size_t)(e->at - t->data) + e->len : MIN(kinds[kind].header, t->len);

	if (offset < t->len && entry_at(kind, t, offset, e))
		return true;
	e->at = NULL;
	return false;
}

static bool is_short(enum acpi_kind kind, const struct acpi_entry *e)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(entries); i++)
		if (entries[i].kind == kind && entries[i].type == e->type)
			return e->len < entries[i].min_len;
	return false;
}

static int check_entries(enum acpi_kind kind, const struct acpi_table *t, struct fail *why)
{
	size_t offset = kinds[kind].header;
	struct acpi_entry e;

	if (offset == t->len)
		return invalid(kind, "it has no entries", why);
	for (; offset < t->len; offset += e.len)
		if (!entry_at(kind, t, offset, &e) || is_short(kind, &e))
			return fail_set(why, -EBADMSG, "invalid_table", "",
					"%s: the entry at offset %zu has an invalid length",
					kinds[kind].name, offset);
	return 0;
}

static int check_distances(const struct acpi_table *t, struct fail *why)
{
	const u64 count = get_le(t->data + ACPI_SLIT_COUNT, 8);

	if (count > ACPI_DOMAINS_MAX)
		return fail_set(why, -EBADMSG, "invalid_table", "",
				"SLIT: it has %llu localities, more than %u",
				(unsigned long long)count, ACPI_DOMAINS_MAX);
	if (count * count > t->len - ACPI_SLIT_HEADER)
		return invalid(ACPI_SLIT, "it is shorter than its distances", why);
	return 0;
}

int acpi_check(enum acpi_kind kind, struct acpi_table *t, struct fail *why)
{
	u64 len;

	if (t->len < kinds[kind].header)
		return invalid(kind, "the file is shorter than the header of the table", why);
	if (memcmp(t->data, kinds[kind].name, 4) != 0)
		return invalid(kind, "the file has another signature", why);
	len = get_le(t->data + ACPI_LENGTH, 4);
	if (len < kinds[kind].header)
		return invalid(kind, "its length is less than that of its header", why);
	if (len > t->len)
		return invalid(kind, "the file is shorter than the table", why);
	if (sum(t->data, (size_t)len))
		return invalid(kind, "the checksum is wrong", why);
	t->len = (size_t)len;
	return kinds[kind].width ? check_entries(kind, t, why) : check_distances(t, why);
}

bool srat_domain(const struct acpi_entry *e, u32 *ret)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(entries); i++) {
		if (entries[i].kind != ACPI_SRAT || entries[i].type != e->type)
			continue;
		*ret = (u32)get_le(e->at + entries[i].domain, 4);
		if (e->type == 0) /* one byte, and three that were added later */
			*ret = e->at[2] | (u32)get_le(e->at + 9, 3) << 8;
		return true;
	}
	return false;
}

u32 slit_count(const struct acpi_table *t)
{
	return (u32)get_le(t->data + ACPI_SLIT_COUNT, 8);
}

void acpi_finish(struct acpi_table *t)
{
	put_le(t->data + ACPI_LENGTH, 4, t->len);
	put_le(t->data + ACPI_OEM_REVISION, 4, get_le(t->data + ACPI_OEM_REVISION, 4) + 1);
	t->data[ACPI_CHECKSUM] = 0;
	t->data[ACPI_CHECKSUM] = (u8)-sum(t->data, t->len);
}
