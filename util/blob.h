/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whole files of bytes, in and out. */
#ifndef UTIL_BLOB_H
#define UTIL_BLOB_H

#include "util/base.h"

/*
 * Read @path ("-": standard input) to its end, which may come late when it is a pipe. -EFBIG when
 * there are more than @max bytes. The caller frees *@data, which is never NULL on success.
 */
int blob_read(const char *path, size_t max, u8 **data, size_t *len) MUST_CHECK;
/*
 * Write @path as a whole or not at all, by way of a file beside it; what is no regular file, such
 * as a pipe, is written to directly.
 */
int blob_write(const char *path, const void *data, size_t len) MUST_CHECK;

#endif
