// SPDX-License-Identifier: GPL-2.0-only
/* The configuration files, for reconfigure-device --check-config and check-config. */
#include "daxctl/conf-args.h"

static void show_problems(struct inv *inv, const struct dax_conf *c)
{
	const struct conf_problem *p;
	size_t i;

	for (i = 0; i < c->problem_count; i++) {
		p = &c->problems[i];
		if (p->line)
			inv_warn(inv, "%s:%u: %s", p->file, p->line, p->text);
		else
			inv_warn(inv, "%s: %s", p->file, p->text);
	}
	if (c->more_problems)
		inv_warn(inv, "%zu more problems of configuration files", c->more_problems);
}

int conf_args_load(struct inv *inv, struct dax_conf *ret)
{
	const struct cxl_ctx *ctx = inv->ctx;

	if (dax_conf_load(ret, &ctx->root) < 0)
		return EXIT_INTERNAL;
	show_problems(inv, ret);
	return EXIT_DONE;
}

/* --- the section of a device */

static int explain(const struct conf_choice *c, struct fail *why)
{
	const struct conf_section *s = c->section, *o = c->other;

	switch (c->result) {
	case CONF_RESULT_AMBIGUOUS:
		return fail_set(why, -ENOTUNIQ, "config_ambiguous",
				"add keys to them, or remove one, see daxctl-check-config(1)",
				"two sections with different settings match: '%s' (%s:%u) and '%s' "
				"(%s:%u)",
				s->name, s->file, s->line, o->name, o->file, o->line);
	case CONF_RESULT_INVALID:
		return fail_set(why, -EINVAL, "config_invalid", "", "section '%s' (%s:%u): %s",
				s->name, s->file, s->error_line, s->error);
	case CONF_RESULT_UNKNOWN:
		if (c->key == CONF_KEYS)
			return fail_set(why, -EIO, "config_unreadable", "see the warnings",
					"a configuration file cannot be read");
		return fail_set(
			why, -EIO, "config_unknown", "",
			"cannot read its %s, with which section '%s' (%s:%u) selects devices",
			conf_key_name(c->key), s->name, s->file, s->line);
	case CONF_RESULT_MATCH:
	case CONF_RESULT_NONE:
		break;
	}
	return 0;
}

int conf_args_choose(const struct dax_conf *c, const struct conf_facts *f, struct conf_choice *ret,
		     struct fail *why)
{
	dax_conf_choose(c, f, ret);
	return explain(ret, why);
}

void conf_args_record(const struct conf_section *s, struct rec *o)
{
	rec_str(o, "section", s->name);
	rec_str(o, "file", s->file);
	rec_uint(o, "line", s->line);
}

/* --- plan */

static int plan_disable(struct plan *p, struct dax_state *at, struct fail *why)
{
	int rc = dax_plan_disable(p, at, true, why);

	at->driver[0] = '\0';
	at->mode = DAX_MODES;
	return rc;
}

/* The kernel changes the alignment of a device without a driver only. */
static int plan_align(struct plan *p, struct dax_state *at, u64 align, struct fail *why)
{
	int rc = plan_disable(p, at, why);

	if (rc < 0)
		return rc;
	rc = dax_plan_align(p, at, align, why);
	if (rc < 0 && why->outcome == OUTCOME_INVALID) /* not an argument of the command */
		why->outcome = OUTCOME_FAILED;
	at->align = align;
	return rc;
}

static bool changes_align(const struct dax_state *s, const struct conf_section *section)
{
	return section->align && section->align != s->align;
}

bool conf_args_adds_memory(const struct dax_state *s, const struct conf_section *section)
{
	return s->size && section->mode == DAX_SYSTEM_RAM &&
	       (s->mode != DAX_SYSTEM_RAM || changes_align(s, section));
}

bool conf_args_moves(const struct dax_state *s, const struct conf_section *section)
{
	const struct memory_block *b;
	size_t i;

	if (s->mode != DAX_SYSTEM_RAM || section->mode != DAX_SYSTEM_RAM || !section->online ||
	    !(section->given & BIT(CONF_MOVABLE)))
		return false;
	for (i = 0; i < s->memory.count; i++) {
		b = &s->memory.at[i];
		if (*b->zone && !str_eq(b->zone, "none") &&
		    str_eq(b->zone, "Movable") != section->movable)
			return true;
	}
	return false;
}

int conf_args_plan(struct plan *p, const struct dax_state *s, const struct conf_section *section,
		   struct fail *why)
{
	struct dax_state at = *s; /* borrows .memory */
	int rc = 0;

	if (!s->size)
		return 0;
	if (changes_align(s, section))
		rc = plan_align(p, &at, section->align, why);
	else if (section->mode == DAX_FAMFS && s->mode == DAX_SYSTEM_RAM)
		rc = plan_disable(p, &at, why);
	else if (conf_args_moves(s, section))
		rc = dax_plan_release(p, s, true, why);
	return rc < 0 ? rc : dax_plan_mode(p, &at, section->mode, DAX_FORCE_MEMORY, why);
}
