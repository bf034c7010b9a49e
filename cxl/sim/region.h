/* SPDX-License-Identifier: GPL-2.0-only */
/* Regions (drivers/cxl/core/region.c). Returns 0 or the negative errno of the kernel. */
#ifndef SIM_REGION_H
#define SIM_REGION_H

#include "cxl/sim/node.h"

#define REGION_TARGETS 16
#define REGION_DEPTH 8 /* ports between an endpoint and the root */

struct sim_region {
	struct sim_path dir, root; /* region and root decoder */
	const char *name;
	u64 ways, granularity, start, size;
	bool pmem, committed;
	struct sim_path targets[REGION_TARGETS]; /* endpoint decoders; empty: none */
};

/* The order in which a region is configured. */
enum sim_region_state {
	REGION_IDLE,
	REGION_SIZED,  /* has a range of addresses; targets can be attached */
	REGION_ACTIVE, /* all targets are attached */
	REGION_COMMITTED,
};

/* region.c: what the files show */
void sim_region_load(struct sim *s, const struct sim_path *dir, struct sim_region *r);
enum sim_region_state sim_region_state(struct sim *s, const struct sim_region *r);
/* Directories from the endpoint of @decoder up to the host bridge; returns their number. */
size_t sim_target_ports(const struct sim_path *decoder, struct sim_path *ports, size_t max);
/* The decoder of @r at @port; false: none. */
bool sim_region_decoder(struct sim *s, const struct sim_region *r, const struct sim_path *port,
			struct sim_path *ret);

/* region-driver.c: the driver cxl_region */
int sim_region_probe(struct sim *s, const struct sim_path *dir);
void sim_region_release(struct sim *s, const struct sim_path *dir);

/* region-commit.c: commit and reset of decoders */
int sim_region_store_commit(struct sim *s, struct sim_region *r, const char *value);
void sim_region_reset(struct sim *s, struct sim_region *r);

/* region-setup.c: interleave of the switch decoders */
int sim_region_setup(struct sim *s, const struct sim_region *r);

/* region-target.c: attach and detach */
int sim_region_store_target(struct sim *s, struct sim_region *r, unsigned int pos,
			    const char *value);
void sim_region_detach(struct sim *s, struct sim_region *r, unsigned int pos);

/* region-attr.c: attributes */
int sim_region_store(struct sim *s, const struct sim_path *dir, const char *attr,
		     const char *value);

/* region-create.c: create_*_region and delete_region of root decoders */
int sim_region_root_store(struct sim *s, const struct sim_path *root, const char *attr,
			  const char *value);
void sim_region_delete(struct sim *s, const struct sim_path *dir);

#endif
