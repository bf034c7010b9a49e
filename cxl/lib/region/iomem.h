/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* /proc/iomem: what has which addresses. */
#ifndef CXL_REGION_IOMEM_H
#define CXL_REGION_IOMEM_H

#include "util/fail.h"
#include "util/sysroot.h"

struct iomem_range {
	u64 start, last;
	size_t depth;  /* 0: at the top */
	size_t parent; /* number of the range that it is inside of, with .depth */
	char name[64]; /* "System RAM", "CXL Window 0", "region0" */
};

struct iomem {
	struct iomem_range *at;
	size_t count;
};

#define IOMEM_RANGES_MAX 10000 /* many times what any system has */

/*
 * -EACCES: the addresses are hidden, as for users without CAP_SYS_ADMIN; -EFBIG: more ranges than
 * that.
 */
int iomem_read(const struct sysroot *root, struct iomem *ret) MUST_CHECK;
void iomem_free(struct iomem *m);

#define auto_iomem __attribute__((cleanup(iomem_free)))

/*
 * Append the ranges directly below the one that starts at @start and has @size bytes to the message
 * of @why: they are why the kernel finds no free extent (-ERANGE). Nothing if addresses are hidden.
 */
void iomem_explain(const struct sysroot *root, u64 start, u64 size, struct fail *why);

/* Whether addresses @start to @last are memory of the system; true also if that is not known. */
bool iomem_has_ram(const struct sysroot *root, u64 start, u64 last);

#endif
