/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The signals that ask a program to stop. */
#ifndef UTIL_SIGNALS_H
#define UTIL_SIGNALS_H

#include <signal.h>

/* clang-format off */
#define STOP_SIGNALS { SIGINT, SIGTERM, SIGHUP }
/* clang-format on */

/* Block them; @before is the mask for sigprocmask(SIG_SETMASK) that ends it. */
void signals_block(sigset_t *before);

#endif
