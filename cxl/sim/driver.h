/* SPDX-License-Identifier: GPL-2.0-only */
/* Writes to topology attributes: drivers, ports, decoders, regions, memory. */
#ifndef SIM_DRIVER_H
#define SIM_DRIVER_H

#include "cxl/sim/model.h"

/*
 * Write @value to @path ("sys/bus/cxl/drivers/cxl_mem/bind"), links resolved. 1: not an attribute
 * of the model; else 0 or the negative errno of the kernel.
 */
int sim_topology_store(struct sim *s, const char *path, const char *value);

#endif
