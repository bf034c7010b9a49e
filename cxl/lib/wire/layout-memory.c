// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Payloads of the commands of memory devices, sets 40h to 48h (CXL r3.2 8.2.10.9). Get Health
 * Info and Get Alert Configuration have files of their own; passphrases have no fields here,
 * since a command line is not secret.
 */
#include "cxl/lib/wire/layout-rows.h"

/* clang-format off */

#define POISON_UNIT 64		/* lengths of poison and scan commands */

LAYOUT_NEWER(identify, 0x43, 0x45,
	TEXT("fw_revision", 0x00, 16),
	CAPACITY("total_size", 0x10),
	CAPACITY("volatile_only_size", 0x18),
	CAPACITY("persistent_only_size", 0x20),
	CAPACITY("partition_alignment_size", 0x28),
	NUMBER("info_event_log_records", 0x30, 2),
	NUMBER("warning_event_log_records", 0x32, 2),
	NUMBER("failure_event_log_records", 0x34, 2),
	NUMBER("fatal_event_log_records", 0x36, 2),
	SIZE("lsa_size", 0x38, 4, 1),
	NUMBER("poison_list_max_records", 0x3c, 3),
	NUMBER("poison_inject_limit", 0x3f, 2),		/* 0: none of its own */
	FLAG("injects_persistent_poison", 0x41, 1, 0),
	FLAG("scans_for_poison", 0x41, 1, 1),
	FLAG("qos_egress_port_congestion", 0x42, 1, 0),
	FLAG("qos_temporary_throughput_reduction", 0x42, 1, 1),
	NUMBER("dynamic_capacity_event_log_records", 0x43, 2));

LAYOUT(partition_info, 0x20,
	CAPACITY("active_volatile_size", 0x00),
	CAPACITY("active_persistent_size", 0x08),
	CAPACITY("next_volatile_size", 0x10),
	CAPACITY("next_persistent_size", 0x18));

/* Linux requires a tenth byte, which is zero. */
LAYOUT_NEWER(set_partition_in, 9, 10,
	CAPACITY("volatile_size", 0),
	FLAG("immediate", 8, 1, 0));

LAYOUT(get_lsa_in, 8,
	SIZE("offset", 0, 4, 1),
	SIZE("length", 4, 4, 1));

LAYOUT_TAIL(set_lsa_in, 8,
	SIZE("offset", 0, 4, 1));

/* "_change": this command changes the alert. */
#define ALERT(alert, bit) \
	FLAG(alert "_alert_change", 0, 1, bit), FLAG(alert "_alert_enable", 1, 1, bit)

LAYOUT(set_alert_config_in, 12,
	ALERT("life_used", 0),
	ALERT("dev_over_temperature", 1),
	ALERT("dev_under_temperature", 2),
	ALERT("corrected_volatile_mem_err", 3),
	ALERT("corrected_pmem_err", 4),
	NUMBER("life_used_prog_warn_threshold", 2, 1),
	CELSIUS("dev_over_temperature_prog_warn_threshold", 4),
	CELSIUS("dev_under_temperature_prog_warn_threshold", 6),
	NUMBER("corrected_volatile_mem_err_prog_warn_threshold", 8, 2),
	NUMBER("corrected_pmem_err_prog_warn_threshold", 10, 2));

static const struct value_name shutdown_names[] = {
	{ 0, "clean" }, { 1, "dirty" }, { 0, NULL },
};

LAYOUT(shutdown, 1,
	NAMED("shutdown_state", 0, 1, shutdown_names));
LAYOUT_OF(shutdown_in, 1, shutdown_rows);

static const struct field dpa_range_rows[] = {
	HEX("dpa", 0, 8),
	SIZE("length", 8, 8, POISON_UNIT),
};

LAYOUT_OF(poison_list_in, 0x10, dpa_range_rows);

const struct value_name poison_source_names[] = {
	{ 0, "unknown" }, { 1, "external" }, { 2, "internal" }, { 3, "injected" },
	{ 7, "vendor" }, { 0, NULL },
};

/* The source is in the low bits of the address. */
LAYOUT(poison_record, 16,
	{ .key = "dpa", .at = { 0, 8, 6, 58 }, .kind = VAL_HEX, .unit = POISON_UNIT },
	BITS_NAMED("source", 0, 8, 0, 3, poison_source_names),
	SIZE("length", 8, 4, POISON_UNIT));

LAYOUT_WITH(poison_list, 0x20, RECORDS("records", 0x20, 0x0a, 2, poison_record),
	FLAG("more_records", 0, 1, 0),
	FLAG("overflow", 0, 1, 1),
	FLAG("scan_in_progress", 0, 1, 2),
	NUMBER("overflow_timestamp_ns", 0x02, 8),
	NUMBER("record_count", 0x0a, 2));

LAYOUT(inject_poison_in, 8,
	HEX("dpa", 0, 8));

/* Contents of the memory after the operation. */
LAYOUT(clear_poison_in, 0x48,
	HEX("dpa", 0, 8),
	BYTES("data", 8, 64));

LAYOUT_OF(scan_media_caps_in, 0x10, dpa_range_rows);

LAYOUT(scan_media_caps, 4,
	NUMBER("estimated_time_ms", 0, 4));

LAYOUT(scan_media_in, 0x11,
	HEX("dpa", 0, 8),
	SIZE("length", 8, 8, POISON_UNIT),
	FLAG("no_event_log", 0x10, 1, 0));

LAYOUT_WITH(scan_results, 0x20, RECORDS("records", 0x20, 0x12, 2, poison_record),
	HEX("restart_dpa", 0, 8),
	SIZE("restart_length", 8, 8, POISON_UNIT),
	FLAG("more_records", 0x10, 1, 0),
	FLAG("stopped_early", 0x10, 1, 1),
	NUMBER("record_count", 0x12, 2));

static const struct value_name media_class_names[] = {
	{ 0, "discovery" }, { 1, "sanitize" }, { 0, NULL },
};

/* Of class sanitize: subclass 0 sanitizes, 1 writes zeroes. */
FORM(media_discovery, "media operations discovery", 12,
	NUMBER("start_index", 8, 2),
	NUMBER("max_operations", 10, 2));

static const struct layout_form media_forms[] = {
	{ "00", &media_discovery_layout }, { NULL, NULL },
};

static const struct layout_forms media_operation_forms = {
	.at = 0, .width = 1, .forms = media_forms,
};

LAYOUT_WITH(media_operations_in, 8, FORMS(media_operation_forms),
	NAMED("class", 0, 1, media_class_names),
	NUMBER("subclass", 1, 1),
	NUMBER("dpa_ranges", 4, 4));

RECORD(media_operation, 2,
	NAMED("class", 0, 1, media_class_names),
	NUMBER("subclass", 1, 1));

LAYOUT_WITH(media_operations, 0x0c,
	RECORDS("supported_operations", 0x0c, 10, 2, media_operation),
	SIZE("range_granularity", 0, 8, 1),
	NUMBER("total_operations", 8, 2),
	NUMBER("operations", 10, 2));

LAYOUT(security_state, 4,
	FLAG("user_passphrase_set", 0, 4, 0),
	FLAG("master_passphrase_set", 0, 4, 1),
	FLAG("locked", 0, 4, 2),
	FLAG("frozen", 0, 4, 3),
	FLAG("user_attempts_exhausted", 0, 4, 4),
	FLAG("master_attempts_exhausted", 0, 4, 5));

LAYOUT_TAIL(security_protocol_in, 8,
	HEX("protocol", 0, 1),
	HEX("protocol_specific", 1, 2));

LAYOUT(qos_control, 4,
	HEX("telemetry_control", 0, 1),
	NUMBER("egress_moderate_percent", 1, 1),
	NUMBER("egress_severe_percent", 2, 1),
	NUMBER("backpressure_sample_interval", 3, 1));
LAYOUT_OF(qos_control_in, 4, qos_control_rows);

LAYOUT(qos_status, 1,
	NUMBER("backpressure_average_percent", 0, 1));

LAYOUT(dc_config_in, 2,
	NUMBER_OR("region_count", 0, 1, 8),
	NUMBER("start_region", 1, 1));

RECORD(dc_region, 40,
	HEX("base_dpa", 0x00, 8),
	CAPACITY("decode_length", 0x08),
	SIZE("length", 0x10, 8, 1),
	SIZE("block_size", 0x18, 8, 1),
	HEX("dsmad_handle", 0x20, 4),
	FLAG("sanitize_on_release", 0x24, 1, 0));

/* Behind the last region. */
LAYOUT(dc_counts, 16,
	NUMBER("extents_supported", 0, 4),
	NUMBER("extents_available", 4, 4),
	NUMBER("tags_supported", 8, 4),
	NUMBER("tags_available", 12, 4));

LAYOUT_WITH(dc_config, 8,
	RECORDS_END("region_list", 8, 1, 1, dc_region, dc_counts),
	NUMBER("total_regions", 0, 1),
	NUMBER("regions", 1, 1));

LAYOUT(dc_extents_in, 8,
	NUMBER("extent_count", 0, 4),
	NUMBER("start_index", 4, 4));

LAYOUT(dc_extent, 40,
	HEX("dpa", 0x00, 8),
	SIZE("length", 0x08, 8, 1),
	UUID("tag", 0x10),
	NUMBER("shared_sequence", 0x20, 2));

LAYOUT_WITH(dc_extents, 0x10, RECORDS("extent_list", 0x10, 0, 4, dc_extent),
	NUMBER("extents", 0, 4),
	NUMBER("total_extents", 4, 4),
	NUMBER("generation", 8, 4));

LAYOUT_TAIL(dc_response_in, 8,
	NUMBER("extent_count", 0, 4),
	HEX("flags", 4, 1));
/* clang-format on */
