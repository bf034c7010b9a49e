/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Poison that is injected or cleared through debugfs. */
#ifndef CXL_POISON_INJECT_H
#define CXL_POISON_INJECT_H

#include "cxl/lib/plan/plan.h"
#include "cxl/lib/topo/memdev.h"

#define POISON_ALIGNMENT 64 /* bytes, CXL r3.2 8.2.10.9.4.2 */

/*
 * Add the step that injects poison at the device physical address @address, or clears it. -EINVAL:
 * it is not aligned, or beyond the capacity of the device. OUTCOME_UNSUPPORTED: the kernel or the
 * device cannot do it.
 */
int plan_poison(struct plan *p, const struct memdev *m, bool inject, u64 address,
		struct fail *why) MUST_CHECK;
/* 0, or OUTCOME_REFUSED: the kernel panics, or may panic, when poisoned memory is accessed. */
int poison_check_panic(const struct cxl_ctx *ctx, struct fail *why) MUST_CHECK;

#endif
