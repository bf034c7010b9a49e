/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One read command to several memdevs at once: slow devices do not wait for each other. */
#ifndef CXL_MAILBOX_QUERY_H
#define CXL_MAILBOX_QUERY_H

#include "cxl/lib/mailbox/exec.h"

struct mbox_query {
	const struct node *memdev;
	struct mbox_request req; /* RISK_READ; input borrowed */
	/* The answer. */
	int rc;		       /* of mbox_exec(), -EIO when the device answered with an error */
	struct mbox_reply rsp; /* the caller's to free */
	struct fail why;
};

/* Answers all; the number asked at a time is ctx->parallel. */
void mbox_query_all(struct cxl_ctx *ctx, struct mbox_query *q, size_t count);

#endif
