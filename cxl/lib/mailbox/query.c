// SPDX-License-Identifier: LGPL-2.1-or-later
/* Read commands to several memdevs in parallel, and their failures. */
#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>

#include "cxl/lib/mailbox/query.h"
#include "cxl/lib/wire/status.h"

/* The threads only wait: their number bounds how many devices without a reply delay the others. */
#define THREADS 64
#define DESCRIPTORS 8 /* of one thread, at most */

struct work {
	void (*fn)(void *data, size_t i);
	void *data;
	size_t count;
	atomic_size_t next;
};

static void *run(void *data)
{
	struct work *w = data;
	size_t i;

	while ((i = atomic_fetch_add(&w->next, 1)) < w->count)
		w->fn(w->data, i);
	return NULL;
}

static size_t threads_max(void)
{
	struct rlimit open_files;

	if (getrlimit(RLIMIT_NOFILE, &open_files) < 0)
		return 1;
	return MIN((size_t)open_files.rlim_cur / DESCRIPTORS, (size_t)THREADS);
}

void mbox_parallel(struct cxl_ctx *ctx, size_t count, void (*fn)(void *data, size_t i), void *data)
{
	const struct cxl_ctx saved = *ctx;
	struct work w = { .fn = fn, .data = data, .count = count };
	size_t started = 0, wanted = MIN(count, threads_max());
	pthread_t threads[THREADS];

	ctx->prompt = NULL;
	ctx->prompt_text = NULL;
	/* This thread takes part, so that failure to create threads only costs time. */
	while (started + 1 < wanted && pthread_create(&threads[started], NULL, run, &w) == 0)
		started++;
	run(&w);
	while (started)
		pthread_join(threads[--started], NULL);
	ctx->prompt = saved.prompt;
	ctx->prompt_text = saved.prompt_text;
}

static void query_one(void *data, size_t i)
{
	struct mbox_query *q = (struct mbox_query *)data + i;

	q->rc = mbox_send(&q->memdev, &q->req, &q->reply, &q->why);
}

void mbox_query_all(struct cxl_ctx *ctx, struct mbox_query *queries, size_t count)
{
	mbox_parallel(ctx, count, query_one, queries);
}

bool mbox_is_undetermined(const struct fail *why)
{
	static const int errors[] = {
		EMFILE, ENFILE, ENOMEM, EIO, EINTR, EAGAIN, EBUSY, ETIMEDOUT
	};
	size_t i;

	if (why->device_status != NO_DEVICE_STATUS)
		return why->device_status == MBOX_RETRY_REQUIRED || why->device_status == MBOX_BUSY;
	for (i = 0; i < ARRAY_SIZE(errors); i++)
		if (why->err == -errors[i])
			return true;
	return false;
}
