// SPDX-License-Identifier: GPL-2.0-only
/* daxctl destroy-device: release the memory of DAX devices, and delete them. */
#include "daxctl/device-args.h"

static const struct opt opts[] = {
	DEVICE_OPTS,
	OPT_BOOL_ROW('f', "force", struct device_args, force,
		     "disable the device before, even if programs use it"),
	{ 0 },
};

static int plan(struct inv *inv, const struct dax_state *s, struct plan *p, struct fail *why)
{
	const struct device_args *a = inv->args;
	int rc;

	if (!s->divisible)
		return fail_unsupported(why, "static_region", "",
					"devices of this region cannot be destroyed");
	if (*s->driver && !a->force)
		return fail_refuse(why, "active", "", "it is active, specify --force for deletion");
	rc = dax_plan_disable(p, s, a->force, why);
	if (rc == 0)
		dax_plan_destroy(p, s);
	return rc;
}

static int run(struct inv *inv)
{
	static const struct device_work work = {
		.what = "destroy",
		.done = "destroyed",
		.uses_device = true,
		.plan = plan,
	};

	return device_args_run(inv, &work);
}

const struct cmd cmd_destroy_device = {
	.name = "destroy-device",
	.args = "<device>...|all [<options>]",
	.group = "Devices",
	.help = "destroy DAX devices: release their memory, and delete them",
	.opts = opts,
	.args_size = sizeof(struct device_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL,
	.risk = RISK_SERVICE,
	.needs = "root",
	.max_args = -1,
	.positional = "devices...",
	.more_columns = DEVICE_COLUMNS,
	.run = run,
};
