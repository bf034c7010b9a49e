/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The taint bit U, which marks the kernel before anything raw is sent. */
#ifndef CXL_GUARD_RAW_TAINT_H
#define CXL_GUARD_RAW_TAINT_H

#include "cxl/lib/guard/authorize.h"

/* The taint of the kernel around one raw action. */
struct raw_taint {
	bool set;   /* by this process, and read back */
	u64 before; /* before U was set */
	u64 marked; /* after U was set, before the action; valid with .set, as the next one */
	u64 after;  /* after the action */
};

/*
 * What prevents setting it, as far as that can be told without setting it; for a dry run too. The
 * action is one that guard_evaluate() has allowed. OUTCOME_REFUSED, which is recorded as by
 * guard_record_refusal().
 */
int raw_taint_check(struct cxl_ctx *ctx, struct authorization *a, struct raw_taint *t,
		    struct fail *why) MUST_CHECK;
/*
 * Set it and read it back, before the record and the action, so that every later report of the
 * kernel has it. Errors as above.
 */
int raw_taint_set(struct cxl_ctx *ctx, struct authorization *a, struct raw_taint *t,
		  struct fail *why) MUST_CHECK;
/* After the action; nothing if it was not set. */
void raw_taint_end(const struct cxl_ctx *ctx, struct raw_taint *t);

#endif
