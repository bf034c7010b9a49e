// SPDX-License-Identifier: LGPL-2.1-or-later
/* A private trace instance, which does not outlive the process. */
#include <stdio.h>
#include <time.h>
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
static bool is_running(const struct sysroot *root, u64 pid)
{
	char path[64], name[64], own[64];

	snprintf(path, sizeof(path), "%llu/comm", (unsigned long long)pid);
	return sys_read(root, TREE_PROC, path, name, sizeof(name)) >= 0 &&
	       sys_read(root, TREE_PROC, "self/comm", own, sizeof(own)) >= 0 && str_eq(name, own);
}

struct stale {
	const struct sysroot *root;
	const char *prefix;
};

/* The process id in "PREFIX-PID" or "PREFIX-PID-NUMBER"; false: another name. */
static bool pid_of_name(const char *name, const char *prefix, u64 *pid)
{
	const char *rest = str_after(name, prefix);
	u64 number;

	rest = rest ? str_after(rest, "-") : NULL;
	rest = rest ? num_prefix(rest, pid) : NULL;
	return rest && (!*rest || (*rest == '-' && num_u64(rest + 1, 10, &number) == 0));
}

/* The kernel does not remove an instance that is in use. */
static int remove_stale(const char *name, void *data)
{
	const struct stale *s = data;
	char path[PATH_MAX];
	u64 pid;

	if (!pid_of_name(name, s->prefix, &pid) ||
	    (pid != (u64)getpid() && is_running(s->root, pid)))
		return 0;
	if (snprintf(path, sizeof(path), "%s/instances/%s", trace_lib.tracing_dir(), name) <
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

#define NAMES_MAX 16

/* The first name that does not exist: containers with other process ids share the instances. */
static int create_dir(struct trace_instance *i, const char *prefix)
{
	char name[64];
	int n, len;

	for (n = 0; n < NAMES_MAX; n++) {
		len = snprintf(name, sizeof(name), "%s-%d", prefix, (int)getpid());
		if (n > 0)
			snprintf(name + len, sizeof(name) - (size_t)len, "-%d", n);
		if (snprintf(i->path, sizeof(i->path), "%s/instances/%s", trace_lib.tracing_dir(),
			     name) >= (int)sizeof(i->path))
			return -ENAMETOOLONG;
		errno = 0;
		i->dir = trace_lib.instance_create(name);
		if (!i->dir)
			return errno ? -errno : -EIO;
		if (trace_lib.instance_is_new(i->dir))
			return 0;
		trace_lib.instance_free(i->dir);
		i->dir = NULL;
	}
	return -EEXIST;
}

int trace_instance_create(struct trace_instance *i, const struct sysroot *root, const char *prefix,
			  struct fail *why)
{
	struct stale s = { root, prefix };
	int rc;

	if (access(trace_lib.tracing_dir(), W_OK) < 0)
		return create_failed(errno, why);
	trace_lib.instances_walk(remove_stale, &s);
	rc = create_dir(i, prefix);
	if (rc < 0)
		return create_failed(-rc, why);
	rc = exit_process_start(&i->remover, NULL, remove_dir, i->path);
	if (rc == 0)
		return 0;
	trace_instance_remove(i);
	return create_failed(-rc, why);
}

void trace_instance_remove(struct trace_instance *i)
{
	if (!i->dir)
		return;
	exit_process_stop(&i->remover);
	rmdir(i->path); /* if somebody has killed the child */
	trace_lib.instance_free(i->dir);
	*i = (struct trace_instance){ 0 };
}
