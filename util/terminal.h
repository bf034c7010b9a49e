/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The size of the terminal. */
#ifndef UTIL_TERMINAL_H
#define UTIL_TERMINAL_H

#include "util/base.h"

/* Width of the terminal that @fd is, if it is less than @max; else @max. */
size_t terminal_width(int fd, size_t max);

#endif
