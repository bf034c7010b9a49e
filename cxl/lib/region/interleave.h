/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Order of the memory devices of an interleave set. Pure: no I/O.
 *
 * Position P of a region is below the target P modulo N of its root decoder, which has N targets.
 * At each port below, the positions use its downstream ports in turn, each as often as the others,
 * and their number is a power of two (drivers/cxl/core/region.c, cxl_port_setup_targets()).
 */
#ifndef CXL_REGION_INTERLEAVE_H
#define CXL_REGION_INTERLEAVE_H

#include "cxl/lib/topo/region.h"

#define INTERLEAVE_DEPTH 8 /* ports between the root and an endpoint */
#define INTERLEAVE_GRANULARITY_MIN 256U
#define INTERLEAVE_GRANULARITY_MAX 16384U /* CXL r3.2 8.2.4.20: interleave granularity 0 to 6 */

/* The downstream port to take at the root, its target for that position, and at each port below. */
struct interleave_path {
	u32 hop[INTERLEAVE_DEPTH];
	size_t hops;
};

struct interleave_root {
	u32 target[REGION_WAYS_MAX]; /* by position */
	size_t ways;
};

struct interleave_order {
	size_t at[REGION_WAYS_MAX]; /* number of the path, by position */
	size_t ways;
	size_t fan[INTERLEAVE_DEPTH]; /* the most downstream ports used by a port, by hop */
};

/* Whether an HDM decoder can interleave @ways: 1, 2, 4, 8, 16, 3, 6, 12. */
bool interleave_ways_valid(u64 ways);
/* 256 to 16384, a power of two. */
bool interleave_granularity_valid(u64 granularity);
/*
 * Choose @ways of the @count paths, those listed first if there is a choice. False: impossible, or
 * out of memory.
 */
bool interleave_find(const struct interleave_root *root, const struct interleave_path *paths,
		     size_t count, size_t ways, struct interleave_order *ret);
/*
 * The largest granularity of a region in this order: the ports below the root interleave at a
 * multiple of it. 0: there is none.
 */
u64 interleave_granularity_max(const struct interleave_root *root,
			       const struct interleave_order *order);

#endif
