// SPDX-License-Identifier: GPL-2.0-only
/* cxl check: DAX devices of regions, and their memory blocks. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/check/check.h"
#include "cxl/lib/region/state.h"
#include "daxctl/lib/memory.h"
#include "util/num.h"

#define MEMORY "devices/system/memory"

/* A DAX device of a CXL region, open. */
struct dax {
	const char *name;    /* "dax0.0" */
	char path[PATH_MAX]; /* of .dir, which refers to it */
	struct sysdir dir;
	char driver[64]; /* "": none */
	u64 size;	 /* bytes */
};

/* "dax0.0" */
static bool is_dax_name(const char *name)
{
	const char *rest = str_after(name, "dax");
	u64 n;

	rest = rest ? num_prefix(rest, &n) : NULL;
	rest = rest && *rest == '.' ? num_prefix(rest + 1, &n) : NULL;
	return rest && !*rest;
}

static int open_dax(const struct check *c, const struct node *region, struct dax *d)
{
	int rc = path_join(d->path, sizeof(d->path), region->path, d->name);

	if (rc == 0)
		rc = sysdir_open(&d->dir, c->topo.root, TREE_SYS, d->path);
	if (rc == 0)
		rc = sysdir_link_name(&d->dir, "driver", d->driver, sizeof(d->driver));
	/* Without driver, there is no link. */
	if (rc < 0 && !(rc == -ENOENT && d->dir.fd >= 0))
		return rc;
	return sysdir_read_u64(&d->dir, "size", &d->size);
}

/* Call @fn for each DAX device with memory below @region. Returns for how many it is true. */
static size_t for_each_dax(struct check *c, const struct node *region,
			   bool (*fn)(struct check *c, const struct dax *d))
{
	auto_namelist struct namelist names = { 0 };
	size_t i, count = 0;
	int rc = sys_list(c->topo.root, TREE_SYS, region->path, &names);

	if (rc < 0)
		check_unknown(c, region->name, NULL, "cannot list its DAX devices: %s",
			      sys_error_text(rc));
	namelist_sort(&names);
	for (i = 0; i < names.count; i++) {
		struct dax d = { .name = names.names[i], .dir.fd = -1 };

		if (!is_dax_name(d.name))
			continue;
		rc = open_dax(c, region, &d);
		if (rc < 0)
			check_unknown(c, d.name, NULL, "cannot read its driver and size: %s",
				      sys_error_text(rc));
		else if (d.size)
			count += fn(c, &d);
		sysdir_close(&d.dir);
	}
	return count;
}

/* --- DAX */

static void report_no_driver(struct check *c, const struct dax *d)
{
	struct finding *f;

	f = check_report(c, CHECK_WARN, d->name, "this DAX device has no driver");
	finding_action(f, "bind it: as memory of the system, or with --mode=devdax as a device");
	finding_command(f, "daxctl reconfigure-device --mode=system-ram %s", d->name);
}

/* The kernel has no attribute target_node then, and kmem does not bind. */
static void report_no_node(struct check *c, const struct dax *d)
{
	struct finding *f;

	f = check_report(
		c, CHECK_WARN, d->name,
		"it has no NUMA node: the firmware describes none for its addresses (SRAT, "
		"CEDT)");
	finding_action(f,
		       "it cannot be memory of the system until the firmware is updated; it can be "
		       "used as a device");
	finding_command(f, "daxctl reconfigure-device --mode=devdax %s", d->name);
}

static bool check_dax_device(struct check *c, const struct dax *d)
{
	u64 node;
	int rc = sysdir_read_u64(&d->dir, "target_node", &node);

	if (rc < 0 && rc != -ENODATA && rc != -ENOENT)
		check_unknown(c, d->name, NULL, "cannot read its NUMA node: %s",
			      sys_error_text(rc));
	else if (rc < 0)
		report_no_node(c, d);
	else if (!*d->driver)
		report_no_driver(c, d);
	else
		return true;
	return false;
}

static size_t check_dax_region(struct check *c, const struct node *n)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct finding *f;
	char driver[64];
	int rc = node_open(&c->topo, n, &d);
	const size_t count = for_each_dax(c, n, check_dax_device);

	if (rc == 0)
		rc = sysdir_link_name(&d, "driver", driver, sizeof(driver));
	if (rc < 0 && rc != -ENOENT)
		check_unknown(c, n->name, NULL, "cannot read its driver: %s", sys_error_text(rc));
	if (rc != -ENOENT)
		return count;
	f = check_report(c, CHECK_FAIL, n->name,
			 "it has no driver (cxl_dax_region): its memory has no DAX device");
	finding_because(f, check_find(c, "kernel-driver", "cxl_dax_region"));
	if (f->cause) {
		finding_solve_cause(f);
		return count;
	}
	finding_action(f, "load the driver, which then binds it");
	finding_command(f, "modprobe dax_cxl && echo %s >/sys/bus/cxl/drivers_probe", n->name);
	return count;
}

/* The kernel creates no DAX region for addresses that are system RAM already. */
static void report_no_dax(struct check *c, const struct region_state *r)
{
	auto_memory_blocks struct memory_blocks b = { 0 };
	const char *name = r->node->name;
	struct finding *f;

	if (memory_blocks_in(c->topo.root, r->start, r->size, &b) == 0 && b.count) {
		f = check_report(
			c, CHECK_WARN, name,
			"its addresses are system RAM already (%zu memory blocks), so that "
			"there is no DAX device for them",
			b.count);
		finding_because(f, check_find_addresses(c, "firmware-ram", r->start, r->size));
		finding_action(
			f, "the memory can be used as it is; if it was online when the region was "
			   "disabled, the next boot separates both");
		finding_command(f, "%s", f->cause ? f->cause->command : "systemctl reboot");
		return;
	}
	f = check_report(c, CHECK_WARN, name,
			 "this region has no DAX region, and so no DAX device");
	finding_because(f, check_find(c, "kernel-driver", "cxl_dax_region"));
	check_quote_log(c, name, f);
	finding_action(f, "bind it again; if that fails, the kernel log has the reason");
	finding_command(f, "cxl disable-region %s && cxl enable-region %s", name, name);
}

static void check_region_dax(struct check *c, const struct node *region)
{
	struct fail why = { 0 };
	struct region_state r;

	if (!region->enabled || node_child(region, NODE_DAX_REGION))
		return;
	if (region_read(&c->topo, region, &r, &why) < 0)
		check_unknown(c, region->name, why.hint, "%s", why.message);
	else if (r.committed && r.has_range && str_eq(r.mode, "ram"))
		report_no_dax(c, &r);
}

void check_dax(struct check *c)
{
	const struct node_list *regions = &c->topo.kinds[NODE_REGION],
			       *dax = &c->topo.kinds[NODE_DAX_REGION];
	size_t i, count = 0;

	for (i = 0; i < regions->count; i++)
		check_region_dax(c, regions->at[i]);
	for (i = 0; i < dax->count; i++)
		count += check_dax_region(c, dax->at[i]);
	check_pass(c, "DAX devices with a driver and a NUMA node: %zu", count);
}

/* --- memory blocks */

/* What decides whether new memory is online; "" for what is not known or not set. */
struct policy {
	char automatic[32]; /* auto_online_blocks */
	char boot[32];	    /* memhp_default_state */
	char rule[200];	    /* file of the udev rule */
	bool rules_known;
};

static void read_policy(const struct check *c, struct policy *ret)
{
	static const char *const words[] = { "\"memory\"", "\"online", NULL };
	const struct check_search rule = { "udev/rules.d", ".rules", false, check_has_words,
					   words };

	*ret = (struct policy){ .rules_known = true };
	if (sys_read(c->topo.root, TREE_SYS, MEMORY "/auto_online_blocks", ret->automatic,
		     sizeof(ret->automatic)) < 0)
		ret->automatic[0] = '\0';
	if (!check_kernel_parameter(c, "memhp_default_state", ret->boot, sizeof(ret->boot)))
		ret->boot[0] = '\0';
	ret->rules_known = check_find_file(c, &rule, ret->rule, sizeof(ret->rule)) == 0;
}

static void policy_text(const struct policy *p, char *buf, size_t size)
{
	snprintf(buf, size, "auto_online_blocks is %s%s%s%s, %s%s",
		 *p->automatic ? p->automatic : "not known",
		 *p->boot ? " (memhp_default_state=" : "", p->boot, *p->boot ? ")" : "",
		 *p->rule	  ? "the udev rule is in "
		 : p->rules_known ? "no udev rule sets memory online"
				  : "udev rules are not known",
		 p->rule);
}

static void report_offline(struct check *c, const struct dax *d, size_t offline, size_t count)
{
	char text[400];
	struct finding *f;
	struct policy p;

	read_policy(c, &p);
	policy_text(&p, text, sizeof(text));
	f = check_report(c, CHECK_WARN, d->name, "%zu of %zu memory blocks are offline; %s",
			 offline, count, text);
	if (*p.rule) {
		finding_action(f, "let udev apply its rule again");
		finding_command(f, "udevadm trigger --action=add --subsystem-match=memory");
		return;
	}
	if (str_eq(p.boot, "offline"))
		finding_action(f, "set them online; for new memory, remove the kernel parameter "
				  "memhp_default_state=offline");
	else if (str_eq(p.automatic, "offline"))
		finding_action(f, "set them online; for new memory, write online_movable to "
				  "auto_online_blocks in /sys/devices/system/memory, or use the "
				  "kernel parameter memhp_default_state");
	else
		finding_action(f, "set them online");
	finding_command(f, "daxctl online-memory %s", d->name);
}

static void report_none(struct check *c, const struct dax *d, const struct memory_blocks *b)
{
	char block[SIZE_EXACT_MAX], size[SIZE_EXACT_MAX];
	struct finding *f;

	size_exact(b->size, block, sizeof(block));
	size_exact(d->size, size, sizeof(size));
	f = check_report(c, CHECK_WARN, d->name,
			 "it is memory of the system, but has no memory blocks: it has %s, blocks "
			 "have %s",
			 size, block);
	check_quote_log(c, d->name, f);
	finding_action(
		f, "memory is added in whole, aligned blocks: create a larger region, or use it "
		   "as a device");
	finding_command(f, "daxctl reconfigure-device --mode=devdax %s", d->name);
}

/* Whether it has memory blocks, and all of them are online. */
static bool check_blocks(struct check *c, const struct dax *d)
{
	auto_dax_mappings struct dax_mappings mappings = { 0 };
	auto_memory_blocks struct memory_blocks b = { 0 };
	size_t i, online = 0;
	int rc;

	if (!str_eq(d->driver, "kmem"))
		return false;
	rc = dax_mappings_read(&d->dir, false, &mappings);
	if (rc == 0)
		rc = memory_blocks_of(d->dir.root, &mappings, &b);
	if (rc < 0 || b.unknown) {
		check_unknown(c, d->name, "run as root",
			      "cannot read the state of its memory blocks");
		return false;
	}
	for (i = 0; i < b.count; i++)
		online += b.at[i].online;
	if (!b.count)
		report_none(c, d, &b);
	else if (online < b.count)
		report_offline(c, d, b.count - online, b.count);
	return b.count && online == b.count;
}

void check_memory(struct check *c)
{
	const struct node_list *l = &c->topo.kinds[NODE_DAX_REGION];
	size_t i, count = 0;

	for (i = 0; i < l->count; i++)
		count += for_each_dax(c, l->at[i], check_blocks);
	check_pass(c, "DAX devices that are memory of the system, with all blocks online: %zu",
		   count);
}
