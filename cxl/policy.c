// SPDX-License-Identifier: GPL-2.0-only
/* cxl policy: show the rules, check an action on a device, check the syntax of a file. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/common.h"
#include "cxl/lib/guard/policy.h"
#include "util/blob.h"
#include "util/strbuf.h"

#define LINT_LIMIT (1U << 20)

struct args {
	struct common_args common;
};

/* clang-format off */
static const char *const by_names[] = {
	[POLICY_ALL] = "all", [POLICY_PCI] = "pci", [POLICY_SERIAL] = "serial",
	[POLICY_FIRMWARE] = "firmware",
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
	return inv_print(inv, top);
}

/* Parse "opcode 0xc001" with the parser of rules. */
static int parse_action(struct inv *inv, struct policy_rule *r, struct policy_action *w)
{
	auto_strbuf struct strbuf line = { 0 };
	struct fail why = { 0 };
	int i;

	strbuf_addf(&line, "deny ALL");
	for (i = 2; i < inv->argc; i++)
		strbuf_addf(&line, " %s", inv->argv[i]);
	if (!line.s)
		return EXIT_INTERNAL;
	if (policy_line(line.s, line.len, r, &why) <= 0)
		return inv_usage(inv, "%s", why.message);
	if (r->kind == POLICY_ANY || (r->opcodes.first != r->opcodes.last) || r->any_feature ||
	    r->doe_vendor.first != r->doe_vendor.last || r->doe_type.first != r->doe_type.last ||
	    strchr(r->verb, '*'))
		return inv_usage(inv, "expected a single action, for example: opcode 0xc001");
	*w = (struct policy_action){
		.verb = r->kind == POLICY_VERB ? r->verb : NULL,
		.has_opcode = r->kind == POLICY_OPCODE || r->kind == POLICY_RAW,
		.raw = r->kind == POLICY_RAW,
		.opcode = (u16)r->opcodes.first,
		.feature = r->kind == POLICY_FEATURE ? r->feature : NULL,
		.has_doe = r->kind == POLICY_DOE,
		.doe_vendor = (u16)r->doe_vendor.first,
		.doe_type = (u8)r->doe_type.first,
	};
	return EXIT_DONE;
}

static void show_decision(struct inv *inv, const struct memdev *m, const struct policy_rule *rule,
			  const struct policy_verdict *v, struct rec *top)
{
	/* clang-format off */
	static const char *const names[] = {
		[POLICY_NO_RULE] = "no_rule", [POLICY_ALLOWED] = "allowed",
		[POLICY_DENIED] = "denied", [POLICY_NOT_LISTED] = "not_listed",
	};
	/* clang-format on */
	const char *action = rule->text + strlen("deny ALL ");
	struct rec *o = cxl_memdev_rec(top, m);
	bool refused = v->decision == POLICY_DENIED || v->decision == POLICY_NOT_LISTED;
	struct fail why = { 0 };

	rec_str(o, "action", action);
	rec_str(o, "verdict", names[v->decision]);
	rec_bool(o, "allowed", !refused);
	if (v->rule) {
		rec_str(o, "file", v->rule->file);
		rec_uint(o, "line", v->rule->line);
		rec_str(o, "rule", v->rule->text);
	}
	if (!refused) {
		inv->done++;
		return;
	}
	fail_refuse(&why, v->decision == POLICY_DENIED ? "policy_denied" : "policy_not_listed", "",
		    "%s: %s by %s:%u", action, names[v->decision], v->rule->file, v->rule->line);
	inv_fail(inv, m->name, "policy", &why);
}

static int check(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	const struct policy *p = guard_policy(inv->ctx);
	struct cxl_ctx *ctx = inv->ctx;
	auto_topo struct topo t = { 0 };
	struct policy_device device;
	struct policy_verdict v;
	struct policy_rule rule;
	struct policy_action action;
	struct memdev m;
	struct fail why = { 0 };
	int rc;

	if (inv->argc < 4)
		return inv_usage(inv, "policy check requires a memory device and an action");
	rc = parse_action(inv, &rule, &action);
	if (rc != EXIT_DONE || !p)
		return rc != EXIT_DONE ? rc : EXIT_INTERNAL;
	if (!cxl_scan(inv, &t))
		return inv_exit_status(inv);
	if (cxl_target(inv, &t, inv->argv[1], &m, &why) < 0) {
		inv_fail(inv, inv->argv[1], "find", &why);
		return inv_print(inv, top);
	}
	if (p->fault_count) {
		fail_refuse(&why, "policy_invalid", "see 'cxl policy show'",
			    "invalid policy file; changes are blocked until it is fixed");
		inv_fail(inv, m.name, "policy", &why);
		return inv_print(inv, top);
	}
	policy_device_read(&ctx->root, m.name, &device);
	policy_decide(p, &device, &action, &v);
	show_decision(inv, &m, &rule, &v, top);
	return inv_print(inv, top);
}

static void lint_lines(struct inv *inv, const char *file, const char *text, size_t len,
		       struct rec *o)
{
	const char *end = text + len, *nl;
	struct policy_rule r;
	unsigned int line = 0, rules = 0;
	char where[64];
	int rc;

	for (; text < end; text = nl < end ? nl + 1 : end) {
		struct fail why = { 0 };

		nl = memchr(text, '\n', (size_t)(end - text));
		nl = nl ? nl : end;
		line++;
		rc = policy_line(text, (size_t)(nl - text), &r, &why);
		rules += rc > 0;
		if (rc >= 0)
			continue;
		snprintf(where, sizeof(where), "line %u", line);
		fail_prefix(&why, where);
		inv_fail(inv, file, "policy", &why);
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

	if (inv->argc != 2)
		return inv_usage(inv, "policy lint requires one file");
	rc = blob_read(inv->argv[1], LINT_LIMIT, &text, &len);
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
	.args = "(show | check <memdev> <kind> <value> | lint <file>) [<options>]",
	.group = "Administration",
	.help = "show and check the policy of allowed and denied actions",
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.min_args = 1,
	.max_args = -1,
	.positional = "=show / =check memdev action value / =lint file",
	.run = run,
};
