// SPDX-License-Identifier: GPL-2.0-only
/* What enable-region, disable-region and destroy-region share. */
#include "cxl/region-args.h"

int region_args_run(struct inv *inv, const struct node_work *w, const char *what)
{
	const struct summary summary = { what, { "region", "regions" }, true };
	const struct region_args *a = inv->args;
	struct node_work work = *w;

	work.kind = NODE_REGION;
	work.force = a->force;
	work.bus = a->bus;
	work.decoder = a->decoder;
	return node_args_run(inv, &work, &summary);
}
