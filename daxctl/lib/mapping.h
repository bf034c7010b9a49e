/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The address ranges of a DAX device: its directories mappingN (drivers/dax/bus.c of Linux). */
#ifndef DAXCTL_MAPPING_H
#define DAXCTL_MAPPING_H

#include "util/sysroot.h"

struct dax_mapping {
	u64 number;	 /* N */
	u64 page_offset; /* where it begins in the device, in pages */
	u64 start, end;	 /* addresses of the first and the last byte; not the whole address space */
};

/* They need not be adjacent: the attributes resource and size of a device do not describe them. */
struct dax_mappings {
	struct dax_mapping *at; /* by number */
	size_t count;
};

/*
 * Those of the device whose directory is @dev; also if an error is returned, those that can be
 * read. .page_offset is 0 without @offsets. Free the result, or use auto_dax_mappings.
 */
int dax_mappings_read(const struct sysdir *dev, bool offsets, struct dax_mappings *ret) MUST_CHECK;
void dax_mappings_free(struct dax_mappings *l);

#define auto_dax_mappings __attribute__((cleanup(dax_mappings_free)))

#endif
