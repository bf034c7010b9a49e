// SPDX-License-Identifier: GPL-2.0-only
/* The jobs of a dump, each in a process of its own: one that hangs or dies stops no other. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cxl/dump/copy.h"
#include "cxl/dump/dump.h"
#include "cxl/lib/transport/record.h"
#include "cxl/progress.h"
#include "util/clock.h"

#define LIST_MAX (64U << 20) /* bytes */
#define PARALLEL_MAX 32	     /* processes; most of them wait for their device */

/* --- the child process */

static FILE *open_replies(const struct dump *d, const struct dump_job *j)
{
	int fd = dump_create(d->dir, j->replies, 0600);

	return fd < 0 ? NULL : fdopen(fd, "w");
}

static void add_reply(void *f, const char *line)
{
	fprintf(f, "%s\n", line);
}

/* Returns the number of arguments. */
static int command_of(const struct dump_job *j, const char *argv[12])
{
	const char *const *verb = j->section->verb;
	int argc = 1, i;
	bool placed = !j->memdev;

	for (i = 0; verb[i]; i++)
		placed |= str_eq(verb[i], DUMP_MEMDEV);
	argv[argc++] = *verb++;
	if (!placed)
		argv[argc++] = j->memdev->name;
	for (; *verb; verb++)
		argv[argc++] = j->memdev && str_eq(*verb, DUMP_MEMDEV) ? j->memdev->name : *verb;
	if (j->section->of_dump)
		argv[argc++] = "--sysroot=.";
	if (!j->section->binary)
		argv[argc++] = "--format=envelope";
	return argc;
}

/* Not on the system of cxl-sim, which its tool opens. */
static int run_on_dump(const struct dump *d, int argc, char **argv)
{
	struct tool tool = *d->inv->tool;

	tool.enter = cxl_enter;
	tool.leave = cxl_leave;
	return fchdir(d->dir) < 0 ? EXIT_FAILED : tool_main(&tool, argc, argv);
}

static int run_verb(const struct dump *d, const struct dump_job *j)
{
	const char *argv[12] = { d->inv->tool->name };
	int argc = command_of(j, argv), rc;
	FILE *replies = open_replies(d, j);
	bool bad;

	cxl_only_read(j->section->effects);
	if (replies)
		transport_record(add_reply, replies);
	rc = j->section->of_dump ? run_on_dump(d, argc, (char **)argv)
				 : tool_main(d->inv->tool, argc, (char **)argv);
	/* A dump that cannot be read like the system is not complete. */
	bad = !replies || ferror(replies);
	if (replies && fclose(replies) != 0)
		bad = true;
	return bad ? EXIT_FAILED : rc;
}

static int run_copy(const struct dump *d, const struct dump_job *j)
{
	const struct cxl_ctx *ctx = d->inv->ctx;
	struct dump_copy c = {
		.root = &ctx->root,
		.dir = d->dir,
		.bytes = j->section->bytes,
		.memdev = j->memdev ? j->memdev->name : NULL,
		.list = fdopen(j->list, "a"),
	};
	int rc = c.list ? j->section->copy(&c) : -errno;

	if (c.list && fclose(c.list) != 0 && rc == 0)
		rc = -errno;
	return rc < 0 ? EXIT_FAILED : EXIT_DONE;
}

/* Standard output is the file of the section; errors are in its envelope. */
static int redirect(const struct dump *d, const struct dump_job *j)
{
	int null = dump_open_null(), out = null;

	if (*j->file)
		out = dump_create(d->dir, j->file, 0600);
	if (null < 0 || out < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
	    dup2(null, STDERR_FILENO) < 0)
		return -1;
	return 0;
}

/* The files of other jobs would count for the limit of this process. */
static void close_others(const struct dump *d, const struct dump_job *j)
{
	const struct dump_job *o;

	for (o = d->jobs; o < d->jobs + d->count; o++) {
		cleanup_close(&o->pidfd);
		if (o != j)
			cleanup_close(&o->list);
	}
}

/*
 * It ends with the process @parent. A signal of the terminal ends it through that one. The end of
 * the pipe would delay the removal of the files as long as this process hangs.
 */
static _Noreturn void run_child(const struct dump *d, const struct dump_job *j, pid_t parent)
{
	const struct rlimit size = { j->section->bytes, j->section->bytes }, core = { 0, 0 };

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EXIT_FAILED);
	if (d->temp.remover.pid > 0)
		close(d->temp.remover.fd);
	close_others(d, j);
	if (redirect(d, j) < 0)
		_exit(EXIT_FAILED);
	setrlimit(RLIMIT_CORE, &core);
	if (!j->section->copy)
		setrlimit(RLIMIT_FSIZE, &size);
	_exit(j->section->copy ? run_copy(d, j) : run_verb(d, j));
}

/* --- the parent */

static int start_child(struct dump *d, struct dump_job *j)
{
	const pid_t parent = getpid();

	j->start = clock_ms();
	if (j->section->copy) {
		j->list = memfd_create("list", MFD_CLOEXEC);
		if (j->list < 0)
			return -errno;
	}
	fflush(NULL);
	j->pid = fork();
	if (j->pid == 0)
		run_child(d, j, parent);
	if (j->pid < 0)
		return -errno;
	j->pidfd = (int)syscall(SYS_pidfd_open, j->pid, 0);
	return 0;
}

/* Those that run may have taken all files or processes that are allowed: false. */
static bool start(struct dump *d, struct dump_job *j, size_t running)
{
	if (start_child(d, j) == 0)
		return true;
	cleanup_close(&j->list);
	j->list = -1;
	j->pid = 0;
	j->result = running ? DUMP_NOT_RUN : DUMP_FAILED;
	return j->result == DUMP_FAILED;
}

static bool of_same_device(const struct dump_job *a, const struct dump_job *b)
{
	return a->memdev && b->memdev && a->memdev->node == b->memdev->node;
}

static bool is_over(const struct dump_job *j)
{
	return !j->pid && (j->result != DUMP_NOT_RUN || j->status < 0);
}

/* A section that reads the others does not wait for a device until there is no time left. */
static bool may_start_last(const struct dump *d, const struct dump_job *j)
{
	const struct dump_job *o;

	if (clock_ms() >= d->last_start)
		return true;
	for (o = d->jobs; o < d->jobs + d->count; o++)
		if (!o->section->of_dump && !is_over(o))
			return false;
	return true;
}

/* Commands of one device wait for each other in the kernel, so that they are not sent at once. */
static bool may_start(const struct dump *d, const struct dump_job *j)
{
	const struct dump_job *o;

	if (j->section->of_dump)
		return may_start_last(d, j);
	for (o = d->jobs; o < d->jobs + d->count; o++)
		if (o != j && o->pid && of_same_device(o, j))
			return false;
	return true;
}

static size_t start_some(struct dump *d)
{
	struct dump_job *j;
	size_t running = 0;

	for (j = d->jobs; j < d->jobs + d->count; j++)
		running += j->pid != 0;
	for (j = d->jobs; j < d->jobs + d->count && running < PARALLEL_MAX; j++) {
		if (is_over(j) || j->pid || !may_start(d, j))
			continue;
		if (!start(d, j, running))
			break;
		running += j->pid != 0;
	}
	return running;
}

/* The limit of a process that runs a command. */
static bool is_at_limit(const struct dump *d, const struct dump_job *j, const char *file)
{
	struct stat st;

	return *file && fstatat(d->dir, file, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       (u64)st.st_size >= j->section->bytes;
}

static enum dump_result result_of(const struct dump *d, const struct dump_job *j, int status)
{
	if (!WIFEXITED(status))
		return DUMP_FAILED;
	if (is_at_limit(d, j, j->file) || is_at_limit(d, j, j->replies))
		return DUMP_TRUNCATED;
	switch (WEXITSTATUS(status)) {
	case EXIT_DONE:
		return DUMP_OK;
	case EXIT_UNSUPPORTED:
		return DUMP_UNSUPPORTED;
	default:
		return DUMP_FAILED;
	}
}

/* The file is closed: there may be thousands of jobs. */
static void keep_list(struct dump_job *j)
{
	char *text;

	if (j->list < 0)
		return;
	if (lseek(j->list, 0, SEEK_SET) < 0 || sys_read_fd(j->list, LIST_MAX, &j->listed) < 0)
		j->result = DUMP_FAILED;
	else if ((text = realloc(j->listed.text, j->listed.len + 1)))
		j->listed.text = text;
	close(j->list);
	j->list = -1;
}

static void finish(struct dump_job *j, enum dump_result result)
{
	j->ms = clock_ms() - j->start;
	j->result = result;
	keep_list(j);
	j->pid = 0;
	if (j->pidfd >= 0)
		close(j->pidfd);
	j->pidfd = -1;
}

/* A device that does not reply is not asked again: each command would take as long. */
static void give_up_device(struct dump *d, const struct dump_job *hung)
{
	struct dump_job *j;

	for (j = d->jobs; j < d->jobs + d->count; j++)
		if (j->result == DUMP_NOT_RUN && !j->pid && of_same_device(j, hung))
			j->status = -1;
}

static u64 limit_of(const struct dump *d, const struct dump_job *j)
{
	return MIN(j->start + j->section->seconds * 1000ULL, d->end);
}

/* A process that the kernel does not end is left behind. */
static void check(struct dump *d, struct dump_job *j, u64 now)
{
	int status;
	const pid_t ended = waitpid(j->pid, &status, WNOHANG);

	if (ended < 0) { /* somebody else has waited for it */
		finish(j, DUMP_FAILED);
	} else if (ended == j->pid) {
		j->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
		finish(j, result_of(d, j, status));
	} else if (now >= limit_of(d, j)) {
		kill(j->pid, SIGKILL);
		finish(j, DUMP_TIMEOUT);
		give_up_device(d, j);
	}
}

/* Until a process ends, or the first time limit. */
static void wait_for_some(const struct dump *d)
{
	struct pollfd fds[PARALLEL_MAX];
	u64 now = clock_ms(), first = now < d->last_start ? d->last_start : d->end;
	const struct dump_job *j;
	nfds_t n = 0;

	for (j = d->jobs; j < d->jobs + d->count; j++) {
		if (!j->pid)
			continue;
		first = MIN(first, limit_of(d, j));
		if (n < PARALLEL_MAX && j->pidfd >= 0)
			fds[n++] = (struct pollfd){ .fd = j->pidfd, .events = POLLIN };
	}
	poll(fds, n, first > now ? (int)MIN(first - now, 1000ULL) : 0);
}

static void stop_all(struct dump *d)
{
	struct dump_job *j;

	for (j = d->jobs; j < d->jobs + d->count; j++)
		if (j->pid) {
			kill(j->pid, SIGKILL);
			finish(j, DUMP_TIMEOUT);
		}
}

static void show(const struct dump *d, struct progress *p)
{
	const struct dump_job *j, *running = NULL;
	size_t over = 0;
	char text[120];

	for (j = d->jobs; j < d->jobs + d->count; j++) {
		over += j->result != DUMP_NOT_RUN;
		if (j->pid && !running)
			running = j;
	}
	snprintf(text, sizeof(text), "%zu of %zu sections%s%s%s%s", over, d->count,
		 running ? ": " : "", running && running->memdev ? running->memdev->name : "",
		 running && running->memdev ? " " : "", running ? running->section->name : "");
	progress_show(p, text);
}

void dump_run(struct dump *d)
{
	struct progress progress = progress_start();
	struct dump_job *j;

	signal(SIGCHLD, SIG_DFL); /* a caller that ignores it would keep us from waiting */
	while (clock_ms() < d->end && !ctx_interrupted(d->inv->ctx) && start_some(d) > 0) {
		show(d, &progress);
		wait_for_some(d);
		for (j = d->jobs; j < d->jobs + d->count; j++)
			if (j->pid)
				check(d, j, clock_ms());
	}
	stop_all(d);
	progress_end(&progress);
}
