// SPDX-License-Identifier: LGPL-2.1-or-later
/* Read commands to several memdevs in parallel. */
#include <pthread.h>
#include <stdatomic.h>

#include "cxl/lib/mailbox/query.h"

#define THREADS_MAX 64

struct work {
	struct mbox_query *queries;
	size_t count;
	atomic_size_t next;
};

static void *run(void *data)
{
	struct work *w = data;
	size_t i;

	while ((i = atomic_fetch_add(&w->next, 1)) < w->count) {
		struct mbox_query *q = &w->queries[i];

		q->rc = mbox_send(&q->memdev, &q->req, &q->reply, &q->why);
	}
	return NULL;
}

void mbox_query_all(struct cxl_ctx *ctx, struct mbox_query *queries, size_t count)
{
	struct work w = { .queries = queries, .count = count };
	size_t started = 0, wanted = MIN(count, MIN(ctx->parallel, (size_t)THREADS_MAX));
	pthread_t threads[THREADS_MAX];

	/* This thread takes part, so that failure to create threads only costs time. */
	while (started + 1 < wanted && pthread_create(&threads[started], NULL, run, &w) == 0)
		started++;
	run(&w);
	while (started)
		pthread_join(threads[--started], NULL);
}
