// SPDX-License-Identifier: GPL-2.0-only
/*
 * Features: the list of supported Features, decoding, names, and settable values, with bytes
 * written by hand. The reset values are those of an emulated device.
 */
#include "unit.h"

#include "cxl/lib/wire/feature.h"
#include "util/out-json.h"

static const u8 scrub_get[4] = { 0x03, 0x0c, 0x01, 0x00 }; /* 12 h, at least 1 h, off */
static const u8 ecs_get[13] = {
	0x01, 0x01, 0x03, 0x00, 0x00, 0x01, 0x0c, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00,
};
static const u8 ppr_get[20] = {
	0x05, 0x01, 0x00, 0x01, 0x00, 0x01, 0x00, [16] = 0x05, 0x04, 0x00, 0x02,
};
static const u8 sparing_get[19] = {
	0x05, 0x01, 0x00, 0x00, 0x00, 0x02, 0x03, [17] = 0x07, 0x00,
};

static const struct feature_desc *named(const char *name)
{
	const struct feature_desc *d;
	size_t i;

	for (i = 0; (d = feature_desc_at(i)) && !str_eq(d->name, name); i++)
		;
	assert_non_null(d);
	return d;
}

static char *decode_line(const struct feature_desc *d, const u8 *data, size_t len, int expected)
{
	auto_rec struct rec *r = rec_new_obj();
	char *line;

	assert_int_equal(feature_decode(d, data, len, r), expected);
	assert_false(rec_failed(r));
	line = out_json_line(r);
	assert_non_null(line);
	return line;
}

/* Header and two entries: the first is patrol scrub, the second all ones. */
static void supported_list(u8 *p)
{
	/* clang-format off */
	static const u8 scrub[30] = {
		0x96, 0xda, 0xd7, 0xd6, 0xfd, 0xe8, 0x48, 0x2b,
		0xa7, 0x33, 0x75, 0x77, 0x4e, 0x06, 0xdb, 0x8a,
		0x07, 0x00,			/* index */
		0x04, 0x00, 0x02, 0x00,		/* sizes */
		0x69, 0x00, 0x00, 0x80,		/* flags */
		0x01, 0x02,			/* versions */
		0x02, 0x02,			/* effects */
	};
	/* clang-format on */

	memset(p, 0, 104);
	p[0] = 2;
	p[2] = 8;
	memcpy(p + 8, scrub, sizeof(scrub));
	memset(p + 56, 0xff, 48);
}

static void entries_are_decoded_by_offset(void **state)
{
	struct feature_entry e;
	u8 p[104];

	supported_list(p);
	assert_int_equal(feature_entry_decode(p, sizeof(p), 0, &e), 0);
	assert_ptr_equal(feature_desc_find(e.uuid), named("patrol-scrub"));
	assert_int_equal(e.index, 7);
	assert_int_equal(e.get_size, 4);
	assert_int_equal(e.set_size, 2);
	assert_true(e.flags == 0x80000069);
	assert_int_equal(e.get_version, 1);
	assert_int_equal(e.set_version, 2);
	assert_int_equal(e.effects, 0x0202);
	assert_int_equal(feature_entry_decode(p, sizeof(p), 1, &e), 0);
	assert_int_equal(e.get_size, 0xffff);
	assert_int_equal(e.effects, 0xffff);
	assert_null(feature_desc_find(e.uuid));
	assert_int_equal(feature_entry_decode(p, sizeof(p), 2, &e), -ENOENT);
	assert_int_equal(feature_entry_decode(p, sizeof(p), 0xffff, &e), -ENOENT);
}

static void truncated_entry_lists_are_detected(void **state)
{
	struct feature_entry e;
	u8 full[104];
	size_t len;

	supported_list(full);
	for (len = 0; len <= sizeof(full); len++) {
		auto_free u8 *p = exact_copy(full, len);

		assert_int_equal(feature_entry_decode(p, len, 0, &e), len < 56 ? -EMSGSIZE : 0);
		assert_int_equal(feature_entry_decode(p, len, 1, &e), len < 104 ? -EMSGSIZE : 0);
		assert_int_equal(feature_entry_decode(p, len, 2, &e),
				 len < 8 ? -EMSGSIZE : -ENOENT);
	}
	full[0] = full[1] = 0xff; /* claims 65535 entries */
	assert_int_equal(feature_entry_decode(full, sizeof(full), 2, &e), -EMSGSIZE);
	assert_int_equal(feature_entry_decode(full, sizeof(full), 65534, &e), -EMSGSIZE);
}

static char *effects_line(u16 effects)
{
	auto_rec struct rec *r = rec_new_arr();

	effects_names(effects, r);
	return out_json_line(r);
}

static void effects_have_names(void **state)
{
	auto_free char *none = effects_line(0), *usual = effects_line(0x0202);
	auto_free char *all = effects_line(0xffff);

	assert_string_equal(none, "[]");
	assert_string_equal(usual, "[\"immediate_config_change\",\"reset_effects_valid\"]");
	assert_string_equal(
		all, "[\"cold_reset_config_change\",\"immediate_config_change\","
		     "\"immediate_data_change\",\"immediate_policy_change\","
		     "\"immediate_log_change\",\"security_state_change\","
		     "\"background_operation\",\"secondary_mailbox\",\"abort_supported\","
		     "\"reset_effects_valid\",\"conventional_reset_config_change\","
		     "\"cxl_reset_config_change\",\"bit_12\",\"bit_13\",\"bit_14\",\"bit_15\"]");
}

static void persistence_is_decoded_from_the_flags(void **state)
{
	assert_string_equal(feature_persistence(0x00000001), "none");
	assert_string_equal(feature_persistence(0x00000002), "cxl_reset");
	assert_string_equal(feature_persistence(0x00000005), "hot_reset");
	assert_string_equal(feature_persistence(0x00000006), "warm_reset");
	assert_string_equal(feature_persistence(0xfffffff8), "cold_reset");
	assert_string_equal(feature_persistence(0x0000000e), "unknown");
}

static void patrol_scrub_is_decoded(void **state)
{
	static const u8 other[4] = { 0xfe, 0xff, 0x18, 0xff };
	auto_free char *reset = decode_line(named("patrol-scrub"), scrub_get, 4, 0);
	auto_free char *line = decode_line(named("patrol-scrub"), other, 4, 0);

	assert_string_equal(reset, "{\"enabled\":false,\"cycle_hours\":12,\"min_cycle_hours\":1,"
				   "\"cycle_changeable\":true,\"realtime_reporting\":true}");
	assert_string_equal(line, "{\"enabled\":true,\"cycle_hours\":255,\"min_cycle_hours\":24,"
				  "\"cycle_changeable\":false,\"realtime_reporting\":true}");
}

static void ecs_is_decoded_per_fru(void **state)
{
	auto_free char *line = decode_line(named("ecs"), ecs_get, 13, 0);

	assert_string_equal(line, "{\"log_entry_type\":\"memory-media-fru\","
				  "\"fru0_threshold\":\"256\",\"fru0_mode\":\"rows\","
				  "\"fru0_realtime_reporting\":true,"
				  "\"fru1_threshold\":\"1024\",\"fru1_mode\":\"codewords\","
				  "\"fru1_realtime_reporting\":true,"
				  "\"fru2_threshold\":\"4096\",\"fru2_mode\":\"rows\","
				  "\"fru2_realtime_reporting\":false}");
}

static void ppr_is_decoded(void **state)
{
	auto_free char *line = decode_line(named("sppr"), ppr_get, 20, 0);

	assert_string_equal(
		line, "{\"device_initiated\":true,\"device_initiated_capable\":true,"
		      "\"max_latency_code\":5,\"maintenance_class\":1,\"maintenance_subclass\":0,"
		      "\"sparing_record\":false,\"at_boot\":true,\"dpa_supported\":true,"
		      "\"nibble_mask_supported\":false,\"sparing_record_capable\":true,"
		      "\"at_boot_capable\":false,\"media_accessible\":true,"
		      "\"data_retained\":false,\"repair_safe_when_in_use\":false}");
}

static void sparing_is_decoded(void **state)
{
	static const u8 at_reset[19] = { 0x05, [5] = 0x02, 0x02, [17] = 0x06, 0x00 };
	auto_free char *line = decode_line(named("rank-sparing"), sparing_get, 19, 0);
	auto_free char *safe = decode_line(named("bank-sparing"), at_reset, 19, 0);

	assert_string_equal(
		line, "{\"device_initiated\":false,\"device_initiated_capable\":true,"
		      "\"max_latency_code\":5,\"maintenance_class\":2,\"maintenance_subclass\":3,"
		      "\"hard_sparing_supported\":true,\"soft_sparing_supported\":true,"
		      "\"repair_safe_when_in_use\":false}");
	assert_non_null(strstr(safe, "\"repair_safe_when_in_use\":true"));
}

static void unknown_features_are_decoded_as_hexadecimal(void **state)
{
	static const u8 data[3] = { 0x00, 0xff, 0x1a };
	auto_free char *line = decode_line(NULL, data, 3, 0);
	auto_free char *empty = decode_line(NULL, data, 0, 0);

	assert_string_equal(line, "{\"data\":\"00ff1a\"}");
	assert_string_equal(empty, "{\"data\":\"\"}");
}

static void short_payloads_decode_complete_fields_only(void **state)
{
	/* clang-format off */
	static const struct {
		const char *name;
		u8 size;
		u8 fields[21];	/* number of fields in the first N bytes */
	} cases[] = {
		{ "patrol-scrub", 4, { 0, 2, 2, 4, 5 } },
		{ "sppr", 20, { 0, 1, 1, 2, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 9, 9, 12, 14 } },
		{ "hppr", 20, { 0, 1, 1, 2, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 9, 9, 12, 14 } },
		{ "row-sparing", 19,
		  { 0, 1, 1, 2, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 8 } },
		{ "ecs", 13, { 0, 1, 1, 1, 1, 4, 4, 4, 4, 7, 7, 7, 7, 10 } },
	};
	/* clang-format on */
	size_t i, len;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		for (len = 0; len <= cases[i].size; len++) {
			auto_free u8 *p = calloc(1, len);
			auto_rec struct rec *r = rec_new_obj();
			bool whole = len == cases[i].size ||
				     (str_eq(cases[i].name, "ecs") && len % 4 == 1);

			assert_int_equal(feature_decode(named(cases[i].name), p, len, r),
					 whole ? 0 : -EMSGSIZE);
			assert_int_equal(r->count, cases[i].fields[len]);
		}
}

static void long_payloads_are_bounded(void **state)
{
	static u8 data[70000];
	auto_rec struct rec *r = rec_new_obj();

	memset(data, 0xff, sizeof(data));
	assert_int_equal(feature_decode(named("patrol-scrub"), data, sizeof(data), r), 0);
	assert_int_equal(r->count, 5);
	assert_int_equal(feature_groups(named("patrol-scrub"), 65535), 0);
	assert_int_equal(feature_groups(named("ecs"), 0), 0);
	assert_int_equal(feature_groups(named("ecs"), 4), 0);
	assert_int_equal(feature_groups(named("ecs"), 13), 3);
	assert_int_equal(feature_groups(named("ecs"), 65535), 16383);
	assert_int_equal(feature_groups(named("ecs"), SIZE_MAX), 16383);
}

static void features_are_listed_in_a_stable_order(void **state)
{
	/* clang-format off */
	static const char *const names[] = {
		"patrol-scrub", "ecs", "sppr", "hppr", "cacheline-sparing", "row-sparing",
		"bank-sparing", "rank-sparing",
	};
	/* clang-format on */
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		assert_string_equal(feature_desc_at(i)->name, names[i]);
	assert_null(feature_desc_at(i));
}

static void fields_are_found_with_their_group(void **state)
{
	const struct feature_desc *ecs = named("ecs"), *scrub = named("patrol-scrub");
	/* clang-format off */
	static const char *const bad[] = {
		"", "fru", "fru_mode", "fru3_mode", "fru02_mode", "fru-1_mode", "fru0", "fru0_",
		"fru0_modes", "mode", "fru0_log_entry_type", "Fru0_mode",
		"fru18446744073709551616_mode", "fru65536_mode",
	};
	/* clang-format on */
	u16 group = 99;
	size_t i;

	assert_string_equal(feature_field_find(scrub, "cycle_hours", 0, &group)->key,
			    "cycle_hours");
	assert_int_equal(group, 0);
	assert_string_equal(feature_field_find(ecs, "fru2_mode", 3, &group)->key, "mode");
	assert_int_equal(group, 2);
	assert_non_null(feature_field_find(ecs, "fru0_mode", 1, &group));
	assert_int_equal(group, 0);
	assert_non_null(feature_field_find(ecs, "log_entry_type", 0, &group));
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		assert_null(feature_field_find(ecs, bad[i], 3, &group));
	assert_null(feature_field_find(scrub, "fru0_mode", 3, &group));
}

static int parse(const char *feature, const char *key, const char *text, u64 *ret, struct fail *why)
{
	const struct feature_field *f;
	u16 group;

	memset(why, 0, sizeof(*why));
	f = feature_field_find(named(feature), key, 1, &group);
	assert_non_null(f);
	return feature_value_parse(named(feature), f, text, ret, why);
}

static void valid_values_are_parsed(void **state)
{
	static const struct {
		const char *feature, *key, *text;
		u64 expected;
	} cases[] = {
		{ "patrol-scrub", "enabled", "true", 1 },
		{ "patrol-scrub", "enabled", "off", 0 },
		{ "patrol-scrub", "cycle_hours", "1", 1 },
		{ "patrol-scrub", "cycle_hours", "0xff", 255 },
		{ "ecs", "log_entry_type", "dram", 0 },
		{ "ecs", "log_entry_type", "memory-media-fru", 1 },
		{ "ecs", "fru0_threshold", "256", 3 },
		{ "ecs", "fru0_threshold", "4096", 5 },
		{ "ecs", "fru0_threshold", "0x7", 7 },
		{ "ecs", "fru0_mode", "codewords", 1 },
		{ "ecs", "fru0_reset_counter", "true", 1 },
		{ "sppr", "at_boot", "0", 0 },
		{ "row-sparing", "device_initiated", "yes", 1 },
	};
	struct fail why;
	size_t i;
	u64 v;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		v = 12345;
		assert_int_equal(parse(cases[i].feature, cases[i].key, cases[i].text, &v, &why), 0);
		assert_int_equal(v, cases[i].expected);
	}
}

static void invalid_values_are_rejected_with_a_reason(void **state)
{
	/* clang-format off */
	static const struct {
		const char *feature, *key, *text;
		int err;
		const char *code, *message;
	} cases[] = {
		{ "patrol-scrub", "min_cycle_hours", "1", -EINVAL, "read_only",
		  "min_cycle_hours of patrol-scrub is read-only" },
		{ "patrol-scrub", "enabled", "maybe", -EINVAL, "invalid_value",
		  "invalid enabled 'maybe': expected true or false" },
		{ "patrol-scrub", "cycle_hours", "12h", -EINVAL, "invalid_value",
		  "invalid cycle_hours '12h': expected a number" },
		{ "patrol-scrub", "cycle_hours", "-1", -EINVAL, "invalid_value",
		  "invalid cycle_hours '-1': expected a number" },
		{ "patrol-scrub", "cycle_hours", "256", -EINVAL, "out_of_range",
		  "invalid cycle_hours '256': valid range is 1-255" },
		{ "patrol-scrub", "cycle_hours", "0", -EINVAL, "out_of_range",
		  "invalid cycle_hours '0': valid range is 1-255" },
		{ "patrol-scrub", "cycle_hours", "18446744073709551617", -EINVAL,
		  "out_of_range",
		  "invalid cycle_hours '18446744073709551617': valid range is 1-255" },
		{ "ecs", "fru0_threshold", "512", -EINVAL, "invalid_value",
		  "invalid threshold '512': expected 256, 1024 or 4096" },
		{ "ecs", "fru0_threshold", "0x8", -EINVAL, "invalid_value",
		  "invalid threshold '0x8': expected 256, 1024 or 4096" },
		{ "ecs", "fru0_mode", "Rows", -EINVAL, "invalid_value",
		  "invalid mode 'Rows': expected rows or codewords" },
		{ "ecs", "fru0_mode", "", -EINVAL, "invalid_value",
		  "invalid mode '': expected rows or codewords" },
		{ "ecs", "fru0_reset_counter", "false", -EINVAL, "out_of_range",
		  "invalid reset_counter 'false': expected true" },
		{ "sppr", "repair_safe_when_in_use", "true", -EINVAL, "read_only",
		  "repair_safe_when_in_use of sppr is read-only" },
		{ "row-sparing", "min_dpa", "0", -EINVAL, "read_only",
		  "min_dpa of row-sparing is read-only" },
	};
	/* clang-format on */
	struct fail why;
	size_t i;
	u64 v;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		v = 12345;
		assert_int_equal(parse(cases[i].feature, cases[i].key, cases[i].text, &v, &why),
				 cases[i].err);
		assert_string_equal(why.message, cases[i].message);
		assert_string_equal(why.code, cases[i].code);
		assert_int_equal(why.err, cases[i].err);
		assert_int_equal(v, 12345);
	}
}

/* Every settable value is parsed back from its text. */
static void settable_values_are_parsed_back_from_text(void **state)
{
	const struct feature_desc *d;
	size_t i, fields = 0;

	for (i = 0; (d = feature_desc_at(i)); i++) {
		const struct feature_field *f;

		for (f = d->fields; f < d->fields + d->count; f++) {
			u64 v, back, max = f->max ? f->max : (BIT(f->set_bits) - 1);
			char text[64];

			if (!f->set_bits)
				continue;
			fields++;
			assert_in_range(max, 1, 65535);
			for (v = f->min; v <= max; v++) {
				feature_value_text(f, v, text, sizeof(text));
				assert_int_equal(feature_value_parse(d, f, text, &back, NULL), 0);
				assert_int_equal(back, v);
			}
		}
	}
	assert_int_equal(fields, 2 + 4 + 3 + 3 + 4);
}

/* feature_value_get(), which writes *@ret only on success. */
static int value_get(const struct feature_desc *d, struct feature_value v, const u8 *data,
		     size_t len, u64 *ret)
{
	int rc = feature_value_get(d, data, len, &v);

	if (rc == 0)
		*ret = v.value;
	return rc;
}

static void values_are_not_read_past_the_data(void **state)
{
	const struct feature_desc *d = named("ecs");
	const struct feature_field *f;
	auto_free u8 *p = exact_copy(ecs_get, 9);
	u16 group;
	u64 v = 99;

	f = feature_field_find(d, "fru2_mode", 3, &group);
	assert_int_equal(value_get(d, (struct feature_value){ f, 2, 0 }, p, 9, &v), -EMSGSIZE);
	/* Group numbers whose offset wraps to the start of the data. */
	assert_int_equal(value_get(d, (struct feature_value){ f, 0x4000, 0 }, p, 9, &v), -EMSGSIZE);
	assert_int_equal(value_get(d, (struct feature_value){ f, 0xffff, 0 }, p, 9, &v), -EMSGSIZE);
	assert_int_equal(value_get(d, (struct feature_value){ f, 1, 0 }, p, 9, &v), 0);
	assert_int_equal(v, 1);
	f = feature_field_find(d, "fru0_reset_counter", 3, &group);
	assert_int_equal(value_get(d, (struct feature_value){ f, 0, 0 }, p, 9, &v), -ENOENT);
	f = feature_field_find(named("sppr"), "max_dpa", 0, &group);
	assert_int_equal(value_get(named("sppr"), (struct feature_value){ f, 0, 0 }, ppr_get, 20,
				   &v),
			 -ENOENT);
	assert_int_equal(v, 1);
}

static const struct feature_field *edac_field(const char *feature, const char *attribute)
{
	const struct feature_desc *d = named(feature);
	const struct feature_field *f;

	for (f = d->fields; f < d->fields + d->count; f++)
		if (f->edac && str_eq(f->edac, attribute))
			return f;
	return NULL;
}

static void edac_attributes_have_matching_keys(void **state)
{
	static const struct {
		const char *feature, *attribute, *key;
		u64 unit;
	} cases[] = {
		{ "patrol-scrub", "enable_background", "enabled", 0 },
		{ "patrol-scrub", "current_cycle_duration", "cycle_hours", 3600 },
		{ "patrol-scrub", "min_cycle_duration", "min_cycle_hours", 3600 },
		{ "patrol-scrub", "max_cycle_duration", "max_cycle_hours", 3600 },
		{ "ecs", "log_entry_type", "log_entry_type", 0 },
		{ "ecs", "mode", "mode", 0 },
		{ "ecs", "reset", "reset_counter", 0 },
		{ "ecs", "threshold", "threshold", 0 },
		{ "sppr", "repair_safe_when_in_use", "repair_safe_when_in_use", 0 },
		{ "sppr", "min_dpa", "min_dpa", 0 },
		{ "rank-sparing", "persist_mode", "persist_mode", 0 },
		{ "rank-sparing", "max_dpa", "max_dpa", 0 },
	};
	const struct feature_field *f;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		f = edac_field(cases[i].feature, cases[i].attribute);
		assert_non_null(f);
		assert_string_equal(f->key, cases[i].key);
		assert_int_equal(f->edac_unit, cases[i].unit);
	}
	f = edac_field("ecs", "threshold");
	assert_string_equal(value_name(f->edac_value_names, 1024), "1024");
	assert_string_equal(value_name(f->value_names, 4), "1024");
}

/* Bytes in the order of the reply; the UUIDs are those of include/cxl/features.h of Linux. */
static void features_are_found_by_their_uuid(void **state)
{
	static const struct {
		u8 uuid[FEATURE_UUID_LEN];
		const char *name;
	} rows[] = {
		{ { 0x96, 0xda, 0xd7, 0xd6, 0xfd, 0xe8, 0x48, 0x2b, 0xa7, 0x33, 0x75, 0x77, 0x4e,
		    0x06, 0xdb, 0x8a },
		  "patrol-scrub" },
		{ { 0xe5, 0xb1, 0x3f, 0x22, 0x23, 0x28, 0x4a, 0x14, 0xb8, 0xba, 0xb9, 0x69, 0x1e,
		    0x89, 0x33, 0x86 },
		  "ecs" },
		{ { 0x89, 0x2b, 0xa4, 0x75, 0xfa, 0xd8, 0x47, 0x4e, 0x9d, 0x3e, 0x69, 0x2c, 0x91,
		    0x75, 0x68, 0xbb },
		  "sppr" },
		{ { 0x80, 0xea, 0x45, 0x21, 0x78, 0x6f, 0x41, 0x27, 0xaf, 0xb1, 0xec, 0x74, 0x59,
		    0xfb, 0x0e, 0x24 },
		  "hppr" },
		{ { 0x96, 0xc3, 0x33, 0x86, 0x91, 0xdd, 0x44, 0xc7, 0x9e, 0xcb, 0xfd, 0xaf, 0x65,
		    0x03, 0xba, 0xc4 },
		  "cacheline-sparing" },
		{ { 0x45, 0x0e, 0xbf, 0x67, 0xb1, 0x35, 0x4f, 0x97, 0xa4, 0x98, 0xc2, 0xd5, 0x7f,
		    0x27, 0x9b, 0xed },
		  "row-sparing" },
		{ { 0x78, 0xb7, 0x96, 0x36, 0x90, 0xac, 0x4b, 0x64, 0xa4, 0xef, 0xfa, 0xac, 0x5d,
		    0x18, 0xa8, 0x63 },
		  "bank-sparing" },
		{ { 0x34, 0xdb, 0xaf, 0xf5, 0x05, 0x52, 0x42, 0x81, 0x8f, 0x76, 0xda, 0x0b, 0x5e,
		    0x7a, 0x76, 0xa7 },
		  "rank-sparing" },
	};
	const struct feature_desc *d;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		d = feature_desc_find(rows[i].uuid);
		assert_non_null(d);
		assert_string_equal(d->name, rows[i].name);
	}
	assert_null(feature_desc_at(i)); /* all of them */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_are_decoded_by_offset),
		cmocka_unit_test(truncated_entry_lists_are_detected),
		cmocka_unit_test(effects_have_names),
		cmocka_unit_test(persistence_is_decoded_from_the_flags),
		cmocka_unit_test(patrol_scrub_is_decoded),
		cmocka_unit_test(ecs_is_decoded_per_fru),
		cmocka_unit_test(ppr_is_decoded),
		cmocka_unit_test(sparing_is_decoded),
		cmocka_unit_test(unknown_features_are_decoded_as_hexadecimal),
		cmocka_unit_test(short_payloads_decode_complete_fields_only),
		cmocka_unit_test(long_payloads_are_bounded),
		cmocka_unit_test(features_are_listed_in_a_stable_order),
		cmocka_unit_test(fields_are_found_with_their_group),
		cmocka_unit_test(valid_values_are_parsed),
		cmocka_unit_test(invalid_values_are_rejected_with_a_reason),
		cmocka_unit_test(settable_values_are_parsed_back_from_text),
		cmocka_unit_test(values_are_not_read_past_the_data),
		cmocka_unit_test(edac_attributes_have_matching_keys),
		cmocka_unit_test(features_are_found_by_their_uuid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
