/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What a root decoder, a window of host physical addresses, allows for new regions
 * (Documentation/ABI/testing/sysfs-bus-cxl of the kernel).
 */
#ifndef CXL_REGION_WINDOW_H
#define CXL_REGION_WINDOW_H

#include "cxl/lib/region/interleave.h"

struct window {
	const struct topo *topo;
	const struct node *decoder;
	bool ram, pmem;	 /* regions of this type can be created */
	u64 start, size; /* bytes */
	u64 largest;	 /* the largest free extent, bytes */
	u64 granularity; /* bytes */
	bool has_qos;
	u64 qos_class; /* if .has_qos */
	struct interleave_root root;
	const char
		*names[REGION_WAYS_MAX]; /* of the targets, "pci0000:0c"; as long as the topology */
};

/* A negative errno: something about it cannot be read; -ENXIO: not all of its targets exist. */
int window_read(const struct topo *t, const struct node *decoder, struct window *ret,
		struct fail *why) MUST_CHECK;
/*
 * The address that a new region of @size bytes will have: the kernel takes the lowest one that is
 * free (alloc_hpa() of drivers/cxl/core/region.c). False: none is free, or it is not known which.
 */
bool window_next_start(const struct window *w, u64 size, u64 *ret);
/* The reason why it allows no regions of type @mode. Returns a negative errno. */
int window_no_type(const struct topo *t, const struct window *w, const char *mode,
		   struct fail *why);
static inline bool window_allows(const struct window *w, const char *mode)
{
	return str_eq(mode, "pmem") ? w->pmem : w->ram;
}

#endif
