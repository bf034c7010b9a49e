// SPDX-License-Identifier: LGPL-2.1-or-later
/* One device: its name, its directory and attributes. */
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/topo/topo.h"
#include "util/num.h"

/* Names of devices by kind, the most frequent first; no name is valid for two rows. */
/* clang-format off */
static const struct {
	const char *prefix;
	enum node_kind kind;
} name_rows[] = {
	{ "decoder", NODE_DECODER }, { "endpoint", NODE_ENDPOINT }, { "mem", NODE_MEMDEV },
	{ "port", NODE_PORT },	     { "region", NODE_REGION },	    { "root", NODE_BUS },
	{ "dax_region", NODE_DAX_REGION },
};
/* clang-format on */

/* A number without leading zeros, so that each device has one name. */
static const char *parse_id(const char *text, u32 *ret)
{
	const char *rest;
	u64 v;

	rest = num_prefix(text, &v);
	if (!rest || v > UINT32_MAX || (*text == '0' && rest - text > 1))
		return NULL;
	*ret = (u32)v;
	return rest;
}

bool node_parse_name(const char *name, struct node *ret)
{
	u32 id, sub = 0;
	const char *rest;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(name_rows); i++) {
		rest = str_after(name, name_rows[i].prefix);
		rest = rest ? parse_id(rest, &id) : NULL;
		if (rest && name_rows[i].kind == NODE_DECODER)
			rest = *rest == '.' ? parse_id(rest + 1, &sub) : NULL;
		if (!rest || *rest)
			continue;
		*ret = (struct node){ name_rows[i].kind, id, sub, .name = name };
		return true;
	}
	return false;
}

bool node_is_name(const char *name, enum node_kind kind)
{
	struct node n;

	return node_parse_name(name, &n) && n.kind == kind;
}

int node_open(const struct topo *t, const struct node *n, struct sysdir *ret)
{
	if (!n->path || n->component) {
		*ret = (struct sysdir){ .root = t->root, .fd = -1, .path = "" };
		return n->component ? -EOPNOTSUPP : -ENOENT;
	}
	return sysdir_open(ret, t->root, TREE_SYS, n->path);
}

int node_check(const struct topo *t, const struct node *n, const char *attr)
{
	char at[PATH_MAX];
	int rc = n->component ? -EOPNOTSUPP : path_join(at, sizeof(at), n->path, attr);

	return rc < 0 ? rc : sys_check(t->root, TREE_SYS, at);
}
