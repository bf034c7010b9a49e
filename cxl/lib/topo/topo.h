/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * CXL topology from sysfs: one pass over /sys/bus/cxl/devices and the directories of the ports.
 * Links are resolved as text; attributes are read when they are needed.
 */
#ifndef CXL_TOPO_H
#define CXL_TOPO_H

#include <stdatomic.h>

#include "cxl/lib/ctx/ctx.h"
#include "util/arena.h"

struct dport_list;
struct component;

enum node_kind {
	NODE_BUS,	 /* root0 */
	NODE_PORT,	 /* port1: host bridge or switch */
	NODE_ENDPOINT,	 /* endpoint2 */
	NODE_DECODER,	 /* decoder0.0 */
	NODE_MEMDEV,	 /* mem0 */
	NODE_REGION,	 /* region0 */
	NODE_DAX_REGION, /* dax_region0 */
	NODE_KINDS,
};

/* One device of any kind. All strings and nodes live as long as the topology. */
struct node {
	enum node_kind kind;
	u32 id;
	u32 sub;	     /* second number of decoderP.D, else 0 */
	u32 depth;	     /* of ports: distance from the root */
	const char *name;    /* "mem0" */
	const char *path;    /* real directory below /sys: "devices/.../mem0" */
	const char *host;    /* ports: last part of uport's link; memdevs: parent's name; or NULL */
	struct node *parent; /* nearest CXL device above; NULL at the top */
	struct node *peer;   /* endpoint <-> memdev; NULL: none */
	struct node *child, *next; /* first child, next sibling: by kind and id */
	/* Has a driver, or it is not known (memdevs, ports, endpoints, regions; see the scope). */
	bool enabled;
	bool driver_unknown;	   /* .enabled is set because that cannot be read */
	bool removed;		   /* set by a dry run whose steps would remove it */
	struct node_cache *cache;  /* of memdevs: attributes that are read when first needed */
	struct dport_list *dports; /* of ports, see port_dports(); NULL: not read yet */
	/*
	 * Of a memdev that is reached by messages, without a directory: all of its attributes are
	 * not supported (-EOPNOTSUPP). It is part of no topology. NULL: of this host.
	 */
	struct component *component;
};

/* Of a memdev; see memdev.c, which alone fills it in. */
struct node_cache {
	bool serial_read;
	int serial_rc;
	u64 serial;
	u32 payload_max; /* 0: not read yet */
	bool id_known;
	struct file_id id;     /* of its directory when it was first opened */
	atomic_bool timed_out; /* it did not reply to a command */
};

/* The first child of @parent that is of @kind, and the next one of the same kind; or NULL. */
static inline struct node *node_child(const struct node *parent, enum node_kind kind)
{
	struct node *n = parent->child;

	while (n && n->kind != kind)
		n = n->next;
	return n;
}

static inline struct node *node_next(const struct node *n)
{
	return n->next && n->next->kind == n->kind ? n->next : NULL;
}

#define node_foreach(n, parent, kind) for ((n) = node_child(parent, kind); (n); (n) = node_next(n))

struct node_list {
	struct node **at;
	size_t count;
};

/* What is scanned; whether a driver is bound is only looked up for what is said here. */
enum topo_scope {
	TOPO_ALL,
	TOPO_ROOT_DECODERS, /* as all, without the decoders of ports and endpoints: most devices */
	TOPO_MEMDEVS,	    /* memory devices, without drivers, endpoints and debugfs */
	TOPO_USE,	    /* memory devices, endpoints and their decoders, regions with drivers */
};

struct topo {
	const struct sysroot *root;
	enum topo_scope scope;
	struct node_list kinds[NODE_KINDS]; /* each by id */
	char *debugfs;	/* mount point below /sys ("kernel/debug"); NULL: see .debugfs_rc */
	int debugfs_rc; /* -ENOENT: not mounted; other errors: not known */
	struct namelist debugfs_names; /* in its directory "cxl", sorted */
	int debugfs_names_rc;
	struct namelist names; /* what the nodes are made of */
	struct arena memory;   /* of their strings and caches */
	struct node *nodes;
	size_t count;
};

/* A system without CXL is an empty topology, not an error. */
int topo_scan(struct topo *t, const struct sysroot *root, enum topo_scope scope,
	      struct fail *why) MUST_CHECK;
void topo_free(struct topo *t);

#define auto_topo __attribute__((cleanup(topo_free)))

struct node *topo_find(const struct topo *t, const char *name);

/* The bus, port or endpoint that has the decoder of this name, in any scope; NULL: none. */
struct node *topo_decoder_port(const struct topo *t, const char *decoder);

static inline struct node *node_bus(const struct node *n)
{
	while (n && n->kind != NODE_BUS)
		n = n->parent;
	return (struct node *)n;
}

/* "ACPI.CXL", "cxl_test", or the bus's own name. */
const char *bus_provider(const struct node *bus);

/* A bus, root0, is the port at the top. */
static inline bool node_is_port(const struct node *n)
{
	return n->kind == NODE_BUS || n->kind == NODE_PORT || n->kind == NODE_ENDPOINT;
}

/*
 * Target of the link @link in the directory @d, or @path, as a path below /sys. It is resolved as
 * text: @path has no links. -EINVAL when the target is outside of /sys.
 */
int link_resolve_in(const struct sysdir *d, const char *link, char *buf, size_t size) MUST_CHECK;
int link_resolve(const struct topo *t, const char *path, const char *link, char *buf,
		 size_t size) MUST_CHECK;

/* Kind, numbers and name (borrowed), from a name such as "decoder3.0"; it need not exist. */
bool node_parse_name(const char *name, struct node *ret);
bool node_is_name(const char *name, enum node_kind kind);

/* Open the node's directory to read its attributes. */
int node_open(const struct topo *t, const struct node *n, struct sysdir *ret) MUST_CHECK;
/* 0: the node has an attribute of this name; errors as of sys_check(). */
int node_check(const struct topo *t, const struct node *n, const char *attr) MUST_CHECK;

#endif
