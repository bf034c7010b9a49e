// SPDX-License-Identifier: LGPL-2.1-or-later
/* Log files, to which whole lines are appended. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/append.h"

int append_text(int fd, const char *text, size_t len)
{
	ssize_t n;

	while (len > 0) {
		n = write(fd, text, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		text += n;
		len -= (size_t)n;
	}
	return 0;
}

static int end_last_line(int fd)
{
	struct stat st;
	char last;

	if (fstat(fd, &st) < 0)
		return -errno;
	if (!S_ISREG(st.st_mode) || st.st_size == 0 || pread(fd, &last, 1, st.st_size - 1) != 1 ||
	    last == '\n')
		return 0;
	return append_text(fd, "\n", 1);
}

int append_open(const char *path)
{
	int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
	int rc;

	if (fd < 0)
		return -errno;
	rc = end_last_line(fd);
	if (rc == 0)
		return fd;
	close(fd);
	return rc;
}
