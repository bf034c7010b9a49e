// SPDX-License-Identifier: GPL-2.0-only
/* --from: a dump in place of the running system. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cxl/from.h"
#include "cxl/unpack.h"
#include "util/array.h"
#include "util/num.h"

#define ERRNO_MAX 4095
#define MANIFEST "manifest.json"
#define OTHER_COPY "use --sysroot for other copies of /sys"

static bool is_dump(const char *path)
{
	char manifest[PATH_MAX];
	struct stat st;

	return path_join(manifest, sizeof(manifest), path, MANIFEST) == 0 &&
	       lstat(manifest, &st) == 0 && S_ISREG(st.st_mode);
}

#define EDGE 256 /* bytes at each end of the manifest */

/* The first and the last bytes of a manifest. It may be large: the rest is not read. */
static int read_edges(const char *path, char first[EDGE], char last[EDGE])
{
	char manifest[PATH_MAX];
	auto_close int fd = -1;
	struct stat st;
	ssize_t n;

	if (path_join(manifest, sizeof(manifest), path, MANIFEST) < 0)
		return -ENAMETOOLONG;
	fd = open(manifest, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &st) < 0)
		return -errno;
	n = pread(fd, first, EDGE - 1, 0);
	if (n < 0)
		return -errno;
	first[n] = '\0';
	n = pread(fd, last, EDGE - 1, MAX(st.st_size - (EDGE - 1), (off_t)0));
	if (n < 0)
		return -errno;
	last[n] = '\0';
	return 0;
}

static bool is_object_end(const char *text)
{
	size_t len = strlen(text);

	while (len && strchr(" \t\r\n", text[len - 1]))
		len--;
	return len && text[len - 1] == '}';
}

/* "{"version":1": what "cxl dump" writes first. Another version may have other files, so that
 * answers from it could be wrong. */
static int check_manifest(const char *path, struct fail *why)
{
	char first[EDGE], last[EDGE];
	const char *at = first, *end;
	u64 version = 0;
	int rc = read_edges(path, first, last);

	if (rc < 0)
		return fail_set(why, rc, "read_failed", "", "cannot read %s: %s", MANIFEST,
				strerror(-rc));
	if (*at == '{')
		at = str_after(at + 1 + strspn(at + 1, " \t\r\n"), "\"version\"");
	else
		at = NULL;
	if (!at)
		return fail_set(why, -EINVAL, "no_dump", OTHER_COPY,
				"it is no dump: " MANIFEST " is not that of 'cxl dump'");
	end = num_prefix(at + strspn(at, ": \t\r\n"), &version);
	if (!end || version != DUMP_VERSION || !strchr(",} \t\r\n", *end))
		return fail_set(why, -EINVAL, "dump_version",
				"use the version of cxl-utils that wrote it",
				"the dump has another format than this program reads (version %d)",
				DUMP_VERSION);
	if (!is_object_end(last))
		return fail_set(why, -EBADMSG, "invalid_manifest", OTHER_COPY,
				"the dump is damaged: the end of " MANIFEST " is missing");
	return 0;
}

/* Without it there is nothing to read. */
static int check_sys(const char *path, struct fail *why)
{
	char sys[PATH_MAX];
	struct stat st;

	if (path_join(sys, sizeof(sys), path, sys_tree_name(TREE_SYS) + 1) == 0 &&
	    lstat(sys, &st) == 0 && S_ISDIR(st.st_mode))
		return 0;
	return fail_set(why, -EBADMSG, "invalid_dump", OTHER_COPY,
			"the dump is damaged: it has no directory sys");
}

static int check_dump(const char *path, struct fail *why)
{
	int rc = check_manifest(path, why);

	return rc == 0 ? check_sys(path, why) : rc;
}

/* The dump is in the directory @path, or in its only subdirectory, as in an archive. */
static int find_root(struct from *f, const char *path, struct fail *why)
{
	auto_namelist struct namelist names = { 0 };
	int rc;

	if (is_dump(path)) {
		snprintf(f->root, sizeof(f->root), "%s", path);
		return check_dump(path, why);
	}
	rc = namelist_read(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), true, &names);
	if (rc == 0 && names.count == 1 &&
	    path_join(f->root, sizeof(f->root), path, names.names[0]) == 0 && is_dump(f->root))
		return check_dump(f->root, why);
	return fail_set(why, -EINVAL, "no_dump", OTHER_COPY,
			"it is no dump: there is no " MANIFEST);
}

#define UNREAD_MAX (4U << 20) /* bytes */

static int by_path(const void *a, const void *b)
{
	const struct from_unread *x = a, *y = b;

	return strcmp(x->path, y->path);
}

/* -ENOENT: there is none. */
static int read_text(struct from *f)
{
	char path[PATH_MAX];
	auto_close int fd = -1;
	struct stat st;
	int rc = path_join(path, sizeof(path), f->root, DUMP_UNREAD);

	if (rc < 0)
		return rc;
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0)
		return -errno;
	return S_ISREG(st.st_mode) ? sys_read_fd(fd, UNREAD_MAX, &f->text) : -EINVAL;
}

/* A dump may have no such file; what is no line of it is passed over. */
static int read_unread(struct from *f, struct fail *why)
{
	char *save = NULL, *line;
	struct from_unread *at;
	int rc = read_text(f);
	u64 err;

	if (rc == -ENOENT)
		return 0;
	if (rc < 0)
		return fail_set(why, rc, "read_failed", "", "cannot read %s: %s", DUMP_UNREAD,
				strerror(-rc));
	for (line = strtok_r(f->text.text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		const char *name = num_prefix(line, &err);

		if (!name || *name != ' ' || !err || err > ERRNO_MAX)
			continue;
		at = array_grow(f->unread, f->unread_count, sizeof(*at));
		if (!at)
			return fail_nomem(why);
		f->unread = at;
		at[f->unread_count++] = (struct from_unread){ name + 1, -(int)err };
	}
	if (f->unread_count)
		qsort(f->unread, f->unread_count, sizeof(*f->unread), by_path);
	return f->unread_count && !realpath(f->root, f->real_root)
		       ? fail_set(why, -errno, "read_failed", "", "cannot open the dump: %s",
				  strerror(errno))
		       : 0;
}

static int find_unread(const struct from *f, const char *path)
{
	const struct from_unread key = { .path = path },
				 *found = bsearch(&key, f->unread, f->unread_count, sizeof(key),
						  by_path);

	return found ? found->err : 0;
}

/* Nothing is known of what is below a directory that could not be read, unless it was copied. */
static int find_above(const struct from *f, const char *path)
{
	char at[PATH_MAX], *slash;
	struct stat st;
	int rc = 0;

	snprintf(at, sizeof(at), "%s", path);
	while (rc == 0 && (slash = strrchr(at, '/'))) {
		*slash = '\0';
		rc = find_unread(f, at);
	}
	if (rc < 0 && path_join(at, sizeof(at), f->root, path) == 0 && lstat(at, &st) == 0)
		rc = 0;
	return rc;
}

/* The file may be below a link: the path below the dump without links; false: not in the dump. */
static bool resolve(const struct from *f, const char *path, char *buf, size_t size)
{
	char dir[PATH_MAX], real[PATH_MAX];
	const char *base = path_base(path), *below;

	if (base == path || path_join(dir, sizeof(dir), f->root, path) < 0)
		return false;
	dir[strlen(dir) - strlen(base) - 1] = '\0';
	below = realpath(dir, real) ? str_after(real, f->real_root) : NULL;
	return below && *below == '/' && path_join(buf, size, below + 1, base) == 0;
}

static int unread_error(void *data, enum sys_tree tree, const char *path, bool write)
{
	const struct from *f = data;
	char name[PATH_MAX], real[PATH_MAX];
	const char *at = name;
	int rc;

	if (write || path_join(name, sizeof(name), sys_tree_name(tree) + 1, path) < 0)
		return 0;
	rc = find_unread(f, at);
	if (rc == 0 && resolve(f, name, real, sizeof(real))) {
		at = real;
		rc = find_unread(f, at);
	}
	return rc < 0 ? rc : find_above(f, at);
}

void from_set_errors(const struct from *f, struct sysroot *root)
{
	if (!f->unread_count)
		return;
	root->fault = unread_error;
	root->fault_data = (void *)f;
}

static int unpack_to(struct from *f, int fd, struct fail *why)
{
	auto_close int dir = -1;
	int rc = temp_dir_create(&f->temp, "cxl-from");

	if (rc == 0)
		dir = open(f->temp.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (rc == 0 && dir < 0)
		rc = -errno;
	if (rc < 0)
		return fail_set(why, rc, "write_failed", "set TMPDIR to another directory",
				"cannot create a temporary directory: %s", strerror(-rc));
	return unpack(fd, dir, why);
}

int from_open(struct from *f, const char *path, struct fail *why)
{
	auto_close int fd =
		str_eq(path, "-") ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	int rc;

	if (fd < 0 || fstat(fd, &st) < 0)
		return fail_set(why, -errno, "read_failed", "", "cannot open the dump: %s",
				strerror(errno));
	if (S_ISDIR(st.st_mode) && str_eq(path, "-"))
		return fail_set(why, -EISDIR, "read_failed", "specify its name",
				"cannot read the archive: %s", strerror(EISDIR));
	rc = S_ISDIR(st.st_mode) ? find_root(f, path, why) : unpack_to(f, fd, why);
	if (rc == 0 && !S_ISDIR(st.st_mode))
		rc = find_root(f, f->temp.path, why);
	if (rc == 0)
		rc = read_unread(f, why);
	if (rc < 0)
		from_close(f);
	return rc;
}

void from_close(struct from *f)
{
	temp_dir_remove(&f->temp);
	sys_text_free(&f->text);
	free(f->unread);
	f->unread = NULL;
	f->unread_count = 0;
	f->root[0] = '\0';
}
