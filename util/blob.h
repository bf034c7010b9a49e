/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading and writing of whole binary files. All return 0 or a negative errno. */
#ifndef UTIL_BLOB_H
#define UTIL_BLOB_H

#include <stdio.h>

#include "util/base.h"

/*
 * Read @path ("-": standard input) up to its end; *@len is the size in bytes. The caller frees
 * *@data, which is never NULL on success. -EFBIG when the file is larger than @max bytes.
 */
int blob_read(const char *path, size_t max, u8 **data, size_t *len) MUST_CHECK;
/*
 * An output file. It is written without a name, or under another one in the same directory, and
 * replaces the file when it is complete; mode and owner of an existing file are kept. The target of
 * a symbolic link is written, not the link. A file with several hard links, and one that cannot be
 * replaced by one of the same owner, is overwritten when the output is complete. Devices and pipes,
 * and the missing target of a link, are written directly.
 */
struct outfile {
	FILE *f;
	bool unnamed; /* the incomplete file has no name yet */
	char *temp;   /* the incomplete file; NULL: none, or .unnamed */
	char *final;  /* its name when it is complete */
	int fd;	      /* the file to overwrite; -1: none */
	char *data;   /* what to write to it; .f has its address */
	size_t len;
};

/*
 * Whether outfile_open() would succeed. A temporary file is created and removed for that; devices
 * and pipes are not opened, and the missing target of a link is not created.
 */
int outfile_check(const char *path) MUST_CHECK;
int outfile_open(struct outfile *ret, const char *path) MUST_CHECK;
/* Other users get no access to it: also if it replaces a file that they can read. */
int outfile_make_private(const struct outfile *o) MUST_CHECK;
/* Close the file; unless @keep is set and nothing failed, an existing file remains unchanged. */
int outfile_close(struct outfile *o, bool keep);
/* Write @len bytes of @data to the output file @path. */
int blob_write(const char *path, const void *data, size_t len) MUST_CHECK;
/* The same to an open file, from its current position on. */
int write_all(int fd, const void *data, size_t len) MUST_CHECK;

#endif
