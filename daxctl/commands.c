// SPDX-License-Identifier: GPL-2.0-only
/* The commands of daxctl, in the order that --list-cmds prints them. */
#include "cxl/common.h"
#include "daxctl/daxctl.h"

extern const struct cmd cmd_daxctl_list, cmd_create_device, cmd_destroy_device,
	cmd_reconfigure_device, cmd_online_memory, cmd_offline_memory, cmd_disable_device,
	cmd_enable_device, cmd_split_acpi, cmd_migrate_device_model, cmd_check_config, cmd_undo;

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
	&cmd_check_config,
	&cmd_undo,
	NULL,
};

const struct tool daxctl_tool = {
	.name = "daxctl",
	.viewer_env = "DAXCTL_MAN_VIEWER",
	.cmds = cmds,
	.ndctl_name = "daxctl",
	.complete = daxctl_complete,
	.enter = cxl_enter,
	.finish = cxl_finish,
	.leave = cxl_leave,
};
