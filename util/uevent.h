/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages of the kernel about devices and modules (netlink). */
#ifndef UTIL_UEVENT_H
#define UTIL_UEVENT_H

#include "util/base.h"

/* A non-blocking socket, which the caller closes, or a negative errno. */
int uevent_open(void);
/*
 * Read all messages. Returns whether a module was loaded or unloaded, or messages were lost, so
 * that it may have been.
 */
bool uevent_modules_changed(int fd);

#endif
