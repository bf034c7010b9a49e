// SPDX-License-Identifier: GPL-2.0-only
/* daxctl disable-device: unbind DAX devices from their driver. */
#include "daxctl/device-args.h"
#include "daxctl/undo-lines.h"

static const struct opt opts[] = {
	DEVICE_OPTS,
	OPT_WHOLE_BOOL_ROW('f', "force", struct device_args, force,
			   "disable even if programs use the device"),
	{ 0 },
};

static int plan(struct inv *inv, const struct dax_state *s, struct plan *p, struct fail *why)
{
	if (s->mode == DAX_SYSTEM_RAM)
		return fail_set(why, -ENXIO, "system_ram",
				"see daxctl-offline-memory(1) and daxctl-reconfigure-device(1)",
				"status operations are only applicable in devdax mode");
	return dax_plan_disable(p, s, false, why);
}

static bool undo(const struct dax_state *s, struct strbuf *ret)
{
	return undo_lines_mode(s, DAX_MODES, ret);
}

static int run(struct inv *inv)
{
	static const struct device_work work = {
		.what = "disable",
		.done = "disabled",
		.uses_device = true,
		.with_memory = true,
		.plan = plan,
		.undo = undo,
	};

	return device_args_run(inv, &work);
}

const struct cmd cmd_disable_device = {
	.name = "disable-device",
	.args = "<device>...|all [<options>]",
	.group = "Devices",
	.help = "disable DAX devices: unbind them from their driver",
	.opts = opts,
	.args_size = sizeof(struct device_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL,
	.risk = RISK_SERVICE,
	.needs = "root",
	.max_args = -1,
	.positional = "enabled-devices...",
	.more_columns = DEVICE_COLUMNS,
	.run = run,
};
