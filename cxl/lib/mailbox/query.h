/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One read command to several memdevs at once: slow devices do not wait for each other. */
#ifndef CXL_MAILBOX_QUERY_H
#define CXL_MAILBOX_QUERY_H

#include "cxl/lib/mailbox/exec.h"

struct question {
	const struct node *memdev;
	struct mbox_req req;	/* RISK_READ; input borrowed */
	/* The answer. */
	int rc;			/* of exec_mbox(), -EIO when the device answered with an error */
	struct mbox_rsp rsp;	/* the caller's to free */
	struct fail why;
};

/* Answers all; the number asked at a time is ctx->parallel. */
void ask_all(struct cxl_ctx *ctx, struct question *q, size_t count);

#endif
