// SPDX-License-Identifier: GPL-2.0-only
/* The commands of daxctl, in the order that --list-cmds prints them. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/common.h"
#include "daxctl/daxctl.h"
#include "daxctl/lib/scan.h"
#include "util/complete.h"

extern const struct cmd cmd_daxctl_list, cmd_create_device, cmd_destroy_device,
	cmd_reconfigure_device, cmd_online_memory, cmd_offline_memory, cmd_disable_device,
	cmd_enable_device, cmd_split_acpi, cmd_migrate_device_model, cmd_undo;

static const struct cmd *const cmds[] = {
	&cmd_version,
	&cmd_daxctl_list,
	&cmd_help,
	&cmd_split_acpi,
	&cmd_migrate_device_model,
	&cmd_create_device,
	&cmd_destroy_device,
	&cmd_reconfigure_device,
	&cmd_online_memory,
	&cmd_offline_memory,
	&cmd_disable_device,
	&cmd_enable_device,
	&cmd_undo,
	NULL,
};

static void complete(struct completion *c, const char *kind)
{
	auto_dax_nodes struct dax_nodes devices = { 0 };
	const struct cxl_ctx *ctx = c->inv->ctx;
	char number[24];
	size_t i;

	if (!ctx || dax_scan(&ctx->root, &devices) < 0)
		return;
	for (i = 0; i < devices.count; i++) {
		if (str_eq(kind, "dev-id"))
			complete_add(c, devices.at[i].name, NULL);
		if (str_eq(kind, "region-id") &&
		    (i == 0 || devices.at[i].region != devices.at[i - 1].region)) {
			snprintf(number, sizeof(number), "%" PRIu64, devices.at[i].region);
			complete_add(c, number, NULL);
		}
	}
	complete_add(c, "all", NULL);
}

const struct tool daxctl_tool = {
	.name = "daxctl",
	.viewer_env = "DAXCTL_MAN_VIEWER",
	.cmds = cmds,
	.ndctl_name = "daxctl",
	.complete = complete,
	.enter = cxl_enter,
	.finish = cxl_finish,
	.leave = cxl_leave,
};
