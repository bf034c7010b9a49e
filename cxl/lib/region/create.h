/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Create regions. */
#ifndef CXL_REGION_CREATE_H
#define CXL_REGION_CREATE_H

#include "cxl/lib/plan/plan.h"
#include "cxl/lib/region/layout.h"
#include "util/uuid-text.h"

struct region_identity {
	char name[32];		   /* "region0": the one that the kernel creates next */
	char uuid[UUID_TEXT_SIZE]; /* of a pmem region; "": none */
	bool load;		   /* the driver, if it is not loaded */
};

/* Read the name of the next region of @w. -ENOENT: regions of this type cannot be created. */
int region_next_name(const struct topo *t, const struct window *w, const char *mode,
		     struct region_identity *ret, struct fail *why) MUST_CHECK;
/*
 * Whether no region has the UUID @uuid, "": none. The kernel refuses that of another region, of any
 * bus, and does not say of which.
 */
int region_check_uuid(const struct topo *t, const char *uuid, struct fail *why) MUST_CHECK;
/*
 * Add the steps that create, configure, commit and bind a region. Another process may create the
 * region of this name first: then the first step fails with -EBUSY.
 */
int plan_create_region(struct plan *p, const struct topo *t, const struct region_layout *r,
		       const struct region_identity *id, struct fail *why) MUST_CHECK;

#endif
