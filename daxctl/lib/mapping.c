// SPDX-License-Identifier: LGPL-2.1-or-later
/* The address ranges of a DAX device. */
#include <stdlib.h>

#include "daxctl/lib/mapping.h"
#include "util/array.h"
#include "util/num.h"

void dax_mappings_free(struct dax_mappings *l)
{
	free(l->at);
	*l = (struct dax_mappings){ 0 };
}

static int read_attr(const struct sysdir *dev, const char *name, const char *attr, u64 *ret)
{
	char path[64];
	int rc = path_join(path, sizeof(path), name, attr);

	return rc < 0 ? rc : sysdir_read_u64(dev, path, ret);
}

static int read_mapping(const struct sysdir *dev, const char *name, bool offset,
			struct dax_mapping *m)
{
	int rc = offset ? read_attr(dev, name, "page_offset", &m->page_offset) : 0;

	if (rc == 0)
		rc = read_attr(dev, name, "start", &m->start);
	if (rc == 0)
		rc = read_attr(dev, name, "end", &m->end);
	if (rc < 0 || (m->start <= m->end && m->end - m->start < UINT64_MAX))
		return rc;
	sysdir_invalid(dev, name);
	return -EBADMSG;
}

static int by_number(const void *a, const void *b)
{
	const struct dax_mapping *x = a, *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

int dax_mappings_read(const struct sysdir *dev, bool offsets, struct dax_mappings *ret)
{
	auto_namelist struct namelist names = { 0 };
	struct dax_mapping m = { 0 }, *at;
	const char *number;
	size_t i;
	int result = sysdir_list(dev, true, &names), rc;

	*ret = (struct dax_mappings){ 0 };
	for (i = 0; i < names.count; i++) {
		number = str_after(names.names[i], "mapping");
		if (!number || num_u64(number, 10, &m.number) < 0)
			continue;
		rc = read_mapping(dev, names.names[i], offsets, &m);
		at = rc == 0 ? array_grow(ret->at, ret->count, sizeof(*at)) : NULL;
		if (at) {
			ret->at = at;
			at[ret->count++] = m;
		} else if (result == 0) {
			result = rc < 0 ? rc : -ENOMEM;
		}
	}
	if (ret->count)
		qsort(ret->at, ret->count, sizeof(*ret->at), by_number);
	return result;
}
