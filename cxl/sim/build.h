/* SPDX-License-Identifier: GPL-2.0-only */
/* Creation of a simulated system: files of a tree and defaults. */
#ifndef SIM_BUILD_H
#define SIM_BUILD_H

#include "cxl/sim/model.h"
#include "util/fail.h"

/* build.c: create the entries of a tree file below @dirfd, and state/errors. */
int build_tree(int dirfd, const char *text, size_t len, struct fail *why) MUST_CHECK;
/* Existing files are kept. */
int build_file(int dirfd, const char *path, const char *text) MUST_CHECK;
int build_data(int dirfd, const char *path, const void *data, size_t len) MUST_CHECK;
int build_dir(int dirfd, const char *path) MUST_CHECK;

/* defaults.c: files of the host that the tree does not have. */
int default_files(int dirfd, struct fail *why) MUST_CHECK;
/* Device nodes, and a device with matching attributes for every memdev in sysfs. */
int default_nodes(struct sim *s) MUST_CHECK;
int default_devices(struct sim *s) MUST_CHECK;
/* pci.c: attributes and configuration spaces of the PCI functions of the tree. */
int default_pci(struct sim *s) MUST_CHECK;

#endif
