// SPDX-License-Identifier: GPL-2.0-only
/* daxctl check-config: which section of the configuration applies to which device, and why. */
#include <stdlib.h>

#include "daxctl/conf-args.h"
#include "daxctl/memory-args.h"

static const struct opt opts[] = {
	OPT_STR_ROW('r', "region", struct device_args, region, "region-id",
		    "only devices of this region"),
	{ 0 },
};

/* Of the tables of devices, of what would be done, and of the sections. */
static const char table_columns[] =
	"chardev,step,section,file,line,matches,reason,result,mode,online,movable,align,"
	"changes,error";

struct work {
	struct inv *inv;
	struct dax_conf conf;
	const struct topo *topo;
	bool *matched; /* by section: a device was found */
};

static const char *const results[] = {
	[CONF_RESULT_MATCH] = "match",	       [CONF_RESULT_NONE] = "no_match",
	[CONF_RESULT_AMBIGUOUS] = "ambiguous", [CONF_RESULT_INVALID] = "invalid",
	[CONF_RESULT_UNKNOWN] = "unknown",
};

/* --- what would be done */

static void emit_settings(const struct conf_section *s, struct rec *o)
{
	rec_str(o, "mode", dax_mode_name(s->mode));
	if (s->mode == DAX_SYSTEM_RAM) {
		rec_bool(o, "online", s->online);
		if (s->online)
			rec_bool(o, "movable", s->movable);
	}
	if (s->align)
		rec_num(o, "align", VAL_SIZE, s->align);
}

static bool sets_online(const struct dax_state *s, const struct conf_section *section)
{
	return s->size && section->mode == DAX_SYSTEM_RAM && section->online &&
	       (conf_args_adds_memory(s, section) || dax_online_blocks(s) < s->memory.count ||
		(s->can_unplug && !s->memory.count) || conf_args_moves(s, section));
}

static void emit_steps(const struct plan *p, const struct dax_state *s,
		       const struct conf_section *section, struct rec *o)
{
	const bool online = sets_online(s, section);
	struct rec *steps;

	rec_bool(o, "changes", p->count || online);
	if (!p->count && !online)
		return;
	steps = rec_arr(o, "steps");
	plan_record(p, p->count, steps);
	if (online)
		rec_str(rec_obj(steps, NULL), "step",
			section->movable ? "set the memory online in zone Movable"
					 : "set the memory online in the zone of the kernel");
}

static int emit_plan(struct inv *inv, const struct dax_node *d, const struct conf_section *section,
		     struct rec *o, struct fail *why)
{
	const struct cxl_ctx *ctx = inv->ctx;
	auto_dax_state struct dax_state s = { .node = d };
	auto_plan struct plan p = { 0 };
	int rc = dax_state_read(&ctx->root, d, &s, why);

	if (rc == 0 && conf_args_adds_memory(&s, section))
		rc = memory_check_policy(&ctx->root, section->online, section->movable, why);
	if (rc == 0)
		rc = conf_args_plan(&p, &s, section, why);
	if (rc == 0)
		emit_steps(&p, &s, section, o);
	return rc;
}

/* --- devices */

static void emit_sections(struct work *w, const struct conf_facts *f, struct rec *o)
{
	const struct dax_conf *c = &w->conf;
	struct rec *list = rec_loose(o, VAL_ARR), *s;
	char reason[CONF_REASON_MAX];
	enum conf_key key;
	size_t i;

	for (i = 0; i < c->count; i++) {
		s = rec_obj(list, NULL);
		conf_args_record(&c->at[i], s);
		conf_section_reason(&c->at[i], f, reason, sizeof(reason));
		if (conf_section_match(&c->at[i], f, &key) != CONF_UNKNOWN)
			rec_bool(s, "matches", !*reason);
		if (*reason)
			rec_str(s, "reason", reason);
		w->matched[i] = w->matched[i] || !*reason;
	}
	if (list->count)
		rec_attach(o, "sections", list);
}

static void check_device(struct work *w, const struct dax_node *d, struct rec *top)
{
	struct inv *inv = w->inv;
	const struct cxl_ctx *ctx = inv->ctx;
	struct rec *o = rec_obj(top, NULL);
	struct conf_choice choice;
	struct conf_facts facts;
	struct fail why = { 0 };
	int rc;

	rec_str(o, "chardev", d->name);
	conf_facts_read(&ctx->root, w->topo, d, &facts);
	rc = conf_args_choose(&w->conf, &facts, &choice, &why);
	rec_str(o, "result", results[choice.result]);
	if (choice.result == CONF_RESULT_MATCH) {
		emit_settings(choice.section, o);
		rc = emit_plan(inv, d, choice.section, o, &why);
	}
	if (rc < 0) {
		rec_str(o, "verdict", why.code);
		rec_str(o, "error", why.message);
		inv_fail(inv, d->name, inv->cmd->name, &why);
	} else {
		inv->done++;
	}
	emit_sections(w, &facts, o);
}

/* Only if all devices were checked. */
static void warn_unused(struct work *w)
{
	const struct dax_conf *c = &w->conf;
	size_t i;

	if (!c->count)
		inv_warn(w->inv, "no section [reconfigure-device NAME] in the files "
				 "daxctl.conf.d/*.conf of /etc and /usr/lib");
	for (i = 0; i < c->count; i++)
		if (!w->matched[i])
			inv_warn(w->inv, "%s:%u: section '%s' matches no device", c->at[i].file,
				 c->at[i].line, c->at[i].name);
}

static int check_all(struct work *w, bool all)
{
	auto_device_targets struct device_targets targets = { 0 };
	auto_rec struct rec *top = rec_new_arr();
	struct inv *inv = w->inv;
	size_t i;
	int rc = device_args_targets(inv, "check", &targets);

	if (rc != EXIT_DONE)
		return rc;
	inv->out.default_columns = table_columns;
	inv->out.default_kinds = "chardev,step,section";
	inv->out.minor_columns = "file";
	w->topo = &targets.system.topo;
	for (i = 0; i < targets.count; i++)
		check_device(w, targets.at[i], top);
	if (all)
		warn_unused(w);
	return inv_print(inv, top);
}

static int run(struct inv *inv)
{
	static char all[] = "all";
	static char *names[] = { all, NULL };
	const struct device_args *a = inv->args;
	auto_free bool *matched = NULL;
	struct work w = { .inv = inv };
	bool every = inv->argc == 0 && !a->region;
	int rc = conf_args_load(inv, &w.conf);

	if (inv->argc == 0) {
		inv->argc = 1;
		inv->argv = names;
	}
	w.matched = matched = calloc(w.conf.count + 1, sizeof(*matched));
	if (rc == EXIT_DONE)
		rc = matched ? check_all(&w, every) : EXIT_INTERNAL;
	dax_conf_free(&w.conf);
	return rc;
}

const struct cmd cmd_check_config = {
	.name = "check-config",
	.args = "[<device>...|all] [<options>]",
	.group = "Devices",
	.help = "show which section of the configuration files applies to DAX devices",
	.opts = opts,
	.args_size = sizeof(struct device_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.risk = RISK_READ,
	.max_args = -1,
	.positional = "devices...",
	.columns = "chardev,result,mode,changes,section,file,line,matches,reason",
	.more_columns = "online,movable,align,verdict,error,step,path,value",
	.run = run,
};
