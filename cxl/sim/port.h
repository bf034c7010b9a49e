/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Ports and memdevs (drivers/cxl/core/port.c, mem.c): what appears and vanishes with their drivers.
 * Devices that come back have the same names. Returns 0 or the negative errno of the kernel.
 */
#ifndef SIM_PORT_H
#define SIM_PORT_H

#include "cxl/sim/node.h"

/* Bind a memdev to cxl_mem: ports above it, its endpoint, and its attributes. */
int sim_memdev_probe(struct sim *s, const struct sim_path *memdev);
void sim_memdev_release(struct sim *s, const struct sim_path *memdev);

/* Bind a switch port or host bridge; its decoders come back with the memdevs. */
int sim_port_probe(struct sim *s, const struct sim_path *port);
void sim_port_release(struct sim *s, const struct sim_path *port);

/* The platform device with the root: everything below it, and memdevs. */
int sim_root_probe(struct sim *s, const struct sim_path *dev);
void sim_root_release(struct sim *s, const struct sim_path *dev);

#endif
