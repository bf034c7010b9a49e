// SPDX-License-Identifier: LGPL-2.1-or-later
/* Steps that bind devices to their drivers, unbind them, and set their memory offline. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/plan/driver.h"
#include "cxl/lib/topo/dport.h"

#define CXL_DRIVERS "bus/cxl/drivers"

/* Each kind of device has one driver. */
static const char *driver_of(const struct node *n)
{
	switch (n->kind) {
	case NODE_MEMDEV:
		return "cxl_mem";
	case NODE_REGION:
		return "cxl_region";
	default:
		return "cxl_port";
	}
}

/* It cannot be undone: what is below the device does not come back with it. */
static void add_unbind(struct plan *p, const char *drivers, const char *driver, const char *device)
{
	char dir[PATH_MAX];

	snprintf(dir, sizeof(dir), "%s/%s", drivers, driver);
	plan_set(p, dir, "unbind", device, "unbind %s from driver %s", device, driver);
}

static void verify_driver(struct plan *p, const char *device_path, bool bound)
{
	char path[PATH_MAX];

	if (path_join(path, sizeof(path), device_path, "driver") == 0)
		plan_verify(p, path, bound);
}

/* A device and its driver. */
struct binding {
	const char *device, *path, *driver;
	const char *alias; /* of the device, to load the driver; "": not known */
};

static int no_driver(const struct binding *b, struct fail *why)
{
	return fail_set(why, -ENOENT, "no_driver", "load it with modprobe(8)",
			"the driver %s is not loaded", b->driver);
}

static int add_bind(struct plan *p, const struct topo *t, const struct binding *b, bool load,
		    struct fail *why)
{
	char dir[PATH_MAX], link[PATH_MAX];
	bool loaded;

	snprintf(dir, sizeof(dir), CXL_DRIVERS "/%s", b->driver);
	loaded = path_join(link, sizeof(link), dir, "bind") == 0 &&
		 sys_exists(t->root, TREE_SYS, link);
	plan_set(p, dir, "bind", b->device, "%sbind %s to driver %s",
		 loaded ? "" : "load the kernel module, and ", b->device, b->driver);
	plan_undo(p, "unbind", b->device);
	verify_driver(p, b->path, true);
	if (loaded)
		return 0;
	if (!load || !*b->alias || path_join(link, sizeof(link), b->path, "driver") < 0)
		return no_driver(b, why);
	plan_needs_module(p, b->alias, link); /* which may bind the device */
	return 0;
}

/* The kernel binds a memory device only while all ports above it are bound. */
static int check_ports_above(const struct topo *t, const struct node *memdev, struct fail *why)
{
	const struct node_list *l = &t->kinds[NODE_PORT];
	size_t i;

	if (!t->kinds[NODE_BUS].count)
		return fail_set(why, -ENXIO, "no_bus", "see cxl-disable-bus(1) and the kernel log",
				"the bus is disabled, or the system has none");
	for (i = 0; i < l->count; i++)
		if (!l->at[i]->enabled && port_has_memdev(t, l->at[i], memdev))
			return fail_set(why, -ENXIO, "port_disabled", "see cxl-enable-port(1)",
					"%s, which is above it, is disabled", l->at[i]->name);
	return 0;
}

int plan_bind(struct plan *p, const struct topo *t, const struct node *n, bool load,
	      struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char alias[64];
	int rc;

	if (n->enabled)
		return 0;
	rc = n->kind == NODE_MEMDEV ? check_ports_above(t, n, why) : 0;
	if (rc < 0)
		return rc;
	if (node_open(t, n, &d) < 0 || sysdir_read(&d, "modalias", alias, sizeof(alias)) < 0)
		*alias = '\0';
	return add_bind(p, t, &(struct binding){ n->name, n->path, driver_of(n), alias }, load,
			why);
}

int plan_bind_region(struct plan *p, const struct topo *t, const char *path, bool load,
		     struct fail *why)
{
	const struct binding b = { path_base(path), path, "cxl_region", "cxl:t6" };

	int rc = add_bind(p, t, &b, load, why);

	plan_undo_failed(p);
	return rc;
}

void plan_unbind(struct plan *p, const struct node *n)
{
	if (!n->enabled)
		return;
	add_unbind(p, CXL_DRIVERS, driver_of(n), n->name);
	verify_driver(p, n->path, false);
}

int plan_unbind_bus(struct plan *p, const struct node *bus, struct fail *why)
{
	if (!bus->host)
		return fail_set(why, -ENOENT, "no_host", "",
				"cannot determine the platform device of the bus");
	add_unbind(p, "bus/platform/drivers", "cxl_acpi", bus->host);
	plan_verify(p, bus->path, false);
	return 0;
}

void plan_unbind_dax(struct plan *p, const char *device, const char *driver)
{
	char path[128];

	snprintf(path, sizeof(path), "bus/dax/devices/%.100s", device);
	add_unbind(p, "bus/dax/drivers", driver, device);
	plan_undo(p, "bind", device);
	plan_undone_without(p, path);
}

void plan_flush(struct plan *p)
{
	plan_add(p, "wait for the devices below to be removed", "bus/cxl/flush", "1");
	plan_needs_no_undo(p);
}

void plan_offline(struct plan *p, const struct memory_block *b, u64 size)
{
	const bool zone_known = *b->zone && !str_eq(b->zone, "none");
	const char *online = str_eq(b->zone, "Movable") ? "online_movable"
			     : zone_known		? "online_kernel"
							: "online";
	char dir[MEMORY_PATH_MAX];

	memory_block_path(b->number, dir);
	plan_set(p, dir, "state", "offline",
		 "set memory block %" PRIu64 " (0x%" PRIx64 "-0x%" PRIx64 ") offline", b->number,
		 b->number * size, (b->number + 1) * size - 1);
	plan_read_back(p);
	plan_retry(p);
	plan_undo(p, NULL, online);
	if (zone_known)
		plan_undone_if(p, "valid_zones", b->zone);
	else
		plan_undone_if(p, NULL, "online");
}
