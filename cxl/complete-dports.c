// SPDX-License-Identifier: GPL-2.0-only
/* Completion of the downstream ports of "cxl inject-protocol-error". */
#include <limits.h>
#include <stdio.h>

#include "cxl/complete-dports.h"
#include "cxl/lib/topo/debugfs.h"
#include "cxl/lib/topo/dport.h"

/* True if this user cannot see it. */
static bool is_injectable(const struct topo *t, const struct dport *d)
{
	char attr[PATH_MAX];

	snprintf(attr, sizeof(attr), "%s/einj_inject", d->name);
	return topo_debugfs_check(t, attr) != -ENOENT;
}

static void add_dports_of(struct completion *c, const struct topo *t, enum node_kind kind)
{
	const struct node_list *l = &t->kinds[kind];
	const struct dport_list *dports;
	size_t i, d;

	for (i = 0; i < l->count; i++) {
		dports = port_dports(t, l->at[i]);
		for (d = 0; d < dports->count; d++)
			if (is_injectable(t, &dports->at[d]))
				complete_add(c, dports->at[d].name, l->at[i]->name);
	}
}

void complete_dports(struct completion *c, const struct topo *t)
{
	add_dports_of(c, t, NODE_BUS);
	add_dports_of(c, t, NODE_PORT);
}
