// SPDX-License-Identifier: LGPL-2.1-or-later
/* Printing of records: selects the writer for the requested format. */
#include "util/out.h"
#include "util/out-json.h"
#include "util/out-pairs.h"
#include "util/out-table.h"
#include "util/out-tree.h"

int out_check(enum out_format format, struct fail *why)
{
	return format == OUT_TABLE || format == OUT_TREE ? out_table_check(why) : 0;
}

int out_print(FILE *f, const struct rec *top, const struct out_opts *o)
{
	if (rec_failed(top))
		return -ENOMEM;
	switch (o->format) {
	case OUT_TABLE:
		return out_table(f, top, o);
	case OUT_PAIRS:
		return out_pairs(f, top, o);
	case OUT_TREE:
		return out_tree(f, top, o);
	case OUT_ENVELOPE:
		return out_envelope(f, top, o);
	default:
		return out_json(f, top, o);
	}
}
