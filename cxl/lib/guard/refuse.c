// SPDX-License-Identifier: LGPL-2.1-or-later
/* The gate's words: reason code, sentence and next step of each verdict. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/guard/gate.h"
#include "cxl/lib/guard/taint.h"

/* clang-format off */
static const struct {
	const char *code;
	const char *text;	/* NULL: made in sentence() */
	const char *next;
} rows[] = {
	[GATE_OPEN] = { "open", "", "" },
	[GATE_READ_ONLY] = { "read_only", "this context is for reading only",
			     "run it on the live system, or with --dry-run" },
	[GATE_POLICY_BROKEN] = { "policy_broken",
				 "a policy file cannot be relied on, so nothing is changed",
				 "see 'cxl policy show'" },
	[GATE_POLICY_DENIED] = { "policy_denied", NULL, "see 'cxl policy show'" },
	[GATE_POLICY_NOT_LISTED] = { "policy_not_listed", NULL, "see 'cxl policy show'" },
	[GATE_LOCKDOWN_INTEGRITY] = {
		"lockdown_integrity", "the kernel is locked down (integrity): no raw commands",
		"boot without lockdown=integrity and without Secure Boot, or use a native verb" },
	[GATE_LOCKDOWN_CONFIDENTIALITY] = {
		"lockdown_confidentiality",
		"the kernel is locked down (confidentiality): no raw commands",
		"boot without lockdown=confidentiality, or use a native verb" },
	[GATE_RAW_NOT_BUILT] = { "raw_not_built", "this kernel was built without raw commands",
				 "use a native verb, or a kernel with"
				 " CONFIG_CXL_MEM_RAW_COMMANDS" },
	[GATE_RAW_OPCODE] = { "raw_refused_opcode", "the kernel refuses this opcode on the raw"
			      " path, because it works against the kernel's own use of the device",
			      "use what the kernel offers for it: see 'cxl list-commands'" },
	[GATE_RAW_SET] = { "raw_refused_set",
			   "the kernel refuses all commands about security on the raw path",
			   "use what the kernel offers for it: see 'cxl list-commands'" },
	[GATE_RAW_RULE_UNKNOWN] = {
		"raw_rule_unknown", "the kernel refuses this opcode unless raw_allow_all is on,"
		" and that cannot be read", "mount debugfs, and run it as root" },
	[GATE_PANIC_UNKNOWN] = { "panic_unknown", "whether this kernel panics on a warning cannot"
				 " be read, and the raw path makes one", "run it as root" },
	[GATE_PANIC_ON_WARN] = { "panic_on_warn", "the raw path makes the kernel warn, and this"
				 " kernel panics on warnings", "set kernel.panic_on_warn to 0" },
	[GATE_WARN_LIMIT] = { "warn_limit", NULL, "set kernel.warn_limit to 0" },
	[GATE_PANIC_ON_TAINT] = { "panic_on_taint", NULL,
				  "boot without panic_on_taint= to allow it" },
	[GATE_NATIVE] = { "native_exists", NULL, "use that, or insist with --no-native" },
	[GATE_BUSY] = { "device_busy", NULL, "wait for it, and try again" },
	[GATE_CEL_UNREADABLE] = { "cel_unreadable", "the device's Command Effects Log cannot be"
				  " read, so what this does is not known",
				  "insist with --unlisted" },
	[GATE_NOT_IN_CEL] = { "not_in_cel", "the device does not list this command in its Command"
			      " Effects Log", "see 'cxl list-commands', or insist with"
			      " --unlisted" },
	[GATE_IN_USE] = { "in_use", NULL, "take it out of use first, or add --force" },
	[GATE_DEVICE_CHANGED] = { "device_changed", "this is not the device any more that it was a"
				  " moment ago", "look again with 'cxl list -i'" },
	[GATE_TOKEN_UNREADABLE] = { "token_unreadable", "the system does not say which device this"
				    " is: no serial, or no host", "see 'cxl list -i'" },
	[GATE_WRONG_TOKEN] = { "wrong_token", "the token is not that of this device",
			       "give serial and host as 'cxl list -i' shows them: 0xSERIAL@HOST" },
	[GATE_NEEDS_TOKEN] = { "needs_token", "it may destroy data, and wants a token that names"
			       " the device", "add --confirm 0xSERIAL@HOST, or type that on a"
			       " terminal; --dry-run shows it" },
	[GATE_NEEDS_YES] = { "needs_yes", NULL, "add --yes, or answer on a terminal" },
};
/* clang-format on */

_Static_assert(ARRAY_SIZE(rows) == GATE_VERDICTS, "every verdict has its words");

/* "J: fwctl was used to change a device"; the lowest bit speaks for all. */
static void taint_text(u64 taints, char *buf, size_t room)
{
	const struct taint_bit *bit =
		taints ? taint_bit_at((unsigned int)__builtin_ctzll(taints)) : NULL;

	snprintf(buf, room, "%c: %s", bit ? bit->letter : '?', bit ? bit->meaning : "unknown");
}

void gate_taint_sentence(const struct gate_request *r, char *buf, size_t room)
{
	char taint[80];

	taint_text(r->taints, taint, sizeof(taint));
	snprintf(buf, room, "this taints the kernel until it is booted again (%s)", taint);
}

static void policy_text(const struct policy_verdict *p, char *buf, size_t room)
{
	const struct policy_rule *rule = p->rule;

	snprintf(buf, room, "%s %s:%u: '%s'",
		 p->answer == POLICY_DENIED ? "the policy denies it,"
					    : "the policy allows other things, not this:",
		 rule ? rule->file : "?", rule ? rule->line : 0, rule ? rule->text : "");
}

static void sentence(enum gate_verdict v, const struct gate_facts *f, const struct gate_request *r,
		     char *buf, size_t room)
{
	char taint[80];

	switch (v) {
	case GATE_POLICY_DENIED:
	case GATE_POLICY_NOT_LISTED:
		policy_text(&f->policy, buf, room);
		break;
	case GATE_WARN_LIMIT:
		snprintf(buf, room,
			 "the raw path makes the kernel warn, and this kernel panics"
			 " after %" PRIu64 " warnings",
			 f->warn_limit);
		break;
	case GATE_PANIC_ON_TAINT:
		taint_text(r->taints & f->panic_on_taint, taint, sizeof(taint));
		snprintf(buf, room,
			 "it taints the kernel (%s), and this kernel was booted"
			 " to panic on that",
			 taint);
		break;
	case GATE_NATIVE:
		snprintf(buf, room, "there is a native way: %s",
			 r->raw && r->raw->native ? r->raw->native : "");
		break;
	case GATE_BUSY:
		snprintf(buf, room, "%s",
			 f->busy ? f->busy : "another process is working on this device");
		break;
	case GATE_IN_USE:
		snprintf(buf, room, "the device is in use: %s", r->in_use ? r->in_use : "");
		break;
	case GATE_NEEDS_YES:
		if (r->taints)
			gate_taint_sentence(r, buf, room);
		else
			snprintf(buf, room, "%s",
				 r->description ? r->description : "it changes the device");
		break;
	default:
		snprintf(buf, room, "%s", rows[v].text);
		break;
	}
}

int gate_refuse(enum gate_verdict v, const struct gate_facts *f, const struct gate_request *r,
		struct fail *why)
{
	char text[320];

	if (v == GATE_OPEN)
		return 0;
	sentence(v, f, r, text, sizeof(text));
	return fail_refuse(why, rows[v].code, rows[v].next, "refused: %s", text);
}

const char *gate_code(enum gate_verdict v)
{
	return rows[v].code;
}
