// SPDX-License-Identifier: LGPL-2.1-or-later
/* Get Health Info, 4200h (CXL r3.2 8.2.10.9.3.1). */
#include "cxl/lib/wire/layout.h"

/* Two bits; 3 is reserved. */
static const struct value_name level_names[] = {
	{ 0, "normal" }, { 1, "warning" }, { 2, "critical" }, { 3, "unknown" }, { 0, NULL },
};

/* One bit. */
static const struct value_name warning_names[] = {
	{ 0, "normal" },
	{ 1, "warning" },
	{ 0, NULL },
};

#define STATUS_BIT(k, bit)                                                                         \
	{                                                                                          \
		.key = k, .at = { 0, 1, bit, 1 }, .kind = VAL_BOOL                                 \
	}
#define MEDIA(k, state)                                                                            \
	{                                                                                          \
		.key = k, .at = { 1, 1, 0, 0 }, .kind = VAL_BOOL, .flags = FIELD_EQUALS,           \
		.value = state                                                                     \
	}
#define LEVEL(k, bit, n, w)                                                                        \
	{                                                                                          \
		.key = k, .at = { 2, 1, bit, n }, .kind = VAL_STR, .value_names = w                \
	}
#define COUNT(k, off)                                                                              \
	{                                                                                          \
		.key = k, .at = { off, 4, 0, 0 }, .kind = VAL_UINT                                 \
	}

/* clang-format off */
static const struct field health_fields[] = {
	STATUS_BIT("maintenance_needed", 0),
	STATUS_BIT("performance_degraded", 1),
	STATUS_BIT("hw_replacement_needed", 2),
	/* Not printed by ndctl v85, so only if it is set. */
	{ .key = "memory_capacity_degraded", .at = { 0, 1, 3, 1 }, .kind = VAL_BOOL,
	  .flags = FIELD_HIDE, .value = 0 },
	MEDIA("media_normal", 0),
	MEDIA("media_not_ready", 1),
	MEDIA("media_persistence_lost", 2),
	MEDIA("media_data_lost", 3),
	MEDIA("media_powerloss_persistence_loss", 4),
	MEDIA("media_shutdown_persistence_loss", 5),
	MEDIA("media_persistence_loss_imminent", 6),
	MEDIA("media_powerloss_data_loss", 7),
	MEDIA("media_shutdown_data_loss", 8),
	MEDIA("media_data_loss_imminent", 9),
	LEVEL("ext_life_used", 0, 2, level_names),
	LEVEL("ext_temperature", 2, 2, level_names),
	LEVEL("ext_corrected_volatile", 4, 1, warning_names),
	LEVEL("ext_corrected_persistent", 5, 1, warning_names),
	{ .key = "life_used_percent", .at = { 3, 1, 0, 0 }, .kind = VAL_INT,
	  .flags = FIELD_HIDE, .value = 0xff },
	/* Degrees Celsius, below zero too; all ones means that the device does not measure. */
	{ .key = "temperature", .at = { 4, 2, 0, 0 }, .kind = VAL_INT,
	  .flags = FIELD_SIGNED | FIELD_HIDE, .value = 0xffff },
	COUNT("dirty_shutdowns", 6),
	COUNT("volatile_errors", 10),
	COUNT("pmem_errors", 14),
};
/* clang-format on */

const struct layout health_layout = {
	.name = "health",
	.size = 18,
	.fields = health_fields,
	.count = ARRAY_SIZE(health_fields),
};
