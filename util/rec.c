// SPDX-License-Identifier: LGPL-2.1-or-later
/* Records: typed, ordered trees of values. */
#include <inttypes.h>
#include <stdarg.h>

#include "util/arena.h"
#include "util/clean.h"
#include "util/num.h"
#include "util/rec.h"

struct rec_arena {
	struct arena memory;
	struct rec *root;
};

/* Stands for every node after an allocation failed; additions to it are ignored. */
static struct rec sink = { .kind = VAL_OBJ };

static struct rec *node_new(struct rec_arena *a, enum val_kind kind)
{
	struct rec *r = a ? arena_alloc(&a->memory, sizeof(*r)) : NULL;

	if (!r)
		return &sink;
	*r = (struct rec){ .kind = kind };
	if (rec_is_container(r))
		r->arena = a;
	return r;
}

static struct rec *root_new(enum val_kind kind)
{
	struct rec_arena *a = calloc(1, sizeof(*a));
	struct rec *r;

	if (!a)
		return &sink;
	r = node_new(a, kind);
	if (r == &sink)
		free(a);
	else
		a->root = r;
	return r;
}

struct rec *rec_new_arr(void)
{
	return root_new(VAL_ARR);
}

struct rec *rec_new_obj(void)
{
	return root_new(VAL_OBJ);
}

void rec_free(struct rec *root)
{
	struct rec_arena *a = root && root != &sink ? root->arena : NULL;

	if (!a || a->root != root)
		return;
	arena_free(&a->memory);
	free(a);
}

void rec_fail(const struct rec *near)
{
	if (near != &sink)
		near->arena->memory.failed = true;
}

bool rec_failed(const struct rec *root)
{
	return root == &sink || root->arena->memory.failed;
}

struct rec *rec_loose(const struct rec *near, enum val_kind kind)
{
	return node_new(near->arena, kind);
}

void rec_attach(struct rec *to, const char *key, struct rec *child)
{
	if (to == &sink || child == &sink)
		return;
	child->key = key;
	if (to->last)
		to->last->next = child;
	else
		to->first = child;
	to->last = child;
	to->count++;
}

static struct rec *add(struct rec *to, const char *key, enum val_kind kind)
{
	struct rec *r = node_new(to->arena, kind);

	rec_attach(to, key, r);
	return r;
}

/* The sink is shared and must not be written. */
static void add_scalar(struct rec *to, const char *key, struct rec value)
{
	struct rec *r = add(to, key, value.kind);

	if (r == &sink)
		return;
	r->u = value.u;
}

void rec_bool(struct rec *to, const char *key, bool v)
{
	struct rec r = { .kind = VAL_BOOL };

	r.b = v;
	add_scalar(to, key, r);
}

void rec_int(struct rec *to, const char *key, s64 v)
{
	add_scalar(to, key, (struct rec){ .kind = VAL_INT, .i = v });
}

void rec_uint(struct rec *to, const char *key, u64 v)
{
	add_scalar(to, key, (struct rec){ .kind = VAL_UINT, .u = v });
}

void rec_num(struct rec *to, const char *key, enum val_kind kind, u64 v)
{
	if (kind == VAL_BOOL)
		rec_bool(to, key, v);
	else
		add_scalar(to, key, (struct rec){ .kind = kind, .u = v });
}

static const char *dup_text(struct rec_arena *a, const char *text)
{
	char *s = arena_strdup(&a->memory, text), *p;
	size_t n;

	if (!s)
		return NULL;
	for (p = s; *p; p += n) {
		n = utf8_len(p);
		if (n == 0) {
			*p = '?';
			n = 1;
		}
	}
	return s;
}

void rec_str(struct rec *to, const char *key, const char *v)
{
	const char *s = to == &sink ? NULL : dup_text(to->arena, v);

	if (s)
		add_scalar(to, key, (struct rec){ .kind = VAL_STR, .s = s });
}

void rec_strf(struct rec *to, const char *key, const char *fmt, ...)
{
	auto_free char *s = NULL;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&s, fmt, ap);
	va_end(ap);
	if (n < 0) {
		s = NULL;
		rec_fail(to);
		return;
	}
	rec_str(to, key, s);
}

struct rec *rec_obj(struct rec *to, const char *key)
{
	return add(to, key, VAL_OBJ);
}

struct rec *rec_arr(struct rec *to, const char *key)
{
	return add(to, key, VAL_ARR);
}

void rec_copy(struct rec *to, const char *key, const struct rec *from)
{
	const struct rec *r;
	struct rec *copy;

	if (from->kind == VAL_STR) {
		rec_str(to, key, from->s);
		return;
	}
	if (!rec_is_container(from)) {
		add_scalar(to, key, *from);
		return;
	}
	copy = add(to, key, from->kind);
	rec_foreach(r, from)
		rec_copy(copy, r->key ? rec_keyf(copy, "%s", r->key) : NULL, r);
}

const char *rec_keyf(const struct rec *near, const char *fmt, ...)
{
	auto_free char *s = NULL;
	const char *key = NULL;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&s, fmt, ap);
	va_end(ap);
	if (n < 0)
		s = NULL;
	if (s && near != &sink)
		key = dup_text(near->arena, s);
	if (!key)
		rec_fail(near);
	return key ? key : "";
}

const struct rec *rec_get(const struct rec *obj, const char *key)
{
	const struct rec *r;

	if (obj->kind != VAL_OBJ)
		return NULL;
	rec_foreach(r, obj)
		if (str_eq(r->key, key))
			return r;
	return NULL;
}

const char *rec_get_str(const struct rec *obj, const char *key)
{
	const struct rec *r = rec_get(obj, key);

	return r && r->kind == VAL_STR ? r->s : NULL;
}

const char *rec_text(const struct rec *r, bool human, bool bytes, char *buf, size_t size)
{
	switch (r->kind) {
	case VAL_BOOL:
		return r->b ? "true" : "false";
	case VAL_STR:
		return r->s;
	case VAL_INT:
		snprintf(buf, size, "%" PRId64, r->i);
		return buf;
	case VAL_HEX:
	case VAL_XSTR:
		if (human || r->kind == VAL_XSTR)
			snprintf(buf, size, "%#" PRIx64, r->u);
		else
			snprintf(buf, size, "%" PRIu64, r->u);
		return buf;
	case VAL_SIZE:
		if (human && !bytes) {
			size_human(r->u, buf, size);
			return buf;
		}
		FALLTHROUGH;
	case VAL_BYTES:
	case VAL_UINT:
		snprintf(buf, size, "%" PRIu64, r->u);
		return buf;
	case VAL_TENTHS:
		if (r->u % 10)
			snprintf(buf, size, "%" PRIu64 ".%" PRIu64, r->u / 10, r->u % 10);
		else
			snprintf(buf, size, "%" PRIu64, r->u / 10);
		return buf;
	default:
		return "";
	}
}
