/* SPDX-License-Identifier: GPL-2.0-only */
/* The attributes security/sanitize and security/erase of memdevs (drivers/cxl/core/memdev.c). */
#ifndef SIM_SECURITY_H
#define SIM_SECURITY_H

#include "cxl/sim/node.h"

/* The commands of the attributes that the tree has are in the Command Effects Log. */
void sim_security_import(struct sim *s, struct sim_dev *d);
/* Create or remove the attributes: those in the Command Effects Log exist. */
void sim_security_refresh(struct sim *s, const struct sim_dev *d);
/* A write to @attr in @dir, MEMDEV/security. 0 or the negative errno of the kernel. */
int sim_security_store(struct sim *s, const struct sim_path *dir, const char *attr,
		       const char *value) MUST_CHECK;

#endif
