/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Policy of the administrator: rules "deny DEVICE ACTION" and "allow DEVICE ACTION" from files. The
 * parser and the decision are pure (policy.c), the loader is not (policy-load.c). Deny rules take
 * precedence. Allow rules form a list: actions of the same kind on the same devices that are not on
 * the list are denied. "allow DEVICE ALL" allows every action. The allow rules of an unsafe file
 * can deny more, but not allow what the other files deny.
 */
#ifndef CXL_GUARD_POLICY_H
#define CXL_GUARD_POLICY_H

#include "cxl/lib/ctx/ctx.h"

#define POLICY_TEXT_MAX 256
#define POLICY_FIRMWARE_MAX 64
#define POLICY_ADDRESS_MAX 63
#define POLICY_VERB_MAX 40
#define POLICY_FILE_MAX (1U << 20) /* bytes; a larger file is invalid */

enum policy_kind {
	POLICY_ANY,
	POLICY_OPCODE, /* a mailbox command on any route */
	POLICY_RAW,    /* a raw mailbox command */
	POLICY_FEATURE,
	POLICY_DOE,
	POLICY_VERB,
};

enum policy_device_by {
	POLICY_ALL,
	POLICY_PCI,
	POLICY_SERIAL,
	POLICY_FIRMWARE,
	POLICY_ADDRESS,
};

/* Numbers from .first to .last; ALL is all of them. */
struct policy_range {
	u32 first, last;
};

struct policy_rule {
	bool deny;
	u8 by, kind; /* enum policy_device_by, enum policy_kind */
	bool any_feature;
	struct policy_range vendor, device;
	u64 serial;
	char firmware[POLICY_FIRMWARE_MAX + 1]; /* may hold '*' */
	char address[POLICY_ADDRESS_MAX + 1];	/* likewise */
	struct policy_range opcodes;
	u8 feature[16];
	struct policy_range doe_vendor, doe_type;
	char verb[POLICY_VERB_MAX + 1]; /* may hold '*' */
	bool unsafe;			/* from a file that others than root can change */
	const char *file;		/* borrowed from the policy */
	unsigned int line;
	char text[POLICY_TEXT_MAX];
};

struct policy {
	const char *(*verb_at)(size_t i); /* as that of struct cxl_ctx; set before loading */
	struct policy_rule *rules;
	size_t count;
	char **files; /* files that were read, and files that could not be */
	size_t file_count;
	struct policy_fault {
		const char *file;
		struct fail why;
	} * faults;
	size_t fault_count; /* more than 0: the gate is closed */
};

/*
 * The target memory device. An unknown property matches deny rules and no allow rule, but an allow
 * rule for it makes a list.
 */
struct policy_device {
	bool pci_known, serial_known, firmware_known;
	u32 vendor, device;
	u64 serial;
	char firmware[POLICY_FIRMWARE_MAX + 1];
	/* See cxl/lib/wire/address.h: "mem0", "mctp:1,9"; or the address of a PCI function. */
	char address[POLICY_ADDRESS_MAX + 1];
};

/* An action; several members may apply. */
struct policy_action {
	const char *verb; /* NULL: none */
	bool has_opcode, raw, has_doe;
	u16 opcode;
	const void *in;	   /* input of the command, for the commands in a tunnel; borrowed */
	size_t in_len;	   /* bytes */
	bool any_in;	   /* the input is not known: judge the outer command only */
	bool tunnelled;	   /* the destination is behind the device, and not known */
	const u8 *feature; /* UUID; NULL: none */
	u16 doe_vendor;
	u8 doe_type;
};

enum policy_decision {
	POLICY_NO_RULE,
	POLICY_ALLOWED,
	POLICY_DENIED,
	POLICY_NOT_LISTED,
	POLICY_TUNNEL_UNKNOWN, /* no rule allows .opcode, which has an unknown effect elsewhere */
};

struct policy_verdict {
	enum policy_decision decision;
	const struct policy_rule *rule; /* the rule that decided; NULL: none */
	bool tunnelled;			/* a tunnelled command is denied: .opcode */
	u16 opcode;			/* POLICY_TUNNEL_UNKNOWN: the one that cannot be judged */
};

/*
 * Parse one line. A verb must be one of @verb_at, or match one. 1: rule in @ret, 0: blank or a
 * comment, -EINVAL: message in @why.
 */
int policy_line(const char *(*verb_at)(size_t i), const char *text, size_t len,
		struct policy_rule *ret, struct fail *why) MUST_CHECK;
/* The lines of a policy file; .line is the number of the last one that was read. */
struct policy_lines {
	const char *(*verb_at)(size_t i);
	const char *text, *end;
	unsigned int line;
};

/*
 * Parse the lines up to the next rule. 1: rule in @ret, 0: no more lines, -EINVAL: invalid line,
 * message with its number in @why. After an invalid line the next call continues.
 */
int policy_next(struct policy_lines *l, struct policy_rule *ret, struct fail *why) MUST_CHECK;
/* The reason why no action can match @r in this version; NULL: none. */
const char *policy_no_effect(const struct policy_rule *r);
/* Whether @text matches @pattern, in which '*' stands for any number of characters. */
bool policy_glob(const char *pattern, const char *text);
/* Where rules come from. */
struct policy_source {
	const char *file;
	bool unsafe; /* others than root can change it */
};

/*
 * Add the rules in the text @text of @from to @p. Each invalid line is added to .faults; the rules
 * of the other lines are added, so that their deny rules apply. Returns 0 or -ENOMEM.
 */
int policy_parse(struct policy *p, const struct policy_source *from, const char *text,
		 size_t len) MUST_CHECK;
void policy_add_fault(struct policy *p, const char *file, const struct fail *why);
/* Add a name to .files; NULL: out of memory. */
const char *policy_add_file(struct policy *p, const char *file);
/*
 * Evaluate the rules for an action. The commands in a tunnel (5300h) are evaluated as well, with
 * the deny rules for every device. A tunnel that cannot be parsed, and any other command of
 * tunnel_opcode(), must be allowed by an opcode or raw rule for its opcode.
 */
void policy_decide(const struct policy *p, const struct policy_device *d,
		   const struct policy_action *w, struct policy_verdict *ret);
void policy_free(struct policy *p);

/* policy-load.c: the rules of all policy files. Never fails; errors are in .faults. */
void policy_load(struct policy *p, const struct sysroot *root);
/* The policy of the context's system, read on first use. NULL: out of memory. */
const struct policy *guard_policy(struct cxl_ctx *ctx);
/* Properties of the memory device or PCI function @name from sysfs. */
void policy_device_read(const struct cxl_ctx *ctx, const char *name, struct policy_device *ret);

#define auto_policy __attribute__((cleanup(policy_free)))

#endif
