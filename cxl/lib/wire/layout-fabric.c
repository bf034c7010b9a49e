// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Payloads of fabric manager commands, sets 51h to 56h (CXL r3.2 7.6.7), without 5302h, whose
 * fields are not known for certain.
 */
#include "cxl/lib/wire/layout-rows.h"

/* clang-format off */

LAYOUT(switch, 0x49,
	NUMBER("ingress_port", 0x00, 1),
	NUMBER("physical_ports", 0x02, 1),
	NUMBER("virtual_switches", 0x03, 1),
	BYTES("active_port_bitmap", 0x04, 32),
	BYTES("active_virtual_switch_bitmap", 0x24, 32),
	NUMBER("vppbs", 0x44, 2),
	NUMBER("active_vppbs", 0x46, 2),
	NUMBER("hdm_decoders", 0x48, 1));

LAYOUT_TAIL(ports_in, 1,
	NUMBER("port_count", 0, 1));

static const struct value_name port_state_names[] = {
	{ 0, "disabled" }, { 1, "bind-in-progress" }, { 2, "unbind-in-progress" },
	{ 3, "downstream" }, { 4, "upstream" }, { 5, "fabric" }, { 15, "invalid" }, { 0, NULL },
};

static const struct value_name port_mode_names[] = {
	{ 0, "none" }, { 1, "rcd" }, { 2, "68b-flit" }, { 3, "256b-flit" },
	{ 4, "latency-optimized-256b-flit" }, { 5, "pbr" }, { 0, NULL },
};

static const struct value_name port_type_names[] = {
	{ 0, "none" }, { 1, "pcie" }, { 2, "type1" }, { 3, "type2-or-switch" },
	{ 4, "type3-sld" }, { 5, "type3-mld" }, { 6, "pbr" }, { 0, NULL },
};

static const struct value_name ltssm_names[] = {
	{ 0, "detect" }, { 1, "polling" }, { 2, "configuration" }, { 3, "recovery" },
	{ 4, "l0" }, { 5, "l0s" }, { 6, "l1" }, { 7, "l2" }, { 8, "disabled" },
	{ 9, "loopback" }, { 10, "hot-reset" }, { 0, NULL },
};

RECORD(port, 16,
	NUMBER("port", 0, 1),
	NAMED("state", 1, 1, port_state_names),
	NAMED("connected_mode", 2, 1, port_mode_names),
	NAMED("connected_type", 4, 1, port_type_names),
	HEX("supported_modes", 5, 1),
	NUMBER("max_width", 6, 1),
	NUMBER("negotiated_width", 7, 1),
	HEX("supported_speeds", 8, 1),
	NUMBER("max_speed_code", 9, 1),
	NUMBER("current_speed_code", 10, 1),
	NAMED("ltssm", 11, 1, ltssm_names),
	NUMBER("first_lane", 12, 1),
	HEX("link_state", 13, 2),
	NUMBER("ld_count", 15, 1));

LAYOUT_WITH(ports, 4, RECORDS("port_list", 4, 0, 1, port),
	NUMBER("ports", 0, 1));

static const struct value_name port_operation_names[] = {
	{ 0, "assert-perst" }, { 1, "deassert-perst" }, { 2, "reset" }, { 0, NULL },
};

LAYOUT(port_control_in, 2,
	NUMBER("ppb", 0, 1),
	NAMED("operation", 1, 1, port_operation_names));

LAYOUT(ppb_config_in, 8,
	NUMBER("ppb", 0, 1),
	HEX("request", 1, 3),
	HEX("data", 4, 4));

LAYOUT(config_data, 4,
	HEX("data", 0, 4));

LAYOUT(sv_state, 1,
	NUMBER("secret_value_state", 0, 1));

LAYOUT(sv_in, 16,
	UUID("secret_value", 0));

LAYOUT(vcs_sv_in, 1,
	NUMBER("virtual_switch", 0, 1));

LAYOUT(sv, 16,
	UUID("secret_value", 0));

LAYOUT_TAIL(vcs_info_in, 3,
	NUMBER("start_vppb", 0, 1),
	NUMBER_OR("max_vppbs", 1, 1, 255),
	NUMBER("virtual_switch_count", 2, 1));
LAYOUT_TAIL(vcs_info, 4,
	NUMBER("virtual_switches", 0, 1));

LAYOUT(bind_vppb_in, 6,
	NUMBER("virtual_switch", 0, 1),
	NUMBER("vppb", 1, 1),
	NUMBER("port", 2, 1),
	NUMBER("ld", 4, 2));

LAYOUT(unbind_vppb_in, 3,
	NUMBER("virtual_switch", 0, 1),
	NUMBER("vppb", 1, 1),
	NUMBER("option", 2, 1));

static const struct value_name tunnel_names[] = {
	{ 0, "port-or-ld" }, { 1, "ld-pool" }, { 0, NULL },
};

/* The size counts the inner message's header too. */
LAYOUT_TAIL(tunnel_in, 4,
	NUMBER("port_or_ld", 0, 1),
	NAMED("target", 1, 1, tunnel_names),
	SIZE("message_size", 2, 2, 1));
LAYOUT_TAIL(tunnel, 4,
	SIZE("message_size", 0, 2, 1));

LAYOUT(ld_config_in, 12,
	NUMBER("ppb", 0, 1),
	HEX("request", 1, 3),
	NUMBER("ld", 4, 2),
	HEX("data", 8, 4));

LAYOUT(ld_info, 11,
	SIZE("memory_size", 0, 8, 1),
	NUMBER("ld_count", 8, 2),
	HEX("qos_capabilities", 10, 1));

LAYOUT(ld_list_in, 2,
	NUMBER("start_ld", 0, 1),
	NUMBER_OR("max_lds", 1, 1, 255));

/* In units of the granularity. */
RECORD(ld_allocation, 16,
	NUMBER("range1_multiplier", 0, 8),
	NUMBER("range2_multiplier", 8, 8));

LAYOUT_WITH(ld_allocations, 4,
	RECORDS("allocations", 4, 3, 1, ld_allocation),
	NUMBER("ld_count", 0, 1),
	NUMBER("granularity_code", 1, 1),
	NUMBER("start_ld", 2, 1),
	NUMBER("lds", 3, 1));
LAYOUT_TAIL(ld_allocations_in, 4,
	NUMBER("ld_count", 0, 1),
	NUMBER("start_ld", 1, 1));
LAYOUT_OF(set_ld_allocations, 4, ld_allocations_in_rows,
	  RECORDS("allocations", 4, 0, 1, ld_allocation));

LAYOUT(ld_qos, 7,
	HEX("telemetry_control", 0, 1),
	NUMBER("egress_moderate_percent", 1, 1),
	NUMBER("egress_severe_percent", 2, 1),
	NUMBER("backpressure_sample_interval", 3, 1),
	NUMBER("req_cmp_basis", 4, 2),
	NUMBER("completion_collection_interval", 6, 1));
LAYOUT_OF(ld_qos_in, 7, ld_qos_rows);

static const struct field ld_bandwidth_rows[] = {
	NUMBER("ld_count", 0, 1),
	NUMBER("start_ld", 1, 1),
};

LAYOUT_OF(ld_bandwidth_in, 2, ld_bandwidth_rows, .tail = true);

/* In units of 1/256. */
RECORD(fraction, 1,
	NUMBER("fraction", 0, 1));
LAYOUT_OF(ld_bandwidth, 2, ld_bandwidth_rows,
	  RECORDS("bandwidths", 2, 0, 1, fraction));

RECORD(ld_head, 1,
	NUMBER("head", 0, 1));

LAYOUT_WITH(heads, 8, RECORDS("ld_map", 8, 5, 1, ld_head),
	NUMBER("ld_count", 0, 1),
	NUMBER("head_count", 1, 1),
	NUMBER("start_ld", 4, 1),
	NUMBER("lds", 5, 1));

LAYOUT(head_info_in, 2,
	NUMBER("start_head", 0, 1),
	NUMBER_OR("max_heads", 1, 1, 255));
RECORD(head, 9,
	NUMBER("port", 0, 1),
	NUMBER("max_width", 1, 1),
	NUMBER("negotiated_width", 2, 1),
	HEX("supported_speeds", 3, 1),
	NUMBER("max_speed_code", 4, 1),
	NUMBER("current_speed_code", 5, 1),
	NAMED("ltssm", 6, 1, ltssm_names),
	NUMBER("first_lane", 7, 1),
	HEX("link_flags", 8, 1));

LAYOUT_WITH(head_info, 4, RECORDS("head_list", 4, 0, 1, head),
	NUMBER("heads", 0, 1));

/* A bitmap for each region. */
#define REGION(n) HEX("region" #n "_block_sizes", 0x14 + 8 * n, 8)

LAYOUT(dcd_info, 0x54,
	NUMBER("hosts", 0, 1),
	NUMBER("regions", 1, 1),
	HEX("add_policies", 4, 2),
	HEX("removal_policies", 8, 2),
	HEX("sanitize_regions", 10, 1),
	CAPACITY("total_size", 12),
	REGION(0),
	REGION(1),
	REGION(2),
	REGION(3),
	REGION(4),
	REGION(5),
	REGION(6),
	REGION(7));

LAYOUT(host_dc_config_in, 4,
	NUMBER("host", 0, 2),
	NUMBER_OR("region_count", 2, 1, 8),
	NUMBER("start_region", 3, 1));
RECORD(host_dc_region, 40,
	HEX("base_dpa", 0x00, 8),
	CAPACITY("decode_length", 0x08),
	SIZE("length", 0x10, 8, 1),
	SIZE("block_size", 0x18, 8, 1),
	FLAG("non_volatile", 0x20, 1, 2),
	FLAG("shareable", 0x20, 1, 3),
	FLAG("hardware_coherent", 0x20, 1, 4),
	FLAG("interconnect_specific_management", 0x20, 1, 5),
	FLAG("read_only", 0x20, 1, 6),
	FLAG("sanitize_on_release", 0x24, 1, 0));

LAYOUT_WITH(host_dc_config, 4,
	RECORDS_END("region_list", 4, 3, 1, host_dc_region, dc_counts),
	NUMBER("host", 0, 2),
	NUMBER("total_regions", 2, 1),
	NUMBER("regions", 3, 1));

LAYOUT(set_dc_region_in, 0x10,
	NUMBER("region", 0, 1),
	SIZE("block_size", 4, 8, 1),
	FLAG("sanitize_on_release", 12, 1, 0));

LAYOUT(host_extents_in, 12,
	NUMBER("host", 0, 2),
	NUMBER("extent_count", 4, 4),
	NUMBER("start_index", 8, 4));
LAYOUT_WITH(host_extents, 0x18, RECORDS("extent_list", 0x18, 8, 4, dc_extent),
	NUMBER("host", 0, 2),
	NUMBER("start_index", 4, 4),
	NUMBER("extents", 8, 4),
	NUMBER("total_extents", 12, 4),
	NUMBER("generation", 16, 4));

static const struct value_name add_names[] = {
	{ 0, "free" }, { 1, "contiguous" }, { 2, "prescriptive" }, { 3, "shared" }, { 0, NULL },
};

LAYOUT_TAIL(dc_add_in, 0x20,
	NUMBER("host", 0, 2),
	NAMED("selection", 2, 1, add_names),
	NUMBER("region", 3, 1),
	SIZE("length", 4, 8, 1),
	UUID("tag", 12),
	NUMBER("extent_count", 28, 4));

static const struct value_name removal_names[] = {
	{ 0, "tag" }, { 1, "prescriptive" }, { 0, NULL },
};

LAYOUT_TAIL(dc_release_in, 0x20,
	NUMBER("host", 0, 2),
	BITS_NAMED("removal", 2, 1, 0, 4, removal_names),
	FLAG("forced", 2, 1, 4),
	SIZE("length", 4, 8, 1),
	UUID("tag", 12),
	NUMBER("extent_count", 28, 4));

LAYOUT(dc_reference_in, 16,
	UUID("tag", 0));

LAYOUT(dc_tags_in, 8,
	NUMBER("start_index", 0, 4),
	NUMBER("max_tags", 4, 4));
RECORD(dc_tag, 84,
	UUID("tag", 0),
	HEX("flags", 16, 1),
	BYTES("reference_bitmap", 20, 32),
	BYTES("pending_bitmap", 52, 32));

LAYOUT_WITH(dc_tags, 0x10, RECORDS("tag_list", 0x10, 8, 4, dc_tag),
	NUMBER("generation", 0, 4),
	NUMBER("total_tags", 4, 4),
	NUMBER("tags", 8, 4),
	HEX("validity", 12, 1));
/* clang-format on */
