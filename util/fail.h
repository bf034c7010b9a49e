/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Why something failed, in a form for people and for programs. Libraries fill it in at the place
 * that knows the reason and return its errno; commands add the device and report it once.
 */
#ifndef UTIL_FAIL_H
#define UTIL_FAIL_H

#include "util/base.h"

#define NO_DEVICE_STATUS (-1)

struct fail {
	const char *code;  /* stable snake_case reason, a literal; NULL: nothing failed yet */
	int err;	   /* negative errno */
	int device_status; /* mailbox return code, or NO_DEVICE_STATUS */
	bool refused;	   /* by the gate: nothing was sent */
	char message[320]; /* what failed and why, no capital, no full stop */
	char hint[240];	   /* what to do about it, or empty */
};

/* Fill in @why (NULL allowed) and return @err, so that callers can write "return fail_set(...)". */
int fail_set(struct fail *why, int err, const char *code, const char *next, const char *fmt, ...)
	PRINTF_LIKE(5, 6);
/* Put "text: " in front of the message. */
void fail_prefix(struct fail *why, const char *text);

#endif
