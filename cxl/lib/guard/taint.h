/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The kernel's taint mask and the meaning of its bits. */
#ifndef CXL_GUARD_TAINT_H
#define CXL_GUARD_TAINT_H

#include "util/sysroot.h"

struct taint_bit {
	char letter;	     /* as the kernel prints it in an oops */
	const char *name;    /* snake_case, for programs */
	bool supported;	     /* whether the system stays supported with it */
	const char *meaning; /* human-readable */
	const char *set_by;  /* human-readable */
};

/* Description of a bit; NULL: unknown. */
const struct taint_bit *taint_bit_at(unsigned int bit);
/* Letters of all bits in @mask, lowest first, unknown ones as '?'. */
void taint_letters(u64 mask, char *buf, size_t size);
int taint_read(const struct sysroot *root, u64 *ret) MUST_CHECK;
/* Whether taint_set() can open the taint mask. Writes nothing. */
int taint_check(const struct sysroot *root) MUST_CHECK;
/* Set the bits of @mask. Success does not tell that they are set: read them back. */
int taint_set(const struct sysroot *root, u64 mask) MUST_CHECK;

#endif
