/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the kernel logs while a plan is applied: often the only reason of a failed write. */
#ifndef CXL_PLAN_KERNEL_LOG_H
#define CXL_PLAN_KERNEL_LOG_H

#include "cxl/lib/ctx/ctx.h"

struct kernel_log {
	int fd;		  /* /dev/kmsg, -1: cannot be read */
	bool memory_only; /* a memory block is changed: only messages about memory hot-plug */
};

/* Open the log, and skip what it has. Without permission, nothing is explained later. */
void kernel_log_start(struct kernel_log *l, const struct cxl_ctx *ctx);
/* Skip what was added since. */
void kernel_log_skip(struct kernel_log *l);
/*
 * Add the last message about CXL, DAX or memory hot-plug to @why. True: its meaning is known, and
 * the hint of @why is what to do next.
 */
bool kernel_log_explain(struct kernel_log *l, struct fail *why);
void kernel_log_stop(struct kernel_log *l);

#define auto_kernel_log __attribute__((cleanup(kernel_log_stop)))

#endif
