// SPDX-License-Identifier: GPL-2.0-only
/* cxl list-features: Features of memdevs, and the interface that sets each. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/columns.h"
#include "cxl/common.h"
#include "cxl/lib/feature/plan.h"
#include "cxl/lib/guard/taint.h"

struct args {
	struct common_args common;
	bool values;
};

static const struct opt opts[] = {
	OPT_BOOL_ROW('V', "values", struct args, values,
		     "include current, default and saved values"),
	{ 0 },
};

static const char *const selections[] = {
	[FEATURE_CURRENT] = "current",
	[FEATURE_DEFAULT] = "default",
	[FEATURE_SAVED] = "saved",
};

/* A value of a Feature; .rc: of feature_get(). */
struct value {
	int rc;
	struct fail why;
	struct feature_image image;
};

/* The Features of one device. */
struct features {
	int rc;
	struct fail why;
	struct feature_list list;
	struct value *values; /* FEATURE_SAVED + 1 for each Feature; NULL: not read */
};

static struct value *value_of(const struct features *l, size_t i, enum feature_selection sel)
{
	return &l->values[i * (FEATURE_SAVED + 1) + sel];
}

static void read_features(const struct inv *inv, const struct memdev *m, void *data)
{
	const struct args *a = inv->args;
	struct features *l = data;
	enum feature_selection sel;
	struct value *v;
	size_t i;

	l->rc = feature_list_read(m, &l->list, &l->why);
	if (l->rc < 0 || !a->values)
		return;
	l->values = calloc(l->list.count * (FEATURE_SAVED + 1) + 1, sizeof(*l->values));
	if (!l->values)
		l->rc = fail_nomem(&l->why);
	for (i = 0; l->values && i < l->list.count; i++)
		for (sel = FEATURE_CURRENT; sel <= FEATURE_SAVED; sel++) {
			v = value_of(l, i, sel);
			if (feature_offers(&l->list.at[i], sel))
				v->rc = feature_get(m, &l->list.at[i], sel, &v->image, &v->why);
		}
}

static void features_done(void *data)
{
	struct features *l = data;
	size_t i;

	for (i = 0; l->values && i < l->list.count * (FEATURE_SAVED + 1); i++)
		feature_image_done(&l->values[i].image);
	free(l->values);
	feature_list_done(&l->list);
}

/*
 * For Features in its exclusive use the kernel clears set size and the changeable flag
 * (drivers/cxl/core/features.c). EDAC provides only those that can be changed.
 */
static void show_entry(const struct feature *f, struct rec *o)
{
	const struct feature_entry *e = &f->entry;
	bool hidden = feature_kernel_owned(f);

	if (!f->listed) {
		rec_bool(o, "changeable", true);
		return;
	}
	rec_uint(o, "index", e->index);
	rec_num(o, "get_size", VAL_UINT, e->get_size);
	if (!hidden)
		rec_num(o, "set_size", VAL_UINT, e->set_size);
	rec_uint(o, "get_version", e->get_version);
	rec_uint(o, "set_version", e->set_version);
	if (!hidden)
		rec_bool(o, "changeable", e->flags & FEATURE_CHANGEABLE);
	else if (*f->edac)
		rec_bool(o, "changeable", true);
	rec_str(o, "persistence", feature_persistence(e->flags));
	rec_bool(o, "default_selection", feature_offers(f, FEATURE_DEFAULT));
	rec_bool(o, "saved_selection", feature_offers(f, FEATURE_SAVED));
	effects_names(e->effects, rec_arr(o, "effects"));
}

static void show_route(const struct feature *f, struct rec *o)
{
	static const char *const names[] = {
		[FEATURE_ROUTE_NONE] = "none",
		[FEATURE_ROUTE_EDAC] = "edac",
		[FEATURE_ROUTE_FWCTL] = "fwctl",
		[FEATURE_ROUTE_MCTP] = "mctp",
	};
	const struct taint_bit *bit = taint_bit_at(TAINT_FWCTL_BIT);

	if (f->route != FEATURE_ROUTE_MCTP)
		rec_str(o, "owner", feature_kernel_owned(f) ? "kernel" : "user");
	rec_str(o, "route", names[f->route]);
	if (f->route == FEATURE_ROUTE_FWCTL)
		rec_str(o, "scope", scope_name(f->scope));
	rec_bool(o, "taints", f->route == FEATURE_ROUTE_FWCTL);
	if (f->route == FEATURE_ROUTE_FWCTL)
		rec_strf(o, "taint", "%c", bit->letter);
	if (f->route == FEATURE_ROUTE_NONE) {
		rec_str(o, "reason", f->refusal.code);
		rec_str(o, "reason_text", f->refusal.message);
	}
}

/* What could be read is printed, so that nothing is refused or not supported as a whole. */
static void fail_partly(struct inv *inv, const struct memdev *m, const struct fail *reason)
{
	struct fail why = *reason;

	why.outcome = OUTCOME_FAILED;
	inv_fail(inv, m->name, inv->cmd->name, &why);
}

/* A value that the device does not have is no failure. */
static void show_unread(struct inv *inv, const struct memdev *m, const struct feature *f,
			const struct fail *reason, enum feature_selection sel)
{
	struct fail why = *reason;
	char text[128];

	snprintf(text, sizeof(text), "%s: cannot read the %s value", f->name, selections[sel]);
	fail_prefix(&why, text);
	if (why.outcome == OUTCOME_UNSUPPORTED) {
		inv_warn(inv, "%s: %s", m->name, why.message);
		return;
	}
	fail_partly(inv, m, &why);
}

static void show_values(struct inv *inv, const struct memdev *m, const struct feature *f,
			const struct value *values, struct rec *o)
{
	enum feature_selection sel;

	for (sel = FEATURE_CURRENT; sel <= FEATURE_SAVED; sel++) {
		const struct value *v = &values[sel];

		if (!feature_offers(f, sel))
			continue;
		if (v->rc < 0) {
			show_unread(inv, m, f, &v->why, sel);
			continue;
		}
		if (v->image.incomplete.code) {
			inv_warn(inv, "%s: %s: %s", m->name, f->name, v->image.incomplete.message);
			inv->unread++;
		}
		feature_image_print(f, &v->image, rec_obj(o, selections[sel]));
	}
}

/* A table has a row for each value. */
static bool rows_of_values(const struct inv *inv)
{
	const struct args *a = inv->args;

	return a->values && inv->out.format == OUT_TABLE && !inv->out.columns;
}

static void copy_value(struct rec *to, const char *key, const struct rec *from)
{
	if (from && from->kind == VAL_STR)
		rec_str(to, key, from->s);
	else if (from && from->kind == VAL_BOOL)
		rec_bool(to, key, from->b);
	else if (from)
		rec_num(to, key, from->kind, from->u);
}

static const struct rec *member(const struct rec *object, const char *key)
{
	return object ? rec_get(object, key) : NULL;
}

static struct rec *value_row(const struct memdev *m, const struct feature *f, const char *key,
			     struct rec *top)
{
	struct rec *row = rec_obj(top, NULL);

	rec_str(row, "key", key);
	rec_str(row, "memdev", m->name);
	rec_str(row, "name", f->name);
	return row;
}

static void show_value_rows(struct inv *inv, const struct memdev *m, const struct feature *f,
			    const struct value *values, struct rec *top)
{
	auto_rec struct rec *all = rec_new_obj();
	const struct rec *object, *v;
	enum feature_selection sel, i;
	struct rec *row;

	show_values(inv, m, f, values, all);
	if (!all->count)
		value_row(m, f, "", top);
	for (sel = FEATURE_CURRENT; sel <= FEATURE_SAVED; sel++) {
		object = rec_get(all, selections[sel]);
		for (v = object ? object->first : NULL; v; v = v->next) {
			for (i = FEATURE_CURRENT; i < sel; i++)
				if (member(rec_get(all, selections[i]), v->key))
					break;
			if (i < sel)
				continue; /* has its row */
			row = value_row(m, f, v->key, top);
			for (i = FEATURE_CURRENT; i <= FEATURE_SAVED; i++)
				copy_value(row, selections[i],
					   member(rec_get(all, selections[i]), v->key));
		}
	}
}

static void show_feature(struct inv *inv, const struct memdev *m, const struct features *l,
			 size_t i, struct rec *features)
{
	const struct feature *f = &l->list.at[i];
	struct rec *o = rec_obj(features, NULL);

	rec_str(o, "name", f->name);
	rec_str(o, "uuid", f->uuid);
	show_entry(f, o);
	show_route(f, o);
	if (l->values)
		show_values(inv, m, f, value_of(l, i, FEATURE_CURRENT), o);
}

static void show_features(struct inv *inv, const struct memdev *m, void *data, struct rec *top)
{
	const struct features *l = data;
	struct rec *features;
	size_t i;

	if (l->rc < 0) {
		inv_fail(inv, m->name, "list-features", &l->why);
		return;
	}
	features = rec_loose(top, VAL_ARR);
	for (i = 0; i < l->list.count; i++)
		if (rows_of_values(inv))
			show_value_rows(inv, m, &l->list.at[i], value_of(l, i, FEATURE_CURRENT),
					top);
		else
			show_feature(inv, m, l, i, features);
	if (rows_of_values(inv))
		inv->done++;
	else
		cxl_add_list(inv, m, top, features, "features");
	if (l->list.incomplete.code && str_eq(l->list.incomplete.code, "captured"))
		inv_warn(inv, "%s: %s", m->name, l->list.incomplete.message);
	else if (l->list.incomplete.code)
		fail_partly(inv, m, &l->list.incomplete);
}

static const struct memdev_reader reader = {
	.size = sizeof(struct features),
	.read = read_features,
	.show = show_features,
	.done = features_done,
};

static int run(struct inv *inv)
{
	if (rows_of_values(inv)) {
		inv->out.default_columns = "memdev,name,key,current,default,saved";
		inv->out.minor_columns = "default,saved";
	}
	return cxl_read_memdevs(inv, inv->argc, &reader);
}

static void add_columns(const struct inv *inv, struct strbuf *names)
{
	enum feature_selection sel;

	for (sel = FEATURE_CURRENT; sel <= FEATURE_SAVED; sel++)
		columns_add_features(names, selections[sel]);
}

const struct cmd cmd_list_features = {
	.name = "list-features",
	.args = "[<memdev>...|all] [<options>]",
	.columns = "memdev,name,owner,route,scope,taint,reason,persistence,effects,uuid",
	.minor_columns = "uuid,scope,persistence",
	.add_columns = add_columns,
	.more_columns = "serial,index,get_size,set_size,get_version,set_version,changeable,"
			"default_selection,saved_selection,taints,reason_text",
	.group = "Features",
	.help = "list the Features of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_COMPONENTS,
	.opcodes = "0x0400,0x0401,0x0405,0x0500,0x0501",
	.needs = "root,CONFIG_CXL_FEATURES or CONFIG_CXL_EDAC_MEM_FEATURES",
	.risk = RISK_READ,
	.max_args = -1,
	.positional = "memdevs...",
	.run = run,
};
