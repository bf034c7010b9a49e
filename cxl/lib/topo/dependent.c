// SPDX-License-Identifier: LGPL-2.1-or-later
/* List of what depends on a memory device. */
#include <stdio.h>

#include "cxl/lib/topo/dependent.h"

/* clang-format off */
static const char *const kind_names[] = {
	[DEPENDENT_REGION] = "region", [DEPENDENT_MEMORY] = "memory", [DEPENDENT_MOUNT] = "mount",
	[DEPENDENT_SWAP] = "swap", [DEPENDENT_HOLDER] = "holder", [DEPENDENT_PROCESS] = "process",
	[DEPENDENT_DECODER] = "decoder", [DEPENDENT_UNKNOWN] = "unknown",
};
/* clang-format on */

struct dependent *dependents_add(struct dependent_list *l, enum dependent_kind kind,
				 const char *name)
{
	struct dependent *d;

	if (l->count == ARRAY_SIZE(l->at)) {
		l->more = true;
		return NULL;
	}
	d = &l->at[l->count++];
	*d = (struct dependent){ .kind = kind };
	snprintf(d->name, sizeof(d->name), "%s", name);
	return d;
}

bool dependents_known(const struct dependent_list *l, enum dependent_kind kind, const char *name)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i].kind == kind && str_eq(l->at[i].name, name))
			return true;
	return false;
}

void dependents_add_unknown(struct dependent_list *l, const char *name, const char *what)
{
	struct dependent *d = dependents_add(l, DEPENDENT_UNKNOWN, name);

	if (d)
		snprintf(d->text, sizeof(d->text), "cannot read %s", what);
}

void dependents_memory(struct dependent_list *l)
{
	size_t i, kept = 0;

	for (i = 0; i < l->count; i++)
		if (l->at[i].kind != DEPENDENT_REGION && l->at[i].kind != DEPENDENT_DECODER)
			l->at[kept++] = l->at[i];
	l->count = kept;
}

void dependents_text(const struct dependent_list *l, char *buf, size_t size)
{
	size_t i, n = 0;
	int len;

	buf[0] = '\0';
	for (i = 0; i < l->count && n < size; i++) {
		len = snprintf(buf + n, size - n, "%s%s", i ? ", " : "", l->at[i].text);
		n += len > 0 ? (size_t)len : 0;
	}
	if (l->more && n < size)
		snprintf(buf + n, size - n, ", and more");
}

void dependents_record(const struct dependent_list *l, struct rec *arr)
{
	struct rec *o;
	size_t i;

	for (i = 0; i < l->count; i++) {
		o = rec_obj(arr, NULL);
		rec_str(o, "name", l->at[i].name);
		rec_str(o, "kind", kind_names[l->at[i].kind]);
		rec_str(o, "text", l->at[i].text);
	}
}
