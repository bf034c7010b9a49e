// SPDX-License-Identifier: GPL-2.0-only
/* The PCI function that an argument of cxl doe names. */
#include <stdio.h>

#include "cxl/doe/doe.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/lib/topo/pci.h"
#include "cxl/lib/wire/doe.h"
#include "util/complete.h"

/* False: no port has the downstream port @name. */
static bool find_dport(const struct topo *t, const char *name, struct doe_target *ret)
{
	const struct node_list *ports = &t->kinds[NODE_PORT];
	const struct dport_list *l;
	size_t p, i;

	for (p = 0; p < ports->count; p++) {
		l = port_dports(t, ports->at[p]);
		for (i = 0; i < l->count; i++) {
			if (!host_has_name(l->at[i].name, name))
				continue;
			ret->dport_of = ports->at[p];
			snprintf(ret->path, sizeof(ret->path), "%s", l->at[i].path);
			return true;
		}
	}
	return false;
}

static int find_node(const struct topo *t, const char *name, struct doe_target *ret,
		     struct fail *why)
{
	struct node *n = topo_find(t, name);
	int rc = 0;

	if (!n || n->kind != NODE_PORT)
		rc = memdev_find(t, name, &n, why);
	ret->node = n;
	return rc;
}

int doe_find_target(const struct topo *t, const char *name, struct doe_target *ret,
		    struct fail *why)
{
	bool is_address = pci_is_address(name);
	int rc = 0;

	*ret = (struct doe_target){ .node = is_address ? pci_find_node(t, name) : NULL };
	if (!is_address)
		rc = find_node(t, name, ret, why);
	if (rc < 0)
		return rc;
	if (ret->node)
		rc = pci_node_path(t, ret->node, ret->path, sizeof(ret->path));
	else if (!find_dport(t, name, ret))
		rc = pci_find_path(t, name, ret->path, sizeof(ret->path));
	if (rc == -ENODEV && ret->node)
		return fail_set(why, rc, "no_pci", "", "the device is not a PCI function");
	if (rc < 0)
		return fail_set(why, rc, "not_found", "", "no such PCI function");
	return 0;
}

void doe_complete_protocol(struct completion *c, const struct topo *t)
{
	const char *name = c->count ? c->words[c->count - 1] : "";
	auto_pci struct pci_function f = { .dir.fd = -1 };
	auto_namelist struct namelist l = { 0 };
	struct doe_protocol protocol;
	struct doe_target target;
	struct fail why = { 0 };
	size_t i;

	if (doe_find_target(t, name, &target, &why) < 0 || pci_open(t, target.path, &f) < 0 ||
	    pci_read_doe(&f, &l) < 0)
		return;
	for (i = 0; i < l.count; i++)
		if (doe_protocol_parse(l.names[i], &protocol) == 0)
			complete_add(c, l.names[i], doe_protocol_name(&protocol));
}
