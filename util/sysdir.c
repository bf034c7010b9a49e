// SPDX-License-Identifier: LGPL-2.1-or-later
/* Values and links of open directories of sysfs, and their identity. */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>

#include "util/num.h"
#include "util/sysroot.h"

/* The kernel prints -1 in the format of the attribute, or nothing, when there is no value. */
static bool is_no_value(const char *text)
{
	u64 v;

	return !*text || str_eq(text, "-1") || (num_u64(text, 0, &v) == 0 && v == UINT64_MAX);
}

int sysdir_read_u64(const struct sysdir *d, const char *attr, u64 *ret)
{
	char buf[64];
	int rc = sysdir_read(d, attr, buf, sizeof(buf));

	if (rc < 0)
		return rc;
	if (is_no_value(buf))
		return -ENODATA;
	return num_u64(buf, 0, ret) < 0 ? sysdir_invalid(d, attr) : 0;
}

int sysdir_link_name(const struct sysdir *d, const char *link, char *buf, size_t size)
{
	char target[PATH_MAX];
	const char *base;
	int rc;

	rc = sysdir_readlink(d, link, target, sizeof(target));
	if (rc < 0)
		return rc;
	base = path_base(target);
	if (strlen(base) >= size)
		return -E2BIG;
	memcpy(buf, base, strlen(base) + 1);
	return 0;
}

static int fd_id(int fd, struct file_id *ret)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -errno;
	*ret = (struct file_id){ st.st_dev, st.st_ino };
	return 0;
}

int sysdir_id(const struct sysdir *d, struct file_id *ret)
{
	return fd_id(d->fd, ret);
}

/* The parents of a captured tree are only compared, so leaving the tree does no harm. */
bool sysdir_below(const struct sysdir *d, const struct file_id *id)
{
	auto_close int fd = openat(d->fd, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
	int parent, levels = 64;
	struct file_id at = { 0 };

	while (fd >= 0 && levels-- && fd_id(fd, &at) == 0) {
		if (at.dev == id->dev && at.ino == id->ino)
			return true;
		parent = openat(fd, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
		close(fd);
		fd = parent;
	}
	return false;
}
