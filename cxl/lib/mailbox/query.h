/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading from memdevs: several at the same time, so that slow ones do not delay the others. */
#ifndef CXL_MAILBOX_QUERY_H
#define CXL_MAILBOX_QUERY_H

#include "cxl/lib/mailbox/exec.h"

/*
 * Call @fn for each of 0 to @count - 1, in several threads. Each call sends the commands of one
 * device, so that a device that does not reply occupies one thread, until its first timeout. @fn
 * does not print, and writes to nothing that another call uses. Nothing prompts meanwhile.
 */
void mbox_parallel(struct cxl_ctx *ctx, size_t count, void (*fn)(void *data, size_t i), void *data);

struct mbox_query {
	struct memdev memdev;
	struct mbox_request req; /* RISK_READ; input borrowed */
	/* Filled in by mbox_query_all(). */
	int rc;			 /* as of mbox_send() */
	struct mbox_reply reply; /* owned by the caller */
	struct fail why;
};

/* One command for each device, in parallel. */
void mbox_query_all(struct cxl_ctx *ctx, struct mbox_query *queries, size_t count);

/*
 * Whether the failure of a read is one of this system (no memory, no file descriptor, an I/O error,
 * an interruption), or the device was busy or did not reply, so that it says nothing about what the
 * device supports.
 */
bool mbox_is_undetermined(const struct fail *why);

#endif
