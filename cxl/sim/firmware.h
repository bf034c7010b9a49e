/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The firmware upload of memdevs (drivers/base/firmware_loader, drivers/cxl/core/memdev.c). What
 * the kernel does in a worker is done step by step, each time "status" is read.
 */
#ifndef SIM_FIRMWARE_H
#define SIM_FIRMWARE_H

#include "cxl/sim/files.h"

/* Whether @path is an attribute of a firmware upload; @memdev: SIM_NAME_LEN bytes. */
bool sim_firmware_split(const char *path, char *memdev, struct sim_path *dir, const char **attr);
/* Before the attribute is read. 0, or the negative errno of the kernel. */
int sim_firmware_read(struct sim *s, const char *memdev, const struct sim_path *dir,
		      const char *attr) MUST_CHECK;
/* A write to an attribute; 0 or the negative errno of the kernel. */
int sim_firmware_store(struct sim *s, const struct sim_path *dir, const char *attr,
		       const char *value) MUST_CHECK;
/* A part of the data, in order. */
int sim_firmware_store_data(struct sim *s, const struct sim_path *dir, const void *buf,
			    size_t len) MUST_CHECK;

#endif
