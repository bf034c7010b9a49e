// SPDX-License-Identifier: GPL-2.0-only
/* cxl check: look for known problems, and what to do about them. */
#include <stdio.h>

#include "cxl/check/check.h"
#include "util/words.h"

struct args {
	struct common_args common;
	const char *rules, *without;
	bool list;
};

static const struct opt opts[] = {
	OPT_STR_ROW(0, "rules", struct args, rules, "rules", "check only these rules"),
	OPT_STR_ROW(0, "without", struct args, without, "rules", "leave out these rules"),
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

/* The first word of @list that is no rule; NULL: all are. */
static const char *find_unknown(const char *list, size_t *len)
{
	const struct check_rule *r;
	const char *word;
	size_t i;

	while (list && (word = word_next(&list, len))) {
		for (i = 0; (r = check_rule_at(i)) && !is_rule(r, word, *len); i++)
			;
		if (!r)
			return word;
	}
	return NULL;
}

static int check_args(struct inv *inv)
{
	const struct args *a = inv->args;
	const struct check_rule *r;
	const char *word;
	size_t i, len;

	word = find_unknown(a->rules, &len);
	if (!word)
		word = find_unknown(a->without, &len);
	if (word)
		return inv_usage(inv, "unknown rule '%.*s', see --list-rules", (int)len, word);
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
	const struct check_rule *r;
	size_t i;
	int rc = check_gather(c);

	for (i = 0; rc == 0 && (r = check_rule_at(i)); i++)
		if (is_wanted(inv->args, r))
			check_run_rule(c, r);
	check_emit(c, top);
	return c->failed ? -ENOMEM : rc;
}

/* What cannot be read is unknown, and no failure of the command. */
static int print(struct inv *inv, const struct check *c, const struct rec *top)
{
	int rc = inv_print(inv, top);

	if (rc == EXIT_FAILED && !inv->failed)
		rc = EXIT_DONE;
	inv->unread = 0;
	return rc == EXIT_DONE && check_has_failed(c) ? EXIT_FAILED : rc;
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	const struct args *a = inv->args;
	struct check c = { .ctx = inv->ctx };
	int rc;

	if (a->list)
		return list_rules(inv);
	rc = check_args(inv);
	if (rc != EXIT_DONE)
		return rc;
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
