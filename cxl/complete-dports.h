/* SPDX-License-Identifier: GPL-2.0-only */
/* Completion of downstream ports. */
#ifndef CXL_COMPLETE_DPORTS_H
#define CXL_COMPLETE_DPORTS_H

#include "cxl/lib/topo/topo.h"
#include "util/complete.h"

/* Offer the downstream ports on which errors can be injected. */
void complete_dports(struct completion *c, const struct topo *t);

#endif
