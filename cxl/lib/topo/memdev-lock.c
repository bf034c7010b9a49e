// SPDX-License-Identifier: LGPL-2.1-or-later
/* Locks are files that only root can open, so that only root can lock them. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "cxl/lib/topo/memdev-lock.h"

#define DIR "cxl" /* below /run */
#define TOPOLOGY "topology"
#define WAIT_SECONDS 10U
#define PAUSE_MS 50U

static const char *lock_hint(int err)
{
	if ((err == -EACCES || err == -EPERM) && geteuid() != 0)
		return "run as root";
	switch (err) {
	case -EROFS:
	case -ENOSPC:
	case -EDQUOT:
		return "check that root can create files in /run/" DIR;
	case -EMFILE:
	case -ENFILE:
	case -ENOMEM:
		return "try again later";
	default:
		return "directory /run/" DIR
		       " must belong to root and have mode 0700, and the files in it mode 0600";
	}
}

static int lock_fail(const char *name, int err, struct fail *why)
{
	return fail_set(why, -EBUSY, "device_busy", lock_hint(err), "cannot lock %s/" DIR "/%s: %s",
			sys_tree_name(TREE_RUN), name,
			err == -EPERM ? "wrong owner or mode" : strerror(-err));
}

static int lock_held(const char *name, const char *waited, struct fail *why)
{
	return fail_set(why, -EBUSY, "device_busy", "try again later, see 'lslocks'",
			"%s locked by another process%s",
			str_eq(name, TOPOLOGY ".lock") ? "the topology is" : "the device is",
			waited);
}

static int wait_for_lock(const struct cxl_ctx *ctx, const char *name, int fd, struct fail *why)
{
	const struct timespec pause = { .tv_nsec = PAUSE_MS * 1000000L };
	const unsigned int seconds = ctx->lock_wait ? ctx->lock_wait : WAIT_SECONDS;
	unsigned int tries = ctx->topology_busy ? 0 : seconds * 1000 / PAUSE_MS;
	char waited[40];
	int rc;

	while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		rc = -errno;
		if (rc != -EWOULDBLOCK && rc != -EINTR)
			return lock_fail(name, rc, why);
		if (ctx_interrupted(ctx))
			return lock_held(name, "", why);
		if (ctx->topology_busy)
			return lock_held(name, "", why);
		if (tries-- == 0) {
			snprintf(waited, sizeof(waited), " (waited %u seconds)", seconds);
			return lock_held(name, waited, why);
		}
		nanosleep(&pause, NULL);
	}
	return 0;
}

/* What the lock would return, without waiting. Others that wait for the lock do not notice. */
static int try_lock(const struct sysroot *root, const char *name, struct fail *why)
{
	auto_close int fd = -1;
	char path[80];
	int rc = sys_check_private(root, TREE_RUN, DIR, name);

	if (rc < 0)
		return lock_fail(name, rc, why);
	snprintf(path, sizeof(path), DIR "/%s", name);
	fd = sys_open(root, TREE_RUN, path, O_RDONLY);
	if (fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK)
		return lock_held(name, "", why);
	return 0;
}

/* Open and lock the file of @what; *@ret is left alone in a dry run. */
static int lock(struct cxl_ctx *ctx, const char *what, struct memdev_lock *ret, struct fail *why)
{
	char name[64], *c;
	int fd, rc;

	snprintf(name, sizeof(name), "%s.lock", what);
	for (c = name; *c; c++)
		if (*c == '/') /* of the address of a component */
			*c = '-';
	if (ctx->dry_run)
		return try_lock(&ctx->root, name, why);
	fd = sys_open_private(&ctx->root, TREE_RUN, DIR, name);
	if (fd < 0)
		return lock_fail(name, fd, why);
	rc = wait_for_lock(ctx, name, fd, why);
	if (rc < 0) {
		close(fd);
		return rc;
	}
	*ret = (struct memdev_lock){ .ctx = ctx, .fd = fd };
	return 0;
}

int memdev_lock(const struct memdev *m, struct memdev_lock *ret, struct fail *why)
{
	struct cxl_ctx *ctx = m->ctx;
	int rc;

	*ret = (struct memdev_lock){ .fd = -1 };
	if (ctx->read_only || str_eq(ctx->locked_device, m->name))
		return 0;
	rc = lock(ctx, m->name, ret, why);
	if (ret->ctx)
		snprintf(ctx->locked_device, sizeof(ctx->locked_device), "%s", m->name);
	return rc;
}

int topo_lock(struct cxl_ctx *ctx, struct memdev_lock *ret, struct fail *why)
{
	int rc;

	*ret = (struct memdev_lock){ .fd = -1, .topology = true };
	if (ctx->read_only || ctx->locked_topology)
		return 0;
	rc = lock(ctx, TOPOLOGY, ret, why);
	ret->topology = true;
	ctx->locked_topology = ret->ctx;
	ctx->topology_busy = rc < 0;
	return rc;
}

void memdev_unlock(struct memdev_lock *l)
{
	if (!l->ctx)
		return;
	close(l->fd);
	if (l->topology)
		l->ctx->locked_topology = false;
	else
		l->ctx->locked_device[0] = '\0';
	*l = (struct memdev_lock){ .fd = -1 };
}
