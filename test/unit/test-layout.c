// SPDX-License-Identifier: GPL-2.0-only
/*
 * Payloads with a fixed layout: decoding of replies written by hand, encoding of inputs from text,
 * replies truncated at every length, and health verdicts.
 */
#include "unit.h"

#include "cxl/lib/wire/health-verdict.h"
#include "cxl/lib/wire/opcode.h"
#include "util/out-json.h"
#include "util/strbuf.h"

#define KV(key, text) ((struct field_text){ key, text })

#define MAX_LEN 256

/* Offsets of the non-zero bytes of a payload, and the decoded record. */
struct reply {
	const struct layout *l;
	struct {
		u16 at;
		u8 bytes[16];
		u8 count;
	} parts[12];
	const char *json;
};

#define AT(o, ...)                                                                                 \
	{                                                                                          \
		.at = o, .bytes = { __VA_ARGS__ }, .count = sizeof((u8[]){ __VA_ARGS__ })          \
	}
#define NAME(o, text)                                                                              \
	{                                                                                          \
		.at = o, .bytes = text, .count = sizeof(text) - 1                                  \
	}

/* clang-format off */
static const struct reply replies[] = {
	{ &component_layout,
	  { AT(0, 0x98, 0x1e, 0x93, 0x0d, 0xf4, 0x1a, 0x00, 0x11),
	    AT(8, 1, 2, 3, 4, 5, 6, 7, 0x88), AT(16, 12, 3) },
	  "{\"pcie_vendor_id\":7832,\"pcie_device_id\":3475,\"pcie_subsystem_vendor_id\":6900,"
	  "\"pcie_subsystem_id\":4352,\"serial\":\"0x8807060504030201\","
	  "\"max_message_size_log2\":12,\"component_type\":\"type3\"}" },
	{ &background_layout,
	  { AT(0, 0x65, 0, 0x00, 0x44, 0x12, 0x00, 0x34, 0x12) },
	  "{\"running\":true,\"percent\":50,\"opcode\":17408,\"return_code\":18,"
	  "\"vendor_status\":4660}" },
	{ &message_limit_layout, { AT(0, 9) }, "{\"max_message_size_log2\":9}" },
	{ &events_layout,
	  { AT(0, 0x03), AT(2, 0x34, 0x12), AT(4, 1, 0, 0, 0, 0, 0, 0, 1),
	    AT(12, 2), AT(20, 5, 1) },
	  "{\"overflow\":true,\"more_records\":true,\"overflow_count\":4660,"
	  "\"first_overflow_timestamp_ns\":72057594037927937,"
	  "\"last_overflow_timestamp_ns\":2,\"record_count\":261}" },
	{ &event_policy_layout, { AT(0, 0x21, 0x31, 0x42, 0x50, 0x01) },
	  "{\"info_interrupt\":\"msi\",\"info_message_number\":2,\"warning_interrupt\":\"msi\","
	  "\"warning_message_number\":3,\"failure_interrupt\":\"firmware\","
	  "\"failure_message_number\":4,\"fatal_interrupt\":\"none\","
	  "\"fatal_message_number\":5,\"dynamic_capacity_interrupt\":\"msi\","
	  "\"dynamic_capacity_message_number\":0}" },
	{ &mctp_event_policy_layout, { AT(0, 0x01, 0x80) }, "{\"settings\":32769}" },
	{ &fw_info_layout,
	  { AT(0, 3, 0x11, 0x01), NAME(0x10, "BWFW VERSION 0"), NAME(0x20, "sixteen bytes ok"),
	    NAME(0x30, "x  "), NAME(0x40, "\x7f!") },
	  "{\"slots\":3,\"active_slot\":1,\"staged_slot\":2,\"online_activation\":true,"
	  "\"slot1_revision\":\"BWFW VERSION 0\",\"slot2_revision\":\"sixteen bytes ok\","
	  "\"slot3_revision\":\"x\",\"slot4_revision\":\"?!\"}" },
	{ &timestamp_layout, { AT(0, 0x00, 0x00, 0x64, 0xa7, 0xb3, 0xb6, 0xe0, 0x0d) },
	  "{\"timestamp_ns\":1000000000000000000}" },
	{ &supported_logs_layout, { AT(0, 2, 1) }, "{\"entries\":258}" },
	{ &log_capabilities_layout, { AT(0, 0x0a) },
	  "{\"clear_supported\":false,\"populate_supported\":true,\"auto_populate\":false,"
	  "\"persists_over_cold_reset\":true}" },
	{ &logs_sub_list_layout, { AT(0, 7, 0, 1, 2, 3) },
	  "{\"entries\":7,\"total_entries\":513,\"start_index\":3}" },
	{ &supported_features_layout, { AT(0, 8, 0, 9, 1) },
	  "{\"entries\":8,\"total_entries\":265}" },
	{ &identify_layout,
	  { NAME(0, "BWFW VERSION 00"), AT(0x10, 0x40), AT(0x18, 0x20), AT(0x20, 0x10),
	    AT(0x28, 0x02), AT(0x30, 1, 0, 2, 0, 3, 0, 4, 1), AT(0x38, 0, 0, 2, 0),
	    AT(0x3c, 0, 1, 2), AT(0x3f, 5, 0), AT(0x41, 0x01, 0x02), AT(0x43, 8, 1) },
	  "{\"fw_revision\":\"BWFW VERSION 00\",\"total_size\":17179869184,"
	  "\"volatile_only_size\":8589934592,\"persistent_only_size\":4294967296,"
	  "\"partition_alignment_size\":536870912,\"info_event_log_records\":1,"
	  "\"warning_event_log_records\":2,\"failure_event_log_records\":3,"
	  "\"fatal_event_log_records\":260,\"lsa_size\":131072,"
	  "\"poison_list_max_records\":131328,\"poison_inject_limit\":5,"
	  "\"injects_persistent_poison\":true,\"scans_for_poison\":false,"
	  "\"qos_egress_port_congestion\":false,\"qos_temporary_throughput_reduction\":true,"
	  "\"dynamic_capacity_event_log_records\":264}" },
	{ &partition_info_layout,
	  { AT(0, 1), AT(8, 3), AT(0x10, 4), AT(0x1c, 1) },
	  "{\"active_volatile_size\":268435456,\"active_persistent_size\":805306368,"
	  "\"next_volatile_size\":1073741824,\"next_persistent_size\":1152921504606846976}" },
	{ &shutdown_layout, { AT(0, 1) }, "{\"shutdown_state\":\"dirty\"}" },
	{ &shutdown_layout, { AT(0, 0x81) }, "{\"shutdown_state\":\"0x81\"}" },
	{ &poison_list_layout,
	  { AT(0, 0x05, 0, 1, 0, 0, 0, 0, 0, 0, 0), AT(10, 3, 0) },
	  "{\"more_records\":true,\"overflow\":false,\"scan_in_progress\":true,"
	  "\"overflow_timestamp_ns\":1,\"record_count\":3}" },
	{ &scan_media_caps_layout, { AT(0, 0x10, 0x27) }, "{\"estimated_time_ms\":10000}" },
	{ &scan_results_layout,
	  { AT(0, 0x40), AT(8, 2), AT(0x10, 0x02, 0, 9) },
	  "{\"restart_dpa\":64,\"restart_length\":128,\"more_records\":false,"
	  "\"stopped_early\":true,\"record_count\":9}" },
	{ &media_operations_layout, { AT(0, 64), AT(8, 2), AT(10, 1) },
	  "{\"range_granularity\":64,\"total_operations\":2,\"operations\":1}" },
	{ &security_state_layout, { AT(0, 0x15) },
	  "{\"user_passphrase_set\":true,\"master_passphrase_set\":false,\"locked\":true,"
	  "\"frozen\":false,\"user_attempts_exhausted\":true,"
	  "\"master_attempts_exhausted\":false}" },
	{ &qos_control_layout, { AT(0, 3, 10, 25, 8) },
	  "{\"telemetry_control\":3,\"egress_moderate_percent\":10,"
	  "\"egress_severe_percent\":25,\"backpressure_sample_interval\":8}" },
	{ &qos_status_layout, { AT(0, 99) }, "{\"backpressure_average_percent\":99}" },
	{ &dc_config_layout, { AT(0, 8, 2) }, "{\"total_regions\":8,\"regions\":2}" },
	{ &dc_extents_layout, { AT(0, 1), AT(4, 2), AT(8, 3) },
	  "{\"extents\":1,\"total_extents\":2,\"generation\":3}" },
	{ &switch_layout,
	  { AT(0, 1, 0, 5, 2, 0x0f), AT(0x23, 0x80), AT(0x24, 0x03), AT(0x44, 8, 1),
	    AT(0x46, 7, 0, 4) },
	  "{\"ingress_port\":1,\"physical_ports\":5,\"virtual_switches\":2,"
	  "\"active_port_bitmap\":"
	  "\"0f00000000000000000000000000000000000000000000000000000000000080\","
	  "\"active_virtual_switch_bitmap\":"
	  "\"0300000000000000000000000000000000000000000000000000000000000000\","
	  "\"vppbs\":264,\"active_vppbs\":7,\"hdm_decoders\":4}" },
	{ &ports_layout, { AT(0, 6) }, "{\"ports\":6}" },
	{ &config_data_layout, { AT(0, 0xef, 0xbe, 0xad, 0xde) }, "{\"data\":3735928559}" },
	{ &sv_state_layout, { AT(0, 2) }, "{\"secret_value_state\":2}" },
	{ &sv_layout, { AT(0, 0x12, 0x34, 0x56) },
	  "{\"secret_value\":\"12345600-0000-0000-0000-000000000000\"}" },
	{ &vcs_info_layout, { AT(0, 3) }, "{\"virtual_switches\":3}" },
	{ &tunnel_layout, { AT(0, 0x20, 1) }, "{\"message_size\":288}" },
	{ &ld_info_layout, { AT(5, 1), AT(8, 16, 0, 7) },
	  "{\"memory_size\":1099511627776,\"ld_count\":16,\"qos_capabilities\":7}" },
	{ &ld_allocations_layout, { AT(0, 4, 1, 2, 3) },
	  "{\"ld_count\":4,\"granularity_code\":1,\"start_ld\":2,\"lds\":3}" },
	{ &set_ld_allocations_layout, { AT(0, 4, 2, 3, 3) }, "{\"ld_count\":4,\"start_ld\":2}" },
	{ &ld_qos_layout, { AT(0, 1, 2, 3, 4, 0, 1, 6) },
	  "{\"telemetry_control\":1,\"egress_moderate_percent\":2,\"egress_severe_percent\":3,"
	  "\"backpressure_sample_interval\":4,\"req_cmp_basis\":256,"
	  "\"completion_collection_interval\":6}" },
	{ &ld_bandwidth_layout, { AT(0, 2, 1) }, "{\"ld_count\":2,\"start_ld\":1}" },
	{ &heads_layout, { AT(0, 4, 2, 0, 0, 1, 3) },
	  "{\"ld_count\":4,\"head_count\":2,\"start_ld\":1,\"lds\":3}" },
	{ &head_info_layout, { AT(0, 2) }, "{\"heads\":2}" },
	{ &dcd_info_layout,
	  { AT(0, 2, 8), AT(4, 0x0f), AT(8, 0x03), AT(10, 0xff), AT(12, 4), AT(0x14, 0x40),
	    AT(0x1c, 1), AT(0x24, 2), AT(0x2c, 3), AT(0x34, 4), AT(0x3c, 5),
	    AT(0x53, 0x80) },
	  "{\"hosts\":2,\"regions\":8,\"add_policies\":15,\"removal_policies\":3,"
	  "\"sanitize_regions\":255,\"total_size\":1073741824,\"region0_block_sizes\":64,"
	  "\"region1_block_sizes\":1,\"region2_block_sizes\":2,\"region3_block_sizes\":3,"
	  "\"region4_block_sizes\":4,\"region5_block_sizes\":5,\"region6_block_sizes\":0,"
	  "\"region7_block_sizes\":9223372036854775808}" },
	{ &host_dc_config_layout, { AT(0, 1, 2, 8, 3) },
	  "{\"host\":513,\"total_regions\":8,\"regions\":3}" },
	{ &host_extents_layout,
	  { AT(0, 1), AT(4, 2), AT(8, 3), AT(12, 4), AT(16, 5) },
	  "{\"host\":1,\"start_index\":2,\"extents\":3,\"total_extents\":4,\"generation\":5}" },
	{ &dc_tags_layout, { AT(0, 1), AT(4, 2), AT(8, 3), AT(12, 0xc0) },
	  "{\"generation\":1,\"total_tags\":2,\"tags\":3,\"validity\":192}" },
};
/* clang-format on */

static void reply_bytes(const struct reply *r, u8 *buf)
{
	size_t i;

	memset(buf, 0, MAX_LEN);
	for (i = 0; i < ARRAY_SIZE(r->parts); i++)
		memcpy(buf + r->parts[i].at, r->parts[i].bytes, r->parts[i].count);
}

/* The fixed part alone; records and forms are tested in test-layout-list.c. */
static struct layout fixed_part(const struct layout *l)
{
	struct layout fixed = *l;

	fixed.list = NULL;
	fixed.forms = NULL;
	return fixed;
}

static void replies_are_decoded(void **state)
{
	const struct reply *r;
	u8 buf[MAX_LEN];

	for (r = replies; r < replies + ARRAY_SIZE(replies); r++) {
		const struct layout fixed = fixed_part(r->l);
		auto_rec struct rec *rec = rec_new_obj();
		auto_free u8 *exact = NULL;
		auto_free char *line = NULL;

		reply_bytes(r, buf);
		exact = exact_copy(buf, layout_max_size(r->l));
		assert_int_equal(layout_decode(&fixed, exact, layout_max_size(r->l), rec), 0);
		line = out_json_line(rec);
		assert_string_equal(line, r->json);
	}
}

static void every_reply_layout_has_a_test(void **state)
{
	const struct opcode_desc *d;
	size_t i, j;

	for (i = 0; (d = opcode_at(i)); i++) {
		/* Tested in test-codec.c. */
		if (!d->out || d->out == &health_layout || d->out == &alert_config_layout)
			continue;
		for (j = 0; j < ARRAY_SIZE(replies) && replies[j].l != d->out; j++)
			;
		if (j == ARRAY_SIZE(replies))
			fail_msg("%s", d->name);
	}
}

/* Commands whose reply repeats the input (CXL r3.2 7.6.7.4, 8.2.10.1.4). */
static void echoed_inputs_have_the_fields_of_the_input(void **state)
{
	static const u16 opcodes[] = { 0x0004, 0x5402, 0x5404, 0x5407, 0x5409 };
	const struct opcode_desc *d;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(opcodes); i++) {
		d = opcode_find(opcodes[i]);
		assert_ptr_equal(d->out->fields, d->in->fields);
		assert_int_equal(d->out->size, d->in->size);
		assert_int_equal(d->out->tail, d->in->tail);
	}
}

/* A truncated reply has its complete fields only, with the same values as the whole reply. */
static void check_truncated(const struct reply *r, const u8 *buf, const struct rec *whole,
			    size_t len)
{
	auto_rec struct rec *rec = rec_new_obj();
	auto_free u8 *exact = exact_copy(buf, len);
	const struct layout fixed = fixed_part(r->l);
	const struct rec *c;
	char a[128], b[128];
	u32 expected = 0;
	size_t i;

	assert_int_equal(layout_decode(&fixed, exact, len, rec), len < r->l->size ? -EMSGSIZE : 0);
	for (i = 0; i < r->l->count; i++)
		expected += (u32)(r->l->fields[i].at.off + r->l->fields[i].at.width) <= len;
	assert_int_equal(rec->count, expected);
	rec_foreach(c, rec) {
		assert_non_null(rec_get(whole, c->key));
		assert_string_equal(rec_text(c, false, false, a, sizeof(a)),
				    rec_text(rec_get(whole, c->key), false, false, b, sizeof(b)));
	}
}

static void truncated_replies_decode_complete_fields_only(void **state)
{
	const struct reply *r;
	u8 buf[MAX_LEN];
	size_t len;

	for (r = replies; r < replies + ARRAY_SIZE(replies); r++) {
		const struct layout fixed = fixed_part(r->l);
		auto_rec struct rec *whole = rec_new_obj();

		reply_bytes(r, buf);
		assert_int_equal(layout_decode(&fixed, buf, sizeof(buf), whole), 0);
		for (len = 0; len <= layout_max_size(r->l); len++)
			check_truncated(r, buf, whole, len);
	}
}

/* Capacities that exceed 64 bits in bytes are omitted, other fields are not. */
static void out_of_range_capacities_are_omitted(void **state)
{
	auto_rec struct rec *rec = rec_new_obj();
	u8 buf[0x45];

	memset(buf, 0xff, sizeof(buf));
	assert_int_equal(layout_decode(&identify_layout, buf, sizeof(buf), rec), -ERANGE);
	assert_null(rec_get(rec, "total_size"));
	assert_null(rec_get(rec, "partition_alignment_size"));
	assert_true(rec_get(rec, "lsa_size")->u == UINT32_MAX);
	assert_true(rec_get(rec, "poison_list_max_records")->u == 0xffffff);
	assert_int_equal(rec->count, 13);
}

/* Fields as text, and the encoded bytes. */
struct input {
	u16 opcode;
	const char *const fields[16]; /* key, value, key, value, ..., NULL */
	const char *hex;
};

#define UUID_A "00112233-4455-6677-8899-aabbccddeeff"
#define HEX_A "00112233445566778899aabbccddeeff"

/* clang-format off */
static const struct input inputs[] = {
	{ 0x0004, { "max_message_size_log2", "9" }, "09" },
	{ 0x0100, { "log", "fatal" }, "03" },
	{ 0x0101, { "log", "failure", "clear_all", "true", "handle_count", "2" }, "020102000000" },
	{ 0x0103, { "info_interrupt", "msi", "info_message_number", "2", "fatal_interrupt",
		    "firmware" }, "21000002" },
	{ 0x0105, { "settings", "0x8001" }, "0180" },
	{ 0x0106, { "event", "0x102" }, "0201" },
	{ 0x0202, { "action", "on-next-reset", "slot", "2" }, "0102" },
	{ 0x0301, { "timestamp_ns", "1000000000000000000" }, "000064a7b3b6e00d" },
	{ 0x0401, { "uuid", UUID_A, "offset", "0x100", "length", "4k" },
	  HEX_A "0001000000100000" },
	{ 0x0402, { "uuid", UUID_A }, HEX_A },
	{ 0x0403, { "uuid", UUID_A }, HEX_A },
	{ 0x0404, { "uuid", UUID_A }, HEX_A },
	{ 0x0405, { "start_index", "3" }, "ff03" },
	{ 0x0500, { "max_size", "2048", "start_index", "5" }, "0008000005000000" },
	{ 0x0501, { "uuid", UUID_A, "offset", "1", "length", "2", "selection", "saved" },
	  HEX_A "0100020002" },
	{ 0x0502, { "uuid", UUID_A, "transfer", "continue", "saved_across_reset", "1", "offset",
		    "16", "version", "2" },
	  HEX_A "0a000000100002000000000000000000" },
	{ 0x0600, { "class", "1", "subclass", "0x1" }, "0101" },
	{ 0x4101, { "volatile_size", "512M", "immediate", "false" }, "020000000000000000" },
	{ 0x4102, { "offset", "256", "length", "64k" }, "0001000000000100" },
	{ 0x4103, { "offset", "0x10" }, "1000000000000000" },
	{ 0x4202, { "dev_under_temperature_alert_change", "yes",
		    "dev_under_temperature_alert_enable", "yes",
		    "dev_under_temperature_prog_warn_threshold", "-5",
		    "life_used_prog_warn_threshold", "40",
		    "corrected_pmem_err_prog_warn_threshold", "65535" },
	  "040428000000fbff0000ffff" },
	{ 0x4204, { "shutdown_state", "dirty" }, "01" },
	{ 0x4300, { "dpa", "0x40", "length", "1M" }, "40000000000000000040000000000000" },
	{ 0x4301, { "dpa", "0x1000" }, "0010000000000000" },
	{ 0x4302, { "dpa", "64", "data", "0xa1b2" },
	  "4000000000000000a1b2000000000000000000000000000000000000000000000000000000000000"
	  "0000000000000000000000000000000000000000000000000000000000000000" },
	{ 0x4303, { "dpa", "0", "length", "128" }, "00000000000000000200000000000000" },
	{ 0x4304, { "length", "64", "no_event_log", "on" },
	  "0000000000000000010000000000000001" },
	{ 0x4402, { "class", "sanitize", "subclass", "1", "dpa_ranges", "1" }, "0101000001000000" },
	{ 0x4600, { "protocol", "0xef", "protocol_specific", "0x102" }, "ef02010000000000" },
	{ 0x4701, { "telemetry_control", "3", "egress_moderate_percent", "10",
		    "egress_severe_percent", "25", "backpressure_sample_interval", "8" },
	  "030a1908" },
	{ 0x4800, { "start_region", "1" }, "0801" },
	{ 0x4801, { "extent_count", "16", "start_index", "1" }, "1000000001000000" },
	{ 0x4802, { "extent_count", "1", "flags", "1" }, "0100000001000000" },
	{ 0x5102, { "ppb", "3", "operation", "reset" }, "0302" },
	{ 0x5103, { "ppb", "3", "request", "0x123456", "data", "0xdeadbeef" },
	  "03563412efbeadde" },
	{ 0x5105, { "secret_value", UUID_A }, HEX_A },
	{ 0x5106, { "virtual_switch", "4" }, "04" },
	{ 0x5200, { "start_vppb", "1", "virtual_switch_count", "2" }, "01ff02" },
	{ 0x5201, { "virtual_switch", "1", "vppb", "2", "port", "3", "ld", "0xffff" },
	  "01020300ffff" },
	{ 0x5202, { "virtual_switch", "1", "vppb", "2", "option", "3" }, "010203" },
	{ 0x5300, { "port_or_ld", "1", "target", "ld-pool", "message_size", "12" }, "01010c00" },
	{ 0x5301, { "ppb", "1", "request", "2", "ld", "3", "data", "4" },
	  "010200000300000004000000" },
	{ 0x5401, { "start_ld", "2" }, "02ff" },
	{ 0x5402, { "ld_count", "2", "start_ld", "1" }, "02010000" },
	{ 0x5404, { "req_cmp_basis", "256", "completion_collection_interval", "6" },
	  "00000000000106" },
	{ 0x5406, { "ld_count", "2", "start_ld", "1" }, "0201" },
	{ 0x5501, { "start_head", "1", "max_heads", "2" }, "0102" },
	{ 0x5601, { "host", "258" }, "02010800" },
	{ 0x5602, { "region", "1", "block_size", "2M", "sanitize_on_release", "true" },
	  "01000000000020000000000001000000" },
	{ 0x5603, { "host", "1", "extent_count", "2", "start_index", "3" },
	  "010000000200000003000000" },
	{ 0x5604, { "host", "1", "selection", "prescriptive", "region", "2", "length", "256M",
		    "tag", UUID_A, "extent_count", "1" },
	  "010002020000001000000000" HEX_A "01000000" },
	{ 0x5605, { "removal", "prescriptive", "forced", "1", "tag", UUID_A },
	  "000011000000000000000000" HEX_A "00000000" },
	{ 0x5605, { "removal", "0xf", "host", "2" },
	  "02000f00000000000000000000000000000000000000000000000000" "00000000" },
	{ 0x5606, { "tag", UUID_A }, HEX_A },
	{ 0x5608, { "start_index", "1", "max_tags", "2" }, "0100000002000000" },
};
/* clang-format on */

static void check_input(const struct input *in)
{
	const struct layout *l = opcode_find(in->opcode)->in;
	auto_strbuf struct strbuf hex = { 0 };
	auto_free u8 *buf = malloc(l->size);
	struct fail why = { 0 };
	size_t i;

	layout_defaults(l, buf, l->size);
	for (i = 0; in->fields[i]; i += 2)
		if (layout_encode(l, KV(in->fields[i], in->fields[i + 1]), buf, l->size, &why) < 0)
			fail_msg("%04x: %s", in->opcode, why.message);
	strbuf_add_hex(&hex, buf, l->size);
	assert_string_equal(hex.s, in->hex);
}

static void inputs_are_encoded_from_text(void **state)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(inputs); i++)
		check_input(&inputs[i]);
}

static void firmware_offsets_are_in_units_of_128_bytes(void **state)
{
	u8 buf[0x80];
	struct fail why = { 0 };

	layout_defaults(&transfer_fw_in_layout, buf, sizeof(buf));
	assert_int_equal(layout_encode(&transfer_fw_in_layout, KV("offset", "4k"), buf, sizeof(buf),
				       &why),
			 0);
	assert_int_equal(layout_encode(&transfer_fw_in_layout, KV("action", "abort"), buf,
				       sizeof(buf), &why),
			 0);
	assert_int_equal(buf[0], 4);
	assert_int_equal(buf[4], 32);
	assert_int_equal(layout_encode(&transfer_fw_in_layout, KV("offset", "129"), buf,
				       sizeof(buf), &why),
			 -EINVAL);
	assert_int_equal(buf[4], 32);
}

static void newer_fields_require_a_longer_input(void **state)
{
	u8 buf[5] = { 0 };
	struct fail why = { 0 };
	const struct layout *l = &event_policy_in_layout;

	assert_int_equal(layout_encode(l, KV("dynamic_capacity_interrupt", "msi"), buf, 4, &why),
			 -EMSGSIZE);
	assert_int_equal(buf[4], 0);
	assert_int_equal(layout_encode(l, KV("dynamic_capacity_interrupt", "msi"), buf, 5, &why),
			 0);
	assert_int_equal(buf[4], 1);
}

/* Encoding the decoded text of @buf must give the same bits in every field. */
static void check_round_trip(const struct layout *l, const u8 *buf)
{
	auto_rec struct rec *rec = rec_new_obj(), *back = rec_new_obj();
	auto_free char *line = NULL, *line_back = NULL;
	size_t len = layout_max_size(l);
	u8 again[MAX_LEN] = { 0 };
	const struct rec *c;
	struct fail why;
	char text[64];

	assert_int_equal(layout_decode(l, buf, len, rec), 0);
	rec_foreach(c, rec)
		if (layout_encode(l, KV(c->key, rec_text(c, false, true, text, sizeof(text))),
				  again, len, &why) < 0)
			fail_msg("%s", why.message);
	assert_int_equal(layout_decode(l, again, len, back), 0);
	line = out_json_line(rec);
	line_back = out_json_line(back);
	assert_string_equal(line, line_back);
}

static void decoded_text_is_encoded_to_the_same_bytes(void **state)
{
	const struct opcode_desc *d;
	u8 buf[MAX_LEN];
	size_t i, n, step;

	for (step = 0; step < 256; step += 5)
		for (i = 0; (d = opcode_at(i)); i++) {
			/* Small top bytes, so that no size exceeds 64 bits. */
			for (n = 0; n < sizeof(buf); n++)
				buf[n] = n % 8 > 3 ? 0 : (u8)(n * 37 + step);
			if (d->in) {
				const struct layout fixed = fixed_part(d->in);

				check_round_trip(&fixed, buf);
			}
		}
}

static const char *verdict(const u8 *p, size_t len, struct rec *out)
{
	auto_free u8 *exact = exact_copy(p, len);

	assert_int_equal(health_verdict(exact, len, out), 0);
	assert_false(rec_failed(out));
	return rec_get_str(out, "verdict");
}

static void check_verdict(const u8 state[4], const char *expected, u32 findings)
{
	auto_rec struct rec *r = rec_new_obj();
	u8 p[18] = { state[0], state[1], state[2], state[3], 0x19, 0x00 };

	assert_string_equal(verdict(p, sizeof(p), r), expected);
	assert_int_equal(rec_get(r, "findings")->count, findings);
}

static void health_verdicts(void **state)
{
	/* Health status, media status, additional status, life used. */
	static const struct {
		u8 state[4];
		const char *expected;
		u32 findings;
	} cases[] = {
		{ { 0, 0, 0, 0 }, "ok", 0 },
		{ { 0, 0, 0, 99 }, "ok", 0 },
		{ { 0, 0, 0, 0xff }, "ok", 0 }, /* not reported */
		{ { 0, 0, 0, 100 }, "attention", 1 },
		{ { 0, 0, 0x01, 100 }, "attention", 1 }, /* reported once */
		{ { 0x01, 0, 0, 0 }, "attention", 1 },
		{ { 0x02, 0, 0, 0 }, "attention", 1 },
		{ { 0x04, 0, 0, 0 }, "critical", 1 },
		{ { 0x08, 0, 0, 0 }, "attention", 1 },
		{ { 0xf0, 0, 0, 0 }, "ok", 0 }, /* reserved */
		{ { 0, 10, 0, 0 }, "attention", 1 },
		{ { 0, 0xff, 0, 0 }, "attention", 1 },
		{ { 0, 0, 0x01, 0 }, "attention", 1 },
		{ { 0, 0, 0x02, 0 }, "critical", 1 },
		{ { 0, 0, 0x03, 0 }, "ok", 0 }, /* reserved */
		{ { 0, 0, 0x04, 0 }, "attention", 1 },
		{ { 0, 0, 0x08, 0 }, "critical", 1 },
		{ { 0, 0, 0x10, 0 }, "attention", 1 },
		{ { 0, 0, 0x20, 0 }, "attention", 1 },
		{ { 0xff, 0xff, 0xff, 0xff }, "critical", 7 },
		{ { 0x05, 0x06, 0x19, 42 }, "critical", 6 },
	};
	u8 media[4] = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		check_verdict(cases[i].state, cases[i].expected, cases[i].findings);
	for (media[1] = 1; media[1] <= 9; media[1]++)
		check_verdict(media, "critical", 1);
}

static void worst_finding_is_listed_first(void **state)
{
	static const u8 p[18] = { 0x05, 0, 0x08 };
	auto_rec struct rec *r = rec_new_obj();
	auto_free char *line = NULL;

	verdict(p, sizeof(p), r);
	line = out_json_line(r);
	assert_string_equal(
		line,
		"{\"verdict\":\"critical\",\"findings\":["
		"\"hardware replacement needed: move the data and replace the device\","
		"\"temperature exceeds the critical threshold: check the cooling now or take the "
		"device out of service\","
		"\"maintenance needed: see the CXL trace events, for example with rasdaemon\"]}");
}

static void short_reply_has_no_verdict(void **state)
{
	static const u8 p[18];
	auto_rec struct rec *r = rec_new_obj();
	size_t len;

	for (len = 0; len < sizeof(p); len++) {
		auto_free u8 *exact = exact_copy(p, len);

		assert_int_equal(health_verdict(exact, len, r), -EMSGSIZE);
	}
	assert_int_equal(r->count, 0);
}

/* Not cut: the user selects from the list. */
static void an_unknown_field_is_reported_with_all_fields(void **state)
{
	const struct opcode_desc *d;
	struct fail why;
	size_t i, at;
	u16 k;

	for (i = 0; (d = opcode_at(i)); i++) {
		if (!d->in)
			continue;
		why = (struct fail){ 0 };
		assert_int_equal(layout_encode(d->in, (struct field_text){ "no-such-field", "1" },
					       NULL, 0, &why),
				 -EINVAL);
		for (at = 0, k = 0; k < d->in->count; k++) {
			print_message("%s %s\n", d->name, d->in->fields[k].key);
			assert_non_null(strstr(why.message + at, d->in->fields[k].key));
			at = (size_t)(strstr(why.message + at, d->in->fields[k].key) - why.message);
		}
		assert_null(strstr(why.message, "..."));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_unknown_field_is_reported_with_all_fields),
		cmocka_unit_test(replies_are_decoded),
		cmocka_unit_test(every_reply_layout_has_a_test),
		cmocka_unit_test(echoed_inputs_have_the_fields_of_the_input),
		cmocka_unit_test(truncated_replies_decode_complete_fields_only),
		cmocka_unit_test(out_of_range_capacities_are_omitted),
		cmocka_unit_test(inputs_are_encoded_from_text),
		cmocka_unit_test(firmware_offsets_are_in_units_of_128_bytes),
		cmocka_unit_test(newer_fields_require_a_longer_input),
		cmocka_unit_test(decoded_text_is_encoded_to_the_same_bytes),
		cmocka_unit_test(health_verdicts),
		cmocka_unit_test(worst_finding_is_listed_first),
		cmocka_unit_test(short_reply_has_no_verdict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
