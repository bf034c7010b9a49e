/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Regions, memory, mounts, swap and volumes that depend on a memory device. */
#ifndef CXL_TOPO_DEPENDENTS_H
#define CXL_TOPO_DEPENDENTS_H

#include "cxl/lib/topo/memdev.h"
#include "util/rec.h"

enum dependent_kind {
	DEPENDENT_REGION,
	DEPENDENT_MEMORY,
	DEPENDENT_MOUNT,
	DEPENDENT_SWAP,
	DEPENDENT_HOLDER,  /* a block device, as of LVM, RAID or dm-crypt */
	DEPENDENT_PROCESS, /* has a device file open, or mapped */
	DEPENDENT_DECODER, /* committed without a region that is known */
	DEPENDENT_UNKNOWN, /* cannot be determined */
};

struct dependent {
	enum dependent_kind kind;
	char name[32];	/* "region0", "dax0.0", "pmem0" */
	char text[160]; /* "dax0.0: 8 of 16 memory blocks online" */
};

struct dependent_list {
	struct dependent at[64];
	size_t count;
	bool more; /* there are more than fit */
};

/*
 * Find the dependents in sysfs and /proc. A region counts if it is bound to its driver, committed,
 * or has online memory. Without any, committed decoders count, and what cannot be read. Users of
 * any persistent CXL memory count if the memdev is part of a pmem region, since the kernel does not
 * show which pmem device belongs to which region.
 */
void dependents_find(const struct memdev *m, struct dependent_list *ret);
/*
 * What depends on a region and would lose its memory without notice: mounts, swap, other block
 * devices, and processes that use a DAX device or a block device. Memory that is online is not part
 * of it, see cxl/lib/region/teardown.h.
 */
void dependents_find_region(const struct topo *t, const struct node *region,
			    struct dependent_list *ret);
static inline bool dependent_is_memory(const struct dependent *d)
{
	return d->kind == DEPENDENT_MEMORY || d->kind == DEPENDENT_MOUNT ||
	       d->kind == DEPENDENT_SWAP || d->kind == DEPENDENT_HOLDER ||
	       d->kind == DEPENDENT_PROCESS;
}

/* Keep those that are memory in use: neither regions nor committed decoders. */
void dependents_memory(struct dependent_list *l);
/* All dependents as one line of text; "" if there are none. */
void dependents_text(const struct dependent_list *l, char *buf, size_t size);
void dependents_record(const struct dependent_list *l, struct rec *arr);

#endif
