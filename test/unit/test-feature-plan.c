// SPDX-License-Identifier: GPL-2.0-only
/* Features without a device: route and refusal of each, and parsing of command lines. */
#include "unit.h"

#include "cxl/lib/feature/plan.h"

static struct feature vendor(u32 flags, u16 effects)
{
	return (struct feature){
		.name = "unknown-ffffffff",
		.listed = true,
		.entry = { .get_size = 4, .set_size = 4, .flags = flags, .effects = effects },
	};
}

static struct feature known(const char *name, const char *edac)
{
	const struct feature_desc *d;
	struct feature f = { 0 };
	size_t i;

	for (i = 0; (d = feature_desc_at(i)) && !str_eq(d->name, name); i++)
		;
	assert_non_null(d);
	f.desc = d;
	snprintf(f.name, sizeof(f.name), "%s", name);
	snprintf(f.uuid, sizeof(f.uuid), "%s", f.desc->uuid_text);
	snprintf(f.edac, sizeof(f.edac), "%s", edac);
	return f;
}

static void scope_depends_on_effects(void **state)
{
	static const struct {
		u16 effects;
		enum fwctl_scope expected;
	} rows[] = {
		{ EFFECT_COLD_RESET, SCOPE_DEBUG_WRITE },
		{ EFFECT_CONV_RESET | EFFECT_EXT_VALID, SCOPE_DEBUG_WRITE },
		{ EFFECT_CXL_RESET | EFFECT_SECURITY, SCOPE_DEBUG_WRITE },
		{ EFFECT_CONFIG_NOW, SCOPE_DEBUG_WRITE_FULL },
		{ EFFECT_DATA_NOW, SCOPE_DEBUG_WRITE_FULL },
		{ EFFECT_POLICY_NOW, SCOPE_DEBUG_WRITE_FULL },
		{ EFFECT_LOG_NOW, SCOPE_DEBUG_WRITE_FULL },
		{ EFFECT_COLD_RESET | EFFECT_LOG_NOW, SCOPE_DEBUG_WRITE_FULL },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		assert_int_equal(feature_scope(rows[i].effects), rows[i].expected);
}

/* clang-format off */
static const struct {
	const char *title;
	u32 flags;
	u16 effects, set_size;
	struct feature_facts facts;
	const char *code;	/* NULL: settable */
	int err;
} vendor_cases[] = {
	{ "reset only", FEATURE_CHANGEABLE, EFFECT_COLD_RESET, 4, { .rawio = true }, NULL, 0 },
	{ "reset only, without CAP_SYS_RAWIO",
	  FEATURE_CHANGEABLE, EFFECT_COLD_RESET, 4, { 0 }, NULL, 0 },
	{ "immediate", FEATURE_CHANGEABLE, EFFECT_DATA_NOW, 4, { .rawio = true }, NULL, 0 },
	{ "immediate, without CAP_SYS_RAWIO",
	  FEATURE_CHANGEABLE, EFFECT_DATA_NOW, 4, { 0 }, "needs_rawio", -EPERM },
	{ "not changeable", 0, EFFECT_COLD_RESET, 4, { .rawio = true }, "not_changeable",
	  -EOPNOTSUPP },
	{ "no Set Feature", FEATURE_CHANGEABLE, EFFECT_COLD_RESET, 4,
	  { .rawio = true, .no_set = true }, "no_set_command", -EOPNOTSUPP },
	{ "no Set Feature, not changeable",
	  0, 0, 0, { .rawio = true, .no_set = true }, "no_set_command", -EOPNOTSUPP },
	{ "reserved effects", FEATURE_CHANGEABLE, EFFECT_COLD_RESET | 0x1000, 4, { .rawio = true },
	  "unknown_effects", -EOPNOTSUPP },
	{ "background", FEATURE_CHANGEABLE, EFFECT_CONFIG_NOW | EFFECT_BACKGROUND, 4,
	  { .rawio = true }, "background_effect", -EOPNOTSUPP },
	{ "security alone", FEATURE_CHANGEABLE, EFFECT_SECURITY, 4, { .rawio = true },
	  "no_declared_effect", -EOPNOTSUPP },
	{ "no effect", FEATURE_CHANGEABLE, 0, 4, { .rawio = true }, "no_declared_effect",
	  -EOPNOTSUPP },
	{ "no data to set", FEATURE_CHANGEABLE, EFFECT_COLD_RESET, 0, { .rawio = true },
	  "no_set_data", -EOPNOTSUPP },
};
/* clang-format on */

static void vendor_features_have_a_route_or_a_reason(void **state)
{
	struct feature f;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(vendor_cases); i++) {
		print_message("%s\n", vendor_cases[i].title);
		f = vendor(vendor_cases[i].flags, vendor_cases[i].effects);
		f.entry.set_size = vendor_cases[i].set_size;
		feature_decide(&f, &vendor_cases[i].facts);
		if (!vendor_cases[i].code) {
			assert_int_equal(f.route, FEATURE_ROUTE_FWCTL);
			assert_int_equal(f.scope, feature_scope(f.entry.effects));
			assert_null(f.refusal.code);
			continue;
		}
		assert_int_equal(f.route, FEATURE_ROUTE_NONE);
		assert_string_equal(f.refusal.code, vendor_cases[i].code);
		assert_int_equal(f.refusal.err, vendor_cases[i].err);
		assert_true(*f.refusal.message);
	}
}

static void kernel_owned_features_go_through_edac(void **state)
{
	const struct feature_facts root = { .rawio = true }, user = { 0 };
	const struct feature_facts disabled = { .rawio = true, .disabled = true };
	struct feature f = known("patrol-scrub", "scrub0");

	feature_decide(&f, &root);
	assert_int_equal(f.route, FEATURE_ROUTE_EDAC);
	/* Only fwctl tells the effects. */
	assert_null(feature_takes_effect(&f));
	assert_false(feature_waits_for_reset(&f));
	f.listed = true;
	f.entry.effects = EFFECT_COLD_RESET;
	assert_string_equal(feature_takes_effect(&f), "cold_reset");
	assert_true(feature_waits_for_reset(&f));
	f.entry.effects |= EFFECT_CONFIG_NOW;
	assert_string_equal(feature_takes_effect(&f), "now");
	assert_false(feature_waits_for_reset(&f));
	f.entry.effects = 0;
	assert_null(feature_takes_effect(&f));
	assert_false(feature_waits_for_reset(&f));
	f.listed = false;
	feature_decide(&f, &user);
	assert_string_equal(f.refusal.code, "needs_rawio");

	/* Never through fwctl, regardless of its entry. */
	f = known("patrol-scrub", "");
	f.listed = true;
	f.entry = vendor(FEATURE_CHANGEABLE, EFFECT_COLD_RESET).entry;
	feature_decide(&f, &root);
	assert_int_equal(f.route, FEATURE_ROUTE_NONE);
	assert_string_equal(f.refusal.code, "kernel_owned");
	assert_non_null(strstr(f.refusal.hint, "CONFIG_CXL_EDAC"));
	feature_decide(&f, &disabled);
	assert_string_equal(f.refusal.code, "disabled");
	assert_non_null(strstr(f.refusal.hint, "enable-memdev"));

	/* EDAC can trigger row sparing, but not change its settings; it does not support hppr. */
	f = known("row-sparing", "mem_repair1");
	feature_decide(&f, &root);
	assert_string_equal(f.refusal.code, "kernel_owned");
	f = known("hppr", "");
	feature_decide(&f, &root);
	assert_string_equal(f.refusal.code, "kernel_owned");
	assert_string_equal(f.refusal.hint, "");
}

static void takes_effect_is_the_least_disruptive_reset(void **state)
{
	struct feature f = vendor(0, EFFECT_COLD_RESET);

	assert_string_equal(feature_takes_effect(&f), "cold_reset");
	f.entry.effects |= EFFECT_CONV_RESET;
	assert_string_equal(feature_takes_effect(&f), "conventional_reset");
	f.entry.effects |= EFFECT_CXL_RESET;
	assert_string_equal(feature_takes_effect(&f), "cxl_reset");
	f.entry.effects |= EFFECT_POLICY_NOW;
	assert_string_equal(feature_takes_effect(&f), "now");
}

static int parse_pair(const struct feature *f, const char *pair, struct feature_request *w,
		      struct fail *why)
{
	return feature_request_pairs(f, &(struct feature_pairs){ &pair, 1, false }, w, why);
}

static void fields_are_parsed_for_edac(void **state)
{
	auto_feature_request struct feature_request w = { 0 };
	struct feature f = known("ecs", "ecs_fru0");
	char path[128], text[24];
	struct fail why = { 0 };
	u64 v = 0;

	f.groups = 2;
	f.route = FEATURE_ROUTE_EDAC;
	assert_int_equal(parse_pair(&f, "fru1_threshold=1024", &w, &why), 0);
	assert_int_equal(w.set_count, 1);
	assert_int_equal(w.set[0].group, 1);
	feature_edac_text(w.set[0].field, w.set[0].value, text, sizeof(text));
	assert_string_equal(text, "1024");
	assert_int_equal(feature_edac_parse(w.set[0].field, "1024", &v), 0);
	assert_int_equal(v, w.set[0].value);
	assert_int_equal(feature_edac_parse(w.set[0].field, "77", &v), -EBADMSG);
	assert_int_equal(feature_edac_path(&f, "mem3", &w.set[0], path, sizeof(path)), 0);
	assert_string_equal(path, "bus/edac/devices/cxl_mem3/ecs_fru1/threshold");
	assert_int_equal(feature_edac_path(&f, "mem3", &w.set[0], path, 20), -ENAMETOOLONG);

	assert_int_equal(parse_pair(&f, "fru1_threshold=256", &w, &why), -EINVAL);
	assert_string_equal(why.code, "duplicate_key");
	assert_int_equal(parse_pair(&f, "fru2_threshold=256", &w, &why), -EINVAL);
	assert_string_equal(why.code, "no_such_group");
	assert_int_equal(parse_pair(&f, "fru0_mode", &w, &why), -EINVAL);
	assert_int_equal(w.set_count, 1);
}

static void cycle_hours_are_converted_to_seconds_for_edac(void **state)
{
	auto_feature_request struct feature_request w = { 0 };
	struct feature f = known("patrol-scrub", "scrub0");
	struct fail why = { 0 };
	char text[24];
	u64 v = 0;

	f.route = FEATURE_ROUTE_EDAC;
	assert_int_equal(parse_pair(&f, "cycle_hours=24", &w, &why), 0);
	feature_edac_text(w.set[0].field, w.set[0].value, text, sizeof(text));
	assert_string_equal(text, "86400");
	assert_int_equal(feature_edac_parse(w.set[0].field, "43200", &v), 0);
	assert_int_equal(v, 12);
	assert_int_equal(parse_pair(&f, "cycle_hours=256", &w, &why), -EINVAL);
	assert_string_equal(why.code, "out_of_range");
	assert_int_equal(feature_request_bytes(&f,
					       &(struct feature_bytes){ (const u8 *)"xx", 2, 0,
									false },
					       &w, &why),
			 -EOPNOTSUPP);
	assert_string_equal(why.code, "fields_only");
}

static void settings_missing_in_edac_are_rejected(void **state)
{
	auto_feature_request struct feature_request w = { 0 };
	struct feature f = known("row-sparing", "mem_repair0");
	struct fail why = { 0 };

	f.route = FEATURE_ROUTE_EDAC;
	assert_int_equal(parse_pair(&f, "device_initiated=true", &w, &why), -EOPNOTSUPP);
	assert_string_equal(why.code, "not_in_edac");
}

static void data_size_is_checked(void **state)
{
	static const u8 bytes[8];
	static const struct {
		size_t len;
		u32 offset;
		bool partial;
		int expected;
		const char *code;
	} rows[] = {
		{ 4, 0, false, 0, NULL },
		{ 0, 0, false, -EINVAL, "no_data" },
		{ 3, 0, false, -EINVAL, "short_data" },
		{ 3, 0, true, 0, NULL },
		{ 1, 3, true, 0, NULL },
		{ 1, 4, true, -EFBIG, "too_much_data" },
		{ 2, 3, true, -EFBIG, "too_much_data" },
		{ 5, 0, false, -EFBIG, "too_much_data" },
		{ 4, UINT32_MAX, true, -EFBIG, "too_much_data" },
	};
	struct feature f = vendor(FEATURE_CHANGEABLE, EFFECT_COLD_RESET);
	size_t i;

	f.route = FEATURE_ROUTE_FWCTL;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		auto_feature_request struct feature_request w = { 0 };
		struct fail why = { 0 };

		assert_int_equal(feature_request_bytes(&f,
						       &(struct feature_bytes){ bytes, rows[i].len,
										rows[i].offset,
										rows[i].partial },
						       &w, &why),
				 rows[i].expected);
		if (rows[i].code)
			assert_string_equal(why.code, rows[i].code);
		else
			assert_int_equal(w.len, rows[i].len);
	}
}

static void unknown_layouts_accept_hexadecimal_data(void **state)
{
	auto_feature_request struct feature_request w = { 0 };
	struct feature f = vendor(FEATURE_CHANGEABLE, EFFECT_COLD_RESET);
	const char *expect = "data=00:01 02 03";
	struct fail why = { 0 };

	f.route = FEATURE_ROUTE_FWCTL;
	assert_int_equal(parse_pair(&f, "data=0xdeadbeef", &w, &why), 0);
	assert_int_equal(w.len, 4);
	assert_memory_equal(w.data, "\xde\xad\xbe\xef", 4);
	assert_int_equal(parse_pair(&f, "data=00000000", &w, &why), -EINVAL);
	assert_string_equal(why.code, "duplicate_key");
	assert_int_equal(feature_request_pairs(&f, &(struct feature_pairs){ &expect, 1, true }, &w,
					       &why),
			 0);
	assert_int_equal(w.expect_len, 4);
	assert_int_equal(parse_pair(&f, "cycle=1", &w, &why), -EINVAL);
	assert_string_equal(why.code, "unknown_key");
	assert_int_equal(parse_pair(&f, "data=abc", &w, &why), -EINVAL);
	assert_string_equal(why.code, "invalid_value");
}

static const struct feature_field *field(const struct feature *f, const char *key)
{
	u16 group;
	const struct feature_field *r = feature_field_find(f->desc, key, 1, &group);

	assert_non_null(r);
	return r;
}

static void limits_of_the_device_are_checked(void **state)
{
	struct feature scrub = known("patrol-scrub", "scrub0"), ppr = known("sppr", "");
	struct feature_value now[] = {
		{ field(&scrub, "min_cycle_hours"), 0, 6 },
		{ field(&scrub, "max_cycle_hours"), 0, 24 },
		{ field(&ppr, "at_boot_capable"), 0, 0 },
	};
	struct feature_image old = { .values = now, .count = ARRAY_SIZE(now) };
	struct feature_value v = { field(&scrub, "cycle_hours"), 0, 6 };
	struct fail why = { 0 };

	assert_int_equal(feature_limits_check(&scrub, &old, &v, &why), 0);
	v.value = 5;
	assert_int_equal(feature_limits_check(&scrub, &old, &v, &why), -ERANGE);
	v.value = 25;
	assert_int_equal(feature_limits_check(&scrub, &old, &v, &why), -ERANGE);
	assert_string_equal(why.code, "out_of_range");
	v = (struct feature_value){ field(&ppr, "at_boot"), 0, 0 };
	assert_int_equal(feature_limits_check(&ppr, &old, &v, &why), 0);
	v.value = 1;
	assert_int_equal(feature_limits_check(&ppr, &old, &v, &why), -EOPNOTSUPP);
	assert_string_equal(why.code, "not_capable");
}

static void enabling_is_written_last(void **state)
{
	struct feature f = known("patrol-scrub", "scrub0");
	const struct feature_field *enabled = field(&f, "enabled");
	const struct feature_field *cycle = field(&f, "cycle_hours");
	struct feature_write on[] = {
		{ .to = { enabled, 0, 1 } },
		{ .to = { cycle, 0, 5 } },
	};
	struct feature_write off[] = {
		{ .to = { cycle, 0, 5 } },
		{ .to = { enabled, 0, 0 } },
	};

	feature_writes_sort(on, 2);
	assert_ptr_equal(on[0].to.field, cycle);
	assert_ptr_equal(on[1].to.field, enabled);
	feature_writes_sort(off, 2);
	assert_ptr_equal(off[0].to.field, enabled);
	feature_writes_sort(off, 0);
}

static void predicted_image_has_the_new_values(void **state)
{
	auto_feature_image struct feature_image new = { 0 };
	struct feature f = known("patrol-scrub", "scrub0");
	struct feature_value now[] = {
		{ field(&f, "enabled"), 0, 0 },
		{ field(&f, "cycle_hours"), 0, 12 },
	};
	struct feature_image old = { .values = now, .count = ARRAY_SIZE(now) };
	struct feature_value set = { field(&f, "cycle_hours"), 0, 5 };

	assert_int_equal(feature_image_predict(&old, &set, 1, &new), 0);
	assert_int_equal(new.count, 2);
	assert_int_equal(feature_image_find(&new, set.field, 0)->value, 5);
	assert_int_equal(feature_image_find(&new, now[0].field, 0)->value, 0);
	assert_null(feature_image_find(&new, now[0].field, 1));
}

static void names_and_prefixes_find_features(void **state)
{
	struct feature at[] = {
		{ .name = "unknown-11111111", .uuid = "11111111-0000-0000-0000-000000000001" },
		{ .name = "unknown-11111111", .uuid = "11111111-0000-0000-0000-000000000002" },
		{ .name = "unknown-22222222", .uuid = "22222222-0000-0000-0000-000000000000" },
		known("row-sparing", ""),
	};
	const struct feature_list l = { .at = at, .count = ARRAY_SIZE(at) };
	/* clang-format off */
	static const struct {
		const char *text;
		int expected;		/* index, or a negative errno */
	} rows[] = {
		{ "row-sparing", 3 }, { "ROW", 3 }, { "ro", -EINVAL }, { "2222", 2 },
		{ "unknown-2", 2 }, { "unknown", -ENOTUNIQ }, { "unknown-11111111", -ENOTUNIQ },
		{ "11111111-0000-0000-0000-000000000002", 1 }, { "nothing", -ENOENT },
		{ "", -EINVAL }, { "xx", -EINVAL },
		{ "33333333-0000-0000-0000-000000000000", -EOPNOTSUPP },
	};
	/* clang-format on */
	const struct feature *f;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct fail why = { 0 };
		int rc = feature_find(&l, rows[i].text, &f, &why);

		print_message("'%s'\n", rows[i].text);
		if (rows[i].expected >= 0) {
			assert_int_equal(rc, 0);
			assert_ptr_equal(f, &at[rows[i].expected]);
		} else {
			assert_int_equal(rc, rows[i].expected);
			assert_true(*why.message);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scope_depends_on_effects),
		cmocka_unit_test(vendor_features_have_a_route_or_a_reason),
		cmocka_unit_test(kernel_owned_features_go_through_edac),
		cmocka_unit_test(takes_effect_is_the_least_disruptive_reset),
		cmocka_unit_test(fields_are_parsed_for_edac),
		cmocka_unit_test(cycle_hours_are_converted_to_seconds_for_edac),
		cmocka_unit_test(settings_missing_in_edac_are_rejected),
		cmocka_unit_test(data_size_is_checked),
		cmocka_unit_test(unknown_layouts_accept_hexadecimal_data),
		cmocka_unit_test(limits_of_the_device_are_checked),
		cmocka_unit_test(enabling_is_written_last),
		cmocka_unit_test(predicted_image_has_the_new_values),
		cmocka_unit_test(names_and_prefixes_find_features),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
