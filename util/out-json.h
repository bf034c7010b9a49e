/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The JSON writers. */
#ifndef UTIL_OUT_JSON_H
#define UTIL_OUT_JSON_H

#include <stdio.h>

#include "util/out-opts.h"

/*
 * Print @top, an array of objects, in the layout of ndctl's tools. Returns 0, -ENOMEM or the error
 * of the write; the output may then be incomplete.
 */
int out_json(FILE *f, const struct rec *top, const struct out_opts *o) MUST_CHECK;
/* The same inside the envelope object (contrib/envelope.schema.json). */
int out_envelope(FILE *f, const struct rec *top, const struct out_opts *o) MUST_CHECK;

/* @obj as JSON on one line without blanks; the caller frees it. NULL: out of memory. */
char *out_json_line(const struct rec *obj);

#endif
