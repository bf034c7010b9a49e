/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The layout of a new region: its memory devices in order, and its sizes. Nothing is changed. */
#ifndef CXL_REGION_LAYOUT_H
#define CXL_REGION_LAYOUT_H

#include "cxl/lib/region/candidate.h"

/* Zeros, and NULL, are to be chosen. */
struct region_request {
	const char *mode;		   /* "ram" or "pmem" */
	const struct node *const *memdevs; /* in any order; NULL: all that can be used */
	size_t memdev_count;
	u64 ways, granularity, size; /* bytes */
	bool enforce_qos;
	const char *uuid; /* for the command only; NULL: none */
};

struct region_layout {
	const struct window *window;
	const char *mode;
	const struct candidate *at[REGION_WAYS_MAX]; /* by position */
	u64 ways, granularity, size;		     /* bytes */
	u64 size_max;	/* that these memory devices and the window allow */
	bool reordered; /* not the order of the request */
};

/* A negative errno: @why is the constraint that is not met. */
int region_find_layout(const struct window *w, const struct candidate_list *l,
		       const struct region_request *rq, struct region_layout *ret,
		       struct fail *why) MUST_CHECK;
/* The layout with the most memory devices. False: none is possible. */
bool region_suggest(const struct window *w, const struct candidate_list *l, const char *mode,
		    struct region_layout *ret);
/* The same with all memory devices of the request, or with one of them, and no other. */
bool region_suggest_named(const struct window *w, const struct candidate_list *l,
			  const struct region_request *rq, struct region_layout *ret);

/*
 * What is unfinished about another region, as after an interrupted creation, that has the same root
 * decoder or a memory device of @r: "not committed: see ...". NULL: nothing.
 */
const char *region_unfinished_text(const struct topo *t, const struct node *region,
				   const struct region_layout *r);

#endif
