// SPDX-License-Identifier: GPL-2.0-only
/* cxl undo: undo the last change made by these tools. */
#include <stdio.h>

#include "cxl/change.h"
#include "cxl/lib/guard/policy.h"
#include "cxl/lib/guard/token.h"
#include "cxl/undo-log.h"
#include "util/num.h"

struct args {
	struct common_args common;
	bool force;
};

static const struct opt opts[] = {
	OPT_WHOLE_BOOL_ROW('f', "force", struct args, force, "undo even if the device is in use"),
	{ 0 },
};

/* The names of devices are those of one boot. */
static int check_boot(const struct cxl_ctx *ctx, const struct undo_log *l, struct fail *why)
{
	char boot[64];
	int rc = undo_log_boot(ctx, boot, sizeof(boot));

	if (rc >= 0 && *l->boot && str_eq(boot, l->boot))
		return 0;
	return fail_refuse(
		why, "other_boot", "",
		"refusing to undo %s of %s: the system has been started again since, and "
		"names of devices may have changed",
		l->verb, l->time);
}

/* "mem0 0xa0@0000:0d:00.0". Serial numbers may be 0; what is not known counts as different. */
static int check_memdev(struct inv *inv, const struct undo_log *l, const char *entry,
			struct fail *why)
{
	const size_t len = strcspn(entry, " ");
	const struct cxl_ctx *ctx = inv->ctx;
	char name[64], token[TOKEN_MAX];

	snprintf(name, sizeof(name), "%.*s", (int)len, entry);
	if (token_read(ctx, name, token, sizeof(token)) == 0 &&
	    str_eq(token, entry[len] ? entry + len + 1 : ""))
		return 0;
	return fail_refuse(why, "device_changed", "see 'cxl list -i'",
			   "refusing to undo %s of %s: %s has been removed or replaced", l->verb,
			   l->time, name);
}

/* The ledger may be that of another version. */
static int check_commands(const struct inv *inv, const struct undo_log *l, struct fail *why)
{
	char name[64];
	size_t i;

	for (i = 0; i < l->command_count; i++) {
		snprintf(name, sizeof(name), "%.*s", (int)strcspn(l->commands[i], "\t"),
			 l->commands[i]);
		if (!cmd_find(inv->tool, name))
			return fail_set(why, -EOPNOTSUPP, "not_undoable", "",
					"the last change, %s of %s, cannot be undone: there is no "
					"command '%s'",
					l->verb, l->time, name);
	}
	return 0;
}

/*
 * "region1 " and its identity: it may have been destroyed, and created again by another program.
 * The same for ports.
 */
static int check_node(struct inv *inv, const struct undo_log *l, const char *entry,
		      struct fail *why)
{
	auto_strbuf struct strbuf identity = { 0 };
	const size_t len = strcspn(entry, " ");
	char name[64];

	snprintf(name, sizeof(name), "%.*s", (int)len, entry);
	if (undo_log_identity(inv->ctx, name, &identity) &&
	    str_eq(identity.s, entry[len] ? entry + len + 1 : ""))
		return 0;
	if (str_after(name, "dax"))
		return fail_refuse(why, "device_changed", "see 'daxctl list -i'",
				   "refusing to undo %s of %s: %s has been destroyed or replaced",
				   l->verb, l->time, name);
	if (!node_is_name(name, NODE_REGION))
		return fail_refuse(why, "port_changed", "see 'cxl list -P -E -i'",
				   "refusing to undo %s of %s: %s has been removed or replaced",
				   l->verb, l->time, name);
	return fail_refuse(why, "region_changed", "see 'cxl list -R -i'",
			   "refusing to undo %s of %s: %s has been destroyed or changed", l->verb,
			   l->time, name);
}

/* A rule that names an operation of the command may refuse it later. */
static bool denies(const struct policy *p, const struct policy_device *device, const char *command)
{
	struct policy_verdict verdict = { .decision = POLICY_NO_RULE };
	struct policy_action action = { 0 };
	char verb[POLICY_VERB_MAX + 1];

	snprintf(verb, sizeof(verb), "%.*s", (int)strcspn(command, "\t"), command);
	action.verb = verb;
	policy_decide(p, device, &action, &verdict);
	return verdict.decision == POLICY_DENIED;
}

/*
 * Rules for the verb "undo" and for the verbs of the commands, before the first of them is run.
 * @entry "": no memory device is affected.
 */
static int check_policy(struct inv *inv, const struct undo_log *l, const char *entry,
			struct fail *why)
{
	const struct policy_action action = { .verb = inv->cmd->name };
	const struct policy *p = guard_policy(inv->ctx);
	struct policy_verdict verdict = { .decision = POLICY_DENIED };
	const char *denied = inv->cmd->name;
	struct policy_device device = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	char name[64];
	size_t i;

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(entry, " "), entry);
	if (p && !p->fault_count) {
		policy_device_read(ctx, name, &device);
		policy_decide(p, &device, &action, &verdict);
	}
	if (verdict.decision == POLICY_NO_RULE || verdict.decision == POLICY_ALLOWED) {
		for (i = 0; i < l->command_count && !denies(p, &device, l->commands[i]); i++)
			;
		if (i == l->command_count)
			return 0;
		denied = l->commands[i];
	}
	return fail_refuse(why, "policy_denied", "see 'cxl policy show'",
			   "refusing to undo: the policy does not allow %.*s%s%s",
			   (int)strcspn(denied, "\t"), denied, *name ? " for " : "", name);
}

static int check_complete(const struct cxl_ctx *ctx, const struct undo_log *l, struct fail *why)
{
	auto_strbuf struct strbuf text = { 0 };

	if (*l->unidentified)
		strbuf_addf(&text, "it is not recorded which device %s is", l->unidentified);
	else if (l->invalid)
		strbuf_addf(&text, "it was recorded by another version of this program");
	else if (!l->ended && undo_log_is_running(ctx, l))
		return fail_refuse(why, "not_finished", "try again when it has ended",
				   "refusing to undo %s of %s: process %.*s has not finished it",
				   l->verb, l->time, (int)strcspn(l->process, " "), l->process);
	else
		strbuf_addf(&text, "%s",
			    !l->ended  ? "it was interrupted"
			    : l->never ? l->never
				       : UNDO_KIND);
	return fail_set(why, -EOPNOTSUPP, "not_undoable", "see cxl-undo(1) and 'cxl audit'",
			"the last change, %s of %s, cannot be undone: %s", l->verb, l->time,
			text.s ? text.s : "");
}

static int check(struct inv *inv, const struct undo_log *l, struct fail *why)
{
	const struct cxl_ctx *ctx = inv->ctx;
	size_t i;
	int rc;

	if (!str_eq(l->tool, inv->tool->ndctl_name))
		return fail_set(why, -EOPNOTSUPP, "other_tool", "",
				"the last change, %s of %s, is one of %s; use '%s undo'", l->verb,
				l->time, l->tool, l->tool);
	if (!l->complete)
		return check_complete(ctx, l, why);
	rc = check_boot(ctx, l, why);
	if (rc == 0)
		rc = check_commands(inv, l, why);
	for (i = 0; rc == 0 && i < l->memdev_count; i++) {
		rc = check_memdev(inv, l, l->memdevs[i], why);
		if (rc == 0)
			rc = check_policy(inv, l, l->memdevs[i], why);
	}
	for (i = 0; rc == 0 && i < l->node_count; i++)
		rc = check_node(inv, l, l->nodes[i], why);
	if (rc == 0 && !l->memdev_count)
		rc = check_policy(inv, l, "", why);
	return rc;
}

static bool has_force(const struct inv *inv, const char *name)
{
	const struct cmd *cmd = cmd_find(inv->tool, name);
	const struct opt *o;

	for (o = cmd ? cmd->opts : NULL; o && o->name; o++)
		if (str_eq(o->name, "force"))
			return true;
	return false;
}

/* The command @line as it is run: its words are separated by tabs. */
static void add_command(const struct inv *inv, const char *line, struct strbuf *text)
{
	const struct args *a = inv->args;
	char name[64];

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(line, "\t"), line);
	strbuf_addf(text, "%s%s", line, a->force && has_force(inv, name) ? "\t--force" : "");
}

/* For people: blanks in place of the tabs. */
static void command_text(const struct inv *inv, const struct undo_log *l, size_t i,
			 struct strbuf *text)
{
	char *at;

	strbuf_addf(text, "%s ", l->tool);
	add_command(inv, l->commands[i], text);
	for (at = text->s; at && (at = strchr(at, '\t'));)
		*at++ = ' ';
}

/* @why: NULL, or why they are not run. */
static void show(const struct inv *inv, const struct undo_log *l, const struct fail *why,
		 struct rec *top)
{
	struct rec *o;
	size_t i;

	for (i = 0; i < l->command_count; i++) {
		auto_strbuf struct strbuf command = { 0 };

		command_text(inv, l, i, &command);
		o = rec_obj(top, NULL);
		rec_str(o, "verb", l->verb);
		rec_str(o, "time", l->time);
		change_record(inv->ctx, true, why, o);
		rec_str(o, "command", command.s ? command.s : "");
	}
}

/* A dry run shows the commands as its result, and asks nothing. */
static int confirm(struct inv *inv, const struct undo_log *l, struct fail *why)
{
	const struct cxl_ctx *ctx = inv->ctx;
	enum answer answer;
	char question[200];
	size_t i;

	for (i = 0; i < l->command_count && !ctx->dry_run; i++) {
		auto_strbuf struct strbuf command = { 0 };

		command_text(inv, l, i, &command);
		if (command.failed)
			return fail_nomem(why);
		fprintf(stderr, "%s\n", command.s);
	}
	if (ctx->confirmed)
		return 0;
	snprintf(question, sizeof(question), "undo %s of %s", l->verb, l->time);
	answer = ctx->prompt && !ctx->dry_run ? ctx->prompt(question, false) : ANSWER_NONE;
	if (answer == ANSWER_YES)
		return 0;
	if (answer == ANSWER_INTERRUPTED)
		return fail_interrupted(why, "interrupted, nothing was changed");
	return fail_refuse(why, "needs_confirmation", "use --yes, or answer on a terminal",
			   "refusing to undo %s of %s: not confirmed", l->verb, l->time);
}

/* Of a dry run: the first command, since what the others would find depends on it. */
static int try_first(struct inv *inv, const struct undo_log *l, struct fail *why)
{
	auto_strbuf struct strbuf line = { 0 };
	struct inv_result r;
	int rc;

	if (!l->command_count)
		return 0;
	add_command(inv, l->commands[0], &line);
	strbuf_addf(&line, "\t--dry-run");
	rc = line.failed ? -ENOMEM : inv_run_line(inv, inv->ctx, line.s, &r);
	if (rc < 0)
		return fail_set(why, rc, "internal", "", "cannot check the first command: %s",
				strerror(-rc));
	if (r.first.code) {
		*why = r.first;
		fail_prefix(why, rec_get_str(r.errors->first, "device"));
		rc = why->err;
	}
	inv_result_done(&r);
	return rc;
}

/* The system may have changed while the prompt was waiting. */
static int check_again(struct inv *inv, const struct undo_log *before, struct fail *why)
{
	struct undo_log now = { .verb = "" };
	int rc = undo_log_read(inv->ctx, &now, why);

	if (rc < 0)
		return rc;
	ctx_drop_policy(inv->ctx);
	if (!str_eq(now.content, before->content))
		rc = fail_refuse(why, "ledger_changed", "run 'cxl undo' again",
				 "refusing to undo %s of %s: it is not the last change any more",
				 before->verb, before->time);
	else
		rc = check(inv, before, why);
	undo_log_free(&now);
	return rc;
}

/* They print the results, so the format is theirs. */
static int run_all(struct inv *inv, const struct undo_log *l)
{
	const struct args *a = inv->args;
	size_t i;

	for (i = 0; i < l->command_count; i++) {
		auto_strbuf struct strbuf line = { 0 };

		add_command(inv, l->commands[i], &line);
		if (a->common.format)
			strbuf_addf(&line, "\t--format\t%s", a->common.format);
		if (a->common.human)
			strbuf_addf(&line, "\t--human");
		if (line.failed || inv_then(inv, line.s) < 0)
			return EXIT_INTERNAL;
	}
	undo_log_sequence(l->command_count);
	inv->printed = true; /* the commands print their own results */
	return EXIT_DONE;
}

static void warn_remains(struct inv *inv, const struct undo_log *l)
{
	size_t i;

	for (i = 0; i < l->remains_count; i++)
		inv_warn(inv, "%s", l->remains[i]);
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	struct cxl_ctx *ctx = inv->ctx;
	struct undo_log l = { .verb = "" };
	struct fail why = { 0 };
	int rc = undo_log_read(ctx, &l, &why);

	if (rc == 0)
		rc = check(inv, &l, &why);
	if (rc == 0 && !ctx->dry_run)
		rc = undo_log_lock(ctx, &why);
	if (rc == 0)
		warn_remains(inv, &l);
	if (rc == 0)
		rc = confirm(inv, &l, &why);
	if (rc == 0 && ctx->dry_run)
		rc = try_first(inv, &l, &why);
	if (ctx->dry_run && l.complete)
		show(inv, &l, rc < 0 ? &why : NULL, top);
	if (rc == 0 && !ctx->dry_run)
		rc = check_again(inv, &l, &why);
	if (rc < 0)
		inv_fail(inv, "undo", inv->cmd->name, &why);
	if (ctx->dry_run)
		rc = inv_print(inv, top);
	else
		rc = rc < 0 ? inv_exit_status(inv) : run_all(inv, &l);
	undo_log_free(&l);
	return rc;
}

const struct cmd cmd_undo = {
	.name = "undo",
	.args = "[<options>]",
	.group = "Administration",
	.help = "undo the last change",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES,
	.risk = RISK_SERVICE,
	.needs = "root",
	.more_columns = "verb,time," CHANGE_COLUMNS ",command",
	.run = run,
};
