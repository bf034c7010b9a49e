/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Log files, to which whole lines are appended. */
#ifndef UTIL_APPEND_H
#define UTIL_APPEND_H

#include "util/base.h"

/*
 * Open @path, which is created if it does not exist. A last line without its end, of a write that
 * failed, is ended. Returns a file descriptor, which the caller closes, or a negative errno.
 */
int append_open(const char *path);
/* Write all of @text; a negative errno if that is not possible. */
int append_text(int fd, const char *text, size_t len) MUST_CHECK;

#endif
