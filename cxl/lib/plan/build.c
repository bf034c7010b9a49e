// SPDX-License-Identifier: LGPL-2.1-or-later
/* Plans: add steps. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/plan/plan.h"
#include "util/array.h"
#include "util/clock.h"

static const char *keep(struct plan *p, const char *text)
{
	const char *copy = arena_strdup(&p->memory, text);

	p->failed |= !copy;
	return copy;
}

static struct plan_write make_write(struct plan *p, const char *path, const char *value)
{
	return (struct plan_write){ .path = keep(p, path), .value = keep(p, value) };
}

void plan_add(struct plan *p, const char *text, const char *path, const char *value)
{
	struct plan_step *at = array_grow(p->at, p->count, sizeof(*at));

	if (!at) {
		p->failed = true;
		return;
	}
	p->at = at;
	p->at[p->count++] = (struct plan_step){
		.text = keep(p, text),
		.write = make_write(p, path, value),
	};
}

void plan_set(struct plan *p, const char *dir, const char *attr, const char *value, const char *fmt,
	      ...)
{
	char path[PATH_MAX], text[300];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (path_join(path, sizeof(path), dir, attr) < 0)
		p->failed = true;
	else
		plan_add(p, text, path, value);
}

void plan_data(struct plan *p, const void *data, size_t len)
{
	if (!p->count || p->failed)
		return;
	p->at[p->count - 1].write.data = data;
	p->at[p->count - 1].write.len = len;
}

/* @attr, NULL: its own, in the directory of the attribute of the last step. */
static struct plan_write beside_last(struct plan *p, const char *attr, const char *value)
{
	const char *written = p->at[p->count - 1].write.path;
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%.*s%s", (int)(path_base(written) - written), written,
		 attr ? attr : path_base(written));
	return make_write(p, path, value);
}

void plan_undo(struct plan *p, const char *attr, const char *value)
{
	if (p->count && !p->failed)
		p->at[p->count - 1].undo = beside_last(p, attr, value);
}

void plan_undo_first(struct plan *p, const char *attr, const char *value, const char *path)
{
	if (!p->count || p->failed)
		return;
	p->at[p->count - 1].undo_first = beside_last(p, attr, value);
	p->at[p->count - 1].undo_first_if = keep(p, path);
}

void plan_undone_if(struct plan *p, const char *attr, const char *value)
{
	if (p->count && !p->failed)
		p->at[p->count - 1].undone = beside_last(p, attr, value);
}

void plan_undone_without(struct plan *p, const char *path)
{
	if (p->count && !p->failed)
		p->at[p->count - 1].needs = keep(p, path);
}

void plan_undone_with(struct plan *p, const char *path)
{
	if (p->count && !p->failed)
		p->at[p->count - 1].undone_with = keep(p, path);
}

void plan_needs_no_undo(struct plan *p)
{
	if (p->count)
		p->at[p->count - 1].needs_no_undo = true;
}

void plan_undo_failed(struct plan *p)
{
	if (p->count)
		p->at[p->count - 1].undo_failed = true;
}

void plan_creates(struct plan *p)
{
	if (p->count)
		p->at[p->count - 1].creates = true;
}

void plan_creates_name(struct plan *p, const char *name)
{
	plan_creates(p);
	if (p->count && !p->failed)
		p->at[p->count - 1].created = keep(p, name);
}

void plan_optional(struct plan *p)
{
	if (p->count)
		p->at[p->count - 1].optional = true;
}

void plan_retry(struct plan *p)
{
	if (p->count)
		p->at[p->count - 1].retry = true;
}

void plan_starts(struct plan *p)
{
	if (p->count)
		p->at[p->count - 1].starts = true;
}

void plan_timeout(struct plan *p, u64 seconds)
{
	p->until = seconds ? clock_ms() + seconds * 1000 : 0;
}

void plan_read_back(struct plan *p)
{
	if (p->count)
		p->at[p->count - 1].read_back = true;
}

void plan_recheck(struct plan *p)
{
	if (p->count)
		p->at[p->count - 1].recheck = true;
}

void plan_verify(struct plan *p, const char *path, bool exists)
{
	p->verify = keep(p, path);
	p->verify_exists = exists;
}

void plan_needs_module(struct plan *p, const char *modalias, const char *unless)
{
	if (!p->count || p->failed)
		return;
	p->at[p->count - 1].modalias = keep(p, modalias);
	p->at[p->count - 1].unless = keep(p, unless);
}

void plan_starts_with_module(struct plan *p, const char *modalias)
{
	if (p->count && !p->failed)
		p->at[0].modalias = keep(p, modalias);
}

void plan_unless(struct plan *p, const char *path)
{
	if (p->count && !p->failed)
		p->at[p->count - 1].unless = keep(p, path);
}

void plan_free(struct plan *p)
{
	free(p->at);
	arena_free(&p->memory);
	*p = (struct plan){ 0 };
}
