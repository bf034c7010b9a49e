/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The interleave set of a region: endpoint decoders and memdevs by position. */
#ifndef CXL_TOPO_REGION_H
#define CXL_TOPO_REGION_H

#include "cxl/lib/topo/topo.h"

#define REGION_WAYS_MAX 16 /* CXL r3.2 8.2.4.20: no decoder interleaves more ways */

/* Number of targets, at most REGION_WAYS_MAX; 0 when it cannot be read. @region is open. */
u64 region_ways(const struct sysdir *region);

/* An endpoint decoder, and the memdev that it belongs to. */
struct region_target {
	char decoder[64];
	struct node *memdev; /* NULL: not known */
};

/*
 * The target at @position. False: none, or a decoder that was not found, or not the name of one;
 * the last two are kept as errors of this attribute.
 */
bool region_target(const struct topo *t, const struct sysdir *region, u64 position,
		   struct region_target *ret);
/* Its memdev only; NULL: not known. */
struct node *region_memdev(const struct topo *t, const struct sysdir *region, u64 position);
/*
 * The region whose memory the DAX device in the directory @path (below /sys) has; NULL: none. A
 * device of a volatile region is below it. That of a persistent one is below the nvdimm bus of CXL,
 * in a region with the same number (nd_region_create() of drivers/nvdimm/region_devs.c).
 */
const struct node *region_of_path(const struct topo *t, const char *path);

#endif
