// SPDX-License-Identifier: GPL-2.0-only
/* The commands of cxl, in the order that --list-cmds prints them. */
#include <stdio.h>

#include "cxl/common.h"
#include "cxl/lib/wire/feature.h"

extern const struct cmd cmd_list, cmd_list_features, cmd_get_feature, cmd_set_feature,
	cmd_list_commands, cmd_identify, cmd_get_health, cmd_get_timestamp, cmd_get_fw_info,
	cmd_get_partition, cmd_get_alert_config, cmd_get_shutdown_state, cmd_set_shutdown_state,
	cmd_scan_media_caps, cmd_list_logs, cmd_get_log, cmd_clear_log, cmd_send_command,
	cmd_policy, cmd_audit, cmd_support_status, cmd_read_labels, cmd_check_labels,
	cmd_write_labels, cmd_zero_labels, cmd_set_alert_config, cmd_set_partition,
	cmd_disable_memdev, cmd_enable_memdev, cmd_disable_port, cmd_enable_port, cmd_disable_bus,
	cmd_inject_protocol_error, cmd_inject_media_poison, cmd_clear_media_poison, cmd_monitor,
	cmd_wait_sanitize, cmd_reserve_dpa, cmd_free_dpa, cmd_enable_region, cmd_disable_region,
	cmd_destroy_region, cmd_create_region, cmd_update_firmware, cmd_sanitize_memdev,
	cmd_erase_memdev, cmd_repair_memory, cmd_undo, cmd_cdat, cmd_doe, cmd_dump, cmd_diff,
	cmd_check, cmd_list_targets, cmd_fm;

static const struct cmd *const cmds[] = {
	&cmd_version,
	&cmd_list,
	&cmd_help,
	&cmd_zero_labels,
	&cmd_read_labels,
	&cmd_write_labels,
	&cmd_disable_memdev,
	&cmd_enable_memdev,
	&cmd_reserve_dpa,
	&cmd_free_dpa,
	&cmd_update_firmware,
	&cmd_set_alert_config,
	&cmd_wait_sanitize,
	&cmd_disable_port,
	&cmd_enable_port,
	&cmd_set_partition,
	&cmd_disable_bus,
	&cmd_create_region,
	&cmd_enable_region,
	&cmd_disable_region,
	&cmd_destroy_region,
	&cmd_monitor,
	&cmd_inject_protocol_error,
	&cmd_inject_media_poison,
	&cmd_clear_media_poison,
	&cmd_check_labels,
	&cmd_list_features,
	&cmd_get_feature,
	&cmd_set_feature,
	&cmd_list_commands,
	&cmd_list_targets,
	&cmd_fm,
	&cmd_identify,
	&cmd_get_health,
	&cmd_get_timestamp,
	&cmd_get_fw_info,
	&cmd_get_partition,
	&cmd_get_alert_config,
	&cmd_get_shutdown_state,
	&cmd_set_shutdown_state,
	&cmd_cdat,
	&cmd_doe,
	&cmd_scan_media_caps,
	&cmd_list_logs,
	&cmd_get_log,
	&cmd_clear_log,
	&cmd_sanitize_memdev,
	&cmd_erase_memdev,
	&cmd_repair_memory,
	&cmd_send_command,
	&cmd_policy,
	&cmd_audit,
	&cmd_undo,
	&cmd_support_status,
	&cmd_dump,
	&cmd_check,
	&cmd_diff,
	NULL,
};

/* Commands of ndctl v85 that are not implemented yet. */
static const char *const missing[] = {
	NULL,
};

/* --list-features: the Features known by name, for completion. */
static int top_option(const char *arg)
{
	const struct feature_desc *d;
	size_t i;

	if (!str_eq(arg, "--list-features"))
		return -1;
	for (i = 0; (d = feature_desc_at(i)); i++)
		puts(d->name);
	return EXIT_DONE;
}

const struct tool cxl_tool = {
	.name = "cxl",
	.viewer_env = "CXL_MAN_VIEWER",
	.cmds = cmds,
	.missing = missing,
	.ndctl_name = "cxl",
	.top_option = top_option,
	.top_options = "--list-features",
	.complete = cxl_complete,
	.enter = cxl_enter,
	.finish = cxl_finish,
	.leave = cxl_leave,
};
