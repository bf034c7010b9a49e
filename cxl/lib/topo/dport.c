// SPDX-License-Identifier: LGPL-2.1-or-later
/* Downstream ports of a port. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/topo/dport.h"
#include "util/array.h"
#include "util/num.h"

static bool dport_number(const char *name, u32 *ret)
{
	const char *rest = str_after(name, "dport");
	u64 id;

	if (!rest || num_u64(rest, 10, &id) < 0 || id > UINT32_MAX)
		return false;
	*ret = (u32)id;
	return true;
}

/*
 * Platform or ACPI device of the dport: firmware_node is preferred to physical_node, which only an
 * ACPI device has, so a host bridge.
 */
static int load_nodes(const struct topo *t, const struct node *port, struct dport *d)
{
	char path[PATH_MAX];

	if (port->kind == NODE_BUS &&
	    link_resolve(t, d->path, "physical_node", path, sizeof(path)) == 0) {
		d->alias = strdup(path_base(path));
		d->below = strdup(path);
		if (!d->alias || !d->below)
			return -ENOMEM;
	} else {
		d->below = strdup(d->path);
		if (!d->below)
			return -ENOMEM;
	}
	if (link_resolve(t, d->path, "firmware_node", path, sizeof(path)) == 0) {
		free(d->alias);
		d->alias = strdup(path_base(path));
		if (!d->alias)
			return -ENOMEM;
	}
	return 0;
}

static int load_one(const struct topo *t, const struct node *port, const char *link, u32 id,
		    struct dport *ret)
{
	char path[PATH_MAX];
	struct dport d = { .id = id };
	int rc;

	if (link_resolve(t, port->path, link, path, sizeof(path)) < 0)
		return -ENOENT;
	d.path = strdup(path);
	d.name = strdup(path_base(path));
	rc = d.path && d.name ? load_nodes(t, port, &d) : -ENOMEM;
	*ret = d;
	return rc;
}

static int by_id(const void *a, const void *b)
{
	const struct dport *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static int load_dports(const struct topo *t, const struct node *port, struct dport_list *l)
{
	auto_namelist struct namelist names = { 0 };
	u32 id;
	size_t i;
	int rc;

	if (!port->path || sys_list(t->root, TREE_SYS, port->path, &names) < 0)
		return 0;
	for (i = 0; i < names.count; i++) {
		struct dport *at;

		if (!dport_number(names.names[i], &id))
			continue;
		at = array_grow(l->at, l->count, sizeof(*l->at));
		if (!at)
			return -ENOMEM;
		l->at = at;
		rc = load_one(t, port, names.names[i], id, &l->at[l->count]);
		if (rc == -ENOENT)
			continue;
		l->count++;
		if (rc < 0)
			return rc;
	}
	if (l->count)
		qsort(l->at, l->count, sizeof(*l->at), by_id);
	return 0;
}

const struct dport_list *port_dports(const struct topo *t, const struct node *port)
{
	static const struct dport_list none;
	struct node *n = (struct node *)port; /* the cache is not visible to callers */
	struct dport_list *l;

	if (n->dports)
		return n->dports;
	l = calloc(1, sizeof(*l));
	if (!l || load_dports(t, port, l) < 0) {
		((struct topo *)t)->memory.failed = true; /* like the cache */
		dports_free(l);
		return &none;
	}
	n->dports = l;
	return l;
}

void dports_free(struct dport_list *l)
{
	size_t i;

	for (i = 0; l && i < l->count; i++) {
		free(l->at[i].name);
		free(l->at[i].path);
		free(l->at[i].below);
		free(l->at[i].alias);
	}
	if (l)
		free(l->at);
	free(l);
}

static bool is_below(const char *path, const char *directory)
{
	const char *rest = str_after(path, directory);

	return rest && *rest == '/';
}

bool dport_maps(const struct dport *d, const struct node *memdev)
{
	return is_below(memdev->path, d->below);
}

const struct dport *dport_by_id(const struct dport_list *l, u64 id)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i].id == id)
			return &l->at[i];
	return NULL;
}

const struct dport *dport_by_memdev(const struct dport_list *l, const struct node *memdev)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (dport_maps(&l->at[i], memdev))
			return &l->at[i];
	return NULL;
}

/* Without dports, the device of the port tells. */
bool port_has_memdev(const struct topo *t, const struct node *port, const struct node *memdev)
{
	char path[PATH_MAX];

	return dport_by_memdev(port_dports(t, port), memdev) ||
	       (link_resolve(t, port->path, "uport", path, sizeof(path)) == 0 &&
		is_below(memdev->path, path));
}
