// SPDX-License-Identifier: LGPL-2.1-or-later
/* Standard input, output and error of the program. */
#include <fcntl.h>
#include <paths.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "util/cmd-table.h"
#include "util/std-streams.h"

static const int signals[] = { SIGPIPE, SIGXFSZ };
static void (*handlers[ARRAY_SIZE(signals)])(int);
static int stdout_error;

int std_streams_init(void)
{
	/* Input that cannot be read, and output that cannot be written. */
	static const int flags[] = { O_WRONLY, O_RDONLY, O_WRONLY };
	struct pollfd open_fds[] = { { .fd = 0 }, { .fd = 1 }, { .fd = 2 } };
	static bool done;
	size_t i;
	int fd;

	if (done) /* the handlers of the caller are known already */
		return 0;
	done = true;
	if (poll(open_fds, ARRAY_SIZE(open_fds), 0) < 0)
		return -errno;
	for (fd = 0; fd < (int)ARRAY_SIZE(flags); fd++) {
		if (!(open_fds[fd].revents & POLLNVAL))
			continue;
		if (open(_PATH_DEVNULL, flags[fd]) != fd && open("/", O_RDONLY) != fd)
			return -EBADF;
	}
	for (i = 0; i < ARRAY_SIZE(signals); i++)
		handlers[i] = signal(signals[i], SIG_IGN);
	return 0;
}

void std_streams_exec(const char *const *argv)
{
	size_t i;

	fflush(stdout);
	for (i = 0; i < ARRAY_SIZE(signals); i++)
		signal(signals[i], handlers[i] == SIG_IGN ? SIG_IGN : SIG_DFL);
	execvp(argv[0], (char *const *)argv);
	for (i = 0; i < ARRAY_SIZE(signals); i++)
		signal(signals[i], SIG_IGN);
}

void std_streams_failed(int err)
{
	if (!stdout_error)
		stdout_error = err;
}

int std_streams_finish(int status)
{
	bool lost = ferror(stdout) != 0;

	errno = 0;
	if (fflush(stdout) != 0)
		lost = true;
	if (lost)
		std_streams_failed(errno ? errno : EIO);
	/* A reader that has seen enough is told by the exit status only. */
	if (lost && stdout_error != EPIPE)
		fprintf(stderr, "  Error: cannot write to standard output: %s\n",
			strerror(stdout_error));
	if (!lost && !ferror(stderr))
		return status;
	return status == EXIT_DONE || status == EXIT_REFUSED || status == EXIT_UNSUPPORTED
		       ? EXIT_FAILED
		       : status;
}
