/* SPDX-License-Identifier: GPL-2.0-only */
/* The JSON of a DAX device in a file, for option --input. */
#ifndef DAXCTL_DEVICE_FILE_H
#define DAXCTL_DEVICE_FILE_H

#include "daxctl/plan/plan.h"

struct device_file {
	u64 region; /* the first number of "chardev" */
	u64 size, align;
	struct dax_ranges ranges; /* by page_offset; owned */
};

/* Read an object as 'daxctl list -M' prints it, with chardev, size, align and mappings. */
int device_file_read(const char *path, struct device_file *ret, struct fail *why) MUST_CHECK;
void device_file_done(struct device_file *f);

#define auto_device_file __attribute__((cleanup(device_file_done)))

#endif
