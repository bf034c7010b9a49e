// SPDX-License-Identifier: GPL-2.0-only
/* cxl list-features: Features of memdevs, and the interface that sets each. */
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
	};
	const struct taint_bit *bit = taint_bit_at(TAINT_FWCTL_BIT);

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

static void show_value(struct inv *inv, const struct memdev *m, const struct feature *f,
		       enum feature_selection sel, struct rec *o)
{
	static const char *const keys[] = {
		[FEATURE_CURRENT] = "current",
		[FEATURE_DEFAULT] = "default",
		[FEATURE_SAVED] = "saved",
	};
	auto_feature_image struct feature_image im = { 0 };
	struct fail why = { 0 };

	if (!feature_offers(f, sel))
		return;
	if (feature_get(m, f, sel, &im, &why) < 0) {
		inv_warn(inv, "%s: %s: cannot read the %s value: %s", m->name, f->name, keys[sel],
			 why.message);
		return;
	}
	if (im.incomplete.code)
		inv_warn(inv, "%s: %s: %s", m->name, f->name, im.incomplete.message);
	feature_image_print(f, &im, rec_obj(o, keys[sel]));
}

static void show_feature(struct inv *inv, const struct memdev *m, const struct feature *f,
			 struct rec *features)
{
	const struct args *a = inv->args;
	struct rec *o = rec_obj(features, NULL);

	rec_str(o, "name", f->name);
	rec_str(o, "uuid", f->uuid);
	show_entry(f, o);
	show_route(f, o);
	if (!a->values)
		return;
	show_value(inv, m, f, FEATURE_CURRENT, o);
	show_value(inv, m, f, FEATURE_DEFAULT, o);
	show_value(inv, m, f, FEATURE_SAVED, o);
}

static void show_memdev(struct inv *inv, const struct memdev *m, struct rec *top)
{
	auto_feature_list struct feature_list l = { 0 };
	struct fail why = { 0 };
	struct rec *features;
	size_t i;
	int rc;

	rc = feature_list_read(m, &l, &why);
	if (rc < 0) {
		inv_fail(inv, m->name, "list-features", &why);
		return;
	}
	features = rec_loose(top, VAL_ARR);
	for (i = 0; i < l.count; i++)
		show_feature(inv, m, &l.at[i], features);
	cxl_add_list(inv, m, top, features, "features");
	if (l.incomplete.code)
		inv_fail(inv, m->name, "list-features", &l.incomplete);
}

static int run(struct inv *inv)
{
	const struct args *a = inv->args;

	if (a->values)
		inv->out.default_columns = NULL;
	return cxl_for_each_memdev(inv, inv->argc, show_memdev);
}

const struct cmd cmd_list_features = {
	.name = "list-features",
	.args = "[<memdev>...|all] [<options>]",
	.columns = "memdev,name,owner,route,scope,taint,reason,persistence,effects,uuid",
	.group = "Features",
	.help = "list the Features of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.needs = "root,CONFIG_CXL_FEATURES or CONFIG_CXL_EDAC_MEM_FEATURES",
	.risk = RISK_READ,
	.max_args = -1,
	.positional = "memdevs...",
	.run = run,
};
