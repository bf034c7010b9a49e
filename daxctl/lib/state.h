/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Mode, size and memory of a DAX device, as a change needs them. */
#ifndef DAXCTL_STATE_H
#define DAXCTL_STATE_H

#include "daxctl/lib/memory.h"
#include "daxctl/lib/scan.h"
#include "util/fail.h"

enum dax_mode {
	DAX_DEVDAX,	/* a character device that applications map */
	DAX_SYSTEM_RAM, /* memory of the kernel */
	DAX_FAMFS,	/* for the file system famfs, since Linux 7.1 */
	DAX_MODES,	/* none of them */
};

struct dax_state {
	const struct sysroot *root;  /* borrowed, like .node */
	const struct dax_node *node; /* borrowed */
	char driver[32];	     /* "": none */
	enum dax_mode mode;	     /* DAX_MODES: no driver, or an unknown one */
	u64 size, align;	     /* bytes */
	u64 target_node;
	bool has_node;
	bool divisible;	 /* devices of its region can be created, resized and deleted */
	bool from_kmem;	 /* the kernel binds devices of its region to kmem (those of CXL) */
	bool has_memory; /* .memory is filled in: mode system-ram */
	bool no_block;	 /* it has no whole memory block */
	struct memory_blocks memory;
	bool can_unplug;  /* attribute "state" of kmem, since Linux 7.3 */
	char request[24]; /* its value, "unplugged" or the last request; "" */
};

/* Free with dax_state_done(), or use auto_dax_state. */
int dax_state_read(const struct sysroot *root, const struct dax_node *node, struct dax_state *ret,
		   struct fail *why) MUST_CHECK;
void dax_state_done(struct dax_state *s);

#define auto_dax_state __attribute__((cleanup(dax_state_done)))

/* "system-ram", as users write it; and its driver, "kmem". */
const char *dax_mode_name(enum dax_mode mode);
const char *dax_mode_driver(enum dax_mode mode);
/* DAX_MODES: none. */
enum dax_mode dax_mode_parse(const char *name);
enum dax_mode dax_mode_of_driver(const char *driver);
/*
 * Whether devices of this machine may have it: the size of a page of any level, see
 * dax_align_valid() in drivers/dax/dax-private.h of Linux.
 */
bool dax_align_is_valid(u64 align);
#define DAX_ALIGN_EXPECTED "a page size such as 4K, 2M or 1G"
/* Number of blocks that are online. */
size_t dax_online_blocks(const struct dax_state *s);

#endif
