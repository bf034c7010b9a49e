// SPDX-License-Identifier: LGPL-2.1-or-later
/* PCI functions in sysfs. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/topo/memdev.h"
#include "cxl/lib/topo/pci.h"
#include "util/num.h"

#define DEVICES "bus/pci/devices"

static bool is_hex(const char **at, size_t min, size_t max)
{
	size_t n = strspn(*at, "0123456789abcdefABCDEF");

	*at += n;
	return n >= min && n <= max;
}

static bool is_char(const char **at, char c)
{
	return *(*at)++ == c;
}

/* "0d:00.0" */
static bool is_short(const char *at)
{
	return is_hex(&at, 2, 2) && is_char(&at, ':') && is_hex(&at, 2, 2) && is_char(&at, '.') &&
	       is_hex(&at, 1, 1) && !*at;
}

bool pci_is_address(const char *name)
{
	const char *at = name;

	return is_short(name) || (is_hex(&at, 4, 8) && is_char(&at, ':') && is_short(at));
}

int pci_node_path(const struct topo *t, const struct node *n, char *buf, size_t size)
{
	const char *slash;

	if (!n->host || !n->path || !pci_is_address(n->host))
		return -ENODEV;
	if (n->kind == NODE_PORT)
		return link_resolve(t, n->path, "uport", buf, size);
	slash = strrchr(n->path, '/');
	if (n->kind != NODE_MEMDEV || !slash)
		return -ENODEV;
	if ((size_t)(slash - n->path) >= size)
		return -ENAMETOOLONG;
	snprintf(buf, size, "%.*s", (int)(slash - n->path), n->path);
	return 0;
}

int pci_find_path(const struct topo *t, const char *name, char *buf, size_t size)
{
	char address[32];
	size_t i;
	int rc;

	if (!pci_is_address(name))
		return -ENODEV;
	snprintf(address, sizeof(address), "%s%s", is_short(name) ? "0000:" : "", name);
	for (i = 0; address[i]; i++)
		if (address[i] >= 'A' && address[i] <= 'F')
			address[i] = (char)(address[i] - 'A' + 'a');
	rc = link_resolve(t, DEVICES, address, buf, size);
	return rc == -ENOENT ? -ENODEV : rc;
}

int pci_open(const struct topo *t, const char *path, struct pci_function *ret)
{
	char config[PATH_MAX];
	int rc;

	snprintf(ret->path, sizeof(ret->path), "%s", path);
	ret->address = path_base(ret->path);
	rc = sysdir_open(&ret->dir, t->root, TREE_SYS, ret->path);
	/* Without it, the attributes are still there. */
	if (rc == 0 && (path_join(config, sizeof(config), ret->path, "config") < 0 ||
			sys_read_file(t->root, TREE_SYS, config, PCI_SPACE_MAX, &ret->space) < 0))
		ret->space = (struct sys_text){ 0 };
	return rc;
}

void pci_close(struct pci_function *f)
{
	sysdir_close(&f->dir);
	sys_text_free(&f->space);
}

int pci_read_counter(const struct pci_function *f, const char *attr, const char *name, u64 *ret)
{
	char text[1024];
	const char *line, *value, *end;
	int rc = sysdir_read(&f->dir, attr, text, sizeof(text));

	if (rc < 0)
		return rc;
	for (line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		value = str_after(line, name);
		if (!value || *value != ' ')
			continue;
		end = num_prefix(value + 1, ret);
		if (end && (!*end || *end == '\n'))
			return 0;
	}
	return sysdir_invalid(&f->dir, attr);
}

u32 pci_read_speed(const struct pci_function *f, const char *attr)
{
	char text[64];
	const char *end;
	u64 whole;

	if (sysdir_read(&f->dir, attr, text, sizeof(text)) < 0)
		return 0;
	end = num_prefix(text, &whole);
	if (!end || end[0] != '.' || end[1] < '0' || end[1] > '9' || end[2] != ' ' || whole > 1000)
		return 0;
	return (u32)whole * 10 + (u32)(end[1] - '0');
}

u32 pci_read_width(const struct pci_function *f, const char *attr)
{
	u64 width;

	return sysdir_read_u64(&f->dir, attr, &width) == 0 && width < 64 ? (u32)width : 0;
}

int pci_read_doe(const struct pci_function *f, struct namelist *ret)
{
	char path[PATH_MAX];
	int rc = path_join(path, sizeof(path), f->path, "doe_features");
	size_t i;

	if (rc == 0)
		rc = sys_list(f->dir.root, TREE_SYS, path, ret);
	if (rc < 0)
		return rc;
	/* The one attribute whose name is not its value. */
	for (i = 0; i < ret->count; i++)
		if (str_eq(ret->names[i], "doe_discovery"))
			memcpy(ret->names[i], "0001:00", sizeof("0001:00"));
	namelist_sort(ret);
	return 0;
}

const struct node *pci_find_node(const struct topo *t, const char *name)
{
	static const enum node_kind kinds[] = { NODE_MEMDEV, NODE_PORT };
	const struct node_list *l;
	size_t k, i;

	for (k = 0; k < ARRAY_SIZE(kinds); k++)
		for (l = &t->kinds[kinds[k]], i = 0; i < l->count; i++)
			if (l->at[i]->host && host_has_name(l->at[i]->host, name))
				return l->at[i];
	return NULL;
}

int pci_doe_used(const struct topo *t, const struct node *n, const struct pci_function *f,
		 const char *protocol, bool *ret)
{
	const struct node *port = n && n->kind == NODE_MEMDEV ? n->peer : n;
	char text[64];
	int rc = -ENOENT;

	*ret = str_eq(protocol, "0001:00");
	if (str_eq(protocol, "1e98:02")) {
		if (port)
			rc = node_check(t, port, "CDAT");
		*ret = rc == 0;
	} else if (str_eq(protocol, "0001:01") || str_eq(protocol, "0001:02")) {
		rc = sysdir_read(&f->dir, "tsm/connect", text, sizeof(text));
		*ret = rc > 0;
	}
	/* A file that this user may not read exists. */
	return rc >= 0 || rc == -ENOENT || rc == -ENOTDIR ? 0 : -ENODATA;
}
