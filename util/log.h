/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Debug messages on stderr, enabled by an environment variable. */
#ifndef UTIL_LOG_H
#define UTIL_LOG_H

#include "util/base.h"

enum log_level { LOG_LEVEL_ERR = 3, LOG_LEVEL_NOTICE = 5, LOG_LEVEL_INFO = 6, LOG_LEVEL_DEBUG = 7 };

struct log {
	const char *owner; /* prefix of every line: "libcxl" */
	int level;	   /* enum log_level: print messages up to this one */
};

/*
 * Set the level from environment variable @env: a number or a name such as "debug". Without it, or
 * when the program runs with raised privileges: LOG_LEVEL_ERR.
 */
void log_init(struct log *log, const char *owner, const char *env);
/*
 * Print one line for each access to a file or a device, on stderr: what is asked and what is
 * answered. For the whole process; set before threads are created.
 */
void log_trace_enable(bool on);
bool log_tracing(void);
void log_trace(const char *fmt, ...) PRINTF_LIKE(1, 2);
/* Print one line if @level is enabled. */
void log_line(const struct log *log, int level, const char *fmt, ...) PRINTF_LIKE(3, 4);

#endif
