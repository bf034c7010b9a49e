/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The writers: the only code that decides what records look like. */
#ifndef UTIL_OUT_H
#define UTIL_OUT_H

#include <stdio.h>

#include "util/rec.h"

enum out_format { OUT_JSON, OUT_TABLE, OUT_TREE, OUT_ENVELOPE };

struct out_opts {
	enum out_format format;
	bool human; /* sizes and addresses for people */
	bool bare;  /* human JSON: nothing for none, the bare object for one */
	bool noheadings, bytes;
	const char *columns;   /* comma list of keys, NULL: what the records hold */
	const char *suggested; /* without .columns: show these of them, where a row has any */
	const char *tool, *verb;
	const struct rec *errors, *warnings; /* arrays for the envelope, NULL: none */
};

/*
 * Print @top, an array of objects. Returns 0 or a negative errno: -EINVAL when --columns names
 * no key that some record has, -ENOMEM, or that of the write.
 */
int out_print(FILE *f, const struct rec *top, const struct out_opts *o) MUST_CHECK;

/* What out_print() chooses from. */
int out_json(FILE *f, const struct rec *top, const struct out_opts *o);
int out_table(FILE *f, const struct rec *top, const struct out_opts *o);
int out_envelope(FILE *f, const struct rec *top, const struct out_opts *o);
int out_tree(FILE *f, const struct rec *top, const struct out_opts *o);

/* One object as JSON on one line without blanks, for logs; the caller frees it. */
char *out_json_line(const struct rec *obj);

/*
 * Rows: an object whose first member is a string names itself by it ("memdev": "mem0"), and is
 * a line of its own in tables and trees. Its kind is that key.
 */
const char *out_row_kind(const struct rec *r);

#endif
