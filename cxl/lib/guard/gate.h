/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The gate: may this be done? Pure; guard/facts.c gathers what the verdict rests on. */
#ifndef CXL_GUARD_GATE_H
#define CXL_GUARD_GATE_H

#include "cxl/lib/guard/policy.h"
#include "cxl/lib/guard/token.h"
#include "cxl/lib/wire/opcode.h"
#include "util/fail.h"
#include "util/risk.h"

/* Taint bits (Documentation/admin-guide/tainted-kernels) that our own doing can set. */
#define TAINT_USER_BIT 6   /* U */
#define TAINT_WARN_BIT 9   /* W */
#define TAINT_FWCTL_BIT 19 /* J */

enum lockdown { LOCKDOWN_NONE, LOCKDOWN_INTEGRITY, LOCKDOWN_CONFIDENTIALITY };
enum gate_known { GATE_NO, GATE_YES, GATE_UNKNOWN };

struct gate_facts {
	bool read_only; /* context opened for reading only */
	bool confirmed; /* --yes, or answered on the terminal */
	bool dry_run;
	u64 taint;	    /* /proc/sys/kernel/tainted now */
	u64 panic_on_taint; /* taint bits that would crash this host */
	bool policy_broken; /* a file of it cannot be relied on */
	struct policy_verdict policy;
	enum token_state token; /* what was given, against what the device says now */
	bool token_unreadable;	/* the device does not say who it is */
	bool device_changed;	/* since it was looked at first */
	/* For raw commands only. */
	enum lockdown lockdown;
	enum gate_known raw_allow_all; /* debugfs switch: the kernel refuses no opcode */
	bool panic_unknown;	       /* one of the next two cannot be read */
	bool panic_on_warn;
	u64 warn_limit;	  /* 0: none */
	const char *busy; /* what the device is at, a literal; NULL: nothing */
};

/* What only a raw command has to answer for. */
struct gate_raw {
	bool built;		  /* the kernel has the raw path */
	enum raw_rule rule;	  /* of the kernel for this opcode */
	const char *native;	  /* what does the same without; NULL: nothing */
	enum gate_known listed;	  /* in the device's Command Effects Log */
	bool busy;		  /* another process works on the device */
	bool no_native, unlisted; /* the user insists */
};

/* What is about to be done. */
struct gate_request {
	enum risk risk;
	u64 taints;		    /* taint bits the kernel will add, 0: none */
	const struct gate_raw *raw; /* NULL: not raw */
	bool needs_confirmation;    /* composed by hand: wants a yes whatever its risk */
	bool dry_run_reads;	    /* in a dry run not even a read is sent */
	const char *in_use;	    /* what depends on the device now; NULL: nothing, or --force */
	const char *description;    /* what it does, for the prompt; NULL: none */
	const u8 *feature;	    /* UUID, for the policy; NULL: none */
};

/* In the order in which they are checked. */
enum gate_verdict {
	GATE_ALLOWED,
	GATE_READ_ONLY,
	GATE_POLICY_BROKEN,
	GATE_POLICY_DENIED,
	GATE_POLICY_NOT_LISTED,
	GATE_LOCKDOWN_INTEGRITY,
	GATE_LOCKDOWN_CONFIDENTIALITY,
	GATE_RAW_NOT_BUILT,
	GATE_RAW_OPCODE,
	GATE_RAW_SET,
	GATE_RAW_RULE_UNKNOWN,
	GATE_PANIC_UNKNOWN,
	GATE_PANIC_ON_WARN,
	GATE_WARN_LIMIT,
	GATE_PANIC_ON_TAINT,
	GATE_NATIVE,
	GATE_BUSY,
	GATE_CEL_UNREADABLE,
	GATE_NOT_IN_CEL,
	GATE_IN_USE,
	GATE_DEVICE_CHANGED,
	GATE_TOKEN_UNREADABLE,
	GATE_WRONG_TOKEN,
	GATE_NEEDS_TOKEN,
	GATE_NEEDS_YES,
	GATE_VERDICTS,
};

/* The first reason against it, in the order above. */
enum gate_verdict gate_check(const struct gate_facts *f, const struct gate_request *r);
/* Whether just this one stands against it; for showing all of them. */
bool gate_holds(enum gate_verdict v, const struct gate_facts *f, const struct gate_request *r);
/* Whether it is a question for this request at all: what is not, has not been passed either. */
bool gate_applies(enum gate_verdict v, const struct gate_request *r);
/* "open", or the reason code of the refusal. */
const char *gate_code(enum gate_verdict v);
/* What the taint of @r means: "this taints the kernel until reboot (J: ...)". */
void gate_taint_text(const struct gate_request *r, char *buf, size_t size);
/* "refusing to @operation: reason", with code and hint; 0 for GATE_ALLOWED. */
int gate_refuse(enum gate_verdict v, const struct gate_facts *f, const struct gate_request *r,
		const char *operation, struct fail *why);

#endif
