/* SPDX-License-Identifier: GPL-2.0-only */
/* What the commands that change DAX devices share. */
#ifndef DAXCTL_DEVICE_ARGS_H
#define DAXCTL_DEVICE_ARGS_H

#include "cxl/change.h"
#include "cxl/lib/topo/region.h"
#include "cxl/summary.h"
#include "daxctl/daxctl.h"
#include "daxctl/plan/plan.h"

struct device_args {
	struct common_args common;
	const char *region;
	bool verbose, force; /* --force of the commands that have it */
};

#define DEVICE_OPTS                                                                                \
	OPT_STR_ROW('r', "region", struct device_args, region, "region-id",                        \
		    "only devices of this region"),                                                \
		OPT_BOOL_ROW('v', "verbose", struct device_args, verbose,                          \
			     "print more about what is done")

/* The devices of the system. */
struct device_system {
	struct topo topo;
	struct dax_nodes devices;
};

void device_system_done(struct device_system *s);

#define auto_device_system __attribute__((cleanup(device_system_done)))

/* Those of them that are targets. */
struct device_targets {
	struct device_system system;
	const struct dax_node **at;
	size_t count;
};

void device_targets_done(struct device_targets *t);

#define auto_device_targets __attribute__((cleanup(device_targets_done)))

/* Find the devices; EXIT_DONE, also if the kernel has none, or the exit status after a message. */
int device_args_scan_devices(struct inv *inv, struct dax_nodes *ret) MUST_CHECK;
/* Lock the topology, and scan it; EXIT_DONE, or the exit status after a message. */
int device_args_scan(struct inv *inv, struct memdev_lock *lock,
		     struct device_system *ret) MUST_CHECK;
/*
 * Scan, and find the devices that the arguments name, each once: "dax0.0", "0.0", "/dev/dax0.0", a
 * list of names, or "all". Names of no device are reported; a command that changes devices has no
 * targets then. @what is done with them: "disable".
 */
int device_args_targets(struct inv *inv, const char *what, struct device_targets *ret) MUST_CHECK;
/* The same, after locking the topology. */
int device_args_begin(struct inv *inv, const char *what, struct memdev_lock *lock,
		      struct device_targets *ret) MUST_CHECK;
/* Whether @list (--region) selects the region of @d: "0", "region0", a list, "all"; NULL: yes. */
bool device_in_region(const struct dax_node *d, const char *list) MUST_CHECK;
/* Whether @list (--dev) has the name of @d, as "dax0.0", "0.0" or "/dev/dax0.0", or "all". */
bool device_is_named(const struct dax_node *d, const char *list) MUST_CHECK;

/* The memory devices whose memory a DAX device has; none: it is not that of a CXL region. */
struct device_owners {
	const char *names[REGION_WAYS_MAX]; /* of the topology */
	size_t count;
	bool more; /* and others that are not known */
};

void device_owners_find(const struct topo *t, const struct dax_node *d, struct device_owners *ret);
/* Let the gate check them; @o is borrowed. */
void device_owners_set(const struct device_owners *o, struct sysfs_action *act);

/* What a command does with one device. */
struct device_change {
	const struct topo *topo;
	const struct dax_state *state;
	const char *undo; /* the commands that undo it, see undo-lines.h; NULL: none */
	bool uses_device; /* refused without --force while programs use the character device */
};

/*
 * Apply @p with the risk of the command. False: it failed, which was reported, and in a dry run is
 * part of the result. A failure to make a plan is reported by device_args_fail().
 */
bool device_args_apply(struct inv *inv, const struct device_change *c, const struct plan *p,
		       struct rec *top);
void device_args_fail(struct inv *inv, const struct dax_state *s, const struct fail *why,
		      struct rec *top);

/* A command that makes one plan for each target. */
struct device_work {
	const char *what; /* "disable" */
	const char *done; /* "disabled", for the summary */
	bool uses_device;
	bool with_memory; /* see device_args_skips() */
	int (*plan)(struct inv *inv, const struct dax_state *s, struct plan *p, struct fail *why);
	/* See undo-lines.h; NULL: it cannot be undone. */
	bool (*undo)(const struct dax_state *s, struct strbuf *ret);
};

/* The change was done: how it is undone, in the ledger; @lines NULL: not. */
void device_args_undo(struct cxl_ctx *ctx, const struct topo *t, const struct dax_state *s,
		      const char *lines);
/* Whether the arguments have the word "all". */
bool device_args_all(const struct inv *inv);
/* Whether the device has no memory, and was not named: "all" leaves it out. */
bool device_args_skips(const struct inv *inv, const struct dax_state *s);
/* Do it with all targets, print the result and the summary, and return the exit status. */
int device_args_run(struct inv *inv, const struct device_work *w);
/* The last part of it: print @top, if it was requested, and "disabled 2 devices". */
int device_args_finish(struct inv *inv, const char *done, const struct rec *top);

/* The same for commands that print the devices, as ndctl does, without a request. */
int device_args_finish_list(struct inv *inv, const char *done, const struct rec *top);

#define DEVICE_COLUMNS "chardev," CHANGE_COLUMNS ",step,path,value"

#endif
