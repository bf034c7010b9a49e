/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Memory devices' poison lists, which the kernel hands out as trace events. */
#ifndef CXL_POISON_H
#define CXL_POISON_H

#include "cxl/lib/ctx/ctx.h"
#include "cxl/lib/topo/topo.h"

/* One cxl_poison event (Linux drivers/cxl/core/trace.h). Addresses and lengths in bytes. */
struct poison_event {
	char memdev[32], region[64];
	u64 dpa, hpa; /* hpa UINT64_MAX: not mapped */
	u64 length, overflow_ns;
	u8 source, flags;
};

#define POISON_MORE BIT(0)
#define POISON_OVERFLOW BIT(1)
#define POISON_SCANNING BIT(2)

/* The records read so far, and of which memdevs. Zero-initialised; poison_free() at the end. */
struct poison_log {
	struct poison_event *events;
	size_t count, room;
	const struct node **read;
	size_t nread;
};

/*
 * Have the kernel read the poison lists of those @memdevs that were not read before. Uses a
 * trace instance of its own, which is gone afterwards. 0, or a negative errno with a sentence.
 */
int poison_read(struct poison_log *log, struct cxl_ctx *ctx, struct node *const *memdevs,
		size_t count, struct fail *why) MUST_CHECK;
void poison_free(struct poison_log *log);

#endif
