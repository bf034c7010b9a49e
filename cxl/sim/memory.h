/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory blocks. Returns 0 or the negative errno of the kernel. */
#ifndef SIM_MEMORY_H
#define SIM_MEMORY_H

#include "cxl/sim/node.h"

struct sim_range {
	u64 start, size;
};

/* Whether there is a block of which a part is in the range. */
bool sim_memory_present(const struct sim *s, struct sim_range r);
/* Whether a whole block is in the range. */
bool sim_memory_has_block(const struct sim *s, struct sim_range r);
/* Add its whole blocks to @node, in @state. */
void sim_memory_add(const struct sim *s, struct sim_range r, u64 node, const char *state);
/* Remove them, with @offline also those that are online; else -EBUSY: none was removed. */
int sim_memory_remove(const struct sim *s, struct sim_range r, bool offline);
/* The state of new blocks, auto_online_blocks. */
struct sim_attr sim_memory_policy(const struct sim *s);
bool sim_memory_is_state(const char *word);
/* A write to attribute "state" or "online" of the block in directory @block. */
int sim_memory_store(const struct sim *s, const struct sim_path *block, const char *attr,
		     const char *value);
/* A write to auto_online_blocks. */
int sim_memory_store_policy(const struct sim *s, const char *value);

#endif
