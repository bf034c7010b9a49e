/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Output options, as the writers take them. */
#ifndef UTIL_OUT_OPTS_H
#define UTIL_OUT_OPTS_H

#include "util/rec.h"

enum out_format { OUT_JSON, OUT_TABLE, OUT_TREE, OUT_ENVELOPE, OUT_PAIRS };

/* All pointers are borrowed. */
struct out_opts {
	enum out_format format;
	bool human;	 /* JSON: human-readable sizes, hexadecimal addresses */
	bool bare;	 /* JSON: print nothing for no record, one record without its array */
	bool strict;	 /* JSON: [] for no record, with .bare as well */
	bool noheadings; /* table and tree: no heading line */
	bool bytes;	 /* table and tree: sizes in bytes */
	size_t width;	 /* of tables and trees without .columns and .noheadings; 0: any */
	/* Keys selected by the user, separated by commas or blanks; NULL: none. */
	const char *columns;
	/* The same for tables without .columns; keys that no row has are skipped. */
	const char *default_columns;
	/*
	 * The kinds of rows that have .default_columns; NULL: those that have most of them. Others
	 * are printed with .columns only.
	 */
	const char *default_kinds;
	/* The same for trees, besides those that all trees have; NULL: none. */
	const char *tree_columns;
	/* Those that are left out first if the width requires it, in this order; NULL: none. */
	const char *minor_columns;
	const char *tool, *verb;	     /* for the envelope */
	const char *host;		     /* the same; NULL: the name of this host */
	const struct rec *errors, *warnings; /* arrays for the envelope; NULL: none */
};

#endif
