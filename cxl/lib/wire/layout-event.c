// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Get Event Records, 0100h, and the records in its reply (CXL r3.2 8.2.10.2.1, include/cxl/event.h
 * of Linux). Offsets are those in the record of 128 bytes.
 */
#include "cxl/lib/wire/layout-rows.h"

/* clang-format off */

#define RECORD_LEN EVENT_RECORD_LEN

static const struct value_name transaction_names[] = {
	{ 0, "unknown" }, { 1, "host_read" }, { 2, "host_write" }, { 3, "host_scan_media" },
	{ 4, "host_inject_poison" }, { 5, "internal_media_scrub" },
	{ 6, "internal_media_management" }, { 7, "internal_media_ecs" },
	{ 8, "media_initialization" }, { 0, NULL },
};

static const struct value_name media_subtype_names[] = {
	{ 0, "not_reported" }, { 1, "internal_datapath_error" },
	{ 2, "media_link_command_training_error" }, { 3, "media_link_control_training_error" },
	{ 4, "media_link_data_training_error" }, { 5, "media_link_crc_error" }, { 0, NULL },
};

static const struct value_name general_media_type_names[] = {
	{ 0, "ecc_error" }, { 1, "invalid_address" }, { 2, "data_path_error" },
	{ 3, "te_state_violation" }, { 4, "scrub_media_ecc_error" },
	{ 5, "advanced_programmable_cme_counter_expiration" }, { 6, "ckid_violation" },
	{ 0, NULL },
};

static const struct value_name dram_type_names[] = {
	{ 0, "ecc_error" }, { 1, "scrub_media_ecc_error" }, { 2, "invalid_address" },
	{ 3, "data_path_error" }, { 4, "te_state_violation" },
	{ 5, "advanced_programmable_cme_counter_expiration" }, { 6, "ckid_violation" },
	{ 0, NULL },
};

static const struct value_name component_format_names[] = {
	{ 0, "device_specific" }, { 1, "pldm" }, { 0, NULL },
};

/* Bits of the validity flags, which every record has at another offset. */
#define COMPONENT(o, flags, bit) \
	BYTES_IF("component_id", o, 16, BIT_AT(flags, 2, bit)), \
	BITS_NAMED_IF("component_id_format", flags, 2, bit + 1, 1, component_format_names, \
		      BIT_AT(flags, 2, bit))

/* The low bits of the address are flags. */
#define MEDIA(types) \
	{ .key = "dpa", .at = { 0x30, 8, 6, 58 }, .kind = VAL_HEX, .unit = 64 }, \
	FLAG("volatile", 0x30, 8, 0), \
	FLAG("not_repairable", 0x30, 8, 1), \
	FLAG("uncorrectable_event", 0x38, 1, 0), \
	FLAG("threshold_event", 0x38, 1, 1), \
	FLAG("poison_list_overflow", 0x38, 1, 2), \
	NAMED("memory_event_type", 0x39, 1, types), \
	NAMED("transaction_type", 0x3a, 1, transaction_names), \
	NUMBER_IF("channel", 0x3d, 1, BIT_AT(0x3b, 2, 0)), \
	NUMBER_IF("rank", 0x3e, 1, BIT_AT(0x3b, 2, 1))

/* Corrected memory errors. */
#define CME(flags, count) \
	FLAG("cme_multiple_media", flags, 1, 0), \
	FLAG("cme_threshold_exceeded", flags, 1, 1), \
	NUMBER("cme_count", count, 3)

FORM(general_media, "general_media", RECORD_LEN,
	MEDIA(general_media_type_names),
	HEX_IF("device", 0x3f, 3, BIT_AT(0x3b, 2, 2)),
	COMPONENT(0x42, 0x3b, 3),
	CME(0x52, 0x53),
	NAMED("memory_event_sub_type", 0x56, 1, media_subtype_names));

FORM(dram, "dram", RECORD_LEN,
	MEDIA(dram_type_names),
	HEX_IF("nibble_mask", 0x3f, 3, BIT_AT(0x3b, 2, 2)),
	NUMBER_IF("bank_group", 0x42, 1, BIT_AT(0x3b, 2, 3)),
	NUMBER_IF("bank", 0x43, 1, BIT_AT(0x3b, 2, 4)),
	NUMBER_IF("row", 0x44, 3, BIT_AT(0x3b, 2, 5)),
	NUMBER_IF("column", 0x47, 2, BIT_AT(0x3b, 2, 6)),
	BYTES_IF("correction_mask", 0x49, 32, BIT_AT(0x3b, 2, 7)),
	COMPONENT(0x69, 0x3b, 8),
	NUMBER_IF("sub_channel", 0x79, 1, BIT_AT(0x3b, 2, 10)),
	CME(0x7a, 0x7b),
	NAMED("memory_event_sub_type", 0x7e, 1, media_subtype_names));

static const struct value_name module_type_names[] = {
	{ 0, "health_status_change" }, { 1, "media_status_change" }, { 2, "life_used_change" },
	{ 3, "temperature_change" }, { 4, "data_path_error" }, { 5, "lsa_error" },
	{ 6, "unrecoverable_sideband_bus_error" }, { 7, "memory_media_fru_error" },
	{ 8, "power_management_fault" }, { 0, NULL },
};

static const struct value_name module_subtype_names[] = {
	{ 0, "not_reported" }, { 1, "invalid_config_data" }, { 2, "unsupported_config_data" },
	{ 3, "unsupported_memory_media_fru" }, { 0, NULL },
};

FORM(memory_module, "memory_module", RECORD_LEN,
	NAMED("device_event_type", 0x30, 1, module_type_names),
	PART("health", 0x31, 18, health),
	COMPONENT(0x45, 0x43, 0),
	NAMED("device_event_sub_type", 0x55, 1, module_subtype_names));

FORM(memory_sparing, "memory_sparing", RECORD_LEN,
	FLAG("query_resources", 0x32, 1, 0),
	FLAG("hard_sparing", 0x32, 1, 1),
	FLAG("device_initiated", 0x32, 1, 2),
	HEX("result", 0x33, 1),
	NUMBER("spare_resources", 0x3c, 2),
	NUMBER_IF("channel", 0x3e, 1, BIT_AT(0x34, 2, 0)),
	NUMBER_IF("rank", 0x3f, 1, BIT_AT(0x34, 2, 1)),
	HEX_IF("nibble_mask", 0x40, 3, BIT_AT(0x34, 2, 2)),
	NUMBER_IF("bank_group", 0x43, 1, BIT_AT(0x34, 2, 3)),
	NUMBER_IF("bank", 0x44, 1, BIT_AT(0x34, 2, 4)),
	NUMBER_IF("row", 0x45, 3, BIT_AT(0x34, 2, 5)),
	NUMBER_IF("column", 0x48, 2, BIT_AT(0x34, 2, 6)),
	COMPONENT(0x4a, 0x34, 7),
	NUMBER_IF("sub_channel", 0x5a, 1, BIT_AT(0x34, 2, 9)));

static const struct value_name dc_event_names[] = {
	{ 0, "add_capacity" }, { 1, "release_capacity" }, { 2, "forced_release" },
	{ 3, "region_configuration_updated" }, { 4, "add_capacity_response" },
	{ 5, "capacity_released" }, { 0, NULL },
};

FORM(dynamic_capacity, "dynamic_capacity", RECORD_LEN,
	NAMED("dc_event_type", 0x30, 1, dc_event_names),
	HEX("validity_flags", 0x31, 1),
	NUMBER("host", 0x32, 2),
	NUMBER("updated_region", 0x34, 1),
	FLAG("more", 0x35, 1, 0),
	PART("extent", 0x38, 40, dc_extent),
	NUMBER("extents_available", 0x78, 4),
	NUMBER("tags_available", 0x7c, 4));

FORM(other_event, "unknown", RECORD_LEN,
	BYTES("data", 0x30, 80));

static const struct layout_form forms[] = {
	{ "fbcd0a77-c260-417f-85a9-088b1621eba6", &general_media_layout },
	{ "601dcbb3-9c06-4eab-b8af-4e9bfb5c9624", &dram_layout },
	{ "fe927475-dd59-4339-a586-79bab113b774", &memory_module_layout },
	{ "e71f3a40-2d29-4092-8a39-4d1c966c7c65", &memory_sparing_layout },
	{ "ca95afa7-f183-4018-8c2f-95268e101a2a", &dynamic_capacity_layout },
	{ NULL, NULL },
};

static const struct layout_forms event_forms = {
	.key = "event_type", .at = 0, .width = 16, .other = &other_event_layout, .forms = forms,
};

const struct value_name event_severity_names[] = {
	{ 0, "info" }, { 1, "warning" }, { 2, "failure" }, { 3, "fatal" }, { 0, NULL },
};

static const struct field event_record_rows[] = {
	UUID("uuid", 0x00),
	SIZE("length", 0x10, 1, 1),
	BITS_NAMED("severity", 0x11, 3, 0, 2, event_severity_names),
	FLAG("permanent_condition", 0x11, 3, 2),
	FLAG("maintenance_needed", 0x11, 3, 3),
	FLAG("performance_degraded", 0x11, 3, 4),
	FLAG("hw_replacement_needed", 0x11, 3, 5),
	HEX("handle", 0x14, 2),
	HEX("related_handle", 0x16, 2),
	NUMBER("timestamp_ns", 0x18, 8),
	NUMBER("maintenance_class", 0x20, 1),
	NUMBER_IF("maintenance_subclass", 0x21, 1, BIT_AT(0x11, 3, 6)),
	NUMBER_IF("ld", 0x22, 2, BIT_AT(0x11, 3, 7)),
	NUMBER_IF("head", 0x24, 1, BIT_AT(0x11, 3, 8)),
};

LAYOUT_OF(event_record, RECORD_LEN, event_record_rows,
	  .forms = &event_forms);

LAYOUT_WITH(events, 0x20, RECORDS("records", 0x20, 0x14, 2, event_record),
	FLAG("overflow", 0, 1, 0),
	FLAG("more_records", 0, 1, 1),
	NUMBER("overflow_count", 0x02, 2),
	NUMBER("first_overflow_timestamp_ns", 0x04, 8),
	NUMBER("last_overflow_timestamp_ns", 0x0c, 8),
	NUMBER("record_count", 0x14, 2));
/* clang-format on */
