/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The gate decides whether an action is allowed. Pure; guard/facts.c gathers the facts. */
#ifndef CXL_GUARD_GATE_H
#define CXL_GUARD_GATE_H

#include "cxl/lib/guard/policy.h"
#include "cxl/lib/guard/token.h"
#include "cxl/lib/wire/doe.h"
#include "cxl/lib/wire/opcode.h"
#include "util/fail.h"
#include "util/risk.h"

/* Taint bits (Documentation/admin-guide/tainted-kernels.rst) that actions of this tool set. */
#define TAINT_USER_BIT 6   /* U */
#define TAINT_WARN_BIT 9   /* W */
#define TAINT_FWCTL_BIT 19 /* J */

enum lockdown {
	LOCKDOWN_NONE,
	LOCKDOWN_INTEGRITY,
	LOCKDOWN_CONFIDENTIALITY,
	LOCKDOWN_UNKNOWN,
};
enum gate_known { GATE_NO, GATE_YES, GATE_UNKNOWN };

struct gate_facts {
	bool read_only; /* context opened for reading only */
	bool confirmed; /* --yes, or confirmed at the prompt */
	bool dry_run;
	u64 panic_on_taint; /* panic_on_taint= of this kernel */
	bool panic_on_taint_unknown;
	bool policy_invalid; /* a policy file is invalid or unsafe */
	struct policy_verdict policy;
	enum token_state token; /* confirmation token, compared with that of the device */
	bool token_unreadable;	/* serial number or host of the device cannot be read */
	bool device_changed;	/* since the first check */
	char in_use[400];	/* dependents of the device; "": none, or gate_request.ignore_use */
	bool memory_in_use;	/* among them online or mounted memory, or swap */
	bool process_in_use;	/* among them a process that uses a DAX device */
	bool region_in_use;	/* among them a region */
	bool use_unknown;	/* it cannot be determined */
	/* For raw commands only. */
	enum lockdown lockdown;
	enum gate_known raw_allow_all; /* raw_allow_all: the kernel rejects no opcode */
	bool panic_unknown;	       /* one of the next two cannot be read */
	bool panic_on_warn;
	u64 warn_limit;	  /* 0: none */
	const char *busy; /* current operation of the device, a literal; NULL: none */
	/* For DOE objects only. */
	char driver[64];		 /* of the PCI function; "": none is bound */
	bool driver_unknown;		 /* it cannot be determined */
	enum gate_known kernel_uses;	 /* the kernel uses the protocol */
	enum gate_known protocol_listed; /* the kernel has found the protocol on the function */
};

/* A DOE object, sent through a mailbox in the configuration space of a PCI function. */
struct gate_doe {
	struct doe_protocol protocol;
	u16 mailbox; /* offset of the capability */
};

/* Properties of a raw command. */
struct gate_raw {
	const struct gate_doe *doe; /* NULL: a mailbox command. The next two are of those. */
	enum gate_known built;	    /* the kernel supports raw commands */
	enum raw_rule rule;	    /* rule of the kernel for this opcode */
	bool destructive;	    /* for the text: it may destroy data, or is unknown */
	const char *native;	    /* alternative to the raw command; NULL: none */
	enum gate_known listed;	    /* in the Command Effects Log; not of a DOE object */
	bool no_native, unlisted;   /* options of the user */
};

/* An action to be checked. */
struct gate_request {
	enum risk risk;
	u64 taints;		    /* taint bits that the action sets */
	const struct gate_raw *raw; /* NULL: not raw */
	bool needs_confirmation;    /* composed by the user: needs a confirmation at every risk */
	bool dry_run_reads;	    /* reads are not sent in a dry run either */
	bool component;		    /* the target has an address, see cxl/lib/wire/address.h */
	/* Reason why the device is not locked; NULL: it is, or needs no lock. */
	const struct fail *not_locked;
	bool ignore_use;	 /* --force, or without effect on memory in use */
	bool no_force;		 /* there is no --force, so a hint does not name it */
	bool memory_only;	 /* only online or mounted memory counts as use */
	const char *region;	 /* only what uses this region counts as use; NULL: any */
	const char *operation;	 /* "disable mem0", for messages; NULL: that of the audit entry */
	const char *description; /* description for the prompt; NULL: none */
	const char *reason;	 /* why it needs a token; NULL: it may destroy data */
	u16 opcode;		 /* mailbox command, also that of a sysfs attribute; 0: none */
	u16 then_opcode;	 /* another command that the kernel sends after it; 0: none */
	const u8 *feature;	 /* UUID, for the policy; NULL: none */
	/*
	 * Names of the memory devices that a change of the topology affects: policy and use are
	 * those of each of them. Count 0: the target is the only one.
	 */
	const char *const *memdevs;
	size_t memdev_count;
	bool more_memdevs; /* and others that are not known */
};

/* The use of a component is never known. */
#define GATE_COMPONENT_USE "it is no device of this host"

/* In the order in which they are checked. */
enum gate_verdict {
	GATE_ALLOWED,
	GATE_READ_ONLY,
	GATE_POLICY_INVALID,
	GATE_POLICY_DENIED,
	GATE_POLICY_NOT_LISTED,
	GATE_TUNNEL_UNKNOWN,
	GATE_LOCKDOWN_INTEGRITY,
	GATE_LOCKDOWN_CONFIDENTIALITY,
	GATE_LOCKDOWN_UNKNOWN,
	GATE_RAW_NOT_BUILT,
	GATE_RAW_UNKNOWN,
	GATE_RAW_OPCODE,
	GATE_RAW_SET,
	GATE_RAW_RULE_UNKNOWN,
	GATE_PANIC_UNKNOWN,
	GATE_PANIC_ON_WARN,
	GATE_WARN_LIMIT,
	GATE_PANIC_ON_TAINT_UNKNOWN,
	GATE_PANIC_ON_TAINT,
	GATE_DRIVER_UNKNOWN,
	GATE_DRIVER_BOUND,
	GATE_PROTOCOL_UNKNOWN,
	GATE_PROTOCOL_USED,
	GATE_NATIVE,
	GATE_BUSY,
	GATE_CEL_UNREADABLE,
	GATE_NOT_IN_CEL,
	GATE_PROTOCOLS_UNREADABLE,
	GATE_PROTOCOL_NOT_LISTED,
	GATE_IN_USE,
	GATE_DEVICE_CHANGED,
	GATE_TOKEN_UNREADABLE,
	GATE_WRONG_TOKEN,
	GATE_NEEDS_TOKEN,
	GATE_NEEDS_YES,
	GATE_VERDICTS,
};

/* The first reason for a refusal in the order above, or GATE_ALLOWED. */
enum gate_verdict gate_check(const struct gate_facts *f, const struct gate_request *r);
/* Whether the condition of @v is met, without regard to the order; for lists of all checks. */
bool gate_holds(enum gate_verdict v, const struct gate_facts *f, const struct gate_request *r);
/* Whether the check @v is relevant for this request. */
bool gate_applies(enum gate_verdict v, const struct gate_request *r);
/* "allowed", or the reason code of the refusal. */
const char *gate_code(enum gate_verdict v);
/* "this taints the kernel until reboot (J: ...)" */
void gate_taint_text(const struct gate_request *r, char *buf, size_t size);
/*
 * Fill in @why: "refusing to OPERATION: reason", with code and hint; "cannot OPERATION: reason" if
 * the kernel does not support it. 0 for GATE_ALLOWED.
 */
int gate_refuse(enum gate_verdict v, const struct gate_facts *f, const struct gate_request *r,
		const char *operation, struct fail *why);

#endif
