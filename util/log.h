/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages for whoever looks into what a tool does; off unless asked for by environment. */
#ifndef UTIL_LOG_H
#define UTIL_LOG_H

#include "util/base.h"

enum log_level { LOG_LEVEL_ERR = 3, LOG_LEVEL_NOTICE = 5, LOG_LEVEL_INFO = 6, LOG_LEVEL_DEBUG = 7 };

struct log {
	const char *owner; /* "libcxl", in front of every line */
	int level;
};

/* Level from the environment variable @env: a number, or a word such as "debug". */
void log_init(struct log *log, const char *owner, const char *env);
void log_line(const struct log *log, int level, const char *fmt, ...) PRINTF_LIKE(3, 4);

#define log_debug(log, ...) log_line(log, LOG_LEVEL_DEBUG, __VA_ARGS__)

#endif
