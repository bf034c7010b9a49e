/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Downstream ports of a port, and which memdevs lie behind them. */
#ifndef CXL_TOPO_DPORT_H
#define CXL_TOPO_DPORT_H

#include <limits.h>

#include "cxl/lib/topo/topo.h"

struct dport {
	u32 id;	     /* port number: the N of portX/dportN */
	char *name;  /* of the device, "0000:0c:00.0" */
	char *path;  /* of the device below /sys */
	char *below; /* directory that memdevs behind it are below */
	char *alias; /* name of its firmware or physical node; NULL: none */
};

struct dport_list {
	struct dport *at;
	size_t count;
};

/* By id. A port without dports, or one that vanished, has an empty list. */
int dports_load(const struct topo *t, const struct node *port, struct dport_list *ret) MUST_CHECK;
void dports_free(struct dport_list *l);
bool dport_maps(const struct dport *d, const struct node *memdev);
/* The dport with @id, or NULL. */
const struct dport *dport_by_id(const struct dport_list *l, u64 id);
/* The dport that @memdev is behind, or NULL. */
const struct dport *dport_by_memdev(const struct dport_list *l, const struct node *memdev);

#define auto_dports __attribute__((cleanup(dports_free)))

#endif
