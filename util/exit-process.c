// SPDX-License-Identifier: LGPL-2.1-or-later
/* A child process that removes what must not outlive this process. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/exit-process.h"
#include "util/signals.h"

/*
 * Signals for the whole process group or service, such as SIGINT of a terminal, must not end the
 * child before this process. Output streams are closed: their readers wait for the last writer.
 */
static void run_child(int fd, void (*fn)(const void *data), const void *data)
{
	char byte;

	setsid();
	prctl(PR_SET_NAME, "cxl-exit");
	if (chdir("/") < 0 || dup2(fd, STDIN_FILENO) < 0)
		_exit(EXIT_FAILURE);
	close_range(STDIN_FILENO + 1, UINT32_MAX, 0);
	while (read(STDIN_FILENO, &byte, 1) < 0 && errno == EINTR)
		continue;
	fn(data);
	_exit(EXIT_SUCCESS);
}

int exit_process_start(struct exit_process *p, void (*fn)(const void *data), const void *data)
{
	sigset_t before;
	int fds[2];
	pid_t pid;

	if (pipe2(fds, O_CLOEXEC) < 0)
		return -errno;
	signals_block(&before);
	pid = fork();
	if (pid == 0) {
		close(fds[1]);
		run_child(fds[0], fn, data);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(fds[0]);
	if (pid < 0) {
		close(fds[1]);
		return -EAGAIN;
	}
	*p = (struct exit_process){ pid, fds[1] };
	return 0;
}

static void wait_for(struct exit_process *p)
{
	while (waitpid(p->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	*p = (struct exit_process){ 0 };
}

void exit_process_stop(struct exit_process *p)
{
	if (p->pid <= 0)
		return;
	close(p->fd);
	wait_for(p);
}

/* It is killed before it can notice the end of the pipe. */
void exit_process_cancel(struct exit_process *p)
{
	const int fd = p->fd;

	if (p->pid <= 0)
		return;
	kill(p->pid, SIGKILL);
	wait_for(p);
	close(fd);
}
