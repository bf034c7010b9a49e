// SPDX-License-Identifier: LGPL-2.1-or-later
/* A child process that removes what must not outlive this process. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/exit-process.h"
#include "util/signals.h"

/* What the child does. */
struct work {
	int (*make)(void *data);
	void (*remove)(const void *data);
	void *data;
};

/*
 * Signals for the whole process group or service, such as SIGINT of a terminal, must not end the
 * child before this process. Output streams are closed: their readers wait for the last writer.
 */
static void run_child(int fd, const struct work *w)
{
	const int rc = w->make ? w->make(w->data) : 0;
	char byte;

	send(fd, &rc, sizeof(rc), MSG_NOSIGNAL);
	setsid();
	prctl(PR_SET_NAME, "cxl-exit");
	if (rc < 0 || chdir("/") < 0 || dup2(fd, STDIN_FILENO) < 0)
		_exit(EXIT_FAILURE);
	close_range(STDIN_FILENO + 1, UINT32_MAX, 0);
	while (read(STDIN_FILENO, &byte, 1) < 0 && errno == EINTR)
		continue;
	w->remove(w->data);
	_exit(EXIT_SUCCESS);
}

static pid_t start_child(const int fds[2], const struct work *w)
{
	sigset_t before;
	pid_t pid;

	signals_block(&before);
	pid = fork();
	if (pid == 0) {
		close(fds[0]);
		run_child(fds[1], w);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(fds[1]);
	return pid;
}

/* What the function @make of the child returned. */
static int made(int fd)
{
	int rc = -EIO;

	while (recv(fd, &rc, sizeof(rc), MSG_WAITALL) < 0 && errno == EINTR)
		continue;
	return rc;
}

static void wait_for(struct exit_process *p)
{
	while (p->pid > 0 && waitpid(p->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	*p = (struct exit_process){ 0 };
}

int exit_process_start(struct exit_process *p, int (*make)(void *data),
		       void (*remove)(const void *data), void *data)
{
	int fds[2], rc;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) < 0)
		return -errno;
	p->fd = fds[0];
	p->pid = start_child(fds, &(struct work){ make, remove, data });
	rc = p->pid < 0 ? -EAGAIN : made(p->fd);
	if (rc < 0)
		exit_process_stop(p);
	return rc;
}

void exit_process_stop(struct exit_process *p)
{
	if (!p->pid)
		return;
	close(p->fd);
	wait_for(p);
}

/* It is killed before it can notice that the socket is closed. */
void exit_process_cancel(struct exit_process *p)
{
	const int fd = p->fd;

	if (!p->pid)
		return;
	kill(p->pid, SIGKILL);
	wait_for(p);
	close(fd);
}
