/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* List of what depends on a memory device. */
#ifndef CXL_TOPO_DEPENDENT_H
#define CXL_TOPO_DEPENDENT_H

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

/* The caller fills in the text. NULL: the list is full, which is noted. */
struct dependent *dependents_add(struct dependent_list *l, enum dependent_kind kind,
				 const char *name);
/* "cannot read @what" */
void dependents_add_unknown(struct dependent_list *l, const char *name, const char *what);
bool dependents_known(const struct dependent_list *l, enum dependent_kind kind, const char *name);

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
