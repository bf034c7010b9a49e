// SPDX-License-Identifier: LGPL-2.1-or-later
/* The memory blocks of a DAX device. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "daxctl/lib/memory.h"
#include "util/array.h"
#include "util/num.h"
#include "util/sys-errors.h"

#define MEMORY "devices/system/memory"

/* Memory blocks @first to @end - 1. */
struct block_range {
	u64 first, end;
};

struct ranges {
	struct block_range *at;
	size_t count;
};

static void free_ranges(struct ranges *r)
{
	free(r->at);
}

#define auto_ranges __attribute__((cleanup(free_ranges)))

void memory_blocks_free(struct memory_blocks *b)
{
	free(b->at);
	*b = (struct memory_blocks){ 0 };
}

void memory_block_path(u64 number, char buf[MEMORY_PATH_MAX])
{
	snprintf(buf, MEMORY_PATH_MAX, MEMORY "/memory%" PRIu64, number);
}

static bool is_gone(const struct sysdir *memory, u64 number)
{
	char path[MEMORY_PATH_MAX];

	memory_block_path(number, path);
	return !sys_exists(memory->root, TREE_SYS, path);
}

/* @memory: the directory of all blocks. */
static void add_block(const struct sysdir *memory, u64 number, struct memory_blocks *b)
{
	struct memory_block block = { .number = number }, *at;
	char attr[60], state[32];
	int rc;

	snprintf(attr, sizeof(attr), "memory%" PRIu64 "/state", number);
	rc = sysdir_read(memory, attr, state, sizeof(state));
	if (rc == -ENOENT && is_gone(memory, number))
		return;
	b->unknown = b->unknown || rc < 0;
	block.online = rc >= 0 && !str_eq(state, "offline"); /* "going-offline" is in use, too */
	snprintf(attr, sizeof(attr), "memory%" PRIu64 "/valid_zones", number);
	if (!block.online || sysdir_read(memory, attr, block.zone, sizeof(block.zone)) < 0)
		block.zone[0] = '\0';
	at = array_grow(b->at, b->count, sizeof(*at));
	if (!at) {
		b->unknown = true;
		return;
	}
	b->at = at;
	at[b->count++] = block;
}

static bool is_in_range(const struct ranges *r, u64 number)
{
	size_t i;

	for (i = 0; i < r->count; i++)
		if (number >= r->at[i].first && number < r->at[i].end)
			return true;
	return false;
}

static int by_number(const void *a, const void *b)
{
	const struct memory_block *x = a, *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

/* The directory bounds the loop, not the numbers of a captured tree. */
static void add_blocks(const struct sysroot *root, const struct ranges *r, struct memory_blocks *b)
{
	auto_namelist struct namelist names = { 0 };
	auto_sysdir struct sysdir memory = { .fd = -1 };
	const char *number;
	size_t i;
	u64 n;

	b->unknown = sysdir_open_list(&memory, root, MEMORY, &names) < 0;
	for (i = 0; i < names.count; i++) {
		number = str_after(names.names[i], "memory");
		if (number && num_u64(number, 10, &n) == 0 && is_in_range(r, n))
			add_block(&memory, n, b);
	}
	if (b->count)
		qsort(b->at, b->count, sizeof(*b->at), by_number);
}

/* Addresses @start to @last. */
static int add_range(u64 start, u64 last, u64 block, struct ranges *r)
{
	struct block_range *at;

	if (start > last)
		return -EBADMSG;
	at = array_grow(r->at, r->count, sizeof(*at));
	if (!at)
		return -ENOMEM;
	r->at = at;
	at[r->count++] = (struct block_range){
		.first = start / block + (start % block != 0),
		.end = last % block == block - 1 ? last / block + 1 : last / block,
	};
	return 0;
}

static int add_mappings(const struct dax_mappings *m, u64 block, struct ranges *r)
{
	size_t i;
	int rc = m->count ? 0 : -ENODATA;

	for (i = 0; rc == 0 && i < m->count; i++)
		rc = add_range(m->at[i].start, m->at[i].end, block, r);
	return rc;
}

static int read_block_size(const struct sysroot *root, u64 *ret)
{
	static const char path[] = MEMORY "/block_size_bytes";
	char text[32];
	int rc = sys_read(root, TREE_SYS, path, text, sizeof(text));

	if (rc < 0)
		return rc;
	if (num_u64(text, 16, ret) < 0 || *ret == 0)
		return sys_error_note(root, TREE_SYS, path, -EBADMSG);
	return 0;
}

static u64 count_blocks(const struct ranges *r)
{
	u64 count = 0;
	size_t i;

	for (i = 0; i < r->count; i++)
		if (r->at[i].end > r->at[i].first)
			count += r->at[i].end - r->at[i].first;
	return count;
}

int memory_blocks_of(const struct sysroot *root, const struct dax_mappings *m,
		     struct memory_blocks *ret)
{
	auto_ranges struct ranges ranges = { 0 };
	struct memory_blocks b = { 0 };
	int rc = read_block_size(root, &b.size);

	if (rc == 0)
		rc = add_mappings(m, b.size, &ranges);
	if (rc < 0)
		return rc;
	add_blocks(root, &ranges, &b);
	b.wanted = count_blocks(&ranges);
	*ret = b;
	return 0;
}

int memory_blocks_wanted(const struct sysroot *root, const struct dax_mappings *m, u64 *ret)
{
	auto_ranges struct ranges ranges = { 0 };
	u64 size;
	int rc = read_block_size(root, &size);

	if (rc == 0)
		rc = add_mappings(m, size, &ranges);
	if (rc < 0)
		return rc;
	*ret = count_blocks(&ranges);
	return 0;
}

int memory_blocks_in(const struct sysroot *root, u64 start, u64 size, struct memory_blocks *ret)
{
	struct memory_blocks b = { 0 };
	struct block_range range;
	u64 last, at;
	size_t i;
	int rc = read_block_size(root, &b.size);

	if (rc < 0)
		return rc;
	if (!size || __builtin_add_overflow(start, size - 1, &last) ||
	    __builtin_add_overflow(last / b.size, 1, &range.end))
		return -EBADMSG;
	range.first = start / b.size;
	add_blocks(root, &(struct ranges){ &range, 1 }, &b);
	for (i = 0; i < b.count; i++) {
		at = b.at[i].number * b.size;
		b.at[i].partial = at < start || last - at < b.size - 1;
	}
	*ret = b;
	return 0;
}

/* Without CONFIG_MEMORY_HOTREMOVE, the kernel says so of each block. */
static bool is_unremovable(const struct sysroot *root, const struct memory_block *b)
{
	char path[MEMORY_PATH_MAX], attr[MEMORY_PATH_MAX + 12], text[16];

	memory_block_path(b->number, path);
	snprintf(attr, sizeof(attr), "%s/removable", path);
	return sys_read(root, TREE_SYS, attr, text, sizeof(text)) >= 0 && str_eq(text, "0");
}

const char *memory_block_stuck(const struct sysroot *root, const struct memory_block *b)
{
	if (is_unremovable(root, b))
		return "the kernel says that the block is not removable";
	if (*b->zone && !str_eq(b->zone, "Movable") && !str_eq(b->zone, "none"))
		return "it is not in zone Movable: the kernel uses it itself, and may never "
		       "release it; set the memory online as movable after the next boot";
	return NULL;
}
