/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The tree writer. */
#ifndef UTIL_OUT_TREE_H
#define UTIL_OUT_TREE_H

#include <stdio.h>

#include "util/out-opts.h"

/*
 * Print @top, an array of objects, as a tree of rows. Columns are left out if the tree does not fit
 * o->width. Returns 0, -ENOMEM or the error of the write.
 */
int out_tree(FILE *f, const struct rec *top, const struct out_opts *o) MUST_CHECK;

#endif
