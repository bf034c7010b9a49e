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
	int fd; /* the end of a pipe, which the kernel closes when this process ends */
};

/*
 * Start it. In the child, which has no other file descriptors, @fn is called once; it may call
 * async-signal-safe functions only.
 */
int exit_process_start(struct exit_process *p, void (*fn)(const void *data),
		       const void *data) MUST_CHECK;
/* Let it call @fn now, and wait for its end. */
void exit_process_stop(struct exit_process *p);
/* End it without calling @fn. */
void exit_process_cancel(struct exit_process *p);

#endif
