// SPDX-License-Identifier: LGPL-2.1-or-later
/* Regions, memory, mounts, swap and volumes that depend on a memory device. */
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/topo/decoder.h"
#include "cxl/lib/topo/dependents.h"
#include "cxl/lib/topo/open-files.h"
#include "daxctl/lib/dax.h"
#include "util/sys-errors.h"

#define FILE_MAX (16U << 20) /* bytes */

/* clang-format off */
static const char *const kind_names[] = {
	[DEPENDENT_REGION] = "region", [DEPENDENT_MEMORY] = "memory", [DEPENDENT_MOUNT] = "mount",
	[DEPENDENT_SWAP] = "swap", [DEPENDENT_HOLDER] = "holder", [DEPENDENT_PROCESS] = "process",
	[DEPENDENT_DECODER] = "decoder", [DEPENDENT_UNKNOWN] = "unknown",
};
/* clang-format on */

static struct dependent *add(struct dependent_list *l, enum dependent_kind kind, const char *name)
{
	struct dependent *d;

	if (l->count == ARRAY_SIZE(l->at)) {
		l->more = true;
		return NULL;
	}
	d = &l->at[l->count++];
	*d = (struct dependent){ .kind = kind };
	snprintf(d->name, sizeof(d->name), "%s", name);
	return d;
}

static bool known(const struct dependent_list *l, enum dependent_kind kind, const char *name)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i].kind == kind && str_eq(l->at[i].name, name))
			return true;
	return false;
}

/* Whether @l has a dependent of the device @name. */
static bool names_it(const struct dependent_list *l, const char *name)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (str_eq(l->at[i].name, name))
			return true;
	return false;
}

static void add_dax(const struct rec *device, struct dependent_list *l)
{
	const struct rec *online = rec_get(device, "online_memblocks");
	const struct rec *total = rec_get(device, "total_memblocks");
	const char *name = rec_get_str(device, "chardev");
	struct dependent *d;

	if (!name || !online || !total || online->u == 0)
		return;
	d = add(l, DEPENDENT_MEMORY, name);
	if (d)
		snprintf(d->text, sizeof(d->text),
			 "%s: %" PRIu64 " of %" PRIu64 " memory blocks are online", name, online->u,
			 total->u);
}

static void add_memory(const struct topo *t, const struct node *region, struct dependent_list *l)
{
	const struct node *dax;
	const struct rec *devices, *device;

	node_foreach(dax, region, NODE_DAX_REGION) {
		auto_rec struct rec *r = rec_new_obj();

		dax_region_emit(t->root, dax->path, false, r);
		devices = rec_get(r, "devices");
		if (!devices)
			continue;
		rec_foreach(device, devices)
			add_dax(device, l);
	}
}

static void add_process(const struct sysroot *root, const char *name, struct dependent_list *l)
{
	struct open_file user;
	struct dependent *d;
	char device[64];
	int rc;

	snprintf(device, sizeof(device), "%s/%s", sys_tree_name(TREE_DEV), name);
	rc = open_file_find(root, device, &user);
	if (rc == -ENOENT)
		return;
	d = add(l, rc == 0 ? DEPENDENT_PROCESS : DEPENDENT_UNKNOWN, name);
	if (d && rc == 0)
		snprintf(d->text, sizeof(d->text), "process %" PRIu64 "%s%s%s uses %s", user.pid,
			 *user.command ? " (" : "", user.command, *user.command ? ")" : "", device);
	else if (d)
		snprintf(d->text, sizeof(d->text), "cannot read which processes use %s", device);
}

static void add_unknown(struct dependent_list *l, const char *name, const char *what)
{
	struct dependent *d = add(l, DEPENDENT_UNKNOWN, name);

	if (d)
		snprintf(d->text, sizeof(d->text), "cannot read %s", what);
}

static int region_range(const struct topo *t, const struct node *region, u64 *start, u64 *size)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	int rc = node_open(t, region, &d);

	if (rc == 0)
		rc = sysdir_read_u64(&d, "size", size);
	return rc == 0 && *size ? sysdir_read_u64(&d, "resource", start) : rc;
}

/*
 * Of all DAX devices in its addresses: also those of a namespace, and of dax_hmem. Those in mode
 * system-ram have no processes: their memory is in that of the system.
 */
static void add_processes(const struct topo *t, const struct node *region, struct dependent_list *l)
{
	auto_dax_devices struct dax_devices devices = { 0 };
	u64 start = 0, size = 0;
	size_t i;
	int rc = region_range(t, region, &start, &size);

	if (rc == 0 && size)
		rc = dax_devices_in(t->root, start, size, &devices);
	if (rc < 0)
		add_unknown(l, region->name, "which DAX devices are in its addresses");
	for (i = 0; i < devices.count; i++)
		if (!str_eq(devices.at[i].driver, "kmem"))
			add_process(t->root, devices.at[i].name, l);
}

/* Whether the block device "pmem0" is on CXL memory, by the target of its class link. */
static bool below_cxl(const struct sysroot *root, const char *name)
{
	char path[128], target[PATH_MAX];

	return path_join(path, sizeof(path), "class/block", name) == 0 &&
	       sys_readlink(root, TREE_SYS, path, target, sizeof(target)) > 0 &&
	       strstr(target, "/nvdimm-bridge");
}

/* Lines of @file that start with "/dev/pmem". */
static void add_users(const struct sysroot *root, const char *file, enum dependent_kind kind,
		      struct dependent_list *l)
{
	auto_sys_text struct sys_text text = { 0 };
	char *next = NULL, *line;
	int rc = sys_read_file(root, TREE_PROC, file, FILE_MAX, &text);

	if (rc < 0) {
		/* A kernel without swap has no such file. */
		if (rc != -ENOENT || (kind == DEPENDENT_MOUNT && !root->captured))
			add_unknown(l, file,
				    kind == DEPENDENT_MOUNT ? "which file systems are mounted"
							    : "what is swap space");
		return;
	}
	for (line = strtok_r(text.text, "\n", &next); line; line = strtok_r(NULL, "\n", &next)) {
		char *save = NULL, *what = strtok_r(line, " \t\n", &save);
		char *where = strtok_r(NULL, " \t\n", &save);
		const char *name = what ? path_base(what) : "";
		struct dependent *d;

		if (!where || !str_after(name, "pmem") || strchr(what, '/') == NULL ||
		    !below_cxl(root, name))
			continue;
		d = add(l, kind, name);
		if (d && kind == DEPENDENT_MOUNT)
			snprintf(d->text, sizeof(d->text), "%s is mounted on %.100s", name, where);
		else if (d)
			snprintf(d->text, sizeof(d->text), "%s is in use as swap space", name);
	}
}

/* Block devices on top of the block device @name, such as a logical volume or a RAID array. */
static void add_holders(const struct sysroot *root, const char *name, struct dependent_list *l)
{
	auto_namelist struct namelist holders = { 0 };
	struct dependent *d;
	char path[160];
	size_t i;
	int rc;

	snprintf(path, sizeof(path), "class/block/%.100s/holders", name);
	rc = sys_list(root, TREE_SYS, path, &holders);
	if (rc < 0 && rc != -ENOENT) {
		add_unknown(l, name, "which block devices use it");
		return;
	}
	for (i = 0; i < holders.count; i++) {
		d = add(l, DEPENDENT_HOLDER, name);
		if (d)
			snprintf(d->text, sizeof(d->text), "%s is part of %.100s", name,
				 holders.names[i]);
	}
}

/* The loop device @loop, if it is on a block device of persistent CXL memory. */
static void add_loop(const struct sysroot *root, const char *loop, struct dependent_list *l)
{
	char path[160], file[PATH_MAX];
	struct dependent *d;
	int rc;

	snprintf(path, sizeof(path), "class/block/%.100s/loop/backing_file", loop);
	rc = sys_read(root, TREE_SYS, path, file, sizeof(file));
	if (rc < 0 && !sys_is_absent(rc)) {
		add_unknown(l, loop, "which file a loop device uses");
		return;
	}
	if (rc < 0 || !str_after(path_base(file), "pmem") || !below_cxl(root, path_base(file)))
		return;
	d = add(l, DEPENDENT_HOLDER, path_base(file));
	if (d)
		snprintf(d->text, sizeof(d->text), "%s is used by %.100s", path_base(file), loop);
}

/*
 * An exclusive open fails with EBUSY if the block device is mounted in any mount namespace, is swap
 * space or is part of another block device. Without a node in /dev it is not known.
 */
static void add_exclusive(const struct sysroot *root, const char *name, struct dependent_list *l)
{
	auto_close int fd = -1;
	struct dependent *d;

	if (root->captured || names_it(l, name))
		return;
	fd = sys_open(root, TREE_DEV, name, O_RDONLY | O_EXCL);
	if (fd >= 0)
		return;
	if (fd != -EBUSY) {
		add_unknown(l, name, "whether a block device is in use");
		return;
	}
	d = add(l, DEPENDENT_HOLDER, name);
	if (d)
		snprintf(d->text, sizeof(d->text),
			 "%s is in exclusive use, such as by a mount of a container", name);
}

/* Those of persistent CXL memory, and their partitions. */
static void add_block_users(const struct sysroot *root, struct dependent_list *l)
{
	auto_namelist struct namelist names = { 0 };
	size_t i;
	int rc = sys_list(root, TREE_SYS, "class/block", &names);

	if (rc < 0 && rc != -ENOENT)
		add_unknown(l, "block", "which block devices exist");
	for (i = 0; i < names.count; i++) {
		if (str_after(names.names[i], "loop"))
			add_loop(root, names.names[i], l);
		if (!str_after(names.names[i], "pmem") || !below_cxl(root, names.names[i]))
			continue;
		add_holders(root, names.names[i], l);
		add_process(root, names.names[i], l);
		add_exclusive(root, names.names[i], l);
	}
}

/* Before Linux 6.3, all regions are persistent, and have no such attribute. */
static bool is_volatile(const struct topo *t, const struct node *region)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char mode[16];

	return node_open(t, region, &d) == 0 && sysdir_read(&d, "mode", mode, sizeof(mode)) > 0 &&
	       str_eq(mode, "ram");
}

/* Of all persistent CXL memory, so once for all regions. */
static void add_pmem_users(const struct sysroot *root, struct dependent_list *l)
{
	add_users(root, "mounts", DEPENDENT_MOUNT, l);
	add_users(root, "swaps", DEPENDENT_SWAP, l);
	add_block_users(root, l);
}

static void add_region(const struct topo *t, const struct node *region, struct dependent_list *l)
{
	struct dependent *d = add(l, DEPENDENT_REGION, region->name);

	if (d)
		snprintf(d->text, sizeof(d->text), "part of %s", region->name);
	add_memory(t, region, l);
	add_processes(t, region, l);
}

/* Whether a region without driver is in use all the same. */
static bool is_committed(const struct topo *t, const struct node *region)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 commit;
	int rc;

	rc = node_open(t, region, &d);
	if (rc == 0)
		rc = sysdir_read_u64(&d, "commit", &commit);
	return rc == 0 ? commit != 0 : rc != -ENOENT;
}

static bool has_online_memory(const struct topo *t, const struct node *region)
{
	struct dependent_list l = { .count = 0 };

	add_memory(t, region, &l);
	return l.count > 0;
}

static void add_text(struct dependent_list *l, enum dependent_kind kind, const struct node *n,
		     const char *text)
{
	struct dependent *d = add(l, kind, n->name);

	if (d)
		snprintf(d->text, sizeof(d->text), "%s", text);
}

/* Kernels before 6.7 do not show which decoders are committed: the sizes decide. */
static int has_size(const struct topo *t, const struct node *endpoint)
{
	const struct node *decoder;

	node_foreach(decoder, endpoint, NODE_DECODER) {
		auto_sysdir struct sysdir d = { .fd = -1 };
		u64 size;
		int rc = node_open(t, decoder, &d);

		if (rc == 0)
			rc = sysdir_read_u64(&d, "size", &size);
		if (rc < 0 || size)
			return rc < 0 ? rc : 1;
	}
	return 0;
}

/* Committed decoders decode memory, also those set up by the firmware. */
static void add_decoders(const struct topo *t, const struct node *endpoint,
			 struct dependent_list *l)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 committed;
	int rc;

	rc = node_open(t, endpoint, &d);
	if (rc == 0)
		rc = sysdir_read_u64(&d, "decoders_committed", &committed);
	if (rc == 0)
		rc = committed > 0;
	else if (rc == -ENOENT)
		rc = has_size(t, endpoint);
	if (rc > 0)
		add_text(l, DEPENDENT_DECODER, endpoint, "its decoders are committed");
	else if (rc < 0)
		add_text(l, DEPENDENT_UNKNOWN, endpoint,
			 "cannot read whether its decoders are committed");
}

/* Those in use; true: one of them is persistent. */
static bool add_regions(const struct topo *t, const struct node *endpoint, struct dependent_list *l)
{
	const struct node *decoder, *region;
	bool pmem = false;

	node_foreach(decoder, endpoint, NODE_DECODER) {
		region = decoder_region(t, decoder);
		if (region && !known(l, DEPENDENT_REGION, region->name) &&
		    (region->enabled || is_committed(t, region) || has_online_memory(t, region))) {
			add_region(t, region, l);
			pmem |= !is_volatile(t, region);
		}
	}
	return pmem;
}

/*
 * The next endpoint of a memdev from number @i on; NULL: none. There should be one. If several have
 * a link to the memdev, its peer is any of them, depending on the scope of the scan.
 */
static const struct node *next_endpoint(const struct memdev *m, size_t *i)
{
	const struct node_list *l = &m->topo->kinds[NODE_ENDPOINT];
	const struct node *n;

	while (*i < l->count) {
		n = l->at[(*i)++];
		if (n->host && str_eq(n->host, m->node->name))
			return n;
	}
	return NULL;
}

void dependents_find(const struct memdev *m, struct dependent_list *ret)
{
	const struct node *endpoint;
	bool pmem = false;
	size_t i = 0;

	*ret = (struct dependent_list){ .count = 0 };
	if (!m->node->peer) {
		add_text(ret, DEPENDENT_UNKNOWN, m->node,
			 "it has no endpoint, so its decoders are not known");
		return;
	}
	while ((endpoint = next_endpoint(m, &i)))
		pmem |= add_regions(m->topo, endpoint, ret);
	if (pmem)
		add_pmem_users(m->topo->root, ret);
	for (i = 0; ret->count == 0 && (endpoint = next_endpoint(m, &i));)
		add_decoders(m->topo, endpoint, ret);
}

void dependents_find_region(const struct topo *t, const struct node *region,
			    struct dependent_list *ret)
{
	*ret = (struct dependent_list){ .count = 0 };
	add_processes(t, region, ret);
	if (!is_volatile(t, region))
		add_pmem_users(t->root, ret);
}

void dependents_memory(struct dependent_list *l)
{
	size_t i, kept = 0;

	for (i = 0; i < l->count; i++)
		if (l->at[i].kind != DEPENDENT_REGION && l->at[i].kind != DEPENDENT_DECODER)
			l->at[kept++] = l->at[i];
	l->count = kept;
}

void dependents_text(const struct dependent_list *l, char *buf, size_t size)
{
	size_t i, n = 0;
	int len;

	buf[0] = '\0';
	for (i = 0; i < l->count && n < size; i++) {
		len = snprintf(buf + n, size - n, "%s%s", i ? ", " : "", l->at[i].text);
		n += len > 0 ? (size_t)len : 0;
	}
	if (l->more && n < size)
		snprintf(buf + n, size - n, ", and more");
}

void dependents_record(const struct dependent_list *l, struct rec *arr)
{
	struct rec *o;
	size_t i;

	for (i = 0; i < l->count; i++) {
		o = rec_obj(arr, NULL);
		rec_str(o, "name", l->at[i].name);
		rec_str(o, "kind", kind_names[l->at[i].kind]);
		rec_str(o, "text", l->at[i].text);
	}
}
