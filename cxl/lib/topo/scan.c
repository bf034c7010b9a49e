// SPDX-License-Identifier: LGPL-2.1-or-later
/* One pass over /sys/bus/cxl/devices: every device, its parent, whether a driver is bound. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/topo/dport.h"
#include "cxl/lib/topo/topo.h"
#include "util/array.h"
#include "util/num.h"
#include "util/sys-errors.h"

#define DEVICES "bus/cxl/devices"

/* Names of devices by kind; no name is valid for two rows. */
/* clang-format off */
static const struct {
	const char *prefix;
	enum node_kind kind;
} name_rows[] = {
	{ "root", NODE_BUS },	   { "port", NODE_PORT },     { "endpoint", NODE_ENDPOINT },
	{ "decoder", NODE_DECODER }, { "mem", NODE_MEMDEV },  { "region", NODE_REGION },
	{ "dax_region", NODE_DAX_REGION },
};
/* clang-format on */

/* Kind and numbers from a name such as "decoder3.0". */
static bool parse_name(const char *name, enum node_kind *kind, u32 *id, u32 *sub)
{
	const char *rest;
	u64 a, b = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(name_rows); i++) {
		rest = str_after(name, name_rows[i].prefix);
		rest = rest ? num_prefix(rest, &a) : NULL;
		if (rest && name_rows[i].kind == NODE_DECODER)
			rest = *rest == '.' ? num_prefix(rest + 1, &b) : NULL;
		if (!rest || *rest || a > UINT32_MAX || b > UINT32_MAX)
			continue;
		*kind = name_rows[i].kind;
		*id = (u32)a;
		*sub = (u32)b;
		return true;
	}
	return false;
}

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

static int by_name(const void *a, const void *b)
{
	const struct node *x = *(struct node *const *)a, *y = *(struct node *const *)b;

	return strcmp(x->name, y->name);
}

static int key_by_name(const void *key, const void *b)
{
	const struct node *y = *(struct node *const *)b;

	return strcmp(key, y->name);
}

static void list_sort(struct node_list *l, int (*cmp)(const void *, const void *))
{
	if (l->count)
		qsort(l->at, l->count, sizeof(struct node *), cmp);
}

struct node *topo_find(const struct topo *t, const char *name)
{
	struct node **at = NULL;

	if (t->all.count)
		at = bsearch(name, t->all.at, t->all.count, sizeof(struct node *), key_by_name);
	return at ? *at : NULL;
}

static struct node *find_id(const struct node_list *l, u32 id)
{
	struct node key = { .id = id }, *k = &key, **at = NULL;

	if (l->count)
		at = bsearch(&k, l->at, l->count, sizeof(struct node *), by_id);
	return at ? *at : NULL;
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

static int add_node(struct topo *t, const char *name)
{
	struct node n = { 0 }, *copy;
	char path[PATH_MAX] = "";
	int rc;

	if (!parse_name(name, &n.kind, &n.id, &n.sub))
		return 0;
	/* The name of a decoder has the number of its port: its link need not be read. */
	if (n.kind != NODE_DECODER) {
		rc = real_path(t->root, name, path, sizeof(path));
		if (rc < 0)
			return rc == -ENOMEM ? rc : 0; /* vanished, or not below /sys */
	}
	n.name = strdup(name);
	n.path = *path ? strdup(path) : NULL;
	copy = malloc(sizeof(*copy));
	n.cache = n.kind == NODE_MEMDEV ? calloc(1, sizeof(*n.cache)) : NULL;
	if (!copy || (n.kind == NODE_MEMDEV && !n.cache) || !n.name || (*path && !n.path)) {
		free((char *)n.name);
		free((char *)n.path);
		free(n.cache);
		free(copy);
		return -ENOMEM;
	}
	*copy = n;
	rc = list_add(&t->all, copy);
	return rc < 0 ? rc : list_add(&t->kinds[n.kind], copy);
}

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

static struct node *decoder_port(const struct topo *t, u32 id)
{
	static const enum node_kind kinds[] = { NODE_BUS, NODE_PORT, NODE_ENDPOINT };
	struct node *n = NULL;
	size_t i;

	for (i = 0; !n && i < ARRAY_SIZE(kinds); i++)
		n = find_id(&t->kinds[kinds[i]], id);
	return n;
}

static int set_parent(struct topo *t, struct node *n)
{
	char path[PATH_MAX];
	int rc;

	if (n->kind != NODE_DECODER) {
		n->parent = parent_in_path(t, n->path);
		return 0;
	}
	n->parent = decoder_port(t, n->id);
	if (!n->parent || !n->parent->path)
		return 0;
	rc = path_join(path, sizeof(path), n->parent->path, n->name);
	if (rc < 0)
		return 0;
	n->path = strdup(path);
	return n->path ? 0 : -ENOMEM;
}

/* Children are added at the head, in reverse order, so that they end up sorted by number. */
static void link_children(struct topo *t)
{
	struct node *n, *p;
	size_t k, i;

	for (k = 0; k < NODE_KINDS; k++)
		for (i = t->kinds[k].count; i-- > 0;) {
			n = t->kinds[k].at[i];
			p = n->parent;
			if (!p)
				continue;
			n->next = p->child[k];
			p->child[k] = n;
		}
}

static char *parent_name(const char *path)
{
	const char *end = strrchr(path, '/'), *start;

	if (!end)
		return NULL;
	for (start = end; start > path && start[-1] != '/'; start--)
		;
	return strndup(start, (size_t)(end - start));
}

static void read_host(struct topo *t, struct node *n)
{
	char path[PATH_MAX];

	if (n->kind == NODE_MEMDEV) {
		n->host = parent_name(n->path);
		return;
	}
	if (link_resolve(t, n->path, "uport", path, sizeof(path)) < 0)
		return;
	n->host = strdup(path_base(path));
	if (n->kind != NODE_ENDPOINT || !n->host)
		return;
	n->peer = topo_find(t, n->host);
	if (n->peer && (n->peer->kind != NODE_MEMDEV || n->peer->peer))
		n->peer = NULL;
	else if (n->peer)
		n->peer->peer = n;
}

int node_check(const struct topo *t, const struct node *n, const char *attr)
{
	char at[PATH_MAX];
	int rc = path_join(at, sizeof(at), n->path, attr);

	return rc < 0 ? rc : sys_check(t->root, TREE_SYS, at);
}

int topo_debugfs_check(const struct topo *t, const char *path)
{
	char at[PATH_MAX];
	int n;

	if (!t->debugfs)
		return t->debugfs_rc == -ENOENT ? -ENODATA : t->debugfs_rc;
	n = snprintf(at, sizeof(at), "%s/cxl/%s", t->debugfs, path);
	return n < 0 || (size_t)n >= sizeof(at) ? -ENAMETOOLONG : sys_check(t->root, TREE_SYS, at);
}

/* Hosts, drivers and depths of ports. Ports come before endpoints. */
static void read_links(struct topo *t)
{
	static const enum node_kind kinds[] = {
		NODE_BUS, NODE_PORT, NODE_MEMDEV, NODE_ENDPOINT, NODE_REGION,
	};
	struct node *n, *p;
	size_t k, i;

	for (k = 0; k < ARRAY_SIZE(kinds); k++)
		for (i = 0; i < t->kinds[kinds[k]].count; i++) {
			n = t->kinds[kinds[k]].at[i];
			if (n->kind != NODE_REGION)
				read_host(t, n);
			if (n->kind != NODE_BUS)
				n->enabled = !sys_is_absent(node_check(t, n, "driver"));
			for (p = n->parent; p && node_is_port(n); p = p->parent)
				n->depth++;
		}
}

static int scan_names(struct topo *t, const struct namelist *names)
{
	size_t i, k;
	int rc = 0;

	for (i = 0; rc == 0 && i < names->count; i++)
		rc = add_node(t, names->names[i]);
	if (rc < 0)
		return rc;
	list_sort(&t->all, by_name);
	for (k = 0; k < NODE_KINDS; k++)
		list_sort(&t->kinds[k], by_id);
	for (i = 0; rc == 0 && i < t->all.count; i++)
		rc = set_parent(t, t->all.at[i]);
	if (rc < 0)
		return rc;
	link_children(t);
	read_links(t);
	t->debugfs_rc = sys_find_mount(t->root, "debugfs", &t->debugfs);
	return t->debugfs_rc == -ENOMEM ? -ENOMEM : 0;
}

int topo_scan(struct topo *t, const struct sysroot *root, struct fail *why)
{
	auto_namelist struct namelist names = { 0 };
	int rc;

	*t = (struct topo){ .root = root };
	rc = sys_list(root, TREE_SYS, DEVICES, &names);
	if (rc == -ENOENT)
		return 0;
	if (rc == 0)
		rc = scan_names(t, &names);
	if (rc < 0)
		topo_free(t);
	return rc < 0 ? fail_set(why, rc, "scan_failed", NULL, "cannot list CXL devices: %s",
				 strerror(-rc))
		      : 0;
}

void topo_free(struct topo *t)
{
	size_t i;

	for (i = 0; i < t->all.count; i++) {
		free((char *)t->all.at[i]->name);
		free((char *)t->all.at[i]->path);
		free((char *)t->all.at[i]->host);
		free(t->all.at[i]->cache);
		dports_free(t->all.at[i]->dports);
		free(t->all.at[i]);
	}
	free(t->all.at);
	for (i = 0; i < NODE_KINDS; i++)
		free(t->kinds[i].at);
	free(t->debugfs);
	*t = (struct topo){ .root = t->root };
}

int node_open(const struct topo *t, const struct node *n, struct sysdir *ret)
{
	if (!n->path) {
		*ret = (struct sysdir){ .root = t->root, .fd = -1, .path = "" };
		return -ENOENT;
	}
	return sysdir_open(ret, t->root, TREE_SYS, n->path);
}
