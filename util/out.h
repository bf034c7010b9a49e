/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Printing of records: selects the writer for the requested format. */
#ifndef UTIL_OUT_H
#define UTIL_OUT_H

#include <stdio.h>

#include "util/fail.h"
#include "util/out-opts.h"

/* 0 if results can be printed in @format. -ELIBACC: there is no library for it. */
int out_check(enum out_format format, struct fail *why) MUST_CHECK;
/* Print @top, an array of objects, to @f. Returns 0, -ENOMEM, or the error of the write. */
int out_print(FILE *f, const struct rec *top, const struct out_opts *o) MUST_CHECK;

#endif
