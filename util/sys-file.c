// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files below a root directory: whole ones, up to a limit in size, and private ones. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "util/log.h"
#include "util/sys-errors.h"

#define MOUNTS_MAX (16U << 20) /* bytes */
#define CHUNK 65536	       /* bytes, the smallest buffer */
#define PAGE 4096	       /* bytes that sysfs takes with each write(2) */

const char *sys_error_text(int err)
{
	return err == -EROFS	 ? "mounted read-only (container?)"
	       : err == -EBADMSG ? "invalid value"
	       : err == -ESTALE	 ? "it names a device that was not found"
				 : strerror(-err);
}

/* Read to the end of @fd into *@buf, which grows up to @max bytes. */
static int read_to_end(int fd, size_t max, char **buf, size_t *len)
{
	size_t size = 0, n = 0;
	ssize_t got;
	char *larger;

	for (;;) {
		if (n + 1 >= size) {
			if (size > max)
				return -EFBIG;
			size = MIN(MAX(size * 2, (size_t)CHUNK), max + 2);
			larger = realloc(*buf, size);
			if (!larger)
				return -ENOMEM;
			*buf = larger;
		}
		got = read(fd, *buf + n, size - 1 - n);
		if (got < 0 && errno != EINTR)
			return -errno;
		if (got == 0)
			break;
		n += got > 0 ? (size_t)got : 0;
	}
	(*buf)[n] = '\0';
	*len = n;
	return 0;
}

int sys_read_fd(int fd, size_t max, struct sys_text *ret)
{
	auto_free char *buf = NULL;
	size_t len = 0;
	int rc;

	rc = read_to_end(fd, max, &buf, &len);
	if (rc < 0)
		return rc;
	*ret = (struct sys_text){ buf, len };
	buf = NULL;
	return 0;
}

int sys_read_file(const struct sysroot *root, enum sys_tree tree, const char *path, size_t max,
		  struct sys_text *ret)
{
	auto_close int fd = sys_open(root, tree, path, O_RDONLY);

	return fd < 0 ? fd : sys_read_fd(fd, max, ret);
}

static int write_part(int fd, const char *at, size_t len)
{
	ssize_t n = write(fd, at, len);

	if (n < 0 && errno != EINTR)
		return -errno;
	return n < 0 ? 0 : n > 0 ? (int)n : -EIO;
}

/* As write_part(), in the simulated system. */
static int store_part(const struct sysdir *d, const char *attr, const char *at, size_t len)
{
	char path[PATH_MAX];
	int rc = path_join(path, sizeof(path), d->path, attr);

	if (rc == 0)
		rc = d->root->store_data(d->root->fault_data, path, at, len);
	return rc < 0 ? rc : (int)len;
}

static int write_parts(const struct sysdir *d, const char *attr, int fd,
		       const struct sys_data *data)
{
	const char *at = data->buf, *end = at + data->len;
	size_t len;
	int n;

	for (; at < end; at += n) {
		if (data->stop && *data->stop)
			return -EINTR;
		len = MIN((size_t)(end - at), (size_t)PAGE);
		n = d->root->store_data ? store_part(d, attr, at, len) : write_part(fd, at, len);
		if (n < 0)
			return n;
	}
	return 0;
}

int sysdir_write_data(const struct sysdir *d, const char *attr, const struct sys_data *data)
{
	const int flags = O_WRONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
	auto_close int fd = -1;
	int rc = 0;

	if (!d->root->store_data) {
		fd = d->root->captured ? sys_open_inside(d->fd, attr, flags)
				       : openat(d->fd, attr, flags);
		rc = fd >= 0 ? 0 : d->root->captured ? fd : -errno;
	}
	if (rc == 0)
		rc = write_parts(d, attr, fd, data);
	if (log_tracing() && !d->root->untraced)
		log_trace("write %s/%s/%s: %s (%zu bytes)", sys_tree_name(d->tree), d->path, attr,
			  rc < 0 ? strerror(-rc) : "done", data->len);
	return rc;
}

/* A line of /proc/mounts: "source target type options". */
static char *mount_point(char *line, const char *type)
{
	char *save = NULL, *target, *found;

	strtok_r(line, " ", &save);
	target = strtok_r(NULL, " ", &save);
	found = strtok_r(NULL, " ", &save);
	return found && str_eq(found, type) ? target : NULL;
}

int sys_find_mount(const struct sysroot *root, const char *type, char **ret)
{
	auto_sys_text struct sys_text mounts = { 0 };
	const char *target, *below;
	char *save = NULL, *line;
	int rc;

	rc = sys_read_file(root, TREE_PROC, "mounts", MOUNTS_MAX, &mounts);
	if (rc < 0)
		return sys_error_note(root, TREE_PROC, "mounts", rc);
	for (line = strtok_r(mounts.text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		target = mount_point(line, type);
		below = target ? str_after(target, "/sys/") : NULL;
		if (!below)
			continue;
		*ret = strdup(below);
		return *ret ? 0 : -ENOMEM;
	}
	return -ENOENT;
}

#define OPEN_FILES "/proc/self/fd"

/* Without /proc, it could not get its name. */
int sys_create_unnamed(const char *dir, mode_t mode)
{
	int fd = access(OPEN_FILES, X_OK);

	if (fd == 0)
		fd = open(dir, O_TMPFILE | O_WRONLY | O_CLOEXEC, mode);
	return fd < 0 ? -errno : fd;
}

int sys_name_file(int fd, const char *name)
{
	char path[40];

	snprintf(path, sizeof(path), OPEN_FILES "/%d", fd);
	return linkat(AT_FDCWD, path, AT_FDCWD, name, AT_SYMLINK_FOLLOW) < 0 ? -errno : 0;
}

int sys_symlink(const struct sysroot *root, enum sys_tree tree, const char *path,
		const char *target)
{
	const char *name = path_base(path);
	auto_close int dir = -1;
	char parent[PATH_MAX];

	snprintf(parent, sizeof(parent), "%.*s", (int)(name - path), path);
	dir = sys_open(root, tree, *parent ? parent : ".", O_RDONLY | O_DIRECTORY);
	if (dir < 0)
		return dir;
	if (target ? symlinkat(target, dir, name) < 0 : faccessat(dir, ".", W_OK, AT_EACCESS) < 0)
		return -errno;
	return 0;
}

/* -EACCES: of another user, whom only root could be; -EPERM: wrong owner, type or mode. */
static int check_private(int fd, mode_t type)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -errno;
	if (st.st_uid != geteuid())
		return geteuid() ? -EACCES : -EPERM;
	return (st.st_mode & S_IFMT) == type && !(st.st_mode & 077) ? 0 : -EPERM;
}

#define PRIVATE_FLAGS (O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)

static int open_private_dir(int at, const char *dir)
{
	int fd = openat(at, dir, O_RDONLY | O_DIRECTORY | PRIVATE_FLAGS), rc;

	if (fd < 0)
		return -errno;
	rc = check_private(fd, S_IFDIR);
	if (rc == 0)
		return fd;
	close(fd);
	return rc;
}

int sys_open_private(const struct sysroot *root, enum sys_tree tree, const char *dir,
		     const char *name)
{
	auto_close int at = sys_open(root, tree, ".", O_PATH | O_DIRECTORY), parent = -1;
	int fd, rc;

	if (at < 0)
		return at;
	if (mkdirat(at, dir, 0700) < 0 && errno != EEXIST)
		return -errno;
	parent = open_private_dir(at, dir);
	if (parent < 0)
		return parent;
	fd = openat(parent, name, O_RDWR | O_CREAT | PRIVATE_FLAGS, 0600);
	if (fd < 0)
		return -errno;
	rc = check_private(fd, S_IFREG);
	if (rc == 0)
		return fd;
	close(fd);
	return rc;
}

/* Whether files can be created in the directory @fd. */
static int check_create(int fd)
{
	return faccessat(fd, ".", W_OK | X_OK, AT_EACCESS) < 0 ? -errno : 0;
}

int sys_check_private(const struct sysroot *root, enum sys_tree tree, const char *dir,
		      const char *name)
{
	auto_close int at = sys_open(root, tree, ".", O_PATH | O_DIRECTORY), parent = -1, fd = -1;

	if (at < 0)
		return at;
	parent = open_private_dir(at, dir);
	if (parent < 0)
		return parent == -ENOENT ? check_create(at) : parent;
	fd = openat(parent, name, O_RDWR | PRIVATE_FLAGS);
	if (fd < 0)
		return errno == ENOENT ? check_create(parent) : -errno;
	return check_private(fd, S_IFREG);
}

/* Through /proc/self/fd: there is no connectat(2). A captured tree has no running service. */
int sys_connect(const struct sysroot *root, enum sys_tree tree, const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	auto_close int at = sys_open(root, tree, path, O_PATH);
	int fd, rc;

	if (at < 0)
		return at;
	if (root->captured)
		return -EINVAL;
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	snprintf(addr.sun_path, sizeof(addr.sun_path), "/proc/self/fd/%d", at);
	if (connect(fd, (struct sockaddr *)&addr, sizeof(addr)) == 0)
		return fd;
	rc = -errno;
	close(fd);
	return rc;
}
