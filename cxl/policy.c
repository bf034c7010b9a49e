// SPDX-License-Identifier: GPL-2.0-only
/* cxl policy: show the rules, check an action on a device, check the syntax of a file. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/common.h"
#include "cxl/doe/doe.h"
#include "cxl/lib/guard/gate.h"
#include "cxl/lib/guard/verbs.h"
#include "cxl/lib/topo/pci.h"
#include "util/blob.h"
#include "util/strbuf.h"

#define ANY_OPCODE "all"
#define DOE_VERB "doe" /* the only command that sends DOE objects */
#define CHECK_COLUMNS "memdev,address,verb,opcode,verdict,rule"

struct args {
	struct common_args common;
};

/* clang-format off */
static const char *const by_names[] = {
	[POLICY_ALL] = "all", [POLICY_PCI] = "pci", [POLICY_SERIAL] = "serial",
	[POLICY_FIRMWARE] = "firmware", [POLICY_ADDRESS] = "address",
};
/* clang-format on */

/* clang-format off */
static const char *const kind_names[] = {
	[POLICY_ANY] = "all", [POLICY_OPCODE] = "opcode", [POLICY_RAW] = "raw",
	[POLICY_FEATURE] = "feature", [POLICY_DOE] = "doe", [POLICY_VERB] = "verb",
};
/* clang-format on */

static void show_rule(const struct policy_rule *r, struct rec *top)
{
	struct rec *o = rec_obj(top, NULL);

	rec_str(o, "file", r->file);
	rec_uint(o, "line", r->line);
	rec_str(o, "rule_type", r->deny ? "deny" : "allow");
	rec_str(o, "device_by", by_names[r->by]);
	rec_str(o, "kind", kind_names[r->kind]);
	rec_str(o, "rule", r->text);
}

static int show(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	const struct policy *p = guard_policy(inv->ctx);
	size_t i;

	if (inv->argc > 1)
		return inv_usage(inv, "unknown extra parameter \"%s\"", inv->argv[1]);
	if (!p)
		return EXIT_INTERNAL;
	for (i = 0; i < p->count; i++)
		show_rule(&p->rules[i], top);
	for (i = 0; i < p->fault_count && p->faults; i++)
		inv_fail(inv, p->faults[i].file, "policy", &p->faults[i].why);
	if (p->count == 0 && p->fault_count == 0)
		inv_warn(inv, "no policy rules found");
	return inv_print(inv, top);
}

/* The index of the kind, which follows the devices; if there is none, of what is in its place. */
static int kind_index(const struct inv *inv)
{
	size_t k;
	int i;

	for (i = 2; i < inv->argc; i++)
		for (k = POLICY_ANY + 1; k < ARRAY_SIZE(kind_names); k++)
			if (str_eq(inv->argv[i], kind_names[k]))
				return i;
	return inv->argc - 2;
}

static bool is_of_daxctl(const char *pattern)
{
	const char *name;
	size_t i;

	for (i = 0; (name = guard_daxctl_change_at(i)); i++)
		if (policy_glob(pattern, name))
			return true;
	return false;
}

/* Whether a command that accesses devices is called @verb, or matches it. */
static bool acts_on_devices(const struct inv *inv, const char *verb)
{
	const struct cmd *const *cmd;

	if (is_of_daxctl(verb))
		return true;
	for (cmd = inv->tool->cmds; *cmd; cmd++)
		if (policy_glob(verb, (*cmd)->name) &&
		    ((*cmd)->opcodes || (*cmd)->risk != RISK_READ))
			return true;
	return false;
}

/* What a rule accepts is more: ranges, patterns and ALL. */
static int invalid_action(struct inv *inv, int at)
{
	/* clang-format off */
	static const char *const expected[] = {
		[POLICY_OPCODE] = "a command name or an opcode such as 0xc001",
		[POLICY_RAW] = "a command name or an opcode such as 0xc001",
		[POLICY_FEATURE] = "a name from 'cxl --list-features' or a UUID of 36 characters",
		[POLICY_DOE] = "VENDOR:TYPE",
		[POLICY_VERB] = "one from 'cxl --list-cmds' or 'daxctl --list-cmds'",
	};
	/* clang-format on */
	size_t k;

	for (k = POLICY_ANY + 1; k < ARRAY_SIZE(expected); k++)
		if (str_eq(inv->argv[at], kind_names[k]))
			return at + 2 == inv->argc
				       ? inv_usage(inv, "invalid %s '%s': expected %s",
						   kind_names[k], inv->argv[at + 1], expected[k])
				       : inv_usage(
						 inv,
						 "policy check requires a single value after '%s'",
						 kind_names[k]);
	return inv_usage(inv, "invalid kind '%s': expected opcode, raw, feature, doe or verb",
			 inv->argv[at]);
}

/* Parse "opcode 0xc001", the arguments from @kind on, with the parser of rules. */
static int parse_action(struct inv *inv, int kind, struct policy_rule *r, struct policy_action *w)
{
	auto_strbuf struct strbuf line = { 0 };
	const struct cxl_ctx *ctx = inv->ctx;
	int i;

	strbuf_addf(&line, "deny ALL");
	for (i = kind; i < inv->argc; i++)
		strbuf_addf(&line, " %s", inv->argv[i]);
	if (!line.s)
		return EXIT_INTERNAL;
	if (policy_line(ctx->verb_at, line.s, line.len, r, NULL) <= 0)
		return invalid_action(inv, kind);
	if (r->kind == POLICY_ANY || (r->opcodes.first != r->opcodes.last) || r->any_feature ||
	    r->doe_vendor.first != r->doe_vendor.last || r->doe_type.first != r->doe_type.last ||
	    strchr(r->verb, '*'))
		return invalid_action(inv, kind);
	if (r->kind == POLICY_VERB && !acts_on_devices(inv, r->verb))
		return inv_usage(inv,
				 "the policy does not apply to '%s %s', which accesses no device",
				 cmd_find(inv->tool, r->verb) ? "cxl" : "daxctl", r->verb);
	*w = (struct policy_action){
		.verb = r->kind == POLICY_VERB ? r->verb : NULL,
		.has_opcode = r->kind == POLICY_OPCODE || r->kind == POLICY_RAW,
		.raw = r->kind == POLICY_RAW,
		.opcode = (u16)r->opcodes.first,
		.feature = r->kind == POLICY_FEATURE ? r->feature : NULL,
		.has_doe = r->kind == POLICY_DOE,
		.doe_vendor = (u16)r->doe_vendor.first,
		.doe_type = (u8)r->doe_type.first,
		.any_in = true,
	};
	return EXIT_DONE;
}

/* An action, which the gate sees together with the verb or the opcode that goes with it. */
struct check {
	struct inv *inv;
	const struct policy *policy;
	const struct memdev *m;		/* NULL: a PCI function */
	const char *name;		/* of the device */
	const struct policy_rule *rule; /* of the command line */
	struct policy_action action;
	struct policy_device device;
	struct rec *top;
	unsigned int refused; /* commands on this device */
	struct fail why;      /* of the first of them */
};

static struct rec *device_rec(const struct check *c)
{
	struct rec *o;

	if (c->m)
		return cxl_memdev_rec(c->top, c->m);
	o = rec_obj(c->top, NULL);
	rec_str(o, "address", c->name);
	if (c->device.serial_known)
		rec_num(o, "serial", VAL_XSTR, c->device.serial);
	return o;
}

static const char *verdict_name(enum gate_verdict v, enum policy_decision decision)
{
	/* clang-format off */
	static const char *const names[] = {
		[POLICY_NO_RULE] = "no_rule", [POLICY_ALLOWED] = "allowed",
		[POLICY_DENIED] = "denied", [POLICY_NOT_LISTED] = "not_listed",
		[POLICY_TUNNEL_UNKNOWN] = "tunnel_unknown",
	};
	/* clang-format on */

	return v == GATE_POLICY_INVALID ? "policy_invalid" : names[decision];
}

static void operation_text(const struct policy_action *w, const char *action, char *buf,
			   size_t size)
{
	if (w->has_opcode)
		snprintf(buf, size, "send 0x%04x with cxl %s", w->opcode, w->verb);
	else if (w->has_doe)
		snprintf(buf, size, "use %s with cxl %s", action, w->verb);
	else
		snprintf(buf, size, "run %s %s", is_of_daxctl(w->verb) ? "daxctl" : "cxl", w->verb);
}

/* The verdict of the gate, as far as it depends on the policy. */
static void check_one(struct check *c, const struct policy_action *w, enum risk risk)
{
	const struct gate_request r = { .risk = risk, .opcode = w->opcode };
	struct gate_facts f = { .policy_invalid = c->policy->fault_count > 0 };
	const char *action = c->rule->text + strlen("deny ALL ");
	struct rec *o = device_rec(c);
	enum gate_verdict v = GATE_ALLOWED;
	char operation[80];
	struct fail why = { 0 };
	int i;

	policy_decide(c->policy, &c->device, w, &f.policy);
	for (i = GATE_POLICY_INVALID; v == GATE_ALLOWED && i <= GATE_TUNNEL_UNKNOWN; i++)
		if (gate_holds((enum gate_verdict)i, &f, &r))
			v = (enum gate_verdict)i;
	rec_str(o, "action", action);
	rec_str(o, "verb", w->verb);
	if (w->has_opcode)
		rec_strf(o, "opcode", "0x%04x", w->opcode);
	rec_str(o, "verdict", verdict_name(v, f.policy.decision));
	rec_bool(o, "allowed", v == GATE_ALLOWED);
	/* No single rule makes a list, nor the verdict of an invalid file. */
	if (f.policy.rule && v != GATE_POLICY_NOT_LISTED && v != GATE_POLICY_INVALID) {
		rec_str(o, "file", f.policy.rule->file);
		rec_uint(o, "line", f.policy.rule->line);
		rec_str(o, "rule", f.policy.rule->text);
	}
	if (v == GATE_ALLOWED) {
		c->inv->done++;
		return;
	}
	operation_text(w, action, operation, sizeof(operation));
	gate_refuse(v, &f, &r, operation, &why);
	if (c->refused++ == 0)
		c->why = why;
}

/* One message for each device: the result has the verdict for each command. */
static void report_refused(struct check *c)
{
	if (c->refused > 1)
		fail_append(&c->why, ", and %u more", c->refused - 1);
	if (c->refused)
		inv_fail(c->inv, c->name, "policy", &c->why);
	c->refused = 0;
}

static void check_command(struct check *c, const char *verb, u16 opcode)
{
	struct policy_action w = c->action;

	w.verb = verb;
	w.has_opcode = true;
	w.opcode = opcode;
	check_one(c, &w, w.raw ? RISK_DESTRUCTIVE : opcode_risk(opcode));
}

/* With every command that sends it; only send-command sends raw commands. */
static void check_opcode(struct check *c, u16 opcode)
{
	const struct cmd *const *cmd;
	char number[8];

	snprintf(number, sizeof(number), "0x%04x", opcode);
	for (cmd = c->inv->tool->cmds; *cmd; cmd++) {
		const char *opcodes = (*cmd)->opcodes;

		if (opcodes &&
		    (str_eq(opcodes, ANY_OPCODE) || (!c->action.raw && strstr(opcodes, number))))
			check_command(c, (*cmd)->name, opcode);
	}
}

static void check_doe(struct check *c)
{
	struct policy_action w = c->action;

	w.verb = DOE_VERB;
	check_one(c, &w, RISK_DESTRUCTIVE);
}

/* With the opcodes that it sends. */
static void check_verb(struct check *c)
{
	const struct cmd *cmd = cmd_find(c->inv->tool, c->action.verb);
	const char *at = cmd ? cmd->opcodes : NULL;

	if (!at || str_eq(at, ANY_OPCODE)) {
		check_one(c, &c->action, cmd ? cmd->risk : RISK_DESTRUCTIVE);
		return;
	}
	for (; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
		check_command(c, cmd->name, (u16)strtoul(at, NULL, 16));
}

static void check_action(struct check *c)
{
	switch (c->rule->kind) {
	case POLICY_OPCODE:
	case POLICY_RAW:
		check_opcode(c, c->action.opcode);
		break;
	case POLICY_FEATURE:
		check_opcode(c, OP_GET_FEATURE);
		check_opcode(c, OP_SET_FEATURE);
		break;
	case POLICY_VERB:
		check_verb(c);
		break;
	default: /* POLICY_DOE */
		check_doe(c);
		break;
	}
}

static void check_device(struct check *c, const struct memdev *m, const char *name)
{
	const struct cxl_ctx *ctx = c->inv->ctx;

	c->m = m;
	c->name = name;
	policy_device_read(ctx, name, &c->device);
	check_action(c);
	report_refused(c);
}

/* Whether the action is that of "cxl doe send", which is for any PCI function. */
static bool is_for_functions(const struct policy_action *w)
{
	return w->has_doe || (w->verb && str_eq(w->verb, DOE_VERB));
}

static void check_function(struct check *c, const struct topo *t, const char *name)
{
	struct doe_target target;
	struct fail why = { 0 };

	if (doe_find_target(t, name, &target, &why) < 0)
		inv_fail(c->inv, name, "policy", &why);
	else
		check_device(c, NULL, path_base(target.path));
}

/* Check those of @count names that are functions without memory device; the rest are left. */
static int check_functions(struct check *c, const struct topo *t, int count)
{
	char **names = c->inv->argv;
	struct node *n;
	int i, left = 0;

	for (i = 0; i < count; i++)
		if (pci_is_address(names[i]) && memdev_find(t, names[i], &n, NULL) < 0)
			check_function(c, t, names[i]);
		else
			names[left++] = names[i];
	return left;
}

static int check(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_topo struct topo t = { 0 };
	struct check c = { .inv = inv, .policy = guard_policy(inv->ctx), .top = top };
	struct policy_rule rule;
	int rc, kind = kind_index(inv), count = kind - 1;
	bool functions;
	size_t i;

	if (inv->argc < 4)
		return inv_usage(inv, "policy check requires a memory device and an action, for"
				      " example: opcode 0xc001");
	rc = parse_action(inv, kind, &rule, &c.action);
	if (rc != EXIT_DONE || !c.policy)
		return rc != EXIT_DONE ? rc : EXIT_INTERNAL;
	functions = is_for_functions(&c.action);
	if (!cxl_scan(inv, &t, functions ? TOPO_USE : TOPO_MEMDEVS))
		return inv_exit_status(inv);
	inv->out.default_columns = CHECK_COLUMNS;
	inv->argv++; /* the word "check" */
	c.rule = &rule;
	if (functions)
		count = check_functions(&c, &t, count);
	if (count && cxl_targets(inv, &t, count, &targets) < 0)
		return EXIT_INTERNAL;
	for (i = 0; i < targets.count; i++)
		check_device(&c, &targets.at[i], targets.at[i].name);
	return inv_print(inv, top);
}

static void lint_lines(struct inv *inv, const char *file, const char *text, size_t len,
		       struct rec *o)
{
	const struct cxl_ctx *ctx = inv->ctx;
	struct policy_lines l = { ctx->verb_at, text, text + len, 0 };
	unsigned int rules = 0;
	struct fail why = { 0 };
	struct policy_rule r;
	const char *reason;
	int rc;

	while ((rc = policy_next(&l, &r, &why)) != 0) {
		if (rc < 0) {
			inv_fail(inv, file, "policy", &why);
			continue;
		}
		rules++;
		reason = policy_no_effect(&r);
		if (!reason && r.kind == POLICY_VERB && !acts_on_devices(inv, r.verb))
			reason = "the command accesses no device";
		if (reason)
			inv_warn(inv, "%s: line %u: the rule has no effect: %s", file, l.line,
				 reason);
		if (r.by == POLICY_FIRMWARE && strpbrk(r.firmware, "?["))
			inv_warn(
				inv,
				"%s: line %u: '?' and '[' are not wildcards in a firmware version, only '*' is",
				file, l.line);
	}
	rec_uint(o, "rules", rules);
	rec_uint(o, "errors", inv->failed);
}

static int lint(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_free u8 *text = NULL;
	struct fail why = { 0 };
	size_t len = 0;
	struct rec *o;
	int rc;

	if (inv->argc != 2 || !*inv->argv[1])
		return inv_usage(inv, "policy lint requires one file");
	rc = blob_read(inv->argv[1], POLICY_FILE_MAX, &text, &len);
	if (rc < 0) {
		fail_set(&why, rc, "read_failed", "", "cannot read: %s", strerror(-rc));
		inv_fail(inv, inv->argv[1], "policy", &why);
		return inv_print(inv, top);
	}
	o = rec_obj(top, NULL);
	rec_str(o, "file", inv->argv[1]);
	lint_lines(inv, inv->argv[1], (const char *)text, len, o);
	return inv_print(inv, top);
}

static int run(struct inv *inv)
{
	static const struct {
		const char *word;
		int (*run)(struct inv *inv);
	} rows[] = { { "show", show }, { "check", check }, { "lint", lint } };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (str_eq(rows[i].word, inv->argv[0]))
			return rows[i].run(inv);
	return inv_usage(inv, "invalid policy command '%s': expected show, check or lint",
			 inv->argv[0]);
}

const struct cmd cmd_policy = {
	.name = "policy",
	.args = "(show | check <device>... <kind> <value> | lint <file>) [<options>]",
	.group = "Administration",
	.help = "show and check the policy of allowed and denied actions",
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.min_args = 1,
	.max_args = -1,
	.positional = "=show / =check memdevs... action value / =lint file",
	.more_columns =
		"memdev,address,serial,action,verb,opcode,verdict,allowed,file,line,rule_type,"
		"device_by,kind,rule,rules,errors",
	.run = run,
};
