// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Designated Vendor-Specific Extended Capabilities of CXL (CXL r3.2 8.1.3 to 8.1.10), and other
 * capabilities of a PCI function (PCIe r6.2 7.9). Offsets are those in the capability.
 */
#include "cxl/lib/wire/layout-rows.h"
#include "cxl/lib/wire/pci.h"

/* clang-format off */

/* Of what is decoded by code only. */
static const struct field no_rows[1];

static const struct value_name cache_units[] = {
	{ 0, "none" }, { 1, "64_kib" }, { 2, "1_mib" }, { 0, NULL },
};

/* The ranges follow at 0x18, see add_ranges(). */
RECORD(dvsec_device, 0x38,
	FLAG("cache_capable", 0x0a, 2, 0),
	FLAG("io_capable", 0x0a, 2, 1),
	FLAG("mem_capable", 0x0a, 2, 2),
	FLAG("mem_hwinit_mode", 0x0a, 2, 3),
	BITS("hdm_count", 0x0a, 2, 4, 2),
	FLAG("cache_writeback_capable", 0x0a, 2, 6),
	FLAG("cxl_reset_capable", 0x0a, 2, 7),
	FLAG("cxl_reset_mem_clear_capable", 0x0a, 2, 11),
	FLAG("multiple_logical_device", 0x0a, 2, 13),
	FLAG("viral_capable", 0x0a, 2, 14),
	FLAG("cache_enabled", 0x0c, 2, 0),
	FLAG("io_enabled", 0x0c, 2, 1),
	FLAG("mem_enabled", 0x0c, 2, 2),
	FLAG("viral_enabled", 0x0c, 2, 14),
	FLAG("viral_status", 0x0e, 2, 14),
	FLAG("caching_disabled", 0x10, 2, 0),
	FLAG("cache_invalid", 0x12, 2, 0),
	FLAG("cxl_reset_complete", 0x12, 2, 1),
	FLAG("cxl_reset_error", 0x12, 2, 2),
	FLAG("power_management_initialized", 0x12, 2, 15),
	FLAG("config_locked", 0x14, 2, 0),
	BITS_NAMED("cache_size_unit", 0x16, 2, 0, 4, cache_units),
	BITS("cache_size", 0x16, 2, 8, 8));

/* The numbers of the functions follow, see add_functions(). */
static const struct layout dvsec_function_map_layout = { .size = 0x2c, .fields = no_rows };

RECORD(dvsec_port, 0x28,
	FLAG("power_management_initialized", 0x0a, 2, 0),
	FLAG("viral_status", 0x0a, 2, 14),
	FLAG("sbr_unmasked", 0x0c, 2, 0),
	FLAG("link_disable_unmasked", 0x0c, 2, 1),
	FLAG("alternate_memory_enabled", 0x0c, 2, 2),
	FLAG("alternate_bus_master_enabled", 0x0c, 2, 3),
	FLAG("viral_enabled", 0x0c, 2, 14),
	NUMBER("alternate_bus_base", 0x0e, 1),
	NUMBER("alternate_bus_limit", 0x0f, 1));

/* The timeouts follow, see add_timeout(). */
static const struct layout dvsec_gpf_port_layout = { .size = 0x10, .fields = no_rows };

RECORD(dvsec_gpf_device, 0x10,
	NUMBER("phase2_power_mw", 0x0c, 4));

RECORD(dvsec_flexbus_port, 0x14,
	FLAG("cache_capable", 0x0a, 2, 0),
	FLAG("io_capable", 0x0a, 2, 1),
	FLAG("mem_capable", 0x0a, 2, 2),
	FLAG("flit_68b_capable", 0x0a, 2, 5),
	FLAG("multiple_logical_device_capable", 0x0a, 2, 6),
	FLAG("flit_256b_low_latency_capable", 0x0a, 2, 13),
	FLAG("flit_pbr_capable", 0x0a, 2, 14),
	FLAG("cache_enabled", 0x0e, 2, 0),
	FLAG("io_enabled", 0x0e, 2, 1),
	FLAG("mem_enabled", 0x0e, 2, 2),
	FLAG("sync_header_bypass", 0x0e, 2, 3),
	FLAG("drift_buffer", 0x0e, 2, 4),
	FLAG("flit_68b", 0x0e, 2, 5),
	FLAG("multiple_logical_device", 0x0e, 2, 6),
	FLAG("flit_256b_low_latency", 0x0e, 2, 13),
	FLAG("flit_pbr", 0x0e, 2, 14));

/* The blocks follow, see add_blocks(). */
static const struct layout dvsec_register_locator_layout = { .size = 0x0c, .fields = no_rows };

RECORD(dvsec_mld, 0x10,
	NUMBER("logical_devices", 0x0a, 2),
	HEX("hot_reset_vector", 0x0c, 2));

const struct dvsec_desc dvsec_descs[] = {
	{ 0, "device", &dvsec_device_layout },
	{ 2, "non_cxl_function_map", &dvsec_function_map_layout },
	{ 3, "port", &dvsec_port_layout },
	{ 4, "gpf_port", &dvsec_gpf_port_layout },
	{ 5, "gpf_device", &dvsec_gpf_device_layout },
	{ 7, "flexbus_port", &dvsec_flexbus_port_layout },
	{ 8, "register_locator", &dvsec_register_locator_layout },
	{ 9, "multiple_logical_device", &dvsec_mld_layout },
	{ 0, NULL, NULL },
};

static const struct value_name media_types[] = {
	{ 0, "volatile" }, { 1, "nonvolatile" }, { 2, "multiple" }, { 0, NULL },
};

/* Low double word of the size. */
LAYOUT(dvsec_range, 4,
	FLAG("valid", 0, 4, 0),
	FLAG("active", 0, 4, 1),
	BITS_NAMED("media_type", 0, 4, 2, 3, media_types));

static const struct value_name block_ids[] = {
	{ 1, "component" }, { 2, "bar_virtualization" }, { 3, "device" }, { 4, "performance_monitor" },
	{ 0xff, "designated_vendor_specific" }, { 0, NULL },
};

LAYOUT(dvsec_block, 8,
	BITS_NAMED("registers", 0, 4, 8, 8, block_ids),
	BITS("bar_number", 0, 4, 0, 3),
	{ .key = "bar_offset", .at = { 0, 8, 16, 48 }, .kind = VAL_HEX, .unit = 1 << 16 });

LAYOUT(doe_mailbox, 0x18,
	FLAG("interrupt_supported", 4, 4, 0),
	{ .key = "interrupt_number", .at = { 4, 4, 1, 11 }, .kind = VAL_UINT,
	  .valid = { 4, 4, 0, 1 } },
	FLAG("interrupt_enabled", 8, 4, 1),
	FLAG("busy", 12, 4, 0),
	FLAG("interrupt_status", 12, 4, 1),
	FLAG("error", 12, 4, 2),
	FLAG("object_ready", 12, 4, 31));

static const struct value_name ide_algorithms[] = {
	{ 0, "aes_gcm_256_96b_mac" }, { 0, NULL },
};

/* The numbers of streams are one less than those, see pci_decode_ide(). */
LAYOUT(ide, 0x0c,
	FLAG("link", 4, 4, 0),
	FLAG("selective", 4, 4, 1),
	FLAG("flow_through", 4, 4, 2),
	FLAG("partial_header_encryption", 4, 4, 3),
	FLAG("aggregation", 4, 4, 4),
	FLAG("pcrc", 4, 4, 5),
	FLAG("key_management", 4, 4, 6),
	FLAG("configuration_requests", 4, 4, 7),
	BITS_NAMED("algorithm", 4, 4, 8, 5, ide_algorithms),
	FLAG("tee_limited", 4, 4, 24),
	FLAG("flow_through_enabled", 8, 4, 2));

static const struct value_name stream_states[] = {
	{ 0, "insecure" }, { 2, "secure" }, { 0, NULL },
};

/* Control and status register of a stream. */
LAYOUT(ide_stream, 8,
	BITS("stream_id", 0, 4, 24, 8),
	FLAG("enabled", 0, 4, 0),
	BITS_NAMED("state", 4, 4, 0, 4, stream_states));

const struct value_name aer_uncorrectable[] = {
	{ 4, "data_link_protocol" }, { 5, "surprise_down" }, { 12, "poisoned_tlp" },
	{ 13, "flow_control_protocol" }, { 14, "completion_timeout" },
	{ 15, "completer_abort" }, { 16, "unexpected_completion" },
	{ 17, "receiver_overflow" }, { 18, "malformed_tlp" }, { 19, "ecrc" },
	{ 20, "unsupported_request" }, { 21, "acs_violation" },
	{ 22, "uncorrectable_internal" }, { 23, "mc_blocked_tlp" },
	{ 24, "atomicop_egress_blocked" }, { 25, "tlp_prefix_blocked" },
	{ 26, "poisoned_tlp_egress_blocked" }, { 27, "dmwr_egress_blocked" },
	{ 28, "ide_check_failed" }, { 29, "misrouted_ide_tlp" }, { 30, "pcrc_check_failed" },
	{ 31, "tlp_translation_egress_blocked" }, { 0, NULL },
};

const struct value_name aer_correctable[] = {
	{ 0, "receiver_error" }, { 6, "bad_tlp" }, { 7, "bad_dllp" }, { 8, "replay_rollover" },
	{ 12, "replay_timer_timeout" }, { 13, "advisory_nonfatal" },
	{ 14, "corrected_internal" }, { 15, "header_log_overflow" }, { 0, NULL },
};
/* clang-format on */
