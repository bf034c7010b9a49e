/* SPDX-License-Identifier: GPL-2.0-only */
/* Unpacking of archives that may be anything. */
#ifndef CXL_UNPACK_H
#define CXL_UNPACK_H

#include "util/fail.h"
#include "util/sysroot.h"

#define UNPACK_BYTES_MAX (1ULL << 30) /* of all files */
#define UNPACK_FILES_MAX 200000	      /* and directories */
#define UNPACK_DEPTH_MAX 64	      /* directories above a file */

/*
 * Unpack the tar archive that @fd is open for, compressed with zstd, gzip or xz or not, into the
 * empty directory @dir. Regular files, directories and symbolic links only; nothing is written
 * outside of @dir, and no link is followed.
 */
int unpack(int fd, int dir, struct fail *why) MUST_CHECK;
/* Decompress a file in the format of gzip to a text of at most @max bytes; -EFBIG: larger. */
int unpack_gzip(const struct sys_text *file, size_t max, struct sys_text *ret,
		struct fail *why) MUST_CHECK;

#endif
