// SPDX-License-Identifier: LGPL-2.1-or-later
/* What sections of the configuration select a device by, from sysfs. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/topo/memdev.h"
#include "daxctl/conf/conf.h"
#include "util/num.h"
#include "util/text.h"

static void set_unknown(struct conf_facts *f, enum conf_key key)
{
	f->unknown |= (unsigned int)BIT(key);
}

/* Unlike sys_is_absent(), not what only root can read. */
static bool is_missing(int rc)
{
	return rc == -ENOENT || rc == -ENOTDIR || rc == -ENODEV;
}

/* An attribute that is absent, or empty as that of a volatile region, is no UUID. */
static void read_uuid(const struct sysdir *d, enum conf_key key, char ret[CONF_UUID_SIZE],
		      struct conf_facts *f)
{
	char text[CONF_UUID_SIZE + 16]; /* with the newline, and to see that it is longer */
	int rc = sysdir_read(d, "uuid", text, sizeof(text));
	size_t i;

	if (is_missing(rc) || rc == 0)
		return;
	if (rc != CONF_UUID_SIZE - 1) {
		set_unknown(f, key);
		return;
	}
	for (i = 0; i < CONF_UUID_SIZE; i++)
		ret[i] = ascii_lower(text[i]);
}

/* The directory of the region is that of nvdimm's dax device, and its attribute names another. */
static void read_nvdimm(const struct sysroot *root, const struct dax_node *d, struct conf_facts *f)
{
	auto_sysdir struct sysdir dax = { .fd = -1 }, ns = { .fd = -1 };
	char path[PATH_MAX], parent[PATH_MAX], name[64];
	int rc, len;

	snprintf(path, sizeof(path), "%.*s", (int)d->region_len, d->path);
	if (!strstr(path, "/ndbus"))
		return;
	rc = sysdir_open(&dax, root, TREE_SYS, path);
	if (rc < 0) {
		set_unknown(f, CONF_NVDIMM_UUID);
		return;
	}
	read_uuid(&dax, CONF_NVDIMM_UUID, f->nvdimm_uuids[0], f);
	len = sysdir_read(&dax, "namespace", name, sizeof(name));
	if (is_missing(len) || len == 0)
		return;
	if (len > 0 && !strchr(name, '/')) {
		snprintf(parent, sizeof(parent), "%.*s", (int)(path_base(path) - path) - 1, path);
		rc = path_join(path, sizeof(path), parent, name);
		if (rc == 0)
			rc = sysdir_open(&ns, root, TREE_SYS, path);
	} else {
		rc = -EBADMSG;
	}
	if (rc == 0)
		read_uuid(&ns, CONF_NVDIMM_UUID, f->nvdimm_uuids[1], f);
	else if (!is_missing(rc))
		set_unknown(f, CONF_NVDIMM_UUID);
}

/* --- CXL */

static void add_memdev(const struct topo *t, const struct node *n, struct conf_facts *f)
{
	struct conf_memdev *m = &f->memdevs[f->memdev_count];
	int rc = memdev_node_serial(t, n, &m->serial);

	m->has_serial = rc == 0;
	if (rc < 0 && rc != -ENOENT)
		set_unknown(f, CONF_SERIAL);
	if (!n->host)
		set_unknown(f, CONF_PCI);
	else if (strlen(n->host) < sizeof(m->pci))
		memcpy(m->pci, n->host, strlen(n->host));
	f->memdev_count++;
}

static void read_memdevs(const struct topo *t, const struct sysdir *region, struct conf_facts *f)
{
	const u64 ways = region_ways(region);
	struct node *memdev;
	u64 i;

	for (i = 0; i < ways; i++) {
		memdev = region_memdev(t, region, i);
		if (memdev)
			add_memdev(t, memdev, f);
	}
	if (!ways || f->memdev_count < ways) {
		set_unknown(f, CONF_SERIAL);
		set_unknown(f, CONF_PCI);
	}
}

static void read_cxl(const struct topo *t, const struct dax_node *d, struct conf_facts *f)
{
	const struct node *region = region_of_path(t, d->path);
	auto_sysdir struct sysdir dir = { .fd = -1 };

	if (!region)
		return;
	if (node_open(t, region, &dir) < 0) {
		set_unknown(f, CONF_REGION_UUID);
		set_unknown(f, CONF_SERIAL);
		set_unknown(f, CONF_PCI);
		return;
	}
	read_uuid(&dir, CONF_REGION_UUID, f->region_uuid, f);
	read_memdevs(t, &dir, f);
}

/* --- all */

static void read_node(const struct sysroot *root, const struct dax_node *d, struct conf_facts *f)
{
	auto_sysdir struct sysdir dir = { .fd = -1 };
	int rc = sysdir_open(&dir, root, TREE_SYS, d->path);

	if (rc == 0)
		rc = sysdir_read_u64(&dir, "target_node", &f->node);
	f->has_node = rc == 0;
	if (rc < 0 && rc != -ENODATA && !is_missing(rc)) /* -1: none */
		set_unknown(f, CONF_NODE);
}

void conf_facts_read(const struct sysroot *root, const struct topo *t, const struct dax_node *d,
		     struct conf_facts *ret)
{
	*ret = (struct conf_facts){ 0 };
	read_nvdimm(root, d, ret);
	read_node(root, d, ret);
	read_cxl(t, d, ret);
}
