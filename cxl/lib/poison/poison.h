/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Poison lists of memory devices, which the kernel provides as trace events. */
#ifndef CXL_POISON_H
#define CXL_POISON_H

#include "cxl/lib/topo/memdev.h"
#include "util/rec.h"

#define POISON_NO_ADDRESS UINT64_MAX

/* One cxl_poison event (Linux drivers/cxl/core/trace.h). Addresses and lengths in bytes. */
struct poison_event {
	char memdev[32], region[64];
	u64 dpa, hpa; /* or POISON_NO_ADDRESS: hpa of a range that is not mapped */
	u64 length, overflow_ns;
	u8 source, flags;
};

#define POISON_MORE BIT(0)
#define POISON_OVERFLOW BIT(1)
#define POISON_SCANNING BIT(2)

/* A memdev whose list was read. */
struct poison_source {
	struct memdev memdev;
	int rc; /* negative errno: the device has not provided its list, or not all of it */
	struct fail why;
	pid_t thread; /* that read it */
};

/*
 * The records read so far, and the memdevs they were read from, in this order. .ctx and .topo are
 * set by the caller, the rest starts as zero; poison_free() at the end.
 */
struct poison_log {
	struct cxl_ctx *ctx;
	const struct topo *topo;
	struct poison_event *events;
	size_t count;
	struct poison_source *sources;
	size_t source_count;
};

/*
 * Read the poison lists of those @memdevs that were not read before, at the same time, through a
 * private trace instance. @why does not have failures of single devices, see .sources.
 */
int poison_read(struct poison_log *log, struct node *const *memdevs, size_t count,
		struct fail *why) MUST_CHECK;
/* Whether @root is a dump that has the list of @memdev, which poison_read() reads. */
bool poison_is_captured(const struct sysroot *root, const char *memdev);
/* Read the lists of the sources from @first on from a dump. They have no addresses of regions. */
void poison_replay(struct poison_log *log, size_t first);
void poison_free(struct poison_log *log);
/*
 * Append @e to @list: the offset is that of the DPA, or @of_region of the HPA, from @base. It is
 * left out if @base is NULL, or if the kernel could not determine the address.
 */
void poison_record(const struct poison_event *e, bool of_region, const u64 *base, struct rec *list);
/* The values of "source" and "flags" in a record; false: there is no such value. */
bool poison_source_parse(const char *text, u8 *ret);
bool poison_flags_parse(const char *text, u8 *ret);

#endif
