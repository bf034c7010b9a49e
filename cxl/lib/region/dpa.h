/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Device physical address space (DPA) that endpoint decoders reserve for regions: attributes mode
 * and dpa_size. Sizes are in bytes.
 */
#ifndef CXL_REGION_DPA_H
#define CXL_REGION_DPA_H

#include "cxl/lib/plan/plan.h"
#include "cxl/lib/topo/memdev.h"

#define DPA_ALIGNMENT (256ULL << 20) /* of the kernel, drivers/cxl/core/port.c */

struct dpa_request {
	const struct memdev *m;
	const char *mode;    /* "ram" or "pmem"; of a release, NULL: any */
	const char *decoder; /* "decoder2.0", or the number behind the dot; NULL: the next one */
	bool all;	     /* all that is free, in place of .size */
	u64 size;
	bool force; /* even if the kernel is expected to reject it, for want of the order */
};

/* Add the steps that reserve DPA. *@ret: the decoder. */
int plan_reserve_dpa(struct plan *p, const struct dpa_request *rq, const struct node **ret,
		     struct fail *why) MUST_CHECK;
/* Add the step that releases what a decoder has reserved, by default the last one. */
int plan_free_dpa(struct plan *p, const struct dpa_request *rq, const struct node **ret,
		  struct fail *why) MUST_CHECK;
/* Add the step that sets the mode of a decoder, "ram" or "pmem". */
void plan_dpa_mode(struct plan *p, const struct node *decoder, const char *mode);
/*
 * Add the step that reserves @size bytes for an endpoint decoder, or 0 to release them. @before is
 * what it has reserved, for the undo.
 */
void plan_dpa_size(struct plan *p, const struct node *decoder, u64 size, u64 before);

struct dpa_free {
	const struct node *decoder;
	u64 available; /* a multiple of DPA_ALIGNMENT, bytes */
	u64 reserved;  /* the part of it that .decoder has reserved already */
};

/*
 * What a new region can use of @memdev: the next decoder, or the last one with a reservation of
 * this type that no region uses. Fails if there is no decoder, nothing is available, or the kernel
 * would not commit the decoder now.
 */
int dpa_find_free(const struct topo *t, const struct node *memdev, const char *mode,
		  struct dpa_free *ret, struct fail *why) MUST_CHECK;

#endif
