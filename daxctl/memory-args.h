/* SPDX-License-Identifier: GPL-2.0-only */
/* What online-memory, offline-memory and reconfigure-device share. */
#ifndef DAXCTL_MEMORY_ARGS_H
#define DAXCTL_MEMORY_ARGS_H

#include "daxctl/memory-work.h"

struct memory_args {
	struct device_args device;
	bool no_movable;
	const char *timeout;
};

#define TIMEOUT_OPT                                                                                \
	OPT_WEAK_STR_ROW(0, "timeout", struct memory_args, timeout, "seconds",                     \
			 "try again while memory is in use, at most this long for each device")

/*
 * Set the memory of the device in mode system-ram online or offline, and add its blocks to @o; true
 * if all are.
 */
bool memory_args_apply(struct inv *inv, const struct dax_node *d, const struct memory_request *rq,
		       struct rec *o, struct memory_result *ret) MUST_CHECK;
/* The command: do it with all targets. */
int memory_args_run(struct inv *inv, bool online);
/* Set the member "changed" of @o if a block was changed. */
void memory_args_record(const struct memory_result *r, struct rec *o);
/* Read --timeout; EXIT_DONE, or the exit status after a message. */
int memory_args_timeout(struct inv *inv, struct memory_request *rq) MUST_CHECK;
/* The value of auto_online_blocks: "offline", "online_movable"; "" if it is not known. */
void memory_policy(const struct sysroot *root, char *buf, size_t size);
/*
 * The kernel sets new memory online itself, in its own zone, unless it is told not to: an error if
 * that is not what is requested.
 */
int memory_check_policy(const struct sysroot *root, bool online, bool movable,
			struct fail *why) MUST_CHECK;

#endif
