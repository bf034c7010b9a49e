// SPDX-License-Identifier: GPL-2.0-only
/* cxl check: what the firmware provides for CXL, and what it has done with the memory. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/check/check.h"
#include "cxl/lib/region/window.h"
#include "cxl/lib/topo/dport.h"
#include "util/num.h"

#define TABLES "firmware/acpi/tables"
#define GRUB_MAX (1U << 20) /* bytes */
#define SETUP "systemctl reboot --firmware-setup"

/* --- the root device */

static void explain_no_root(struct check *c, struct finding *f)
{
	finding_because(f, check_find(c, "kernel-driver", "cxl_acpi"));
	if (f->cause) {
		finding_solve_cause(f);
	} else if (check_has_acpi_device(c)) {
		check_quote_log(c, CHECK_ACPI_DEVICE, f);
		finding_action(f, "bind the ACPI device to its driver");
		finding_command(f, "echo %s >/sys/bus/platform/drivers/cxl_acpi/bind",
				CHECK_ACPI_DEVICE);
	} else {
		finding_action(f, "enable CXL in the firmware setup; devices in the mode \"Type 3 "
				  "legacy\", and firmware without CXL support, are not usable");
		finding_command(f, SETUP);
	}
}

/* A dump has the link of the device, but no directory; other captured trees may have neither. */
static bool platform_known(const struct check *c)
{
	return c->in_dump || sys_exists(c->topo.root, TREE_SYS, "bus/platform/devices");
}

/* A captured tree without any table tells nothing, nor does the dump of an ordinary user. */
static const char *why_no_root(const struct check *c)
{
	const int rc = sys_check(c->topo.root, TREE_SYS, TABLES "/CEDT");

	if (check_has_acpi_device(c))
		return ": ACPI0017 has no driver";
	if (rc == 0 || sys_exists(c->topo.root, TREE_SYS, "bus/acpi/devices/" CHECK_ACPI_DEVICE))
		return platform_known(c) ? ": there is no platform device ACPI0017" : "";
	return rc == -ENOENT && sys_exists(c->topo.root, TREE_SYS, TABLES)
		       ? ": the firmware has no ACPI table CEDT"
		       : "";
}

void check_acpi(struct check *c)
{
	const size_t functions = check_count_functions(c);
	const struct node_list *l = &c->topo.kinds[NODE_BUS];
	struct finding *f;

	if (l->count) {
		check_pass(c, "the root device is %s", l->at[0]->name);
		return;
	}
	if (!functions && !check_has_acpi_device(c) && !c->topo.kinds[NODE_MEMDEV].count) {
		if (c->pci_rc < 0)
			check_unknown(c, NULL, NULL, "cannot read all PCI functions: %s",
				      sys_error_text(c->pci_rc));
		check_pass(c, "there is no CXL memory device");
		return;
	}
	f = check_report(c, CHECK_FAIL, NULL, "there is no CXL root device%s", why_no_root(c));
	explain_no_root(c, f);
}

/* --- memory that the firmware has taken */

static bool overlaps(const struct iomem_range *r, const struct window *w)
{
	return w->size && r->start <= w->start + (w->size - 1) && r->last >= w->start;
}

static bool is_managed(const struct iomem_range *r)
{
	return str_after(r->name, "region") || str_after(r->name, "dax") ||
	       strstr(r->name, "(kmem)");
}

/* A region or DAX device around it. */
static bool is_inside_managed(const struct iomem *m, size_t i)
{
	while (m->at[i].depth && m->at[i].parent < i) {
		i = m->at[i].parent;
		if (is_managed(&m->at[i]))
			return true;
	}
	return false;
}

/* A region or DAX device at any of the addresses. */
static bool has_managed(const struct iomem *m, const struct iomem_range *r)
{
	size_t i;

	for (i = 0; i < m->count; i++)
		if (m->at[i].start <= r->last && m->at[i].last >= r->start && is_managed(&m->at[i]))
			return true;
	return false;
}

/* Also of a window that no region can use. On failure, it overlaps nothing. */
static int read_range(const struct check *c, const struct node *decoder, struct window *ret)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	int rc = node_open(&c->topo, decoder, &d);

	*ret = (struct window){ .decoder = decoder };
	if (rc == 0)
		rc = sysdir_read_u64(&d, "start", &ret->start);
	return rc < 0 ? rc : sysdir_read_u64(&d, "size", &ret->size);
}

static bool has_window(const struct check *c)
{
	const struct node_list *l = &c->topo.kinds[NODE_BUS];
	size_t i;

	for (i = 0; i < l->count; i++)
		if (node_child(l->at[i], NODE_DECODER))
			return true;
	return false;
}

/* Call @fn for each range called @name in a window of @c. False: not known. */
static bool for_each_range(struct check *c, const char *name,
			   void (*fn)(struct check *c, size_t i, const struct window *w))
{
	const struct node_list *l = &c->topo.kinds[NODE_BUS];
	struct window w;
	struct node *d;
	size_t i, k;
	int rc;

	if (!has_window(c))
		return true;
	if (c->iomem_rc < 0) {
		check_unknown(c, NULL,
			      c->iomem_rc == -EACCES ? "run as root" : "mount procfs on /proc",
			      "cannot read the addresses in /proc/iomem: %s",
			      sys_error_text(c->iomem_rc));
		return false;
	}
	for (i = 0; i < l->count; i++)
		node_foreach(d, l->at[i], NODE_DECODER) {
			rc = read_range(c, d, &w);
			if (rc < 0)
				check_unknown(c, d->name, rc == -EACCES ? "run as root" : NULL,
					      "cannot read the addresses of this window: %s",
					      sys_error_text(rc));
			for (k = 0; k < c->iomem.count; k++)
				if (str_eq(c->iomem.at[k].name, name) &&
				    overlaps(&c->iomem.at[k], &w))
					fn(c, k, &w);
		}
	return true;
}

static void range_text(const struct iomem_range *r, char *buf, size_t size)
{
	char bytes[SIZE_EXACT_MAX];

	size_exact(r->last - r->start + 1, bytes, sizeof(bytes));
	snprintf(buf, size, "%s at 0x%" PRIx64, bytes, r->start);
}

/* The configuration of GRUB is there, and does not have the parameter. */
static bool is_elsewhere(const struct check *c)
{
	auto_sys_text struct sys_text file = { 0 };

	return sys_read_file(&c->ctx->root, TREE_ETC, "default/grub", GRUB_MAX, &file) == 0 &&
	       !strstr(file.text, "nosoftreserve");
}

/* How the kernel parameter is removed depends on the distribution, and on the boot loader. */
static void remove_nosoftreserve(const struct check *c, struct finding *f)
{
	static const char edit[] = "sed -i 's/nosoftreserve,\\?//' /etc/default/grub";
	char value[64];
	const bool alone = check_kernel_parameter(c, "efi", value, sizeof(value)) &&
			   str_eq(value, "nosoftreserve");

	finding_action(f, "the kernel parameter efi=nosoftreserve makes the kernel use it as such: "
			  "remove it from the configuration of the boot loader, for GRUB /etc/"
			  "default/grub, for systemd-boot /etc/kernel/cmdline, and boot again");
	if (check_is_distribution(c, "debian") && !is_elsewhere(c))
		finding_command(f, "%s && update-grub", edit);
	else if (check_is_distribution(c, "suse") && !is_elsewhere(c))
		finding_command(f, "%s && grub2-mkconfig -o /boot/grub2/grub.cfg", edit);
	else if (alone && check_is_distribution(c, "fedora"))
		finding_command(f, "grubby --update-kernel=ALL --remove-args=efi=nosoftreserve");
}

static void report_ram(struct check *c, size_t i, const struct window *w)
{
	char text[80];
	struct finding *f;

	if (is_inside_managed(&c->iomem, i))
		return;
	range_text(&c->iomem.at[i], text, sizeof(text));
	f = check_report(c, CHECK_WARN, w->decoder->name,
			 "%s of this window are system RAM since boot, not a CXL region", text);
	f->start = c->iomem.at[i].start;
	f->size = c->iomem.at[i].last - f->start + 1;
	if (check_parameter_has(c, "efi", "nosoftreserve")) {
		remove_nosoftreserve(c, f);
		return;
	}
	if (!check_parameters_known(c)) {
		finding_action(f, "the firmware declares it as conventional memory, or the kernel "
				  "parameter efi=nosoftreserve makes the kernel use it as such: "
				  "which one is not known");
		return;
	}
	finding_action(f,
		       "the firmware declares it as conventional memory: it works, but cannot be "
		       "a DAX device; select \"specific purpose memory\" for CXL in the firmware "
		       "setup");
	finding_command(f, SETUP);
}

void check_firmware_ram(struct check *c)
{
	if (for_each_range(c, "System RAM", report_ram))
		check_pass(c, "no window has conventional memory");
}

/* --- memory that nothing uses */

/* Without them, no memory device is part of a region. */
static struct finding *find_driver(const struct check *c)
{
	static const char *const names[] = { "cxl_acpi", "cxl_pci", "cxl_port", "cxl_mem",
					     "cxl_region" };
	struct finding *f = NULL;
	size_t i;

	for (i = 0; !f && i < ARRAY_SIZE(names); i++)
		f = check_find(c, "kernel-driver", names[i]);
	return f;
}

/* Whether the device with this path is below a target of the window. */
static bool is_reached(const struct check *c, const struct window *w, const char *path)
{
	const struct dport_list *l = port_dports(&c->topo, w->decoder->parent);
	const struct dport *dport;
	const char *rest;
	size_t i;

	for (i = 0; i < w->root.ways; i++) {
		dport = dport_by_id(l, w->root.target[i]);
		rest = dport ? str_after(path, dport->below) : NULL;
		if (rest && *rest == '/')
			return true;
	}
	return false;
}

/*
 * Devices below the window whose decoders cannot be seen, and so may decode the addresses: what is
 * wrong with the only one; NULL: none, or more than one.
 */
static struct finding *find_only_device(const struct check *c, const struct window *w)
{
	const struct node_list *l = &c->topo.kinds[NODE_MEMDEV];
	struct finding *f = NULL;
	size_t i, count = 0;

	for (i = 0; i < l->count && count < 2; i++) {
		if ((l->at[i]->enabled && l->at[i]->peer) || !is_reached(c, w, l->at[i]->path))
			continue;
		f = check_find(c, "memdev-driver", l->at[i]->name);
		count++;
	}
	for (i = 0; i < c->pci_count && count < 2; i++) {
		if (!c->pci[i].memory_class || c->pci[i].memdev ||
		    !is_reached(c, w, c->pci[i].path))
			continue;
		f = check_find(c, "pci-memdev", c->pci[i].address);
		count++;
	}
	return count == 1 ? f : NULL;
}

/* The same for all ranges of a window. */
static struct finding *find_device(struct check *c, const struct window *w)
{
	struct window whole;

	if (c->window != w->decoder) {
		c->window = w->decoder;
		c->window_cause = window_read(&c->topo, w->decoder, &whole, NULL) < 0
					  ? NULL
					  : find_only_device(c, &whole);
	}
	return c->window_cause;
}

static void report_reserved(struct check *c, size_t i, const struct window *w)
{
	const struct iomem_range *r = &c->iomem.at[i];
	char text[80];
	struct finding *f;

	if (is_inside_managed(&c->iomem, i) || has_managed(&c->iomem, r))
		return;
	range_text(r, text, sizeof(text));
	f = check_report(
		c, CHECK_WARN, w->decoder->name,
		"%s of this window are reserved by the firmware (soft reserved), and used by "
		"no region or DAX device",
		text);
	finding_because(f, find_driver(c));
	finding_because(f, check_find_addresses(c, "decoder", r->start, r->last - r->start + 1));
	finding_because(f, find_device(c, w));
	if (f->cause) {
		finding_solve_cause(f);
	} else if (!sys_exists(c->topo.root, TREE_SYS, "bus/platform/drivers/hmem")) {
		finding_action(f, "load the driver of soft reserved memory, which makes it a DAX "
				  "device");
		finding_command(f, "modprobe dax_hmem");
	} else {
		finding_action(
			f, "the kernel found no region for it: enable the memory devices again, "
			   "and see the kernel log");
		finding_command(f, "cxl disable-memdev all; cxl enable-memdev all");
	}
}

void check_soft_reserved(struct check *c)
{
	if (for_each_range(c, "Soft Reserved", report_reserved))
		check_pass(c, "no window has reserved memory without a region");
}
