// SPDX-License-Identifier: GPL-2.0-only
/* Records by name: a dump may have any number of them. */
#include <stdlib.h>

#include "cxl/diff/diff.h"

static int by_names(const void *a, const void *b)
{
	const struct diff_entry *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : strcmp(x->second, y->second);
}

static const char *text_of(const struct rec *r, const char *key)
{
	const char *text = key ? rec_get_str(r, key) : "";

	return text ? text : "";
}

int diff_index_build(const struct rec *list, const char *key, const char *second,
		     struct diff_index *ret)
{
	struct diff_index x = { calloc(list->count + 1, sizeof(*x.at)), 0 };
	const struct rec *r;

	if (!x.at)
		return -ENOMEM;
	rec_foreach(r, list) {
		if (key ? r->kind != VAL_OBJ : r->kind != VAL_STR)
			continue;
		x.at[x.count++] = (struct diff_entry){
			.name = key ? text_of(r, key) : r->s,
			.second = text_of(r, second),
			.rec = r,
		};
	}
	qsort(x.at, x.count, sizeof(*x.at), by_names);
	*ret = x;
	return 0;
}

/* The first that is not before @e. */
static size_t lower_bound(const struct diff_index *x, const struct diff_entry *e)
{
	size_t low = 0, high = x->count, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (by_names(&x->at[mid], e) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct rec *diff_index_find(const struct diff_index *x, const char *name, const char *second)
{
	const struct diff_entry e = { .name = name, .second = second };
	const size_t i = lower_bound(x, &e);

	return i < x->count && by_names(&x->at[i], &e) == 0 ? x->at[i].rec : NULL;
}

const char *diff_index_after(const struct diff_index *x, const char *prefix)
{
	const struct diff_entry e = { .name = prefix, .second = "" };
	const size_t i = lower_bound(x, &e);

	return i < x->count ? str_after(x->at[i].name, prefix) : NULL;
}

void diff_index_done(struct diff_index *x)
{
	free(x->at);
	*x = (struct diff_index){ 0 };
}
