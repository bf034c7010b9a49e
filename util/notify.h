/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Notification of the service manager, as sd_notify(3), without libsystemd. */
#ifndef UTIL_NOTIFY_H
#define UTIL_NOTIFY_H

#include "util/base.h"

/*
 * Send @state ("READY=1") to the socket that the environment variable NOTIFY_SOCKET names. 0: sent,
 * or the variable is not set.
 */
int notify_send(const char *state);

#endif
