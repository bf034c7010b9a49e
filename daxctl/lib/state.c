// SPDX-License-Identifier: LGPL-2.1-or-later
/* Mode, size and memory of a DAX device. */
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "daxctl/lib/state.h"
#include "util/sys-errors.h"

/* Each level of the page tables is one page with entries of eight bytes. */
#if defined(__x86_64__) || defined(__aarch64__)
#define KNOWN_PAGE_TABLES true
#else
#define KNOWN_PAGE_TABLES false
#endif

static const struct {
	const char *name, *driver;
} modes[DAX_MODES] = {
	[DAX_DEVDAX] = { "devdax", "device_dax" },
	[DAX_SYSTEM_RAM] = { "system-ram", "kmem" },
	[DAX_FAMFS] = { "famfs", "fsdev_dax" },
};

const char *dax_mode_name(enum dax_mode mode)
{
	return modes[mode].name;
}

const char *dax_mode_driver(enum dax_mode mode)
{
	return modes[mode].driver;
}

enum dax_mode dax_mode_parse(const char *name)
{
	enum dax_mode m = 0;

	while (m < DAX_MODES && !str_eq(modes[m].name, name))
		m++;
	return m;
}

enum dax_mode dax_mode_of_driver(const char *driver)
{
	enum dax_mode m = 0;

	while (m < DAX_MODES && !str_eq(modes[m].driver, driver))
		m++;
	return m;
}

bool dax_align_is_valid(u64 align)
{
	const u64 page = (u64)sysconf(_SC_PAGESIZE), entries = page / 8;

	if (KNOWN_PAGE_TABLES)
		return align == page || align == page * entries ||
		       align == page * entries * entries;
	return align >= page && !(align & (align - 1));
}

size_t dax_online_blocks(const struct dax_state *s)
{
	size_t i, count = 0;

	for (i = 0; i < s->memory.count; i++)
		count += s->memory.at[i].online;
	return count;
}

static int read_failed(const char *what, int rc, struct fail *why)
{
	return fail_set(why, rc, "read_failed", rc == -EACCES ? "run as root" : "",
			"cannot read %s: %s", what, sys_error_text(rc));
}

static int read_driver(const struct sysdir *d, struct dax_state *s, struct fail *why)
{
	int rc = sysdir_link_name(d, "driver", s->driver, sizeof(s->driver));

	if (rc < 0 && !sys_is_absent(rc))
		return read_failed("its driver", rc, why);
	if (rc < 0)
		s->driver[0] = '\0';
	s->mode = dax_mode_of_driver(s->driver);
	return 0;
}

static int read_memory(const struct sysdir *d, struct dax_state *s, struct fail *why)
{
	auto_dax_mappings struct dax_mappings mappings = { 0 };
	u64 count;
	int rc = dax_mappings_read(d, false, &mappings);

	if (s->mode != DAX_SYSTEM_RAM) {
		s->no_block =
			rc == 0 && memory_blocks_wanted(d->root, &mappings, &count) == 0 && !count;
		return 0;
	}
	if (sysdir_read(d, "state", s->request, sizeof(s->request)) < 0)
		s->request[0] = '\0';
	s->can_unplug = *s->request;
	if (rc == 0)
		rc = memory_blocks_of(d->root, &mappings, &s->memory);
	if (rc == 0 && s->memory.unknown)
		rc = -EIO;
	s->has_memory = rc == 0;
	return rc < 0 ? read_failed("which memory blocks are online", rc, why) : 0;
}

/* Volatile regions of CXL (drivers/dax/cxl.c) exist since Linux 6.3, like this preference. */
static bool is_of_cxl(const char *path)
{
	return strstr(path, "/dax_region") != NULL;
}

int dax_state_read(const struct sysroot *root, const struct dax_node *node, struct dax_state *ret,
		   struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct dax_state s = { .root = root, .node = node };
	char create[PATH_MAX];
	int rc = sysdir_open(&d, root, TREE_SYS, node->path);

	if (rc < 0)
		return fail_set(why, rc, "no_such_device", "see 'daxctl list -i'",
				"it does not exist any more");
	rc = sysdir_read_u64(&d, "size", &s.size);
	if (rc == 0)
		rc = sysdir_read_u64(&d, "align", &s.align);
	if (rc < 0)
		return read_failed("its size and alignment", rc, why);
	s.has_node = sysdir_read_u64(&d, "target_node", &s.target_node) == 0;
	s.from_kmem = is_of_cxl(node->path);
	snprintf(create, sizeof(create), "%.*s/dax_region/create", (int)node->region_len,
		 node->path);
	s.divisible = sys_exists(root, TREE_SYS, create);
	rc = read_driver(&d, &s, why);
	if (rc == 0)
		rc = read_memory(&d, &s, why);
	if (rc < 0) {
		dax_state_done(&s);
		return rc;
	}
	*ret = s;
	return 0;
}

void dax_state_done(struct dax_state *s)
{
	memory_blocks_free(&s->memory);
}
