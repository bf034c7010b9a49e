/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* DAX regions and devices as records, as daxctl lists them. */
#ifndef DAXCTL_DAX_H
#define DAXCTL_DAX_H

#include "util/rec.h"
#include "util/sysroot.h"

/*
 * Add the DAX region in the directory @path (below /sys) to @out: id, size, available_size, align,
 * devices. Devices of size 0 are listed with @idle only.
 */
void dax_region_emit(const struct sysroot *root, const char *path, bool idle, struct rec *out);

#endif
