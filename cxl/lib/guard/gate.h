/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The gate: may this be done? Pure; guard/facts.c gathers what the verdict rests on. */
#ifndef CXL_GUARD_GATE_H
#define CXL_GUARD_GATE_H

#include "util/fail.h"

enum risk {
	RISK_READ,
	RISK_READ_EFFECTS,	/* reads, with side effects */
	RISK_SETTING,		/* can be changed back */
	RISK_SERVICE,		/* affects service, or taints the kernel */
};

/* Taint bits (Documentation/admin-guide/tainted-kernels) that our own doing can set. */
#define TAINT_USER_BIT 6	/* U */
#define TAINT_WARN_BIT 9	/* W */
#define TAINT_FWCTL_BIT 19	/* J */

struct gate_facts {
	bool read_only;		/* context opened for reading only */
	bool confirmed;		/* --yes, or answered on the terminal */
	bool dry_run;
	u64 taint;		/* /proc/sys/kernel/tainted now */
	u64 panic_on_taint;	/* taint bits that would crash this host */
};

/* What is about to be done. */
struct gate_request {
	enum risk risk;
	u64 taints;		/* taint bits the kernel will add, 0: none */
};

enum gate_verdict {
	GATE_OPEN,
	GATE_READ_ONLY,
	GATE_PANIC_ON_TAINT,
	GATE_NEEDS_YES,
};

enum gate_verdict gate_check(const struct gate_facts *f, const struct gate_request *r);
/* "open", or the reason code of the refusal. */
const char *gate_code(enum gate_verdict v);
/* What the taint of @r means for whoever is asked whether to go on. */
void gate_taint_sentence(const struct gate_request *r, char *buf, size_t room);
/* Reason code, sentence and next step of a refusal; returns -EACCES, and 0 for GATE_OPEN. */
int gate_refuse(enum gate_verdict v, const struct gate_request *r, struct fail *why);

#endif
