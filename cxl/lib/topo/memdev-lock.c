// SPDX-License-Identifier: LGPL-2.1-or-later
/* Locking of the sysfs directory of a memory device: every device has one. */
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>

#include "cxl/lib/topo/memdev-lock.h"

#define PAUSE_MS 50U

static int lock_fail(const struct memdev *m, int err, unsigned int wait_s, struct fail *why)
{
	if (err != -EWOULDBLOCK)
		return fail_set(why, err, "lock_failed", "", "cannot lock /sys/%s: %s", m->path,
				strerror(-err));
	return fail_set(why, -EBUSY, "locked", "try again later, see 'lslocks'",
			"the device is locked by another process (waited %u seconds)", wait_s);
}

int memdev_lock(const struct memdev *m, unsigned int wait_s, struct fail *why)
{
	const struct timespec pause = { .tv_nsec = PAUSE_MS * 1000000L };
	int fd = sys_open(&m->ctx->root, TREE_SYS, m->path, O_RDONLY | O_DIRECTORY);
	unsigned int tries = wait_s * 1000 / PAUSE_MS;
	int rc;

	if (fd < 0)
		return fail_set(why, fd, "no_such_device", "", "cannot open /sys/%s: %s", m->path,
				strerror(-fd));
	while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		rc = -errno;
		if (rc == -ENOSYS)
			break; /* the kernel lacks CONFIG_FILE_LOCKING */
		if (wait_s && ctx_interrupted(m->ctx)) {
			close(fd);
			return fail_interrupted(why, "interrupted");
		}
		if (tries == 0 || (rc != -EWOULDBLOCK && rc != -EINTR)) {
			close(fd);
			return lock_fail(m, rc, wait_s, why);
		}
		tries--;
		nanosleep(&pause, NULL);
	}
	return fd;
}
