// SPDX-License-Identifier: LGPL-2.1-or-later
/* The interleave set of a region. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/topo/region.h"

u64 region_ways(const struct sysdir *region)
{
	u64 ways;

	if (sysdir_read_u64(region, "interleave_ways", &ways) < 0)
		return 0;
	return MIN(ways, REGION_WAYS_MAX);
}

struct node *region_target(const struct topo *t, const struct sysdir *region, u64 position)
{
	char attr[32], name[64];
	struct node *n;

	snprintf(attr, sizeof(attr), "target%" PRIu64, position);
	if (sysdir_read(region, attr, name, sizeof(name)) <= 0)
		return NULL;
	n = topo_find(t, name);
	if (n && n->kind == NODE_DECODER)
		return n;
	/* The decoder may have been created after the scan. */
	if (topo_is_name(name, NODE_DECODER))
		sysdir_not_found(region, attr);
	else
		sysdir_invalid(region, attr);
	return NULL;
}

struct node *target_memdev(const struct node *decoder)
{
	return decoder && decoder->parent ? decoder->parent->peer : NULL;
}
