/* SPDX-License-Identifier: GPL-2.0-only */
/* Set the memory blocks of a device online or offline, one by one. */
#ifndef DAXCTL_MEMORY_WORK_H
#define DAXCTL_MEMORY_WORK_H

#include "daxctl/device-args.h"

struct memory_request {
	const struct topo *topo;
	bool online;
	bool movable;	   /* zone for .online: Movable, or that of the kernel */
	u64 timeout;	   /* seconds for all blocks of a device; 0: none */
	enum risk risk;	   /* of the command */
	bool part_of_mode; /* the change of the mode before is undone, and this with it */
};

struct memory_result {
	size_t changed, already, failed; /* numbers of blocks */
	struct fail why;		 /* the first failure */
};

/*
 * Set all blocks of the device @s online or offline. Each block that cannot be is added to
 * "failed_blocks" of @o, with the reason; the others are set all the same, so that the command can
 * be repeated. A dry run changes nothing.
 */
int memory_work(struct inv *inv, const struct dax_state *s, const struct memory_request *rq,
		struct rec *o, struct memory_result *ret) MUST_CHECK;

#define MEMORY_COLUMNS "online_memblocks,total_memblocks,memory_block,start,end,zone,error,reason"

#endif
