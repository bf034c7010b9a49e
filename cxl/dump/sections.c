// SPDX-License-Identifier: GPL-2.0-only
/* The sections of a dump. To add one, add a row, and a function if it copies files. */
#include <limits.h>
#include <stdio.h>

#include "cxl/dump/copy.h"
#include "cxl/dump/dump.h"
#include "util/strbuf.h"

#define KIB 1024ULL
#define MIB (1024 * KIB)
#define EVENTS "kernel/tracing/events/cxl"

/* --- sysfs */

/* Directories of devices, by their paths below /sys. */
struct paths {
	struct strbuf *text;
	size_t count;
};

static void paths_add(struct paths *p, const char *path)
{
	strbuf_add(p->text, path, strlen(path) + 1);
	p->count++;
}

/* Sorted, so that each is behind the ones that it is below of. */
static int paths_sort(struct paths *p, struct namelist *ret)
{
	int rc = namelist_make(p->text, p->count, ret);

	if (rc == 0)
		namelist_sort(ret);
	return rc;
}

/* What @link leads to, unless it is outside of /sys. NULL: nothing. */
static const char *target_of(const struct dump_copy *c, const char *link, char *buf, size_t size)
{
	const char *real = buf;

	if (sys_readlink(c->root, TREE_SYS, link, buf, size) < 0)
		return NULL;
	while (str_after(real, "../"))
		real += 3;
	return !strstr(real, "../") && str_after(real, "devices/") ? real : NULL;
}

/* The links of a bus or class whose names do not start with @without, which may be NULL. */
static int copy_links(struct dump_copy *c, const char *dir, const char *without, struct paths *ret)
{
	auto_namelist struct namelist names = { 0 };
	char link[PATH_MAX], buf[PATH_MAX];
	const char *real;
	size_t i;
	int rc = 0;

	if (copy_list(c, TREE_SYS, dir, &names) < 0)
		return 0;
	for (i = 0; rc == 0 && i < names.count; i++) {
		if ((without && str_after(names.names[i], without)) ||
		    path_join(link, sizeof(link), dir, names.names[i]) < 0)
			continue;
		rc = copy_link(c, TREE_SYS, link);
		real = target_of(c, link, buf, sizeof(buf));
		if (real)
			paths_add(ret, real);
	}
	return rc;
}

/* The devices, too. Most are below others, which are copied with everything below them. */
static int copy_devices(struct dump_copy *c, const char *dir, const char *without)
{
	auto_strbuf struct strbuf text = { 0 };
	struct paths paths = { .text = &text };
	auto_namelist struct namelist sorted = { 0 };
	const char *last = NULL, *below;
	size_t i;
	int rc = copy_links(c, dir, without, &paths);

	if (rc == 0)
		rc = paths_sort(&paths, &sorted);
	for (i = 0; rc == 0 && i < sorted.count; i++) {
		below = last ? str_after(sorted.names[i], last) : NULL;
		if (below && (!*below || *below == '/'))
			continue;
		last = sorted.names[i];
		rc = copy_dir(c, TREE_SYS, last);
	}
	return rc;
}

/* The link @dir/@name, and the directory that it refers to. */
static int copy_device(struct dump_copy *c, const char *dir, const char *name)
{
	char link[PATH_MAX], buf[PATH_MAX];
	const char *real;
	int rc;

	if (path_join(link, sizeof(link), dir, name) < 0)
		return 0;
	rc = copy_link(c, TREE_SYS, link);
	real = target_of(c, link, buf, sizeof(buf));
	return rc == 0 && real ? copy_dir(c, TREE_SYS, real) : rc;
}

/*
 * The attributes of memory devices may be commands to them, or wait for the end of others. Those of
 * EDAC certainly are: see copy_edac(). fwctl devices are in a section of their own, which runs at
 * the same time.
 */
static int copy_memdev(struct dump_copy *c)
{
	static const char *const others[] = { "cxl_", "fwctl", NULL };

	c->without = others;
	return copy_device(c, "bus/cxl/devices", c->memdev);
}

static int copy_cxl(struct dump_copy *c)
{
	int rc;

	rc = copy_devices(c, "bus/cxl/devices", "mem");
	return rc == 0 ? copy_dir(c, TREE_SYS, "bus/cxl/drivers") : rc;
}

static int copy_dax(struct dump_copy *c)
{
	int rc = copy_devices(c, "bus/dax/devices", NULL);

	return rc == 0 ? copy_dir(c, TREE_SYS, "bus/dax/drivers") : rc;
}

static int copy_edac(struct dump_copy *c)
{
	char name[64];

	snprintf(name, sizeof(name), "cxl_%s", c->memdev);
	return copy_device(c, "bus/edac/devices", name);
}

static int copy_other_edac(struct dump_copy *c)
{
	return copy_devices(c, "bus/edac/devices", "cxl_mem");
}

static int copy_fwctl(struct dump_copy *c)
{
	int rc = copy_devices(c, "class/fwctl", NULL);

	return rc < 0 ? rc : copy_fwctl_info(c);
}

/* Reading others, such as rom, vpd and resource0, has effects on a device. */
static const char *const pci_names[] = {
	"vendor",
	"device",
	"class",
	"revision",
	"subsystem_vendor",
	"subsystem_device",
	"config",
	"resource",
	"numa_node",
	"irq",
	"enable",
	"power_state",
	"current_link_speed",
	"current_link_width",
	"max_link_speed",
	"max_link_width",
	"aer_dev_correctable",
	"aer_dev_fatal",
	"aer_dev_nonfatal",
	"aer_rootport_total_err_cor",
	"aer_rootport_total_err_fatal",
	"aer_rootport_total_err_nonfatal",
	"reset_method",
	"available_secure_streams",
	"doe_features/",
	"tsm/",
	"authenticated",
	"driver",
	"subsystem",
	"firmware_node",
	"physical_node",
	"iommu_group",
	"modalias",
	"uevent",
	NULL,
};

/* The directories above @path, up to the root. */
static void add_above(const char *path, struct paths *ret)
{
	char above[PATH_MAX], *slash;

	snprintf(above, sizeof(above), "%s", path);
	while ((slash = strrchr(above, '/'))) {
		*slash = '\0';
		paths_add(ret, above);
	}
}

/* The functions that memory devices are below of: endpoints, ports of switches, host bridges. */
static int copy_pci(struct dump_copy *c)
{
	auto_namelist struct namelist names = { 0 }, sorted = { 0 };
	auto_strbuf struct strbuf text = { 0 };
	struct paths paths = { .text = &text };
	char link[PATH_MAX], buf[PATH_MAX];
	const char *real;
	size_t i;
	int rc;

	if (copy_list(c, TREE_SYS, "bus/cxl/devices", &names) < 0)
		return 0;
	for (i = 0; i < names.count; i++) {
		if (!str_after(names.names[i], "mem") ||
		    path_join(link, sizeof(link), "bus/cxl/devices", names.names[i]) < 0)
			continue;
		real = target_of(c, link, buf, sizeof(buf));
		if (real)
			add_above(real, &paths);
	}
	rc = paths_sort(&paths, &sorted);
	for (i = 0; rc == 0 && i < sorted.count; i++)
		if (i == 0 || !str_eq(sorted.names[i], sorted.names[i - 1]))
			rc = copy_some(c, sorted.names[i], pci_names);
	return rc;
}

static int copy_files(struct dump_copy *c, enum sys_tree tree, const char *const *paths)
{
	int rc = 0;

	while (rc == 0 && *paths)
		rc = copy_file(c, tree, *paths++);
	return rc;
}

static int copy_acpi(struct dump_copy *c)
{
	static const char *const tables[] = {
		"firmware/acpi/tables/CEDT",
		"firmware/acpi/tables/SRAT",
		"firmware/acpi/tables/HMAT",
		"firmware/acpi/tables/SLIT",
		NULL,
	};

	return copy_files(c, TREE_SYS, tables);
}

static int copy_memory(struct dump_copy *c)
{
	int rc = copy_dir(c, TREE_SYS, "devices/system/memory");

	if (rc == 0)
		rc = copy_dir(c, TREE_SYS, "devices/system/node");
	return rc == 0 ? copy_dir(c, TREE_SYS, "devices/virtual/memory_tiering") : rc;
}

/* Reading others, such as hist and trigger, may wait for an event. */
static int copy_formats(struct dump_copy *c)
{
	static const char *const files[] = { "format", "id", "enable", NULL };
	auto_namelist struct namelist names = { 0 };
	char path[PATH_MAX];
	size_t i;
	int rc = 0;

	if (copy_list(c, TREE_SYS, EVENTS, &names) < 0)
		return 0;
	for (i = 0; rc == 0 && i < names.count; i++)
		if (path_join(path, sizeof(path), EVENTS, names.names[i]) == 0)
			rc = copy_some(c, path, files);
	return rc;
}

static int copy_debugfs(struct dump_copy *c)
{
	return copy_dir(c, TREE_SYS, "kernel/debug/cxl");
}

static int copy_modules(struct dump_copy *c)
{
	static const char *const names[] = { "parameters/", "version", "srcversion",
					     "taint",	    "refcnt",  NULL };
	static const char *const modules[] = {
		"cxl_core", "cxl_acpi", "cxl_pci",    "cxl_mem",  "cxl_port", "cxl_pmem",
		"cxl_pmu",  "dax_cxl",	"device_dax", "dax_hmem", "kmem",     "fwctl",
	};
	char path[64];
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < ARRAY_SIZE(modules); i++) {
		snprintf(path, sizeof(path), "module/%s", modules[i]);
		rc = copy_some(c, path, names);
	}
	return rc;
}

static int copy_kernel(struct dump_copy *c)
{
	static const char *const proc[] = {
		"cmdline",
		"version",
		"uptime",
		"iomem",
		"mounts",
		"swaps",
		"meminfo",
		"vmstat",
		"modules",
		"filesystems",
		"config.gz",
		"sys/kernel/tainted",
		"sys/kernel/osrelease",
		"sys/kernel/random/boot_id",
		"sys/kernel/panic_on_warn",
		"sys/kernel/warn_limit",
		"sys/kernel/panic_on_oops",
		"sys/kernel/numa_balancing",
		"sys/vm/panic_on_unrecoverable_memory_failure",
		"sys/vm/memory_failure_recovery",
		"self/status",
		"self/loginuid",
		NULL,
	};
	static const char *const sys[] = {
		"kernel/security/lockdown",
		"kernel/mm/numa/demotion_enabled",
		"devices/virtual/dmi/id/bios_vendor",
		"devices/virtual/dmi/id/bios_version",
		"devices/virtual/dmi/id/bios_date",
		"devices/virtual/dmi/id/sys_vendor",
		"devices/virtual/dmi/id/product_name",
		"devices/virtual/dmi/id/product_version",
		"devices/virtual/dmi/id/board_vendor",
		"devices/virtual/dmi/id/board_name",
		"devices/virtual/dmi/id/board_version",
		NULL,
	};
	static const char *const log[] = { "kmsg", NULL };
	int rc = copy_files(c, TREE_PROC, proc);

	if (rc == 0)
		rc = copy_files(c, TREE_SYS, sys);
	if (rc == 0)
		rc = copy_file(c, TREE_LIB, "os-release");
	return rc == 0 ? copy_files(c, TREE_DEV, log) : rc;
}

static int copy_rasdaemon(struct dump_copy *c)
{
	return copy_file(c, TREE_STATE, "rasdaemon/ras-mc_event.db");
}

static int copy_configuration(struct dump_copy *c)
{
	int rc = copy_dir(c, TREE_ETC, "cxl");

	return rc == 0 ? copy_dir(c, TREE_LIB, "cxl") : rc;
}

/* clang-format off */
/* System first: the tree that the other sections are read with. */
static const struct dump_section sections[] = {
	{ .name = "kernel", .title = "command line, taint, messages, firmware and system release",
	  .seconds = 10, .bytes = 8 * MIB, .copy = copy_kernel },
	{ .name = "acpi", .title = "ACPI tables CEDT, SRAT, HMAT and SLIT",
	  .seconds = 10, .bytes = 4 * MIB, .copy = copy_acpi },
	{ .name = "messages", .title = "kernel messages about CXL, memory and PCIe errors",
	  .seconds = 10, .bytes = 8 * MIB, .copy = copy_messages },
	{ .name = "rasdaemon", .title = "events that rasdaemon has recorded",
	  .seconds = 10, .bytes = 32 * MIB, .copy = copy_rasdaemon },
	{ .name = "modules", .title = "versions and parameters of the kernel modules",
	  .seconds = 10, .bytes = 64 * KIB, .copy = copy_modules },
	{ .name = "configuration", .title = "files of this program below /etc and /usr/lib",
	  .seconds = 10, .bytes = MIB, .copy = copy_configuration },
	{ .name = "system", .title = "what cxl check reads besides: PCI functions, udev rules, units",
	  .seconds = 10, .bytes = MIB, .copy = copy_system },
	{ .name = "cxl", .title = "sysfs of CXL ports, decoders and regions, CDAT included",
	  .seconds = 30, .bytes = MIB, .copy = copy_cxl },
	{ .name = "memdev", .title = "sysfs of all memory devices", .per_memdev = true,
	  .every_memdev = true, .seconds = 30, .bytes = MIB, .copy = copy_memdev },
	{ .name = "pci", .title = "sysfs of their PCI functions, and configuration space",
	  .seconds = 30, .bytes = 64 * KIB, .copy = copy_pci },
	{ .name = "dax", .title = "sysfs of DAX regions and devices",
	  .seconds = 30, .bytes = 64 * KIB, .copy = copy_dax },
	{ .name = "edac-other", .title = "EDAC interfaces of regions and other devices",
	  .seconds = 30, .bytes = 64 * KIB, .copy = copy_other_edac },
	{ .name = "fwctl", .title = "fwctl devices of any driver, and their types",
	  .seconds = 10, .bytes = 64 * KIB, .copy = copy_fwctl },
	{ .name = "memory", .title = "memory blocks, NUMA nodes and memory tiers",
	  .seconds = 30, .bytes = 64 * KIB, .copy = copy_memory },
	{ .name = "formats", .title = "formats of the CXL trace events",
	  .seconds = 10, .bytes = 64 * KIB, .copy = copy_formats },
	{ .name = "debugfs", .title = "debugfs of the CXL subsystem",
	  .seconds = 10, .bytes = 64 * KIB, .copy = copy_debugfs },
	{ .name = "list", .title = "cxl list, without data from mailboxes", .seconds = 60,
	  .bytes = 64 * MIB, .verb = { "list", "-BPEDTMRX", "-i", "--pci" } },
	{ .name = "support-status", .title = "cxl support-status, of what the other sections have",
	  .seconds = 30, .bytes = 8 * MIB, .is_check = true, .of_dump = true,
	  .verb = { "support-status" } },
	{ .name = "check", .title = "cxl check, of what the other sections have", .seconds = 30,
	  .bytes = 8 * MIB, .is_check = true, .of_dump = true, .verb = { "check" } },
	{ .name = "audit", .title = "cxl audit", .seconds = 30, .bytes = 8 * MIB,
	  .verb = { "audit" } },
	{ .name = "cdat", .title = "cxl cdat", .seconds = 10, .bytes = 32 * MIB, .verb = { "cdat" } },
	{ .name = "identify", .title = "cxl identify", .per_memdev = true, .seconds = 10,
	  .bytes = MIB, .verb = { "identify" } },
	{ .name = "health", .title = "cxl get-health", .per_memdev = true, .seconds = 10,
	  .bytes = MIB, .verb = { "get-health" } },
	{ .name = "alerts", .title = "cxl get-alert-config", .per_memdev = true, .seconds = 10,
	  .bytes = MIB, .verb = { "get-alert-config" } },
	{ .name = "partition", .title = "cxl get-partition", .per_memdev = true, .seconds = 10,
	  .bytes = MIB, .verb = { "get-partition" } },
	{ .name = "firmware", .title = "cxl get-fw-info", .per_memdev = true, .seconds = 10,
	  .bytes = MIB, .verb = { "get-fw-info" } },
	{ .name = "timestamp", .title = "cxl get-timestamp", .per_memdev = true, .seconds = 10,
	  .bytes = MIB, .verb = { "get-timestamp" } },
	{ .name = "shutdown-state", .title = "cxl get-shutdown-state", .per_memdev = true,
	  .seconds = 10, .bytes = MIB, .verb = { "get-shutdown-state" } },
	{ .name = "commands", .title = "cxl list-commands: the Command Effects Log",
	  .per_memdev = true, .seconds = 10, .bytes = 4 * MIB, .verb = { "list-commands" } },
	{ .name = "cel", .title = "cxl get-log cel", .per_memdev = true, .seconds = 10,
	  .bytes = 4 * MIB, .verb = { "get-log", "cel" } },
	{ .name = "logs", .title = "cxl list-logs", .per_memdev = true, .seconds = 10,
	  .bytes = MIB, .verb = { "list-logs" } },
	{ .name = "features", .title = "cxl list-features --values",
	  .per_memdev = true, .seconds = 30, .bytes = 16 * MIB, .verb = { "list-features", "--values" } },
	{ .name = "edac", .title = "EDAC interfaces: scrub, ECS, repair", .per_memdev = true,
	  .seconds = 30, .bytes = 64 * KIB, .copy = copy_edac },
	{ .name = "labels", .title = "cxl read-labels --decode", .per_memdev = true,
	  .on_request = true, .seconds = 60, .bytes = 64 * MIB, .verb = { "read-labels", "--decode" } },
	{ .name = "poison", .title = "cxl list --media-errors: the poison list", .per_memdev = true,
	  .on_request = true, .effects = true, .seconds = 60, .bytes = 64 * MIB,
	  .verb = { "list", "-ML", "-m", DUMP_MEMDEV } },
	{ .name = "vendor-debug", .title = "the Vendor Debug log, as it is", .per_memdev = true,
	  .on_request = true, .binary = true, .seconds = 120, .bytes = 64 * MIB,
	  .verb = { "get-log", "vendor-debug", "-b" } },
	{ .name = "component-state-dump", .title = "the Component State Dump log, as it is",
	  .per_memdev = true, .on_request = true, .binary = true, .seconds = 120,
	  .bytes = 64 * MIB, .verb = { "get-log", "component-state-dump", "-b" } },
};
/* clang-format on */

const struct dump_section *dump_section_at(size_t i)
{
	return i < ARRAY_SIZE(sections) ? &sections[i] : NULL;
}
