// SPDX-License-Identifier: LGPL-2.1-or-later
/* What identifies a memory device, or a PCI function without one. */
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/guard/identity.h"
#include "cxl/lib/topo/pci.h"
#include "cxl/lib/wire/address.h"
#include "cxl/lib/wire/pci.h"
#include "util/num.h"
#include "util/text.h"

#define MEMDEVS "bus/cxl/devices"
#define FUNCTIONS "bus/pci/devices"

static bool read_id(const struct sysroot *root, const char *dir, const char *attr, u32 *ret)
{
	char path[PATH_MAX], text[32];
	u64 v;

	if (path_join(path, sizeof(path), dir, attr) < 0 ||
	    sys_read(root, TREE_SYS, path, text, sizeof(text)) < 0 || num_u64(text, 0, &v) < 0 ||
	    v > UINT16_MAX)
		return false;
	*ret = (u32)v;
	return true;
}

/* The host's directory, from the text of the link: works on a captured tree too. */
static void read_host(const struct sysroot *root, const char *link, struct device_identity *id)
{
	char target[PATH_MAX], *dir = target, *slash;

	if (sys_readlink(root, TREE_SYS, link, target, sizeof(target)) < 0)
		return;
	while (str_after(dir, "../"))
		dir += strlen("../");
	slash = strrchr(dir, '/');
	if (!slash)
		return;
	*slash = '\0';
	if (strlen(path_base(dir)) < sizeof(id->host))
		memcpy(id->host, path_base(dir), strlen(path_base(dir)) + 1);
	id->pci_known = read_id(root, dir, "vendor", &id->vendor) &&
			read_id(root, dir, "device", &id->device);
}

/* Of a function without a memory device: its serial number is that of the capability. */
static void read_function(const struct sysroot *root, const char *address,
			  struct device_identity *id)
{
	auto_sys_text struct sys_text space = { 0 };
	char dir[PATH_MAX], path[PATH_MAX];
	struct pci_config c;

	if (path_join(dir, sizeof(dir), FUNCTIONS, address) < 0 ||
	    path_join(path, sizeof(path), dir, "config") < 0 || !sys_exists(root, TREE_SYS, dir))
		return;
	snprintf(id->host, sizeof(id->host), "%s", address);
	id->pci_known = read_id(root, dir, "vendor", &id->vendor) &&
			read_id(root, dir, "device", &id->device);
	if (sys_read_file(root, TREE_SYS, path, PCI_CONFIG_MAX, &space) < 0)
		return;
	c = (struct pci_config){ (const u8 *)space.text, space.len };
	id->serial_known = pci_serial(&c, &id->serial) && id->serial != UINT64_MAX;
	if (id->serial_known)
		snprintf(id->serial_text, sizeof(id->serial_text), "0x%llx",
			 (unsigned long long)id->serial);
}

static void read_memdev(const struct sysroot *root, const char *name, struct device_identity *id)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char path[PATH_MAX], text[64];

	if (path_join(path, sizeof(path), MEMDEVS, name) < 0 ||
	    sysdir_open(&d, root, TREE_SYS, path) < 0)
		return;
	read_host(root, path, id);
	if (sysdir_read(&d, "serial", id->serial_text, sizeof(id->serial_text)) < 0)
		id->serial_text[0] = '\0';
	id->serial_known =
		num_u64(id->serial_text, 0, &id->serial) == 0 && id->serial != UINT64_MAX;
	if (sysdir_read(&d, "firmware_version", text, sizeof(text)) > 0) {
		id->firmware_known = true;
		text_copy(text, sizeof(text), id->firmware);
	}
}

/* One without a serial number has nothing that tells it from another one. */
static void read_component(const struct cxl_ctx *ctx, const char *address,
			   struct device_identity *id)
{
	struct component_identity c;

	if (!ctx->identify || ctx->identify(ctx, address, &c) < 0)
		return;
	snprintf(id->host, sizeof(id->host), "%s", address);
	id->pci_known = true;
	id->vendor = c.vendor;
	id->device = c.device;
	id->serial = c.serial;
	id->serial_known = c.serial && c.serial != UINT64_MAX;
	if (id->serial_known)
		snprintf(id->serial_text, sizeof(id->serial_text), "0x%llx",
			 (unsigned long long)id->serial);
}

void device_identity_read(const struct cxl_ctx *ctx, const char *name, struct device_identity *ret)
{
	*ret = (struct device_identity){ 0 };
	if (address_is_meant(name))
		read_component(ctx, name, ret);
	else if (pci_is_address(name))
		read_function(&ctx->root, name, ret);
	else
		read_memdev(&ctx->root, name, ret);
}
