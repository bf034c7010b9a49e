/* SPDX-License-Identifier: GPL-2.0-only */
/* Latency and bandwidth in a CDAT, beside the values that the kernel derived. */
#ifndef CXL_CDAT_PERFORMANCE_H
#define CXL_CDAT_PERFORMANCE_H

#include "cxl/lib/topo/topo.h"
#include "cxl/lib/wire/cdat.h"

/*
 * Add to @out "performance": for each range the values of the device and, if @endpoint is not NULL,
 * those of its regions; and "paths": the values between ports of a switch. Empty lists are left
 * out. Returns 0 or -ENOMEM.
 */
int cdat_add_performance(const struct cdat *c, const struct topo *t, const struct node *endpoint,
			 struct rec *out) MUST_CHECK;

#endif
