/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The devices of the dax bus (drivers/dax/bus.c of Linux), and their regions. */
#ifndef DAXCTL_SCAN_H
#define DAXCTL_SCAN_H

#include "util/sysroot.h"

struct dax_node {
	char name[32];	    /* "dax0.1" */
	u64 region, number; /* of its name: 0 and 1 */
	char *path;	    /* its directory below /sys; owned by the list */
	size_t region_len;  /* of .path: the directory of the region */
};

struct dax_nodes {
	struct dax_node *at; /* by region, then by number */
	size_t count;
};

/*
 * All devices; a kernel without DAX has none. Free the result, or use auto_dax_nodes. An error: the
 * directory cannot be read.
 */
int dax_scan(const struct sysroot *root, struct dax_nodes *ret) MUST_CHECK;
void dax_nodes_free(struct dax_nodes *l);

#define auto_dax_nodes __attribute__((cleanup(dax_nodes_free)))

/* The numbers of a name such as "dax0.1"; false: another name. */
bool dax_parse_name(const char *name, u64 *region, u64 *number);
/* Whether both are part of the same region. */
bool dax_same_region(const struct dax_node *a, const struct dax_node *b);

#endif
