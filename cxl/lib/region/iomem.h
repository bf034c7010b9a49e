/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What /proc/iomem has inside of a window of addresses. */
#ifndef CXL_REGION_IOMEM_H
#define CXL_REGION_IOMEM_H

#include "util/fail.h"
#include "util/sysroot.h"

/*
 * Append the ranges directly below the one that starts at @start and has @size bytes to the message
 * of @why: they are why the kernel finds no free extent (-ERANGE). Nothing if addresses are hidden.
 */
void iomem_explain(const struct sysroot *root, u64 start, u64 size, struct fail *why);

/* Whether addresses @start to @last are memory of the system; true also if that is not known. */
bool iomem_has_ram(const struct sysroot *root, u64 start, u64 last);

#endif
