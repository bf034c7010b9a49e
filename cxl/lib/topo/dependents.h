/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What would notice if a memory device stopped answering now: regions, memory, mounts, swap. */
#ifndef CXL_TOPO_DEPENDENTS_H
#define CXL_TOPO_DEPENDENTS_H

#include "cxl/lib/topo/topo.h"
#include "util/rec.h"

enum dependent_kind { DEPENDENT_REGION, DEPENDENT_MEMORY, DEPENDENT_MOUNT, DEPENDENT_SWAP };

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
 * What can be seen in sysfs and /proc. A region counts when its driver has it. Which persistent
 * memory is of which region the kernel does not say in one place: what is mounted from any of
 * CXL's counts when the memdev is in a region of persistent memory.
 */
void dependents_find(const struct topo *t, const struct node *memdev, struct dependent_list *ret);
/* All of it as one sentence without a full stop, "" when nothing depends on it. */
void dependents_text(const struct dependent_list *l, char *buf, size_t size);
void dependents_record(const struct dependent_list *l, struct rec *arr);

#endif
