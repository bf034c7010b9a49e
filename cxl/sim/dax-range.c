// SPDX-License-Identifier: GPL-2.0-only
/*
 * Address ranges of DAX devices (drivers/dax/bus.c). Nothing but the directories mappingN has them;
 * ranges are added and removed at the end of the list of a device.
 */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/sim/dax.h"
#include "util/array.h"
#include "util/num.h"

#define PAGE 4096
#define UNIT_MIN 2097152 /* memremap_compat_align() */

/* What is in use of a region, by address. */
struct span {
	u64 start, end; /* end: of the byte after it */
	char dax[SIM_NAME_LEN];
	unsigned int number;
};

struct spans {
	struct span *at;
	size_t count;
};

static void free_spans(struct spans *l)
{
	free(l->at);
}

#define auto_spans __attribute__((cleanup(free_spans)))

static struct sim_path mapping_dir(const struct sim_path *dax, unsigned int n)
{
	return sim_path_of("%s/mapping%u", dax->s, n);
}

bool sim_dax_range(struct sim *s, const struct sim_path *dax, unsigned int n, struct sim_range *ret)
{
	struct sim_path dir = mapping_dir(dax, n);

	if (!sim_path_exists(s, &dir))
		return false;
	ret->start = sim_attr_number(s, &dir, "start");
	ret->size = sim_attr_number(s, &dir, "end") + 1 - ret->start;
	return true;
}

static unsigned int count_ranges(struct sim *s, const struct sim_path *dax, u64 *size)
{
	struct sim_range r;
	unsigned int n;

	for (*size = 0, n = 0; sim_dax_range(s, dax, n, &r); n++)
		*size += r.size;
	return n;
}

u64 sim_dax_size(struct sim *s, const struct sim_path *dax)
{
	u64 size;

	count_ranges(s, dax, &size);
	return size;
}

bool sim_dax_is_aligned(struct sim *s, const struct sim_path *dax, u64 size)
{
	return size % MAX(sim_attr_number(s, dax, "align"), (u64)UNIT_MIN) == 0;
}

static int by_start(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

static void add_spans(struct sim *s, const struct sim_path *dax, struct spans *l)
{
	struct sim_range r;
	struct span *at;
	unsigned int n;

	for (n = 0; sim_dax_range(s, dax, n, &r); n++) {
		at = array_grow(l->at, l->count, sizeof(*at));
		if (!at)
			return;
		l->at = at;
		at += l->count++;
		*at = (struct span){ .start = r.start, .end = r.start + r.size, .number = n };
		snprintf(at->dax, sizeof(at->dax), "%s", sim_node_name(dax));
	}
}

static struct spans read_spans(struct sim *s, const struct sim_path *region)
{
	auto_namelist struct namelist names = sim_dir_names(s, region);
	struct spans l = { 0 };
	struct sim_path dax;
	size_t i;

	for (i = 0; i < names.count; i++) {
		dax = sim_path_in(region, names.names[i]);
		if (str_after(names.names[i], "dax"))
			add_spans(s, &dax, &l);
	}
	if (l.count)
		qsort(l.at, l.count, sizeof(*l.at), by_start);
	return l;
}

/*
 * The region of CXL above it has the address. Others do not show it: it is that of the first range
 * when the model sees the region for the first time.
 */
struct sim_range sim_dax_region_range(struct sim *s, const struct sim_path *region)
{
	struct sim_path cxl = sim_path_up(*region), group = sim_path_in(region, "dax_region"),
			kept = sim_path_of("state/dax_start"), attr = sim_path_in(&cxl, "resource");
	struct sim_range r = { .size = sim_attr_number(s, &group, "size") };
	const char *name = sim_node_name(region);

	if (str_after(sim_node_name(&cxl), "region") && sim_path_exists(s, &attr)) {
		r.start = sim_attr_number(s, &cxl, "resource");
		return r;
	}
	attr = sim_path_in(&kept, name);
	if (!sim_path_exists(s, &attr)) {
		auto_spans struct spans l = read_spans(s, region);

		sim_attr_set(s, &kept, name, "%#" PRIx64, l.count ? l.at[0].start : 0);
	}
	r.start = sim_attr_number(s, &kept, name);
	return r;
}

void sim_dax_refresh(struct sim *s, const struct sim_path *dax)
{
	struct sim_path region = sim_path_up(*dax), group = sim_path_in(&region, "dax_region");
	auto_spans struct spans l = read_spans(s, &region);
	struct sim_range all = sim_dax_region_range(s, &region), first = all;
	size_t i;

	sim_attr_set(s, dax, "size", "%" PRIu64, sim_dax_size(s, dax));
	sim_dax_range(s, dax, 0, &first);
	sim_attr_set(s, dax, "resource", "%#" PRIx64, first.start);
	for (i = 0; i < l.count; i++)
		all.size -= l.at[i].end - l.at[i].start;
	sim_attr_set(s, &group, "available_size", "%" PRIu64, all.size);
}

static void write_range(struct sim *s, const struct sim_path *dax, unsigned int n,
			struct sim_range r)
{
	struct sim_path dir = mapping_dir(dax, n);

	sim_attr_set(s, &dir, "start", "%#" PRIx64, r.start);
	sim_attr_set(s, &dir, "end", "%#" PRIx64, r.start + r.size - 1);
}

int sim_dax_add_range(struct sim *s, const struct sim_path *dax, struct sim_range r)
{
	struct sim_path region = sim_path_up(*dax), dir;
	struct sim_range all = sim_dax_region_range(s, &region);
	auto_spans struct spans l = read_spans(s, &region);
	u64 end, offset;
	unsigned int n = count_ranges(s, dax, &offset);
	size_t i;

	if (!r.size)
		return n ? -EBUSY : 0;
	if (__builtin_add_overflow(r.start, r.size, &end) || r.start < all.start ||
	    end > all.start + all.size)
		return -ENOMEM;
	for (i = 0; i < l.count; i++)
		if (r.start < l.at[i].end && end > l.at[i].start)
			return -ENOMEM;
	dir = mapping_dir(dax, n);
	sim_dir_create(s, &dir);
	write_range(s, dax, n, r);
	sim_attr_set(s, &dir, "page_offset", "0x%" PRIx64, offset / PAGE);
	return 0;
}

static void shrink(struct sim *s, const struct sim_path *dax, u64 by)
{
	unsigned int n = count_ranges(s, dax, &(u64){ 0 });
	struct sim_path dir;
	struct sim_range r;

	while (by && n && sim_dax_range(s, dax, --n, &r)) {
		if (by < r.size) {
			r.size -= by;
			write_range(s, dax, n, r);
			return;
		}
		dir = mapping_dir(dax, n);
		sim_path_delete(s, &dir);
		by -= r.size;
	}
}

/* Whether @l is the last range of the device: only that one can be extended. */
static bool is_last_of(struct sim *s, const struct sim_path *dax, const struct span *l)
{
	return str_eq(l->dax, sim_node_name(dax)) &&
	       l->number + 1 == count_ranges(s, dax, &(u64){ 0 });
}

/* Take the first space in the region, up to *@left bytes. */
static int grow_once(struct sim *s, const struct sim_path *dax, u64 *left)
{
	struct sim_path region = sim_path_up(*dax);
	struct sim_range all = sim_dax_region_range(s, &region), r;
	auto_spans struct spans l = read_spans(s, &region);
	u64 next, space, end = all.start;
	size_t i;

	for (i = 0; i <= l.count; i++) {
		next = i < l.count ? l.at[i].start : all.start + all.size;
		space = next > end ? MIN(next - end, *left) : 0;
		if (space)
			break;
		if (i < l.count)
			end = l.at[i].end;
	}
	if (i > l.count)
		return -ENOSPC;
	*left -= space;
	if (i && is_last_of(s, dax, &l.at[i - 1])) {
		r = (struct sim_range){ l.at[i - 1].start, end + space - l.at[i - 1].start };
		write_range(s, dax, l.at[i - 1].number, r);
		return 0;
	}
	return sim_dax_add_range(s, dax, (struct sim_range){ end, space });
}

int sim_dax_resize(struct sim *s, const struct sim_path *dax, u64 size)
{
	struct sim_path region = sim_path_up(*dax), group = sim_path_in(&region, "dax_region");
	u64 now = sim_dax_size(s, dax), left = size - now;
	int rc = 0;

	if (size <= now) {
		shrink(s, dax, now - size);
		return 0;
	}
	if (left > sim_attr_number(s, &group, "available_size"))
		return -ENOSPC;
	if (!sim_dax_is_aligned(s, dax, left))
		return -ENXIO;
	while (rc == 0 && left)
		rc = grow_once(s, dax, &left);
	return rc;
}
