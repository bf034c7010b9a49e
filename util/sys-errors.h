/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Errors of look-ups below /sys. Callers leave out a value that they cannot read; an error that
 * does not mean that the value does not exist is also kept here, so that the command can report it.
 */
#ifndef UTIL_SYS_ERRORS_H
#define UTIL_SYS_ERRORS_H

#include <pthread.h>

#include "util/sysroot.h"

#define SYS_ERRORS_MAX 8

struct sys_errors {
	pthread_mutex_t mutex; /* devices are queried by several threads */
	struct {
		char path[256]; /* absolute, in the tree */
		int err;	/* negative errno */
	} at[SYS_ERRORS_MAX];
	size_t count; /* of different ones; those above SYS_ERRORS_MAX are only counted */
};

/* NULL: out of memory. */
struct sys_errors *sys_errors_new(void);
void sys_errors_free(struct sys_errors *e);

/*
 * Whether @err of a look-up means that the file does not exist: ENOENT, ENOTDIR (no such
 * directory), ENODEV (its device was removed), or EACCES and EPERM for an ordinary user, since some
 * attributes can only be read by root.
 */
bool sys_is_absent(int err);
/*
 * Keep @err of the look-up of @path unless it means that the file does not exist or
 * @root->documented() accepts it. Returns @err. Any @err of 0 or more is not an error.
 */
int sys_error_note(const struct sysroot *root, enum sys_tree tree, const char *path, int err);

#endif
