// SPDX-License-Identifier: LGPL-2.1-or-later
/* Chooses the writer. */
#include "util/out.h"

const char *out_row_kind(const struct rec *r)
{
	return r->kind == VAL_OBJ && r->first && r->first->kind == VAL_STR ? r->first->key : NULL;
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
