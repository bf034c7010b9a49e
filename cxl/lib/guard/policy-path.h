/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Opening of policy files, with a check of who can change what their path leads to. */
#ifndef CXL_GUARD_POLICY_PATH_H
#define CXL_GUARD_POLICY_PATH_H

#include <limits.h>

#include "util/fail.h"
#include "util/sysroot.h"

/* The first object of a path that others than root can change. */
struct unsafe_path {
	char path[PATH_MAX];
	struct fail why; /* .code NULL: none */
};

/*
 * Open the file or directory @path of @tree for reading. All directories that lead to it, those of
 * symbolic links included, are checked: owned by root and not writable by group or others. The
 * first one that is not, or a dangling link, is reported in @unsafe; the file is opened
 * nevertheless. Returns a file descriptor or a negative errno; -ENOENT with an empty @unsafe: the
 * file does not exist, and only root could have removed it.
 */
int policy_path_open(const struct sysroot *root, enum sys_tree tree, const char *path,
		     struct unsafe_path *unsafe) MUST_CHECK;

#endif
