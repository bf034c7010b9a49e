/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a memory device can contribute to a new region. */
#ifndef CXL_REGION_CANDIDATE_H
#define CXL_REGION_CANDIDATE_H

#include "cxl/lib/region/window.h"

struct candidate {
	const struct node *memdev, *decoder; /* the endpoint decoder to use; NULL: none */
	struct interleave_path path;
	/* Of the type, in bytes; multiples of DPA_ALIGNMENT. */
	u64 available;
	u64 reserved; /* the part of it that the decoder has reserved already */
	bool has_qos;
	u64 qos_class; /* if .has_qos */
	/*
	 * The region with the highest address that goes through one of its ports, and the port:
	 * they take regions in ascending order of the addresses. NULL: none.
	 */
	const struct node *highest, *highest_port;
	u64 highest_start;
	/* Why it cannot be used; code NULL: it can. */
	struct fail why;
};

struct candidate_list {
	struct candidate *at;
	size_t count;
};

/* All memory devices that a target of the window leads to, by number. -ENOMEM. */
int candidates_find(const struct topo *t, const struct window *w, const char *mode,
		    struct candidate_list *ret, struct fail *why) MUST_CHECK;
/*
 * If a region is not committed, or disabled, as after an interrupted creation, and has addresses
 * of the window or one of the memory devices, the hint of @why says so.
 */
void candidates_explain_unfinished(const struct topo *t, const struct window *w,
				   const struct candidate_list *l, struct fail *why);
void candidates_free(struct candidate_list *l);

#define auto_candidates __attribute__((cleanup(candidates_free)))

#endif
