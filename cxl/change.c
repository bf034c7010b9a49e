// SPDX-License-Identifier: GPL-2.0-only
/* What the results of all commands that change something have in common. */
#include "cxl/change.h"

void change_record(const struct cxl_ctx *ctx, bool changed, const struct fail *why, struct rec *o)
{
	if (ctx->dry_run)
		rec_bool(o, "dry_run", true);
	rec_bool(o, "changed", changed && !why);
	if (ctx->dry_run)
		rec_str(o, "verdict", !why ? "allowed" : why->code ? why->code : "failed");
}

void change_record_other(const struct cxl_ctx *ctx, struct rec *o)
{
	static const struct fail why = { .code = "other_failed" };

	change_record(ctx, false, &why, o);
}

static bool has_result(const struct rec *top, const char *memdev)
{
	const struct rec *o;

	rec_foreach(o, top)
		if (str_eq(rec_get_str(o, "memdev"), memdev))
			return true;
	return false;
}

void change_record_others(const struct cxl_ctx *ctx, const struct targets *l, struct rec *top)
{
	size_t i;

	for (i = l->count; ctx->dry_run && i < l->count + l->dropped; i++)
		if (!has_result(top, l->at[i].name))
			change_record_other(ctx, cxl_memdev_rec(top, &l->at[i]));
}
