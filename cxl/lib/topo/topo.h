/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What sysfs says about the CXL topology: one pass over /sys/bus/cxl/devices, one link each.
 * The links' text alone tells where every device hangs; attributes are read when asked for.
 */
#ifndef CXL_TOPO_H
#define CXL_TOPO_H

#include "cxl/lib/ctx.h"

enum node_kind {
	NODE_BUS,		/* root0 */
	NODE_PORT,		/* port1: host bridge or switch */
	NODE_ENDPOINT,		/* endpoint2 */
	NODE_DECODER,		/* decoder0.0 */
	NODE_MEMDEV,		/* mem0 */
	NODE_REGION,		/* region0 */
	NODE_DAX_REGION,	/* dax_region0 */
	NODE_KINDS,
};

/* One device of any kind. All strings and nodes live as long as the topology. */
struct node {
	enum node_kind kind;
	u32 id;
	u32 sub;		/* second number of decoderP.D, else 0 */
	u32 depth;		/* of ports: distance from the root */
	const char *name;	/* "mem0" */
	const char *path;	/* real directory below /sys: "devices/.../mem0" */
	const char *host;	/* ports: last part of uport's link; memdevs: parent's name; or NULL */
	struct node *parent;	/* nearest CXL device around it; NULL at the top */
	struct node *peer;	/* endpoint <-> memdev; NULL: none */
	bool enabled;		/* has a driver (memdevs, ports, endpoints, regions) */
};

/* Nodes of one kind (or the children of one node), by id. */
struct node_list {
	struct node **at;
	size_t count, room;
};

struct topo {
	const struct sysroot *root;
	struct node_list kinds[NODE_KINDS];
	struct node_list all;		/* by name, for topo_find() */
	/* Where debugfs is below /sys ("kernel/debug"), or NULL when it is not mounted. */
	const char *debugfs;
};

/* A system without CXL is an empty topology, not an error. */
int topo_scan(struct topo *t, const struct sysroot *root, struct fail *why) MUST_CHECK;
void topo_free(struct topo *t);

struct node *topo_find(const struct topo *t, const char *name);
/* The root decoder of a region; NULL only in a broken tree. */
struct node *region_root_decoder(const struct node *region);
static inline struct node *node_bus(const struct node *n)
{
	while (n && n->kind != NODE_BUS)
		n = n->parent;
	return (struct node *)n;
}

/* Open the node's directory to read its attributes. */
int node_open(const struct topo *t, const struct node *n, struct sysdir *ret) MUST_CHECK;

/*
 * The one memdev that @text names: "mem0", "0", a PCI address or other host name, or
 * "serial:0x...". -ENODEV none, -ENOTUNIQ several (the sentence lists them).
 */
int topo_memdev(const struct topo *t, const char *text, struct node **ret, struct fail *why)
	MUST_CHECK;
/* The memdev's serial number; -ENOENT when the kernel does not say. */
int memdev_serial(const struct topo *t, const struct node *memdev, u64 *ret) MUST_CHECK;

#endif
