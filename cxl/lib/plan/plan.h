/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Plans: ordered writes below /sys, each with the write that undoes it. A plan is made from the
 * topology without changing anything, printed, and applied.
 */
#ifndef CXL_PLAN_PLAN_H
#define CXL_PLAN_PLAN_H

#include "cxl/lib/sysfs-write.h"
#include "util/arena.h"
#include "util/rec.h"

/* A write below /sys. Strings are owned by the plan. */
struct plan_write {
	const char *path; /* NULL: none */
	const char *value;
	const void *data; /* borrowed: written in place of the value, its description; or NULL */
	size_t len;
};

struct plan_step {
	const char *text; /* "unbind mem0 from driver cxl_mem" */
	struct plan_write write;
	struct plan_write undo;
	struct plan_write undone;     /* see plan_undone_if() */
	const char *needs;	      /* see plan_undone_without(); NULL: the default */
	const char *undone_with;      /* see plan_undone_with() */
	struct plan_write undo_first; /* see plan_undo_first() */
	const char *undo_first_if;
	bool needs_no_undo;  /* see plan_needs_no_undo() */
	bool undo_failed;    /* see plan_undo_failed() */
	bool creates;	     /* see plan_creates() */
	bool optional;	     /* if it fails, the next steps are done all the same */
	const char *created; /* see plan_creates_name(); NULL: not known */
	bool read_back;	     /* the attribute has the value that was written, from then on */
	bool recheck;	     /* the attributes written before it must still have these values */
	bool retry;	     /* see plan_retry() */
	bool starts;	     /* see plan_starts() */
	/*
	 * Load the kernel modules for this modalias first; nothing is left to do if @unless exists
	 * then. NULL: none.
	 */
	const char *modalias, *unless;
};

/* All zero is an empty plan. */
struct plan {
	struct plan_step *at;
	size_t count;
	/* After all steps, whether .verify exists has to be as .verify_exists; NULL: nothing. */
	const char *verify;
	bool verify_exists;
	u64 until; /* see plan_retry(); clock_ms(), 0: no limit of time */
	struct arena memory;
	bool failed; /* out of memory, or a path is too long */
};

/* Add a step: what it does, the path of the attribute below /sys, and the value. */
void plan_add(struct plan *p, const char *text, const char *path, const char *value);
/* The same for the attribute @attr of the directory @dir below /sys. */
void plan_set(struct plan *p, const char *dir, const char *attr, const char *value, const char *fmt,
	      ...) PRINTF_LIKE(5, 6);
/* The last step writes @data, borrowed, and its value describes it. */
void plan_data(struct plan *p, const void *data, size_t len);
/*
 * How the last step is undone: @value is written to its attribute or, if @attr is not NULL, to this
 * one in the same directory. Without it, it cannot be undone.
 */
void plan_undo(struct plan *p, const char *attr, const char *value);
/* If @path exists, @value is written to @attr, as for plan_undo(), before that. */
void plan_undo_first(struct plan *p, const char *attr, const char *value, const char *path);
/*
 * If that fails, the last step has been undone by another one if @attr, of the same directory, has
 * @value.
 */
void plan_undone_if(struct plan *p, const char *attr, const char *value);
/*
 * It also has been if @path does not exist any more; by default, the directory of the attribute,
 * which must be that of the device then.
 */
void plan_undone_without(struct plan *p, const char *path);
/* It also has been if @path exists: another step, or the kernel, has done it. */
void plan_undone_with(struct plan *p, const char *path);
/* The last step only waits, or is of no consequence alone. */
void plan_needs_no_undo(struct plan *p);
/* The last step may have an effect although it fails: then, it is undone, too. */
void plan_undo_failed(struct plan *p);
/* The attributes of the next steps may not exist before the last step. */
void plan_creates(struct plan *p);
/* The same: its attribute then has the name of what was created, which has to be @name. */
void plan_creates_name(struct plan *p, const char *name);
/* If the last step fails, go on. */
void plan_optional(struct plan *p);
/*
 * The last step waits until something is not in use any more: if it is busy, it is tried again
 * until plan_timeout(), and then fails with -ETIMEDOUT. Without a limit of time, it fails at once,
 * or does not end before a signal arrives.
 */
void plan_retry(struct plan *p);
/* The limit of time, in seconds from now; 0: none. */
void plan_timeout(struct plan *p, u64 seconds);
/* The device does the last step, which may have been started although the write fails. */
void plan_starts(struct plan *p);
/* The last step writes an attribute that is read back: the same text, or the same number. */
void plan_read_back(struct plan *p);
/* Before the last step, all attributes written so far are read: each must have its value. */
void plan_recheck(struct plan *p);
/* What has to exist, or not, after all steps. */
void plan_verify(struct plan *p, const char *path, bool exists);
/* What the last step needs before: modules for this modalias, or of this name. */
void plan_needs_module(struct plan *p, const char *modalias, const char *unless);
/* The modules that a later step needs, before the first one: without them, nothing is done. */
void plan_starts_with_module(struct plan *p, const char *modalias);
/* Nothing is left to do in the last step if @path exists then. */
void plan_unless(struct plan *p, const char *path);
void plan_free(struct plan *p);

#define auto_plan __attribute__((cleanup(plan_free)))

/* What happened, for messages and results; filled in also after a failure. */
struct plan_result {
	size_t done;	/* steps that remain in effect: the first ones, if none can be undone */
	size_t undone;	/* steps that were done and undone */
	size_t failed;	/* the number of the step that failed; the number of all steps: none */
	size_t skipped; /* optional steps that failed */
	char skipped_text[200]; /* why the first of them failed */
};

/* The target and the risk; .path and .text are filled in from the plan. */
struct plan_action {
	struct cxl_ctx *ctx;
	struct sysfs_action sysfs;
};

/*
 * Do all steps, in order, as one action. If one fails, or after an interruption, those that were
 * done are undone in reverse order; the message says what remains. 0 also for an empty plan and,
 * if nothing is against it, in a dry run.
 */
int plan_apply(const struct plan *p, struct plan_action *action, struct plan_result *ret,
	       struct fail *why) MUST_CHECK;
/* Add the first @count steps to the array @arr: step, path, value. */
void plan_record(const struct plan *p, size_t count, struct rec *arr);

#endif
