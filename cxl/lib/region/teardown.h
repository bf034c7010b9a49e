/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Enable, disable and destroy regions. */
#ifndef CXL_REGION_TEARDOWN_H
#define CXL_REGION_TEARDOWN_H

#include "cxl/lib/plan/plan.h"
#include "cxl/lib/region/state.h"

/*
 * Add the steps that set all memory of the region offline and unbind it. With @force, memory that
 * cannot be set offline does not stop the rest: its addresses are lost until the next boot. DAX
 * devices of dax_hmem in the same addresses are unbound, too.
 */
int plan_disable_region(struct plan *p, const struct topo *t, const struct node *region, bool force,
			struct fail *why) MUST_CHECK;
/*
 * Add the steps that remove the region; an enabled one is disabled with @force only. Memory that
 * cannot be set offline stops it in any case.
 */
int plan_destroy_region(struct plan *p, const struct topo *t, const struct node *region, bool force,
			struct fail *why) MUST_CHECK;
/*
 * A decoder with a reservation of the size that each memory device has in @r, in no region: a
 * command that was killed may have detached it from @r, which lacks one. @after: the one that was
 * returned before, or NULL. NULL: none.
 */
const struct node *region_lost_decoder(const struct topo *t, const struct region_state *r,
				       const struct node *after);
/* Add the step that releases the reservation of such a decoder. */
void plan_release_lost(struct plan *p, const struct node *decoder, const struct region_state *r);
/* Add the steps that commit the region, if it is not, and bind it. @load: its driver, too. */
int plan_enable_region(struct plan *p, const struct topo *t, const struct node *region, bool load,
		       struct fail *why) MUST_CHECK;
/*
 * The memory devices of the region; returns their number, at most REGION_WAYS_MAX. @more: it has
 * others that are not known.
 */
size_t region_memdev_names(const struct topo *t, const struct node *region,
			   const char *names[REGION_WAYS_MAX], bool *more);
/*
 * What a failed step of these plans means, in place of the error of the kernel. @failed: its
 * number.
 */
void region_explain(const struct plan *p, size_t failed, struct fail *why);

#endif
