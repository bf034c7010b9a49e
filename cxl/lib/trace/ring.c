// SPDX-License-Identifier: LGPL-2.1-or-later
/* The ring buffers of a trace instance, one for each CPU, read in the order of time. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cxl/lib/trace/page.h"
#include "cxl/lib/trace/ring.h"
#include "util/array.h"

#define FD_RESERVE 64 /* file descriptors for everything else */

struct ring_cpu {
	int fd;
	struct trace_page page;
	bool empty; /* until all buffers are */
	bool used;  /* the current record was returned */
};

/* Raise the soft limit of file descriptors to @wanted, or to the hard limit; false: not raised. */
static bool raise_limit(rlim_t wanted)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		return false;
	wanted = MIN(wanted, limit.rlim_max);
	if (limit.rlim_cur >= wanted)
		return false;
	limit.rlim_cur = wanted;
	return setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

static int open_file(const struct trace_instance *i, const char *name)
{
	const int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC;
	int fd;

	errno = 0;
	fd = trace_lib.instance_file_open(i->dir, name, flags);
	/* Others than those of the buffers are open, too. */
	if (fd < 0 && errno == EMFILE && raise_limit(RLIM_INFINITY)) {
		errno = 0;
		fd = trace_lib.instance_file_open(i->dir, name, flags);
	}
	return fd;
}

static int open_cpu(const struct trace_instance *i, size_t cpu)
{
	char name[64];

	snprintf(name, sizeof(name), "per_cpu/cpu%zu/trace_pipe_raw", cpu);
	return open_file(i, name);
}

/* Numbers of CPUs have gaps on some systems. */
static size_t count_cpus(void)
{
	const long n = sysconf(_SC_NPROCESSORS_CONF);

	return n > 0 ? (size_t)n : 1;
}

static int add_cpu(struct trace_ring *r, int fd, struct tep_handle *tep)
{
	struct ring_cpu *cpus = array_grow(r->cpus, r->count, sizeof(*cpus));
	int rc = cpus ? 0 : -ENOMEM;

	if (cpus) {
		r->cpus = cpus;
		cpus[r->count] = (struct ring_cpu){ .fd = fd };
		rc = trace_page_init(&cpus[r->count].page, tep, (size_t)sysconf(_SC_PAGESIZE));
	}
	if (rc < 0)
		close(fd);
	else
		r->count++;
	return rc;
}

#define CPU_GAP_MAX 1024

static int open_all(struct trace_ring *r, const struct trace_instance *i, struct tep_handle *tep)
{
	const size_t configured = count_cpus();
	size_t cpu, absent = 0;
	int fd, rc;

	raise_limit(configured + FD_RESERVE); /* one for each CPU can exceed the soft limit */
	for (cpu = 0; r->count < configured || absent == 0; cpu++) {
		fd = open_cpu(i, cpu);
		if (fd < 0 && errno != ENOENT)
			return errno ? -errno : -EIO;
		if (fd < 0 && ++absent > CPU_GAP_MAX)
			break;
		if (fd < 0)
			continue;
		rc = add_cpu(r, fd, tep);
		if (rc < 0)
			return rc;
	}
	return r->count ? 0 : -ENOENT;
}

int trace_ring_open(struct trace_ring *r, const struct trace_instance *i, struct tep_handle *tep)
{
	int rc;

	*r = (struct trace_ring){ .wait_fd = -1 };
	rc = open_all(r, i, tep);
	if (rc == 0) {
		r->wait_fd = open_file(i, "trace_pipe");
		rc = r->wait_fd >= 0 ? 0 : errno ? -errno : -EIO;
	}
	if (rc < 0)
		trace_ring_close(r);
	return rc;
}

void trace_ring_close(struct trace_ring *r)
{
	size_t i;

	for (i = 0; i < r->count; i++) {
		close(r->cpus[i].fd);
		trace_page_done(&r->cpus[i].page);
	}
	if (r->cpus && r->wait_fd >= 0)
		close(r->wait_fd);
	free(r->cpus);
	*r = (struct trace_ring){ .wait_fd = -1 };
}

/* Read pages until one has a record, or there are no more. */
static int fill(struct trace_ring *r, struct ring_cpu *c)
{
	ssize_t n;

	while (!c->page.record && !c->empty) {
		n = read(c->fd, c->page.data, c->page.size);
		if (n < 0 && errno == EINTR)
			continue;
		/* ENODEV: a CPU that has never been online. */
		if (n < 0 && errno != EAGAIN && errno != ENODEV)
			return -errno;
		c->empty = n <= 0;
		if (n > 0 && trace_page_load(&c->page, (size_t)n, &r->lost) < 0)
			r->lost++;
	}
	return 0;
}

int trace_ring_next(struct trace_ring *r, struct tep_record *record)
{
	struct ring_cpu *oldest = NULL;
	size_t i;
	int rc;

	for (i = 0; i < r->count; i++) {
		struct ring_cpu *c = &r->cpus[i];

		if (c->used)
			trace_page_next(&c->page);
		c->used = false;
		rc = fill(r, c);
		if (rc < 0)
			return rc;
		if (c->page.record && (!oldest || c->page.ts < oldest->page.ts))
			oldest = c;
	}
	if (!oldest) {
		for (i = 0; i < r->count; i++)
			r->cpus[i].empty = false;
		return 0;
	}
	oldest->used = true;
	trace_page_record(&oldest->page, record);
	record->cpu = (int)(oldest - r->cpus);
	return 1;
}
