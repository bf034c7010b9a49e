// SPDX-License-Identifier: GPL-2.0-only
/* Attribute rows to record members. */
#include <limits.h>

#include "cxl/list/list.h"

/* The port or bus whose directory holds that of @n. */
static const struct node *dir_port(const struct node *n)
{
	while (n && n->kind != NODE_BUS && n->kind != NODE_PORT)
		n = n->parent;
	return n;
}

/* One directory stays open while its port, endpoints and their decoders are listed. */
static int open_port(struct list_ctx *lc, const struct node *port)
{
	int rc;

	if (lc->dir_of == port)
		return 0;
	sysdir_close(&lc->dir);
	lc->dir_of = NULL;
	rc = node_open(lc->t, port, &lc->dir);
	if (rc < 0)
		return rc;
	lc->dir_of = port;
	return 0;
}

int obj_open(struct list_obj *o, const char *probe)
{
	const struct node *n = o->node, *port = probe ? dir_port(n) : NULL;
	const char *sub = port && n->path && port->path ? str_after(n->path, port->path) : NULL;
	int rc;
	u64 v;

	o->own.fd = -1;
	if (!sub || (*sub && *sub != '/')) {
		o->sub = "";
		o->dir = &o->own;
		return node_open(o->lc->t, n, &o->own);
	}
	rc = open_port(o->lc, port);
	if (rc < 0)
		return rc;
	o->dir = &o->lc->dir;
	o->sub = *sub ? sub + 1 : sub;
	if (!*sub || attr_u64(o, probe, &v) == 0)
		return 0;
	/* The device may have vanished. */
	return node_open(o->lc->t, n, &o->own);
}

void obj_close(struct list_obj *o)
{
	sysdir_close(&o->own);
}

/* @attr below the open directory; @buf holds it when it has to be composed. */
static const char *attr_path(const struct list_obj *o, const char *attr, char *buf, size_t size)
{
	if (!*o->sub)
		return attr;
	return path_join(buf, size, o->sub, attr) < 0 ? NULL : buf;
}

int attr_read(const struct list_obj *o, const char *attr, char *buf, size_t size)
{
	char tmp[PATH_MAX];
	const char *path = attr_path(o, attr, tmp, sizeof(tmp));

	return path ? sysdir_read(o->dir, path, buf, size) : -ENAMETOOLONG;
}

int attr_link_name(const struct list_obj *o, const char *link, char *buf, size_t size)
{
	char tmp[PATH_MAX];
	const char *path = attr_path(o, link, tmp, sizeof(tmp));

	return path ? sysdir_link_name(o->dir, path, buf, size) : -ENAMETOOLONG;
}

int attr_s64(const struct list_obj *o, const char *attr, s64 *ret)
{
	char tmp[PATH_MAX];
	const char *path = attr_path(o, attr, tmp, sizeof(tmp));

	return path ? sysdir_read_s64(o->dir, path, ret) : -ENAMETOOLONG;
}

static int read_u64(const struct list_obj *o, const char *attr, u64 *ret)
{
	char tmp[PATH_MAX];
	const char *path = attr_path(o, attr, tmp, sizeof(tmp));

	return path ? sysdir_read_u64(o->dir, path, ret) : -ENAMETOOLONG;
}

int attr_u64(struct list_obj *o, const char *attr, u64 *ret)
{
	struct attr_value *value = NULL, fresh;
	size_t i;

	for (i = 0; !value && i < o->nr_values; i++)
		if (str_eq(o->values[i].attr, attr))
			value = &o->values[i];
	if (!value) {
		value = o->nr_values < ATTR_VALUES ? &o->values[o->nr_values++] : &fresh;
		value->attr = attr;
		value->rc = read_u64(o, attr, &value->value);
	}
	if (value->rc == 0)
		*ret = value->value;
	return value->rc;
}

static bool row_applies(struct list_obj *o, const struct attr *a)
{
	u64 v;

	if (!list_has(o->lc, a->flag))
		return false;
	if (a->ports && !(o->port && a->ports & BIT(o->port->kind)))
		return false;
	return !a->when || (attr_u64(o, a->when, &v) == 0 && v > a->above);
}

static void emit_text(const struct list_obj *o, const struct attr *a)
{
	char buf[1024];
	int rc = attr_read(o, a->path, buf, sizeof(buf));

	if (rc < 0 || (a->hidden_text && (rc == 0 || str_eq(buf, a->hidden_text))))
		return;
	rec_str(o->out, a->key, buf);
}

static void emit_number(struct list_obj *o, const struct attr *a)
{
	s64 i = 0;
	u64 v = 0;
	int rc;

	if (a->kind == VAL_INT) {
		rc = attr_s64(o, a->path, &i);
		v = (u64)i;
	} else {
		rc = attr_u64(o, a->path, &v);
	}
	if (rc < 0 || (a->has_hidden && v == a->hidden))
		return;
	if (a->kind == VAL_BOOL)
		rec_bool(o->out, a->key, v);
	else
		rec_num(o->out, a->key, a->kind, v);
}

void attrs_emit(struct list_obj *o, const struct attr *rows, size_t count)
{
	const struct attr *a;

	for (a = rows; a < rows + count; a++) {
		if (!row_applies(o, a))
			continue;
		o->key = a->key;
		if (a->get)
			a->get(o);
		else if (a->kind == VAL_STR)
			emit_text(o, a);
		else
			emit_number(o, a);
	}
}

void attr_name(struct list_obj *o)
{
	rec_str(o->out, o->key, o->node->name);
}

void attr_host(struct list_obj *o)
{
	if (o->node->host)
		rec_str(o->out, o->key, o->node->host);
}

void attr_disabled(struct list_obj *o)
{
	if (!o->node->enabled)
		rec_str(o->out, o->key, "disabled");
}
