/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The signals that ask a program to stop. */
#ifndef UTIL_SIGNALS_H
#define UTIL_SIGNALS_H

#include <signal.h>

/* clang-format off */
/* The second one of the first group ends the program at once. */
#define STOP_SIGNALS { SIGINT, SIGTERM, SIGHUP, SIGQUIT, \
		       SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, \
		       SIGIO, SIGPWR, SIGSTKFLT }
#define STOP_SIGNALS_TWICE 4 /* size of the first group */
/* clang-format on */

/* Block them; @before is the mask for sigprocmask(SIG_SETMASK) that ends it. */
void signals_block(sigset_t *before);

#endif
