// SPDX-License-Identifier: GPL-2.0-only
/* cxl check: windows for CXL memory, which the firmware describes (CFMWS). */
#include <stdio.h>

#include "cxl/check/check.h"
#include "cxl/lib/region/window.h"
#include "cxl/lib/topo/dport.h"

#define SETUP "systemctl reboot --firmware-setup"

static bool is_acpi(const struct node *bus)
{
	return str_eq(bus_provider(bus), "ACPI.CXL");
}

static void check_window(struct check *c, const struct node *decoder)
{
	struct fail why = { 0 };
	struct finding *f;
	struct window w;
	int rc = window_read(&c->topo, decoder, &w, &why);

	if (rc == -ENXIO) {
		f = check_report(c, CHECK_WARN, decoder->name, "%s", why.message);
		finding_action(f,
			       "no region can use this window; a host bridge that it interleaves "
			       "is disabled in the firmware, or has no device");
		finding_command(f, SETUP);
	} else if (rc < 0) {
		check_unknown(c, decoder->name, why.hint, "%s", why.message);
	}
}

/* --- whether the memory devices can use one */

/* Whether a decoder of @bus has the target; true if that is not known, see check_window(). */
static bool is_reached(const struct check *c, const struct node *bus, const struct dport *dport)
{
	struct fail why;
	struct window w;
	struct node *d;
	size_t i;

	node_foreach(d, bus, NODE_DECODER) {
		if (window_read(&c->topo, d, &w, &why) < 0)
			return true;
		for (i = 0; i < w.root.ways; i++)
			if (w.root.target[i] == dport->id)
				return true;
	}
	return false;
}

static void check_reach(struct check *c, const struct node *memdev)
{
	const struct node *bus = memdev->peer ? node_bus(memdev->peer) : NULL;
	const struct dport *dport;
	struct finding *f;

	if (!bus || !node_child(bus, NODE_DECODER))
		return;
	dport = dport_by_memdev(port_dports(&c->topo, bus), memdev);
	if (!dport)
		check_unknown(c, memdev->name, NULL,
			      "its host bridge is not known: %s has no "
			      "downstream port above it",
			      bus->name);
	if (!dport || is_reached(c, bus, dport))
		return;
	f = check_report(c, CHECK_WARN, memdev->name,
			 "no window for CXL memory has its host bridge as a target");
	finding_action(f, "no region can use this device: move it to another slot, or update the "
			  "firmware");
	finding_command(f, SETUP);
}

/* Whether a root decoder allows this type, or there is none: 1, 0, or a negative errno. */
static int is_allowed(const struct check *c, const char *capability)
{
	const struct node_list *l = &c->topo.kinds[NODE_DECODER];
	int rc, ret = 1;
	size_t i;
	u64 v;

	for (i = 0; i < l->count; i++) {
		auto_sysdir struct sysdir d = { .fd = -1 };

		if (!l->at[i]->parent || l->at[i]->parent->kind != NODE_BUS)
			continue;
		rc = node_open(&c->topo, l->at[i], &d);
		if (rc == 0)
			rc = sysdir_read_u64(&d, capability, &v);
		if (rc == 0 && v)
			return 1;
		if (ret >= 0)
			ret = rc;
	}
	return ret;
}

static void check_types(struct check *c)
{
	static const char *const types[][3] = {
		{ "ram/size", "cap_ram", "volatile" },
		{ "pmem/size", "cap_pmem", "persistent" },
	};
	struct finding *f;
	int memory, allowed;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		memory = check_has_memory(c, types[i][0]);
		allowed = memory ? is_allowed(c, types[i][1]) : 1;
		if (allowed > 0)
			continue;
		if (memory < 0 || allowed < 0) {
			check_unknown(c, NULL, NULL, "cannot read whether %s %s memory",
				      memory < 0 ? "the memory devices have" : "a window allows",
				      types[i][2]);
			continue;
		}
		f = check_report(c, CHECK_WARN, NULL,
				 "no window allows %s memory, which the memory devices have",
				 types[i][2]);
		finding_action(
			f, "no region can use it; change the restrictions of the windows in the "
			   "firmware setup");
		finding_command(f, SETUP);
	}
}

static void report_none(struct check *c, const struct node *bus)
{
	struct finding *f;

	f = check_report(
		c, c->topo.kinds[NODE_MEMDEV].count ? CHECK_FAIL : CHECK_INFO, bus->name,
		"no root decoder: the firmware describes no window for CXL memory (CFMWS in "
		"the ACPI table CEDT)");
	finding_action(f,
		       "no region can be created; reserve addresses for CXL memory in the firmware "
		       "setup, or update the firmware");
	finding_command(f, SETUP);
}

void check_windows(struct check *c)
{
	const struct node_list *l = &c->topo.kinds[NODE_BUS],
			       *memdevs = &c->topo.kinds[NODE_MEMDEV];
	struct node *d;
	size_t i, windows = 0;

	for (i = 0; i < l->count; i++) {
		node_foreach(d, l->at[i], NODE_DECODER) {
			windows++;
			check_window(c, d);
		}
		if (!node_child(l->at[i], NODE_DECODER) && is_acpi(l->at[i]))
			report_none(c, l->at[i]);
	}
	for (i = 0; i < memdevs->count; i++)
		check_reach(c, memdevs->at[i]);
	check_types(c);
	check_pass(c, "windows for CXL memory: %zu", windows);
}
