// SPDX-License-Identifier: GPL-2.0-only
/* cxl disable-memdev: unbind memory devices from their driver. */
#include "cxl/driver-args.h"
#include "cxl/memdev-args.h"

struct args {
	struct memdev_args memdev;
	bool force, with_parent;
};

static const struct opt opts[] = {
	MEMDEV_OPTS,
	OPT_BOOL_ROW('f', "force", struct args, force, "disable even if the device is in use"),
	OPT_BOOL_ROW(0, "with-parent", struct args, with_parent,
		     "disable the memory device of an accelerator, and the accelerator with it"),
	{ 0 },
};

/* The driver of an accelerator depends on that of its memory device (since Linux 7.3). */
static bool takes_parent(const struct args *a, const struct memdev *m, struct fail *why)
{
	if (a->with_parent || !memdev_lacks_mailbox(m))
		return false;
	fail_refuse(
		why, "accelerator", "use --with-parent to disable both",
		"refusing to disable %s: it belongs to an accelerator, and the kernel would unbind"
		" %s from its driver, too",
		m->name, m->node->host ? m->node->host : "that");
	return true;
}

static void disable(struct inv *inv, const struct memdev *m, struct rec *top)
{
	const struct args *a = inv->args;
	auto_plan struct plan p = { 0 };
	struct fail refusal = { 0 };
	const struct driver_change change = {
		.topo = m->topo,
		.node = m->node,
		.memdevs = &m->name,
		.memdev_count = 1,
		.force = a->force,
		.refusal = takes_parent(a, m, &refusal) ? &refusal : NULL,
	};

	plan_unbind(&p, m->node);
	driver_args_apply(inv, &change, &p, top);
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_topo struct topo t = { 0 };
	int rc = memdev_args_targets(inv, &t, &targets);
	size_t i;

	if (rc != EXIT_DONE)
		return rc;
	for (i = 0; i < targets.count; i++)
		disable(inv, &targets.at[i], top);
	return memdev_args_finish(inv, "disabled", top);
}

const struct cmd cmd_disable_memdev = {
	.name = "disable-memdev",
	.args = "<mem0> [<mem1>..<memN>] [<options>]",
	.group = "Memory devices",
	.help = "disable memory devices: unbind them from their driver",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES,
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "enabled-memdevs...",
	.more_columns = "memdev,serial," DRIVER_COLUMNS,
	.run = run,
};
