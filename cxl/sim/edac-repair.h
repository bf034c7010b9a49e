/* SPDX-License-Identifier: GPL-2.0-only */
/* Repairs of the simulated kernel. */
#ifndef SIM_EDAC_REPAIR_H
#define SIM_EDAC_REPAIR_H

#include "cxl/sim/model.h"

/* The value of a sparing Feature (CXL r3.2 8.2.10.7.2.3). */
#define EDAC_SPARING_SIZE 19
#define EDAC_RESTRICTIONS 17 /* offset; the flags are: */
#define EDAC_HARD_SPARING 0x02
#define EDAC_SOFT_SPARING 0x04

/* A write to @name, "mem_repair0/dpa". */
int edac_repair_write(struct sim *s, struct sim_dev *d, const char *name, const char *value);

#endif
