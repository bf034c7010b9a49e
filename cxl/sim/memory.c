// SPDX-License-Identifier: GPL-2.0-only
/*
 * Memory blocks (drivers/base/memory.c). Nodes, zones and /proc/iomem are not modelled, except for
 * valid_zones and the link of the node.
 */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/sim/memory.h"
#include "util/num.h"

#define MEMORY "sys/devices/system/memory"

static u64 block_size(const struct sim *s)
{
	struct sim_path dir = sim_path_of(MEMORY);
	u64 size;

	return num_u64(sim_attr_get(s, &dir, "block_size_bytes").s, 16, &size) < 0 ? 0 : size;
}

static struct sim_path block_path(u64 n)
{
	return sim_path_of(MEMORY "/memory%" PRIu64, n);
}

/* Block numbers from *@first to before *@end; only whole blocks are added. */
static void blocks_of(const struct sim *s, struct sim_range r, u64 *first, u64 *end)
{
	u64 size = block_size(s);

	*first = size ? (r.start + size - 1) / size : 0;
	*end = size ? (r.start + r.size) / size : 0;
}

/* Any block of which a part is in the range. */
bool sim_memory_present(const struct sim *s, struct sim_range r)
{
	u64 n, end, size = block_size(s);
	struct sim_path p;

	if (!size || !r.size)
		return false;
	end = (r.start + r.size - 1) / size;
	for (n = r.start / size; n <= end; n++) {
		p = block_path(n);
		if (sim_path_exists(s, &p))
			return true;
	}
	return false;
}

static void set_state(const struct sim *s, const struct sim_path *block, const char *word)
{
	bool online = !str_eq(word, "offline");

	sim_attr_set(s, block, "state", "%s", online ? "online" : "offline");
	sim_attr_set(s, block, "online", "%d", online);
	sim_attr_set(s, block, "valid_zones", "%s",
		     !online			      ? "Normal Movable"
		     : str_eq(word, "online_movable") ? "Movable"
						      : "Normal");
}

struct sim_attr sim_memory_policy(const struct sim *s)
{
	struct sim_path dir = sim_path_of(MEMORY);
	struct sim_attr word = sim_attr_get(s, &dir, "auto_online_blocks");

	return *word.s ? word : sim_store_text("offline");
}

/* mhp_online_type_from_str() */
bool sim_memory_is_state(const char *word)
{
	static const char *const words[] = { "offline", "online", "online_kernel",
					     "online_movable" };
	size_t i = 0;

	while (i < ARRAY_SIZE(words) && !str_eq(words[i], word))
		i++;
	return i < ARRAY_SIZE(words);
}

static void add_block(const struct sim *s, u64 n, u64 node, const char *state)
{
	struct sim_path block = block_path(n), boot = block_path(0), link, target;
	char name[32];

	sim_dir_create(s, &block);
	sim_attr_set(s, &block, "phys_index", "%08" PRIx64, n);
	sim_attr_set(s, &block, "removable", "1");
	set_state(s, &block, state);
	snprintf(name, sizeof(name), "node%" PRIu64, node);
	link = sim_path_in(&block, name);
	target = sim_path_of("sys/devices/system/node/%s", name);
	sim_link_set(s, &link, &target);
	/* Trees of a real kernel have these of all blocks. */
	boot = sim_path_in(&boot, "subsystem");
	if (!sim_path_exists(s, &boot))
		return;
	link = sim_path_in(&block, "subsystem");
	target = sim_path_of("sys/bus/memory");
	sim_link_set(s, &link, &target);
	sim_attr_set(s, &block, "phys_device", "0");
}

bool sim_memory_has_block(const struct sim *s, struct sim_range r)
{
	u64 n, end;

	blocks_of(s, r, &n, &end);
	return n < end;
}

void sim_memory_add(const struct sim *s, struct sim_range r, u64 node, const char *state)
{
	u64 n, end;

	for (blocks_of(s, r, &n, &end); n < end; n++)
		add_block(s, n, node, state);
}

int sim_memory_remove(const struct sim *s, struct sim_range r, bool offline)
{
	u64 first, n, end;
	struct sim_path block;

	blocks_of(s, r, &first, &end);
	for (n = first; n < end; n++) {
		block = block_path(n);
		if (!offline && sim_attr_is(s, &block, "state", "online"))
			return -EBUSY;
	}
	for (n = first; n < end; n++) {
		block = block_path(n);
		sim_path_delete(s, &block);
	}
	return 0;
}

int sim_memory_store(const struct sim *s, const struct sim_path *block, const char *attr,
		     const char *value)
{
	struct sim_attr word = sim_store_text(value);
	bool online = sim_attr_is(s, block, "state", "online"), wanted;

	if (str_eq(attr, "online")) {
		/* No error if the block is in this state already. */
		if (!*word.s || !strchr("yY1nN0", *word.s))
			return -EINVAL;
		wanted = strchr("yY1", *word.s) != NULL;
		if (wanted != online)
			set_state(s, block, wanted ? "online" : "offline");
		return 0;
	}
	if (!str_eq(attr, "state"))
		return -EACCES;
	if (!sim_memory_is_state(word.s) || online == !str_eq(word.s, "offline"))
		return -EINVAL;
	set_state(s, block, word.s);
	return 0;
}

int sim_memory_store_policy(const struct sim *s, const char *value)
{
	struct sim_path dir = sim_path_of(MEMORY);
	struct sim_attr word = sim_store_text(value);

	if (!sim_memory_is_state(word.s))
		return -EINVAL;
	sim_attr_set(s, &dir, "auto_online_blocks", "%s", word.s);
	return 0;
}
