// SPDX-License-Identifier: GPL-2.0-only
/* Logs and the Command Effects Log: lists truncated at every length and inconsistent lists. */
#include "unit.h"

#include "cxl/lib/wire/cel.h"
#include "cxl/lib/wire/layout.h"
#include "cxl/lib/wire/log.h"
#include "util/out-json.h"

/* Two logs: the CEL of 124 bytes, and a vendor log of 64 KiB and one byte. */
/* clang-format off */
static const u8 list[8 + 2 * 20] = {
	2, 0, 0, 0, 0, 0, 0, 0,
	0x0d, 0xa9, 0xc0, 0xb5, 0xbf, 0x41, 0x4b, 0x78,
	0x8f, 0x79, 0x96, 0xb1, 0x62, 0x3b, 0x3f, 0x17, 0x7c, 0, 0, 0,
	0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77,
	0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 0x01, 0, 1, 0,
};
/* clang-format on */

static void known_logs_are_named(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *uuid;
	} cases[] = {
		{ "cel", "0da9c0b5-bf41-4b78-8f79-96b1623b3f17" },
		{ "CEL", "0da9c0b5-bf41-4b78-8f79-96b1623b3f17" },
		{ "vendor-debug", "5e1819d9-11a9-400c-811f-d60719403d86" },
		{ "vend", "5e1819d9-11a9-400c-811f-d60719403d86" },
		{ "5E18", "5e1819d9-11a9-400c-811f-d60719403d86" },
		{ "5e1819d9-11a9-400c-811f-d60719403d86", "5e1819d9-11a9-400c-811f-d60719403d86" },
		{ "component-state-dump", "b3fab4cf-01b6-4332-943e-5e9962f23567" },
		{ "ecs", "f1720d60-a7a9-4306-a003-11948f9e077c" },
		{ "media-test-capability", "e6dfa32c-d13e-4a5c-8ca8-99bebbf731a4" },
		{ "media-test-s", "2c255522-8ce4-11ec-b909-0242ac120002" },
		{ "media-test-long", "c1fe0b3e-7a00-448e-a24e-a6aabbfe587a" },
		{ "media-test", NULL }, { "ven", NULL }, { "5e1", NULL }, { "", NULL },
		{ "ce", NULL }, { "cels", NULL }, { "vendor-debugs", NULL },
	};
	/* clang-format on */
	const struct log_desc *d;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		d = log_named(cases[i].text);
		assert_int_equal(d != NULL, cases[i].uuid != NULL);
		if (d)
			assert_string_equal(d->uuid_text, cases[i].uuid);
	}
}

static void log_table_is_consistent(void **state)
{
	const struct log_desc *d;
	unsigned int clearable = 0;
	u8 uuid[16], zero[16] = { 0 };
	size_t i;

	for (i = 0; (d = log_desc_at(i)); i++) {
		log_desc_uuid(d, uuid);
		assert_true(memcmp(uuid, zero, sizeof(uuid)) != 0);
		assert_ptr_equal(log_desc_find(uuid), d);
		assert_ptr_equal(log_named(d->name), d);
		assert_ptr_equal(log_named(d->uuid_text), d);
		assert_true(d->title[0]);
		clearable += d->clearable;
	}
	assert_int_equal(i, 7);
	assert_int_equal(clearable, 1);
	assert_true(log_named("vendor-debug")->clearable);
	assert_string_equal(log_desc_at(0)->name, "cel");
	assert_null(log_desc_find(zero));
}

static void logs_can_be_named_by_uuid(void **state)
{
	struct fail why = { 0 };
	u8 uuid[16] = { 7 };

	assert_int_equal(log_uuid_parse("cel", uuid, &why), 0);
	assert_memory_equal(uuid, list + 8, 16);
	assert_int_equal(log_uuid_parse("00112233-4455-6677-8899-AABBCCDDEEFF", uuid, &why), 0);
	assert_memory_equal(uuid, list + 28, 16);
	assert_int_equal(log_uuid_parse("media-test", uuid, &why), -EINVAL);
	assert_string_equal(why.code, "unknown_log");
	assert_int_equal(log_uuid_parse("", uuid, NULL), -EINVAL);
	assert_memory_equal(uuid, list + 28, 16);
}

static void supported_logs_are_listed(void **state)
{
	struct log_entry e = { .size = 9 };

	assert_int_equal(log_entry_decode(list, sizeof(list), 0, &e), 0);
	assert_string_equal(log_desc_find(e.uuid)->name, "cel");
	assert_int_equal(e.size, 124);
	assert_int_equal(log_entry_decode(list, sizeof(list), 1, &e), 0);
	assert_null(log_desc_find(e.uuid));
	assert_int_equal(e.size, 65537);
	assert_int_equal(log_entry_decode(list, sizeof(list), 2, &e), -ENOENT);
	assert_int_equal(e.size, 65537);
}

static void supported_logs_can_be_truncated(void **state)
{
	struct log_entry e;
	size_t len;
	u16 i;

	for (len = 0; len <= sizeof(list); len++) {
		auto_free u8 *p = exact_copy(list, len);

		for (i = 0; i < 2; i++)
			assert_int_equal(log_entry_decode(p, len, i, &e),
					 len < 28U + 20U * i ? -EMSGSIZE : 0);
		assert_int_equal(log_entry_decode(p, len, 2, &e), len < 8 ? -EMSGSIZE : -ENOENT);
	}
}

static void entry_count_is_limited_by_the_payload(void **state)
{
	u8 p[sizeof(list)];
	struct log_entry e;

	memcpy(p, list, sizeof(p));
	p[0] = p[1] = 0xff;
	assert_int_equal(log_entry_decode(p, sizeof(p), 1, &e), 0);
	assert_int_equal(log_entry_decode(p, sizeof(p), 2, &e), -EMSGSIZE);
	assert_int_equal(log_entry_decode(p, sizeof(p), 65534, &e), -EMSGSIZE);
	assert_int_equal(log_entry_decode(p, sizeof(p), 65535, &e), -ENOENT);
	p[0] = p[1] = 0;
	assert_int_equal(log_entry_decode(p, sizeof(p), 0, &e), -ENOENT);
}

/* The fourth of five entries. */
/* clang-format off */
static const u8 page[8 + 20] = {
	1, 0, 5, 0, 3, 0, 0, 0,
	0x5e, 0x18, 0x19, 0xd9, 0x11, 0xa9, 0x40, 0x0c,
	0x81, 0x1f, 0xd6, 0x07, 0x19, 0x40, 0x3d, 0x86, 0, 2, 0, 0,
};
/* clang-format on */

static void sub_list_pages_are_decoded(void **state)
{
	struct log_entry e;
	struct log_page pg;
	u8 req[2];
	size_t len;

	log_page_request(255, 3, req);
	assert_memory_equal(req, "\xff\x03", 2);
	assert_int_equal(log_page_decode(page, sizeof(page), &pg), 0);
	assert_int_equal(pg.count, 1);
	assert_int_equal(pg.total, 5);
	assert_int_equal(pg.start, 3);
	assert_int_equal(log_page_entry(page, sizeof(page), 0, &e), 0);
	assert_string_equal(log_desc_find(e.uuid)->name, "vendor-debug");
	assert_int_equal(e.size, 512);
	assert_int_equal(log_page_entry(page, sizeof(page), 1, &e), -ENOENT);
	for (len = 0; len < sizeof(page); len++) {
		auto_free u8 *p = exact_copy(page, len);

		assert_int_equal(log_page_decode(p, len, &pg), len < 8 ? -EMSGSIZE : 0);
		assert_int_equal(log_page_entry(p, len, 0, &e), -EMSGSIZE);
	}
}

static void pages_beyond_the_total_are_rejected(void **state)
{
	struct log_page pg = { .count = 9 };
	struct log_entry e;
	u8 p[sizeof(page)];

	memcpy(p, page, sizeof(p));
	p[0] = 2;
	assert_int_equal(log_page_decode(p, sizeof(p), &pg), 0);
	p[0] = 3;
	assert_int_equal(log_page_decode(p, sizeof(p), &pg), -EBADMSG);
	assert_int_equal(log_page_entry(p, sizeof(p), 0, &e), -EBADMSG);
	assert_int_equal(pg.count, 2);
	p[0] = p[4] = 0xff;
	p[2] = 0xfe;
	p[3] = 0x01;
	assert_int_equal(log_page_decode(p, sizeof(p), &pg), 0);
	p[2] = 0xfd;
	assert_int_equal(log_page_decode(p, sizeof(p), &pg), -EBADMSG);
}

static void get_log_requests_are_encoded(void **state)
{
	static const u8 expected[8] = { 0x78, 0x56, 0x34, 0x12, 0x00, 0x08, 0, 0 };
	u8 req[24];

	log_request(list + 8, 0x12345678, 2048, req);
	assert_memory_equal(req, list + 8, 16);
	assert_memory_equal(req + 16, expected, 8);
}

static void capabilities_are_decoded(void **state)
{
	static const u8 reply[4] = { 0x0d, 0, 0, 0x80 };
	auto_rec struct rec *r = rec_new_obj();
	size_t len;

	for (len = 0; len < sizeof(reply); len++) {
		auto_free u8 *p = exact_copy(reply, len);

		assert_int_equal(layout_decode(&log_capabilities_layout, p, len, r), -EMSGSIZE);
	}
	assert_int_equal(layout_decode(&log_capabilities_layout, reply, sizeof(reply), r), 0);
	assert_true(rec_get(r, "clear_supported")->b);
	assert_false(rec_get(r, "populate_supported")->b);
	assert_true(rec_get(r, "auto_populate")->b);
	assert_true(rec_get(r, "persists_over_cold_reset")->b);
}

static void log_entries_are_printed_as_records(void **state)
{
	auto_rec struct rec *known = rec_new_obj(), *vendor = rec_new_obj();
	auto_free char *a = NULL, *b = NULL;
	struct log_entry e;

	assert_int_equal(log_entry_decode(list, sizeof(list), 0, &e), 0);
	log_entry_record(&e, known);
	assert_int_equal(log_entry_decode(list, sizeof(list), 1, &e), 0);
	log_entry_record(&e, vendor);
	a = out_json_line(known);
	b = out_json_line(vendor);
	assert_string_equal(a, "{\"name\":\"cel\",\"title\":\"Command Effects Log\","
			       "\"uuid\":\"0da9c0b5-bf41-4b78-8f79-96b1623b3f17\",\"size\":124}");
	assert_string_equal(b, "{\"name\":\"unknown-00112233\","
			       "\"uuid\":\"00112233-4455-6677-8899-aabbccddeeff\","
			       "\"size\":65537}");
}

/* Identify, Sanitize, a vendor command, Sanitize again with another effect, half an entry. */
/* clang-format off */
static const u8 cel[] = {
	0x00, 0x40, 0x00, 0x00, 0x00, 0x44, 0x64, 0x00, 0x01, 0xc0, 0x00, 0x90,
	0x00, 0x44, 0x00, 0x01, 0x00, 0x42,
};
/* clang-format on */

static void cel_entries_are_decoded(void **state)
{
	struct cel_entry e = { 1, 1 };

	assert_int_equal(cel_entry(cel, sizeof(cel), 0, &e), 0);
	assert_int_equal(e.opcode, 0x4000);
	assert_int_equal(e.effects, 0);
	assert_int_equal(cel_entry(cel, sizeof(cel), 1, &e), 0);
	assert_int_equal(e.opcode, 0x4400);
	assert_int_equal(e.effects, EFFECT_DATA_NOW | EFFECT_SECURITY | EFFECT_BACKGROUND);
	assert_int_equal(cel_entry(cel, sizeof(cel), 3, &e), 0);
	assert_int_equal(cel_entry(cel, sizeof(cel), 4, &e), -ENOENT);
	assert_int_equal(cel_entry(cel, sizeof(cel), SIZE_MAX, &e), -ENOENT);
	assert_int_equal(cel_entry(cel, SIZE_MAX, 65536, &e), -ENOENT);
	assert_int_equal(e.effects, EFFECT_ABORTABLE);
}

static void effects_of_repeated_entries_are_merged(void **state)
{
	u16 effects = 0x5555;

	assert_int_equal(cel_find(cel, sizeof(cel), 0x4200, &effects), -ENOENT);
	assert_int_equal(cel_find(cel, sizeof(cel), 0x0000, &effects), -ENOENT);
	assert_int_equal(cel_find(NULL, 0, 0x4000, &effects), -ENOENT);
	assert_int_equal(effects, 0x5555);
	assert_int_equal(cel_find(cel, sizeof(cel), 0x4000, &effects), 0);
	assert_int_equal(effects, 0);
	assert_int_equal(cel_find(cel, sizeof(cel), 0x4400, &effects), 0);
	assert_int_equal(effects, 0x0164);
}

static void cel_anomalies_are_counted(void **state)
{
	struct cel_check c;

	cel_check(cel, sizeof(cel), &c);
	assert_int_equal(c.entries, 4);
	assert_int_equal(c.repeated, 1);
	assert_int_equal(c.reserved, 1);
	assert_int_equal(c.tail, 2);
	assert_false(c.cut);
	cel_check(cel, 8, &c);
	assert_int_equal(c.entries, 2);
	assert_int_equal(c.repeated + c.reserved + c.tail + c.cut, 0);
	cel_check(NULL, 0, &c);
	assert_int_equal(c.entries, 0);
}

static void cel_can_be_truncated(void **state)
{
	struct cel_check c;
	struct cel_entry e;
	size_t len;

	for (len = 0; len <= sizeof(cel); len++) {
		auto_free u8 *p = exact_copy(cel, len);

		cel_check(p, len, &c);
		assert_int_equal(c.entries, len / 4);
		assert_int_equal(c.tail, len % 4);
		assert_int_equal(cel_entry(p, len, len / 4, &e), -ENOENT);
	}
}

static void cel_length_is_limited(void **state)
{
	size_t len = CEL_MAX_LEN + 4 * 1000 + 1, i;
	auto_free u8 *p = calloc(1, len);
	struct cel_check c;
	u16 effects;

	for (i = 0; i < len / 4; i++)
		put_le(p + i * 4, 2, i & 0xffff);
	put_le(p + CEL_MAX_LEN, 4, 0x00204200); /* beyond the maximum length, ignored */
	cel_check(p, len, &c);
	assert_int_equal(c.entries, 65536);
	assert_int_equal(c.repeated, 0);
	assert_int_equal(c.tail, 0);
	assert_true(c.cut);
	assert_int_equal(cel_find(p, len, 0x4200, &effects), 0);
	assert_int_equal(effects, 0);
	cel_check(p, CEL_MAX_LEN, &c);
	assert_false(c.cut);
	memset(p, 0, CEL_MAX_LEN);
	cel_check(p, CEL_MAX_LEN, &c);
	assert_int_equal(c.repeated, 65535);
}

static char *entry_line(u16 opcode, u16 effects)
{
	auto_rec struct rec *r = rec_new_obj();
	struct cel_entry e = { opcode, effects };

	cel_entry_record(&e, r);
	return out_json_line(r);
}

static void cel_entries_are_printed_as_records(void **state)
{
	auto_free char *known = entry_line(0x4400, 0x01e4), *vendor = entry_line(0xc001, 0x8000);
	auto_free char *all = entry_line(0x4000, 0xffff);

	assert_string_equal(
		known,
		"{\"opcode\":\"0x4400\",\"name\":\"sanitize\","
		"\"command_set\":\"Sanitize and Media Operations\",\"effects\":["
		"\"immediate_data_change\",\"security_state_change\",\"background_operation\","
		"\"secondary_mailbox\",\"abort_supported\"]}");
	assert_string_equal(
		vendor,
		"{\"opcode\":\"0xc001\",\"command_set\":\"Vendor\",\"effects\":[\"bit_15\"]}");
	assert_non_null(strstr(all, "[\"cold_reset_config_change\",\"immediate_config_change\""));
	assert_non_null(strstr(all, "\"cxl_reset_config_change\",\"bit_12\","));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_logs_are_named),
		cmocka_unit_test(log_table_is_consistent),
		cmocka_unit_test(logs_can_be_named_by_uuid),
		cmocka_unit_test(supported_logs_are_listed),
		cmocka_unit_test(supported_logs_can_be_truncated),
		cmocka_unit_test(entry_count_is_limited_by_the_payload),
		cmocka_unit_test(sub_list_pages_are_decoded),
		cmocka_unit_test(pages_beyond_the_total_are_rejected),
		cmocka_unit_test(get_log_requests_are_encoded),
		cmocka_unit_test(capabilities_are_decoded),
		cmocka_unit_test(log_entries_are_printed_as_records),
		cmocka_unit_test(cel_entries_are_decoded),
		cmocka_unit_test(effects_of_repeated_entries_are_merged),
		cmocka_unit_test(cel_anomalies_are_counted),
		cmocka_unit_test(cel_can_be_truncated),
		cmocka_unit_test(cel_length_is_limited),
		cmocka_unit_test(cel_entries_are_printed_as_records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
