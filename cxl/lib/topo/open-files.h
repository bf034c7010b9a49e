/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Processes that use a device file. */
#ifndef CXL_TOPO_OPEN_FILES_H
#define CXL_TOPO_OPEN_FILES_H

#include "util/device-number.h"

struct open_file {
	u64 pid;
	char command[32]; /* "qemu-system-x86"; "": not known */
};

struct device_file {
	/* The usual one, such as "/dev/dax0.0". */
	char path[64];
	/* Decides, as a node may have any name. If it is not known, the path does. */
	struct device_number number;
};

/*
 * Find a process that has the device open or mapped, under whatever name. -ENOENT: none; other
 * errors: it cannot be determined, as processes of other users are not visible; -EXDEV: those of
 * other PID namespaces.
 */
int open_file_find(const struct sysroot *root, const struct device_file *device,
		   struct open_file *ret) MUST_CHECK;

#endif
