// SPDX-License-Identifier: GPL-2.0-only
/* The section "system" of a dump: what "cxl check" reads and no other section has. */
#include <limits.h>
#include <paths.h>
#include <stdio.h>

#include "cxl/dump/copy.h"
#include "cxl/dump/dump.h"
#include "cxl/lib/topo/pci.h"
#include "util/num.h"

#define PCI_DEVICES "bus/pci/devices"
#define CLASS_CXL_MEMORY 0x0502
#define RULES "udev/rules.d"
#define CONFIGURATION "daxctl.conf.d"
#define RULE_MAX (256U << 10) /* bytes of a file of udev rules */

static const char *const function_names[] = {
	"class",
	"vendor",
	"device",
	"config",
	"driver",
	"driver_override",
	"enable",
	"power_state",
	"current_link_speed",
	"current_link_width",
	"max_link_speed",
	"max_link_width",
	NULL,
};

/* --- PCI functions of the class CXL memory device, with or without a driver */

/* What the links of the functions above are capable of, which "cxl check" compares. */
static int copy_links_above(struct dump_copy *c, const char *function)
{
	static const char *const names[] = { "current_link_speed", "current_link_width",
					     "max_link_speed", "max_link_width", NULL };
	char path[PATH_MAX], *slash;
	int rc = 0;

	snprintf(path, sizeof(path), "%s", function);
	while (rc == 0 && (slash = strrchr(path, '/'))) {
		*slash = '\0';
		if (!pci_is_address(path_base(path)))
			break;
		rc = copy_some(c, path, names);
	}
	return rc;
}

static int copy_function(struct dump_copy *c, const char *link)
{
	char target[PATH_MAX], path[PATH_MAX], text[32];
	const char *real;
	int class_rc, rc;
	u64 class;

	if (sys_readlink(c->root, TREE_SYS, link, target, sizeof(target)) < 0)
		return copy_link(c, TREE_SYS, link); /* lists the error */
	for (real = target; str_after(real, "../"); real += 3)
		;
	if (strstr(real, "../") || path_join(path, sizeof(path), real, "class") < 0)
		return 0;
	class_rc = sys_read(c->root, TREE_SYS, path, text, sizeof(text));
	if (class_rc == -ENOENT ||
	    (class_rc >= 0 && (num_u64(text, 0, &class) < 0 || class >> 8 != CLASS_CXL_MEMORY)))
		return 0;
	rc = copy_link(c, TREE_SYS, link);
	if (rc == 0 && class_rc < 0) /* it may be one */
		return copy_file(c, TREE_SYS, path);
	if (rc == 0)
		rc = copy_some(c, real, function_names);
	return rc < 0 ? rc : copy_links_above(c, real);
}

static int copy_functions(struct dump_copy *c)
{
	auto_namelist struct namelist names = { 0 };
	char link[PATH_MAX];
	size_t i;
	int rc;

	if (copy_list(c, TREE_SYS, PCI_DEVICES, &names) < 0)
		return 0;
	/* Also without such a function, so that this is known. */
	rc = dump_make_parents(c->dir, "sys/" PCI_DEVICES "/function");
	for (i = 0; rc == 0 && i < names.count; i++)
		if (path_join(link, sizeof(link), PCI_DEVICES, names.names[i]) == 0)
			rc = copy_function(c, link);
	return rc;
}

/* --- the kernel, udev and systemd */

/*
 * Directories that are in the dump even if nothing in them is, so that it is known what the system
 * does not have: /sys, without which nothing can be read from a dump, those of drivers, if the
 * system has the directory, and those of configuration files, unless they cannot be read.
 */
static int make_known_dirs(struct dump_copy *c)
{
	static const struct {
		enum sys_tree tree;
		const char *path;
	} dirs[] = {
		{ TREE_SYS, "bus/pci/drivers" },
		{ TREE_SYS, "bus/platform/drivers" },
		{ TREE_SYS, "bus/cxl/drivers" },
		{ TREE_ETC, CONFIGURATION },
		{ TREE_LIB, CONFIGURATION },
		{ TREE_ETC, RULES },
		{ TREE_RUN, RULES },
		{ TREE_LIB, RULES },
	};
	char name[PATH_MAX];
	size_t i;
	int rc = dump_make_dir(c->dir, sys_tree_name(TREE_SYS) + 1), found;

	for (i = 0; rc == 0 && i < ARRAY_SIZE(dirs); i++) {
		auto_namelist struct namelist names = { 0 };

		found = sys_list(c->root, dirs[i].tree, dirs[i].path, &names);
		if (found < 0 && (dirs[i].tree == TREE_SYS || found != -ENOENT))
			continue;
		snprintf(name, sizeof(name), "%s/%s", sys_tree_name(dirs[i].tree) + 1,
			 dirs[i].path);
		rc = dump_make_dir(c->dir, name);
	}
	return rc;
}

/* Its driver may not be there: without a file, the link would lead nowhere. */
static int copy_acpi_device(struct dump_copy *c)
{
	static const char *const names[] = { "modalias", "driver", NULL };
	static const char link[] = "bus/platform/devices/ACPI0017:00";
	char target[PATH_MAX];
	const char *real;
	int rc;

	if (sys_readlink(c->root, TREE_SYS, link, target, sizeof(target)) < 0)
		return 0;
	rc = copy_link(c, TREE_SYS, link);
	for (real = target; str_after(real, "../"); real += 3)
		;
	return rc < 0 || strstr(real, "../") ? rc : copy_some(c, real, names);
}

static int copy_kernel_configuration(struct dump_copy *c)
{
	char release[128], path[200];
	int rc;

	if (sys_read(c->root, TREE_PROC, "sys/kernel/osrelease", release, sizeof(release)) < 0 ||
	    strchr(release, '/'))
		return 0;
	snprintf(path, sizeof(path), "modules/%s/config", release);
	rc = copy_file(c, TREE_LIB, path);
	snprintf(path, sizeof(path), "config-%s", release);
	return rc < 0 ? rc : copy_file(c, TREE_BOOT, path);
}

/* About memory blocks or DAX devices, or in place of a file of a later tree. */
static bool is_wanted_rule(const struct dump_copy *c, enum sys_tree tree, const char *path)
{
	auto_sys_text struct sys_text file = { 0 };

	if (tree != TREE_LIB && sys_exists(c->root, TREE_LIB, path))
		return true;
	if (tree == TREE_ETC && sys_exists(c->root, TREE_RUN, path))
		return true;
	return sys_read_file(c->root, tree, path, RULE_MAX, &file) == 0 &&
	       (strstr(file.text, "\"memory\"") || strstr(file.text, "\"dax\""));
}

/* A link to /dev/null disables the file of the same name. */
static int copy_rule(struct dump_copy *c, enum sys_tree tree, const char *path)
{
	char target[PATH_MAX];

	if (sys_readlink(c->root, tree, path, target, sizeof(target)) >= 0 &&
	    str_eq(target, _PATH_DEVNULL))
		return copy_link(c, tree, path);
	return copy_file(c, tree, path);
}

static int copy_rules(struct dump_copy *c, enum sys_tree tree)
{
	auto_namelist struct namelist names = { 0 };
	char path[PATH_MAX];
	size_t i;
	int rc = 0;

	if (sys_list(c->root, tree, RULES, &names) < 0)
		return 0;
	for (i = 0; rc == 0 && i < names.count; i++)
		if (path_join(path, sizeof(path), RULES, names.names[i]) == 0 &&
		    is_wanted_rule(c, tree, path))
			rc = copy_rule(c, tree, path);
	return rc;
}

/* The first one exists wherever systemd does, and shows that the others were looked for. */
static int copy_units(struct dump_copy *c, enum sys_tree tree)
{
	static const char *const units[] = { "basic.target", "cxl-monitor.service",
					     "rasdaemon.service" };
	static const char *const targets[] = { "multi-user", "default", "graphical" };
	char path[120];
	size_t i, k;
	int rc = 0;

	for (i = 0; rc == 0 && i < ARRAY_SIZE(units); i++) {
		snprintf(path, sizeof(path), "systemd/system/%s", units[i]);
		rc = copy_file(c, tree, path);
		for (k = 0; rc == 0 && k < ARRAY_SIZE(targets); k++) {
			snprintf(path, sizeof(path), "systemd/system/%s.target.wants/%s",
				 targets[k], units[i]);
			rc = copy_link(c, tree, path);
		}
	}
	return rc;
}

int copy_system(struct dump_copy *c)
{
	static const struct {
		enum sys_tree tree;
		const char *path;
	} dirs[] = {
		{ TREE_SYS, "bus/pci/drivers/cxl_pci" },
		{ TREE_SYS, "bus/platform/drivers/cxl_acpi" },
		{ TREE_SYS, "bus/platform/drivers/hmem" },
		{ TREE_ETC, CONFIGURATION },
		{ TREE_LIB, CONFIGURATION },
		{ TREE_ETC, "modprobe.d" },
		{ TREE_RUN, "modprobe.d" },
		{ TREE_LIB, "modprobe.d" },
	};
	static const enum sys_tree trees[] = { TREE_ETC, TREE_RUN, TREE_LIB };
	size_t i;
	int rc = make_known_dirs(c);

	if (rc == 0)
		rc = copy_functions(c);
	if (rc == 0)
		rc = copy_acpi_device(c);
	if (rc == 0)
		rc = copy_kernel_configuration(c);
	for (i = 0; rc == 0 && i < ARRAY_SIZE(dirs); i++)
		rc = copy_dir(c, dirs[i].tree, dirs[i].path);
	for (i = 0; rc == 0 && i < ARRAY_SIZE(trees); i++) {
		rc = copy_rules(c, trees[i]);
		if (rc == 0)
			rc = copy_units(c, trees[i]);
	}
	return rc;
}
