/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Partitioning of the capacity that a device can use as volatile or persistent memory: Set
 * Partition Info, 4101h (CXL r3.2 8.2.10.9.2.2). All sizes are in bytes.
 */
#ifndef CXL_WIRE_PARTITION_H
#define CXL_WIRE_PARTITION_H

#include "util/fail.h"

#define PARTITION_REPLY_SIZE 0x20 /* of Get Partition Info */
#define PARTITION_INPUT_SIZE 10	  /* Linux requires a tenth byte, which is zero */

/* From Identify Memory Device. */
struct partition_limits {
	u64 total, volatile_only, persistent_only;
	u64 alignment; /* 0: the device cannot be partitioned */
};

struct partition_request {
	bool persistent; /* .size is that of persistent memory; else of volatile memory */
	bool all;	 /* all that can be partitioned, in place of .size */
	bool align;	 /* increase .size up to the alignment */
	u64 size;
};

/* Part of the capacity that can be partitioned, as the command needs it. */
struct partition_plan {
	u64 volatile_size;
	u64 volatile_only; /* in addition, always */
};

/* Pure. -EINVAL: invalid limits, not aligned, or too large. */
int partition_plan(const struct partition_limits *l, const struct partition_request *rq,
		   struct partition_plan *ret, struct fail *why) MUST_CHECK;
void partition_encode(const struct partition_plan *p, u8 input[PARTITION_INPUT_SIZE]);
/* Volatile capacity after the next reset, from a reply. */
u64 partition_next_volatile(const u8 reply[PARTITION_REPLY_SIZE]);
/* Whether the device has this partitioning after the next reset, from a reply. */
bool partition_matches(const u8 reply[PARTITION_REPLY_SIZE], const struct partition_plan *p);

#endif
