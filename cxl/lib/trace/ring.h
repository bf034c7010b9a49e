/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The ring buffers of a trace instance, one for each CPU, read in the order of time. */
#ifndef CXL_TRACE_RING_H
#define CXL_TRACE_RING_H

#include "cxl/lib/trace/instance.h"

struct ring_cpu;

/* Zeroed: not open. */
struct trace_ring {
	struct ring_cpu *cpus;
	size_t count;
	int wait_fd; /* readable while a buffer has records; for poll(2) */
	u64 lost;    /* records that were overwritten before they were read; the caller resets it */
};

int trace_ring_open(struct trace_ring *r, const struct trace_instance *i,
		    struct tep_handle *tep) MUST_CHECK;
void trace_ring_close(struct trace_ring *r);
/*
 * The oldest record, valid until the next call. Returns 1; 0: there are none now; a negative errno
 * of a failed read.
 */
int trace_ring_next(struct trace_ring *r, struct tep_record *record) MUST_CHECK;

#endif
