// SPDX-License-Identifier: GPL-2.0-only
/* Coherent Device Attribute Tables: structures, ranges and paths. */
#include "fuzz.h"

#include "cxl/lib/wire/cdat.h"

#define PATHS_MAX 8

static u32 count_problems(const struct rec *decoded, const struct rec *structures)
{
	u32 count = rec_get(decoded, "problem") != NULL;
	const struct rec *s;

	rec_foreach(s, structures)
		count += rec_get(s, "problem") != NULL;
	return count;
}

static void check_decoded(const struct cdat *c)
{
	auto_rec struct rec *r = rec_new_obj();
	struct rec *structures = rec_arr(r, "structures");
	u32 problems = cdat_decode(c, r, structures);
	const struct rec *s, *last = NULL;
	u64 end = CDAT_HEADER_LEN;

	check(problems == count_problems(r, structures));
	print_record(r);
	rec_foreach(s, structures) {
		check(rec_get(s, "offset")->u == end && rec_get_str(s, "type"));
		end += rec_get(s, "length")->u;
		last = s;
	}
	check(end <= c->len || !last);
	if (last)
		print_record(last);
}

static void check_ranges(const struct cdat *c)
{
	struct cdat_range at[CDAT_RANGES_MAX];
	size_t count = cdat_ranges(c, at), i, k;

	check(count <= CDAT_RANGES_MAX && count * 24 <= c->len);
	for (i = 0; i < count; i++) {
		check(at[i].access.read_latency <= UINT32_MAX);
		for (k = 0; k < i; k++)
			check(at[i].handle != at[k].handle);
	}
}

static void check_paths(const struct cdat *c)
{
	struct cdat_path at[PATHS_MAX];
	size_t count = cdat_paths(c, at, PATHS_MAX), i, k;

	check(count <= PATHS_MAX && count * 8 <= c->len);
	for (i = 0; i < count; i++) {
		check(at[i].access.write_bandwidth <= UINT32_MAX);
		for (k = 0; k < i; k++)
			check(at[i].from != at[k].from || at[i].to != at[k].to);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct cdat c = { data, size };

	check_decoded(&c);
	check_ranges(&c);
	check_paths(&c);
	return 0;
}
