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
