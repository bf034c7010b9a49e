/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The reason of a failure, for users and for programs. A library fills it in where the reason is
 * known and returns its errno; commands add the device and report it once.
 */
#ifndef UTIL_FAIL_H
#define UTIL_FAIL_H

#include "util/base.h"

#define NO_DEVICE_STATUS (-1)

/* Decides the exit status; an errno value alone never does. */
enum outcome {
	OUTCOME_FAILED,
	OUTCOME_REFUSED,     /* by the gate or another check of ours: nothing was sent or written */
	OUTCOME_UNSUPPORTED, /* by this kernel or this device */
	OUTCOME_INTERRUPTED, /* by a signal */
	OUTCOME_DRY_RUN,     /* every check passed; a real run would have gone on */
};

struct fail {
	const char *code; /* stable snake_case reason, a literal; NULL: nothing failed yet */
	enum outcome outcome;
	int err;	   /* negative errno */
	int device_status; /* mailbox return code, or NO_DEVICE_STATUS */
	char message[320]; /* what failed and why, no capital, no full stop */
	char hint[240];	   /* what to do about it, or empty */
};

/*
 * Each fills in @why (NULL allowed) and returns a negative errno, so that callers can write
 * "return fail_...(...)". @hint may be NULL or empty.
 */
int fail_set(struct fail *why, int err, const char *code, const char *hint, const char *fmt, ...)
	PRINTF_LIKE(5, 6);
/* OUTCOME_REFUSED, -EACCES */
int fail_refuse(struct fail *why, const char *code, const char *hint, const char *fmt, ...)
	PRINTF_LIKE(4, 5);
/* OUTCOME_UNSUPPORTED, -EOPNOTSUPP */
int fail_unsupported(struct fail *why, const char *code, const char *hint, const char *fmt, ...)
	PRINTF_LIKE(4, 5);
/* OUTCOME_INTERRUPTED, -EINTR */
int fail_interrupted(struct fail *why, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* OUTCOME_DRY_RUN, -ECANCELED */
int fail_dry_run(struct fail *why);
/* -ENOMEM */
int fail_nomem(struct fail *why);

/* Put "text: " in front of the message. */
void fail_prefix(struct fail *why, const char *text);
/* Append to the message, as far as there is space. */
void fail_append(struct fail *why, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
