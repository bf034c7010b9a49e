/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Changes of DAX devices as plans (cxl/lib/plan/plan.h). The order of the writes is that which
 * drivers/dax/bus.c and kmem.c of Linux require.
 */
#ifndef DAXCTL_PLAN_PLAN_H
#define DAXCTL_PLAN_PLAN_H

#include "cxl/lib/plan/plan.h"
#include "daxctl/lib/state.h"

/* What is done although it is refused otherwise. */
enum dax_force {
	DAX_FORCE_NONE,
	DAX_FORCE_ALL,	  /* the kernel may also take the memory of other devices */
	DAX_FORCE_MEMORY, /* memory that is online is set offline */
};

/*
 * Add the steps that give the device another mode, or bind a disabled one; none if it has this one.
 * If memory cannot be set offline, the device keeps its mode.
 */
int dax_plan_mode(struct plan *p, const struct dax_state *s, enum dax_mode mode,
		  enum dax_force force, struct fail *why) MUST_CHECK;
/*
 * Add the steps that unbind the device from its driver, after the same with its memory. The kernel
 * does not unbind kmem from memory that is online: it would be lost until the next boot.
 */
int dax_plan_disable(struct plan *p, const struct dax_state *s, bool force,
		     struct fail *why) MUST_CHECK;
/* Add the steps that set the memory of the device offline; refused without @force. */
int dax_plan_release(struct plan *p, const struct dax_state *s, bool force,
		     struct fail *why) MUST_CHECK;
/* Add the step that sets the size of a disabled device, in bytes. */
int dax_plan_size(struct plan *p, const struct dax_state *s, u64 size, struct fail *why) MUST_CHECK;
/* The same for its alignment. */
int dax_plan_align(struct plan *p, const struct dax_state *s, u64 align,
		   struct fail *why) MUST_CHECK;
/* The range of a device, as --input describes it. */
struct dax_range {
	u64 start, end; /* addresses of the first and the last byte */
};

struct dax_ranges {
	struct dax_range *at; /* in the order in which the device has them */
	size_t count;
};

/* Add the steps that give a disabled device without memory that at @ranges. */
int dax_plan_ranges(struct plan *p, const struct dax_state *s, const struct dax_ranges *ranges,
		    struct fail *why) MUST_CHECK;

/* Add the steps that release the memory of a disabled device and delete it, if that is possible. */
void dax_plan_destroy(struct plan *p, const struct dax_state *s);

/* Why a step failed, in words; @failed: its number. */
void dax_plan_explain(const struct plan *p, const struct dax_state *s, size_t failed,
		      struct fail *why);

struct dax_creation {
	const struct sysroot *root;
	const struct dax_nodes *devices; /* all of them */
	const struct dax_node *region;	 /* any device of it */
	u64 size, align;		 /* bytes; 0: all that is available, the default */
	struct dax_ranges ranges;	 /* in place of .size; borrowed */
};

/* Add the steps that create a device in a region and enable it; the caller frees ret->path. */
int dax_plan_create(struct plan *p, const struct dax_creation *c, struct dax_node *ret,
		    struct fail *why) MUST_CHECK;

#endif
