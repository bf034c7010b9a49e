// SPDX-License-Identifier: GPL-2.0-only
/* Options and targets that the commands for labels share. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/label-args.h"

int label_args_check(struct inv *inv)
{
	const struct label_args *a = inv->args;

	if (a->size < 0)
		return inv_usage(inv, "invalid size '%d': expected a number of bytes", a->size);
	if (a->offset < 0)
		return inv_usage(inv, "invalid offset '%d': expected a number of bytes", a->offset);
	return EXIT_DONE;
}

static bool has_area(const struct memdev *m)
{
	struct fail why = { 0 };
	u32 size;

	return label_area_size(m, &size, &why) == 0 || !str_eq(why.code, "no_label_area");
}

int label_args_targets(struct inv *inv, struct topo *t, struct targets *ret)
{
	size_t i, kept = 0;
	int rc = memdev_args_targets(inv, t, TOPO_MEMDEVS, ret);

	if (rc != EXIT_DONE || !filter_args_all(inv))
		return rc;
	for (i = 0; i < ret->count; i++)
		if (!memdev_args_by_all(inv, &ret->at[i]) || has_area(&ret->at[i]))
			ret->at[kept++] = ret->at[i];
	if (kept == 0 && ret->count)
		inv_warn(inv, "no device has a label storage area");
	ret->count = kept;
	return rc;
}

struct label_range label_args_range(const struct inv *inv)
{
	const struct label_args *a = inv->args;

	return (struct label_range){ .offset = (u32)a->offset, .size = (u32)a->size };
}

void label_args_show(const struct memdev *m, const struct label_range *range,
		     const struct label_result *r, const struct fail *why, struct rec *top)
{
	struct rec *o = cxl_memdev_rec(top, m);

	rec_uint(o, "offset", range->offset);
	if (range->size) /* else the size of the area is not known */
		rec_num(o, "size", VAL_SIZE, range->size);
	change_record(m->ctx, r->changed, why, o);
	if (r->changed && !m->ctx->dry_run) {
		rec_num(o, "written_bytes", VAL_SIZE, r->written_bytes);
		rec_bool(o, "verified", r->verified);
	}
}

static int write_range(const struct memdev *m, struct label_range *range, const u8 *data,
		       struct label_result *ret, struct fail *why)
{
	auto_free u8 *zeros = NULL;
	struct label_change change;
	int rc = label_range_check(m, range, why);

	if (rc < 0)
		return rc;
	if (!data)
		data = zeros = calloc(1, range->size);
	if (!data)
		return fail_nomem(why);
	change = (struct label_change){ .range = *range, .data = data };
	return label_write(m, &change, ret, why);
}

void label_args_write(struct inv *inv, const struct memdev *m, struct label_range range,
		      const u8 *data, struct rec *top)
{
	struct label_result r = { 0 };
	struct fail why = { 0 };

	if (write_range(m, &range, data, &r, &why) < 0) {
		if (m->ctx->dry_run)
			label_args_show(m, &range, &r, &why, top);
		inv_fail(inv, m->name, inv->cmd->name, &why);
		return;
	}
	inv->done++;
	label_args_show(m, &range, &r, NULL, top);
}
