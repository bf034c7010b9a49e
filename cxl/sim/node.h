/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Devices in sysfs: their directories, the links of bus and driver, and directories that are kept
 * in state/removed while the device does not exist.
 */
#ifndef SIM_NODE_H
#define SIM_NODE_H

#include "cxl/sim/files.h"

/* The directory of a device by name; -ENODEV: none on this bus. */
int sim_node_find(struct sim *s, const char *bus, const char *name,
		  struct sim_path *ret) MUST_CHECK;
/* Names of devices on a bus that start with @prefix and a digit. */
struct namelist sim_node_names(const struct sim *s, const char *bus, const char *prefix);
const char *sim_node_name(const struct sim_path *node);

/* A new device: directory, devtype (NULL: none), modalias, uevent and links. */
struct sim_path sim_node_create(const struct sim *s, struct sim_path node, const char *devtype,
				const char *modalias, const char *bus);
/* Remove the device with those below it. */
void sim_node_delete(const struct sim *s, const struct sim_path *node);

/* The driver that is bound; empty: none. */
struct sim_attr sim_node_driver(const struct sim *s, const struct sim_path *node);
void sim_node_set_driver(const struct sim *s, const struct sim_path *node, const char *driver);
void sim_node_clear_driver(const struct sim *s, const struct sim_path *node);

/* Move a file or the directory of a device to state/removed/@key, if it exists. */
void sim_stash(const struct sim *s, const char *key, const struct sim_path *p);
/* Move it back; -ENOENT: nothing is kept as @key, or its parent does not exist. */
int sim_stash_restore(const struct sim *s, const char *key);
void sim_stash_delete(const struct sim *s, const char *key);
/* Where it was; empty: nothing is kept as @key. */
struct sim_path sim_stash_origin(const struct sim *s, const char *key);
/* Keys that start with @prefix. */
struct namelist sim_stash_keys(const struct sim *s, const char *prefix);
/* The kept directory or file itself. */
struct sim_path sim_stash_path(const char *key);

#endif
