/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sanitize and Secure Erase of a memory device (CXL r3.2 8.2.10.9.5), through sysfs. */
#ifndef CXL_SANITIZE_SANITIZE_H
#define CXL_SANITIZE_SANITIZE_H

#include "cxl/lib/plan/plan.h"

struct sanitize_method {
	const char *verb;	 /* "sanitize" */
	const char *attr;	 /* "security/sanitize" */
	const char *command;	 /* "Sanitize" */
	const char *description; /* of what it does, for the confirmation */
	u16 opcode;
};

extern const struct sanitize_method method_sanitize, method_erase;

/* The words of security/state, "disabled"; empty: the device has none. */
struct security_state {
	char text[32];
};

int sanitize_read_state(const struct memdev *m, struct security_state *ret,
			struct fail *why) MUST_CHECK;
/*
 * The plan. OUTCOME_UNSUPPORTED: the kernel or the device has no such command; OUTCOME_REFUSED: the
 * device is in use, disabled, busy, or protected by a passphrase. A plan that is refused has its
 * step for the record.
 */
int plan_sanitize(struct plan *p, const struct memdev *m, const struct sanitize_method *method,
		  struct fail *why) MUST_CHECK;

#endif
