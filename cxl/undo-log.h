/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ledger of "cxl undo": how the last change is undone, in a file below /var/lib/cxl that only
 * root can read. It has the commands that undo the change, and what they refer to.
 */
#ifndef CXL_UNDO_LOG_H
#define CXL_UNDO_LOG_H

#include "cxl/common.h"
#include "cxl/lib/plan/plan.h"

#define UNDO_LOG_DIRECTORY "cxl" /* below /var/lib */
#define UNDO_LOG_FILE "undo"
#define UNDO_LOG_TARGET "target "  /* "target region0 decoder5.0" */
#define UNDO_LOG_LIMIT (16U << 20) /* bytes, of thousands of regions */

struct undo_log {
	struct sys_text text;		       /* owns the strings */
	char *content;			       /* of the file */
	const char *tool, *verb, *time, *boot; /* "cxl", "create-region" */
	const char **lines;		       /* owns the arrays of the following */
	const char **memdevs;		       /* "mem0 0xa0@0000:0d:00.0" */
	size_t memdev_count;
	/* "region1 ", "port1 " or "dax0.0 ", and what undo_log_identity() has added */
	const char **nodes;
	size_t node_count;
	const char **commands; /* in the order in which they have to be run */
	size_t command_count;
	const char **remains; /* what the commands do not undo, as sentences */
	size_t remains_count;
	const char *never;     /* why the change cannot be undone; NULL: it can */
	const char *process;   /* "4711 1234567", and when it was started; NULL: not recorded */
	char unidentified[64]; /* a device that the commands name and that is not recorded; "" */
	bool invalid;	       /* it has unknown lines */
	bool ended;	       /* the command has reached its end */
	bool complete;	       /* the change was finished, and all of it can be undone */
};

/*
 * Before the change of @region: if this process is killed, @decoder, which is or was its target,
 * may be left with a reservation and no region; see undo_log_was_target().
 */
void undo_log_target(struct cxl_ctx *ctx, const char *region, const char *decoder);
/*
 * Whether @decoder was a target of @region in the last change, which was not finished: its process
 * is gone since, and this boot is the same. Asked before undo_log_begin().
 */
bool undo_log_was_target(const struct cxl_ctx *ctx, const char *region, const char *decoder);
/* Before a change: the ledger says from now on that the last change cannot be undone. */
void undo_log_begin(struct cxl_ctx *ctx);
/*
 * This process will run @commands after this one, to undo a change: until the last of them is done,
 * the ledger says that the last change cannot be undone.
 */
void undo_log_sequence(size_t commands);
/*
 * After all changes of the command: write what undo_log_add() has collected, or why it cannot be
 * undone. @failed: for one of the devices, at least.
 */
void undo_log_end(struct cxl_ctx *ctx, bool failed);
/*
 * The command that undoes a change that was done; its arguments are separated by tabs. Those added
 * last are run first.
 */
void undo_log_add(struct cxl_ctx *ctx, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* The same for several commands, a line each; the first line is run first. */
void undo_log_add_lines(struct cxl_ctx *ctx, const char *lines);
/* What the commands leave different from before the change; "cxl undo" warns of it. */
void undo_log_remains(struct cxl_ctx *ctx, const char *text);
/* A memory device that such a command names, or affects: it must still be the same then. */
void undo_log_refers(struct cxl_ctx *ctx, const struct memdev *m);
/* The same for a region, port or DAX device, if it exists after the change. */
void undo_log_refers_node(struct cxl_ctx *ctx, const char *name);
/*
 * Add what tells a region, port or DAX device from another one of the same name to @ret. False: it
 * is not known.
 */
bool undo_log_identity(const struct cxl_ctx *ctx, const char *name, struct strbuf *ret) MUST_CHECK;
/*
 * A change was done that cannot be undone, so that nothing of this command can. The first @reason
 * counts, which is a literal.
 */
void undo_log_never(struct cxl_ctx *ctx, const char *reason);
/*
 * plan_apply() for one of perhaps several targets: if it fails and may have changed something,
 * nothing of the command can be undone.
 */
int undo_log_apply(const struct plan *p, struct plan_action *action, struct plan_result *ret,
		   struct fail *why) MUST_CHECK;
/*
 * A target has failed, and may be changed in part. Of one that was refused, or does not support the
 * change, nothing was changed.
 */
void undo_log_failed(struct cxl_ctx *ctx, const struct fail *why);

/* Reasons. */
#define UNDO_FAILED "it has failed"
#define UNDO_OLD_UNKNOWN "the former setting is not known"
#define UNDO_COMPONENT "the component is no device of this host"
#define UNDO_KIND "changes of this kind cannot be undone"
/*
 * From now on to the end of the process, no other one can do the same: two of them would undo the
 * change twice.
 */
int undo_log_lock(const struct cxl_ctx *ctx, struct fail *why) MUST_CHECK;
/* Read the ledger. -ENOENT: there is none. */
int undo_log_read(const struct cxl_ctx *ctx, struct undo_log *ret, struct fail *why) MUST_CHECK;
void undo_log_free(struct undo_log *l);
/*
 * Whether the process of a change that has not ended is running. Its number may be that of another
 * one now, which was started at another time. If that is not known, it counts as running.
 */
bool undo_log_is_running(const struct cxl_ctx *ctx, const struct undo_log *l);
/*
 * When the process with the number @pid was started, in clock ticks since boot: field 22 of
 * /proc/PID/stat, proc_pid_stat(5). "self": this one. -ENOENT: there is none.
 */
int undo_log_start(const struct cxl_ctx *ctx, const char *pid, u64 *ret) MUST_CHECK;
/* The identity of this boot. */
int undo_log_boot(const struct cxl_ctx *ctx, char *buf, size_t size) MUST_CHECK;

#endif
