// SPDX-License-Identifier: LGPL-2.1-or-later
/* One pass over /sys/bus/cxl/devices: every device, its parent, whether a driver is bound. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/topo/debugfs.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/lib/topo/topo.h"
#include "util/array.h"
#include "util/sys-errors.h"

#define DEVICES "bus/cxl/devices"
#define DRIVERS "bus/cxl/drivers"

static int list_add(struct node_list *l, struct node *n)
{
	struct node **at = array_grow(l->at, l->count, sizeof(struct node *));

	if (!at)
		return -ENOMEM;
	l->at = at;
	l->at[l->count++] = n;
	return 0;
}

static int by_id(const void *a, const void *b)
{
	const struct node *x = *(struct node *const *)a, *y = *(struct node *const *)b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->sub > y->sub) - (x->sub < y->sub);
}

static struct node *find(const struct topo *t, const struct node *key)
{
	const struct node_list *l = &t->kinds[key->kind];
	struct node **at = NULL;

	if (key->id < l->count && by_id(&key, &l->at[key->id]) == 0)
		return l->at[key->id]; /* they are often numbered from 0 without holes */
	if (l->count)
		at = bsearch(&key, l->at, l->count, sizeof(struct node *), by_id);
	return at ? *at : NULL;
}

struct node *topo_find(const struct topo *t, const char *name)
{
	struct node key;

	return node_parse_name(name, &key) ? find(t, &key) : NULL;
}

/* "../../../devices/x" in bus/cxl/devices: what follows the leading "../" is a path below /sys. */
static int real_path(const struct sysroot *root, const char *name, char *buf, size_t size)
{
	char link[PATH_MAX], at[NAME_MAX + sizeof(DEVICES) + 1];
	const char *rest = link;
	int rc;

	rc = path_join(at, sizeof(at), DEVICES, name);
	if (rc == 0)
		rc = sys_readlink(root, TREE_SYS, at, link, sizeof(link));
	if (rc == -EINVAL) /* a copied tree with a directory in place of the link */
		return path_join(buf, size, DEVICES, name);
	if (rc < 0)
		return rc;
	while (str_after(rest, "../"))
		rest += 3;
	if (!*rest || *rest == '/' || strstr(rest, "../") || strlen(rest) >= size)
		return -EINVAL;
	memcpy(buf, rest, strlen(rest) + 1);
	return 0;
}

static int add_cache(struct topo *t, struct node *memdev)
{
	memdev->cache = arena_alloc(&t->memory, sizeof(*memdev->cache));
	if (!memdev->cache)
		return -ENOMEM;
	*memdev->cache = (struct node_cache){ 0 };
	return 0;
}

static struct node *port_of(const struct topo *t, const struct node *decoder)
{
	static const enum node_kind kinds[] = { NODE_ENDPOINT, NODE_PORT, NODE_BUS };
	struct node key = { .id = decoder->id }, *n = NULL;
	size_t i;

	for (i = 0; !n && i < ARRAY_SIZE(kinds); i++) {
		key.kind = kinds[i];
		n = find(t, &key);
	}
	return n;
}

#define PORT_KINDS (BIT(NODE_BUS) | BIT(NODE_PORT) | BIT(NODE_ENDPOINT))
#define USE_KINDS (~(BIT(NODE_BUS) | BIT(NODE_PORT)))
#define ALL_KINDS (~0ULL)

static const struct {
	u64 kinds;    /* of nodes */
	u64 decoders; /* kinds of ports whose decoders are included */
	u64 drivers;  /* kinds of nodes of which it is looked up whether they have a driver */
	bool debugfs;
} scopes[] = {
	[TOPO_ALL] = { ALL_KINDS, PORT_KINDS, ALL_KINDS, true },
	[TOPO_ROOT_DECODERS] = { ALL_KINDS, BIT(NODE_BUS), ALL_KINDS, true },
	[TOPO_MEMDEVS] = { BIT(NODE_MEMDEV), 0, 0, false },
	[TOPO_USE] = { USE_KINDS, BIT(NODE_ENDPOINT), BIT(NODE_REGION), false },
};

/* Whether @n, of which only the name is known, is to be scanned. Ports come before decoders. */
static bool in_scope(const struct topo *t, const struct node *n)
{
	const struct node *port;

	if (n->kind != NODE_DECODER || t->scope == TOPO_ALL)
		return scopes[t->scope].kinds & BIT(n->kind);
	port = port_of(t, n);
	return port && scopes[t->scope].decoders & BIT(port->kind);
}

/* The decoders among the names, or everything else; without their paths, sorted by number. */
static int add_nodes(struct topo *t, bool decoders)
{
	struct node *n;
	const char *name;
	size_t i, k;
	int rc = 0;

	for (i = 0; rc == 0 && i < t->names.count; i++) {
		name = t->names.names[i];
		n = &t->nodes[t->count];
		if (!!str_after(name, "decoder") != decoders || !node_parse_name(name, n) ||
		    !in_scope(t, n))
			continue;
		t->count++;
		rc = list_add(&t->kinds[n->kind], n);
		if (rc == 0 && n->kind == NODE_MEMDEV)
			rc = add_cache(t, n);
	}
	for (k = 0; k < NODE_KINDS; k++)
		if (t->kinds[k].count && (k == NODE_DECODER) == decoders)
			qsort(t->kinds[k].at, t->kinds[k].count, sizeof(struct node *), by_id);
	return rc;
}

/* --- where each device is */

/* Reading the link of each device takes longer than listing the ports, so this is for the rest. */
static int place_by_link(struct topo *t, struct node *n)
{
	char path[PATH_MAX];
	int rc;

	if (n->path)
		return 0;
	rc = real_path(t->root, n->name, path, sizeof(path));
	if (rc < 0)
		return rc == -ENOMEM ? rc : 0; /* vanished, or not below /sys */
	n->path = arena_strdup(&t->memory, path);
	return n->path ? 0 : -ENOMEM;
}

/*
 * The link of an endpoint to its memdev tells where both are. @port: its open directory; NULL: it
 * is not known.
 */
static void place_peer(struct topo *t, struct node *endpoint, const struct sysdir *port)
{
	char path[PATH_MAX], link[NAME_MAX + 16];
	struct node *peer;
	int rc;

	snprintf(link, sizeof(link), "%s/uport", endpoint->name);
	rc = port ? link_resolve_in(port, link, path, sizeof(path))
		  : link_resolve(t, endpoint->path, "uport", path, sizeof(path));
	if (rc < 0)
		return;
	endpoint->host = arena_strdup(&t->memory, path_base(path));
	peer = topo_find(t, path_base(path));
	if (!peer || peer->kind != NODE_MEMDEV || peer->peer)
		return;
	endpoint->peer = peer;
	peer->peer = endpoint;
	peer->path = arena_strdup(&t->memory, path);
}

/* The ports and endpoints in the directory of @port; ports are added to @ports, too. */
static void place_children(struct topo *t, struct node *port, struct node_list *ports)
{
	auto_namelist struct namelist dirs = { 0 };
	auto_sysdir struct sysdir d = { .fd = -1 };
	char path[PATH_MAX];
	struct node key, *n;
	size_t i;

	if (sysdir_open_list(&d, t->root, port->path, &dirs) < 0)
		return;
	for (i = 0; i < dirs.count; i++) {
		if (!node_parse_name(dirs.names[i], &key) ||
		    (key.kind != NODE_PORT && key.kind != NODE_ENDPOINT))
			continue;
		n = find(t, &key);
		if (!n || n->path || path_join(path, sizeof(path), port->path, n->name) < 0)
			continue;
		n->path = arena_strdup(&t->memory, path);
		n->parent = port;
		if (n->path && n->kind == NODE_ENDPOINT)
			place_peer(t, n, &d);
		else if (n->path && list_add(ports, n) < 0)
			return;
	}
}

static void place_ports(struct topo *t)
{
	const struct node_list *buses = &t->kinds[NODE_BUS];
	struct node_list ports = { 0 };
	size_t i;

	for (i = 0; i < buses->count; i++)
		place_children(t, buses->at[i], &ports);
	for (i = 0; i < ports.count; i++)
		place_children(t, ports.at[i], &ports);
	free(ports.at);
}

/* Forget the devices without a path. */
static void drop_unplaced(struct node_list *l)
{
	size_t i, n = 0;

	for (i = 0; i < l->count; i++)
		if (l->at[i]->path)
			l->at[n++] = l->at[i];
	l->count = n;
}

static int place_nodes(struct topo *t)
{
	/* The name of a decoder has the number of its port: its link need not be read. */
	static const enum node_kind order[] = {
		NODE_BUS, NODE_PORT, NODE_ENDPOINT, NODE_MEMDEV, NODE_REGION, NODE_DAX_REGION,
	};
	struct node_list *l;
	size_t k, i;
	int rc = 0;

	for (k = 0; k < ARRAY_SIZE(order); k++) {
		l = &t->kinds[order[k]];
		if (order[k] == NODE_PORT)
			place_ports(t);
		for (i = 0; rc == 0 && i < l->count; i++)
			rc = place_by_link(t, l->at[i]);
		drop_unplaced(l);
		for (i = 0; order[k] == NODE_ENDPOINT && i < l->count; i++)
			if (!l->at[i]->host)
				place_peer(t, l->at[i], NULL);
	}
	return rc;
}

/* --- relations */

/*
 * The nearest device among the parent directories of @path. Its path must be that directory, since
 * links of a hostile tree could form a cycle otherwise.
 */
static struct node *parent_in_path(const struct topo *t, const char *path)
{
	char copy[PATH_MAX], *slash;
	struct node *n;

	snprintf(copy, sizeof(copy), "%s", path);
	while ((slash = strrchr(copy, '/'))) {
		*slash = '\0';
		n = topo_find(t, path_base(copy));
		if (n && n->path && str_eq(n->path, copy))
			return n;
	}
	return NULL;
}

/* Those that were left out are looked for when they are needed. */
static bool decoder_exists(const struct topo *t, const struct node *decoder)
{
	char path[sizeof(DEVICES) + NAME_MAX];

	if (t->scope == TOPO_ALL)
		return find(t, decoder);
	return path_join(path, sizeof(path), DEVICES, decoder->name) == 0 &&
	       sys_exists(t->root, TREE_SYS, path);
}

struct node *topo_decoder_port(const struct topo *t, const char *decoder)
{
	struct node n;

	if (!node_parse_name(decoder, &n) || n.kind != NODE_DECODER || !decoder_exists(t, &n))
		return NULL;
	return port_of(t, &n);
}

/* Decoders are sorted, so @before often has the same port. */
static int place_decoder(struct topo *t, struct node *n, const struct node *before)
{
	char path[PATH_MAX];

	n->parent = before && before->id == n->id ? before->parent : port_of(t, n);
	if (!n->parent || !n->parent->path ||
	    path_join(path, sizeof(path), n->parent->path, n->name) < 0)
		return 0;
	n->path = arena_strdup(&t->memory, path);
	return n->path ? 0 : -ENOMEM;
}

static int set_parents(struct topo *t)
{
	const struct node_list *l;
	struct node *n;
	size_t k, i;
	int rc = 0;

	for (k = 0; k < NODE_KINDS; k++) {
		l = &t->kinds[k];
		for (i = 0; rc == 0 && i < l->count; i++) {
			n = l->at[i];
			if (k == NODE_DECODER)
				rc = place_decoder(t, n, i ? l->at[i - 1] : NULL);
			else if (!n->parent && k != NODE_MEMDEV) /* that has no CXL device above */
				n->parent = parent_in_path(t, n->path);
		}
	}
	return rc;
}

/* Children are added at the head, in reverse order, so that they end up sorted. */
static void link_children(struct topo *t)
{
	struct node *n, *p;
	size_t k, i;

	for (k = NODE_KINDS; k-- > 0;)
		for (i = t->kinds[k].count; i-- > 0;) {
			n = t->kinds[k].at[i];
			p = n->parent;
			if (!p)
				continue;
			n->next = p->child;
			p->child = n;
		}
}

static char *parent_name(struct topo *t, const char *path)
{
	const char *end = strrchr(path, '/'), *start;

	if (!end)
		return NULL;
	for (start = end; start > path && start[-1] != '/'; start--)
		;
	return arena_strndup(&t->memory, start, (size_t)(end - start));
}

static void read_host(struct topo *t, struct node *n)
{
	char path[PATH_MAX];

	if (n->kind == NODE_MEMDEV)
		n->host = parent_name(t, n->path);
	else if (link_resolve(t, n->path, "uport", path, sizeof(path)) == 0)
		n->host = arena_strdup(&t->memory, path_base(path));
}

/*
 * The kernel has a link to each device in the directory of its driver, so that a few directories
 * are read in place of one link per device. Those of a captured tree may be incomplete. False: not
 * read.
 */
static bool read_drivers(struct topo *t)
{
	auto_namelist struct namelist drivers = { 0 };
	char path[sizeof(DRIVERS) + NAME_MAX + 1];
	struct node *n;
	size_t i, k;

	if (t->root->captured || sys_list(t->root, TREE_SYS, DRIVERS, &drivers) < 0)
		return false;
	for (i = 0; i < drivers.count; i++) {
		auto_namelist struct namelist devices = { 0 };

		if (path_join(path, sizeof(path), DRIVERS, drivers.names[i]) < 0 ||
		    sys_list(t->root, TREE_SYS, path, &devices) < 0)
			return false;
		for (k = 0; k < devices.count; k++) {
			n = topo_find(t, devices.names[k]);
			if (n)
				n->enabled = true;
		}
	}
	return true;
}

/* A link that this user may not read is not absent, as an attribute is that only root reads. */
static void read_driver(const struct topo *t, struct node *n)
{
	const int rc = node_check(t, n, "driver");

	n->enabled = rc != -ENOENT && rc != -ENOTDIR && rc != -ENODEV;
	n->driver_unknown = n->enabled && rc < 0;
}

/* Hosts, drivers and depths of ports. Ports come before endpoints. */
static void read_links(struct topo *t)
{
	static const enum node_kind kinds[] = {
		NODE_BUS, NODE_PORT, NODE_MEMDEV, NODE_ENDPOINT, NODE_REGION,
	};
	/* To list the drivers is more work than to look at a few nodes. */
	const u64 drivers = scopes[t->scope].drivers;
	const bool have_drivers = drivers == ALL_KINDS && read_drivers(t);
	struct node *n, *p;
	size_t k, i;

	for (k = 0; k < ARRAY_SIZE(kinds); k++)
		for (i = 0; i < t->kinds[kinds[k]].count; i++) {
			n = t->kinds[kinds[k]].at[i];
			if (n->kind != NODE_REGION && n->kind != NODE_ENDPOINT)
				read_host(t, n);
			if (!(drivers & BIT(n->kind)))
				n->enabled = n->kind != NODE_BUS;
			else if (!have_drivers && n->kind != NODE_BUS)
				read_driver(t, n);
			for (p = n->parent; p && node_is_port(n); p = p->parent)
				n->depth++;
		}
}

static int scan_names(struct topo *t)
{
	int rc;

	t->nodes = calloc(t->names.count + 1, sizeof(*t->nodes));
	rc = t->nodes ? add_nodes(t, false) : -ENOMEM;
	if (rc == 0)
		rc = add_nodes(t, true);
	if (rc == 0)
		rc = place_nodes(t);
	if (rc == 0)
		rc = set_parents(t);
	if (rc < 0)
		return rc;
	link_children(t);
	read_links(t);
	if (scopes[t->scope].debugfs)
		topo_list_debugfs(t);
	else
		t->debugfs_rc = -EINVAL;
	return t->memory.failed || t->debugfs_rc == -ENOMEM || t->debugfs_names_rc == -ENOMEM
		       ? -ENOMEM
		       : 0;
}

int topo_scan(struct topo *t, const struct sysroot *root, enum topo_scope scope, struct fail *why)
{
	int rc;

	*t = (struct topo){ .root = root, .scope = scope };
	rc = sys_list(root, TREE_SYS, DEVICES, &t->names);
	if (rc == -ENOENT)
		return 0;
	if (rc == 0)
		rc = scan_names(t);
	if (rc < 0)
		topo_free(t);
	return rc < 0 ? fail_set(why, rc, "scan_failed", NULL, "cannot list CXL devices: %s",
				 strerror(-rc))
		      : 0;
}

void topo_free(struct topo *t)
{
	struct node *n;
	size_t i;

	for (n = t->nodes; n < t->nodes + t->count; n++)
		dports_free(n->dports);
	for (i = 0; i < NODE_KINDS; i++)
		free(t->kinds[i].at);
	free(t->nodes);
	arena_free(&t->memory);
	namelist_free(&t->names);
	namelist_free(&t->debugfs_names);
	free(t->debugfs);
	*t = (struct topo){ .root = t->root };
}
