/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Processes that use a device file. */
#ifndef CXL_TOPO_OPEN_FILES_H
#define CXL_TOPO_OPEN_FILES_H

#include "util/sysroot.h"

struct open_file {
	u64 pid;
	char command[32]; /* "qemu-system-x86"; "": not known */
};

/*
 * Find a process that has the file @device, such as "/dev/dax0.0", open or mapped. -ENOENT: none;
 * other errors: it cannot be determined, as processes of other users are not visible; -EXDEV: those
 * of other PID namespaces.
 */
int open_file_find(const struct sysroot *root, const char *device,
		   struct open_file *ret) MUST_CHECK;

#endif
