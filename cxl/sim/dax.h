/* SPDX-License-Identifier: GPL-2.0-only */
/* DAX regions and devices (drivers/dax). Returns 0 or the negative errno of the kernel. */
#ifndef SIM_DAX_H
#define SIM_DAX_H

#include "cxl/sim/memory.h"

/* dax-range.c: the address ranges of devices; range N is that of directory mappingN */
bool sim_dax_range(struct sim *s, const struct sim_path *dax, unsigned int n,
		   struct sim_range *ret);
u64 sim_dax_size(struct sim *s, const struct sim_path *dax);
/* The addresses of a region, whose directory has the devices. */
struct sim_range sim_dax_region_range(struct sim *s, const struct sim_path *region);
/* Whether a range of @size bytes can be mapped with the alignment of the device. */
bool sim_dax_is_aligned(struct sim *s, const struct sim_path *dax, u64 size);
int sim_dax_add_range(struct sim *s, const struct sim_path *dax, struct sim_range r) MUST_CHECK;
int sim_dax_resize(struct sim *s, const struct sim_path *dax, u64 size) MUST_CHECK;
/* Update the attributes that follow from the ranges. */
void sim_dax_refresh(struct sim *s, const struct sim_path *dax);

/* dax-driver.c: device_dax, fsdev_dax and kmem */
/* Bind the device to the first driver that matches, unless this is switched off. */
void sim_dax_attach(struct sim *s, const struct sim_path *dax);
/* Unbind it from its driver, if it has one. */
void sim_dax_release(struct sim *s, const struct sim_path *dax);
/* A write to @attr of driver @driver: bind, unbind, new_id, remove_id. */
int sim_dax_driver_store(struct sim *s, const char *driver, const char *attr, const char *value);
/* A write to attribute state of a device of kmem. */
int sim_dax_store_state(struct sim *s, const struct sim_path *dax, const char *value);
/* What drivers have added for the devices that a tree has bound. */
int sim_dax_driver_defaults(struct sim *s) MUST_CHECK;

/* dax.c: regions and devices */
/* The DAX region of a CXL region with volatile memory, with one device. */
void sim_dax_create(struct sim *s, const struct sim_path *region);
void sim_dax_remove(struct sim *s, const struct sim_path *region);
/* A device of size 0 in the region, with the lowest number that is free. */
struct sim_path sim_dax_add_device(struct sim *s, const struct sim_path *region);
void sim_dax_delete_device(struct sim *s, const struct sim_path *dax);
/* Device nodes of the devices of a tree: files with the device number. */
int sim_dax_default_nodes(struct sim *s) MUST_CHECK;

/* dax-attr.c: attributes of devices, and of the directory dax_region of their region */
int sim_dax_store(struct sim *s, const struct sim_path *dax, const char *attr, const char *value);
int sim_dax_region_store(struct sim *s, const struct sim_path *group, const char *attr,
			 const char *value);

#endif
