// SPDX-License-Identifier: GPL-2.0-only
/* cxl enable-memdev: bind memory devices to their driver. */
#include "cxl/driver-args.h"
#include "cxl/memdev-args.h"

struct args {
	struct memdev_args memdev;
	bool no_load;
};

static const struct opt opts[] = {
	MEMDEV_OPTS,
	OPT_BOOL_ROW(0, "no-load", struct args, no_load,
		     "do not load the kernel module of the driver"),
	{ 0 },
};

static int run(struct inv *inv)
{
	const struct args *a = inv->args;
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
		driver_args_enable(inv, &t, targets.at[i].node, !a->no_load, top);
	driver_args_new_regions(inv, &t);
	change_record_others(inv->ctx, &targets, top);
	return memdev_args_finish(inv, "enabled", top);
}

const struct cmd cmd_enable_memdev = {
	.name = "enable-memdev",
	.args = "<memdev>...|all [<options>]",
	.group = "Memory devices",
	.help = "enable memory devices: bind them to their driver",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL,
	.risk = RISK_SETTING,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "disabled-memdevs...",
	.more_columns = "memdev,serial," DRIVER_COLUMNS,
	.run = run,
};
