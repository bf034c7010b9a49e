/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Continuing in the background. */
#ifndef UTIL_DAEMON_H
#define UTIL_DAEMON_H

#include "util/base.h"

/*
 * Continue in a child process, in a session of its own, whose new files other users cannot read.
 * Returns 0 in the child. In the parent, waits until the child is ready or has ended, and returns
 * 1; *@status is 0, or the exit status of the child, which has printed the reason. A negative
 * errno: there is no child.
 */
int daemon_start(int *ready_fd, int *status) MUST_CHECK;
/* The parent may end. Standard input, output and error are closed. */
void daemon_ready(int *ready_fd);

#endif
