/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A private temporary directory that does not outlive the process. */
#ifndef UTIL_TEMP_DIR_H
#define UTIL_TEMP_DIR_H

#include <limits.h>

#include "util/exit-process.h"

/* Zeroed: none. It must not move. */
struct temp_dir {
	char path[PATH_MAX]; /* after a failure, for the message */
	bool exists;
	struct exit_process remover;
};

/*
 * Create the directory @prefix with a random suffix below $TMPDIR or /tmp, with mode 0700. A child
 * process creates it, and removes it with everything in it, however this process ends. Call it
 * before threads are started: the child may call any function then.
 */
int temp_dir_create(struct temp_dir *t, const char *prefix) MUST_CHECK;
/*
 * The same for the new directory @path, which is to remain when it is complete: until
 * temp_dir_keep(), it is removed however this process ends. -EEXIST: it exists.
 */
int temp_dir_create_at(struct temp_dir *t, const char *path) MUST_CHECK;
void temp_dir_keep(struct temp_dir *t);
void temp_dir_remove(struct temp_dir *t);
/* Remove the directory @path with everything in it; links are not followed. */
void tree_remove(const char *path);

#endif
