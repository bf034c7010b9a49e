/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A child process that removes what must not outlive this process. It acts when this process has
 * ended for any reason, SIGKILL included.
 */
#ifndef UTIL_EXIT_PROCESS_H
#define UTIL_EXIT_PROCESS_H

#include <sys/types.h>

#include "util/base.h"

/* Zeroed: not started. */
struct exit_process {
	pid_t pid;
	int fd; /* one end of a socket, which the kernel closes when this process ends */
};

/*
 * Start it. The child calls @make first, if it is not NULL, and ends if that returns a negative
 * errno, which is returned here too; then, when this process has ended and with no other file
 * descriptors, @remove. There is no moment at which what @make made would remain. Both get @data as
 * it is in the child. While there are threads, they may call async-signal-safe functions only.
 */
int exit_process_start(struct exit_process *p, int (*make)(void *data),
		       void (*remove)(const void *data), void *data) MUST_CHECK;
/* Let it call @remove now, and wait for its end. */
void exit_process_stop(struct exit_process *p);
/* End it without calling @remove. */
void exit_process_cancel(struct exit_process *p);

#endif
