/* SPDX-License-Identifier: GPL-2.0-only */
/* Copies of sysfs, procfs and other trees, in a child process. */
#ifndef CXL_DUMP_COPY_H
#define CXL_DUMP_COPY_H

#include <stdio.h>

#include "util/sysroot.h"

struct dump_copy {
	const struct sysroot *root;
	int dir;		    /* directory of the dump */
	u64 bytes;		    /* size limit of each file */
	const char *memdev;	    /* its name, for a section of each memory device; else NULL */
	const char *const *without; /* starts of names that copy_dir() leaves out, or NULL */
	FILE *list;
};

#define MESSAGES "messages.txt"

/* List a file that a section has written, with the error of reading it, or 0. Returns 0. */
int copy_listed(struct dump_copy *c, const char *name, int rc);
/* Write the kernel messages about CXL and memory to the file MESSAGES (messages.c). */
int copy_messages(struct dump_copy *c) MUST_CHECK;
/*
 * Copy one file, of the tree @tree, to "sys/..." and the like. What cannot be read is listed with
 * its errno. Returns an error only if the copy cannot be written.
 */
int copy_file(struct dump_copy *c, enum sys_tree tree, const char *path) MUST_CHECK;
/*
 * The names in a directory, sorted. One that exists but cannot be read is listed with its errno,
 * and with a slash at the end of its name.
 */
int copy_list(struct dump_copy *c, enum sys_tree tree, const char *path,
	      struct namelist *ret) MUST_CHECK;
/* Copy a symbolic link as it is. One that exists but cannot be read is listed with its errno. */
int copy_link(struct dump_copy *c, enum sys_tree tree, const char *path) MUST_CHECK;
/*
 * Copy the directory @path with everything below it: links as they are, files with their content.
 * Write-only attributes become empty files.
 */
int copy_dir(struct dump_copy *c, enum sys_tree tree, const char *path) MUST_CHECK;
/* Copy what matches the patterns, which are relative to @path: "doe_features/" is a directory. */
int copy_some(struct dump_copy *c, const char *path, const char *const *names) MUST_CHECK;

/* Of the section "system" (system.c). */
int copy_system(struct dump_copy *c) MUST_CHECK;
/* Write what all fwctl devices say about themselves to fwctl.json (fwctl.c). */
int copy_fwctl_info(struct dump_copy *c) MUST_CHECK;

#endif
