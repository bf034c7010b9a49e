/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Downstream ports of a port, and which memdevs are below them. */
#ifndef CXL_TOPO_DPORT_H
#define CXL_TOPO_DPORT_H

#include <limits.h>

#include "cxl/lib/topo/topo.h"

struct dport {
	u32 id;	     /* port number: the N of portX/dportN */
	char *name;  /* of the device, "0000:0c:00.0" */
	char *path;  /* of the device below /sys */
	char *below; /* directory that its memdevs are below */
	char *alias; /* name of its firmware or physical node; NULL: none */
};

struct dport_list {
	struct dport *at;
	size_t count;
};

/*
 * Dports of @port by id, read once and kept as long as the topology. Empty for a port without
 * dports, one that vanished, or when memory ran out (then memory.failed of the topology is set).
 * Not for several threads at a time.
 */
const struct dport_list *port_dports(const struct topo *t, const struct node *port);
bool dport_maps(const struct dport *d, const struct node *memdev);
/* The dport with @id, or NULL. */
const struct dport *dport_by_id(const struct dport_list *l, u64 id);
/* The dport that @memdev is below, or NULL. */
const struct dport *dport_by_memdev(const struct dport_list *l, const struct node *memdev);
/*
 * Whether @memdev is below @port, also while it is disabled: since Linux 6.18, a port has dports
 * only while memory devices below it are enabled.
 */
bool port_has_memdev(const struct topo *t, const struct node *port, const struct node *memdev);
/* For topo_free(); NULL is allowed. */
void dports_free(struct dport_list *l);

#endif
