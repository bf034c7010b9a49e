/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Access to sysfs, procfs and configuration files, of the running system or of a captured tree
 * (--sysroot DIR). Only sysroot.c, sys-tree.c and sys-file.c have the names /sys, /proc and so on.
 * Paths and symbolic links in a captured tree are resolved inside it (openat2(2) RESOLVE_IN_ROOT),
 * so an untrusted capture gives no access to other files. Only its regular files and directories
 * are opened: device nodes, FIFOs and sockets are an error (EINVAL).
 *
 * Functions that return int return 0, a length or a file descriptor, or a negative errno.
 */
#ifndef UTIL_SYSROOT_H
#define UTIL_SYSROOT_H

#include <stdatomic.h>

#include "util/base.h"
#include "util/cleanup.h"

enum sys_tree {
	TREE_SYS,
	TREE_PROC,
	TREE_DEV,
	TREE_ETC,
	TREE_LIB,     /* /usr/lib: configuration by the distribution */
	TREE_LOG,     /* /var/log */
	TREE_RUN,     /* /run */
	TREE_STATE,   /* /var/lib */
	TREE_BOOT,    /* /boot */
	TREE_REPLIES, /* of captured trees only: what devices replied, see transport/replay.h */
	TREE_MEMDEVS, /* of captured trees only: what commands printed, see cxl-dump(1) */
	TREE_COUNT
};

struct sys_errors;

struct sysroot {
	/* Directory file descriptors, the negative errno of open(2), or AT_FDCWD: by name. */
	int trees[TREE_COUNT];
	bool captured;	/* a captured tree */
	bool read_only; /* devices are opened for reading */
	bool untraced;	/* no debug messages: accesses of a simulated system itself */
	/* Errors of look-ups that do not mean that a file does not exist; see sys-errors.h. */
	struct sys_errors *errors;
	/* Whether it is documented that the attribute @path fails with @err; NULL: none does. */
	bool (*documented)(const char *path, int err);
	/*
	 * Of the simulated device, and of dumps; NULL otherwise. Called before a read or write of
	 * @path, which is relative to @tree. 0: continue; a negative errno: the error to report.
	 */
	int (*fault)(void *data, enum sys_tree tree, const char *path, bool write);
	/* Likewise before sys_write(). 1: written; 0: continue; a negative errno: the error. */
	int (*store)(void *data, enum sys_tree tree, const char *path, const char *value);
	/* Likewise before sysdir_write_data() appends a part to the attribute @path. */
	int (*store_data)(void *data, const char *path, const void *buf, size_t len);
	void *fault_data; /* @data of all */
};

/*
 * @dir: a captured tree; NULL: the running system. -ENOENT when @dir does not exist or has no sys
 * directory; -EMFILE, -ENFILE or -ENOMEM when a tree cannot be opened for want of resources.
 * sysroot_close() frees @root in either case.
 */
int sysroot_open(struct sysroot *root, const char *dir) MUST_CHECK;
void sysroot_close(struct sysroot *root);

/*
 * As strerror(), for files below /sys and /proc, which only containers mount read-only, and the
 * errors of sysdir_invalid() and sysdir_not_found().
 */
const char *sys_error_text(int err);
/* The name of @tree for messages: "/etc". */
const char *sys_tree_name(enum sys_tree tree);
/*
 * Open @path, relative to @tree. @flags are those of open(2); O_CLOEXEC, O_NONBLOCK and O_NOCTTY
 * are added. The caller closes the file descriptor.
 */
int sys_open(const struct sysroot *root, enum sys_tree tree, const char *path, int flags);

/*
 * Open the file @dir/@name for reading and writing. Both are created if they do not exist, and
 * belong to this user, who alone may open them; -EPERM: they do not.
 */
int sys_open_private(const struct sysroot *root, enum sys_tree tree, const char *dir,
		     const char *name) MUST_CHECK;
/* Whether that would succeed; nothing is created. 0, or its error. */
int sys_check_private(const struct sysroot *root, enum sys_tree tree, const char *dir,
		      const char *name) MUST_CHECK;
/*
 * Open the regular file or directory @path of a directory that others may have written; links are
 * resolved as if @dirfd was the root directory. -EINVAL: another kind of file.
 */
int sys_open_inside(int dirfd, const char *path, int flags);

/*
 * Create a file without a name in the directory @dir, which is no part of a captured tree; an error
 * also if the file system does not support that (O_TMPFILE).
 */
int sys_create_unnamed(const char *dir, mode_t mode) MUST_CHECK;
/* Give it the name @name, which does not exist; else -EEXIST. */
int sys_name_file(int fd, const char *name) MUST_CHECK;

/*
 * Read an attribute as text into @buf, without the newline at its end. Returns the length in bytes.
 * -E2BIG: does not fit into @size bytes; -EBADMSG: contains a NUL byte.
 */
int sys_read(const struct sysroot *root, enum sys_tree tree, const char *path, char *buf,
	     size_t size) MUST_CHECK;
/* A whole file. */
struct sys_text {
	char *text; /* a NUL byte follows */
	size_t len;
};

/* Read a file of at most @max bytes; -EFBIG: larger. Free the result, or use auto_sys_text. */
int sys_read_file(const struct sysroot *root, enum sys_tree tree, const char *path, size_t max,
		  struct sys_text *ret) MUST_CHECK;
/* As above, from the position of @fd to its end. */
int sys_read_fd(int fd, size_t max, struct sys_text *ret) MUST_CHECK;

static inline void sys_text_free(struct sys_text *t)
{
	free(t->text);
}

#define auto_sys_text __attribute__((cleanup(sys_text_free)))

/* Write @value with one write(2). For guard/taint.c only. */
int sys_write(const struct sysroot *root, enum sys_tree tree, const char *path,
	      const char *value) MUST_CHECK;
/* Whether sys_write() can open @path. Nothing is changed. */
int sys_check_write(const struct sysroot *root, enum sys_tree tree, const char *path) MUST_CHECK;
/*
 * Create the symbolic link @path to @target, which is not resolved. With @target NULL, nothing is
 * created: 0 if that would succeed where @path does not exist.
 */
int sys_symlink(const struct sysroot *root, enum sys_tree tree, const char *path,
		const char *target) MUST_CHECK;
/* Read the symbolic link @path. Returns the length in bytes; -E2BIG: does not fit. */
int sys_readlink(const struct sysroot *root, enum sys_tree tree, const char *path, char *buf,
		 size_t size) MUST_CHECK;
/* Connect a datagram socket to the socket @path; the caller closes the file descriptor. */
int sys_connect(const struct sysroot *root, enum sys_tree tree, const char *path) MUST_CHECK;
/* 0: @path exists; -ENOENT and the like (sys_is_absent()): it does not; other errors: not known. */
int sys_check(const struct sysroot *root, enum sys_tree tree, const char *path) MUST_CHECK;
bool sys_exists(const struct sysroot *root, enum sys_tree tree, const char *path);

/* An open directory, for reading several of its attributes. */
struct sysdir {
	const struct sysroot *root;
	enum sys_tree tree;
	int fd;		  /* -1: not open */
	const char *path; /* borrowed; relative to the tree */
};

int sysdir_open(struct sysdir *d, const struct sysroot *root, enum sys_tree tree,
		const char *path) MUST_CHECK;
struct namelist;
/*
 * The same for a directory of sysfs whose directories are listed, too, as sysdir_list() does: two
 * system calls less. Release @dirs in any case.
 */
int sysdir_open_list(struct sysdir *d, const struct sysroot *root, const char *path,
		     struct namelist *dirs) MUST_CHECK;

/* Identity of a directory: another one with the same path has another identity. */
struct file_id {
	u64 dev, ino;
};

int sysdir_id(const struct sysdir *d, struct file_id *ret) MUST_CHECK;
/* Whether @d is a directory below the directory @id. */
bool sysdir_below(const struct sysdir *d, const struct file_id *id);
/* As sys_write(), for the attribute @attr of the open directory. For sysfs-write.c only. */
int sysdir_write(const struct sysdir *d, const char *attr, const char *value) MUST_CHECK;
/* Binary data for an attribute below /sys. */
struct sys_data {
	const void *buf;
	size_t len;
	const atomic_int *stop; /* not 0: stop before the next part; NULL: never */
};

/*
 * Write @data to the binary attribute @attr, which takes a page at most with each write(2). -EINTR:
 * stopped, a part may be written. For sysfs-write.c only.
 */
int sysdir_write_data(const struct sysdir *d, const char *attr,
		      const struct sys_data *data) MUST_CHECK;
/* As sys_read(). */
int sysdir_read(const struct sysdir *d, const char *attr, char *buf, size_t size) MUST_CHECK;
/* Keep the error that the value of @attr is invalid (sys-errors.h). Returns -EBADMSG. */
int sysdir_invalid(const struct sysdir *d, const char *attr);
/* Keep the error that the device named by @attr was not found. Returns -ESTALE. */
int sysdir_not_found(const struct sysdir *d, const char *attr);
/*
 * Hexadecimal with 0x prefix, otherwise decimal. -EBADMSG: not a number, see sysdir_invalid();
 * -ENODATA: empty, -1 or all ones, which the kernel prints when there is no value.
 */
int sysdir_read_u64(const struct sysdir *d, const char *attr, u64 *ret) MUST_CHECK;
/* The target of the symbolic link @link; -EINVAL: not a link. */
int sysdir_readlink(const struct sysdir *d, const char *link, char *buf, size_t size) MUST_CHECK;
/* Read the last component of the target of symbolic link @link. */
int sysdir_link_name(const struct sysdir *d, const char *link, char *buf, size_t size) MUST_CHECK;

static inline void sysdir_close(struct sysdir *d)
{
	if (d->fd >= 0)
		close(d->fd);
	d->fd = -1;
}

#define auto_sysdir __attribute__((cleanup(sysdir_close)))

/* Names in a directory, without "." and "..", not sorted. */
struct namelist {
	char **names;
	size_t count;
};

/* List a directory; release the result with namelist_free() or auto_namelist. */
int sys_list(const struct sysroot *root, enum sys_tree tree, const char *path,
	     struct namelist *ret) MUST_CHECK;
int sysdir_list(const struct sysdir *d, bool dirs_only, struct namelist *ret) MUST_CHECK;
/*
 * Read the names in the directory @fd, just opened, without "." and "..". @dirs_only: of
 * directories, not of links to them.
 */
int namelist_scan(int fd, bool dirs_only, struct namelist *ret) MUST_CHECK;
/* The same, and close @fd. */
int namelist_read(int fd, bool dirs_only, struct namelist *ret) MUST_CHECK;
struct strbuf;
/* Of the @count strings in @text, each with its NUL. */
int namelist_make(const struct strbuf *text, size_t count, struct namelist *ret) MUST_CHECK;
/* By the bytes of the names. */
void namelist_sort(struct namelist *l);
void namelist_free(struct namelist *l);

#define auto_namelist __attribute__((cleanup(namelist_free)))

/*
 * The mount point of a file system of @type, relative to TREE_SYS ("kernel/debug"); the caller
 * frees *@ret. -ENOENT: not mounted below /sys.
 */
int sys_find_mount(const struct sysroot *root, const char *type, char **ret) MUST_CHECK;

/* The part of @path after the last slash. */
const char *path_base(const char *path);
/* Write "@a/@b" to @buf; -ENAMETOOLONG: does not fit. */
int path_join(char *buf, size_t size, const char *a, const char *b) MUST_CHECK;

#endif
