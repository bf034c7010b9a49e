// SPDX-License-Identifier: LGPL-2.1-or-later
/* One read command to several memdevs at once. */
#include <pthread.h>
#include <stdatomic.h>

#include "cxl/lib/mailbox/query.h"

#define THREADS_MAX 64

struct round {
	struct cxl_ctx *ctx;
	struct mbox_query *q;
	size_t count;
	atomic_size_t next;
};

static void query_one(struct cxl_ctx *ctx, struct mbox_query *q)
{
	q->rc = mbox_exec(ctx, q->memdev, RISK_READ, &q->req, &q->rsp, &q->why);
	if (q->rc == 0 && q->rsp.code) {
		q->rc = mbox_device_error(q->req.opcode, q->rsp.code, &q->why);
		mbox_reply_done(&q->rsp);
	}
}

static void *work(void *data)
{
	struct round *r = data;
	size_t i;

	while ((i = atomic_fetch_add(&r->next, 1)) < r->count)
		query_one(r->ctx, &r->q[i]);
	return NULL;
}

void mbox_query_all(struct cxl_ctx *ctx, struct mbox_query *q, size_t count)
{
	struct round r = { .ctx = ctx, .q = q, .count = count };
	size_t started = 0, want = MIN(count, MIN(ctx->parallel, (size_t)THREADS_MAX));
	pthread_t threads[THREADS_MAX];

	/* This thread works too, so a system without threads to spare only takes longer. */
	while (started + 1 < want && pthread_create(&threads[started], NULL, work, &r) == 0)
		started++;
	work(&r);
	while (started)
		pthread_join(threads[--started], NULL);
}
