// SPDX-License-Identifier: LGPL-2.1-or-later
/* Chooses the writer. */
#include "util/out.h"

/* A member is a row when it is called what it calls itself; else it is a part of the one around. */
const char *out_row_kind(const struct rec *r)
{
	if (r->kind != VAL_OBJ || !r->first || r->first->kind != VAL_STR)
		return NULL;
	return !r->key || str_eq(r->key, r->first->key) ? r->first->key : NULL;
}

int out_print(FILE *f, const struct rec *top, const struct out_opts *o)
{
	if (rec_failed(top))
		return -ENOMEM;
	switch (o->format) {
	case OUT_TABLE:
		return out_table(f, top, o);
	case OUT_TREE:
		return out_tree(f, top, o);
	case OUT_ENVELOPE:
		return out_envelope(f, top, o);
	default:
		return out_json(f, top, o);
	}
}
