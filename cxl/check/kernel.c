// SPDX-License-Identifier: GPL-2.0-only
/* cxl check: whether the kernel is recent enough, and has the drivers that the devices need. */
#include <stdio.h>

#include <limits.h>

#include "cxl/check/check.h"
#include "util/sys-errors.h"

#define FIRST_VERSION 601 /* Linux 6.1 */

static int has_memdev(const struct check *c)
{
	return c->topo.kinds[NODE_MEMDEV].count > 0;
}

static int has_function(const struct check *c)
{
	return check_count_functions(c) > 0;
}

static int has_acpi_device(const struct check *c)
{
	return check_has_acpi_device(c);
}

static int has_root_decoder(const struct check *c)
{
	const struct node_list *l = &c->topo.kinds[NODE_BUS];
	size_t i;

	for (i = 0; i < l->count; i++)
		if (node_child(l->at[i], NODE_DECODER))
			return has_memdev(c);
	return 0;
}

static int has_pmem(const struct check *c)
{
	return check_has_memory(c, "pmem/size");
}

static int has_dax_region(const struct check *c)
{
	return c->topo.kinds[NODE_DAX_REGION].count > 0;
}

/* --- version */

/*
 * Kernels that have them, older ones of distributions too, hide the attribute of a window that does
 * not allow this memory (cxl_root_decoder_visible()).
 */
static bool lacks_ram_regions(const struct check *c, const struct node *decoder)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 allowed;

	return node_check(&c->topo, decoder, "create_pmem_region") == 0 &&
	       node_check(&c->topo, decoder, "create_ram_region") == -ENOENT &&
	       node_open(&c->topo, decoder, &d) == 0 &&
	       sysdir_read_u64(&d, "cap_ram", &allowed) == 0 && allowed;
}

/* What the devices have and this kernel cannot use. */
static void check_ram_regions(struct check *c)
{
	const struct node_list *l = &c->topo.kinds[NODE_DECODER];
	const int ram = check_has_memory(c, "ram/size");
	struct finding *f;
	size_t i;

	if (!ram || check_kernel_version(c) >= 603)
		return;
	for (i = 0; i < l->count; i++) {
		if (!lacks_ram_regions(c, l->at[i]))
			continue;
		if (ram < 0) {
			check_unknown(c, NULL, NULL,
				      "cannot read whether the memory devices have "
				      "volatile memory: %s",
				      sys_error_text(ram));
			return;
		}
		f = check_report(
			c, CHECK_WARN, NULL,
			"this kernel cannot create regions of the volatile memory that the "
			"memory devices have (needs Linux 6.3)");
		finding_action(f, "boot Linux 6.3 or later");
		return;
	}
}

/* Distributions have them in older kernels, too. */
static bool has_regions(const struct check *c)
{
	return c->topo.kinds[NODE_REGION].count ||
	       sys_exists(c->topo.root, TREE_SYS, "bus/cxl/drivers/cxl_region");
}

static bool has_device(const struct check *c)
{
	return has_memdev(c) || has_function(c) || check_has_acpi_device(c);
}

void check_kernel_age(struct check *c)
{
	const u32 version = check_kernel_version(c);
	struct finding *f;

	if (!version) {
		check_unknown(c, NULL, "mount procfs on /proc",
			      "cannot read the version of the kernel");
		return;
	}
	if (version < FIRST_VERSION && has_device(c) && !has_regions(c)) {
		f = check_report(c, CHECK_FAIL, NULL, "Linux %u.%u has no support for CXL regions",
				 version / 100, version % 100);
		finding_action(f, "boot Linux 6.1 or later");
	}
	check_ram_regions(c);
	check_pass(c, "Linux %u.%u", version / 100, version % 100);
}

/* --- drivers */

/* A driver is registered if the directory exists. */
static const struct driver {
	const char *name, *path, *module, *option;
	int (*wanted)(const struct check *c); /* 1, 0, or a negative errno: not known */
	enum check_result severity;
	const char *purpose;
} drivers[] = {
	{ "cxl_acpi", "bus/platform/drivers/cxl_acpi", "cxl_acpi", "CONFIG_CXL_ACPI",
	  has_acpi_device, CHECK_FAIL, "the CXL host bridges and windows" },
	{ "cxl_pci", "bus/pci/drivers/cxl_pci", "cxl_pci", "CONFIG_CXL_PCI", has_function,
	  CHECK_FAIL, "CXL memory devices on PCI" },
	{ "cxl_port", "bus/cxl/drivers/cxl_port", "cxl_port", "CONFIG_CXL_PORT", has_memdev,
	  CHECK_FAIL, "CXL ports" },
	{ "cxl_mem", "bus/cxl/drivers/cxl_mem", "cxl_mem", "CONFIG_CXL_MEM", has_memdev, CHECK_FAIL,
	  "the memory of CXL devices" },
	{ "cxl_region", "bus/cxl/drivers/cxl_region", "cxl_core", "CONFIG_CXL_REGION",
	  has_root_decoder, CHECK_FAIL, "regions" },
	{ "cxl_nvdimm", "bus/cxl/drivers/cxl_nvdimm", "cxl_pmem", "CONFIG_CXL_PMEM", has_pmem,
	  CHECK_WARN, "persistent memory" },
	{ "cxl_dax_region", "bus/cxl/drivers/cxl_dax_region", "dax_cxl", "CONFIG_DEV_DAX_CXL",
	  has_dax_region, CHECK_FAIL, "DAX devices of regions" },
};

/* Other commands may load the module, as "/usr/bin/modprobe --ignore-install cxl_pci" does. */
static bool loads_nothing(const char *command)
{
	const char *name = command ? path_base(command) : "";

	return str_eq(name, "true") || str_eq(name, "false");
}

/* "blacklist cxl_pci", or "install cxl-pci /bin/false". */
static bool blocks_module(char *text, const void *name)
{
	const char *verb, *module, *command;
	char *line, *save;

	while ((line = check_next_line(&text))) {
		save = NULL;
		verb = strtok_r(line, " \t", &save);
		module = strtok_r(NULL, " \t", &save);
		command = strtok_r(NULL, " \t", &save);
		if (!module || !check_is_module(module, strlen(module), name))
			continue;
		if (str_eq(verb, "blacklist") ||
		    (str_eq(verb, "install") && loads_nothing(command)))
			return true;
	}
	return false;
}

/* The file that blocks it, or ""; false: not all of the files can be read. */
static bool find_blocking(const struct check *c, const struct driver *d, char *path, size_t size)
{
	const struct check_search s = { "modprobe.d", ".conf", false, blocks_module, d->module };
	const int rc = check_find_file(c, &s, path, size);

	return rc == 0 || rc == -ENODATA;
}

/* A regular expression for its name as the files have it. */
static void module_pattern(const char *module, char *buf, size_t size)
{
	const char *rest = strchr(module, '_');

	if (rest)
		snprintf(buf, size, "%.*s[-_]%s", (int)(rest - module), module, rest + 1);
	else
		snprintf(buf, size, "%s", module);
}

static void explain_file(const struct driver *d, const char *path, struct finding *f)
{
	const bool is_own = str_after(path, sys_tree_name(TREE_ETC));
	char pattern[40], edit[80], out[PATH_MAX] = "";

	finding_action(f, "%s keeps the module %s from being loaded: %s", path, d->module,
		       is_own ? "remove the line"
			      : "replace it by a file of the same name in /etc/modprobe.d, "
				"without the line");
	if (!check_is_word(path))
		return;
	module_pattern(d->module, pattern, sizeof(pattern));
	snprintf(edit, sizeof(edit), "'/^\\s*(blacklist|install)\\s+%s\\b/d'", pattern);
	if (!is_own)
		snprintf(out, sizeof(out), " >/etc/modprobe.d/%s", path_base(path));
	finding_command(f, "%ssed -E%s %s %s%s && modprobe %s",
			is_own ? "" : "mkdir -p /etc/modprobe.d && ", is_own ? "i" : "", edit, path,
			out, d->module);
}

/*
 * Both compare names as they are: the kernel those of its last parameter (blacklisted() of
 * kernel/module/main.c), modprobe those of all.
 */
static bool is_blocked_by_kernel(const struct check *c, const struct driver *d)
{
	char list[CHECK_CMDLINE_MAX];

	return check_kernel_parameter(c, "module_blacklist", list, sizeof(list)) &&
	       check_list_has(list, d->module);
}

/* modprobe ignores its parameter if the module is named, the kernel does not ignore its own. */
static bool explain_parameter(const struct check *c, const struct driver *d, struct finding *f)
{
	const bool by_kernel = is_blocked_by_kernel(c, d);

	if (!by_kernel && !check_parameter_has(c, "modprobe.blacklist", d->module))
		return false;
	finding_action(f,
		       "the kernel parameter %s keeps the module %s from being loaded: remove it "
		       "from the configuration of the boot loader%s",
		       by_kernel ? "module_blacklist" : "modprobe.blacklist", d->module,
		       by_kernel ? ", and boot again" : "; until then, load the module");
	if (!by_kernel)
		finding_command(f, "modprobe %s", d->module);
	return true;
}

/* What may keep a module from being loaded, and cannot be read; NULL: nothing. */
static const char *unknown_cause(const struct check *c, bool files_known)
{
	if (!check_parameters_known(c))
		return files_known ? "a kernel parameter"
				   : "a file in modprobe.d or a kernel parameter";
	return files_known ? NULL : "a file in modprobe.d";
}

static void explain_module(const struct driver *d, char option, const char *unknown,
			   struct finding *f)
{
	char text[96] = "";

	if (unknown)
		snprintf(text, sizeof(text), "; whether %s prevents that is not known", unknown);
	finding_action(f, "load its module%s%s%s",
		       option ? "" : "; if there is none, boot a kernel that is built with ",
		       option ? "" : d->option, text);
	finding_command(f, "modprobe %s", d->module);
}

static void explain_driver(const struct check *c, const struct driver *d, struct finding *f)
{
	const char option = check_kernel_option(c, d->option);
	char path[PATH_MAX];
	bool known;

	if (option == 'n') {
		finding_action(f, "boot a kernel that is built with %s", d->option);
	} else if (option == 'y') { /* what keeps modules from being loaded does not matter */
		finding_action(f, "it is built in, but did not start: see the kernel log");
	} else if (!explain_parameter(c, d, f)) {
		known = find_blocking(c, d, path, sizeof(path));
		if (*path)
			explain_file(d, path, f);
		else
			explain_module(d, option, unknown_cause(c, known), f);
	}
}

static void check_driver(struct check *c, const struct driver *d)
{
	int rc = sys_check(c->topo.root, TREE_SYS, d->path);
	struct finding *f;

	if (rc == 0)
		return;
	if (rc != -ENOENT) {
		check_unknown(c, d->name, NULL, "cannot read /sys/%s: %s", d->path,
			      sys_error_text(rc));
		return;
	}
	f = check_report(c, d->severity, d->name, "the driver of %s is missing%s", d->purpose,
			 check_kernel_option(c, d->option) == 'n'
				 ? ": the kernel is built without it"
				 : "");
	explain_driver(c, d, f);
}

/* The directories of drivers of a bus that was not captured say nothing. */
static bool is_captured(const struct check *c, const struct driver *d)
{
	char dir[64];

	if (!c->ctx->root.captured)
		return true;
	snprintf(dir, sizeof(dir), "%.*s", (int)(strstr(d->path, "/drivers") + 8 - d->path),
		 d->path);
	return sys_exists(c->topo.root, TREE_SYS, dir);
}

void check_kernel_drivers(struct check *c)
{
	const struct driver *d;
	size_t wanted = 0;
	int rc;

	for (d = drivers; d < drivers + ARRAY_SIZE(drivers); d++) {
		rc = d->wanted(c);
		if (rc == 0)
			continue;
		wanted++;
		if (rc < 0)
			check_unknown(c, d->name, NULL,
				      "whether a device needs it is not known: %s",
				      sys_error_text(rc));
		else if (is_captured(c, d))
			check_driver(c, d);
		else
			check_unknown(c, d->name, NULL, "whether the driver is there is not known");
	}
	if (wanted)
		check_pass(c, "drivers that the devices need: %zu, all of them are there", wanted);
	else
		check_pass(c, "no device needs a driver");
}
