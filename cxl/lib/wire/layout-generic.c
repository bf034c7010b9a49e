// SPDX-License-Identifier: LGPL-2.1-or-later
/* Payloads of generic component commands, sets 00h to 06h (CXL r3.2 8.2.10.1-7). */
#include "cxl/lib/wire/layout-rows.h"

/* clang-format off */

#define FW_OFFSET_UNIT 128

static const struct value_name component_names[] = {
	{ 0, "switch" }, { 3, "type3" }, { 4, "gfd" }, { 0, NULL },
};

LAYOUT(component, 18,
	HEX("pcie_vendor_id", 0, 2),
	HEX("pcie_device_id", 2, 2),
	HEX("pcie_subsystem_vendor_id", 4, 2),
	HEX("pcie_subsystem_id", 6, 2),
	OPAQUE("serial", 8),
	NUMBER("max_message_size_log2", 16, 1),
	NAMED("component_type", 17, 1, component_names));

LAYOUT(background, 8,
	FLAG("running", 0, 1, 0),
	BITS("percent", 0, 1, 1, 7),
	HEX("opcode", 2, 2),
	HEX("return_code", 4, 2),
	HEX("vendor_status", 6, 2));

LAYOUT(message_limit, 1,
	NUMBER("max_message_size_log2", 0, 1));
LAYOUT_OF(message_limit_in, 1, message_limit_rows);

static const struct value_name event_log_names[] = {
	{ 0, "info" }, { 1, "warning" }, { 2, "failure" }, { 3, "fatal" },
	{ 4, "dynamic-capacity" }, { 0, NULL },
};

LAYOUT(get_events_in, 1,
	NAMED("log", 0, 1, event_log_names));

LAYOUT_TAIL(clear_events_in, 6,
	NAMED("log", 0, 1, event_log_names),
	FLAG("clear_all", 1, 1, 0),
	NUMBER("handle_count", 2, 1));

static const struct value_name interrupt_names[] = {
	{ 0, "none" }, { 1, "msi" }, { 2, "firmware" }, { 0, NULL },
};

#define POLICY(log, o) \
	BITS_NAMED(log "_interrupt", o, 1, 0, 2, interrupt_names), \
	BITS(log "_message_number", o, 1, 4, 4)

LAYOUT_NEWER(event_policy, 4, 5,
	POLICY("info", 0),
	POLICY("warning", 1),
	POLICY("failure", 2),
	POLICY("fatal", 3),
	POLICY("dynamic_capacity", 4));
LAYOUT_OF(event_policy_in, 4, event_policy_rows, .newer = 5);

LAYOUT(mctp_event_policy, 2,
	HEX("settings", 0, 2));
LAYOUT_OF(mctp_event_policy_in, 2, mctp_event_policy_rows);

LAYOUT(event_notification_in, 2,
	HEX("event", 0, 2));

LAYOUT(fw_info, 0x50,
	NUMBER("slots", 0, 1),
	BITS("active_slot", 1, 1, 0, 3),
	BITS("staged_slot", 1, 1, 3, 3),	/* 0: none */
	FLAG("online_activation", 2, 1, 0),
	TEXT("slot1_revision", 0x10, 16),
	TEXT("slot2_revision", 0x20, 16),
	TEXT("slot3_revision", 0x30, 16),
	TEXT("slot4_revision", 0x40, 16));

static const struct value_name transfer_names[] = {
	{ 0, "full" }, { 1, "initiate" }, { 2, "continue" }, { 3, "end" }, { 4, "abort" },
	{ 0, NULL },
};

LAYOUT_TAIL(transfer_fw_in, 0x80,
	NAMED("action", 0, 1, transfer_names),
	NUMBER("slot", 1, 1),
	SIZE("offset", 4, 4, FW_OFFSET_UNIT));

static const struct value_name activate_names[] = {
	{ 0, "online" }, { 1, "on-next-reset" }, { 0, NULL },
};

LAYOUT(activate_fw_in, 2,
	NAMED("action", 0, 1, activate_names),
	NUMBER("slot", 1, 1));

/* Since 1970. */
LAYOUT(timestamp, 8,
	NUMBER("timestamp_ns", 0, 8));
LAYOUT_OF(timestamp_in, 8, timestamp_rows);

LAYOUT(log_entry, 20,
	UUID("uuid", 0),
	SIZE("size", 16, 4, 1));

LAYOUT_WITH(supported_logs, 8, RECORDS("logs", 8, 0, 2, log_entry),
	NUMBER("entries", 0, 2));

LAYOUT(get_log_in, 0x18,
	UUID("uuid", 0x00),
	SIZE("offset", 0x10, 4, 1),
	SIZE("length", 0x14, 4, 1));

LAYOUT(log_in, 0x10,
	UUID("uuid", 0));

LAYOUT(log_capabilities, 4,
	FLAG("clear_supported", 0, 4, 0),
	FLAG("populate_supported", 0, 4, 1),
	FLAG("auto_populate", 0, 4, 2),
	FLAG("persists_over_cold_reset", 0, 4, 3));

LAYOUT(logs_sub_list_in, 2,
	NUMBER_OR("max_entries", 0, 1, 255),
	NUMBER("start_index", 1, 1));

LAYOUT_WITH(logs_sub_list, 8, RECORDS("logs", 8, 0, 1, log_entry),
	NUMBER("entries", 0, 1),
	NUMBER("total_entries", 2, 2),
	NUMBER("start_index", 4, 1));

/* The size is that of the reply. */
LAYOUT(supported_features_in, 8,
	SIZE("max_size", 0, 4, 1),
	NUMBER("start_index", 4, 2));

/* The deepest reset that a setting survives. */
static const struct value_name persistence_names[] = {
	{ 0, "none" }, { 1, "cxl_reset" }, { 2, "hot_reset" }, { 3, "warm_reset" },
	{ 4, "cold_reset" }, { 0, NULL },
};

RECORD(feature_entry, 48,
	UUID("uuid", 0x00),
	NUMBER("index", 0x10, 2),
	SIZE("get_size", 0x12, 2, 1),
	SIZE("set_size", 0x14, 2, 1),
	FLAG("changeable", 0x16, 4, 0),
	BITS_NAMED("persistence", 0x16, 4, 1, 3, persistence_names),
	FLAG("persists_over_fw_update", 0x16, 4, 4),
	FLAG("default_selection", 0x16, 4, 5),
	FLAG("saved_selection", 0x16, 4, 6),
	NUMBER("get_version", 0x1a, 1),
	NUMBER("set_version", 0x1b, 1),
	HEX("effects", 0x1c, 2));

LAYOUT_WITH(supported_features, 8,
	RECORDS("features", 8, 0, 2, feature_entry),
	NUMBER("entries", 0, 2),
	NUMBER("total_entries", 2, 2));

static const struct value_name selection_names[] = {
	{ 0, "current" }, { 1, "default" }, { 2, "saved" }, { 0, NULL },
};

LAYOUT(get_feature_in, 0x15,
	UUID("uuid", 0x00),
	SIZE("offset", 0x10, 2, 1),
	SIZE("length", 0x12, 2, 1),
	NAMED("selection", 0x14, 1, selection_names));

static const struct value_name set_names[] = {
	{ 0, "full" }, { 1, "initiate" }, { 2, "continue" }, { 3, "finish" }, { 4, "abort" },
	{ 0, NULL },
};

LAYOUT_TAIL(set_feature_in, 0x20,
	UUID("uuid", 0x00),
	BITS_NAMED("transfer", 0x10, 4, 0, 3, set_names),
	FLAG("saved_across_reset", 0x10, 4, 3),
	SIZE("offset", 0x14, 2, 1),
	NUMBER("version", 0x16, 1));

/* Post package repair (CXL r3.2 8.2.10.7.1.2, 8.2.10.7.1.3). */
FORM(ppr, "post package repair", 14,
	FLAG("query_resources", 2, 1, 0),
	HEX("dpa", 3, 8),
	HEX("nibble_mask", 11, 3));

/* CXL r3.2 8.2.10.7.1.4 */
FORM(sparing, "memory sparing", 16,
	FLAG("query_resources", 2, 1, 0),
	FLAG("hard_sparing", 2, 1, 1),
	NUMBER("channel", 3, 1),
	NUMBER("rank", 4, 1),
	HEX_IF("nibble_mask", 5, 3, BIT_AT(2, 1, 3)),
	NUMBER("bank_group", 8, 1),
	NUMBER("bank", 9, 1),
	NUMBER("row", 10, 3),
	NUMBER("column", 13, 2),
	NUMBER_IF("sub_channel", 15, 1, BIT_AT(2, 1, 2)));

/* By class and subclass. */
static const struct layout_form maintenance_forms[] = {
	{ "0100", &ppr_layout },	/* soft */
	{ "0101", &ppr_layout },	/* hard */
	{ "0200", &sparing_layout },	/* cacheline */
	{ "0201", &sparing_layout },	/* row */
	{ "0202", &sparing_layout },	/* bank */
	{ "0203", &sparing_layout },	/* rank */
	{ NULL, NULL },
};

static const struct layout_forms maintenance = {
	.at = 0, .width = 2, .forms = maintenance_forms,
};

LAYOUT_WITH(maintenance_in, 2, FORMS(maintenance),
	NUMBER("class", 0, 1),
	NUMBER("subclass", 1, 1));
/* clang-format on */
