/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The write path of all sysfs attributes: ask the gate, record, write. A dry run asks the gate
 * only. Reads of attributes for which the kernel sends a command are here, too.
 */
#ifndef CXL_SYSFS_WRITE_H
#define CXL_SYSFS_WRITE_H

#include "cxl/lib/guard/authorize.h"
#include "cxl/lib/topo/memdev.h"

struct sysfs_request {
	const struct memdev *memdev;
	const char *path;  /* below /sys */
	const char *value; /* NULL: read */
	enum risk risk;
	u16 opcode;	       /* command that the kernel sends; 0: none */
	const u8 *feature;     /* UUID of the Feature it belongs to, 16 bytes; NULL: none */
	const char *operation; /* "set cycle_hours", for messages; of reads NULL: path is named */
};

/* 0, or a negative errno with the reason in @why; OUTCOME_REFUSED: nothing was written. */
int sysfs_write(const struct sysfs_request *rq, struct fail *why) MUST_CHECK;
/*
 * Read an attribute as sys_read() does, if the gate allows it. @why is filled in only if it was not
 * read: refused, interrupted, or after a timeout of the device.
 */
int sysfs_read(const struct sysfs_request *rq, char *buf, size_t size, struct fail *why) MUST_CHECK;

/* Several writes that change the topology, as one action. */
struct sysfs_action {
	const char *device;	     /* the target: "mem0", "port1", "region0" */
	const struct memdev *memdev; /* if it is a memory device; it is locked, too. NULL: not */
	bool own_attributes;	     /* all of them are attributes of .memdev: checked each time */
	const char *operation;	     /* "disable mem0", for messages */
	const char *const *memdevs;  /* the memory devices that it affects */
	size_t memdev_count;
	bool more_memdevs; /* and others that are not known */
	enum risk risk;
	u16 opcode;	 /* command that the kernel sends; 0: none */
	u16 then_opcode; /* another one that it sends after it; 0: none */
	bool ignore_use; /* even if they are in use */
	bool no_force;	 /* there is no --force */
	/* Of what it does, for the confirmation of a destructive action; NULL: none. */
	const char *description;
	bool memory_only;   /* only online or mounted memory counts as use, not a region */
	const char *region; /* only what uses this region counts; NULL: any use of the memdevs */
	/* A reason to refuse it that the caller has found; NULL: none. It is recorded. */
	const struct fail *refusal;
	/* The first attribute that is written, and the text of all writes, for the record. */
	const char *path, *text;
	/* What is recorded in place of .text, by length and digest; NULL: nothing. */
	const void *data;
	size_t data_len;
};

struct sysfs_sequence {
	struct cxl_ctx *ctx;
	struct authorization auth;
	const struct memdev *owner; /* of all attributes that are written; NULL: not only one */
	struct memdev_lock lock, memdev_lock;
	bool recorded; /* the intent */
	int err;       /* of the first write that failed, for the outcome */
};

/*
 * Lock the topology, ask the gate, and record the intent. @act is borrowed until sysfs_end(), which
 * is called in any case. A dry run returns OUTCOME_DRY_RUN. OUTCOME_REFUSED also if the memory
 * device is not the one whose directory was opened before.
 */
int sysfs_begin(struct cxl_ctx *ctx, const struct sysfs_action *act, struct sysfs_sequence *ret,
		struct fail *why) MUST_CHECK;
/*
 * Write @value to @path; interruptions are up to the caller. OUTCOME_REFUSED if the attribute is
 * not one of the memory device, see .own_attributes: it may have been replaced since sysfs_begin().
 */
int sysfs_next(struct sysfs_sequence *s, const char *path, const char *value,
	       struct fail *why) MUST_CHECK;
/* The same for binary data; -EINTR: interrupted, a part may be written. */
int sysfs_next_data(struct sysfs_sequence *s, const char *path, const void *data, size_t len,
		    struct fail *why) MUST_CHECK;
/* The action failed or was interrupted, for the outcome; the first error counts. */
void sysfs_fail(struct sysfs_sequence *s, int err);
/* Record the outcome, if there is an intent, and unlock. */
void sysfs_end(struct sysfs_sequence *s);

#endif
