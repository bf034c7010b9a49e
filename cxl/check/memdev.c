// SPDX-License-Identifier: GPL-2.0-only
/* cxl check: memory devices, their drivers and ports. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/check/check.h"
#include "cxl/lib/topo/dport.h"

/* --- serial numbers */

static void report_same(struct check *c, const struct node *a, const struct node *b, u64 serial)
{
	struct finding *f;

	f = check_report(c, CHECK_WARN, b->name, "it has the serial number of %s, 0x%" PRIx64,
			 a->name, serial);
	finding_action(f,
		       "serial numbers must be unique: name the devices by their PCI address, do "
		       "not use serial:0x%" PRIx64 ", and ask the vendor for corrected firmware",
		       serial);
	finding_command(f, "cxl update-firmware -F FILE %s", b->name);
}

/* 0 is that of devices without one. */
void check_serials(struct check *c)
{
	const struct node_list *l = &c->topo.kinds[NODE_MEMDEV];
	u64 a, b;
	size_t i, k, count = 0;
	int rc;

	for (i = 0; i < l->count; i++) {
		rc = memdev_node_serial(&c->topo, l->at[i], &a);
		if (rc < 0 && rc != -ENODATA)
			check_unknown(c, l->at[i]->name, NULL, "cannot read its serial number: %s",
				      sys_error_text(rc));
		if (rc < 0 || !a)
			continue;
		count++;
		for (k = 0; k < i; k++)
			if (memdev_node_serial(&c->topo, l->at[k], &b) == 0 && a == b) {
				report_same(c, l->at[k], l->at[i], a);
				break;
			}
	}
	check_pass(c, "memory devices with different serial numbers: %zu", count);
}

/* --- ports */

static void check_port(struct check *c, const struct node *port)
{
	const bool endpoint = port->kind == NODE_ENDPOINT;
	struct finding *f;

	if (!check_driver_known(c, port) || port->enabled)
		return;
	/* An endpoint without driver is a consequence of that of the memory device. */
	if (endpoint && port->peer && !port->peer->enabled)
		return;
	f = check_report(
		c, CHECK_FAIL, port->name,
		endpoint ? "this endpoint has no driver (cxl_port): its memory cannot be used"
			 : "this port has no driver (cxl_port): the memory devices below it "
			   "cannot be used");
	finding_because(f, check_find(c, "kernel-driver", "cxl_port"));
	if (f->cause) {
		finding_solve_cause(f);
		return;
	}
	check_quote_log(c, port->name, f);
	finding_action(f, "bind it to its driver");
	finding_command(f, "cxl enable-port%s %s", endpoint ? " -e" : "", port->name);
}

void check_ports(struct check *c)
{
	const struct node_list *ports = &c->topo.kinds[NODE_PORT],
			       *endpoints = &c->topo.kinds[NODE_ENDPOINT];
	size_t i;

	for (i = 0; i < ports->count; i++)
		check_port(c, ports->at[i]);
	for (i = 0; i < endpoints->count; i++)
		check_port(c, endpoints->at[i]);
	check_pass(c, "with their driver: %zu ports, %zu endpoints", ports->count,
		   endpoints->count);
}

/* --- memory devices */

/* Its PCI function or host bridge; also of a port whose downstream ports are gone. */
static bool is_host_above(const struct node *port, const struct node *memdev)
{
	const size_t len = port->host ? strlen(port->host) : 0;
	const char *at = memdev->path;

	while (len && (at = strstr(at, port->host))) {
		if (at > memdev->path && at[-1] == '/' && at[len] == '/')
			return true;
		at += len;
	}
	return false;
}

/* A port without driver above. */
static struct finding *find_port(const struct check *c, const struct node *memdev)
{
	const struct node_list *l = &c->topo.kinds[NODE_PORT];
	struct finding *f;
	size_t i;

	for (i = 0; i < l->count; i++) {
		f = check_find(c, "port", l->at[i]->name);
		if (!f)
			continue;
		if (is_host_above(l->at[i], memdev) ||
		    dport_by_memdev(port_dports(&c->topo, l->at[i]), memdev))
			return f;
	}
	return NULL;
}

static void find_cause(const struct check *c, const struct node *memdev, struct finding *f)
{
	finding_because(f, check_find(c, "kernel-driver", "cxl_mem"));
	finding_because(f, check_find(c, "media-ready", memdev->name));
	finding_because(f, check_find(c, "acpi", NULL));
	finding_because(f, find_port(c, memdev));
	finding_because(f, check_find(c, "kernel-driver", "cxl_port"));
}

/* An endpoint of an unknown memory device; NULL: there is none. */
static const struct node *find_unknown_endpoint(const struct check *c)
{
	const struct node_list *l = &c->topo.kinds[NODE_ENDPOINT];
	size_t i;

	for (i = 0; i < l->count; i++)
		if (!l->at[i]->peer)
			return l->at[i];
	return NULL;
}

static void check_memdev_driver(struct check *c, const struct node *memdev)
{
	const struct node *unknown;
	struct finding *f;

	if (!check_driver_known(c, memdev) || (memdev->enabled && memdev->peer))
		return;
	unknown = memdev->enabled ? find_unknown_endpoint(c) : NULL;
	if (unknown) {
		check_unknown(c, memdev->name, NULL,
			      "cannot read whether it is the memory device of %s", unknown->name);
		return;
	}
	f = check_report(c, CHECK_FAIL, memdev->name,
			 memdev->enabled ? "it has no endpoint: the ports above it were not found"
					 : "it has no driver (cxl_mem): its memory cannot be used");
	find_cause(c, memdev, f);
	if (f->cause) {
		finding_action(f, "solve the problem of the rule %s first, then enable it",
			       f->cause->rule->name);
	} else {
		check_quote_log(c, memdev->name, f);
		finding_action(
			f, "bind it to its driver; if that fails, the kernel log has the reason");
	}
	if (memdev->enabled)
		finding_command(f, "cxl disable-memdev %s && cxl enable-memdev %s", memdev->name,
				memdev->name);
	else
		finding_command(f, "cxl enable-memdev %s", memdev->name);
}

void check_memdev_drivers(struct check *c)
{
	const struct node_list *l = &c->topo.kinds[NODE_MEMDEV];
	size_t i;

	for (i = 0; i < l->count; i++)
		check_memdev_driver(c, l->at[i]);
	check_pass(c, "memory devices with their driver and an endpoint: %zu", l->count);
}
