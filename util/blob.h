/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading and writing of whole binary files. All return 0 or a negative errno. */
#ifndef UTIL_BLOB_H
#define UTIL_BLOB_H

#include "util/base.h"

/*
 * Read @path ("-": standard input) up to its end; *@len is the size in bytes. The caller frees
 * *@data, which is never NULL on success. -EFBIG when the file is larger than @max bytes.
 */
int blob_read(const char *path, size_t max, u8 **data, size_t *len) MUST_CHECK;
/*
 * Replace @path by @len bytes of @data atomically: a temporary file in the same directory is
 * renamed. The mode of an existing file is kept. A path that exists and is not a regular file, such
 * as a pipe, is written directly.
 */
int blob_write(const char *path, const void *data, size_t len) MUST_CHECK;

#endif
