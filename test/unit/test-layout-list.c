// SPDX-License-Identifier: GPL-2.0-only
/*
 * Records inside of payloads, and fields that depend on an identifier. Payloads are written by hand
 * from CXL r3.2 and from struct definitions of Linux (include/cxl/event.h, drivers/cxl/cxlmem.h,
 * drivers/cxl/core/edac.c, include/uapi/cxl/features.h).
 */
#include "unit.h"

#include "cxl/lib/wire/opcode.h"
#include "util/num.h"
#include "util/out-json.h"
#include "util/strbuf.h"

#define MAX_LEN 1024

/* Bytes in hexadecimal at an offset; the rest is zero. */
struct payload {
	const struct layout *l;
	u16 len; /* of the complete payload */
	struct {
		u16 at;
		const char *hex;
	} parts[24];
	const char *key;     /* of the records */
	const char *records; /* JSON */
};

#define GENERAL_MEDIA "fbcd0a77c260417f85a9088b1621eba6"
#define DRAM "601dcbb39c064eabb8af4e9bfb5c9624"
#define MODULE "fe927475dd594339a58679bab113b774"
#define SPARING "e71f3a402d2940928a394d1c966c7c65"
#define DYNAMIC "ca95afa7f18340188c2f95268e101a2a"
#define ID16 "00112233445566778899aabbccddeeff"
#define UUID_JSON "00112233-4455-6677-8899-aabbccddeeff"
/* Fields of the common record header after the UUID. */
#define HEAD(severity, flags) "\"length\":128,\"severity\":\"" severity "\"," flags

#define CLEAR                                                                                      \
	"\"permanent_condition\":false,\"maintenance_needed\":false,"                              \
	"\"performance_degraded\":false,\"hw_replacement_needed\":false,"
#define HANDLES "\"handle\":258,\"related_handle\":772,\"timestamp_ns\":5,\"maintenance_class\":2,"

/* One event, at 20h: @o is the offset in the record. */
#define EV(o) (0x20 + (o))
#define EVENT_HEAD(uuid)                                                                           \
	{ 0x14, "0100" }, { EV(0x00), uuid "80" }, { EV(0x14), "02010403" }, { EV(0x18), "05" },   \
	{                                                                                          \
		EV(0x20), "02"                                                                     \
	}

/* clang-format off */
static const struct payload payloads[] = {
	/* Every validity bit set; DPA 1234567890c0h, volatile and not repairable. */
	{ &events_layout, 0xa0,
	  { EVENT_HEAD(GENERAL_MEDIA), { EV(0x11), "fd0100" }, { EV(0x21), "070901" },
	    { EV(0x24), "03" }, { EV(0x30), "c3907856341200000502021f00" },
	    { EV(0x3d), "0a0b010203" ID16 "03040506" "05" } },
	  "records",
	  "[{\"uuid\":\"fbcd0a77-c260-417f-85a9-088b1621eba6\","
	  HEAD("warning", "\"permanent_condition\":true,\"maintenance_needed\":true,"
	       "\"performance_degraded\":true,\"hw_replacement_needed\":true,")
	  HANDLES "\"maintenance_subclass\":7,\"ld\":265,\"head\":3,"
	  "\"event_type\":\"general_media\",\"dpa\":20015998341312,\"volatile\":true,"
	  "\"not_repairable\":true,\"uncorrectable_event\":true,\"threshold_event\":false,"
	  "\"poison_list_overflow\":true,\"memory_event_type\":\"data_path_error\","
	  "\"transaction_type\":\"host_write\",\"channel\":10,\"rank\":11,\"device\":197121,"
	  "\"component_id\":\"" ID16 "\",\"component_id_format\":\"pldm\","
	  "\"cme_multiple_media\":true,\"cme_threshold_exceeded\":true,\"cme_count\":394500,"
	  "\"memory_event_sub_type\":\"media_link_crc_error\"}]" },
	/* No validity bit set: what is not valid is not printed. */
	{ &events_layout, 0xa0,
	  { EVENT_HEAD(GENERAL_MEDIA), { EV(0x21), "07090103" }, { EV(0x3d), "0a0b010203" ID16 } },
	  "records",
	  "[{\"uuid\":\"fbcd0a77-c260-417f-85a9-088b1621eba6\","
	  HEAD("info", CLEAR) HANDLES
	  "\"event_type\":\"general_media\",\"dpa\":0,\"volatile\":false,"
	  "\"not_repairable\":false,\"uncorrectable_event\":false,\"threshold_event\":false,"
	  "\"poison_list_overflow\":false,\"memory_event_type\":\"ecc_error\","
	  "\"transaction_type\":\"unknown\",\"cme_multiple_media\":false,"
	  "\"cme_threshold_exceeded\":false,\"cme_count\":0,"
	  "\"memory_event_sub_type\":\"not_reported\"}]" },
	{ &events_layout, 0xa0,
	  { EVENT_HEAD(DRAM), { EV(0x11), "03" }, { EV(0x30), "4000000000000000" "020103ff05" },
	    { EV(0x3d), "0102" "030405" "06" "07" "08090a" "0b0c" },
	    { EV(0x49), "aa" }, { EV(0x68), "bb" }, { EV(0x69), ID16 },
	    { EV(0x79), "0d" "02" "0e0000" "01" } },
	  "records",
	  "[{\"uuid\":\"601dcbb3-9c06-4eab-b8af-4e9bfb5c9624\","
	  HEAD("fatal", CLEAR) HANDLES
	  "\"event_type\":\"dram\",\"dpa\":64,\"volatile\":false,"
	  "\"not_repairable\":false,\"uncorrectable_event\":false,\"threshold_event\":true,"
	  "\"poison_list_overflow\":false,\"memory_event_type\":\"scrub_media_ecc_error\","
	  "\"transaction_type\":\"host_scan_media\",\"channel\":1,\"rank\":2,"
	  "\"nibble_mask\":328707,\"bank_group\":6,\"bank\":7,\"row\":657672,\"column\":3083,"
	  "\"correction_mask\":"
	  "\"aa000000000000000000000000000000000000000000000000000000000000bb\","
	  "\"component_id\":\"" ID16 "\",\"component_id_format\":\"device_specific\","
	  "\"sub_channel\":13,"
	  "\"cme_multiple_media\":false,\"cme_threshold_exceeded\":true,\"cme_count\":14,"
	  "\"memory_event_sub_type\":\"internal_datapath_error\"}]" },
	/* Temperature change; health: replacement needed, life used 42 %, -10 degrees. */
	{ &events_layout, 0xa0,
	  { EVENT_HEAD(MODULE), { EV(0x11), "02" },
	    { EV(0x30), "03" "040000" "2a" "f6ff" "01000000" "02000000" "03000000" "0300" ID16
			"02" } },
	  "records",
	  "[{\"uuid\":\"fe927475-dd59-4339-a586-79bab113b774\","
	  HEAD("failure", CLEAR) HANDLES
	  "\"event_type\":\"memory_module\",\"device_event_type\":\"temperature_change\","
	  "\"health\":{\"maintenance_needed\":false,\"performance_degraded\":false,"
	  "\"hw_replacement_needed\":true,\"media_normal\":true,\"media_not_ready\":false,"
	  "\"media_persistence_lost\":false,\"media_data_lost\":false,"
	  "\"media_powerloss_persistence_loss\":false,"
	  "\"media_shutdown_persistence_loss\":false,"
	  "\"media_persistence_loss_imminent\":false,\"media_powerloss_data_loss\":false,"
	  "\"media_shutdown_data_loss\":false,\"media_data_loss_imminent\":false,"
	  "\"ext_life_used\":\"normal\",\"ext_temperature\":\"normal\","
	  "\"ext_corrected_volatile\":\"normal\",\"ext_corrected_persistent\":\"normal\","
	  "\"life_used_percent\":42,\"temperature\":-10,\"dirty_shutdowns\":1,"
	  "\"volatile_errors\":2,\"pmem_errors\":3},"
	  "\"component_id\":\"" ID16 "\",\"component_id_format\":\"pldm\","
	  "\"device_event_sub_type\":\"unsupported_config_data\"}]" },
	{ &events_layout, 0xa0,
	  { EVENT_HEAD(SPARING), { EV(0x32), "0601ff02" }, { EV(0x3c), "0201" "0304" "050607"
	    "08" "09" "0a0b0c" "0d0e" ID16 "0f" } },
	  "records",
	  "[{\"uuid\":\"e71f3a40-2d29-4092-8a39-4d1c966c7c65\","
	  HEAD("info", CLEAR) HANDLES
	  "\"event_type\":\"memory_sparing\",\"query_resources\":false,\"hard_sparing\":true,"
	  "\"device_initiated\":true,\"result\":1,\"spare_resources\":258,\"channel\":3,"
	  "\"rank\":4,\"nibble_mask\":460293,\"bank_group\":8,\"bank\":9,\"row\":789258,"
	  "\"column\":3597,\"component_id\":\"" ID16 "\","
	  "\"component_id_format\":\"device_specific\",\"sub_channel\":15}]" },
	{ &events_layout, 0xa0,
	  { EVENT_HEAD(DYNAMIC), { EV(0x30), "02" "01" "0300" "04" "01" },
	    { EV(0x38), "0000001000000000" "0000002000000000" ID16 "0100" },
	    { EV(0x78), "07000000" "08000000" } },
	  "records",
	  "[{\"uuid\":\"ca95afa7-f183-4018-8c2f-95268e101a2a\","
	  HEAD("info", CLEAR) HANDLES
	  "\"event_type\":\"dynamic_capacity\",\"dc_event_type\":\"forced_release\","
	  "\"validity_flags\":1,\"host\":3,\"updated_region\":4,\"more\":true,"
	  "\"extent\":{\"dpa\":268435456,\"length\":536870912,\"tag\":\"" UUID_JSON "\","
	  "\"shared_sequence\":1},\"extents_available\":7,\"tags_available\":8}]" },
	/* A record of a vendor. */
	{ &events_layout, 0xa0,
	  { EVENT_HEAD(ID16), { EV(0x30), "de" }, { EV(0x7f), "ad" } },
	  "records",
	  "[{\"uuid\":\"" UUID_JSON "\"," HEAD("info", CLEAR) HANDLES
	  "\"event_type\":\"unknown\",\"data\":\"de"
	  "00000000000000000000000000000000000000000000000000000000000000000000000000"
	  "000000000000000000000000000000000000000000000000000000000000000000000000000000"
	  "0000ad\"}]" },
	/* DPA 1000h, injected; DPA ffffffffffffffc0h, vendor; source 5 is reserved. */
	{ &poison_list_layout, 0x50,
	  { { 0x0a, "0300" }, { 0x20, "0310000000000000" "01000000" },
	    { 0x30, "c7ffffffffffffff" "00000080" }, { 0x40, "4500000000000000" "02" } },
	  "records",
	  "[{\"dpa\":4096,\"source\":\"injected\",\"length\":64},"
	  "{\"dpa\":18446744073709551552,\"source\":\"vendor\",\"length\":137438953472},"
	  "{\"dpa\":64,\"source\":\"0x5\",\"length\":128}]" },
	{ &scan_results_layout, 0x30,
	  { { 0x12, "0100" }, { 0x20, "8100000000000000" "04000000" } },
	  "records", "[{\"dpa\":128,\"source\":\"external\",\"length\":256}]" },
	{ &supported_logs_layout, 48,
	  { { 0, "0200" }, { 8, ID16 "00010000" }, { 28, GENERAL_MEDIA "ffffffff" } },
	  "logs",
	  "[{\"uuid\":\"" UUID_JSON "\",\"size\":256},"
	  "{\"uuid\":\"fbcd0a77-c260-417f-85a9-088b1621eba6\",\"size\":4294967295}]" },
	{ &logs_sub_list_layout, 28,
	  { { 0, "0100" "0300" "02" }, { 8, ID16 "10000000" } },
	  "logs", "[{\"uuid\":\"" UUID_JSON "\",\"size\":16}]" },
	/* Flags 6bh: changeable, reset persistence 5 (reserved), default and saved selection. */
	{ &supported_features_layout, 104,
	  { { 0, "0200" }, { 8, ID16 "0100" "0400" "0200" "6b000000" "01" "02" "0a02" },
	    { 56, GENERAL_MEDIA "0000" "0000" "0000" "18000000" } },
	  "features",
	  "[{\"uuid\":\"" UUID_JSON "\",\"index\":1,\"get_size\":4,\"set_size\":2,"
	  "\"changeable\":true,\"persistence\":\"0x5\",\"persists_over_fw_update\":false,"
	  "\"default_selection\":true,\"saved_selection\":true,\"get_version\":1,"
	  "\"set_version\":2,\"effects\":522},"
	  "{\"uuid\":\"fbcd0a77-c260-417f-85a9-088b1621eba6\",\"index\":0,\"get_size\":0,"
	  "\"set_size\":0,\"changeable\":false,\"persistence\":\"cold_reset\","
	  "\"persists_over_fw_update\":true,\"default_selection\":false,"
	  "\"saved_selection\":false,\"get_version\":0,\"set_version\":0,\"effects\":0}]" },
	{ &media_operations_layout, 16,
	  { { 0, "40" }, { 8, "0200" "0200" "0100" "0101" } },
	  "supported_operations",
	  "[{\"class\":\"sanitize\",\"subclass\":0},{\"class\":\"sanitize\",\"subclass\":1}]" },
	/* The counts are behind the last region. */
	{ &dc_config_layout, 64,
	  { { 0, "0201" }, { 8, "0000001000000000" "0200000000000000" "0000002000000000"
	    "0000200000000000" "07000000" "01" }, { 48, "01000000" "02000000" "03000000" "04" } },
	  "region_list",
	  "[{\"base_dpa\":268435456,\"decode_length\":536870912,\"length\":536870912,"
	  "\"block_size\":2097152,\"dsmad_handle\":7,\"sanitize_on_release\":true}]" },
	{ &dc_extents_layout, 56,
	  { { 0, "01" }, { 16, "0000001000000000" "0000002000000000" ID16 "0201" } },
	  "extent_list",
	  "[{\"dpa\":268435456,\"length\":536870912,\"tag\":\"" UUID_JSON "\","
	  "\"shared_sequence\":258}]" },
	{ &ports_layout, 20,
	  { { 0, "01" }, { 4, "05" "03" "03" "00" "04" "0e" "10" "08" "3f" "05" "04" "04" "02"
	    "0601" "01" } },
	  "port_list",
	  "[{\"port\":5,\"state\":\"downstream\",\"connected_mode\":\"256b-flit\","
	  "\"connected_type\":\"type3-sld\",\"supported_modes\":14,\"max_width\":16,"
	  "\"negotiated_width\":8,\"supported_speeds\":63,\"max_speed_code\":5,"
	  "\"current_speed_code\":4,\"ltssm\":\"l0\",\"first_lane\":2,\"link_state\":262,"
	  "\"ld_count\":1}]" },
	{ &ld_allocations_layout, 20,
	  { { 0, "04" "01" "00" "01" }, { 4, "0200000000000000" "0300000000000000" } },
	  "allocations", "[{\"range1_multiplier\":2,\"range2_multiplier\":3}]" },
	{ &set_ld_allocations_layout, 20,
	  { { 0, "01" "02" }, { 4, "0200000000000000" "0300000000000000" } },
	  "allocations", "[{\"range1_multiplier\":2,\"range2_multiplier\":3}]" },
	{ &ld_bandwidth_layout, 4, { { 0, "02" "00" "80" "ff" } },
	  "bandwidths", "[{\"fraction\":128},{\"fraction\":255}]" },
	{ &heads_layout, 10, { { 0, "0402" }, { 4, "0102" }, { 8, "0001" } },
	  "ld_map", "[{\"head\":0},{\"head\":1}]" },
	{ &head_info_layout, 13,
	  { { 0, "01" }, { 4, "01" "10" "08" "3f" "05" "04" "0a" "02" "03" } },
	  "head_list",
	  "[{\"port\":1,\"max_width\":16,\"negotiated_width\":8,\"supported_speeds\":63,"
	  "\"max_speed_code\":5,\"current_speed_code\":4,\"ltssm\":\"hot-reset\","
	  "\"first_lane\":2,\"link_flags\":3}]" },
	{ &host_dc_config_layout, 60,
	  { { 0, "0100" "02" "01" }, { 4, "0000001000000000" "0200000000000000"
	    "0000002000000000" "0000200000000000" "2c000000" "01" }, { 44, "01" } },
	  "region_list",
	  "[{\"base_dpa\":268435456,\"decode_length\":536870912,\"length\":536870912,"
	  "\"block_size\":2097152,\"non_volatile\":true,\"shareable\":true,"
	  "\"hardware_coherent\":false,\"interconnect_specific_management\":true,"
	  "\"read_only\":false,\"sanitize_on_release\":true}]" },
	{ &host_extents_layout, 64,
	  { { 8, "01" }, { 24, "0000001000000000" "0000002000000000" ID16 "0100" } },
	  "extent_list",
	  "[{\"dpa\":268435456,\"length\":536870912,\"tag\":\"" UUID_JSON "\","
	  "\"shared_sequence\":1}]" },
	{ &dc_tags_layout, 100,
	  { { 8, "01" }, { 16, ID16 "03" }, { 36, "01" }, { 99, "80" } },
	  "tag_list",
	  "[{\"tag\":\"" UUID_JSON "\",\"flags\":3,\"reference_bitmap\":"
	  "\"0100000000000000000000000000000000000000000000000000000000000000\","
	  "\"pending_bitmap\":"
	  "\"0000000000000000000000000000000000000000000000000000000000000080\"}]" },
};
/* clang-format on */

static void payload_bytes(const struct payload *p, u8 *buf)
{
	size_t i, len;

	memset(buf, 0, MAX_LEN);
	for (i = 0; i < ARRAY_SIZE(p->parts) && p->parts[i].hex; i++) {
		len = MAX_LEN - p->parts[i].at;
		assert_int_equal(num_hex_bytes(p->parts[i].hex, buf + p->parts[i].at, &len), 0);
	}
}

static char *records_of(const struct payload *p, const struct rec *r)
{
	const struct rec *records = rec_get(r, p->key);

	assert_non_null(records);
	return out_json_line(records);
}

static void records_are_decoded(void **state)
{
	const struct payload *p;
	u8 buf[MAX_LEN];

	for (p = payloads; p < payloads + ARRAY_SIZE(payloads); p++) {
		auto_rec struct rec *r = rec_new_obj();
		auto_free u8 *exact = NULL;
		auto_free char *line = NULL;

		payload_bytes(p, buf);
		exact = exact_copy(buf, p->len);
		assert_int_equal(layout_decode(p->l, exact, p->len, r), 0);
		line = records_of(p, r);
		assert_string_equal(line, p->records);
		assert_int_equal(layout_size(p->l, exact, p->len), p->len);
		assert_int_equal(layout_used(p->l, exact, p->len), p->len);
		/* What follows the last record is not part of it. */
		assert_int_equal(layout_used(p->l, buf, p->len + 3U), p->len);
	}
}

static void every_list_has_a_test(void **state)
{
	const struct opcode_desc *d;
	size_t i, j;

	for (i = 0; (d = opcode_at(i)); i++) {
		if (!d->out || !d->out->list)
			continue;
		for (j = 0; j < ARRAY_SIZE(payloads) && payloads[j].l != d->out; j++)
			;
		if (j == ARRAY_SIZE(payloads))
			fail_msg("%s", d->name);
	}
}

/* Whatever the payload claims: complete records only, and an error. */
static void check_hostile(const struct payload *p, const u8 *buf, size_t len)
{
	const struct layout_list *list = p->l->list;
	auto_rec struct rec *r = rec_new_obj();
	auto_free u8 *exact = exact_copy(buf, len);
	const struct rec *records;
	size_t used;

	assert_int_equal(layout_decode(p->l, exact, len, r), -EMSGSIZE);
	assert_false(rec_failed(r));
	used = layout_used(p->l, exact, len);
	assert_true(used <= len);
	records = rec_get(r, list->key);
	assert_int_equal(records != NULL, len >= list->at);
	if (!records)
		return;
	assert_true(list->at + (size_t)records->count * list->record->size <= len);
	assert_true(len - used < list->record->size ||
		    (list->end && len - used < list->record->size + list->end->size));
}

static void truncated_lists_have_complete_records_only(void **state)
{
	const struct payload *p;
	u8 buf[MAX_LEN];
	size_t len;

	for (p = payloads; p < payloads + ARRAY_SIZE(payloads); p++) {
		payload_bytes(p, buf);
		for (len = 0; len < p->len; len++)
			check_hostile(p, buf, len);
	}
}

static void huge_counts_are_limited_by_the_payload(void **state)
{
	const struct payload *p;
	u8 buf[MAX_LEN];

	for (p = payloads; p < payloads + ARRAY_SIZE(payloads); p++) {
		auto_rec struct rec *r = rec_new_obj();
		auto_free u8 *exact = NULL;

		payload_bytes(p, buf);
		bitfield_put(&p->l->list->count, buf, UINT64_MAX);
		exact = exact_copy(buf, p->len);
		assert_int_equal(layout_decode(p->l, exact, p->len, r), -EMSGSIZE);
		assert_in_range(rec_get(r, p->key)->count, 0,
				(p->len - p->l->list->at) / p->l->list->record->size);
		assert_true(layout_size(p->l, exact, p->len) > p->len);
	}
}

static void counts_behind_the_last_region_move_with_it(void **state)
{
	auto_rec struct rec *none = rec_new_obj(), *cut = rec_new_obj();
	u8 buf[64] = { 2, 0, [8] = 1, [12] = 2, [16] = 3, [20] = 4 };

	assert_int_equal(layout_decode(&dc_config_layout, buf, 24, none), 0);
	assert_int_equal(rec_get(none, "region_list")->count, 0);
	assert_int_equal(rec_get(none, "extents_supported")->u, 1);
	assert_int_equal(rec_get(none, "tags_available")->u, 4);
	/* An incomplete region: its bytes are not counts. */
	buf[1] = 1;
	assert_int_equal(layout_decode(&dc_config_layout, buf, 40, cut), -EMSGSIZE);
	assert_int_equal(rec_get(cut, "region_list")->count, 0);
	assert_null(rec_get(cut, "extents_supported"));
}

/* Input of commands whose fields depend on the class. */
static void check_form(u16 opcode, const char *const *fields, const char *hex)
{
	const struct layout *l = opcode_find(opcode)->in, *form;
	auto_rec struct rec *r = rec_new_obj();
	auto_strbuf struct strbuf text = { 0 };
	u8 buf[64] = { 0 };
	struct fail why;
	size_t i;

	for (i = 0; i < 4; i += 2)
		assert_int_equal(layout_encode(l, (struct field_text){ fields[i], fields[i + 1] },
					       buf, l->size, &why),
				 0);
	form = layout_form(l, buf, l->size);
	assert_non_null(form);
	for (; fields[i]; i += 2)
		assert_int_equal(layout_encode(form,
					       (struct field_text){ fields[i], fields[i + 1] }, buf,
					       form->size, &why),
				 0);
	strbuf_add_hex(&text, buf, form->size);
	assert_string_equal(text.s, hex);
	assert_int_equal(layout_decode(l, buf, form->size, r), 0);
	for (i = 0; fields[i]; i += 2)
		assert_non_null(rec_get(r, fields[i]));
	assert_int_equal(opcode_input_check(opcode_find(opcode), buf, form->size, &why), 0);
	assert_int_equal(opcode_input_check(opcode_find(opcode), buf, form->size - 1U, &why),
			 -EINVAL);
}

/* struct cxl_memdev_ppr_maintenance_attrbs, struct cxl_memdev_sparing_in_payload of Linux. */
static void inputs_have_the_form_of_their_class(void **state)
{
	static const char *const ppr[] = {
		"class",	   "1",	       "subclass", "1",
		"query_resources", "true",     "dpa",	   "0x1122334455667788",
		"nibble_mask",	   "0x010203", NULL
	};
	static const char *const sparing[] = {
		"class",      "2",	"subclass",    "3",  "hard_sparing", "true",
		"channel",    "1",	"rank",	       "2",  "nibble_mask",  "0x010203",
		"bank_group", "4",	"bank",	       "5",  "row",	     "0x060708",
		"column",     "0x0910", "sub_channel", "11", NULL,
	};
	static const char *const plain[] = { "class", "2", "subclass", "0", "column", "1", NULL };
	static const char *const discovery[] = {
		"class", "discovery",	   "subclass", "0", "start_index",
		"1",	 "max_operations", "258",      NULL
	};
	u8 none[2] = { 0, 0 }, other[2] = { 3, 0 };

	check_form(0x0600, ppr,
		   "0101"
		   "01"
		   "8877665544332211"
		   "030201");
	/* The fields set their validity bits. */
	check_form(0x0600, sparing,
		   "0203"
		   "0e"
		   "01"
		   "02"
		   "030201"
		   "04"
		   "05"
		   "080706"
		   "1009"
		   "0b");
	check_form(0x0600, plain,
		   "0200"
		   "00"
		   "00"
		   "00"
		   "000000"
		   "00"
		   "00"
		   "000000"
		   "0100"
		   "00");
	check_form(0x4402, discovery,
		   "0000"
		   "0000"
		   "00000000"
		   "0100"
		   "0201");
	assert_null(layout_form(&maintenance_in_layout, none, 2));
	assert_null(layout_form(&maintenance_in_layout, other, 2));
	assert_null(layout_form(&maintenance_in_layout, other, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_are_decoded),
		cmocka_unit_test(every_list_has_a_test),
		cmocka_unit_test(truncated_lists_have_complete_records_only),
		cmocka_unit_test(huge_counts_are_limited_by_the_payload),
		cmocka_unit_test(counts_behind_the_last_region_move_with_it),
		cmocka_unit_test(inputs_have_the_form_of_their_class),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
