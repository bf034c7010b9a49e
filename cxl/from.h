/* SPDX-License-Identifier: GPL-2.0-only */
/* --from: a dump in place of the running system. */
#ifndef CXL_FROM_H
#define CXL_FROM_H

#include "util/fail.h"
#include "util/sysroot.h"
#include "util/temp-dir.h"

/* Version of the layout of a dump, "version" in its manifest, which is the first key there. */
#define DUMP_VERSION 1

/*
 * The file of a dump that lists what could not be read when it was taken: lines "ERRNO PATH", with
 * the path below the dump.
 */
#define DUMP_UNREAD "unread"

struct from_unread {
	const char *path;
	int err;
};

/* Zeroed: none. It must not move. */
struct from {
	char root[PATH_MAX];	  /* for ctx_open() */
	char real_root[PATH_MAX]; /* without links, if there are .unread */
	struct temp_dir temp;
	struct sys_text text;	    /* of DUMP_UNREAD */
	struct from_unread *unread; /* by path */
	size_t unread_count;
};

/*
 * Find the dump @path: a directory that "cxl dump" has written, or an archive of it, which is
 * unpacked to a temporary directory. Its content may be anything: names outside of it, links,
 * devices and sizes beyond the limits are refused, as are versions other than DUMP_VERSION. Call it
 * before threads are started.
 */
int from_open(struct from *f, const char *path, struct fail *why) MUST_CHECK;
/* What could not be read when the dump was taken fails with the same error in @root. */
void from_set_errors(const struct from *f, struct sysroot *root);
void from_close(struct from *f);

#endif
