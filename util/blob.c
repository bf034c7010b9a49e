// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reading and writing of whole binary files. */
#include <fcntl.h>
#include <limits.h>
#include <sys/random.h>
#include <sys/stat.h>

#include "util/blob.h"
#include "util/cleanup.h"
#include "util/sysroot.h"

#define LINKS_MAX 40 /* links in one path that the kernel follows: MAXSYMLINKS */

#define FIRST_SIZE 65536 /* bytes, of the buffer */

/* At most @max bytes. The buffer grows with the input: @max may be more than the memory. */
static int read_all(int fd, size_t max, u8 **buf, size_t *len)
{
	size_t at = 0, size = 0;
	ssize_t n;
	u8 *larger;

	do {
		if (at == size) {
			size = MIN(max, size ? size * 2 : FIRST_SIZE);
			larger = realloc(*buf, size);
			if (!larger)
				return -ENOMEM;
			*buf = larger;
		}
		n = read(fd, *buf + at, size - at);
		if (n < 0)
			return -errno; /* EINTR too: the user waits for the end of the input */
		at += (size_t)n;
	} while (n != 0 && at < max);
	*len = at;
	return 0;
}

int blob_read(const char *path, size_t max, u8 **data, size_t *len)
{
	bool use_stdin = str_eq(path, "-");
	auto_close int opened = use_stdin ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	auto_free u8 *buf = NULL;
	size_t got = 0;
	int rc;

	if (!use_stdin && opened < 0)
		return -errno;
	rc = read_all(use_stdin ? STDIN_FILENO : opened, max + 1, &buf, &got);
	if (rc < 0)
		return rc;
	if (got > max)
		return -EFBIG;
	*data = buf;
	*len = got;
	buf = NULL;
	return 0;
}

/* Call @fn with unused names in the directory of .final until one does not exist; see .temp. */
static int make_temp(struct outfile *o, int (*fn)(struct outfile *o, int arg), int arg)
{
	const int dir_len = (int)(path_base(o->final) - o->final);
	int rc = -EEXIST, tries;
	u64 n;

	for (tries = 0; rc == -EEXIST && tries < 16; tries++) {
		if (getrandom(&n, sizeof(n), 0) != (ssize_t)sizeof(n))
			return -EIO;
		free(o->temp);
		if (asprintf(&o->temp, "%.*s.%016llx.tmp", dir_len, o->final,
			     (unsigned long long)n) < 0) {
			o->temp = NULL;
			return -ENOMEM;
		}
		rc = fn(o, arg);
	}
	if (rc < 0) {
		free(o->temp);
		o->temp = NULL;
	}
	return rc;
}

static int create_named(struct outfile *o, int mode)
{
	int fd = open(o->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, (mode_t)mode);

	return fd < 0 ? -errno : fd;
}

static int link_temp(struct outfile *o, int fd)
{
	return sys_name_file(fd, o->temp);
}

/* Without a name, if possible, so that nothing is left if this process is killed. */
static int create_temp(struct outfile *o, mode_t mode)
{
	const size_t dir_len = (size_t)(path_base(o->final) - o->final);
	auto_free char *dir = dir_len ? strndup(o->final, dir_len) : strdup(".");
	int fd = dir ? sys_create_unnamed(dir, mode) : -ENOMEM;

	o->unnamed = fd >= 0;
	return fd >= 0 ? fd : make_temp(o, create_named, (int)mode);
}

static int open_temp(struct outfile *o, const struct stat *old)
{
	int fd = create_temp(o, old ? 0600 : 0666), rc;

	/* The owner first: changing it clears mode bits. */
	if (fd < 0 || !old ||
	    (fchown(fd, old->st_uid, old->st_gid) == 0 && fchmod(fd, old->st_mode & 07777) == 0))
		return fd;
	rc = -errno;
	if (o->temp)
		unlink(o->temp);
	close(fd);
	return rc;
}

/* Takes over @fd, a negative errno: return it. */
static int open_stream(struct outfile *o, int fd)
{
	int rc;

	if (fd < 0)
		return fd;
	o->f = fdopen(fd, "w");
	if (o->f)
		return 0;
	rc = -errno;
	close(fd);
	if (o->temp)
		unlink(o->temp);
	return rc;
}

static int open_file(const char *path, int flags)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | flags, 0666);

	return fd < 0 ? -errno : fd;
}

/* An existing file that is not replaced: the output is kept in memory until it is complete. */
static int open_overwrite(struct outfile *o, const char *path)
{
	o->fd = open_file(path, 0);
	if (o->fd < 0)
		return o->fd;
	o->f = open_memstream(&o->data, &o->len);
	return o->f ? 0 : -errno;
}

static int open_output(struct outfile *o, const char *path)
{
	struct stat st;
	bool exists;
	int fd;

	exists = stat(path, &st) == 0;
	if (!exists && (errno != ENOENT || !*path))
		return -errno;
	if (exists && !S_ISREG(st.st_mode))
		return open_stream(o, open_file(path, 0));
	if (!exists && readlink(path, &(char){ 0 }, 1) >= 0)
		return open_stream(o, open_file(path, O_CREAT));
	if (exists && st.st_nlink > 1)
		return open_overwrite(o, path);
	if (exists) {
		fd = open_file(path, 0);
		if (fd == -EPERM)
			return fd; /* an immutable file can neither be written nor replaced */
		cleanup_close(&fd);
	}
	o->final = exists ? realpath(path, NULL) : strdup(path);
	if (!o->final)
		return -errno;
	fd = open_temp(o, exists ? &st : NULL);
	if ((fd != -EACCES && fd != -EPERM) || !exists)
		return open_stream(o, fd);
	free(o->temp);
	o->temp = NULL;
	o->unnamed = false;
	return open_overwrite(o, path);
}

static void outfile_done(struct outfile *o)
{
	cleanup_close(&o->fd);
	free(o->data);
	free(o->temp);
	free(o->final);
	*o = (struct outfile){ .fd = -1 };
}

int outfile_open(struct outfile *ret, const char *path)
{
	int rc;

	*ret = (struct outfile){ .fd = -1 };
	rc = open_output(ret, path);
	if (rc < 0)
		outfile_done(ret);
	return rc;
}

int outfile_make_private(const struct outfile *o)
{
	const int fd = o->fd >= 0 ? o->fd : fileno(o->f);
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -errno;
	return S_ISREG(st.st_mode) && fchmod(fd, st.st_mode & 0700) < 0 ? -errno : 0;
}

/* @path, which does not exist, may be a link: replace it by what the kernel would create. */
static int follow_links(char path[PATH_MAX])
{
	char link[PATH_MAX];
	size_t dir_len;
	ssize_t n;
	int i;

	for (i = 0; i <= LINKS_MAX; i++) {
		n = readlink(path, link, sizeof(link) - 1);
		if (n < 0)
			return 0;
		link[n] = '\0';
		dir_len = *link == '/' ? 0 : (size_t)(path_base(path) - path);
		if (dir_len + (size_t)n >= PATH_MAX)
			return -ENAMETOOLONG;
		memcpy(path + dir_len, link, (size_t)n + 1);
	}
	return -ELOOP;
}

/* A file that is not a regular one. */
static int check_special(const char *path, mode_t mode)
{
	if (S_ISDIR(mode))
		return -EISDIR;
	if (S_ISSOCK(mode))
		return -ENXIO;
	return access(path, W_OK) == 0 ? 0 : -errno;
}

int outfile_check(const char *path)
{
	char target[PATH_MAX];
	struct outfile o;
	struct stat st;
	int rc = stat(path, &st) == 0 ? 0 : -errno;

	if (rc == 0 && !S_ISREG(st.st_mode))
		return check_special(path, st.st_mode);
	if (rc == -ENOENT) {
		snprintf(target, sizeof(target), "%s", path);
		rc = follow_links(target);
		if (rc < 0)
			return rc;
		path = target;
	}
	rc = outfile_open(&o, path);
	if (rc == 0)
		outfile_close(&o, false);
	return rc;
}

int write_all(int fd, const void *data, size_t len)
{
	size_t at = 0;
	ssize_t n;

	while (at < len) {
		n = write(fd, (const char *)data + at, len - at);
		if (n < 0 && errno != EINTR)
			return -errno;
		at += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

/* Space first: if there is not enough, the old content is not lost. */
static int reserve(int fd, size_t len)
{
	struct stat st;
	int err;

	if (fstat(fd, &st) < 0)
		return -errno;
	err = len ? posix_fallocate(fd, 0, (off_t)len) : 0;
	if (err == 0 || err == EOPNOTSUPP || err == EINVAL)
		return 0;
	return ftruncate(fd, st.st_size) < 0 ? -errno : -err;
}

static int overwrite(int fd, const char *data, size_t len)
{
	int rc = reserve(fd, len);

	if (rc == 0)
		rc = write_all(fd, data, len);
	if (rc == 0 && (ftruncate(fd, (off_t)len) < 0 || fsync(fd) < 0))
		rc = -errno;
	return rc;
}

/* After an earlier error, writing the rest tells the reason, if it still holds. */
static int flush(FILE *f)
{
	const bool failed = ferror(f);

	clearerr(f);
	errno = 0;
	if (fflush(f) != 0 && errno)
		return -errno;
	return failed ? -EIO : 0;
}

int outfile_close(struct outfile *o, bool keep)
{
	int rc = keep ? flush(o->f) : 0;

	if (keep && rc == 0 && (o->temp || o->unnamed) && fsync(fileno(o->f)) < 0)
		rc = -errno;
	if (keep && rc == 0 && o->unnamed)
		rc = make_temp(o, link_temp, fileno(o->f));
	if (fclose(o->f) != 0 && keep && rc == 0)
		rc = -errno;
	if (keep && rc == 0 && o->fd >= 0)
		rc = overwrite(o->fd, o->data, o->len);
	if (keep && rc == 0 && o->temp && rename(o->temp, o->final) < 0)
		rc = -errno;
	if (o->temp && (!keep || rc < 0))
		unlink(o->temp);
	outfile_done(o);
	return rc;
}

int blob_write(const char *path, const void *data, size_t len)
{
	struct outfile o;
	int rc = outfile_open(&o, path), err = 0;

	if (rc < 0)
		return rc;
	errno = 0;
	if (fwrite(data, 1, len, o.f) != len)
		err = errno ? -errno : -EIO;
	rc = outfile_close(&o, err == 0);
	return err < 0 ? err : rc;
}
