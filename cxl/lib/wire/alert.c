// SPDX-License-Identifier: LGPL-2.1-or-later
/* Get and Set Alert Configuration, 4201h and 4202h (CXL r3.2 8.2.10.9.3.2 and .3). */
#include <string.h>

#include "cxl/lib/wire/alert.h"
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

const struct alert_desc alert_descs[ALERT_COUNT] = {
	{ "life_used", "life used", 0, 100 },
	{ "dev_over_temperature", "device over-temperature", INT16_MIN, INT16_MAX },
	{ "dev_under_temperature", "device under-temperature", INT16_MIN, INT16_MAX },
	{ "corrected_volatile_mem_err", "corrected volatile memory error", 0, UINT16_MAX },
	{ "corrected_pmem_err", "corrected persistent memory error", 0, UINT16_MAX },
};

/* Where the thresholds are: of the warning, and in the reply that of the critical alert. */
static const struct {
	u8 reply, input, width, critical;
	int sign; /* 1: the warning is below the critical threshold, -1: above, 0: there is none */
} thresholds[ALERT_COUNT] = {
	{ 3, 2, 1, 2, 1 },  { 8, 4, 2, 4, 1 },	 { 10, 6, 2, 6, -1 },
	{ 12, 8, 2, 0, 0 }, { 14, 10, 2, 0, 0 },
};

static int get_threshold(const u8 *at, size_t i)
{
	const u64 v = get_le(at, thresholds[i].width);

	return alert_descs[i].min < 0 ? (s16)v : (int)v;
}

void alert_encode(const struct alert_change *c, u8 input[ALERT_INPUT_SIZE])
{
	size_t i;

	memset(input, 0, ALERT_INPUT_SIZE);
	for (i = 0; i < ALERT_COUNT; i++) {
		if (!c->at[i].change)
			continue;
		input[0] |= (u8)BIT(i);
		if (!c->at[i].to.enabled)
			continue;
		input[1] |= (u8)BIT(i);
		put_le(input + thresholds[i].input, thresholds[i].width,
		       (u64)c->at[i].to.threshold);
	}
}

struct alert_setting alert_setting_of(const u8 reply[ALERT_REPLY_SIZE], size_t i)
{
	return (struct alert_setting){
		.enabled = reply[0] & BIT(i),
		.threshold = get_threshold(reply + thresholds[i].reply, i),
	};
}

bool alert_is_writable(const u8 reply[ALERT_REPLY_SIZE], size_t i)
{
	return reply[1] & BIT(i);
}

bool alert_is_below_critical(const u8 reply[ALERT_REPLY_SIZE], size_t i, int threshold,
			     int *critical)
{
	const int sign = thresholds[i].sign;
	int limit;

	if (!sign)
		return true;
	limit = get_threshold(reply + thresholds[i].critical, i);
	if ((limit == 0 && sign > 0) || threshold * sign < limit * sign)
		return true;
	*critical = limit;
	return false;
}

bool alert_has_thresholds(const u8 reply[ALERT_REPLY_SIZE], const u8 input[ALERT_INPUT_SIZE])
{
	size_t i;

	for (i = 0; i < ALERT_COUNT; i++)
		if (input[0] & input[1] & BIT(i) &&
		    alert_setting_of(reply, i).threshold !=
			    get_threshold(input + thresholds[i].input, i))
			return false;
	return true;
}

bool alert_matches(const u8 reply[ALERT_REPLY_SIZE], const u8 input[ALERT_INPUT_SIZE])
{
	return !((reply[0] ^ input[1]) & input[0]) && alert_has_thresholds(reply, input);
}
