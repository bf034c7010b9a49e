// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reading and writing of whole binary files. */
#include <fcntl.h>
#include <limits.h>
#include <sys/random.h>
#include <sys/stat.h>

#include "util/blob.h"
#include "util/cleanup.h"
#include "util/sysroot.h"

static int read_all(int fd, u8 *buf, size_t size, size_t *len)
{
	size_t at = 0;
	ssize_t n;

	do {
		n = read(fd, buf + at, size - at);
		if (n < 0)
			return -errno; /* EINTR too: the user waits for the end of the input */
		at += (size_t)n;
	} while (n != 0 && at < size);
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
	buf = malloc(max + 1);
	if (!buf)
		return -ENOMEM;
	rc = read_all(use_stdin ? STDIN_FILENO : opened, buf, max + 1, &got);
	if (rc < 0)
		return rc;
	if (got > max)
		return -EFBIG;
	*data = buf;
	*len = got;
	buf = NULL;
	return 0;
}

/* A new file of an unused name in the directory of .final. */
static int create_temp(struct outfile *o, mode_t mode)
{
	const int dir_len = (int)(path_base(o->final) - o->final);
	int fd, tries;
	u64 n;

	for (tries = 0; tries < 16; tries++) {
		if (getrandom(&n, sizeof(n), 0) != (ssize_t)sizeof(n))
			return -EIO;
		free(o->temp);
		if (asprintf(&o->temp, "%.*s.%016llx.tmp", dir_len, o->final,
			     (unsigned long long)n) < 0) {
			o->temp = NULL;
			return -ENOMEM;
		}
		fd = open(o->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
		if (fd >= 0 || errno != EEXIST)
			break;
	}
	return fd < 0 ? -errno : fd;
}

static int open_temp(struct outfile *o, const struct stat *old)
{
	int fd = create_temp(o, old ? 0600 : 0666), rc;

	/* The owner first: changing it clears mode bits. */
	if (fd < 0 || !old ||
	    (fchown(fd, old->st_uid, old->st_gid) == 0 && fchmod(fd, old->st_mode & 07777) == 0))
		return fd;
	rc = -errno;
	unlink(o->temp);
	close(fd);
	return rc;
}

/*
 * A file whose directory or owner does not allow to replace it, and the missing target of a link:
 * written in place. @flags: O_CREAT, O_TRUNC or 0.
 */
static int open_in_place(struct outfile *o, const char *path, int flags)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | flags, 0666);

	free(o->temp);
	o->temp = NULL;
	return fd < 0 ? -errno : fd;
}

static int open_output(struct outfile *o, const char *path)
{
	bool exists, regular;
	struct stat st;
	int fd;

	exists = stat(path, &st) == 0;
	if (!exists && errno != ENOENT)
		return -errno;
	regular = exists && S_ISREG(st.st_mode);
	if (exists && !regular)
		return open_in_place(o, path, 0);
	if (!exists && readlink(path, &(char){ 0 }, 1) >= 0)
		return open_in_place(o, path, O_CREAT);
	o->final = exists ? realpath(path, NULL) : strdup(path);
	if (!o->final)
		return -errno;
	fd = open_temp(o, exists ? &st : NULL);
	if ((fd == -EACCES || fd == -EPERM) && exists)
		fd = open_in_place(o, path, O_TRUNC);
	return fd;
}

static void outfile_done(struct outfile *o)
{
	free(o->temp);
	free(o->final);
	*o = (struct outfile){ 0 };
}

int outfile_open(struct outfile *ret, const char *path)
{
	struct outfile o = { 0 };
	int fd = open_output(&o, path), rc = fd;

	if (fd >= 0) {
		o.f = fdopen(fd, "w");
		rc = o.f ? 0 : -errno;
	}
	if (rc < 0) {
		if (fd >= 0)
			close(fd);
		if (fd >= 0 && o.temp)
			unlink(o.temp);
		outfile_done(&o);
		return rc;
	}
	*ret = o;
	return 0;
}

int outfile_close(struct outfile *o, bool keep)
{
	int rc = 0;

	if (keep && (ferror(o->f) || fflush(o->f) != 0))
		rc = errno ? -errno : -EIO;
	if (keep && rc == 0 && o->temp && fsync(fileno(o->f)) < 0)
		rc = -errno;
	if (fclose(o->f) != 0 && keep && rc == 0)
		rc = -errno;
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
