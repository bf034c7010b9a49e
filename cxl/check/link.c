// SPDX-License-Identifier: GPL-2.0-only
/* cxl check: PCIe links of memory devices and switches. */
#include <stdio.h>

#include "cxl/check/check.h"
#include "cxl/lib/region/state.h"
#include "cxl/lib/wire/pci.h"

enum link_state { LINK_NONE, LINK_UNKNOWN, LINK_KNOWN };

static bool has_attr(const struct pci_function *f, const char *attr)
{
	char text[64];

	return sysdir_read(&f->dir, attr, text, sizeof(text)) >= 0;
}

/* An integrated endpoint has the attributes, but no width. */
static enum link_state read_link(const struct check *c, const char *path, struct pci_link *ret)
{
	auto_pci struct pci_function f = { .dir.fd = -1 };

	*ret = (struct pci_link){ 0 };
	if (pci_open(&c->topo, path, &f) < 0 || !has_attr(&f, "max_link_width"))
		return LINK_UNKNOWN;
	*ret = (struct pci_link){
		.speed = pci_read_speed(&f, "current_link_speed"),
		.width = pci_read_width(&f, "current_link_width"),
		.max_speed = pci_read_speed(&f, "max_link_speed"),
		.max_width = pci_read_width(&f, "max_link_width"),
	};
	if (!ret->max_width)
		return LINK_NONE;
	return ret->speed && ret->width && ret->max_speed ? LINK_KNOWN : LINK_UNKNOWN;
}

/* The function above, at the other end of the link. False: a root complex. */
static bool parent_path(const char *path, char *buf, size_t size)
{
	char *slash;

	snprintf(buf, size, "%s", path);
	slash = strrchr(buf, '/');
	if (!slash)
		return false;
	*slash = '\0';
	return pci_is_address(path_base(buf));
}

static u32 lower(u32 a, u32 b)
{
	return b && b < a ? b : a;
}

static bool is_below(const struct pci_link *l)
{
	return l->speed < l->max_speed || l->width < l->max_width;
}

/* What both ends of the link are capable of is reached, or not. False: unknown, or no link. */
static bool check_link(struct check *c, const char *device, const char *path)
{
	struct pci_link own, above = { 0 };
	char parent[PATH_MAX];
	const bool has_parent = parent_path(path, parent, sizeof(parent));
	const enum link_state state = read_link(c, path, &own);
	struct finding *f;
	u32 speed, width;

	if (state == LINK_UNKNOWN)
		check_unknown(c, device, NULL, "cannot read the speed and width of its link");
	if (state != LINK_KNOWN)
		return false;
	if (has_parent)
		read_link(c, parent, &above);
	if (has_parent && !(above.max_speed && above.max_width) && is_below(&own)) {
		check_unknown(c, device, NULL,
			      "cannot read what the other end of its link is capable of");
		return false;
	}
	speed = lower(own.max_speed, above.max_speed);
	width = lower(own.max_width, above.max_width);
	if (own.speed >= speed && own.width >= width)
		return true;
	f = check_report(c, CHECK_WARN, device,
			 "its link runs at %u.%u GT/s x%u; both ends are capable of %u.%u GT/s x%u",
			 own.speed / 10, own.speed % 10, own.width, speed / 10, speed % 10, width);
	finding_action(f,
		       "disable what uses the device, and train the link again; if it stays, check "
		       "the slot, riser and cable, and limits in the firmware setup");
	if (has_parent)
		finding_command(f, "setpci -s %s CAP_EXP+10.w=20:20", path_base(parent));
	return true;
}

/* Of a switch, the upstream port has the link. */
static size_t check_switches(struct check *c)
{
	const struct node_list *l = &c->topo.kinds[NODE_PORT];
	char path[PATH_MAX];
	size_t i, count = 0;

	for (i = 0; i < l->count; i++)
		if (pci_node_path(&c->topo, l->at[i], path, sizeof(path)) == 0)
			count += check_link(c, l->at[i]->name, path);
	return count;
}

static const char *name_of(const struct check_pci *p)
{
	return p->memdev ? p->memdev->name : p->address;
}

void check_links(struct check *c)
{
	size_t i, count = check_switches(c);

	for (i = 0; i < c->pci_count; i++)
		count += check_link(c, name_of(&c->pci[i]), c->pci[i].path);
	check_pass(c, "links at the speed and width that both ends are capable of: %zu", count);
}

/* --- interleave sets */

/* *@ret: in tenths of GT/s times lanes; that of switches is shared, and does not count. */
static enum link_state read_bandwidth(const struct check *c, const struct node *memdev, u64 *ret)
{
	const struct check_pci *p = memdev ? check_pci_of(c, memdev) : NULL;
	struct pci_link l = { 0 };
	const enum link_state state = p ? read_link(c, p->path, &l) : LINK_UNKNOWN;

	*ret = (u64)l.speed * l.width;
	return state;
}

static void report_unequal(struct check *c, const struct region_state *r, size_t slow, size_t fast)
{
	const struct node *memdev = r->targets[slow].memdev;
	struct pci_link a, b;
	struct finding *f;

	read_link(c, check_pci_of(c, memdev)->path, &a);
	read_link(c, check_pci_of(c, r->targets[fast].memdev)->path, &b);
	f = check_report(
		c, CHECK_WARN, r->node->name,
		"its memory devices have links of different speed or width: %s has %u.%u GT/s "
		"x%u, %s has %u.%u GT/s x%u",
		memdev->name, a.speed / 10, a.speed % 10, a.width, r->targets[fast].memdev->name,
		b.speed / 10, b.speed % 10, b.width);
	finding_because(f, check_find(c, "link", memdev->name));
	if (f->cause) {
		finding_action(f, "solve the problem of the link of %s", memdev->name);
		finding_command(f, "%s", f->cause->command);
		return;
	}
	finding_action(f,
		       "move the devices to equal slots, or save the data, destroy the region, and "
		       "create one for each group of equal links");
	finding_command(f, "cxl disable-region %s && cxl destroy-region %s", r->node->name,
			r->node->name);
}

/* False: unknown, or there is no link to compare. */
static bool check_region_links(struct check *c, const struct region_state *r)
{
	enum link_state state;
	u64 b, least = UINT64_MAX, most = 0;
	size_t i, slow = 0, fast = 0;

	for (i = 0; i < r->ways; i++) {
		state = read_bandwidth(c, r->targets[i].memdev, &b);
		if (state == LINK_UNKNOWN)
			check_unknown(c, r->node->name, NULL,
				      "cannot read the links of all its memory devices");
		if (state != LINK_KNOWN)
			return false;
		if (b < least)
			slow = i;
		if (b > most)
			fast = i;
		least = MIN(least, b);
		most = MAX(most, b);
	}
	if (least < most)
		report_unequal(c, r, slow, fast);
	return true;
}

void check_interleave(struct check *c)
{
	const struct node_list *l = &c->topo.kinds[NODE_REGION];
	struct region_state r;
	struct fail why = { 0 };
	size_t i, count = 0;

	for (i = 0; i < l->count; i++) {
		if (region_read(&c->topo, l->at[i], &r, &why) < 0) {
			check_unknown(c, l->at[i]->name, why.hint, "%s", why.message);
			continue;
		}
		if (r.ways > 1)
			count += check_region_links(c, &r);
	}
	check_pass(c,
		   "interleaved regions whose memory devices have links of the same bandwidth: %zu",
		   count);
}
