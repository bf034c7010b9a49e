// SPDX-License-Identifier: GPL-2.0-only
/* cxl check: PCI functions of memory devices, and whether their media is ready. */
#include <stdio.h>

#include "cxl/check/check.h"
#include "cxl/lib/wire/layout.h"
#include "cxl/lib/wire/pci.h"

#define MEDIA_AT 1
#define MEDIA_NOT_READY 1 /* CXL r3.2 8.2.10.9.3.1 */

static size_t count_functions(struct check *c)
{
	if (c->pci_rc < 0)
		check_unknown(c, NULL, NULL, "cannot read all PCI functions: %s",
			      sys_error_text(c->pci_rc));
	return check_count_functions(c);
}

/* --- drivers */

static bool is_overridden(const struct check *c, const struct check_pci *p, char *buf, size_t size)
{
	auto_sysdir struct sysdir d = { .fd = -1 };

	return sysdir_open(&d, c->topo.root, TREE_SYS, p->path) == 0 &&
	       sysdir_read(&d, "driver_override", buf, size) > 0 && !str_eq(buf, "(null)") &&
	       !str_eq(buf, "cxl_pci");
}

static void explain_unbound(struct check *c, const struct check_pci *p, struct finding *f)
{
	char override[64];

	finding_because(f, check_find(c, "kernel-driver", "cxl_pci"));
	if (f->cause) {
		finding_solve_cause(f);
	} else if (is_overridden(c, p, override, sizeof(override))) {
		finding_action(f, "driver_override reserves it for %s: remove that, and bind it",
			       override);
		finding_command(f,
				"echo >/sys/bus/pci/devices/%s/driver_override; echo %s "
				">/sys/bus/pci/drivers_probe",
				p->address, p->address);
	} else {
		check_quote_log(c, p->address, f);
		finding_action(f, "bind it; if that fails, the kernel log has the reason");
		finding_command(f, "echo %s >/sys/bus/pci/drivers/cxl_pci/bind", p->address);
	}
}

static void check_function(struct check *c, const struct check_pci *p)
{
	struct finding *f;

	if (!p->driver_known) {
		check_unknown(c, p->address, NULL, "cannot read its driver");
		return;
	}
	if (p->memdev || str_eq(p->driver, "cxl_pci"))
		return; /* or an accelerator, whose driver has made the memory device */
	if (!*p->driver) {
		f = check_report(c, CHECK_FAIL, p->address,
				 "this CXL memory device has no driver (cxl_pci)");
		explain_unbound(c, p, f);
		return;
	}
	f = check_report(c, CHECK_WARN, p->address,
			 "this CXL memory device is bound to %s, not to cxl_pci", p->driver);
	finding_action(f, "if that is not intended, bind it to cxl_pci");
	if (!check_is_word(p->driver))
		return;
	finding_command(f,
			"echo %s >/sys/bus/pci/drivers/%s/unbind; echo "
			">/sys/bus/pci/devices/%s/driver_override; echo %s "
			">/sys/bus/pci/drivers/cxl_pci/bind",
			p->address, p->driver, p->address, p->address);
}

void check_pci_drivers(struct check *c)
{
	const size_t n = count_functions(c);
	size_t i;

	for (i = 0; i < c->pci_count; i++)
		if (c->pci[i].memory_class)
			check_function(c, &c->pci[i]);
	check_pass(c, "PCI functions of the class CXL memory with a driver: %zu", n);
}

/* On most systems, there is none to be seen; on the others, nothing else tells it. */
static void report_no_function(struct check *c)
{
	struct finding *f;

	f = check_report(c, CHECK_INFO, NULL,
			 "there is no PCI function of the class CXL memory (0502h): the kernel "
			 "sees no CXL memory device");
	finding_action(f, "if one is installed, check its slot, power and cable, and the mode of "
			  "the slot in the firmware setup; then scan PCI again");
	finding_command(f, "echo 1 >/sys/bus/pci/rescan");
}

void check_missing_memdevs(struct check *c)
{
	const size_t n = count_functions(c);
	const struct check_pci *p;
	struct finding *f;
	size_t i;

	if (!n && c->pci_rc == 0 && !c->topo.kinds[NODE_MEMDEV].count) {
		report_no_function(c);
		return;
	}
	for (i = 0; i < c->pci_count; i++) {
		p = &c->pci[i];
		if (p->memdev || !p->memory_class)
			continue;
		f = check_report(c, CHECK_FAIL, p->address,
				 "this PCI function of the class CXL memory has no memory device%s",
				 str_eq(p->driver, "cxl_pci") ? ", although cxl_pci is bound" : "");
		finding_because(f, check_find(c, "pci-driver", p->address));
		if (f->cause) {
			finding_action(f, "see the rule pci-driver");
			finding_command(f, "%s", f->cause->command);
			continue;
		}
		check_quote_log(c, p->address, f);
		finding_action(f, "bind it again; if that fails, the kernel log has the reason");
		finding_command(f,
				"echo %s >/sys/bus/pci/drivers/cxl_pci/unbind; echo %s "
				">/sys/bus/pci/drivers/cxl_pci/bind",
				p->address, p->address);
	}
	check_pass(c, "PCI functions of the class CXL memory with a memory device: %zu", n);
}

/* --- media */

enum ready { READY_UNKNOWN, READY_NO, READY_YES };

static bool is_true(const struct rec *o, const char *key)
{
	const struct rec *r = rec_get(o, key);

	return r && r->kind == VAL_BOOL && r->b;
}

/* The ranges of the DVSEC of the device: Memory_Info_Valid, and Memory_Active. */
static enum ready ranges_ready(const struct rec *dvsec)
{
	const struct rec *ranges = rec_get(dvsec, "ranges"), *r;
	enum ready ready = READY_UNKNOWN;

	if (!ranges)
		return READY_UNKNOWN;
	rec_foreach(r, ranges) {
		if (!is_true(r, "valid"))
			continue;
		if (!is_true(r, "active"))
			return READY_NO;
		ready = READY_YES;
	}
	return ready;
}

static enum ready config_ready(const struct check *c, const struct check_pci *p)
{
	auto_pci struct pci_function f = { .dir.fd = -1 };
	auto_rec struct rec *list = rec_new_arr();
	struct pci_config config;
	const struct rec *r;
	const char *name;

	if (!p || !list || pci_open(&c->topo, p->path, &f) < 0)
		return READY_UNKNOWN;
	config = (struct pci_config){ (const u8 *)f.space.text, f.space.len };
	if (config.len <= PCI_HEADER_LEN)
		return READY_UNKNOWN;
	pci_decode_dvsecs(&config, list);
	rec_foreach(r, list) {
		name = rec_get_str(r, "dvsec");
		if (name && str_eq(name, "device"))
			return ranges_ready(r);
	}
	return READY_UNKNOWN;
}

static enum ready health_ready(const struct check_device *d)
{
	if (!d->health.reply.data || d->health.reply.len < health_layout.size)
		return READY_UNKNOWN;
	return d->health.reply.data[MEDIA_AT] == MEDIA_NOT_READY ? READY_NO : READY_YES;
}

/* The log may be older than the last attempt, which succeeded if there is a driver. */
static bool log_not_ready(const struct check *c, const struct check_device *d,
			  const struct check_pci *p)
{
	char line[200] = "";

	if (d->memdev.node->enabled)
		return false;
	if (p)
		check_log_line(c, p->address, "Media not active", line, sizeof(line));
	if (!*line && d->memdev.node->peer)
		check_log_line(c, d->memdev.node->peer->name, "Media not active", line,
			       sizeof(line));
	return *line;
}

static bool check_device_media(struct check *c, const struct check_device *d)
{
	const struct check_pci *p = check_pci_of(c, d->memdev.node);
	const enum ready config = config_ready(c, p), health = health_ready(d);
	struct finding *f;

	if (config != READY_NO && health != READY_NO && !log_not_ready(c, d, p)) {
		if (config == READY_UNKNOWN && health == READY_UNKNOWN)
			check_unknown(
				c, d->memdev.name, "run as root",
				"neither the configuration space nor the device tells whether "
				"its media is ready");
		return config == READY_YES || health == READY_YES;
	}
	f = check_report(c, CHECK_FAIL, d->memdev.name, "its media is not ready%s",
			 config == READY_NO ? ": a memory range is not active (DVSEC of the device)"
			 : health == READY_NO ? ", according to its health"
					      : ", according to the kernel log");
	finding_action(
		f, "wait until the device is ready, then bind its driver again; for slow media, "
		   "raise the parameter media_ready_timeout of cxl_core");
	/* The first command refuses while a region uses the device; to unbind cxl_pci does not. */
	if (p)
		finding_command(f,
				"cxl disable-memdev %s && echo %s "
				">/sys/bus/pci/drivers/cxl_pci/unbind && echo %s "
				">/sys/bus/pci/drivers/cxl_pci/bind",
				d->memdev.name, p->address, p->address);
	return false;
}

void check_media(struct check *c)
{
	const size_t n = check_each_device(c, check_device_media);

	check_pass(c, "memory devices whose media is ready: %zu", n);
}
