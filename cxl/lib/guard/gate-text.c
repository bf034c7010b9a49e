// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reason code, message and hint of each verdict of the gate. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/guard/gate.h"
#include "cxl/lib/guard/taint.h"

/* clang-format off */
static const struct {
	const char *code;
	const char *text; /* NULL: composed by reason() */
	const char *hint;
} rows[] = {
	[GATE_ALLOWED] = { "allowed", "", "" },
	[GATE_READ_ONLY] = { "read_only", "a captured system cannot be changed",
			     "omit --from or --sysroot, or use --dry-run" },
	[GATE_POLICY_INVALID] = { "policy_invalid",
				 "invalid policy file; changes are blocked until it is fixed",
				 "see 'cxl policy show'" },
	[GATE_POLICY_DENIED] = { "policy_denied", NULL, "see 'cxl policy show'" },
	[GATE_POLICY_NOT_LISTED] = { "policy_not_listed", NULL, "see 'cxl policy show'" },
	[GATE_TUNNEL_UNKNOWN] = { "tunnel_unknown", NULL, "see 'cxl help policy' for allow rules" },
	[GATE_LOCKDOWN_INTEGRITY] = {
		"lockdown_integrity", "the kernel is locked down (integrity)",
		"boot without lockdown=integrity and Secure Boot, or use a native interface" },
	[GATE_LOCKDOWN_CONFIDENTIALITY] = {
		"lockdown_confidentiality", "the kernel is locked down (confidentiality)",
		"boot without lockdown=confidentiality, or use a native interface" },
	[GATE_LOCKDOWN_UNKNOWN] = {
		"lockdown_unknown", "cannot determine whether the kernel is locked down",
		"run as root, and mount securityfs on /sys/kernel/security" },
	[GATE_RAW_NOT_BUILT] = {
		"raw_not_built",
		"raw commands are not supported by this kernel (needs CONFIG_CXL_MEM_RAW_COMMANDS)",
		"use a native interface, see 'cxl list-commands'" },
	[GATE_RAW_UNKNOWN] = {
		"raw_unknown", "cannot determine whether the kernel supports raw commands",
		"run as root, see 'cxl support-status'" },
	[GATE_RAW_OPCODE] = {
		"raw_refused_opcode",
		"the kernel rejects this opcode as a raw command because it conflicts with the driver",
		"use the native interface, see 'cxl list-commands'" },
	[GATE_RAW_SET] = { "raw_refused_set", "the kernel rejects security commands as raw commands",
			   "use the native interface, see 'cxl list-commands'" },
	[GATE_RAW_RULE_UNKNOWN] = {
		"raw_rule_unknown",
		"the kernel rejects this opcode unless raw_allow_all is set, and raw_allow_all cannot be read",
		"mount debugfs and run as root" },
	[GATE_PANIC_UNKNOWN] = {
		"panic_unknown",
		"a raw command triggers a kernel warning, and it is unknown whether that causes a panic",
		"run as root" },
	[GATE_PANIC_ON_WARN] = {
		"panic_on_warn",
		"a raw command triggers a kernel warning, and kernel.panic_on_warn is set",
		"set kernel.panic_on_warn to 0" },
	[GATE_WARN_LIMIT] = { "warn_limit", NULL, "set kernel.warn_limit to 0" },
	[GATE_PANIC_ON_TAINT_UNKNOWN] = {
		"panic_on_taint_unknown",
		"this taints the kernel, and it is unknown whether that causes a panic: cannot read the kernel command line",
		"mount procfs on /proc" },
	[GATE_PANIC_ON_TAINT] = { "panic_on_taint", NULL, "boot without panic_on_taint=" },
	[GATE_DRIVER_UNKNOWN] = {
		"driver_unknown", "cannot determine whether a driver is bound to the PCI function",
		"run as root" },
	[GATE_DRIVER_BOUND] = { "driver_bound", NULL,
				"unbind the driver first, see cxl-doe(1)" },
	[GATE_PROTOCOL_UNKNOWN] = {
		"protocol_unknown", "cannot determine whether the kernel uses the protocol",
		"run as root" },
	[GATE_PROTOCOL_USED] = { "protocol_in_use", "the kernel uses the protocol",
				 "see 'cxl doe list'" },
	[GATE_NATIVE] = { "native_exists", NULL, "use this interface, or --no-native to override" },
	[GATE_BUSY] = { "device_busy", NULL, "try again later" },
	[GATE_CEL_UNREADABLE] = {
		"cel_unreadable",
		"cannot read the device's Command Effects Log, so its effects are unknown",
		"use --unlisted to override" },
	[GATE_NOT_IN_CEL] = { "not_in_cel", "not listed in the Command Effects Log",
			      "see 'cxl list-commands', or use --unlisted to override" },
	[GATE_PROTOCOLS_UNREADABLE] = {
		"protocols_unreadable",
		"the kernel does not show the DOE protocols of the PCI function",
		"needs Linux 6.16; use --unlisted to override" },
	[GATE_PROTOCOL_NOT_LISTED] = {
		"protocol_not_listed", "the PCI function does not have the protocol",
		"see 'cxl doe list', or use --unlisted to override" },
	[GATE_IN_USE] = { "in_use", NULL, "use --force to override" },
	[GATE_DEVICE_CHANGED] = { "device_changed",
				  "device changed while waiting for confirmation",
				  "see 'cxl list -i'" },
	[GATE_TOKEN_UNREADABLE] = { "token_unreadable",
				    "cannot identify the device: cannot read its serial number or host device",
				    "see 'cxl list -i'" },
	[GATE_WRONG_TOKEN] = { "wrong_token",
			       "confirmation does not match; expected SERIAL@BDF of this device",
			       "see '--dry-run'" },
	[GATE_NEEDS_TOKEN] = { "needs_token", "it may destroy data",
			       "use --confirm SERIAL@BDF, see '--dry-run'" },
	[GATE_NEEDS_YES] = { "needs_yes", NULL, "use --yes to confirm" },
};
/* clang-format on */

_Static_assert(ARRAY_SIZE(rows) == GATE_VERDICTS, "a text is missing");

/* Letter and description of the lowest bit: "J: mutating debug operation through fwctl". */
static void taint_text(u64 taints, char *buf, size_t size)
{
	const struct taint_bit *bit =
		taints ? taint_bit_at((unsigned int)__builtin_ctzll(taints)) : NULL;

	snprintf(buf, size, "%c: %s", bit ? bit->letter : '?', bit ? bit->meaning : "unknown");
}

void gate_taint_text(const struct gate_request *r, char *buf, size_t size)
{
	char taint[80];

	taint_text(r->taints, taint, sizeof(taint));
	snprintf(buf, size, "this taints the kernel until reboot (%s)", taint);
}

static void policy_text(const struct policy_verdict *p, char *buf, size_t size)
{
	/* clang-format off */
	static const char *const lists[] = {
		[POLICY_ANY] = "", [POLICY_OPCODE] = " of opcodes",
		[POLICY_RAW] = " of raw commands", [POLICY_FEATURE] = " of Features",
		[POLICY_DOE] = " of DOE protocols", [POLICY_VERB] = " of verbs",
	};
	/* clang-format on */
	const struct policy_rule *rule = p->rule;
	char command[32] = "";

	if (p->tunnelled)
		snprintf(command, sizeof(command), "tunnelled command 0x%04x ", p->opcode);
	if (p->decision == POLICY_DENIED)
		snprintf(buf, size, "%sdenied by policy %s:%u: '%.120s'", command, rule->file,
			 rule->line, rule->text);
	else
		snprintf(buf, size, "%snot on the policy's allow list%s", command,
			 lists[rule->kind]);
}

/* @v holds, see gate_holds(). */
static void reason(enum gate_verdict v, const struct gate_facts *f, const struct gate_request *r,
		   char *buf, size_t size)
{
	char taint[80];

	switch (v) {
	case GATE_POLICY_DENIED:
	case GATE_POLICY_NOT_LISTED:
		policy_text(&f->policy, buf, size);
		break;
	case GATE_TUNNEL_UNKNOWN:
		snprintf(buf, size,
			 "cannot determine what 0x%04x does behind the device, and no policy rule "
			 "allows it",
			 f->policy.opcode);
		break;
	case GATE_DRIVER_BOUND:
		snprintf(buf, size, "the driver %s is bound to the PCI function", f->driver);
		break;
	case GATE_WARN_LIMIT:
		snprintf(
			buf, size,
			"a raw command triggers a kernel warning, and kernel.warn_limit is %" PRIu64,
			f->warn_limit);
		break;
	case GATE_PANIC_ON_TAINT:
		taint_text(r->taints & f->panic_on_taint, taint, sizeof(taint));
		snprintf(buf, size,
			 "this taints the kernel (%s), and panic_on_taint includes this bit",
			 taint);
		break;
	case GATE_NATIVE:
		snprintf(buf, size, "a native interface exists: %s", r->raw->native);
		break;
	case GATE_BUSY:
		snprintf(buf, size, "%.400s", f->busy ? f->busy : r->not_locked->message);
		break;
	case GATE_IN_USE:
		snprintf(buf, size, "%s: %s",
			 f->use_unknown ? "cannot determine whether the device is in use"
					: "the device is in use",
			 f->in_use);
		break;
	case GATE_WRONG_TOKEN:
		snprintf(buf, size, "%s",
			 r->component ? "confirmation does not match; expected SERIAL@ADDRESS of "
					"this component"
				      : rows[v].text);
		break;
	case GATE_NEEDS_TOKEN:
		snprintf(buf, size, "%s",
			 r->raw && !r->raw->destructive ? "raw commands require confirmation"
			 : r->reason			? r->reason
							: rows[v].text);
		break;
	case GATE_NEEDS_YES:
		if (r->taints)
			gate_taint_text(r, buf, size);
		else
			snprintf(buf, size, "%s",
				 r->description ? r->description : "it changes the device");
		break;
	default:
		snprintf(buf, size, "%s", rows[v].text);
		break;
	}
}

/* The other hints about the confirmation refer to a dry run. */
static const char *hint_of(enum gate_verdict v, const struct gate_facts *f,
			   const struct gate_request *r)
{
	/* Without a driver, the function of an object is not a memory device. */
	if ((v == GATE_TOKEN_UNREADABLE || v == GATE_DEVICE_CHANGED) && r->raw && r->raw->doe)
		return "see 'lspci -v', as root";
	if (v == GATE_NEEDS_TOKEN && r->component && !f->dry_run)
		return "use --confirm SERIAL@ADDRESS, see '--dry-run'";
	if (v == GATE_NEEDS_TOKEN && r->component)
		return "a real run asks for SERIAL@ADDRESS, see 'confirm', or requires --confirm SERIAL@ADDRESS";
	if (r->component && (v == GATE_TOKEN_UNREADABLE || v == GATE_DEVICE_CHANGED))
		return "see 'cxl list-targets'";
	if (v == GATE_NEEDS_TOKEN && f->dry_run)
		return "a real run asks for SERIAL@BDF, see 'confirm', or requires --confirm SERIAL@BDF";
	if (v == GATE_WRONG_TOKEN && f->dry_run)
		return "see 'confirm' in the output";
	return rows[v].hint;
}

/* Of a region, memory that is online is only a part of the use. */
static const char *in_use_hint(const struct gate_facts *f, const struct gate_request *r)
{
	if (r->no_force)
		return "see 'cxl list -v'";
	if (f->region_in_use && (f->memory_in_use || f->process_in_use))
		return "disable and destroy the region first, or use --force to override";
	if (f->region_in_use)
		return "destroy the region first, or use --force to override";
	if (f->memory_in_use)
		return "unmount or offline the memory first, or use --force to override";
	if (f->process_in_use)
		return "end the process first, or use --force to override";
	return rows[GATE_IN_USE].hint;
}

int gate_refuse(enum gate_verdict v, const struct gate_facts *f, const struct gate_request *r,
		const char *operation, struct fail *why)
{
	const char *hint = hint_of(v, f, r);
	char text[480];

	if (v == GATE_ALLOWED)
		return 0;
	if (v == GATE_BUSY && !f->busy)
		hint = r->not_locked->hint;
	else if (v == GATE_IN_USE)
		hint = in_use_hint(f, r);
	reason(v, f, r, text, sizeof(text));
	if (v == GATE_RAW_NOT_BUILT)
		return fail_unsupported(why, rows[v].code, rows[v].hint, "cannot %s: %s", operation,
					text);
	return fail_refuse(why, rows[v].code, hint, "refusing to %s: %s", operation, text);
}

const char *gate_code(enum gate_verdict v)
{
	return rows[v].code;
}
