/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Memory blocks, /sys/devices/system/memory: the unit in which memory is set online and offline. */
#ifndef DAXCTL_MEMORY_H
#define DAXCTL_MEMORY_H

#include "daxctl/lib/mapping.h"

struct memory_block {
	u64 number;    /* memory42 */
	bool online;   /* or going offline */
	bool partial;  /* of memory_blocks_in(): a part of it is outside of the range */
	char zone[16]; /* "Movable", "Normal", while it is online; "": not known */
};

struct memory_blocks {
	struct memory_block *at; /* by number; only those that exist */
	size_t count;
	u64 size;     /* of a block, in bytes */
	u64 wanted;   /* of memory_blocks_of(): how many the device has if all of them exist */
	bool unknown; /* something about them could not be read */
};

/*
 * The blocks of a DAX device with the ranges @m. Only whole blocks are part of it: the driver kmem
 * does not add the rest of a range. A negative errno: the size of blocks is not known, or there is
 * no range.
 */
int memory_blocks_of(const struct sysroot *root, const struct dax_mappings *m,
		     struct memory_blocks *ret) MUST_CHECK;
/* The number of blocks that the device has as memory of the kernel, if it is not yet. */
int memory_blocks_wanted(const struct sysroot *root, const struct dax_mappings *m,
			 u64 *ret) MUST_CHECK;
/* The blocks with addresses from @start to @start + @size - 1. */
int memory_blocks_in(const struct sysroot *root, u64 start, u64 size,
		     struct memory_blocks *ret) MUST_CHECK;
void memory_blocks_free(struct memory_blocks *b);

#define auto_memory_blocks __attribute__((cleanup(memory_blocks_free)))

/* Why the kernel may never set the block offline; NULL: nothing is known. */
const char *memory_block_stuck(const struct sysroot *root, const struct memory_block *b);

#define MEMORY_PATH_MAX 80
/* The directory of block @number, below /sys. */
void memory_block_path(u64 number, char buf[MEMORY_PATH_MAX]);

#endif
