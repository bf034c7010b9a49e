// SPDX-License-Identifier: GPL-2.0-only
/* cxl disable-memdev: unbind memory devices from their driver. */
#include <stdio.h>

#include "cxl/driver-args.h"
#include "cxl/memdev-args.h"

struct args {
	struct memdev_args memdev;
	bool force, with_parent;
};

static const struct opt opts[] = {
	MEMDEV_OPTS,
	OPT_BOOL_ROW('f', "force", struct args, force, "disable even if the device is in use"),
	OPT_WHOLE_BOOL_ROW(
		0, "with-parent", struct args, with_parent,
		"disable the memory device of an accelerator, and the accelerator with it"),
	{ 0 },
};

static void disable(struct inv *inv, const struct memdev *m, struct rec *top)
{
	const struct args *a = inv->args;
	auto_plan struct plan p = { 0 };
	struct fail refusal = { 0 };
	char undo[80];
	struct driver_change change = {
		.topo = m->topo,
		.node = m->node,
		.memdevs = &m->name,
		.memdev_count = 1,
		.undo = a->with_parent ? NULL : undo,
		.force = a->force,
	};

	snprintf(undo, sizeof(undo), "enable-memdev\t%s", m->name);
	if (!a->with_parent && driver_args_takes_parent(inv, &change, &refusal))
		change.refusal = &refusal;
	plan_unbind(&p, m->node);
	driver_args_apply(inv, &change, &p, top);
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	auto_topo struct topo t = { 0 };
	size_t i;
	int rc;

	driver_args_lock(inv, &lock);
	rc = memdev_args_targets(inv, &t, TOPO_ALL, &targets);
	if (rc != EXIT_DONE)
		return rc;
	for (i = 0; i < targets.count; i++)
		disable(inv, &targets.at[i], top);
	change_record_others(inv->ctx, &targets, top);
	return memdev_args_finish(inv, "disabled", top);
}

const struct cmd cmd_disable_memdev = {
	.name = "disable-memdev",
	.args = "<memdev>...|all [<options>]",
	.group = "Memory devices",
	.help = "disable memory devices: unbind them from their driver",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL,
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "enabled-memdevs...",
	.more_columns = "memdev,serial," DRIVER_COLUMNS,
	.run = run,
};
