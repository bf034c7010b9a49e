// SPDX-License-Identifier: GPL-2.0-only
/* Fields of fixed replies by their key in a devices file; offsets from CXL r3.2 8.2.10. */
#include "cxl/sim/devfile-field.h"

/* clang-format off */
const struct devfile_field devfile_fields[] = {
	{ "fw.slots", BLOCK_FW, 0x00, 1, 0, 0, FIELD_UNSIGNED },
	{ "fw.active", BLOCK_FW, 0x01, 1, 0, 3, FIELD_UNSIGNED },
	{ "fw.staged", BLOCK_FW, 0x01, 1, 3, 3, FIELD_UNSIGNED },
	{ "fw.online_activation", BLOCK_FW, 0x02, 1, 0, 1, FIELD_UNSIGNED },
	{ "fw.slot1", BLOCK_FW, 0x10, 16, 0, 0, FIELD_TEXT },
	{ "fw.slot2", BLOCK_FW, 0x20, 16, 0, 0, FIELD_TEXT },
	{ "fw.slot3", BLOCK_FW, 0x30, 16, 0, 0, FIELD_TEXT },
	{ "fw.slot4", BLOCK_FW, 0x40, 16, 0, 0, FIELD_TEXT },
	{ "timestamp", BLOCK_TIMESTAMP, 0x00, 8, 0, 0, FIELD_UNSIGNED },
	{ "identify.fw_revision", BLOCK_IDENTIFY, 0x00, 16, 0, 0, FIELD_TEXT },
	{ "identify.total_capacity", BLOCK_IDENTIFY, 0x10, 8, 0, 0, FIELD_CAPACITY },
	{ "identify.volatile_capacity", BLOCK_IDENTIFY, 0x18, 8, 0, 0, FIELD_CAPACITY },
	{ "identify.persistent_capacity", BLOCK_IDENTIFY, 0x20, 8, 0, 0, FIELD_CAPACITY },
	{ "identify.partition_alignment", BLOCK_IDENTIFY, 0x28, 8, 0, 0, FIELD_CAPACITY },
	{ "identify.info_log_records", BLOCK_IDENTIFY, 0x30, 2, 0, 0, FIELD_UNSIGNED },
	{ "identify.warning_log_records", BLOCK_IDENTIFY, 0x32, 2, 0, 0, FIELD_UNSIGNED },
	{ "identify.failure_log_records", BLOCK_IDENTIFY, 0x34, 2, 0, 0, FIELD_UNSIGNED },
	{ "identify.fatal_log_records", BLOCK_IDENTIFY, 0x36, 2, 0, 0, FIELD_UNSIGNED },
	{ "identify.lsa_size", BLOCK_IDENTIFY, 0x38, 4, 0, 0, FIELD_UNSIGNED },
	{ "identify.poison_list_max", BLOCK_IDENTIFY, 0x3c, 3, 0, 0, FIELD_UNSIGNED },
	{ "identify.inject_poison_limit", BLOCK_IDENTIFY, 0x3f, 2, 0, 0, FIELD_UNSIGNED },
	{ "identify.poison_caps", BLOCK_IDENTIFY, 0x41, 1, 0, 0, FIELD_UNSIGNED },
	{ "identify.qos_telemetry_caps", BLOCK_IDENTIFY, 0x42, 1, 0, 0, FIELD_UNSIGNED },
	{ "partition.active_volatile", BLOCK_PARTITION, 0x00, 8, 0, 0, FIELD_CAPACITY },
	{ "partition.active_persistent", BLOCK_PARTITION, 0x08, 8, 0, 0, FIELD_CAPACITY },
	{ "partition.next_volatile", BLOCK_PARTITION, 0x10, 8, 0, 0, FIELD_CAPACITY },
	{ "partition.next_persistent", BLOCK_PARTITION, 0x18, 8, 0, 0, FIELD_CAPACITY },
	{ "health.status", BLOCK_HEALTH, 0x00, 1, 0, 0, FIELD_UNSIGNED },
	{ "health.media_status", BLOCK_HEALTH, 0x01, 1, 0, 0, FIELD_UNSIGNED },
	{ "health.additional_status", BLOCK_HEALTH, 0x02, 1, 0, 0, FIELD_UNSIGNED },
	{ "health.life_used", BLOCK_HEALTH, 0x03, 1, 0, 0, FIELD_UNSIGNED },
	{ "health.temperature", BLOCK_HEALTH, 0x04, 2, 0, 0, FIELD_SIGNED },
	{ "health.dirty_shutdowns", BLOCK_HEALTH, 0x06, 4, 0, 0, FIELD_UNSIGNED },
	{ "health.corrected_volatile", BLOCK_HEALTH, 0x0a, 4, 0, 0, FIELD_UNSIGNED },
	{ "health.corrected_persistent", BLOCK_HEALTH, 0x0e, 4, 0, 0, FIELD_UNSIGNED },
	{ "alerts.valid", BLOCK_ALERTS, 0x00, 1, 0, 0, FIELD_UNSIGNED },
	{ "alerts.programmable", BLOCK_ALERTS, 0x01, 1, 0, 0, FIELD_UNSIGNED },
	{ "alerts.life_used_critical", BLOCK_ALERTS, 0x02, 1, 0, 0, FIELD_UNSIGNED },
	{ "alerts.life_used_warning", BLOCK_ALERTS, 0x03, 1, 0, 0, FIELD_UNSIGNED },
	{ "alerts.over_temperature_critical", BLOCK_ALERTS, 0x04, 2, 0, 0, FIELD_SIGNED },
	{ "alerts.under_temperature_critical", BLOCK_ALERTS, 0x06, 2, 0, 0, FIELD_SIGNED },
	{ "alerts.over_temperature_warning", BLOCK_ALERTS, 0x08, 2, 0, 0, FIELD_SIGNED },
	{ "alerts.under_temperature_warning", BLOCK_ALERTS, 0x0a, 2, 0, 0, FIELD_SIGNED },
	{ "alerts.corrected_volatile_warning", BLOCK_ALERTS, 0x0c, 2, 0, 0, FIELD_UNSIGNED },
	{ "alerts.corrected_persistent_warning", BLOCK_ALERTS, 0x0e, 2, 0, 0, FIELD_UNSIGNED },
	{ "shutdown.state", BLOCK_SHUTDOWN, 0x00, 1, 0, 0, FIELD_UNSIGNED },
};
/* clang-format on */

const size_t devfile_field_count = ARRAY_SIZE(devfile_fields);

const char *const devfile_value_names[VALUE_COUNT] = { "current", "default", "saved" };
