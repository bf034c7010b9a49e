// SPDX-License-Identifier: LGPL-2.1-or-later
/* The interleave set of a region. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/topo/region.h"
#include "util/num.h"

u64 region_ways(const struct sysdir *region)
{
	u64 ways;

	if (sysdir_read_u64(region, "interleave_ways", &ways) < 0)
		return 0;
	return MIN(ways, REGION_WAYS_MAX);
}

bool region_target(const struct topo *t, const struct sysdir *region, u64 position,
		   struct region_target *ret)
{
	struct region_target target;
	const struct node *port;
	char attr[32];

	snprintf(attr, sizeof(attr), "target%" PRIu64, position);
	if (sysdir_read(region, attr, target.decoder, sizeof(target.decoder)) <= 0)
		return false;
	port = topo_decoder_port(t, target.decoder);
	if (port) {
		target.memdev = port->peer;
		*ret = target;
		return true;
	}
	/* The decoder may have been created after the scan. */
	if (node_is_name(target.decoder, NODE_DECODER))
		sysdir_not_found(region, attr);
	else
		sysdir_invalid(region, attr);
	return false;
}

struct node *region_memdev(const struct topo *t, const struct sysdir *region, u64 position)
{
	struct region_target target;

	return region_target(t, region, position, &target) ? target.memdev : NULL;
}

/* --- of a DAX device */

/* The number of the region of the nvdimm bus of CXL that @path is below. */
static bool nvdimm_region(const char *path, u64 *ret)
{
	const char *at = strstr(path, "/nvdimm-bridge");

	at = at ? strstr(at, "/region") : NULL;
	at = at ? num_prefix(at + strlen("/region"), ret) : NULL;
	return at && *at == '/';
}

const struct node *region_of_path(const struct topo *t, const char *path)
{
	const struct node_list *regions = &t->kinds[NODE_REGION];
	const char *below;
	u64 number;
	size_t i;

	for (i = 0; i < regions->count; i++) {
		below = str_after(path, regions->at[i]->path);
		if (below && *below == '/')
			return regions->at[i];
	}
	for (i = 0; nvdimm_region(path, &number) && i < regions->count; i++)
		if (regions->at[i]->id == number)
			return regions->at[i];
	return NULL;
}
