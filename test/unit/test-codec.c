// SPDX-License-Identifier: GPL-2.0-only
/*
 * Payload decoding: bytes written by hand from the tables of the specification, payloads truncated
 * at every length, and out-of-range values.
 */
#include "unit.h"

#include "cxl/lib/wire/codec.h"
#include "cxl/lib/wire/fw.h"
#include "cxl/lib/wire/health-verdict.h"
#include "cxl/lib/wire/layout.h"
#include "util/num.h"
#include "util/out-json.h"

#define KV(key, text) ((struct field_text){ key, text })

static char *decode_line(const struct layout *l, const u8 *buf, size_t len, int expected)
{
	auto_rec struct rec *r = rec_new_obj();
	char *line;

	assert_int_equal(layout_decode(l, buf, len, r), expected);
	assert_false(rec_failed(r));
	line = out_json_line(r);
	assert_non_null(line);
	return line;
}

static size_t decode_count(const struct layout *l, const u8 *buf, size_t len, int expected)
{
	auto_rec struct rec *r = rec_new_obj();

	assert_int_equal(layout_decode(l, buf, len, r), expected);
	return r->count;
}

/* clang-format off */
static const u8 health_degraded[18] = {
	0x05,			/* maintenance needed, hardware replacement needed */
	0x06,			/* persistency loss imminent */
	0x19,			/* life warning, temperature critical, volatile warning */
	0x2a,			/* 42 % */
	0xf6, 0xff,		/* -10 degrees */
	0x01, 0x02, 0x00, 0x00,
	0xff, 0xff, 0xff, 0xff,
	0x00, 0x00, 0x01, 0x00,
};
/* clang-format on */

static void health_keys_match_ndctl(void **state)
{
	auto_free char *line =
		decode_line(&health_layout, health_degraded, sizeof(health_degraded), 0);

	assert_string_equal(
		line, "{\"maintenance_needed\":true,\"performance_degraded\":false,"
		      "\"hw_replacement_needed\":true,\"media_normal\":false,"
		      "\"media_not_ready\":false,\"media_persistence_lost\":false,"
		      "\"media_data_lost\":false,\"media_powerloss_persistence_loss\":false,"
		      "\"media_shutdown_persistence_loss\":false,"
		      "\"media_persistence_loss_imminent\":true,"
		      "\"media_powerloss_data_loss\":false,\"media_shutdown_data_loss\":false,"
		      "\"media_data_loss_imminent\":false,\"ext_life_used\":\"warning\","
		      "\"ext_temperature\":\"critical\",\"ext_corrected_volatile\":\"warning\","
		      "\"ext_corrected_persistent\":\"normal\",\"life_used_percent\":42,"
		      "\"temperature\":-10,\"dirty_shutdowns\":513,\"volatile_errors\":4294967295,"
		      "\"pmem_errors\":65536}");
}

static void health_omits_unimplemented_values(void **state)
{
	u8 p[18];
	auto_rec struct rec *r = rec_new_obj();

	memset(p, 0xff, sizeof(p));
	assert_int_equal(layout_decode(&health_layout, p, sizeof(p), r), 0);
	assert_null(rec_get(r, "life_used_percent"));
	assert_null(rec_get(r, "temperature"));
	/* Media status ffh is not defined; the value 3 of a two-bit field is reserved. */
	assert_false(rec_get(r, "media_normal")->b);
	assert_false(rec_get(r, "media_data_loss_imminent")->b);
	assert_string_equal(rec_get_str(r, "ext_life_used"), "unknown");
	assert_string_equal(rec_get_str(r, "ext_temperature"), "unknown");
	assert_string_equal(rec_get_str(r, "ext_corrected_persistent"), "warning");
	assert_int_equal(r->count, 21);
}

/* Bit 3 (CXL r3.1 8.2.9.9.3.1) has no key in ndctl v85: printed only if set. */
static void health_capacity_degraded_is_printed_if_set(void **state)
{
	u8 p[18] = { 0x07 };
	auto_rec struct rec *r = rec_new_obj(), *set = rec_new_obj();

	assert_int_equal(layout_decode(&health_layout, p, sizeof(p), r), 0);
	assert_null(rec_get(r, "memory_capacity_degraded"));
	p[0] = 0x08;
	assert_int_equal(layout_decode(&health_layout, p, sizeof(p), set), 0);
	assert_true(rec_get(set, "memory_capacity_degraded")->b);
	assert_false(rec_get(set, "hw_replacement_needed")->b);
}

static void health_media_status_sets_one_flag(void **state)
{
	u8 p[18] = { 0 };
	unsigned int status;

	for (status = 0; status < 256; status++) {
		auto_rec struct rec *r = rec_new_obj();
		const struct rec *c;
		unsigned int on = 0;

		p[1] = (u8)status;
		assert_int_equal(layout_decode(&health_layout, p, sizeof(p), r), 0);
		rec_foreach(c, r)
			on += str_after(c->key, "media_") && c->b;
		assert_int_equal(on, status <= 9);
	}
}

static void temperatures_are_signed(void **state)
{
	/* clang-format off */
	static const struct {
		u8 low, high;
		s64 expected;
	} cases[] = {
		{ 0x00, 0x00, 0 }, { 0x19, 0x00, 25 }, { 0xff, 0x7f, 32767 },
		{ 0x00, 0x80, -32768 }, { 0xfe, 0xff, -2 },
	};
	/* clang-format on */
	u8 p[18] = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		auto_rec struct rec *r = rec_new_obj();

		p[4] = cases[i].low;
		p[5] = cases[i].high;
		assert_int_equal(layout_decode(&health_layout, p, sizeof(p), r), 0);
		assert_int_equal(rec_get(r, "temperature")->kind, VAL_INT);
		assert_true(rec_get(r, "temperature")->i == cases[i].expected);
	}
}

/* clang-format off */
static const u8 alerts[16] = {
	0x11, 0x0e,		/* valid: life, pmem; writable: over, under, volatile */
	0x4b, 0x28,		/* life: critical 75, warning 40 */
	0x23, 0x00, 0xf1, 0xff,	/* critical: over 35, under -15 */
	0x19, 0x00, 0xfb, 0xff,	/* warning: over 25, under -5 */
	0xff, 0xff, 0x10, 0x27,	/* errors: 65535, 10000 */
};
/* clang-format on */

static void alert_config_keys_match_ndctl(void **state)
{
	auto_free char *line = decode_line(&alert_config_layout, alerts, sizeof(alerts), 0);

	assert_string_equal(
		line, "{\"life_used_prog_warn_threshold_valid\":true,"
		      "\"dev_over_temperature_prog_warn_threshold_valid\":false,"
		      "\"dev_under_temperature_prog_warn_threshold_valid\":false,"
		      "\"corrected_volatile_mem_err_prog_warn_threshold_valid\":false,"
		      "\"corrected_pmem_err_prog_warn_threshold_valid\":true,"
		      "\"life_used_prog_warn_threshold_writable\":false,"
		      "\"dev_over_temperature_prog_warn_threshold_writable\":true,"
		      "\"dev_under_temperature_prog_warn_threshold_writable\":true,"
		      "\"corrected_volatile_mem_err_prog_warn_threshold_writable\":true,"
		      "\"corrected_pmem_err_prog_warn_threshold_writable\":false,"
		      "\"life_used_crit_alert_threshold\":75,\"life_used_prog_warn_threshold\":40,"
		      "\"dev_over_temperature_crit_alert_threshold\":35,"
		      "\"dev_under_temperature_crit_alert_threshold\":-15,"
		      "\"dev_over_temperature_prog_warn_threshold\":25,"
		      "\"dev_under_temperature_prog_warn_threshold\":-5,"
		      "\"corrected_volatile_mem_err_prog_warn_threshold\":65535,"
		      "\"corrected_pmem_err_prog_warn_threshold\":10000}");
}

static void short_payloads_decode_complete_fields_only(void **state)
{
	/* clang-format off */
	static const struct {
		const struct layout *l;
		const u8 *data;
		/* Number of fields in the first N bytes. */
		size_t fields[20];
	} cases[] = {
		{ &health_layout, health_degraded,
		  { 0, 3, 13, 17, 18, 18, 19, 19, 19, 19, 20, 20, 20, 20, 21, 21, 21, 21, 22 } },
		{ &alert_config_layout, alerts,
		  { 0, 5, 10, 11, 12, 12, 13, 13, 14, 14, 15, 15, 16, 16, 17, 17, 18 } },
	};
	/* clang-format on */
	size_t i, len;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		for (len = 0; len <= cases[i].l->size; len++) {
			auto_free u8 *p = exact_copy(cases[i].data, len);

			assert_int_equal(decode_count(cases[i].l, p, len,
						      len < cases[i].l->size ? -EMSGSIZE : 0),
					 cases[i].fields[len]);
		}
}

static void longer_payloads_are_accepted(void **state)
{
	u8 p[64] = { 0 };

	assert_int_equal(decode_count(&health_layout, p, sizeof(p), 0), 22);
	assert_int_equal(decode_count(&alert_config_layout, p, sizeof(p), 0), 18);
}

static const struct value_name sample_names[] = { { 1, "one" }, { 2, "two" }, { 0, NULL } };

static const struct field sample_fields[] = {
	{ .key = "text", .at = { 0, 8, 0, 0 }, .kind = VAL_STR, .flags = FIELD_TEXT },
	{ .key = "uuid", .at = { 8, 16, 0, 0 }, .kind = VAL_STR, .flags = FIELD_UUID },
	{ .key = "size", .at = { 24, 8, 0, 0 }, .kind = VAL_SIZE, .unit = CAPACITY_UNIT },
	{ .key = "word", .at = { 32, 1, 4, 4 }, .kind = VAL_STR, .value_names = sample_names },
	{ .key = "nibble", .at = { 32, 1, 0, 4 }, .kind = VAL_INT, .flags = FIELD_SIGNED },
	{ .key = "whole", .at = { 24, 8, 0, 0 }, .kind = VAL_INT, .flags = FIELD_SIGNED },
};

static const struct layout sample = {
	.name = "sample",
	.size = 33,
	.fields = sample_fields,
	.count = ARRAY_SIZE(sample_fields),
};

static void all_kinds_of_fields_are_decoded(void **state)
{
	u8 p[33] = {
		'a',  ' ',  0x1b, ' ',	' ',  0,    'x',  'x',	0x96, 0xda, 0xd7,
		0xd6, 0xfd, 0xe8, 0x48, 0x2b, 0xa7, 0x33, 0x75, 0x77, 0x4e, 0x06,
		0xdb, 0x8a, 3,	  0,	0,    0,    0,	  0,	0,    0,    0x2f,
	};
	auto_free char *line = decode_line(&sample, p, sizeof(p), 0);
	auto_free char *other = NULL;

	assert_string_equal(line,
			    "{\"text\":\"a ?\",\"uuid\":\"96dad7d6-fde8-482b-a733-75774e06db8a\","
			    "\"size\":805306368,\"word\":\"two\",\"nibble\":-1,\"whole\":3}");

	/* An unnamed value, the smallest nibble, and a size that exceeds 64 bits in bytes. */
	memset(p, 0xff, sizeof(p));
	memset(p, 'z', 8);
	p[32] = 0xb8;
	other = decode_line(&sample, p, sizeof(p), -ERANGE);
	assert_string_equal(
		other, "{\"text\":\"zzzzzzzz\",\"uuid\":\"ffffffff-ffff-ffff-ffff-ffffffffffff\","
		       "\"word\":\"0xb\",\"nibble\":-8,\"whole\":-1}");
}

static void truncated_text_and_uuids_are_omitted(void **state)
{
	/* clang-format off */
	static const size_t fields[34] = {
		[8] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		[24] = 2, 2, 2, 2, 2, 2, 2, 2, [32] = 4, 6,
	};
	/* clang-format on */
	u8 p[33];
	size_t len;

	memset(p, 0x20, sizeof(p));
	memset(p + 24, 0, 8);
	for (len = 0; len <= sizeof(p); len++) {
		auto_free u8 *cut = exact_copy(p, len);

		assert_int_equal(decode_count(&sample, cut, len, len < 33 ? -EMSGSIZE : 0),
				 fields[len]);
	}
}

static void bitfields_leave_other_bits_unchanged(void **state)
{
	const struct bitfield middle = { 1, 2, 3, 7 }, all = { 0, 8, 0, 0 }, none = { 0, 0, 0, 0 };
	u8 p[8] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };

	assert_int_equal(bitfield_get(&middle, p), 0x7f);
	bitfield_put(&middle, p, 0);
	assert_int_equal(p[0], 0xff);
	assert_int_equal(p[1], 0x07);
	assert_int_equal(p[2], 0xfc);
	assert_int_equal(p[3], 0xff);
	bitfield_put(&middle, p, 0xfff5); /* exceeds the width of the field */
	assert_int_equal(p[1], 0xaf);
	assert_int_equal(p[2], 0xff);
	assert_int_equal(bitfield_get(&middle, p), 0x75);

	bitfield_put(&all, p, 0x8877665544332211ULL);
	assert_int_equal(p[0], 0x11);
	assert_int_equal(p[7], 0x88);
	assert_true(bitfield_get(&all, p) == 0x8877665544332211ULL);
	assert_true(bitfield_max(&all) == UINT64_MAX);
	assert_int_equal(bitfield_max(&middle), 127);
	assert_int_equal(bitfield_get(&none, p), 0);
	assert_true(bitfield_fits(&all, 8));
	assert_false(bitfield_fits(&all, 7));
}

static void value_names_map_both_ways(void **state)
{
	u64 v = 77;

	assert_string_equal(value_name(sample_names, 2), "two");
	assert_null(value_name(sample_names, 0));
	assert_null(value_name(NULL, 1));
	assert_int_equal(value_by_name(sample_names, "one", &v), 0);
	assert_int_equal(v, 1);
	assert_int_equal(value_by_name(sample_names, "on", &v), -ENOENT);
	assert_int_equal(value_by_name(NULL, "one", &v), -ENOENT);
	assert_int_equal(v, 1);
}

/* clang-format off */
static const struct field input_fields[] = {
	{ .key = "text", .at = { 0, 4, 0, 0 }, .kind = VAL_STR, .flags = FIELD_TEXT },
	{ .key = "uuid", .at = { 4, 16, 0, 0 }, .kind = VAL_STR, .flags = FIELD_UUID },
	{ .key = "bytes", .at = { 20, 3, 0, 0 }, .kind = VAL_STR, .flags = FIELD_BYTES },
	{ .key = "word", .at = { 23, 1, 4, 4 }, .kind = VAL_STR, .value_names = sample_names,
	  .flags = FIELD_DEFAULT, .value = 2 },
	{ .key = "nibble", .at = { 23, 1, 0, 4 }, .kind = VAL_INT, .flags = FIELD_SIGNED },
	{ .key = "capacity", .at = { 24, 8, 0, 0 }, .kind = VAL_SIZE, .unit = CAPACITY_UNIT },
	{ .key = "number", .at = { 32, 2, 0, 0 }, .kind = VAL_UINT },
	{ .key = "flag", .at = { 34, 1, 7, 1 }, .kind = VAL_BOOL },
	{ .key = "five", .at = { 34, 1, 0, 4 }, .kind = VAL_BOOL, .flags = FIELD_EQUALS,
	  .value = 5 },
	{ .key = "hex", .at = { 35, 8, 0, 0 }, .kind = VAL_HEX },
	{ .key = "whole", .at = { 43, 8, 0, 0 }, .kind = VAL_INT, .flags = FIELD_SIGNED },
	{ .key = "late", .at = { 51, 1, 0, 0 }, .kind = VAL_UINT, .flags = FIELD_DEFAULT,
	  .value = 9 },
};
/* clang-format on */

#define INPUT_LEN 51

static const struct layout input = {
	.name = "sample",
	.size = INPUT_LEN,
	.newer = 52,
	.fields = input_fields,
	.count = ARRAY_SIZE(input_fields),
};

static void defaults_fill_the_given_length(void **state)
{
	u8 p[52];
	size_t i;

	memset(p, 0xee, sizeof(p));
	layout_defaults(&input, p, INPUT_LEN);
	for (i = 0; i < INPUT_LEN; i++)
		assert_int_equal(p[i], i == 23 ? 0x20 : 0);
	assert_int_equal(p[51], 0xee);
	layout_defaults(&input, p, 52);
	assert_int_equal(p[51], 9);
	memset(p, 0xee, sizeof(p));
	layout_defaults(&input, p, 23);
	assert_int_equal(p[22], 0);
	assert_int_equal(p[23], 0xee);
	assert_int_equal(layout_max_size(&input), 52);
	assert_int_equal(layout_max_size(&sample), 33);
}

/* @hex: the bytes that change; all others remain 0xa5. */
/* clang-format off */
static const struct {
	const char *key, *text;
	int at;
	const char *hex;
} encoded[] = {
	{ "text", "ab", 0, "61620000" },
	{ "text", "abcd", 0, "61626364" },
	{ "text", "", 0, "00000000" },
	{ "uuid", "96DAD7D6-fde8-482b-a733-75774e06db8a", 4, "96dad7d6fde8482ba73375774e06db8a" },
	{ "bytes", "0x0102", 20, "010200" },
	{ "bytes", "01 02:03", 20, "010203" },
	{ "bytes", "", 20, "000000" },
	{ "word", "one", 23, "15" },
	{ "word", "0xf", 23, "f5" },
	{ "nibble", "-8", 23, "a8" },
	{ "nibble", "-1", 23, "af" },
	{ "nibble", "7", 23, "a7" },
	{ "capacity", "0", 24, "0000000000000000" },
	{ "capacity", "768M", 24, "0300000000000000" },
	{ "capacity", "0x20000000", 24, "0200000000000000" },
	{ "number", "65535", 32, "ffff" },
	{ "number", "0x12", 32, "1200" },
	{ "number", "010", 32, "0a00" },		/* not octal */
	{ "flag", "off", 34, "25" },
	{ "flag", "enabled", 34, "a5" },
	{ "five", "true", 34, "a5" },
	{ "hex", "0xffffffffffffffff", 35, "ffffffffffffffff" },
	{ "whole", "-9223372036854775807", 43, "0100000000000080" },
	{ "whole", "9223372036854775807", 43, "ffffffffffffff7f" },
	{ "late", "255", 51, "ff" },
};
/* clang-format on */

static void text_is_encoded(void **state)
{
	struct fail why;
	u8 expected[52], p[52];
	size_t i, len;

	for (i = 0; i < ARRAY_SIZE(encoded); i++) {
		memset(p, 0xa5, sizeof(p));
		memset(expected, 0xa5, sizeof(expected));
		len = sizeof(expected) - (size_t)encoded[i].at;
		assert_int_equal(num_hex_bytes(encoded[i].hex, expected + encoded[i].at, &len), 0);
		if (layout_encode(&input, KV(encoded[i].key, encoded[i].text), p, sizeof(p), &why) <
		    0)
			fail_msg("%s", why.message);
		assert_memory_equal(p, expected, sizeof(p));
	}
}

static const struct {
	const char *key, *text;
	int rc;
	const char *code;
} invalid[] = {
	{ "text", "abcde", -EINVAL, "out_of_range" },
	{ "text", "a\n", -EINVAL, "invalid_value" },
	{ "text", "\xc3\xa9", -EINVAL, "invalid_value" },
	{ "uuid", "96dad7d6fde8482ba73375774e06db8a", -EINVAL, "invalid_value" },
	{ "uuid", "", -EINVAL, "invalid_value" },
	{ "bytes", "01020304", -EINVAL, "out_of_range" },
	{ "bytes", "012", -EINVAL, "invalid_value" },
	{ "bytes", "zz", -EINVAL, "invalid_value" },
	{ "word", "three", -EINVAL, "invalid_value" },
	{ "word", "1", -EINVAL, "invalid_value" },
	{ "word", "", -EINVAL, "invalid_value" },
	{ "word", "0x", -EINVAL, "invalid_value" },
	{ "word", "0x10", -EINVAL, "out_of_range" },
	{ "nibble", "8", -EINVAL, "out_of_range" },
	{ "nibble", "-9", -EINVAL, "out_of_range" },
	{ "nibble", "--1", -EINVAL, "invalid_value" },
	{ "nibble", "", -EINVAL, "invalid_value" },
	{ "capacity", "1M", -EINVAL, "invalid_value" },
	{ "capacity", "1Q", -EINVAL, "invalid_value" },
	{ "capacity", "-256M", -EINVAL, "invalid_value" },
	{ "capacity", "16777216T", -EINVAL, "out_of_range" },
	{ "number", "65536", -EINVAL, "out_of_range" },
	{ "number", "99999999999999999999", -EINVAL, "out_of_range" },
	{ "number", "1k", -EINVAL, "invalid_value" },
	{ "number", " 1", -EINVAL, "invalid_value" },
	{ "number", "-1", -EINVAL, "invalid_value" },
	{ "flag", "2", -EINVAL, "invalid_value" },
	{ "flag", "", -EINVAL, "invalid_value" },
	{ "five", "false", -EINVAL, "invalid_value" },
	{ "five", "5", -EINVAL, "invalid_value" },
	{ "whole", "9223372036854775808", -EINVAL, "out_of_range" },
	{ "nothing", "1", -EINVAL, "unknown_field" },
	{ "", "1", -EINVAL, "unknown_field" },
	{ "Number", "1", -EINVAL, "unknown_field" },
};

static void invalid_text_leaves_the_buffer_unchanged(void **state)
{
	u8 expected[52], p[52];
	struct fail why;
	size_t i;

	memset(expected, 0xa5, sizeof(expected));
	for (i = 0; i < ARRAY_SIZE(invalid); i++) {
		memset(p, 0xa5, sizeof(p));
		memset(&why, 0, sizeof(why));
		assert_int_equal(layout_encode(&input, KV(invalid[i].key, invalid[i].text), p,
					       sizeof(p), &why),
				 invalid[i].rc);
		assert_string_equal(why.code, invalid[i].code);
		assert_memory_equal(p, expected, sizeof(p));
		assert_int_equal(layout_encode(&input, KV(invalid[i].key, invalid[i].text), p,
					       sizeof(p), NULL),
				 invalid[i].rc);
	}
}

static void errors_name_the_valid_values(void **state)
{
	u8 p[52];
	struct fail why;

	assert_true(layout_encode(&input, KV("word", "x"), p, sizeof(p), &why) < 0);
	assert_string_equal(why.message, "invalid word 'x': expected one or two");
	assert_true(layout_encode(&input, KV("nibble", "9"), p, sizeof(p), &why) < 0);
	assert_string_equal(why.message, "invalid nibble '9': valid range is -8 to 7");
	assert_true(layout_encode(&input, KV("capacity", "1M"), p, sizeof(p), &why) < 0);
	assert_string_equal(why.message, "invalid capacity '1M': expected a multiple of 268435456");
	assert_true(layout_encode(&input, KV("late", "1"), p, INPUT_LEN, &why) < 0);
	assert_string_equal(why.message, "late requires an input of at least 52 bytes");
	assert_true(layout_encode(&sample, KV("x", "1"), p, sizeof(p), &why) < 0);
	assert_string_equal(
		why.message,
		"unknown field 'x' of sample: expected text, uuid, size, word, nibble, whole");
}

static void encoding_does_not_write_past_the_end(void **state)
{
	struct fail why;
	size_t i, len;
	int rc;

	for (len = 0; len <= 52; len++) {
		auto_free u8 *p = calloc(1, len ? len : 1);

		for (i = 0; i < ARRAY_SIZE(encoded); i++) {
			rc = layout_encode(&input, KV(encoded[i].key, encoded[i].text), p, len,
					   &why);
			assert_true(rc == 0 || rc == -EMSGSIZE);
		}
	}
}

static void invalid_uuids_are_rejected(void **state)
{
	/* clang-format off */
	static const char *const bad[] = {
		"", "-", "96dad7d6-fde8-482b-a733-75774e06db8",
		"96dad7d6-fde8-482b-a733-75774e06db8ag",
		"96dad7d6fde8-482b-a733-75774e06db8a0", "96dad7d6-fde8-482b-a733-75774e06db8x",
		"96dad7d6-fde8-482b-a733-75774e06db 8", "0xdad7d6-fde8-482b-a733-75774e06db8a",
		"96dad7d6-fde8-482b-a733-75774e06db8\xc3", "96dad7d6:fde8:482b:a733:75774e06db8a",
		" 6dad7d6-fde8-482b-a733-75774e06db8a",
	};
	/* clang-format on */
	u8 uuid[16], expected[16];
	char text[UUID_TEXT_LEN + 1];
	size_t i;

	memset(uuid, 0x77, sizeof(uuid));
	memset(expected, 0x77, sizeof(expected));
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		assert_int_equal(uuid_from_text(bad[i], uuid), -EINVAL);
		assert_memory_equal(uuid, expected, sizeof(uuid));
	}
	assert_int_equal(uuid_from_text("0DA9C0B5-bf41-4b78-8f79-96b1623b3f17", uuid), 0);
	uuid_to_text(uuid, text);
	assert_string_equal(text, "0da9c0b5-bf41-4b78-8f79-96b1623b3f17");
}

static void fw_info_has_slots_and_revisions(void **state)
{
	u8 p[0x50] = { 2, 0x11, 0x01 };
	struct fw_info info;

	memcpy(p + 0x10, "BWFW VERSION 0\0\0", 16);
	memcpy(p + 0x20, "sixteen bytes ok", 16);
	memcpy(p + 0x30, "blanks          ", 16);
	memcpy(p + 0x40, "\x1b[2J\xff", 5);
	assert_int_equal(fw_info_decode(p, sizeof(p), &info), 0);
	assert_int_equal(info.slots, 2);
	assert_int_equal(info.active, 1);
	assert_int_equal(info.staged, 2);
	assert_true(info.online_activate);
	assert_string_equal(info.revision[0], "BWFW VERSION 0");
	assert_string_equal(info.revision[1], "sixteen bytes ok");
	assert_string_equal(info.revision[2], "blanks");
	assert_string_equal(info.revision[3], "?[2J?");
}

static void fw_info_handles_short_and_out_of_range_payloads(void **state)
{
	struct fw_info info = { .slots = 9 };
	u8 full[0x50];
	size_t len;

	memset(full, 0xff, sizeof(full));
	for (len = 0; len < sizeof(full); len++) {
		auto_free u8 *p = exact_copy(full, len);

		assert_int_equal(fw_info_decode(p, len, &info), -EMSGSIZE);
		assert_int_equal(info.slots, 9);
	}
	assert_int_equal(fw_info_decode(full, sizeof(full), &info), 0);
	assert_int_equal(info.slots, FW_SLOTS);
	assert_int_equal(info.active, 7);
	assert_int_equal(info.staged, 7);
	assert_string_equal(info.revision[3], "????????????????");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(health_keys_match_ndctl),
		cmocka_unit_test(health_omits_unimplemented_values),
		cmocka_unit_test(health_capacity_degraded_is_printed_if_set),
		cmocka_unit_test(health_media_status_sets_one_flag),
		cmocka_unit_test(temperatures_are_signed),
		cmocka_unit_test(alert_config_keys_match_ndctl),
		cmocka_unit_test(short_payloads_decode_complete_fields_only),
		cmocka_unit_test(longer_payloads_are_accepted),
		cmocka_unit_test(all_kinds_of_fields_are_decoded),
		cmocka_unit_test(truncated_text_and_uuids_are_omitted),
		cmocka_unit_test(bitfields_leave_other_bits_unchanged),
		cmocka_unit_test(value_names_map_both_ways),
		cmocka_unit_test(defaults_fill_the_given_length),
		cmocka_unit_test(text_is_encoded),
		cmocka_unit_test(invalid_text_leaves_the_buffer_unchanged),
		cmocka_unit_test(errors_name_the_valid_values),
		cmocka_unit_test(encoding_does_not_write_past_the_end),
		cmocka_unit_test(invalid_uuids_are_rejected),
		cmocka_unit_test(fw_info_has_slots_and_revisions),
		cmocka_unit_test(fw_info_handles_short_and_out_of_range_payloads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
