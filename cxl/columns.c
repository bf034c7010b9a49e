// SPDX-License-Identifier: GPL-2.0-only
/* Names of the columns for values that a table describes: payloads and Features. */
#include <stdio.h>

#include "cxl/columns.h"
#include "cxl/lib/wire/feature.h"
#include "util/words.h"

#define NAME_SIZE 96

void columns_add(struct strbuf *names, const char *object, const char *keys)
{
	char name[NAME_SIZE];
	const char *key;
	size_t len;

	while ((key = word_next(&keys, &len))) {
		snprintf(name, sizeof(name), "%s%s%.*s", object, *object ? "." : "", (int)len, key);
		columns_merge(names, name);
	}
}

static void add_fields(struct strbuf *names, const char *object, const struct layout *l)
{
	const struct field *f;

	for (f = l->fields; f < l->fields + l->count; f++) {
		char name[NAME_SIZE];

		snprintf(name, sizeof(name), "%s%s%s", object, *object ? "." : "", f->key);
		if (f->flags & FIELD_PART)
			columns_add_layout(names, name, f->part);
		else
			columns_merge(names, name);
	}
}

void columns_add_layout(struct strbuf *names, const char *object, const struct layout *l)
{
	const struct layout_forms *forms = l->forms;
	const struct layout_form *f;

	add_fields(names, object, l);
	if (l->list && l->list->end)
		columns_add_layout(names, object, l->list->end);
	if (!forms)
		return;
	if (forms->key)
		columns_add(names, object, forms->key);
	if (forms->other)
		columns_add_layout(names, object, forms->other);
	for (f = forms->forms; f->id; f++)
		columns_add_layout(names, object, f->layout);
}

struct feature_names {
	struct strbuf *names;
	const struct feature_desc *d;
	const char *object;
};

static int add_feature_field(void *data, const struct feature_field *f, u16 group)
{
	const struct feature_names *n = data;
	char key[NAME_SIZE];

	/* '#': any number of the group */
	snprintf(key, sizeof(key), "%s%s%s", f->per_group ? n->d->group : "",
		 f->per_group ? "#_" : "", f->key);
	columns_add(n->names, n->object, key);
	return 0;
}

void columns_add_features(struct strbuf *names, const char *object)
{
	struct feature_names n = { .names = names, .object = object };
	size_t i;

	for (i = 0; (n.d = feature_desc_at(i)); i++)
		feature_fields_walk(n.d, 1, add_feature_field, &n);
	columns_add(names, object, "data");
}
