// SPDX-License-Identifier: LGPL-2.1-or-later
/* Get Alert Configuration, 4201h (CXL r3.2 8.2.10.9.3.2). */
#include "cxl/lib/wire/layout.h"

/* One bit per alert, in the same order in both bytes. */
#define VALID(alert, bit)                                                                          \
	{                                                                                          \
		.key = alert "_prog_warn_threshold_valid", .at = { 0, 1, bit, 1 },                 \
		.kind = VAL_BOOL                                                                   \
	}
#define WRITABLE(alert, bit)                                                                       \
	{                                                                                          \
		.key = alert "_prog_warn_threshold_writable", .at = { 1, 1, bit, 1 },              \
		.kind = VAL_BOOL                                                                   \
	}
#define PERCENT(k, off)                                                                            \
	{                                                                                          \
		.key = k, .at = { off, 1, 0, 0 }, .kind = VAL_INT                                  \
	}
#define CELSIUS(k, off)                                                                            \
	{                                                                                          \
		.key = k, .at = { off, 2, 0, 0 }, .kind = VAL_INT, .flags = FIELD_SIGNED           \
	}
#define ERRORS(k, off)                                                                             \
	{                                                                                          \
		.key = k, .at = { off, 2, 0, 0 }, .kind = VAL_INT                                  \
	}

static const struct field alert_config_fields[] = {
	VALID("life_used", 0),
	VALID("dev_over_temperature", 1),
	VALID("dev_under_temperature", 2),
	VALID("corrected_volatile_mem_err", 3),
	VALID("corrected_pmem_err", 4),
	WRITABLE("life_used", 0),
	WRITABLE("dev_over_temperature", 1),
	WRITABLE("dev_under_temperature", 2),
	WRITABLE("corrected_volatile_mem_err", 3),
	WRITABLE("corrected_pmem_err", 4),
	PERCENT("life_used_crit_alert_threshold", 2),
	PERCENT("life_used_prog_warn_threshold", 3),
	CELSIUS("dev_over_temperature_crit_alert_threshold", 4),
	CELSIUS("dev_under_temperature_crit_alert_threshold", 6),
	CELSIUS("dev_over_temperature_prog_warn_threshold", 8),
	CELSIUS("dev_under_temperature_prog_warn_threshold", 10),
	ERRORS("corrected_volatile_mem_err_prog_warn_threshold", 12),
	ERRORS("corrected_pmem_err_prog_warn_threshold", 14),
};

const struct layout alert_config_layout = {
	.name = "alert_config",
	.size = 16,
	.fields = alert_config_fields,
	.count = ARRAY_SIZE(alert_config_fields),
};
