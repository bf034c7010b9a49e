/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Kinds and numbers of device nodes, which identify a device under whatever name. */
#ifndef UTIL_DEVICE_NUMBER_H
#define UTIL_DEVICE_NUMBER_H

#include "util/sysroot.h"

enum device_kind {
	DEVICE_NONE, /* another kind of file */
	DEVICE_CHAR,
	DEVICE_BLOCK,
};

struct device_number {
	enum device_kind kind;
	char text[32]; /* "MAJOR:MINOR", as the attribute dev in sysfs has it; "": not known */
};

/*
 * Of the file @path, following links; it is not opened, and no server of a network file system is
 * asked. In a captured tree a node is a regular file below /dev with the text "MAJOR:MINOR" for a
 * character device, "b MAJOR:MINOR" for a block device. 0, or a negative errno.
 */
int device_number_read(const struct sysroot *root, enum sys_tree tree, const char *path,
		       struct device_number *ret) MUST_CHECK;

#endif
