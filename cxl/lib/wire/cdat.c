// SPDX-License-Identifier: LGPL-2.1-or-later
/* Structures of the Coherent Device Attribute Table. */
#include <stdio.h>

#include "cxl/lib/wire/cdat.h"
#include "cxl/lib/wire/layout-rows.h"
#include "util/text.h"

#define STRUCTURE_HEADER_LEN 4
#define UNREACHABLE 0xffff
#define ENTRY_LEN 8 /* of SSLBIS */

enum structure_type {
	DSMAS,
	DSLBIS,
	DSMSCIS,
	DSIS,
	DSEMTS,
	SSLBIS,
};

/* Of the values in DSLBIS and SSLBIS. */
enum data_type {
	ACCESS_LATENCY,
	READ_LATENCY,
	WRITE_LATENCY,
	ACCESS_BANDWIDTH,
	READ_BANDWIDTH,
	WRITE_BANDWIDTH,
};

/* clang-format off */
static const struct value_name data_types[] = {
	{ ACCESS_LATENCY, "access_latency" }, { READ_LATENCY, "read_latency" },
	{ WRITE_LATENCY, "write_latency" }, { ACCESS_BANDWIDTH, "access_bandwidth" },
	{ READ_BANDWIDTH, "read_bandwidth" }, { WRITE_BANDWIDTH, "write_bandwidth" },
	{ 0, NULL },
};

static const struct value_name levels[] = {
	{ 0, "memory" }, { 1, "cache_level_1" }, { 2, "cache_level_2" }, { 3, "cache_level_3" },
	{ 0, NULL },
};

static const struct value_name associativity[] = {
	{ 0, "none" }, { 1, "direct_mapped" }, { 2, "complex" }, { 0, NULL },
};

static const struct value_name write_policy[] = {
	{ 0, "none" }, { 1, "write_back" }, { 2, "write_through" }, { 0, NULL },
};

static const struct value_name memory_types[] = {
	{ 0, "conventional" }, { 1, "specific_purpose" }, { 2, "reserved" }, { 0, NULL },
};

FORM(dsmas, "dsmas", 24,
	NUMBER("handle", 4, 1),
	FLAG("nonvolatile", 5, 1, 2),
	FLAG("shareable", 5, 1, 3),
	FLAG("hardware_coherent", 5, 1, 4),
	FLAG("dynamic_capacity", 5, 1, 5),
	FLAG("read_only", 5, 1, 6),
	HEX("dpa", 8, 8),
	SIZE("size", 16, 8, 1));

/* The value follows, see add_value(). */
FORM(dslbis, "dslbis", 24,
	NUMBER("handle", 4, 1),
	BITS_NAMED("level", 5, 1, 0, 4, levels),
	NAMED("data_type", 6, 1, data_types));

FORM(dsmscis, "dsmscis", 20,
	NUMBER("handle", 4, 1),
	SIZE("cache_size", 8, 8, 1),
	BITS("cache_levels", 16, 4, 0, 4),
	BITS("cache_level", 16, 4, 4, 4),
	BITS_NAMED("associativity", 16, 4, 8, 4, associativity),
	BITS_NAMED("write_policy", 16, 4, 12, 4, write_policy),
	BITS("line_size", 16, 4, 16, 16));

FORM(dsis, "dsis", 8,
	FLAG("memory_attached", 4, 1, 0),
	NUMBER("handle", 5, 1));

FORM(dsemts, "dsemts", 24,
	NUMBER("handle", 4, 1),
	NAMED("memory_type", 5, 1, memory_types),
	HEX("dpa_offset", 8, 8),
	SIZE("size", 16, 8, 1));

/* Entries follow, see decode_entries(). */
FORM(sslbis, "sslbis", 16,
	NAMED("data_type", 4, 1, data_types));

static const struct layout *const layouts[] = {
	[DSMAS] = &dsmas_layout, [DSLBIS] = &dslbis_layout, [DSMSCIS] = &dsmscis_layout,
	[DSIS] = &dsis_layout, [DSEMTS] = &dsemts_layout, [SSLBIS] = &sslbis_layout,
};

LAYOUT(cdat_header, CDAT_HEADER_LEN,
	SIZE("length", 0, 4, 1),
	NUMBER("revision", 4, 1),
	NUMBER("sequence", 12, 4));
/* clang-format on */

/* A structure of the table. */
struct structure {
	const u8 *s;
	size_t len;
	size_t end; /* its end in the table; the next one starts there */
	u32 number;
};

/* Move to the first structure, and then to the next one. False: no whole structure is left. */
static bool next_structure(const struct cdat *c, struct structure *st)
{
	size_t start = st->s ? st->end : CDAT_HEADER_LEN, len;

	if (st->number == CDAT_STRUCTURES_MAX || c->len < start + STRUCTURE_HEADER_LEN)
		return false;
	len = get_le(c->data + start + 2, 2);
	if (len < STRUCTURE_HEADER_LEN || len > c->len - start)
		return false;
	*st = (struct structure){ c->data + start, len, start + len, st->number + 1 };
	return true;
}

static bool is_whole(const struct structure *st, enum structure_type type)
{
	return st->s[0] == type && st->len >= layouts[type]->size;
}

/* --- values */

/* What the kernel stores: 32 bits, latencies in picoseconds (drivers/cxl/core/cdat.c). */
static bool is_too_large(u64 unit, u16 entry)
{
	u64 value;

	return entry != UNREACHABLE &&
	       (__builtin_mul_overflow(unit, (u64)entry, &value) || value > UINT32_MAX);
}

/* In picoseconds or MB/s; 0: no information. */
static u64 scale(u64 unit, u16 entry)
{
	if (entry == UNREACHABLE || is_too_large(unit, entry))
		return 0;
	return unit * entry;
}

u64 cdat_ps_to_ns(u64 ps)
{
	return ps / 1000 + (ps % 1000 != 0);
}

static void add_value(u8 type, u64 unit, u16 entry, struct rec *o)
{
	u64 value = scale(unit, entry);

	if (type > WRITE_BANDWIDTH)
		return;
	if (entry == UNREACHABLE)
		rec_bool(o, "unreachable", true);
	else if (value && type <= WRITE_LATENCY)
		rec_uint(o, "latency_ns", cdat_ps_to_ns(value));
	else if (value)
		rec_uint(o, "bandwidth_mb_per_s", value);
}

static u64 base_unit(const struct structure *st)
{
	return get_le(st->s + 8, 8);
}

static u16 dslbis_entry(const struct structure *st)
{
	return (u16)get_le(st->s + 16, 2);
}

static u16 sslbis_entry(const struct structure *st, size_t at)
{
	return (u16)get_le(st->s + at + 4, 2);
}

static u8 data_type(const struct structure *st)
{
	return st->s[st->s[0] == SSLBIS ? 4 : 6];
}

/* --- decoding */

void cdat_add_port(struct rec *o, const char *key, u16 port)
{
	if (port == CDAT_PORT_ANY)
		rec_str(o, key, "any");
	else if (port == CDAT_PORT_UPSTREAM)
		rec_str(o, key, "upstream");
	else
		rec_strf(o, key, "%u", port);
}

static void decode_entries(const struct structure *st, struct rec *out)
{
	struct rec *list = rec_arr(out, "entries"), *o;
	size_t at;

	for (at = sslbis_layout.size; at + ENTRY_LEN <= st->len; at += ENTRY_LEN) {
		o = rec_obj(list, NULL);
		cdat_add_port(o, "port_x", (u16)get_le(st->s + at, 2));
		cdat_add_port(o, "port_y", (u16)get_le(st->s + at + 2, 2));
		add_value(data_type(st), base_unit(st), sslbis_entry(st, at), o);
	}
}

/* Of a DSMAS. */
static bool wraps(const struct structure *st)
{
	const u64 start = get_le(st->s + 8, 8), len = get_le(st->s + 16, 8);

	return len && start + (len - 1) < start;
}

static bool has_large_value(const struct structure *st)
{
	size_t at;

	if (st->s[0] == DSLBIS)
		return is_too_large(base_unit(st), dslbis_entry(st));
	for (at = sslbis_layout.size; at + ENTRY_LEN <= st->len; at += ENTRY_LEN)
		if (is_too_large(base_unit(st), sslbis_entry(st, at)))
			return true;
	return false;
}

/* Which handles there are. */
struct handles {
	u8 ranges[256];	      /* with this handle; more than one counts as 2 */
	bool initiators[256]; /* without memory */
};

static bool is_memory_attached(const struct structure *dsis)
{
	return dsis->s[4] & 1;
}

static void count_handles(const struct cdat *c, struct handles *h)
{
	struct structure st = { 0 };

	while (next_structure(c, &st)) {
		if (is_whole(&st, DSMAS) && h->ranges[st.s[4]] < 2)
			h->ranges[st.s[4]]++;
		if (is_whole(&st, DSIS) && !is_memory_attached(&st))
			h->initiators[st.s[5]] = true;
	}
}

/* An initiator without memory has a handle of its own, whose values may be in the table, too. */
static bool has_range(const struct structure *st, const struct handles *h)
{
	switch (st->s[0]) {
	case DSLBIS:
		return h->ranges[st->s[4]] || h->initiators[st->s[4]];
	case DSIS:
		return !is_memory_attached(st) || h->ranges[st->s[5]];
	case DSMSCIS:
	case DSEMTS:
		return h->ranges[st->s[4]];
	default:
		return true;
	}
}

/* NULL: none. Types of later versions are no problem. */
static const char *structure_problem(const struct structure *st, const struct handles *h)
{
	const struct layout *l = st->s[0] < ARRAY_SIZE(layouts) ? layouts[st->s[0]] : NULL;

	if (!l)
		return NULL;
	if (st->s[0] == SSLBIS ? st->len <= l->size || (st->len - l->size) % ENTRY_LEN
			       : st->len != l->size)
		return "invalid length";
	if (st->s[0] == DSMAS && h->ranges[st->s[4]] > 1)
		return "several ranges have this handle";
	if (st->s[0] == DSMAS && wraps(st))
		return "the range ends above 2^64";
	if (!has_range(st, h))
		return "no range has this handle";
	if ((st->s[0] == DSLBIS || st->s[0] == SSLBIS) && has_large_value(st))
		return "the value is too large";
	return NULL;
}

/* The content of a structure of unknown type. */
static void add_data(const struct structure *st, struct rec *o)
{
	char text[2 * 64 + 1];
	size_t len = MIN(st->len - STRUCTURE_HEADER_LEN, (size_t)64);

	hex_format(st->s + STRUCTURE_HEADER_LEN, len, text);
	rec_str(o, "data", text);
}

static u32 decode_structure(const struct structure *st, const struct handles *h, struct rec *o)
{
	const struct layout *l = st->s[0] < ARRAY_SIZE(layouts) ? layouts[st->s[0]] : NULL;
	const char *problem = structure_problem(st, h);

	rec_num(o, "offset", VAL_HEX, st->end - st->len);
	if (l)
		rec_str(o, "type", l->name);
	else
		rec_strf(o, "type", "%u", st->s[0]);
	rec_num(o, "length", VAL_BYTES, st->len);
	if (!l)
		add_data(st, o);
	else if (layout_decode(l, st->s, st->len, o) == 0 && st->s[0] == DSLBIS)
		add_value(data_type(st), base_unit(st), dslbis_entry(st), o);
	else if (is_whole(st, SSLBIS))
		decode_entries(st, o);
	if (problem)
		rec_str(o, "problem", problem);
	return problem != NULL;
}

static bool sum_is_zero(const struct cdat *c)
{
	u8 sum = 0;
	size_t i;

	for (i = 0; i < c->len; i++)
		sum = (u8)(sum + c->data[i]);
	return sum == 0;
}

/* Of the whole table, whose structures end at @end; NULL: none. */
static const char *table_problem(const struct cdat *c, const struct structure *last)
{
	if (c->len < CDAT_HEADER_LEN)
		return "too short for a header";
	if (get_le(c->data, 4) != c->len)
		return "the length in the header differs from that of the table";
	if (!sum_is_zero(c))
		return "invalid checksum";
	if (last->number == CDAT_STRUCTURES_MAX && last->end != c->len)
		return "too many structures";
	if ((last->s ? last->end : CDAT_HEADER_LEN) != c->len)
		return "invalid length of a structure";
	return NULL;
}

u32 cdat_decode(const struct cdat *c, struct rec *out, struct rec *structures)
{
	struct structure st = { 0 };
	struct handles h = { 0 };
	const char *problem;
	u32 problems = 0;

	count_handles(c, &h);
	if (layout_decode(&cdat_header_layout, c->data, c->len, out) == 0)
		while (next_structure(c, &st))
			problems += decode_structure(&st, &h, rec_obj(structures, NULL));
	problem = table_problem(c, &st);
	if (problem)
		rec_str(out, "problem", problem);
	return problems + (problem != NULL);
}

/* --- summary */

static void take_value(u8 type, u64 value, struct cdat_access *a)
{
	if (!value)
		return;
	if (type == ACCESS_LATENCY || type == READ_LATENCY)
		a->read_latency = value;
	if (type == ACCESS_LATENCY || type == WRITE_LATENCY)
		a->write_latency = value;
	if (type == ACCESS_BANDWIDTH || type == READ_BANDWIDTH)
		a->read_bandwidth = value;
	if (type == ACCESS_BANDWIDTH || type == WRITE_BANDWIDTH)
		a->write_bandwidth = value;
}

/* The values of memory, not of caches in front of it. */
static bool is_memory(const struct structure *dslbis)
{
	return (dslbis->s[5] & 0xf) == 0;
}

size_t cdat_ranges(const struct cdat *c, struct cdat_range ret[CDAT_RANGES_MAX])
{
	struct cdat_range *with[256] = { NULL }; /* this handle */
	struct structure st = { 0 };
	size_t count = 0;

	while (next_structure(c, &st)) {
		if (!is_whole(&st, DSMAS) || with[st.s[4]])
			continue;
		with[st.s[4]] = &ret[count++];
		*with[st.s[4]] = (struct cdat_range){
			.handle = st.s[4],
			.flags = st.s[5],
			.dpa = get_le(st.s + 8, 8),
			.size = get_le(st.s + 16, 8),
		};
	}
	st = (struct structure){ 0 };
	while (next_structure(c, &st))
		if (is_whole(&st, DSLBIS) && with[st.s[4]] && is_memory(&st))
			take_value(data_type(&st), scale(base_unit(&st), dslbis_entry(&st)),
				   &with[st.s[4]]->access);
	return count;
}

/* The path from @from to @to of @count paths, which becomes the last one if there is none yet. */
static struct cdat_path *find_path(struct cdat_path *at, size_t *count, size_t max,
				   struct cdat_path wanted)
{
	size_t i;

	for (i = 0; i < *count; i++)
		if (at[i].from == wanted.from && at[i].to == wanted.to)
			return &at[i];
	if (*count == max)
		return NULL;
	at[*count] = wanted;
	return &at[(*count)++];
}

size_t cdat_paths(const struct cdat *c, struct cdat_path *ret, size_t max)
{
	struct structure st = { 0 };
	size_t count = 0, at;
	struct cdat_path *p;

	while (next_structure(c, &st)) {
		if (!is_whole(&st, SSLBIS))
			continue;
		for (at = sslbis_layout.size; at + ENTRY_LEN <= st.len; at += ENTRY_LEN) {
			p = find_path(ret, &count, max,
				      (struct cdat_path){ (u16)get_le(st.s + at, 2),
							  (u16)get_le(st.s + at + 2, 2),
							  { 0 } });
			if (p)
				take_value(data_type(&st),
					   scale(base_unit(&st), sslbis_entry(&st, at)),
					   &p->access);
		}
	}
	return count;
}
