// SPDX-License-Identifier: LGPL-2.1-or-later
/* Locking of a memory device: a file that only root can open, so that only root can lock it. */
#include <stdio.h>
#include <sys/file.h>
#include <time.h>

#include "cxl/lib/topo/memdev-lock.h"

#define DIR "cxl" /* below /run */
#define PAUSE_MS 50U

static int lock_fail(const char *name, int err, unsigned int wait_s, struct fail *why)
{
	if (err == -EWOULDBLOCK)
		return fail_set(why, -EBUSY, "locked", "try again later, see 'lslocks'",
				"the device is locked by another process (waited %u seconds)",
				wait_s);
	return fail_set(why, err, "lock_failed",
			err == -EPERM ? "only root may own and open them" : "run as root",
			"cannot lock %s/" DIR "/%s: %s", sys_tree_name(TREE_RUN), name,
			strerror(-err));
}

static int wait_for_lock(const struct memdev *m, const char *name, unsigned int wait_s, int fd,
			 struct fail *why)
{
	const struct timespec pause = { .tv_nsec = PAUSE_MS * 1000000L };
	unsigned int tries = wait_s * 1000 / PAUSE_MS;
	int rc;

	while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		rc = -errno;
		if (wait_s && ctx_interrupted(m->ctx))
			return fail_interrupted(why, "interrupted");
		if (tries == 0 || (rc != -EWOULDBLOCK && rc != -EINTR))
			return lock_fail(name, rc, wait_s, why);
		tries--;
		nanosleep(&pause, NULL);
	}
	return 0;
}

int memdev_lock(const struct memdev *m, unsigned int wait_s, int *ret, struct fail *why)
{
	const struct sysroot *root = &m->ctx->root;
	char name[64];
	int fd, rc;

	if (m->ctx->read_only)
		return 0;
	snprintf(name, sizeof(name), "%s.lock", m->name);
	if (m->ctx->dry_run) {
		rc = sys_check_private(root, TREE_RUN, DIR, name);
		return rc < 0 ? lock_fail(name, rc, 0, why) : 0;
	}
	fd = sys_open_private(root, TREE_RUN, DIR, name);
	if (fd < 0)
		return lock_fail(name, fd, wait_s, why);
	rc = wait_for_lock(m, name, wait_s, fd, why);
	if (rc < 0)
		close(fd);
	else
		*ret = fd;
	return rc;
}
