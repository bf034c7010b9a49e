// SPDX-License-Identifier: LGPL-2.1-or-later
/* Access to sysfs, procfs and configuration files below a root directory. */
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "util/log.h"
#include "util/num.h"
#include "util/sys-errors.h"

/*
 * openat2(2) fails with EAGAIN when a rename or mount anywhere on the system races with the lookup
 * of "..", so try again.
 */
static int open_confined(int dirfd, const char *path, int flags, u64 resolve)
{
	struct open_how how = { .flags = (u64)(unsigned int)flags, .resolve = resolve };
	int tries = 1000;
	long fd;

	do {
		fd = syscall(SYS_openat2, dirfd, path, &how, sizeof(how));
	} while (fd < 0 && errno == EAGAIN && --tries);
	return fd < 0 ? -errno : (int)fd;
}

/*
 * To open a device node has effects, so the type of the file is read first, and the file that was
 * looked at is opened, not its name again.
 */
int sys_open_inside(int dirfd, const char *path, int flags)
{
	const u64 resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
	auto_close int at = -1;
	char link[64];
	struct stat st;
	int fd;

	if (flags & O_PATH)
		return open_confined(dirfd, path, flags, resolve);
	at = open_confined(dirfd, path, O_PATH | O_CLOEXEC | (flags & (O_NOFOLLOW | O_DIRECTORY)),
			   resolve);
	if (at < 0)
		return at;
	if (fstat(at, &st) < 0)
		return -errno;
	if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
		return S_ISLNK(st.st_mode) ? -ELOOP : -EINVAL;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", at);
	fd = open(link, flags & ~O_NOFOLLOW);
	if (fd < 0) /* without /proc every file would look absent */
		return errno == ENOENT ? -EIO : -errno;
	return fd;
}

static int open_at(const struct sysroot *root, int dirfd, const char *path, int flags)
{
	int fd;

	flags |= O_CLOEXEC;
	if (!(flags & O_PATH))
		flags |= O_NONBLOCK | O_NOCTTY;
	if (root->captured)
		return sys_open_inside(dirfd, path, flags);
	fd = openat(dirfd, path, flags);
	return fd < 0 ? -errno : fd;
}

/* Where a path leads from: a directory of a tree, or a name that begins with that of the tree. */
struct location {
	int dirfd;
	const char *path;
	char name[PATH_MAX];
};

/* Returns 0 or a negative errno. */
static int locate(const struct sysroot *root, enum sys_tree tree, const char *path,
		  struct location *ret)
{
	ret->dirfd = root->trees[tree];
	ret->path = path;
	if (ret->dirfd != AT_FDCWD)
		return ret->dirfd < 0 ? ret->dirfd : 0;
	ret->path = ret->name;
	return path_join(ret->name, sizeof(ret->name), sys_tree_name(tree), path);
}

static int open_located(const struct sysroot *root, enum sys_tree tree, const char *path, int flags)
{
	struct location at;
	int rc = locate(root, tree, path, &at);

	return rc < 0 ? rc : open_at(root, at.dirfd, at.path, flags);
}

/* Errors that say nothing about the file. */
static bool no_resources(int rc)
{
	return rc == -EMFILE || rc == -ENFILE || rc == -ENOMEM;
}

/* As sys_error_note(), for attributes only: others report the errors of other trees. */
static int note(const struct sysroot *root, enum sys_tree tree, const char *path, int rc)
{
	return tree == TREE_SYS ? sys_error_note(root, tree, path, rc) : rc;
}

static int open_captured(struct sysroot *root, const char *dir)
{
	auto_close int top = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	size_t i;

	if (top < 0)
		return -errno;
	for (i = 0; i < TREE_COUNT; i++) {
		root->trees[i] = open_at(root, top, sys_tree_name((enum sys_tree)i) + 1,
					 O_PATH | O_DIRECTORY);
		if (no_resources(root->trees[i]))
			return root->trees[i];
	}
	return root->trees[TREE_SYS] < 0 ? root->trees[TREE_SYS] : 0;
}

int sysroot_open(struct sysroot *root, const char *dir)
{
	size_t i;

	*root = (struct sysroot){ .captured = dir != NULL, .errors = sys_errors_new() };
	for (i = 0; i < TREE_COUNT; i++)
		root->trees[i] = dir || i == TREE_REPLIES || i == TREE_MEMDEVS ? -ENOENT : AT_FDCWD;
	if (!root->errors)
		return -ENOMEM;
	if (dir)
		return open_captured(root, dir);
	root->trees[TREE_SYS] = open(sys_tree_name(TREE_SYS), O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (root->trees[TREE_SYS] < 0)
		root->trees[TREE_SYS] = -errno;
	return no_resources(root->trees[TREE_SYS]) ? root->trees[TREE_SYS] : 0;
}

void sysroot_close(struct sysroot *root)
{
	size_t i;

	for (i = 0; i < TREE_COUNT; i++) {
		cleanup_close(&root->trees[i]);
		root->trees[i] = -ENOENT;
	}
	sys_errors_free(root->errors);
	root->errors = NULL;
}

static int fault(const struct sysroot *root, enum sys_tree tree, const char *path, bool write)
{
	return root->fault ? root->fault(root->fault_data, tree, path, write) : 0;
}

/* What is missing in a captured tree, since it could not be read, may exist. */
static int missing(const struct sysroot *root, enum sys_tree tree, const char *path, int rc)
{
	int err = rc == -ENOENT && root->captured ? fault(root, tree, path, false) : 0;

	return err < 0 ? err : rc;
}

int sys_open(const struct sysroot *root, enum sys_tree tree, const char *path, int flags)
{
	int rc = 0;

	if (!(flags & O_PATH)) /* which reads nothing */
		rc = fault(root, tree, path, (flags & O_ACCMODE) != O_RDONLY);
	return rc < 0 ? rc : open_located(root, tree, path, flags);
}

static int read_text(int fd, char *buf, size_t size)
{
	struct stat st;
	size_t len = 0;
	ssize_t n;

	do {
		n = read(fd, buf + len, size - len);
		if (n < 0)
			return -errno;
		len += (size_t)n;
	} while (n > 0 && len < size && buf[len - 1] != '\n');
	if (len == size)
		return -E2BIG;
	if (len == 0 && (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)))
		return -EINVAL; /* a pipe without data is not an empty attribute */
	if (len > 0 && buf[len - 1] == '\n')
		len--;
	buf[len] = '\0';
	return strlen(buf) == len ? (int)len : -EBADMSG;
}

/* A file that was accessed, for debug messages. */
struct accessed {
	const struct sysroot *root;
	enum sys_tree tree;
	const char *dir, *name; /* @dir: NULL, or the directory of @name */
};

/* @text is what was read or written. Returns @rc. */
static int trace(const char *verb, const struct accessed *f, const char *text, int rc)
{
	if (!log_tracing() || f->root->untraced)
		return rc;
	log_trace("%s %s/%s%s%s: %s%s", verb, sys_tree_name(f->tree), f->dir ? f->dir : "",
		  f->dir ? "/" : "", f->name, rc < 0 ? strerror(-rc) : "", rc < 0 ? "" : text);
	return rc;
}

int sys_read(const struct sysroot *root, enum sys_tree tree, const char *path, char *buf,
	     size_t size)
{
	const struct accessed file = { root, tree, NULL, path };
	auto_close int fd = sys_open(root, tree, path, O_RDONLY);

	return trace("read", &file, buf,
		     note(root, tree, path, fd < 0 ? fd : read_text(fd, buf, size)));
}

static int write_text(int fd, const char *value)
{
	size_t len = strlen(value);
	ssize_t n = write(fd, value, len);

	if (n < 0)
		return -errno;
	return (size_t)n == len ? 0 : -EIO;
}

static int write_flags(const struct sysroot *root)
{
	return O_WRONLY | (root->captured ? O_TRUNC : 0);
}

static int write_file(const struct sysroot *root, enum sys_tree tree, const char *path,
		      const char *value)
{
	auto_close int fd = -1;
	int rc;

	rc = root->store ? root->store(root->fault_data, tree, path, value) : 0;
	if (rc != 0)
		return rc < 0 ? rc : 0;
	fd = sys_open(root, tree, path, write_flags(root));
	return fd < 0 ? fd : write_text(fd, value);
}

int sys_write(const struct sysroot *root, enum sys_tree tree, const char *path, const char *value)
{
	const struct accessed file = { root, tree, NULL, path };

	return trace("write", &file, value, write_file(root, tree, path, value));
}

int sys_check_write(const struct sysroot *root, enum sys_tree tree, const char *path)
{
	auto_close int fd = sys_open(root, tree, path, O_WRONLY);

	return fd < 0 ? fd : 0;
}

/*
 * In a captured tree the link itself is opened first: readlinkat(2) would follow links in the
 * directory part of @path out of the tree.
 */
static int read_link(const struct sysroot *root, int dirfd, const char *path, char *buf,
		     size_t size)
{
	auto_close int fd = -1;
	ssize_t n;

	if (root->captured) {
		fd = open_at(root, dirfd, path, O_PATH | O_NOFOLLOW);
		if (fd < 0)
			return fd;
		n = readlinkat(fd, "", buf, size);
	} else {
		n = readlinkat(dirfd, path, buf, size);
	}
	if (n < 0)
		return errno == ENOENT && fd >= 0 ? -EINVAL : -errno;
	if ((size_t)n == size)
		return -E2BIG;
	buf[n] = '\0';
	return (int)n;
}

int sys_readlink(const struct sysroot *root, enum sys_tree tree, const char *path, char *buf,
		 size_t size)
{
	struct location at;
	int rc = locate(root, tree, path, &at);

	if (rc == 0)
		rc = read_link(root, at.dirfd, at.path, buf, size);
	rc = missing(root, tree, path, rc);
	return rc == -EINVAL ? rc : note(root, tree, path, rc); /* EINVAL: not a link */
}

/* Whether the directory of @path could not be read: 0 or its error. */
static int above_fault(const struct sysroot *root, enum sys_tree tree, const char *path)
{
	char dir[PATH_MAX];
	const size_t len = (size_t)(path_base(path) - path);

	snprintf(dir, sizeof(dir), "%.*s", (int)len - (len > 0), path);
	return *dir ? fault(root, tree, dir, false) : 0;
}

int sys_check(const struct sysroot *root, enum sys_tree tree, const char *path)
{
	auto_close int fd = -1;
	struct location at;
	int rc = locate(root, tree, path, &at);

	if (rc < 0)
		return rc;
	if (root->captured) {
		fd = open_at(root, at.dirfd, at.path, O_PATH);
		rc = fd < 0 ? fd : 0;
		/* What could not be read exists, unless that is unknown, too. */
		if (missing(root, tree, path, rc) != rc)
			rc = above_fault(root, tree, path);
	} else {
		rc = faccessat(at.dirfd, at.path, F_OK, AT_EACCESS) < 0 ? -errno : 0;
	}
	return note(root, tree, path, rc);
}

bool sys_exists(const struct sysroot *root, enum sys_tree tree, const char *path)
{
	return sys_check(root, tree, path) == 0;
}

/* As note(), for @attr of the directory. */
static int dir_note(const struct sysdir *d, const char *attr, int rc)
{
	char path[PATH_MAX];

	if (rc < 0 && !sys_is_absent(rc) && path_join(path, sizeof(path), d->path, attr) == 0)
		note(d->root, d->tree, path, rc);
	return rc;
}

static int open_dir(struct sysdir *d, int flags)
{
	int fd = missing(d->root, d->tree, d->path,
			 open_located(d->root, d->tree, d->path, flags | O_DIRECTORY));

	d->fd = fd < 0 ? -1 : fd;
	return fd < 0 ? note(d->root, d->tree, d->path, fd) : 0;
}

int sysdir_open(struct sysdir *d, const struct sysroot *root, enum sys_tree tree, const char *path)
{
	*d = (struct sysdir){ .root = root, .tree = tree, .path = path };
	return open_dir(d, O_PATH);
}

int sysdir_open_list(struct sysdir *d, const struct sysroot *root, const char *path,
		     struct namelist *dirs)
{
	int rc;

	*d = (struct sysdir){ .root = root, .tree = TREE_SYS, .path = path };
	rc = open_dir(d, O_RDONLY);
	return rc < 0 ? rc : dir_note(d, ".", namelist_scan(d->fd, true, dirs));
}

static int read_attr(const struct sysdir *d, const char *attr, char *buf, size_t size)
{
	auto_close int fd = -1;
	char path[PATH_MAX];
	int rc;

	if (d->root->fault) {
		rc = path_join(path, sizeof(path), d->path, attr);
		if (rc == 0)
			rc = fault(d->root, d->tree, path, false);
		if (rc < 0)
			return dir_note(d, attr, rc);
	}
	fd = open_at(d->root, d->fd, attr, O_RDONLY);
	return dir_note(d, attr, fd < 0 ? fd : read_text(fd, buf, size));
}

int sysdir_read(const struct sysdir *d, const char *attr, char *buf, size_t size)
{
	const struct accessed file = { d->root, d->tree, d->path, attr };

	return trace("read", &file, buf, read_attr(d, attr, buf, size));
}

static int write_attr(const struct sysdir *d, const char *attr, const char *value)
{
	auto_close int fd = -1;
	char path[PATH_MAX];
	int rc = 0;

	if (d->root->store) {
		rc = path_join(path, sizeof(path), d->path, attr);
		if (rc == 0)
			rc = d->root->store(d->root->fault_data, d->tree, path, value);
		if (rc != 0)
			return rc < 0 ? rc : 0;
	}
	fd = open_at(d->root, d->fd, attr, write_flags(d->root) | O_NOFOLLOW);
	return fd < 0 ? fd : write_text(fd, value);
}

int sysdir_write(const struct sysdir *d, const char *attr, const char *value)
{
	const struct accessed file = { d->root, d->tree, d->path, attr };

	return trace("write", &file, value, write_attr(d, attr, value));
}

int sysdir_invalid(const struct sysdir *d, const char *attr)
{
	return dir_note(d, attr, -EBADMSG);
}

int sysdir_not_found(const struct sysdir *d, const char *attr)
{
	return dir_note(d, attr, -ESTALE);
}

int sysdir_readlink(const struct sysdir *d, const char *link, char *buf, size_t size)
{
	int rc = read_link(d->root, d->fd, link, buf, size);
	char path[PATH_MAX];

	if (rc == -ENOENT && path_join(path, sizeof(path), d->path, link) == 0)
		rc = missing(d->root, d->tree, path, rc);
	return rc == -EINVAL ? rc : dir_note(d, link, rc);
}

int sys_list(const struct sysroot *root, enum sys_tree tree, const char *path, struct namelist *ret)
{
	int fd = sys_open(root, tree, path, O_RDONLY | O_DIRECTORY);

	return note(root, tree, path, fd < 0 ? fd : namelist_read(fd, false, ret));
}

int sysdir_list(const struct sysdir *d, bool dirs_only, struct namelist *ret)
{
	int fd = open_at(d->root, d->fd, ".", O_RDONLY | O_DIRECTORY);

	return dir_note(d, ".", fd < 0 ? fd : namelist_read(fd, dirs_only, ret));
}

const char *path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

int path_join(char *buf, size_t size, const char *a, const char *b)
{
	size_t len_a = strlen(a), len_b = strlen(b);

	if (len_a + len_b + 2 > size)
		return -ENAMETOOLONG;
	memcpy(buf, a, len_a);
	buf[len_a] = '/';
	memcpy(buf + len_a + 1, b, len_b + 1);
	return 0;
}
