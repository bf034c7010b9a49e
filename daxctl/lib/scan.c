// SPDX-License-Identifier: LGPL-2.1-or-later
/* The devices of the dax bus. */
#include <limits.h>
#include <stdlib.h>

#include "daxctl/lib/scan.h"
#include "util/array.h"
#include "util/num.h"

#define DEVICES "bus/dax/devices"

void dax_nodes_free(struct dax_nodes *l)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		free(l->at[i].path);
	free(l->at);
	*l = (struct dax_nodes){ 0 };
}

bool dax_parse_name(const char *name, u64 *region, u64 *number)
{
	const char *rest = str_after(name, "dax");

	rest = rest ? num_prefix(rest, region) : NULL;
	rest = rest && *rest == '.' ? num_prefix(rest + 1, number) : NULL;
	return rest && !*rest;
}

bool dax_same_region(const struct dax_node *a, const struct dax_node *b)
{
	return a->region_len == b->region_len && memcmp(a->path, b->path, a->region_len) == 0;
}

static int by_number(const void *a, const void *b)
{
	const struct dax_node *x = a, *y = b;

	if (x->region != y->region)
		return x->region < y->region ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

/* The directory that the link of the bus leads to; links that lead elsewhere are no devices. */
static const char *real_path(const struct sysroot *root, const char *name, char *buf, size_t size)
{
	const char *path = buf;
	char link[PATH_MAX];

	if (path_join(link, sizeof(link), DEVICES, name) < 0 ||
	    sys_readlink(root, TREE_SYS, link, buf, size) < 0)
		return NULL;
	while (str_after(path, "../"))
		path += 3;
	return str_after(path, "devices/") && !strstr(path, "../") ? path : NULL;
}

static int add_node(const struct sysroot *root, const char *name, struct dax_nodes *l)
{
	struct dax_node node = { 0 }, *at;
	char buf[PATH_MAX];
	const char *path;

	if (strlen(name) >= sizeof(node.name) || !dax_parse_name(name, &node.region, &node.number))
		return 0;
	path = real_path(root, name, buf, sizeof(buf));
	if (!path)
		return 0;
	at = array_grow(l->at, l->count, sizeof(*at));
	if (!at)
		return -ENOMEM;
	l->at = at;
	memcpy(node.name, name, strlen(name));
	node.region_len = (size_t)(path_base(path) - path) - 1;
	node.path = strdup(path);
	if (!node.path)
		return -ENOMEM;
	at[l->count++] = node;
	return 0;
}

int dax_scan(const struct sysroot *root, struct dax_nodes *ret)
{
	auto_namelist struct namelist names = { 0 };
	struct dax_nodes l = { 0 };
	size_t i;
	int rc = sys_list(root, TREE_SYS, DEVICES, &names);

	if (rc == -ENOENT)
		rc = 0;
	for (i = 0; rc == 0 && i < names.count; i++)
		rc = add_node(root, names.names[i], &l);
	if (rc < 0) {
		dax_nodes_free(&l);
		return rc;
	}
	if (l.count)
		qsort(l.at, l.count, sizeof(*l.at), by_number);
	*ret = l;
	return 0;
}
