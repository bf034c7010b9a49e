/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* DAX regions and devices as records, as daxctl lists them. */
#ifndef DAXCTL_DAX_H
#define DAXCTL_DAX_H

#include "util/rec.h"
#include "util/sysroot.h"

/*
 * Add the DAX region in the directory @path (below /sys) to @out: id, size, available_size, align,
 * devices. Devices of size 0 are listed with @idle only.
 */
void dax_region_emit(const struct sysroot *root, const char *path, bool idle, struct rec *out);

struct dax_device {
	char name[32];	 /* "dax0.0" */
	char driver[32]; /* "kmem", "device_dax"; "": none, or not known */
	bool partial;	 /* it has other memory, too, or this is not known */
	bool hmem;	 /* created by dax_hmem from the memory map of the firmware */
};

struct dax_devices {
	struct dax_device *at;
	size_t count;
};

/*
 * The DAX devices with memory in the @size bytes from address @start, whatever they are below, and
 * those whose addresses cannot be read.
 */
int dax_devices_in(const struct sysroot *root, u64 start, u64 size,
		   struct dax_devices *ret) MUST_CHECK;
void dax_devices_free(struct dax_devices *l);

#define auto_dax_devices __attribute__((cleanup(dax_devices_free)))

#endif
