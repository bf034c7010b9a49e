/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The reason for a failure. A library function fills it in where the reason is known and returns
 * the errno; commands add the name of the device and report it once.
 */
#ifndef UTIL_FAIL_H
#define UTIL_FAIL_H

#include <stdarg.h>

#include "util/base.h"

struct rec;

#define NO_DEVICE_STATUS (-1)

/* Determines the exit status; the errno does not. */
enum outcome {
	OUTCOME_FAILED,
	OUTCOME_REFUSED,     /* by the gate or another check: nothing was sent or written */
	OUTCOME_UNSUPPORTED, /* by this kernel or device */
	OUTCOME_INTERRUPTED, /* by a signal */
	OUTCOME_INVALID,     /* an argument that is invalid for every device: a usage error */
	OUTCOME_DRY_RUN,     /* all checks passed, nothing was sent or written */
};

struct fail {
	const char *code; /* stable reason in snake_case, a literal; NULL: not filled in */
	enum outcome outcome;
	int err;	    /* negative errno */
	int device_status;  /* mailbox return code, or NO_DEVICE_STATUS */
	char message[1000]; /* what failed and why; lower case, no full stop */
	char hint[400];	    /* what to do next; empty: none */
};

/*
 * Each fills in @why (NULL: nothing) and returns the negative errno, so that callers can write
 * "return fail_...(...)". @hint may be NULL or empty. A message that is too long is cut at a word.
 */

/* OUTCOME_FAILED, @err */
int fail_set(struct fail *why, int err, const char *code, const char *hint, const char *fmt, ...)
	PRINTF_LIKE(5, 6);
/* OUTCOME_REFUSED, -EACCES */
int fail_refuse(struct fail *why, const char *code, const char *hint, const char *fmt, ...)
	PRINTF_LIKE(4, 5);
/* OUTCOME_UNSUPPORTED, -EOPNOTSUPP */
int fail_unsupported(struct fail *why, const char *code, const char *hint, const char *fmt, ...)
	PRINTF_LIKE(4, 5);
/* OUTCOME_INVALID, -EINVAL */
int fail_invalid(struct fail *why, const char *code, const char *hint, const char *fmt, ...)
	PRINTF_LIKE(4, 5);
/* OUTCOME_INTERRUPTED, -EINTR */
int fail_interrupted(struct fail *why, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* OUTCOME_DRY_RUN, -ECANCELED */
int fail_dry_run(struct fail *why);
/* -ENOMEM */
int fail_nomem(struct fail *why);
/* OUTCOME_INVALID, -EINVAL, "invalid KEY 'TEXT': expected EXPECTED" */
int fail_invalid_value(struct fail *why, const char *key, const char *text, const char *expected);

/* Add an error of an envelope to @errors; @device as in the schema. */
void fail_record(const struct fail *why, const char *device, const char *operation,
		 struct rec *errors);
/* As vsnprintf(); a text that is too long ends with "..." in place of the word that is cut. */
void message_format(char *buf, size_t size, const char *fmt, va_list ap) PRINTF_LIKE(3, 0);
/* Prepend "text: " to the message; nothing for NULL. */
void fail_prefix(struct fail *why, const char *text);
/* The same for a step after something was changed: a failure, whatever the reason. */
static inline void fail_after_change(struct fail *why, const char *text)
{
	fail_prefix(why, text);
	if (why && why->outcome == OUTCOME_UNSUPPORTED)
		why->outcome = OUTCOME_FAILED;
}
/* Append to the message; nothing for NULL. */
void fail_append(struct fail *why, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
