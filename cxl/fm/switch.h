/* SPDX-License-Identifier: GPL-2.0-only */
/* Identify Switch Device (CXL r3.2 7.6.7.1.1). */
#ifndef CXL_FM_SWITCH_H
#define CXL_FM_SWITCH_H

#include "cxl/lib/topo/memdev.h"

struct fm_switch {
	u8 ports[256], virtual_switches[256]; /* numbers of the active ones */
	size_t port_count, virtual_switch_count;
};

int fm_switch_read(const struct memdev *m, struct fm_switch *ret, struct fail *why) MUST_CHECK;

#endif
