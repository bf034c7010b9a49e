/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The signals that ask a program to stop. */
#ifndef UTIL_SIGNALS_H
#define UTIL_SIGNALS_H

#include <signal.h>
#include <stddef.h>

/* The first four, SIGINT, SIGTERM, SIGHUP and SIGQUIT, end the program when they are repeated. */
#define STOP_SIGNALS_TWICE 4

/*
 * The one at @i, or 0 after the last one: all that end a program by default, except SIGKILL, those
 * of an invalid instruction, access or system call (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP,
 * SIGSYS), SIGPIPE and SIGXFSZ, which util/std-streams.c ignores, and the two that the C library
 * has for itself. A watchdog sends SIGABRT.
 */
int stop_signal(size_t i);
/* Block them; @before is the mask for sigprocmask(SIG_SETMASK) that ends it. */
void signals_block(sigset_t *before);

#endif
