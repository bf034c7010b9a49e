/* SPDX-License-Identifier: GPL-2.0-only */
/* Attributes of the kernel's EDAC interface as fields of Feature values. */
#ifndef SIM_EDAC_ATTR_H
#define SIM_EDAC_ATTR_H

#include "cxl/sim/model.h"

#define EDAC_HOUR 3600U	     /* seconds */
#define EDAC_VALUE_MAX 2048U /* size of a Feature that the kernel reads in one command */

enum edac_attr_id {
	SCRUB_ENABLE,
	SCRUB_MIN,
	SCRUB_MAX,
	SCRUB_CURRENT,
	ECS_LOG,
	ECS_MODE,
	ECS_RESET,
	ECS_THRESHOLD,
};

struct edac_attr {
	char name[64]; /* "scrub0/enable_background" */
	enum edac_attr_id id;
	bool readable, writable;
	struct sim_feature *feature;
	u32 fru; /* offset of the FRU's group in the value, 0 for scrub */
};

typedef int edac_attr_fn(struct sim *s, const struct sim_dev *d, const struct edac_attr *a);

extern const u8 edac_scrub_uuid[SIM_UUID];
extern const u8 edac_ecs_uuid[SIM_UUID];

/* Path of @name below TREE_SYS. */
void edac_path(char *buf, size_t size, const char *memdev, const char *name);
/* -ENOENT if @d has no such attribute or the model does not know it. */
int edac_find(struct sim_dev *d, const char *name, struct edac_attr *ret) MUST_CHECK;
/* Call @fn for every attribute of @d in sysfs until it fails. */
int edac_each(struct sim *s, struct sim_dev *d, edac_attr_fn *fn);

/* Value of the attribute in @v, a Feature value in Get layout. */
u64 edac_value(const struct edac_attr *a, const u8 *v);
/* Store @n in @v, with the kernel's checks. */
int edac_change(const struct edac_attr *a, u8 *v, u64 n);

#endif
