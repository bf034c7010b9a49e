// SPDX-License-Identifier: GPL-2.0-only
/* Create the files of a tree. Symbolic links are not followed, so that all are below DIR. */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>

#include "cxl/sim/build.h"
#include "cxl/sim/tree.h"

struct build {
	int dirfd, errorsfd;
};

/* Open the parent directory of @path and create missing ones; *@base is the last component. */
static int open_parent(int dirfd, const char *path, const char **base)
{
	int fd = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), next;
	char name[NAME_MAX + 1];
	const char *slash;

	if (fd < 0)
		return -errno;
	for (; (slash = strchr(path, '/')); path = slash + 1) {
		snprintf(name, sizeof(name), "%.*s", (int)(slash - path), path);
		if (mkdirat(fd, name, 0755) < 0 && errno != EEXIST) {
			next = -errno;
			close(fd);
			return next;
		}
		next = openat(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (next < 0)
			next = -errno;
		close(fd);
		if (next < 0)
			return next;
		fd = next;
	}
	*base = path;
	return fd;
}

static int create_dir(int parent, const char *base)
{
	struct stat st;

	if (mkdirat(parent, base, 0755) == 0)
		return 0;
	if (errno != EEXIST)
		return -errno;
	if (fstatat(parent, base, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return -errno;
	return S_ISDIR(st.st_mode) ? 0 : -EEXIST;
}

static int create_file(int parent, const char *base, const char *data, size_t len, mode_t mode)
{
	auto_close int fd =
		openat(parent, base, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
	ssize_t n;

	if (fd < 0)
		return -errno;
	n = write(fd, data, len);
	if (n < 0)
		return -errno;
	return (size_t)n == len ? 0 : -EIO;
}

/* Reading @e->path fails. It may exist, so that a directory can fail, too. */
static int create_error(const struct build *b, int parent, const char *base,
			const struct tree_entry *e)
{
	bool write_only = e->kind == ENTRY_WRITE_ONLY;
	int rc = create_file(parent, base, "", 0, write_only ? 0200 : 0644);

	if (rc < 0 && (rc != -EEXIST || write_only))
		return rc;
	/* sysfs does not open a file without read permission for reading, not even for root. */
	if (dprintf(b->errorsfd, "%s %s\n", e->path, errno_to_name(write_only ? -EACCES : e->err)) <
	    0)
		return -errno;
	return 0;
}

static int create_entry(const struct build *b, int parent, const char *base,
			const struct tree_entry *e)
{
	switch (e->kind) {
	case ENTRY_DIR:
		return create_dir(parent, base);
	case ENTRY_FILE:
		return create_file(parent, base, e->value, e->value_len, 0644);
	case ENTRY_LINK:
		return symlinkat(e->value, parent, base) < 0 ? -errno : 0;
	case ENTRY_ERROR:
	case ENTRY_WRITE_ONLY:
		return create_error(b, parent, base, e);
	}
	return -EINVAL;
}

static int build_entry(void *data, const struct tree_entry *e, struct fail *why)
{
	const struct build *b = data;
	auto_close int parent = -1;
	const char *base, *reason;
	int rc;

	if (str_eq(e->path, "state") || str_after(e->path, "state/"))
		return fail_set(why, -EINVAL, "bad_tree", NULL,
				"cannot create %s: state/ is reserved for cxl-sim", e->path);
	parent = open_parent(b->dirfd, e->path, &base);
	rc = parent < 0 ? parent : create_entry(b, parent, base, e);
	if (rc == 0)
		return 0;
	/* O_NOFOLLOW gives ELOOP for a link. */
	reason = strerror(rc == -ELOOP ? ENOTDIR : -rc);
	return fail_set(why, rc, "bad_tree", NULL, "cannot create %s: %s", e->path, reason);
}

int build_data(int dirfd, const char *path, const void *data, size_t len)
{
	const char *base;
	auto_close int parent = open_parent(dirfd, path, &base);
	int rc = parent < 0 ? parent : create_file(parent, base, data, len, 0644);

	return rc == -EEXIST ? 0 : rc;
}

int build_file(int dirfd, const char *path, const char *text)
{
	return build_data(dirfd, path, text, strlen(text));
}

int build_dir(int dirfd, const char *path)
{
	const char *base;
	auto_close int parent = open_parent(dirfd, path, &base);

	return parent < 0 ? parent : create_dir(parent, base);
}

int build_tree(int dirfd, const char *text, size_t len, struct fail *why)
{
	struct build b = { .dirfd = dirfd };
	struct tree_visitor v = { .entry = build_entry, .data = &b };
	int rc;

	b.errorsfd = openat(dirfd, "state/errors", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (b.errorsfd < 0)
		return fail_set(why, -errno, "io", NULL, "cannot open state/errors: %s",
				strerror(errno));
	rc = tree_parse(text, len, &v, why);
	close(b.errorsfd);
	return rc;
}
