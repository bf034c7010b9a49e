/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Files the kernel publishes, on the running system or below a captured tree (--sysroot DIR).
 * Only sysroot.c knows the names /sys, /proc and /dev. Below a captured tree no path and no
 * link leads outside of it (openat2 RESOLVE_IN_ROOT), so a hostile capture cannot reach out.
 *
 * All functions return 0, a count or a descriptor, or a negative errno about that one file.
 */
#ifndef UTIL_SYSROOT_H
#define UTIL_SYSROOT_H

#include "util/base.h"
#include "util/cleanup.h"

enum sys_tree {
	TREE_SYS,
	TREE_PROC,
	TREE_DEV,
	TREE_ETC,
	TREE_LIB, /* /usr/lib: what distributions configure */
	TREE_LOG, /* /var/log */
	TREE_COUNT
};

struct sysroot {
	int trees[TREE_COUNT]; /* directory descriptors, -1 when the tree is absent */
	bool captured;	       /* a copy: links are confined, nothing may be changed */
	/*
	 * Set by the modelled device only: may answer a read or write of @path (below its
	 * tree) with a negative errno, or 0 to let it happen.
	 */
	int (*fault)(void *data, enum sys_tree tree, const char *path, bool write);
	/* Likewise, for what sys_write() is about to write: 1 when it has dealt with it, 0 to let
	 * it happen, or a negative errno. */
	int (*store)(void *data, enum sys_tree tree, const char *path, const char *value);
	void *fault_data;
};

/* @dir NULL: the running system. -ENOTDIR and friends when @dir cannot be used. */
int sysroot_open(struct sysroot *root, const char *dir) MUST_CHECK;
void sysroot_close(struct sysroot *root);

/* "/etc", for messages. */
const char *sys_tree_name(enum sys_tree tree);
/* Open @path below @tree; @flags as for open(2), O_CLOEXEC, O_NONBLOCK and O_NOCTTY are added. */
int sys_open(const struct sysroot *root, enum sys_tree tree, const char *path, int flags);

/*
 * Read a whole attribute as text into @buf, without its final newline. Returns its length;
 * -E2BIG when it does not fit (never a cut value), -EBADMSG when it holds a NUL byte.
 */
int sys_read(const struct sysroot *root, enum sys_tree tree, const char *path, char *buf,
	     size_t room) MUST_CHECK;
int sys_write(const struct sysroot *root, enum sys_tree tree, const char *path,
	      const char *value) MUST_CHECK;
/* The text of the link @path, NUL-terminated; -E2BIG when it does not fit. */
int sys_readlink(const struct sysroot *root, enum sys_tree tree, const char *path, char *buf,
		 size_t room) MUST_CHECK;
/* A datagram socket connected to the one at @path; the caller closes it. */
int sys_connect(const struct sysroot *root, enum sys_tree tree, const char *path) MUST_CHECK;
bool sys_exists(const struct sysroot *root, enum sys_tree tree, const char *path);

/* A directory held open, to read several of its attributes without walking to it again. */
struct sysdir {
	const struct sysroot *root;
	enum sys_tree tree;
	int fd;		  /* -1: not open */
	const char *path; /* borrowed; below the tree */
};

int sysdir_open(struct sysdir *d, const struct sysroot *root, enum sys_tree tree,
		const char *path) MUST_CHECK;
int sysdir_read(const struct sysdir *d, const char *attr, char *buf, size_t room) MUST_CHECK;
/* Base 0: hexadecimal with 0x, else decimal. -EBADMSG when the text is not such a number. */
int sysdir_read_u64(const struct sysdir *d, const char *attr, u64 *ret) MUST_CHECK;
int sysdir_read_s64(const struct sysdir *d, const char *attr, s64 *ret) MUST_CHECK;
/* Last path component of the link's target. */
int sysdir_link_name(const struct sysdir *d, const char *link, char *buf, size_t room) MUST_CHECK;

static inline void sysdir_close(struct sysdir *d)
{
	if (d->fd >= 0)
		close(d->fd);
	d->fd = -1;
}

#define auto_sysdir __attribute__((cleanup(sysdir_close)))

/* Names in a directory, without "." and "..", in no order. */
struct namelist {
	char **names;
	size_t count, room;
};

int sys_list(const struct sysroot *root, enum sys_tree tree, const char *path,
	     struct namelist *ret) MUST_CHECK;
int sysdir_list(const struct sysdir *d, struct namelist *ret) MUST_CHECK;
void namelist_free(struct namelist *l);

#define auto_namelist __attribute__((cleanup(namelist_free)))

/*
 * Where a file system of @type is mounted, as a path below TREE_SYS ("kernel/debug") that the
 * caller frees. -ENOENT when it is not mounted there.
 */
int sys_find_mount(const struct sysroot *root, const char *type, char **ret) MUST_CHECK;

/* The part behind the last slash. */
const char *path_base(const char *path);
/* join "a" and "b" into @buf; -ENAMETOOLONG when it does not fit. */
int path_join(char *buf, size_t room, const char *a, const char *b) MUST_CHECK;

#endif
