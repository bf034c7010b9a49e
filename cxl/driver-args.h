/* SPDX-License-Identifier: GPL-2.0-only */
/* Plans as the work of a command: apply, count, report. */
#ifndef CXL_DRIVER_ARGS_H
#define CXL_DRIVER_ARGS_H

#include "cxl/change.h"
#include "cxl/lib/plan/driver.h"

/* What a command does with one device. */
struct driver_change {
	const struct topo *topo;
	const struct node *node;
	const char *const *memdevs; /* that it affects, by name */
	size_t memdev_count;
	bool more_memdevs;   /* and others that are not known */
	const char *undo;    /* lines: the commands that undo it, see undo_log_add(); NULL: none */
	const char *remains; /* what they do not undo, in one sentence; NULL: nothing */
	bool force;	     /* even if they are in use */
	const struct fail *refusal; /* of struct sysfs_action */
};

/*
 * Lock the topology before it is scanned, so that it does not change until the last step. If that
 * fails, each change is refused.
 */
void driver_args_lock(struct inv *inv, struct memdev_lock *ret);
/*
 * Apply @p with the risk of the command, count the result, and add it to @top: the device, what
 * change_record() adds, and the steps. No step: it is not changed.
 */
void driver_args_apply(struct inv *inv, const struct driver_change *c, const struct plan *p,
		       struct rec *top);
/* Report that it fails; a dry run adds the result, with the steps of @p, which may have none. */
void driver_args_fail(struct inv *inv, const struct driver_change *c, const struct plan *p,
		      const struct fail *why, struct rec *top);
/* Of a target that is not changed as another one cannot be: a dry run adds the result. */
void driver_args_drop(const struct inv *inv, const struct driver_change *c, struct rec *top);
/* Bind a memory device to its driver, whose module is loaded with @load, as above. */
void driver_args_enable(struct inv *inv, const struct topo *t, const struct node *memdev, bool load,
			struct rec *top);
/*
 * Warn of the regions that are not in @before: the kernel assembles them when a memory device is
 * enabled whose decoders firmware left committed (drivers/cxl/port.c, discover_region()).
 */
void driver_args_new_regions(struct inv *inv, const struct topo *before);
/*
 * Whether one of the memory devices of @c belongs to an accelerator (Type 2, since Linux 7.3): the
 * kernel would unbind its driver, too. @why is the refusal.
 */
bool driver_args_takes_parent(struct inv *inv, const struct driver_change *c, struct fail *why);

#define DRIVER_COLUMNS CHANGE_COLUMNS ",step,path,value"

#endif
