/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A private trace instance, which does not outlive the process. */
#ifndef CXL_TRACE_INSTANCE_H
#define CXL_TRACE_INSTANCE_H

#include <limits.h>

#include "cxl/lib/trace/tracefs.h"
#include "util/exit-process.h"

struct tracefs_instance;

/* Zeroed: none. */
struct trace_instance {
	struct tracefs_instance *dir;
	char path[PATH_MAX];
	struct exit_process remover;
};

/*
 * Create the instance "@prefix-PID", or "@prefix-PID-NUMBER" if that one exists, and remove those
 * that ended processes with the same @prefix have left. trace_use_mounted() was called. A child
 * process removes the instance when this process has ended, so that not even SIGKILL leaves it
 * behind. @i must not move.
 */
int trace_instance_create(struct trace_instance *i, const struct sysroot *root, const char *prefix,
			  struct fail *why) MUST_CHECK;
/* Everything that was opened in the instance must be closed. */
void trace_instance_remove(struct trace_instance *i);

#endif
