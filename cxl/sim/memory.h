/* SPDX-License-Identifier: GPL-2.0-only */
/* DAX devices and memory blocks. Returns 0 or the negative errno of the kernel. */
#ifndef SIM_MEMORY_H
#define SIM_MEMORY_H

#include "cxl/sim/node.h"

/* memory.c: memory blocks */
struct sim_range {
	u64 start, size;
};

/* Whether any part is present as System RAM. */
bool sim_memory_present(const struct sim *s, struct sim_range r);
/* Add blocks of @node as auto_online_blocks says; -EBUSY: there are some. */
int sim_memory_add(const struct sim *s, struct sim_range r, u64 node) MUST_CHECK;
/* Remove the blocks. -EBUSY: one is online, so none is removed; the kernel ignores that. */
int sim_memory_remove(const struct sim *s, struct sim_range r);
/* A write to attribute "state" or "online" of the block in directory @block. */
int sim_memory_store(const struct sim *s, const struct sim_path *block, const char *attr,
		     const char *value);

/* dax.c: the DAX device of a region with volatile memory */
void sim_dax_create(struct sim *s, const struct sim_path *region);
void sim_dax_remove(struct sim *s, const struct sim_path *region);
/* A write to @attr of driver @driver: bind, unbind, new_id, remove_id. */
int sim_dax_driver_store(struct sim *s, const char *driver, const char *attr, const char *value);

#endif
