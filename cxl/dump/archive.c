// SPDX-License-Identifier: GPL-2.0-only
/* A dump as a tar archive, through libarchive, which is loaded on first use. */
#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cxl/dump/dump.h"
#include "util/clock.h"
#include "util/library.h"

#define SONAME "libarchive.so.13"
#define DEPTH_MAX 40
#define CHUNK 65536

LIBRARY_NOTE(archive, SONAME, "dump", "Dumps as archives", "recommended");

static struct {
	typeof(archive_write_new) *write_new;
	typeof(archive_write_set_format_pax_restricted) *write_set_format_pax_restricted;
	typeof(archive_write_add_filter_by_name) *write_add_filter_by_name;
	typeof(archive_write_set_filter_option) *write_set_filter_option;
	typeof(archive_write_set_bytes_in_last_block) *write_set_bytes_in_last_block;
	typeof(archive_write_open_FILE) *write_open_FILE;
	typeof(archive_write_header) *write_header;
	typeof(archive_write_data) *write_data;
	typeof(archive_write_close) *write_close;
	typeof(archive_write_free) *write_free;
	typeof(archive_error_string) *error_string;
	typeof(archive_errno) *error_number;
	typeof(archive_entry_new) *entry_new;
	typeof(archive_entry_free) *entry_free;
	typeof(archive_entry_set_pathname) *entry_set_pathname;
	typeof(archive_entry_set_symlink) *entry_set_symlink;
	typeof(archive_entry_set_size) *entry_set_size;
	typeof(archive_entry_set_filetype) *entry_set_filetype;
	typeof(archive_entry_set_perm) *entry_set_perm;
	typeof(archive_entry_set_mtime) *entry_set_mtime;
} lib;

#define ROW(member) LIBRARY_SYMBOL(lib, archive_, member)

static const struct library_symbol symbols[] = {
	ROW(write_new),
	ROW(write_set_format_pax_restricted),
	ROW(write_add_filter_by_name),
	ROW(write_set_filter_option),
	ROW(write_set_bytes_in_last_block),
	ROW(write_open_FILE),
	ROW(write_header),
	ROW(write_data),
	ROW(write_close),
	ROW(write_free),
	ROW(error_string),
	{ "archive_errno", &lib.error_number },
	ROW(entry_new),
	ROW(entry_free),
	ROW(entry_set_pathname),
	ROW(entry_set_symlink),
	ROW(entry_set_size),
	ROW(entry_set_filetype),
	ROW(entry_set_perm),
	ROW(entry_set_mtime),
	{ 0 },
};

static const struct {
	const char *suffix, *filter; /* NULL: not compressed */
} suffixes[] = {
	{ ".tar", NULL },    { ".tar.zst", "zstd" }, { ".tar.gz", "gzip" },
	{ ".tar.xz", "xz" }, { ".tgz", "gzip" },
};

bool dump_is_archive(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(suffixes); i++)
		if (str_ends(name, suffixes[i].suffix))
			return true;
	return false;
}

bool dump_is_other_archive(const char *name)
{
	static const char *const others[] = { ".tbz", ".tbz2", ".txz", ".tzst", ".zip", ".7z" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(others); i++)
		if (str_ends(name, others[i]))
			return true;
	return strstr(path_base(name), ".tar.") && !dump_is_archive(name);
}

static const char *filter_of(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(suffixes); i++)
		if (str_ends(name, suffixes[i].suffix))
			return suffixes[i].filter;
	return NULL;
}

/* The archive that is written. */
struct packer {
	struct archive *a;
	const struct dump *d;
	struct fail *why;
};

/* The text for a failed write(2) is only "Write error". */
static int failed(const struct packer *p)
{
	const char *text = lib.error_string(p->a);
	const int err = lib.error_number(p->a);

	if (err > 0)
		return fail_set(p->why, -err, "write_failed", "", "cannot write the archive: %s",
				strerror(err));
	return fail_set(p->why, -EIO, "write_failed", "", "cannot write the archive: %s",
			text ? text : "unknown error");
}

/* A compressor may need more time than there is. */
static int check_time(const struct packer *p)
{
	if (ctx_interrupted(p->d->inv->ctx))
		return fail_interrupted(p->why, "interrupted, nothing is kept");
	if (clock_ms() >= p->d->archive_end)
		return fail_set(p->why, -ETIMEDOUT, "timeout", "", "the time is up");
	return 0;
}

static int read_failed(const struct packer *p, const char *path, int rc)
{
	return fail_set(p->why, rc, "write_failed", "", "cannot read %s: %s", path, strerror(-rc));
}

static struct archive_entry *new_entry(const char *path, const struct stat *st)
{
	struct archive_entry *e = lib.entry_new();

	if (!e)
		return NULL;
	lib.entry_set_pathname(e, path);
	lib.entry_set_filetype(e, st->st_mode & S_IFMT);
	lib.entry_set_perm(e, st->st_mode & 0700); /* the content is not for other users */
	lib.entry_set_mtime(e, st->st_mtime, 0);
	lib.entry_set_size(e, 0);
	return e;
}

/* As many bytes as the header says, whatever a process that was left behind does to the file. */
static int add_data(const struct packer *p, int fd, u64 size)
{
	char buf[CHUNK];
	ssize_t n;
	int rc;

	while (size) {
		rc = check_time(p);
		if (rc < 0)
			return rc;
		n = read(fd, buf, MIN(sizeof(buf), size));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		if (lib.write_data(p->a, buf, (size_t)n) < 0)
			return failed(p);
		size -= (u64)n;
	}
	return 0;
}

static int add_file(const struct packer *p, int fd, const char *path, const struct stat *st)
{
	struct archive_entry *e = new_entry(path, st);
	int rc;

	if (!e)
		return fail_nomem(p->why);
	lib.entry_set_size(e, st->st_size);
	rc = lib.write_header(p->a, e) < 0 ? failed(p) : add_data(p, fd, (u64)st->st_size);
	lib.entry_free(e);
	return rc;
}

static int add_other(const struct packer *p, const char *path, const char *target,
		     const struct stat *st)
{
	struct archive_entry *e = new_entry(path, st);
	int rc;

	if (!e)
		return fail_nomem(p->why);
	if (target)
		lib.entry_set_symlink(e, target);
	rc = lib.write_header(p->a, e) < 0 ? failed(p) : 0;
	lib.entry_free(e);
	return rc;
}

static int add_dir(const struct packer *p, int dir, const char *path, int depth);

/* The entry of @dir whose name @path, in the archive, ends with. */
static int add_entry(const struct packer *p, int dir, const char *path, int depth)
{
	const char *name = path_base(path);
	auto_close int fd = -1;
	char target[PATH_MAX];
	struct stat st;
	ssize_t n;
	int rc;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return 0;
	if (S_ISLNK(st.st_mode)) {
		n = readlinkat(dir, name, target, sizeof(target) - 1);
		if (n < 0)
			return 0;
		target[n] = '\0';
		return add_other(p, path, target, &st);
	}
	/* This user may not read the ones that stand for write-only attributes. */
	if (S_ISREG(st.st_mode) && st.st_size == 0)
		return add_other(p, path, NULL, &st);
	fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? 0 : read_failed(p, path, -errno);
	if (S_ISREG(st.st_mode))
		return add_file(p, fd, path, &st);
	if (!S_ISDIR(st.st_mode) || depth > DEPTH_MAX)
		return 0;
	rc = add_other(p, path, NULL, &st);
	return rc < 0 ? rc : add_dir(p, fd, path, depth + 1);
}

static int add_dir(const struct packer *p, int dir, const char *path, int depth)
{
	auto_namelist struct namelist names = { 0 };
	char at[PATH_MAX];
	size_t i;
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = fd < 0 ? -errno : namelist_read(fd, false, &names);

	if (rc < 0)
		return read_failed(p, path, rc);
	namelist_sort(&names);
	for (i = 0; rc == 0 && i < names.count; i++)
		if (path_join(at, sizeof(at), path, names.names[i]) == 0)
			rc = add_entry(p, dir, at, depth);
	return rc;
}

/* The default level of xz, 6, takes 94 MiB. */
static bool add_filter(struct archive *a, const char *filter)
{
	return lib.write_add_filter_by_name(a, filter) >= 0 &&
	       (!str_eq(filter, "xz") ||
		lib.write_set_filter_option(a, filter, "compression-level", "3") >= 0);
}

/* Without padding: compressors complain about zeroes after their data. */
static int write_archive(const struct packer *p, const struct dump_target *to, FILE *f)
{
	struct archive *a = p->a;
	const char *filter = filter_of(to->name);
	int rc;

	if (lib.write_set_format_pax_restricted(a) < 0 || (filter && !add_filter(a, filter)) ||
	    lib.write_set_bytes_in_last_block(a, 1) < 0 || lib.write_open_FILE(a, f) < 0)
		return failed(p);
	rc = add_dir(p, p->d->dir, to->top, 0);
	if (rc == 0 && lib.write_close(a) < 0)
		rc = failed(p);
	return rc;
}

int dump_archive(const struct dump *d, const struct dump_target *to, FILE *f, struct fail *why)
{
	struct packer p = { .d = d, .why = why };
	int rc = library_load(SONAME, symbols, why);

	if (rc < 0)
		return rc;
	p.a = lib.write_new();
	if (!p.a)
		return fail_nomem(why);
	rc = write_archive(&p, to, f);
	lib.write_free(p.a);
	return rc;
}

int dump_archive_check(struct fail *why)
{
	return library_load(SONAME, symbols, why);
}
