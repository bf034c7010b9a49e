// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reading and writing of whole binary files. */
#include <fcntl.h>
#include <sys/stat.h>

#include "util/blob.h"
#include "util/cleanup.h"

static int read_all(int fd, u8 *buf, size_t size, size_t *len)
{
	size_t at = 0;
	ssize_t n;

	do {
		n = read(fd, buf + at, size - at);
		if (n < 0 && errno != EINTR)
			return -errno;
		at += n > 0 ? (size_t)n : 0;
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

static int write_all(int fd, const u8 *data, size_t len)
{
	ssize_t n;

	while (len > 0) {
		n = write(fd, data, len);
		if (n < 0 && errno != EINTR)
			return -errno;
		if (n > 0) {
			data += n;
			len -= (size_t)n;
		}
	}
	return 0;
}

static int write_direct(const char *path, const void *data, size_t len)
{
	auto_close int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);

	return fd < 0 ? -errno : write_all(fd, data, len);
}

/* @mode 0: 0666 reduced by the umask. */
static int write_synced(const char *path, mode_t mode, const void *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
		      mode ? 0600 : 0666);
	int rc = 0;

	if (fd < 0)
		return -errno;
	if (mode && fchmod(fd, mode) < 0)
		rc = -errno;
	if (rc == 0)
		rc = write_all(fd, data, len);
	if (rc == 0 && fsync(fd) < 0)
		rc = -errno;
	if (close(fd) < 0 && rc == 0)
		rc = -errno;
	if (rc < 0)
		unlink(path);
	return rc;
}

int blob_write(const char *path, const void *data, size_t len)
{
	auto_free char *real = NULL, *temp = NULL;
	struct stat st;
	int rc;

	if (stat(path, &st) == 0) {
		if (!S_ISREG(st.st_mode))
			return write_direct(path, data, len);
		/* Replace the target of a symbolic link, not the link. */
		real = realpath(path, NULL);
		if (!real)
			return -errno;
	}
	if (asprintf(&temp, "%s.%d.tmp", real ? real : path, (int)getpid()) < 0) {
		temp = NULL;
		return -ENOMEM;
	}
	rc = write_synced(temp, real ? st.st_mode & 07777 : 0, data, len);
	if (rc < 0)
		return rc;
	if (rename(temp, real ? real : path) == 0)
		return 0;
	rc = -errno;
	unlink(temp);
	return rc;
}
