/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* DAX regions and devices as records, as daxctl lists them. */
#ifndef DAXCTL_DAX_H
#define DAXCTL_DAX_H

#include "util/rec.h"
#include "util/sysroot.h"

enum dax_parts {
	DAX_IDLE = 1 << 0,     /* devices of size 0, too */
	DAX_MAPPINGS = 1 << 1, /* the address ranges of devices */
	DAX_BLOCKS = 1 << 2,   /* which memory blocks are online, and in which zones */
};

/* Add the attributes of the DAX region in the directory @path (below /sys) to @out. */
void dax_region_attrs_emit(const struct sysroot *root, const char *path, struct rec *out);
struct dax_node;
/* The bytes in the region of @d that no device has; -ENOENT: they are all fixed. */
int dax_region_available(const struct sysroot *root, const struct dax_node *d, u64 *ret) MUST_CHECK;
/*
 * Add an object for the DAX device in the directory @path to the array @to, with @parts (enum
 * dax_parts) of it. NULL: it is not listed, or is gone.
 */
struct rec *dax_device_emit(const struct sysroot *root, const char *path, unsigned int parts,
			    struct rec *to);
/*
 * Add the DAX region in the directory @path to @out, as "cxl list" does: its attributes and its
 * devices; those of size 0 are listed with @idle only.
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
