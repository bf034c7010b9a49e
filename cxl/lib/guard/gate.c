// SPDX-License-Identifier: LGPL-2.1-or-later
/* The verdict of the gate. Pure; the messages are in gate-text.c. */
#include "cxl/lib/guard/gate.h"
#include "cxl/lib/wire/tunnel.h"

bool gate_applies(enum gate_verdict v, const struct gate_request *r)
{
	switch (v) {
	case GATE_ALLOWED:
	case GATE_VERDICTS:
		return false;
	case GATE_READ_ONLY:
	case GATE_POLICY_INVALID:
		return r->risk != RISK_READ;
	case GATE_POLICY_DENIED:
	case GATE_POLICY_NOT_LISTED:
		return true;
	case GATE_TUNNEL_UNKNOWN:
		return tunnel_opcode(r->opcode);
	case GATE_PANIC_ON_TAINT_UNKNOWN:
	case GATE_PANIC_ON_TAINT:
		return r->taints != 0;
	case GATE_BUSY:
		return r->risk > RISK_READ_EFFECTS;
	case GATE_IN_USE:
		return r->risk >= RISK_SERVICE;
	case GATE_DEVICE_CHANGED:
	case GATE_TOKEN_UNREADABLE:
		return r->risk == RISK_DESTRUCTIVE || (r->component && r->risk > RISK_READ_EFFECTS);
	case GATE_WRONG_TOKEN:
	case GATE_NEEDS_TOKEN:
		return r->risk == RISK_DESTRUCTIVE;
	case GATE_NEEDS_YES:
		return r->risk != RISK_DESTRUCTIVE && (r->taints || r->needs_confirmation);
	case GATE_LOCKDOWN_INTEGRITY:
	case GATE_LOCKDOWN_CONFIDENTIALITY:
	case GATE_LOCKDOWN_UNKNOWN:
	case GATE_NATIVE:
		return r->raw != NULL;
	case GATE_DRIVER_UNKNOWN:
	case GATE_DRIVER_BOUND:
	case GATE_PROTOCOL_UNKNOWN:
	case GATE_PROTOCOL_USED:
	case GATE_PROTOCOLS_UNREADABLE:
	case GATE_PROTOCOL_NOT_LISTED:
		return r->raw && r->raw->doe;
	default:
		return r->raw && !r->raw->doe;
	}
}

/* Whether the kernel rejects the opcode as a raw command. */
static bool kernel_refuses(enum gate_verdict v, const struct gate_facts *f,
			   const struct gate_raw *raw)
{
	if (raw->rule == RAW_ALLOWED || f->raw_allow_all == GATE_YES)
		return false;
	if (f->raw_allow_all == GATE_UNKNOWN)
		return v == GATE_RAW_RULE_UNKNOWN;
	return raw->rule == (v == GATE_RAW_OPCODE ? RAW_DENIED_OPCODE
			     : v == GATE_RAW_SET  ? RAW_DENIED_SET
						  : RAW_ALLOWED);
}

static bool raw_holds(enum gate_verdict v, const struct gate_facts *f, const struct gate_raw *raw)
{
	switch (v) {
	case GATE_LOCKDOWN_INTEGRITY:
		return f->lockdown == LOCKDOWN_INTEGRITY;
	case GATE_LOCKDOWN_CONFIDENTIALITY:
		return f->lockdown == LOCKDOWN_CONFIDENTIALITY;
	case GATE_LOCKDOWN_UNKNOWN:
		return f->lockdown == LOCKDOWN_UNKNOWN;
	case GATE_RAW_NOT_BUILT:
		return raw->built == GATE_NO;
	case GATE_RAW_UNKNOWN:
		return raw->built == GATE_UNKNOWN;
	case GATE_RAW_OPCODE:
	case GATE_RAW_SET:
	case GATE_RAW_RULE_UNKNOWN:
		return kernel_refuses(v, f, raw);
	case GATE_PANIC_UNKNOWN:
		return f->panic_unknown;
	case GATE_PANIC_ON_WARN:
		return f->panic_on_warn;
	case GATE_WARN_LIMIT:
		return f->warn_limit != 0;
	case GATE_DRIVER_UNKNOWN:
		return f->driver_unknown;
	case GATE_DRIVER_BOUND:
		return *f->driver;
	case GATE_PROTOCOL_UNKNOWN:
		return f->kernel_uses == GATE_UNKNOWN;
	case GATE_PROTOCOL_USED:
		return f->kernel_uses == GATE_YES;
	case GATE_NATIVE:
		return raw->native && !raw->no_native;
	case GATE_CEL_UNREADABLE:
		return raw->listed == GATE_UNKNOWN && !raw->unlisted;
	case GATE_NOT_IN_CEL:
		return raw->listed == GATE_NO && !raw->unlisted;
	case GATE_PROTOCOLS_UNREADABLE:
		return f->protocol_listed == GATE_UNKNOWN && !raw->unlisted;
	case GATE_PROTOCOL_NOT_LISTED:
		return f->protocol_listed == GATE_NO && !raw->unlisted;
	default:
		return false;
	}
}

bool gate_holds(enum gate_verdict v, const struct gate_facts *f, const struct gate_request *r)
{
	if (!gate_applies(v, r))
		return false;
	switch (v) {
	case GATE_READ_ONLY:
		return f->read_only && !f->dry_run;
	case GATE_POLICY_INVALID:
		return f->policy_invalid;
	case GATE_POLICY_DENIED:
		return f->policy.decision == POLICY_DENIED;
	case GATE_POLICY_NOT_LISTED:
		return f->policy.decision == POLICY_NOT_LISTED;
	case GATE_TUNNEL_UNKNOWN:
		return f->policy.decision == POLICY_TUNNEL_UNKNOWN;
	case GATE_PANIC_ON_TAINT_UNKNOWN:
		return f->panic_on_taint_unknown;
	case GATE_PANIC_ON_TAINT:
		return (r->taints & f->panic_on_taint) != 0;
	case GATE_BUSY:
		return f->busy || r->not_locked;
	case GATE_IN_USE:
		return *f->in_use && !r->ignore_use;
	case GATE_DEVICE_CHANGED:
		return f->device_changed;
	case GATE_TOKEN_UNREADABLE:
		return f->token_unreadable;
	case GATE_WRONG_TOKEN:
		return f->token == TOKEN_WRONG;
	case GATE_NEEDS_TOKEN:
		return f->token == TOKEN_NONE;
	case GATE_NEEDS_YES:
		return !f->confirmed;
	default:
		return raw_holds(v, f, r->raw);
	}
}

/* Verdicts that no confirmation can override come first. */
enum gate_verdict gate_check(const struct gate_facts *f, const struct gate_request *r)
{
	int v;

	for (v = GATE_ALLOWED + 1; v < GATE_VERDICTS; v++)
		if (gate_holds((enum gate_verdict)v, f, r))
			return (enum gate_verdict)v;
	return GATE_ALLOWED;
}
