/* SPDX-License-Identifier: GPL-2.0-only */
/* Writes to sysfs: scripted faults, the log of writes, and the attributes of the model. */
#ifndef SIM_STORE_H
#define SIM_STORE_H

#include "cxl/sim/model.h"

/*
 * Write @value to the file @path, which is relative to DIR with links resolved: "sys/devices/...".
 * Returns 1, or the negative errno that the kernel or a fault gives.
 */
int sim_store_sysfs(struct sim *s, const char *path, const char *value);
/* The same for a part of binary data, in order; the log and the faults have its size. */
int sim_store_data(struct sim *s, const char *path, const void *buf, size_t len);
/*
 * Split ".../mem0/cxl_mem0/scrub0/mode" in "mem0" and "scrub0/mode". False if @path is not an EDAC
 * attribute of a memdev.
 */
bool sim_store_edac_split(const char *path, char *memdev, size_t size, const char **attr);

#endif
