// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The Features known by name, as rows (CXL r3.2 8.2.10.9.11, and 8.2.10.7.2 for repair). The
 * kernel owns all of them: drivers/cxl/core/edac.c provides them below /sys/bus/edac. Values are in
 * the unit of the device; .edac_unit converts from the unit of EDAC.
 */
#include "cxl/lib/wire/feature.h"

/* clang-format off */

#define SECONDS_PER_HOUR 3600

static const struct feature_field patrol_scrub_fields[] = {
	{ .key = "enabled", .help = "patrol scrub enabled",
	  .get = { 3, 1, 0, 1 }, .set_bits = 1, .kind = VAL_BOOL,
	  .edac = "enable_background" },
	{ .key = "cycle_hours", .help = "scrub cycle in hours",
	  .get = { 1, 2, 0, 8 }, .set_bits = 8, .kind = VAL_UINT, .min = 1,
	  .edac = "current_cycle_duration", .edac_unit = SECONDS_PER_HOUR },
	{ .key = "min_cycle_hours", .help = "minimum scrub cycle in hours",
	  .get = { 1, 2, 8, 8 }, .kind = VAL_UINT,
	  .edac = "min_cycle_duration", .edac_unit = SECONDS_PER_HOUR },
	{ .key = "max_cycle_hours", .help = "maximum scrub cycle in hours",
	  .kind = VAL_UINT,
	  .edac = "max_cycle_duration", .edac_unit = SECONDS_PER_HOUR },
	{ .key = "cycle_changeable", .help = "scrub cycle change supported",
	  .get = { 0, 1, 0, 1 }, .kind = VAL_BOOL },
	{ .key = "realtime_reporting", .help = "errors are reported in real time",
	  .get = { 0, 1, 1, 1 }, .kind = VAL_BOOL },
};

static const struct value_name ecs_entry_names[] = {
	{ 0, "dram" }, { 1, "memory-media-fru" }, { 0, NULL },
};

static const struct value_name ecs_mode_names[] = {
	{ 0, "rows" }, { 1, "codewords" }, { 0, NULL },
};

/* Errors per gigabit of memory cells. */
static const struct value_name ecs_threshold_names[] = {
	{ 3, "256" }, { 4, "1024" }, { 5, "4096" }, { 0, NULL },
};

static const struct value_name ecs_threshold_edac[] = {
	{ 256, "256" }, { 1024, "1024" }, { 4096, "4096" }, { 0, NULL },
};

static const struct feature_field ecs_fields[] = {
	{ .key = "log_entry_type", .help = "type of an ECS log entry",
	  .get = { 0, 1, 0, 2 }, .set_bits = 2, .kind = VAL_STR,
	  .value_names = ecs_entry_names, .edac = "log_entry_type" },
	{ .key = "threshold", .help = "ECS threshold count per Gbit of memory cells",
	  .get = { 1, 2, 0, 3 }, .set_bits = 3, .kind = VAL_STR,
	  .value_names = ecs_threshold_names, .edac = "threshold",
	  .edac_value_names = ecs_threshold_edac, .per_group = true },
	{ .key = "mode", .help = "count rows or codewords with errors",
	  .get = { 1, 2, 3, 1 }, .set_bits = 1, .kind = VAL_STR,
	  .value_names = ecs_mode_names, .edac = "mode", .per_group = true },
	{ .key = "reset_counter", .help = "reset the ECS counter (only true can be set)",
	  .set_bits = 1, .kind = VAL_BOOL, .min = 1, .edac = "reset",
	  .per_group = true },
	{ .key = "realtime_reporting", .help = "errors are reported in real time",
	  .get = { 0, 1, 0, 1 }, .kind = VAL_BOOL, .per_group = true },
};

/* The common fields of repair Features, and those that only EDAC provides. */
#define REPAIR_FIELDS \
	{ .key = "device_initiated", .help = "device-initiated repair enabled", \
	  .get = { 3, 2, 0, 1 }, .set_bits = 1, .kind = VAL_BOOL }, \
	{ .key = "device_initiated_capable", .help = "device-initiated repair supported", \
	  .get = { 1, 2, 0, 1 }, .kind = VAL_BOOL }, \
	{ .key = "max_latency_code", .help = "code of the maximum maintenance latency", \
	  .get = { 0, 1, 0, 0 }, .kind = VAL_UINT }, \
	{ .key = "maintenance_class", .help = "maintenance operation class", \
	  .get = { 5, 1, 0, 0 }, .kind = VAL_UINT }, \
	{ .key = "maintenance_subclass", .help = "maintenance operation subclass", \
	  .get = { 6, 1, 0, 0 }, .kind = VAL_UINT }

static const struct value_name persist_names[] = {
	{ 0, "soft" }, { 1, "hard" }, { 0, NULL },
};

#define REPAIR_EDAC_FIELDS \
	{ .key = "persist_mode", .help = "whether the next repair is soft or hard (persistent)", \
	  .kind = VAL_STR, .value_names = persist_names, .edac = "persist_mode" }, \
	{ .key = "min_dpa", .help = "minimum device physical address that can be repaired", \
	  .kind = VAL_HEX, .edac = "min_dpa" }, \
	{ .key = "max_dpa", .help = "maximum device physical address that can be repaired", \
	  .kind = VAL_HEX, .edac = "max_dpa" }

static const struct feature_field ppr_fields[] = {
	REPAIR_FIELDS,
	{ .key = "sparing_record", .help = "sparing event records of repairs enabled",
	  .get = { 19, 1, 0, 1 }, .set_bits = 1, .kind = VAL_BOOL },
	{ .key = "at_boot", .help = "device-initiated repair at boot enabled",
	  .get = { 19, 1, 1, 1 }, .set_bits = 1, .kind = VAL_BOOL },
	{ .key = "dpa_supported", .help = "repair by device physical address supported",
	  .get = { 16, 1, 0, 1 }, .kind = VAL_BOOL },
	{ .key = "nibble_mask_supported", .help = "repair by nibble mask supported",
	  .get = { 16, 1, 1, 1 }, .kind = VAL_BOOL },
	{ .key = "sparing_record_capable", .help = "sparing event records supported",
	  .get = { 16, 1, 2, 1 }, .kind = VAL_BOOL },
	{ .key = "at_boot_capable", .help = "device-initiated repair at boot supported",
	  .get = { 16, 1, 3, 1 }, .kind = VAL_BOOL },
	{ .key = "media_accessible", .help = "memory is accessible during a repair",
	  .get = { 17, 2, 0, 1 }, .kind = VAL_BOOL, .inverted = true },
	{ .key = "data_retained", .help = "data is retained during a repair",
	  .get = { 17, 2, 2, 1 }, .kind = VAL_BOOL, .inverted = true },
	/* Both of the above; bit 1 between them is reserved and zero. */
	{ .key = "repair_safe_when_in_use", .help = "repair of memory in use supported",
	  .get = { 17, 2, 0, 3 }, .kind = VAL_BOOL, .inverted = true,
	  .edac = "repair_safe_when_in_use" },
	REPAIR_EDAC_FIELDS,
};

static const struct feature_field sparing_fields[] = {
	REPAIR_FIELDS,
	{ .key = "hard_sparing_supported", .help = "hard sparing supported",
	  .get = { 17, 2, 1, 1 }, .kind = VAL_BOOL },
	{ .key = "soft_sparing_supported", .help = "soft sparing supported",
	  .get = { 17, 2, 2, 1 }, .kind = VAL_BOOL },
	/* A set bit means unsafe, see drivers/cxl/core/edac.c. */
	{ .key = "repair_safe_when_in_use", .help = "repair of memory in use supported",
	  .get = { 17, 2, 0, 1 }, .kind = VAL_BOOL, .inverted = true,
	  .edac = "repair_safe_when_in_use" },
	REPAIR_EDAC_FIELDS,
};

#define FIELDS(f) .fields = f, .count = ARRAY_SIZE(f)

static const struct feature_desc features[] = {
	{ .name = "patrol-scrub", .title = "Device patrol scrub control",
	  .uuid_text = "96dad7d6-fde8-482b-a733-75774e06db8a",
	  .edac = EDAC_SCRUB, FIELDS(patrol_scrub_fields) },
	{ .name = "ecs", .title = "DDR5 error check scrub control",
	  .uuid_text = "e5b13f22-2328-4a14-b8ba-b9691e893386",
	  .edac = EDAC_ECS, FIELDS(ecs_fields),
	  .group = "fru", .groups_title = "FRUs", .get_base = 1, .get_stride = 4 },
	{ .name = "sppr", .title = "Soft post package repair",
	  .uuid_text = "892ba475-fad8-474e-9d3e-692c917568bb",
	  .edac = EDAC_REPAIR, .edac_repair_type = "ppr", FIELDS(ppr_fields) },
	/* EDAC has no driver for it. */
	{ .name = "hppr", .title = "Hard post package repair",
	  .uuid_text = "80ea4521-786f-4127-afb1-ec7459fb0e24",
	  .edac = EDAC_NONE, FIELDS(ppr_fields) },
	{ .name = "cacheline-sparing", .title = "Cacheline memory sparing",
	  .uuid_text = "96c33386-91dd-44c7-9ecb-fdaf6503bac4",
	  .edac = EDAC_REPAIR, .edac_repair_type = "cacheline-sparing", FIELDS(sparing_fields) },
	{ .name = "row-sparing", .title = "Row memory sparing",
	  .uuid_text = "450ebf67-b135-4f97-a498-c2d57f279bed",
	  .edac = EDAC_REPAIR, .edac_repair_type = "row-sparing", FIELDS(sparing_fields) },
	{ .name = "bank-sparing", .title = "Bank memory sparing",
	  .uuid_text = "78b79636-90ac-4b64-a4ef-faac5d18a863",
	  .edac = EDAC_REPAIR, .edac_repair_type = "bank-sparing", FIELDS(sparing_fields) },
	{ .name = "rank-sparing", .title = "Rank memory sparing",
	  .uuid_text = "34dbaff5-0552-4281-8f76-da0b5e7a76a7",
	  .edac = EDAC_REPAIR, .edac_repair_type = "rank-sparing", FIELDS(sparing_fields) },
};

/* clang-format on */

const struct feature_desc *feature_desc_at(size_t i)
{
	return i < ARRAY_SIZE(features) ? &features[i] : NULL;
}
