/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A signal that ends a system call: some writes to sysfs return only when it arrives. */
#ifndef UTIL_ALARM_H
#define UTIL_ALARM_H

#include "util/base.h"

/*
 * From @seconds on, SIGALRM arrives once a second, and does nothing else than to end system calls
 * with EINTR.
 */
void alarm_start(u64 seconds);
void alarm_stop(void);

#endif
