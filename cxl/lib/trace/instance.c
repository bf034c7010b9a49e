// SPDX-License-Identifier: LGPL-2.1-or-later
/* A private trace instance, which does not outlive the process. */
#include <stdio.h>
#include <time.h>
#include <tracefs.h>
#include <unistd.h>

#include "cxl/lib/trace/instance.h"
#include "util/num.h"

#define REMOVE_TRIES 500 /* every 10 ms: an instance is busy while one of its files is open */

/* In the child process, when the parent has ended or the files of the instance are closed. */
static void remove_dir(const void *data)
{
	const struct timespec pause = { .tv_nsec = 10000000 };
	const char *path = data;
	int i;

	for (i = 0; i < REMOVE_TRIES; i++) {
		if (rmdir(path) == 0 || errno == ENOENT)
			break;
		nanosleep(&pause, NULL);
	}
}

/* Whether @pid is another process of this program, whose instance it is. */
static bool is_running(const struct sysroot *root, const char *pid)
{
	char path[64], name[64], own[64];

	snprintf(path, sizeof(path), "%s/comm", pid);
	return sys_read(root, TREE_PROC, path, name, sizeof(name)) >= 0 &&
	       sys_read(root, TREE_PROC, "self/comm", own, sizeof(own)) >= 0 && str_eq(name, own);
}

struct stale {
	const struct sysroot *root;
	const char *prefix;
};

/* The kernel does not remove an instance that is in use. */
static int remove_stale(const char *name, void *data)
{
	const struct stale *s = data;
	const char *pid = str_after(name, s->prefix);
	char path[PATH_MAX];
	u64 number;

	pid = pid ? str_after(pid, "-") : NULL;
	if (!pid || num_u64(pid, 10, &number) < 0 ||
	    (number != (u64)getpid() && is_running(s->root, pid)))
		return 0;
	if (snprintf(path, sizeof(path), "%s/instances/%s", tracefs_tracing_dir(), name) <
	    (int)sizeof(path))
		rmdir(path);
	return 0;
}

static int create_failed(int err, struct fail *why)
{
	const char *hint = err == EACCES  ? "run as root"
			   : err == EPERM ? "kernel lockdown blocks tracing"
			   : err == EROFS ? "run it outside of the container"
					  : "";

	return fail_set(why, -err, "no_trace_instance", hint, "cannot create a trace instance: %s",
			strerror(err));
}

int trace_instance_create(struct trace_instance *i, const struct sysroot *root, const char *prefix,
			  struct fail *why)
{
	struct stale s = { root, prefix };
	char name[64];
	int rc;

	snprintf(name, sizeof(name), "%s-%d", prefix, (int)getpid());
	if (snprintf(i->path, sizeof(i->path), "%s/instances/%s", tracefs_tracing_dir(), name) >=
	    (int)sizeof(i->path))
		return create_failed(ENAMETOOLONG, why);
	if (access(tracefs_tracing_dir(), W_OK) < 0)
		return create_failed(errno, why);
	tracefs_instances_walk(remove_stale, &s);
	rc = exit_process_start(&i->remover, remove_dir, i->path);
	if (rc < 0)
		return create_failed(-rc, why);
	errno = 0;
	i->dir = tracefs_instance_create(name);
	if (i->dir)
		return 0;
	rc = errno ? errno : EIO;
	trace_instance_remove(i);
	return create_failed(rc, why);
}

void trace_instance_remove(struct trace_instance *i)
{
	if (i->remover.pid <= 0)
		return;
	exit_process_stop(&i->remover);
	if (i->dir) {
		rmdir(i->path); /* if somebody has killed the child */
		tracefs_instance_free(i->dir);
	}
	*i = (struct trace_instance){ 0 };
}
