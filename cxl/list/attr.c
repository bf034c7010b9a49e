// SPDX-License-Identifier: GPL-2.0-only
/* Attribute rows to record members. */
#include <limits.h>

#include "cxl/columns.h"
#include "cxl/lib/wire/opcode.h"
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

void attr_invalid(const struct list_obj *o, const char *attr)
{
	char tmp[PATH_MAX];
	const char *path = attr_path(o, attr, tmp, sizeof(tmp));

	if (path)
		sysdir_invalid(o->dir, path);
}

int attr_link_name(const struct list_obj *o, const char *link, char *buf, size_t size)
{
	char tmp[PATH_MAX];
	const char *path = attr_path(o, link, tmp, sizeof(tmp));

	return path ? sysdir_link_name(o->dir, path, buf, size) : -ENAMETOOLONG;
}

static int read_number(const struct list_obj *o, struct attr_value *v)
{
	char tmp[PATH_MAX];
	const char *path = attr_path(o, v->attr, tmp, sizeof(tmp));

	return path ? sysdir_read_u64(o->dir, path, &v->value) : -ENAMETOOLONG;
}

static const struct attr_value *number(struct list_obj *o, const char *attr)
{
	struct list_ctx *lc = o->lc;
	struct attr_value *v;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lc->values); i++) {
		v = &lc->values[i];
		if (v->node == o->node && str_eq(v->attr, attr))
			return v;
	}
	v = &lc->values[lc->next_value++ % ARRAY_SIZE(lc->values)];
	*v = (struct attr_value){ .node = o->node, .attr = attr };
	v->rc = read_number(o, v);
	return v;
}

int attr_u64(struct list_obj *o, const char *attr, u64 *ret)
{
	const struct attr_value *v = number(o, attr);

	if (v->rc == 0)
		*ret = v->value;
	return v->rc;
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
	u64 v;

	if (attr_u64(o, a->path, &v) < 0 || (a->has_hidden && v == a->hidden))
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

void attrs_names(const struct attr *rows, size_t count, struct strbuf *names)
{
	const struct attr *a;

	for (a = rows; a < rows + count; a++) {
		columns_merge(names, a->records);
		if (a->add_names)
			a->add_names(names, a->key);
		else if (a->opcode)
			columns_add_layout(names, a->key, opcode_find(a->opcode)->out);
		else if (a->members)
			columns_add(names, a->key, a->members);
		else if (!a->records)
			columns_merge(names, a->key);
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
