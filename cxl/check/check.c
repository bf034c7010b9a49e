// SPDX-License-Identifier: GPL-2.0-only
/* cxl check: look for known problems, and what to do about them. */
#include <stdio.h>

#include "cxl/check/check.h"
#include "util/similar.h"
#include "util/words.h"

struct args {
	struct common_args common;
	const char *rules, *without;
	bool problems, list;
};

static const struct opt opts[] = {
	OPT_STR_ROW(0, "rules", struct args, rules, "rules", "check only these rules"),
	OPT_STR_ROW(0, "without", struct args, without, "rules", "leave out these rules"),
	OPT_BOOL_ROW(0, "problems", struct args, problems,
		     "print only what has failed, warnings and what is unknown"),
	OPT_BOOL_ROW(0, "list-rules", struct args, list, "print the rules and do nothing"),
	{ 0 },
};

static bool is_rule(const struct check_rule *r, const char *word, size_t len)
{
	return strlen(r->name) == len && strncmp(r->name, word, len) == 0;
}

static bool is_listed(const struct check_rule *r, const char *list)
{
	const char *word;
	size_t len;

	while ((word = word_next(&list, &len)))
		if (is_rule(r, word, len))
			return true;
	return false;
}

static bool is_wanted(const struct args *a, const struct check_rule *r)
{
	return (!a->rules || is_listed(r, a->rules)) && !(a->without && is_listed(r, a->without));
}

static int unknown_rule(struct inv *inv, const char *word, size_t len)
{
	char name[64];
	const struct check_rule *r;
	struct similar s;
	size_t i;

	snprintf(name, sizeof(name), "%.*s", (int)len, word);
	s = similar_to(name);
	for (i = 0; (r = check_rule_at(i)); i++)
		similar_try(&s, r->name);
	if (s.best)
		return inv_usage(inv, "unknown rule '%s', did you mean '%s'?", name, s.best);
	return inv_usage(inv, "unknown rule '%.*s', see --list-rules", (int)len, word);
}

/* The words of @list, the value of @option or NULL, must be rules, and there must be one. */
static int check_list(struct inv *inv, const char *option, const char *list)
{
	const struct check_rule *r;
	const char *word;
	size_t i, len, n = 0;

	while (list && (word = word_next(&list, &len))) {
		n++;
		for (i = 0; (r = check_rule_at(i)) && !is_rule(r, word, len); i++)
			;
		if (!r)
			return unknown_rule(inv, word, len);
	}
	return list && !n ? inv_usage(inv, "--%s has no rule, see --list-rules", option)
			  : EXIT_DONE;
}

static int check_args(struct inv *inv)
{
	const struct args *a = inv->args;
	const struct check_rule *r;
	size_t i;
	int rc = check_list(inv, "rules", a->rules);

	if (rc == EXIT_DONE)
		rc = check_list(inv, "without", a->without);
	if (rc != EXIT_DONE)
		return rc;
	if (a->list && (a->rules || a->without || a->problems))
		return inv_usage(inv, "--list-rules cannot be combined with --%s",
				 a->rules     ? "rules"
				 : a->without ? "without"
					      : "problems");
	for (i = 0; (r = check_rule_at(i)); i++)
		if (is_wanted(a, r))
			return EXIT_DONE;
	return inv_usage(inv, "no rule is left to check");
}

static int list_rules(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	const struct check_rule *r;
	struct rec *o;
	size_t i;

	for (i = 0; (r = check_rule_at(i)); i++) {
		o = rec_obj(top, NULL);
		rec_str(o, "rule", r->name);
		rec_str(o, "title", r->title);
	}
	return inv_print(inv, top);
}

static int run_rules(struct inv *inv, struct check *c, struct rec *top)
{
	const struct args *a = inv->args;
	const struct check_rule *r;
	size_t i;
	int rc = check_gather(c);

	for (i = 0; rc == 0 && (r = check_rule_at(i)); i++)
		if (is_wanted(a, r))
			check_run_rule(c, r);
	check_emit(c, a->problems ? CHECK_UNKNOWN : CHECK_PASS, top);
	return c->failed ? -ENOMEM : rc;
}

/* What cannot be read is unknown, and no failure of the command. */
static int print(struct inv *inv, const struct check *c, const struct rec *top)
{
	int rc;

	if (!top->count && inv->out.format == OUT_TABLE)
		inv_notify("no problem found");
	rc = inv_print(inv, top);
	if (rc == EXIT_FAILED && !inv->failed)
		rc = EXIT_DONE;
	inv->unread = 0;
	return rc == EXIT_DONE && check_has_failed(c) ? EXIT_FAILED : rc;
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	const struct args *a = inv->args;
	struct cxl_ctx *ctx = inv->ctx;
	struct check c = { .ctx = ctx, .in_dump = ctx_is_dump(ctx) };
	int rc;

	rc = check_args(inv);
	if (rc != EXIT_DONE)
		return rc;
	if (a->list)
		return list_rules(inv);
	if (!cxl_scan(inv, &c.topo, TOPO_ALL))
		return inv_exit_status(inv);
	rc = run_rules(inv, &c, top) < 0 ? EXIT_INTERNAL : print(inv, &c, top);
	check_free(&c);
	return rc;
}

const struct cmd cmd_check = {
	.name = "check",
	.args = "[<options>]",
	.group = "Administration",
	.help = "look for problems with CXL devices and what to do about them",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.opcodes = "0x4200,0x4201",
	.risk = RISK_READ,
	.needs = "root",
	.columns = "result,rule,device,seen,action,command",
	.more_columns = "caused_by,caused_by_device,title",
	.run = run,
};
