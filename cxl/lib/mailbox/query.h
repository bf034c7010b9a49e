/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Read commands to several memdevs in parallel: slow devices do not delay the others. */
#ifndef CXL_MAILBOX_QUERY_H
#define CXL_MAILBOX_QUERY_H

#include "cxl/lib/mailbox/exec.h"

struct mbox_query {
	struct memdev memdev;
	struct mbox_request req; /* RISK_READ; input borrowed */
	/* Filled in by mbox_query_all(). */
	int rc;			 /* as of mbox_send() */
	struct mbox_reply reply; /* owned by the caller */
	struct fail why;
};

/* At most ctx->parallel at a time. */
void mbox_query_all(struct cxl_ctx *ctx, struct mbox_query *queries, size_t count);

#endif
