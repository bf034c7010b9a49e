// SPDX-License-Identifier: GPL-2.0-only
/* daxctl enable-device: bind DAX devices to the driver of mode devdax. */
#include "daxctl/device-args.h"
#include "daxctl/undo-lines.h"

static const struct opt opts[] = {
	DEVICE_OPTS,
	{ 0 },
};

static int plan(struct inv *inv, const struct dax_state *s, struct plan *p, struct fail *why)
{
	if (s->mode == DAX_SYSTEM_RAM)
		return fail_set(why, -ENXIO, "system_ram", "it is enabled, see 'daxctl list'",
				"status operations are only applicable in devdax mode");
	if (*s->driver)
		return 0;
	return dax_plan_mode(p, s, DAX_DEVDAX, DAX_FORCE_NONE, why);
}

static bool undo(const struct dax_state *s, struct strbuf *ret)
{
	return undo_lines_mode(s, DAX_DEVDAX, ret);
}

static int run(struct inv *inv)
{
	static const struct device_work work = {
		.what = "enable",
		.done = "enabled",
		.with_memory = true,
		.plan = plan,
		.undo = undo,
	};

	return device_args_run(inv, &work);
}

const struct cmd cmd_enable_device = {
	.name = "enable-device",
	.args = "<device>...|all [<options>]",
	.group = "Devices",
	.help = "enable DAX devices: bind them to the driver of mode devdax",
	.opts = opts,
	.args_size = sizeof(struct device_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL,
	.risk = RISK_SETTING,
	.needs = "root",
	.max_args = -1,
	.positional = "disabled-devices...",
	.more_columns = DEVICE_COLUMNS,
	.run = run,
};
