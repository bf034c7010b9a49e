// SPDX-License-Identifier: LGPL-2.1-or-later
/* Continuing in the background. */
#include <fcntl.h>
#include <paths.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/daemon.h"

/* The child has closed its end: it has written a byte, or has ended. */
static int wait_for_child(int fd, pid_t pid)
{
	int status = 0;
	char byte;
	ssize_t n;

	do
		n = read(fd, &byte, 1);
	while (n < 0 && errno == EINTR);
	if (n == 1)
		return EXIT_SUCCESS;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) && WEXITSTATUS(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}

int daemon_start(int *ready_fd, int *status)
{
	int fds[2];
	pid_t pid;

	if (pipe2(fds, O_CLOEXEC) < 0)
		return -errno;
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		close(fds[0]);
		setsid();
		umask(umask(0) | 027); /* other users must not read its files */
		*ready_fd = fds[1];
		return 0;
	}
	close(fds[1]);
	if (pid > 0)
		*status = wait_for_child(fds[0], pid);
	close(fds[0]);
	return pid > 0 ? 1 : -EAGAIN;
}

void daemon_ready(int *ready_fd)
{
	int null = open(_PATH_DEVNULL, O_RDWR | O_CLOEXEC), fd;

	for (fd = STDIN_FILENO; null >= 0 && fd <= STDERR_FILENO; fd++)
		dup2(null, fd);
	if (null > STDERR_FILENO)
		close(null);
	/* The working directory must not keep a file system busy. */
	if (chdir("/") == 0 && write(*ready_fd, "", 1) < 0)
		errno = 0; /* the parent has ended */
	close(*ready_fd);
	*ready_fd = -1;
}
