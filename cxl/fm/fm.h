/* SPDX-License-Identifier: GPL-2.0-only */
/* cxl fm: what a fabric manager sees of switches and devices (CXL r3.2 7.6.7). */
#ifndef CXL_FM_FM_H
#define CXL_FM_FM_H

#include "cxl/common.h"

/* Readers of one component; each adds its list to the result. */
extern const struct memdev_reader fm_ports, fm_vcs, fm_lds, fm_heads, fm_extents;

#endif
