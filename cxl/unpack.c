// SPDX-License-Identifier: GPL-2.0-only
/* Unpacking of archives through libarchive, which is loaded on first use. */
#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cxl/unpack.h"
#include "util/blob.h"
#include "util/cleanup.h"
#include "util/library.h"
#include "util/strbuf.h"

#define SONAME "libarchive.so.13"
#define CHUNK 65536

static struct {
	typeof(archive_read_new) *read_new;
	typeof(archive_read_free) *read_free;
	typeof(archive_read_support_format_tar) *read_support_format_tar;
	typeof(archive_read_support_format_raw) *read_support_format_raw;
	typeof(archive_read_support_filter_gzip) *read_support_filter_gzip;
	typeof(archive_read_support_filter_xz) *read_support_filter_xz;
	typeof(archive_read_support_filter_zstd) *read_support_filter_zstd;
	typeof(archive_read_open_fd) *read_open_fd;
	typeof(archive_read_open_memory) *read_open_memory;
	typeof(archive_read_next_header) *read_next_header;
	typeof(archive_read_data) *read_data;
	typeof(archive_error_string) *error_string;
	typeof(archive_errno) *error_number;
	typeof(archive_entry_pathname) *entry_pathname;
	typeof(archive_entry_filetype) *entry_filetype;
	typeof(archive_entry_symlink) *entry_symlink;
	typeof(archive_entry_hardlink) *entry_hardlink;
} lib;

#define ROW(member) LIBRARY_SYMBOL(lib, archive_, member)

static const struct library_symbol symbols[] = {
	ROW(read_new),
	ROW(read_free),
	ROW(read_support_format_tar),
	ROW(read_support_format_raw),
	ROW(read_support_filter_gzip),
	ROW(read_support_filter_xz),
	ROW(read_support_filter_zstd),
	ROW(read_open_fd),
	ROW(read_open_memory),
	ROW(read_next_header),
	ROW(read_data),
	ROW(error_string),
	{ "archive_errno", &lib.error_number },
	ROW(entry_pathname),
	ROW(entry_filetype),
	ROW(entry_symlink),
	ROW(entry_hardlink),
	{ 0 },
};

/* What is left of the limits. */
struct budget {
	u64 bytes;
	s64 files;
};

static int refuse(struct fail *why, const char *reason)
{
	return fail_set(why, -EBADMSG, "invalid_archive", "", "refusing to unpack: %s", reason);
}

/* More than a dump of a system has, but it may have large logs, or thousands of devices. */
static int too_large(struct fail *why, const char *reason)
{
	refuse(why, reason);
	snprintf(why->hint, sizeof(why->hint),
		 "if you trust it, unpack it with tar, and specify the directory");
	return why->err;
}

static int write_failed(struct fail *why, int rc)
{
	return fail_set(why, rc, "write_failed", "", "cannot unpack: %s", strerror(-rc));
}

static int read_failed(struct archive *a, struct fail *why)
{
	const char *text = lib.error_string(a);
	const int err = lib.error_number(a);

	if (err == EIO || err == EBADF) /* of read(2), whose text is only "Error reading fd 3" */
		return fail_set(why, -err, "read_failed", "", "cannot read the archive: %s",
				strerror(err));
	return fail_set(why, -EBADMSG, "invalid_archive", "", "cannot read the archive: %s",
			text ? text : "unknown error");
}

/* The directory @name of @dir, created if there is none. A link is not followed. */
static int enter(int dir, const char *name, bool *created)
{
	int fd;

	*created = mkdirat(dir, name, 0700) == 0;
	if (!*created && errno != EEXIST)
		return -errno;
	fd = openat(dir, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

/* A directory that has no entry of its own counts as a file, too. -E2BIG: there are too many. */
static int enter_parent(int dir, const char *name, struct budget *left)
{
	bool created;
	int fd = enter(dir, name, &created);

	if (!created || left->files-- > 0)
		return fd;
	cleanup_close(&fd);
	return -E2BIG;
}

static bool is_name(const char *name)
{
	return *name && !str_eq(name, ".") && !str_eq(name, "..");
}

/*
 * Open the directory above the last part of @path, which is modified; *@name is that part, or ""
 * for the top itself. -EINVAL: @path is absolute, or leaves the directory.
 */
static int open_parent(int dir, char *path, struct budget *left, const char **name)
{
	int at = fcntl(dir, F_DUPFD_CLOEXEC, 0), next, depth = 0;
	char *save = NULL, *part, *following;

	*name = "";
	if (at < 0)
		return -errno;
	if (*path == '/') {
		close(at);
		return -EINVAL;
	}
	for (part = strtok_r(path, "/", &save); part; part = following) {
		following = strtok_r(NULL, "/", &save);
		if (str_eq(part, ".") && depth == 0 && !**name)
			continue;
		if (!is_name(part) || ++depth > UNPACK_DEPTH_MAX) {
			close(at);
			return -EINVAL;
		}
		if (!following) {
			*name = part;
			break;
		}
		next = enter_parent(at, part, left);
		close(at);
		if (next < 0)
			return next;
		at = next;
	}
	return at;
}

/* The header of a file may claim any size: what comes out of it counts. */
static int unpack_data(struct archive *a, int fd, struct budget *left, struct fail *why)
{
	char buf[CHUNK];
	ssize_t n;
	int rc;

	while ((n = lib.read_data(a, buf, sizeof(buf))) > 0) {
		if ((u64)n > left->bytes)
			return too_large(why, "the files are larger than 1 GiB");
		left->bytes -= (u64)n;
		rc = write_all(fd, buf, (size_t)n);
		if (rc < 0)
			return write_failed(why, rc);
	}
	return n < 0 ? read_failed(a, why) : 0;
}

static int unpack_file(struct archive *a, int dir, const char *name, struct budget *left,
		       struct fail *why)
{
	auto_close int fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 && errno == EEXIST)
		return refuse(why, "a file is in it twice");
	return fd < 0 ? write_failed(why, -errno) : unpack_data(a, fd, left, why);
}

static int unpack_link(struct archive_entry *e, int dir, const char *name, struct fail *why)
{
	const char *target = lib.entry_symlink(e);

	if (!target || !*target)
		return refuse(why, "a link has no target");
	if (symlinkat(target, dir, name) == 0)
		return 0;
	return errno == EEXIST ? refuse(why, "a file is in it twice") : write_failed(why, -errno);
}

static int unpack_dir(int dir, const char *name, struct fail *why)
{
	bool created;
	auto_close int fd = enter(dir, name, &created);

	return fd == -ENOTDIR || fd == -ELOOP ? refuse(why, "a file is in it twice")
	       : fd < 0			      ? write_failed(why, fd)
					      : 0;
}

static int unpack_entry(struct archive *a, struct archive_entry *e, int dir, struct budget *left,
			struct fail *why)
{
	const char *path = lib.entry_pathname(e), *name;
	auto_free char *copy = path ? strdup(path) : NULL;
	auto_close int at = -1;

	if (!copy)
		return path ? fail_nomem(why) : refuse(why, "a file has no name");
	if (left->files-- <= 0)
		return too_large(why, "there are too many files");
	if (lib.entry_hardlink(e))
		return refuse(why, "a file is a hard link");
	at = open_parent(dir, copy, left, &name);
	if (at == -EINVAL || at == -ENOTDIR || at == -ELOOP)
		return refuse(why, "a path leads out of the archive");
	if (at == -E2BIG)
		return too_large(why, "there are too many files");
	if (at < 0)
		return write_failed(why, at);
	switch (lib.entry_filetype(e)) {
	case AE_IFDIR:
		return *name ? unpack_dir(at, name, why) : 0;
	case AE_IFREG:
		return *name ? unpack_file(a, at, name, left, why)
			     : refuse(why, "a file has no name");
	case AE_IFLNK:
		return *name ? unpack_link(e, at, name, why) : refuse(why, "a file has no name");
	default:
		return refuse(why, "there is something else than files, directories and links");
	}
}

static int unpack_all(struct archive *a, int dir, struct fail *why)
{
	struct budget left = { UNPACK_BYTES_MAX, UNPACK_FILES_MAX };
	struct archive_entry *e;
	int status, rc = 0;

	while (rc == 0 && (status = lib.read_next_header(a, &e)) != ARCHIVE_EOF) {
		if (status < ARCHIVE_WARN)
			return read_failed(a, why);
		rc = unpack_entry(a, e, dir, &left, why);
	}
	return rc;
}

int unpack(int fd, int dir, struct fail *why)
{
	struct archive *a;
	int rc = library_load(SONAME, symbols, why);

	if (rc < 0)
		return rc;
	a = lib.read_new();
	if (!a)
		return fail_nomem(why);
	if (lib.read_support_format_tar(a) < 0 || lib.read_support_filter_gzip(a) < ARCHIVE_WARN ||
	    lib.read_support_filter_xz(a) < ARCHIVE_WARN ||
	    lib.read_support_filter_zstd(a) < ARCHIVE_WARN ||
	    lib.read_open_fd(a, fd, CHUNK) < ARCHIVE_WARN)
		rc = read_failed(a, why);
	else
		rc = unpack_all(a, dir, why);
	lib.read_free(a);
	return rc;
}

static int read_text(struct archive *a, size_t max, struct strbuf *text, struct fail *why)
{
	char buf[4096];
	ssize_t n;

	while ((n = lib.read_data(a, buf, sizeof(buf))) > 0) {
		if ((size_t)n > max - text->len)
			return fail_set(why, -EFBIG, "too_large", "",
					"the decompressed file is larger than %zu bytes", max);
		strbuf_add(text, buf, (size_t)n);
	}
	return n < 0 ? read_failed(a, why) : 0;
}

int unpack_gzip(const struct sys_text *file, size_t max, struct sys_text *ret, struct fail *why)
{
	auto_strbuf struct strbuf text = { 0 };
	struct archive_entry *e;
	struct archive *a;
	int rc = library_load(SONAME, symbols, why);

	if (rc < 0)
		return rc;
	a = lib.read_new();
	if (!a)
		return fail_nomem(why);
	if (lib.read_support_format_raw(a) < 0 || lib.read_support_filter_gzip(a) < ARCHIVE_WARN ||
	    lib.read_open_memory(a, file->text, file->len) < ARCHIVE_WARN ||
	    lib.read_next_header(a, &e) < ARCHIVE_WARN)
		rc = read_failed(a, why);
	else
		rc = read_text(a, max, &text, why);
	lib.read_free(a);
	if (rc < 0)
		return rc;
	ret->len = text.len;
	ret->text = strbuf_take(&text);
	return ret->text ? 0 : fail_nomem(why);
}
