// SPDX-License-Identifier: GPL-2.0-only
/* ACPI tables in which the memory of one proximity domain is divided among several. */
#include <stdlib.h>

#include "daxctl/acpi/table.h"
#include "util/array.h"

#define OUTPUT_MAX (16U << 20) /* bytes of a new table */
#define DISTANCE_SELF 10
#define DISTANCE_REMOTE 20 /* that Linux uses for what is not in the SLIT */

static int add_change(struct acpi_split *s, const struct acpi_change *c, struct fail *why)
{
	struct acpi_change *at = array_grow(s->changes, s->count, sizeof(*at));

	if (!at)
		return fail_nomem(why);
	s->changes = at;
	at[s->count++] = *c;
	return 0;
}

static int check_size(const struct acpi_split *s, enum acpi_kind kind, u64 size, struct fail *why)
{
	if (size && size % s->nodes == 0)
		return 0;
	return fail_set(why, -EINVAL, "not_divisible", "",
			"%s: 0x%llx bytes cannot be divided evenly among %u nodes", acpi_name(kind),
			(unsigned long long)size, s->nodes);
}

static int several(const struct acpi_split *s, enum acpi_kind kind, struct fail *why)
{
	return fail_set(why, -ENXIO, "several_entries", "",
			"%s: proximity domain %u has several memory ranges, only one can be split",
			acpi_name(kind), s->domain);
}

/* Space for @more bytes after a copy of the table. */
static int start_output(struct acpi_split *s, enum acpi_kind kind, size_t more, struct fail *why)
{
	const struct acpi_table *in = &s->in[kind];
	struct acpi_table *out = &s->out[kind];

	if (more > OUTPUT_MAX - in->len)
		return fail_set(why, -EFBIG, "table_too_large", "",
				"%s: the new table would be larger than %u bytes", acpi_name(kind),
				OUTPUT_MAX);
	out->data = calloc(1, in->len + more);
	if (!out->data)
		return fail_nomem(why);
	memcpy(out->data, in->data, in->len);
	out->len = in->len;
	return 0;
}

static u8 *append(struct acpi_table *out, const u8 *data, size_t len)
{
	u8 *at = out->data + out->len;

	memcpy(at, data, len);
	out->len += len;
	return at;
}

/* --- SRAT */

/* The range of the domain, and the highest domain of all. */
static int find_memory(struct acpi_split *s, struct acpi_entry *ret, u32 *last, struct fail *why)
{
	const struct acpi_table *in = &s->in[ACPI_SRAT];
	struct acpi_entry e = { 0 };
	u32 domain;

	*last = 0;
	while (acpi_next(ACPI_SRAT, in, &e)) {
		if (!srat_domain(&e, &domain))
			continue;
		*last = MAX(*last, domain);
		if (e.type != SRAT_MEMORY || domain != s->domain)
			continue;
		if (ret->at)
			return several(s, ACPI_SRAT, why);
		*ret = e;
	}
	if (!ret->at)
		return fail_set(why, -ENOENT, "no_such_domain", "",
				"SRAT: proximity domain %u has no memory", s->domain);
	s->start = get_le(ret->at + SRAT_MEMORY_BASE, 8);
	s->size = get_le(ret->at + SRAT_MEMORY_SIZE, 8);
	if (s->start + s->size < s->start)
		return fail_set(
			why, -EBADMSG, "invalid_table", "",
			"SRAT: the memory of proximity domain %u ends after the last address",
			s->domain);
	return check_size(s, ACPI_SRAT, s->size, why);
}

static int set_memory(struct acpi_split *s, u8 *at, u32 part, struct fail *why)
{
	const struct acpi_change c = {
		.kind = ACPI_SRAT,
		.added = part > 0,
		.id = part ? s->first + part - 1 : s->domain,
		.start = s->start + part * (s->size / s->nodes),
		.size = s->size / s->nodes,
	};

	put_le(at + SRAT_MEMORY_DOMAIN, 4, c.id);
	put_le(at + SRAT_MEMORY_BASE, 8, c.start);
	put_le(at + SRAT_MEMORY_SIZE, 8, c.size);
	return add_change(s, &c, why);
}

static int split_srat(struct acpi_split *s, struct fail *why)
{
	struct acpi_table *out = &s->out[ACPI_SRAT];
	u8 added[SRAT_MEMORY_LEN] = { SRAT_MEMORY, SRAT_MEMORY_LEN }; /* what is reserved is 0 */
	struct acpi_entry memory = { 0 };
	const u32 localities = slit_count(&s->in[ACPI_SLIT]);
	u32 i, last;
	int rc = find_memory(s, &memory, &last, why);

	if (rc < 0)
		return rc;
	if (localities) /* which may have no memory yet */
		last = MAX(last, localities - 1);
	if (last >= ACPI_DOMAINS_MAX || s->nodes > ACPI_DOMAINS_MAX - last)
		return fail_set(why, -ERANGE, "too_many_domains", "",
				"SRAT: there would be more than %u proximity domains",
				ACPI_DOMAINS_MAX);
	s->first = last + 1;
	rc = start_output(s, ACPI_SRAT, (size_t)(s->nodes - 1) * SRAT_MEMORY_LEN, why);
	if (rc == 0)
		rc = set_memory(s, out->data + (memory.at - s->in[ACPI_SRAT].data), 0, why);
	memcpy(added + SRAT_MEMORY_FLAGS, memory.at + SRAT_MEMORY_FLAGS, 4);
	for (i = 1; rc == 0 && i < s->nodes; i++)
		rc = set_memory(s, append(out, added, SRAT_MEMORY_LEN), i, why);
	return rc;
}

/* --- SLIT */

/* A new domain is as far from the others as the one that is divided, and not local to any. */
static u8 distance(const struct acpi_split *s, u32 i, u32 j)
{
	const struct acpi_table *in = &s->in[ACPI_SLIT];
	const bool new_i = i >= s->first, new_j = j >= s->first;
	const u32 from = new_i ? s->domain : i, to = new_j ? s->domain : j;
	const u32 count = slit_count(in);
	u8 ret = from == to ? DISTANCE_SELF : DISTANCE_REMOTE;

	if (new_i && new_j)
		return i == j ? DISTANCE_SELF : DISTANCE_SELF + 1;
	if (from < count && to < count)
		ret = in->data[ACPI_SLIT_HEADER + (size_t)from * count + to];
	return (new_i || new_j) && ret == DISTANCE_SELF ? DISTANCE_SELF + 1 : ret;
}

static int split_slit(struct acpi_split *s, struct fail *why)
{
	const u32 count = s->first + s->nodes - 1;
	struct acpi_table *out = &s->out[ACPI_SLIT];
	u32 i, j;

	out->len = ACPI_SLIT_HEADER + (size_t)count * count;
	out->data = calloc(1, out->len);
	if (!out->data)
		return fail_nomem(why);
	memcpy(out->data, s->in[ACPI_SLIT].data, ACPI_SLIT_HEADER);
	put_le(out->data + ACPI_SLIT_COUNT, 8, count);
	for (i = 0; i < count; i++)
		for (j = 0; j < count; j++)
			out->data[ACPI_SLIT_HEADER + (size_t)i * count + j] = distance(s, i, j);
	return 0;
}

/* --- NFIT */

/* What it has of the memory. */
struct nfit {
	struct acpi_entry range; /* .at NULL: nothing */
	u32 index;		 /* of the range */
	u32 last_range, last_region;
	size_t maps; /* number of regions of NVDIMMs in the range */
};

static bool is_range(const struct acpi_split *s, const struct acpi_entry *e)
{
	/* Persistent memory, ACPI 6.5 table 5.131. */
	static const u8 pmem[16] = { 0x79, 0xd3, 0xf0, 0x66, 0xf3, 0xb4, 0x74, 0x40,
				     0xac, 0x43, 0x0d, 0x33, 0x18, 0xb7, 0x8c, 0xdb };

	return e->type == NFIT_RANGE && memcmp(e->at + NFIT_RANGE_TYPE, pmem, sizeof(pmem)) == 0 &&
	       get_le(e->at + NFIT_RANGE_DOMAIN, 4) == s->domain &&
	       get_le(e->at + NFIT_RANGE_BASE, 8) == s->start &&
	       get_le(e->at + NFIT_RANGE_SIZE, 8) == s->size;
}

static bool is_map(const struct nfit *n, const struct acpi_entry *e)
{
	return e->type == NFIT_MAP && get_le(e->at + NFIT_MAP_RANGE, 2) == n->index;
}

static int find_range(const struct acpi_split *s, struct nfit *n, struct fail *why)
{
	const struct acpi_table *in = &s->in[ACPI_NFIT];
	struct acpi_entry e = { 0 };
	int rc = 0;

	while (acpi_next(ACPI_NFIT, in, &e)) {
		if (e.type == NFIT_MAP)
			n->last_region =
				MAX(n->last_region, (u32)get_le(e.at + NFIT_MAP_REGION, 2));
		if (e.type == NFIT_RANGE)
			n->last_range = MAX(n->last_range, (u32)get_le(e.at + NFIT_RANGE_INDEX, 2));
		if (!is_range(s, &e))
			continue;
		if (n->range.at)
			return several(s, ACPI_NFIT, why);
		n->range = e;
	}
	if (!n->range.at)
		return 0;
	n->index = (u32)get_le(n->range.at + NFIT_RANGE_INDEX, 2);
	while (rc == 0 && acpi_next(ACPI_NFIT, in, &e)) {
		if (!is_map(n, &e))
			continue;
		n->maps++;
		rc = check_size(s, ACPI_NFIT, get_le(e.at + NFIT_MAP_SIZE, 8), why);
	}
	if (rc == 0 && (n->last_range + s->nodes - 1 > 0xffff ||
			n->last_region + n->maps * (s->nodes - 1) > 0xffff))
		return fail_set(why, -ERANGE, "too_many_entries", "",
				"NFIT: there would be too many ranges or regions");
	return rc;
}

static int set_range(struct acpi_split *s, const struct nfit *n, u8 *at, u32 part, struct fail *why)
{
	const struct acpi_change c = {
		.kind = ACPI_NFIT,
		.added = part > 0,
		.id = part ? s->first + part - 1 : s->domain,
		.start = s->start + part * (s->size / s->nodes),
		.size = s->size / s->nodes,
	};

	put_le(at + NFIT_RANGE_INDEX, 2, part ? n->last_range + part : n->index);
	put_le(at + NFIT_RANGE_DOMAIN, 4, c.id);
	put_le(at + NFIT_RANGE_BASE, 8, c.start);
	put_le(at + NFIT_RANGE_SIZE, 8, c.size);
	return add_change(s, &c, why);
}

static int set_map(struct acpi_split *s, struct nfit *n, u8 *at, u32 part, struct fail *why)
{
	const u64 size = get_le(at + NFIT_MAP_SIZE, 8) / s->nodes;
	const struct acpi_change c = {
		.kind = ACPI_NFIT,
		.added = part > 0,
		.region = true,
		.id = part ? ++n->last_region : (u32)get_le(at + NFIT_MAP_REGION, 2),
		.start = get_le(at + NFIT_MAP_OFFSET, 8) + part * size,
		.size = size,
	};

	put_le(at + NFIT_MAP_REGION, 2, c.id);
	put_le(at + NFIT_MAP_RANGE, 2, part ? n->last_range + part : n->index);
	put_le(at + NFIT_MAP_SIZE, 8, c.size);
	put_le(at + NFIT_MAP_OFFSET, 8, c.start);
	return add_change(s, &c, why);
}

/* Each region is divided as its range is: those that exist first, then the new ones of each. */
static int split_maps(struct acpi_split *s, struct nfit *n, struct fail *why)
{
	const struct acpi_table *in = &s->in[ACPI_NFIT];
	struct acpi_table *out = &s->out[ACPI_NFIT];
	struct acpi_entry e = { 0 };
	u8 *first = out->data + out->len, *at = first;
	int rc = 0;
	u32 i;

	while (acpi_next(ACPI_NFIT, in, &e))
		if (is_map(n, &e))
			append(out, e.at, e.len);
	while (rc == 0 && acpi_next(ACPI_NFIT, in, &e)) {
		if (!is_map(n, &e))
			continue;
		rc = set_map(s, n, at, 0, why);
		at += e.len;
		for (i = 1; rc == 0 && i < s->nodes; i++)
			rc = set_map(s, n, append(out, e.at, e.len), i, why);
	}
	return rc;
}

/* All other entries, the new ranges, and the regions. */
static int split_nfit(struct acpi_split *s, struct fail *why)
{
	const struct acpi_table *in = &s->in[ACPI_NFIT];
	struct acpi_table *out = &s->out[ACPI_NFIT];
	struct acpi_entry e = { 0 };
	struct nfit n = { 0 };
	size_t more;
	int rc = find_range(s, &n, why);
	u32 i;

	if (rc < 0 || !n.range.at)
		return rc;
	more = n.range.len;
	while (acpi_next(ACPI_NFIT, in, &e))
		more += is_map(&n, &e) ? e.len : 0;
	rc = start_output(s, ACPI_NFIT, more * (s->nodes - 1), why);
	if (rc < 0)
		return rc;
	out->len = acpi_header_len(ACPI_NFIT);
	while (rc == 0 && acpi_next(ACPI_NFIT, in, &e)) {
		u8 *at = is_map(&n, &e) ? NULL : append(out, e.at, e.len);

		if (e.at == n.range.at)
			rc = set_range(s, &n, at, 0, why);
	}
	for (i = 1; rc == 0 && i < s->nodes; i++)
		rc = set_range(s, &n, append(out, n.range.at, n.range.len), i, why);
	return rc == 0 ? split_maps(s, &n, why) : rc;
}

/* --- all */

int acpi_split(struct acpi_split *s, struct fail *why)
{
	int rc = 0, kind;

	for (kind = 0; rc == 0 && kind < ACPI_KINDS; kind++)
		rc = acpi_check((enum acpi_kind)kind, &s->in[kind], why);
	if (rc == 0)
		rc = split_srat(s, why);
	if (rc == 0)
		rc = split_slit(s, why);
	if (rc == 0)
		rc = split_nfit(s, why);
	for (kind = 0; rc == 0 && kind < ACPI_KINDS; kind++)
		if (s->out[kind].data)
			acpi_finish(&s->out[kind]);
	return rc;
}

void acpi_split_done(struct acpi_split *s)
{
	int kind;

	for (kind = 0; kind < ACPI_KINDS; kind++) {
		free(s->in[kind].data);
		free(s->out[kind].data);
	}
	free(s->changes);
}
