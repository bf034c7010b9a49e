// SPDX-License-Identifier: GPL-2.0-only
/* Decoding of trace records, with formats as the kernel describes them, and of trace buffers. */
#include <stdlib.h>

#include "cxl/lib/trace/event.h"
#include "cxl/lib/trace/page.h"
#include "trace-format.h"
#include "util/out-json.h"

static char *line(const struct format *f, const struct content *c,
		  void (*add)(const struct trace_record *t, struct rec *out))
{
	auto_free u8 *exact = exact_copy(c->bytes, (size_t)c->len);
	struct tep_record data = { .data = exact, .size = c->len, .ts = 5 };
	const struct trace_record t = { f->event, &data };
	auto_rec struct rec *out = rec_new_obj();

	add(&t, out);
	assert_false(rec_failed(out));
	return out_json_line(out);
}

static void check(const struct format *f, const struct content *c,
		  void (*add)(const struct trace_record *t, struct rec *out), const char *expected)
{
	auto_free char *text = line(f, c, add);

	assert_string_equal(text, expected);
}

static void decode(const struct trace_record *t, struct rec *out)
{
	trace_event_add(t, "", out);
}

/* One field of each kind. */
static void make_kinds(struct format *f, struct content *c)
{
	static const u8 uuid[16] = { 0xfb, 0xcd, 0x0a, 0x77, 15 };

	format_start(f, "cxl_new");
	format_add(f, "__data_loc char[] memdev", 4, false);
	format_add(f, "int log", 4, true);
	format_add(f, "uuid_t hdr_uuid", 16, false);
	format_add(f, "u64 large", 8, false);
	format_add(f, "s16 negative", 2, true);
	format_add(f, "u8 bytes[3]", 3, false);
	format_add(f, "char chars[2]", 2, true);
	format_add(f, "u32 words[2]", 8, false);
	format_end(f);
	*c = (struct content){ .len = 8 };
	put_location(c, f->offset, 5);
	put_number(c, UINT32_MAX, 4);
	put(c, uuid, 16);
	put_number(c, UINT64_MAX, 8);
	put_number(c, 0xfffb, 2);
	put(c, "\1\2\3", 3);
	put(c, "\xff\x41", 2);
	put_number(c, 0x500000004, 8);
	put(c, "mem0", 5);
}

static void fields_have_the_keys_of_the_kernel(void **state)
{
	struct content c;
	struct format f;

	make_kinds(&f, &c);
	check(&f, &c, trace_fields_add,
	      "{\"system\":\"cxl\",\"event\":\"cxl_new\",\"timestamp\":5,\"memdev\":\"mem0\","
	      "\"log\":-1,\"hdr_uuid\":\"fbcd0a77-0f00-0000-0000-000000000000\","
	      "\"large\":18446744073709551615,\"negative\":-5,\"bytes\":[1,2,3],\"chars\":[-1,65],"
	      "\"words\":[4,5]}");
	trace_lib.tep_free(f.tep);
}

/* An event of a newer kernel. */
static void unknown_events_have_all_their_fields(void **state)
{
	struct content c;
	struct format f;

	make_kinds(&f, &c);
	c.bytes[12] = 2;
	memset(c.bytes + 13, 0, 3);
	check(&f, &c, decode,
	      "{\"event\":\"new\",\"memdev\":\"mem0\",\"log\":\"failure\","
	      "\"hdr_uuid\":\"fbcd0a77-0f00-0000-0000-000000000000\","
	      "\"large\":18446744073709551615,\"negative\":-5,\"bytes\":[1,2,3],\"chars\":[-1,65],"
	      "\"words\":[4,5]}");
	trace_lib.tep_free(f.tep);
}

/* Fields outside of a short record are left out; nothing behind it is read (ASan). */
static void short_records_are_read_up_to_their_end(void **state)
{
	struct content c;
	struct format f;
	int len;

	make_kinds(&f, &c);
	for (len = c.len; len >= 0; len--) {
		auto_free char *raw = NULL, *decoded = NULL;

		c.len = len;
		raw = line(&f, &c, trace_fields_add);
		decoded = line(&f, &c, decode);
		assert_non_null(raw);
		assert_non_null(decoded);
		assert_int_equal(strstr(raw, "memdev") != NULL, len >= f.offset + 5);
		assert_int_equal(strstr(raw, "large") != NULL, len >= 40);
	}
	c.len = 0;
	check(&f, &c, trace_fields_add,
	      "{\"system\":\"cxl\",\"event\":\"cxl_new\",\"timestamp\":5}");
	trace_lib.tep_free(f.tep);
}

static void locations_of_strings_are_checked(void **state)
{
	static const u32 locations[] = { 0xffffffff, 0xffff0008, 0x00010400, 0x0000ffff };
	struct content c;
	struct format f;
	size_t i;

	make_kinds(&f, &c);
	for (i = 0; i < ARRAY_SIZE(locations); i++) {
		auto_free char *text = NULL;

		memcpy(c.bytes + 8, &locations[i], 4);
		text = line(&f, &c, trace_fields_add);
		assert_null(strstr(text, "memdev"));
	}
	trace_lib.tep_free(f.tep);
}

/* A string without an end, with an escape sequence and with invalid UTF-8. */
static void strings_of_devices_are_escaped(void **state)
{
	struct content c = { .len = 8 };
	struct format f;

	format_start(&f, "cxl_new");
	format_add(&f, "__data_loc char[] host", 4, false);
	format_end(&f);
	put_location(&c, f.offset, 9);
	put(&c, "\33[2J\"\n\xff\\z", 9);
	check(&f, &c, trace_fields_add,
	      "{\"system\":\"cxl\",\"event\":\"cxl_new\",\"timestamp\":5,"
	      "\"host\":\"\\u001b[2J\\\"\\n?\\\\z\"}");
	trace_lib.tep_free(f.tep);
}

/* @newer: the fields that the kernel has since 6.14. */
static void make_media_format(struct format *f, bool newer)
{
	format_start(f, "cxl_general_media");
	format_add(f, "__data_loc char[] memdev", 4, false);
	format_add(f, "int log", 4, true);
	format_add(f, "uuid_t hdr_uuid", 16, false);
	format_add(f, "u64 serial", 8, false);
	format_add(f, "u32 hdr_flags", 4, false);
	format_add(f, "u64 dpa", 8, false);
	format_add(f, "u8 type", 1, false);
	format_add(f, "u8 channel", 1, false);
	format_add(f, "u32 device", 4, false);
	format_add(f, "u16 validity_flags", 2, false);
	format_add(f, "u8 rank", 1, false);
	format_add(f, "u8 dpa_flags", 1, false);
	format_add(f, "u64 hpa", 8, false);
	if (newer) {
		format_add(f, "u32 cme_count", 4, false);
		format_add(f, "u8 sub_type", 1, false);
		format_add(f, "u16 surprise", 2, false);
	}
	format_end(f);
}

static const u8 media_uuid[16] = { 0xfb, 0xcd, 0x0a, 0x77, 0xc2, 0x60, 0x41, 0x7f,
				   0x85, 0xa9, 0x08, 0x8b, 0x16, 0x21, 0xeb, 0xa6 };

static void make_media(const struct format *f, struct content *c, bool newer)
{
	*c = (struct content){ .len = 8 };
	put_location(c, f->offset, 5);
	put_number(c, 3, 4);
	put(c, media_uuid, 16);
	put_number(c, 0xfedcba9876543210, 8);
	put_number(c, 0x9, 4);
	put_number(c, 0x12340, 8);
	put_number(c, 6, 1);
	put_number(c, 4, 1);
	put_number(c, 0x10203, 4);
	put_number(c, 0x5, 2); /* channel and device */
	put_number(c, 7, 1);
	put_number(c, 1, 1);
	put_number(c, UINT64_MAX, 8);
	if (newer) {
		put_number(c, 258, 4);
		put_number(c, 99, 1);
		put_number(c, 1000, 2);
	}
	put(c, "mem3", 5);
}

#define MEDIA_HEAD                                                                                 \
	"{\"event\":\"general_media\",\"memdev\":\"mem3\",\"serial\":\"0xfedcba9876543210\","      \
	"\"log\":\"fatal\","
#define MEDIA_UUID "\"uuid\":\"fbcd0a77-c260-417f-85a9-088b1621eba6\","
#define MEDIA_FLAGS                                                                                \
	"\"severity\":\"warning\",\"permanent_condition\":false,\"maintenance_needed\":true,"      \
	"\"performance_degraded\":false,\"hw_replacement_needed\":false,"
#define MEDIA_BODY                                                                                 \
	"\"dpa\":74560,\"volatile\":true,\"not_repairable\":false,"                                \
	"\"memory_event_type\":\"ckid_violation\",\"channel\":4,\"device\":66051"

static void event_records_are_decoded_with_their_layout(void **state)
{
	struct content c;
	struct format f;

	make_media_format(&f, true);
	make_media(&f, &c, true);
	check(&f, &c, decode,
	      MEDIA_HEAD MEDIA_UUID MEDIA_FLAGS MEDIA_BODY
	      ",\"cme_count\":258,\"memory_event_sub_type\":\"0x63\",\"surprise\":1000}");
	trace_lib.tep_free(f.tep);
}

static void fields_that_the_kernel_lacks_are_left_out(void **state)
{
	struct content c;
	struct format f;

	make_media_format(&f, false);
	make_media(&f, &c, false);
	check(&f, &c, decode, MEDIA_HEAD MEDIA_UUID MEDIA_FLAGS MEDIA_BODY "}");
	/* An event that the firmware has reported has no UUID. */
	memset(c.bytes + 16, 0, 16);
	check(&f, &c, decode, MEDIA_HEAD MEDIA_FLAGS MEDIA_BODY "}");
	trace_lib.tep_free(f.tep);
}

/* Without the validity flags, it is not known which of the fields are valid. */
static void fields_without_validity_flags_are_left_out(void **state)
{
	struct content c = { .len = 8 };
	struct format f;

	format_start(&f, "cxl_dram");
	format_add(&f, "u8 channel", 1, false);
	format_add(&f, "u8 rank", 1, false);
	format_add(&f, "u8 type", 1, false);
	format_end(&f);
	put(&c, "\1\2\3", 3);
	check(&f, &c, decode, "{\"event\":\"dram\",\"memory_event_type\":\"data_path_error\"}");
	trace_lib.tep_free(f.tep);
}

static void generic_events_have_the_layout_of_their_uuid(void **state)
{
	struct content c = { .len = 8 };
	u8 uuid[16] = { 0xca, 0x95, 0xaf, 0xa7, 0xf1, 0x83, 0x40, 0x18,
			0x8c, 0x2f, 0x95, 0x26, 0x8e, 0x10, 0x1a, 0x2a };
	u8 data[80] = { 1, 0, 5, 0, 2, 1 };
	auto_free char *known = NULL, *unknown = NULL;
	struct format f;

	format_start(&f, "cxl_generic_event");
	format_add(&f, "uuid_t hdr_uuid", 16, false);
	format_add(&f, "u8 data[80]", 80, false);
	format_end(&f);
	put(&c, uuid, 16);
	put(&c, data, 80);
	known = line(&f, &c, decode);
	assert_non_null(strstr(known, "\"event_type\":\"dynamic_capacity\",\"dc_event_type\":"
				      "\"release_capacity\",\"validity_flags\":0,\"host\":5,"
				      "\"updated_region\":2,\"more\":true"));
	c.bytes[8] = 0;
	unknown = line(&f, &c, decode);
	assert_non_null(strstr(unknown, "\"event_type\":\"unknown\",\"data\":\"010005000201"));
	trace_lib.tep_free(f.tep);
}

static void poison_events_are_decoded(void **state)
{
	struct content c = { .len = 8 };
	struct format f;

	format_start(&f, "cxl_poison");
	format_add(&f, "u8 trace_type", 1, false);
	format_add(&f, "__data_loc char[] region", 4, false);
	format_add(&f, "u64 overflow_ts", 8, false);
	format_add(&f, "u64 hpa", 8, false);
	format_add(&f, "u64 dpa", 8, false);
	format_add(&f, "u32 dpa_length", 4, false);
	format_add(&f, "char uuid[16]", 16, true);
	format_add(&f, "u8 source", 1, false);
	format_add(&f, "u8 flags", 1, false);
	format_end(&f);
	put_number(&c, 1, 1);
	put_location(&c, f.offset, 1);
	put_number(&c, 0, 8);
	put_number(&c, UINT64_MAX, 8);
	put_number(&c, 64, 8);
	put_number(&c, 128, 4);
	put(&c, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
	put_number(&c, 3, 1);
	put_number(&c, 2, 1);
	put_number(&c, 0, 1);
	check(&f, &c, decode,
	      "{\"event\":\"poison\",\"trace_type\":\"inject\",\"dpa\":64,\"length\":128,"
	      "\"source\":\"injected\",\"more_records\":false,\"overflow\":true,"
	      "\"scan_in_progress\":false}");
	put_number(&c, 0, 1);
	memcpy(c.bytes + 9, &(u32){ 7 << 16 | 59 }, 4); /* the region, in front of its UUID */
	memcpy(c.bytes + 13, &(u64){ 77 }, 8);
	memcpy(c.bytes + 21, &(u64){ 4096 }, 8);
	memcpy(c.bytes + 41, media_uuid, 16);
	memcpy(c.bytes + 59, "region", 7);
	c.len = 66;
	check(&f, &c, decode,
	      "{\"event\":\"poison\",\"trace_type\":\"inject\",\"region\":\"region\","
	      "\"overflow_timestamp_ns\":77,\"hpa\":4096,\"dpa\":64,\"length\":128,"
	      "\"region_uuid\":\"fbcd0a77-c260-417f-85a9-088b1621eba6\",\"source\":\"injected\","
	      "\"more_records\":false,\"overflow\":true,\"scan_in_progress\":false}");
	trace_lib.tep_free(f.tep);
}

static void error_bits_have_names(void **state)
{
	struct content c = { .len = 8 };
	struct format f;
	int i;

	format_start(&f, "cxl_aer_uncorrectable_error");
	format_add(&f, "u32 status", 4, false);
	format_add(&f, "u32 first_error", 4, false);
	format_add(&f, "u32 header_log[128]", 512, false);
	format_end(&f);
	put_number(&c, BIT(0) | BIT(12) | BIT(16), 4);
	put_number(&c, BIT(16), 4);
	for (i = 0; i < 128; i++)
		put_number(&c, (u64)i, 4);
	check(&f, &c, decode,
	      "{\"event\":\"aer_uncorrectable_error\",\"status\":[\"cache_data_parity\",\"bit_12\","
	      "\"ide_rx\"],\"first_error\":[\"ide_rx\"],\"header_log\":[0,1,2,3,4,5,6,7,8,9,10,11,"
	      "12,13,14,15]}");
	trace_lib.tep_free(f.tep);
}

#define PAGE 256

static const char header_page[] =
	"	field: u64 timestamp;	offset:0;	size:8;	signed:0;\n"
	"	field: local_t commit;	offset:8;	size:8;	signed:1;\n"
	"	field: int overwrite;	offset:8;	size:1;	signed:1;\n"
	"	field: char data;	offset:16;	size:240;	signed:1;\n";

static void page_start(struct trace_page *p)
{
	struct tep_handle *tep;

	assert_int_equal(trace_library_load(NULL), 0);
	tep = trace_lib.tep_alloc();
	assert_int_equal(trace_lib.tep_parse_header_page(tep, (char *)header_page,
							 strlen(header_page), 8),
			 0);
	assert_int_equal(trace_page_init(p, tep, PAGE), 0);
	trace_lib.tep_free(tep);
}

/* A page with two records of 8 and 12 bytes. */
static size_t make_page(u8 *page, u64 flags)
{
	const u64 time = 1000, commit = flags | 28;

	memset(page, 0, PAGE);
	memcpy(page, &time, 8);
	memcpy(page + 8, &commit, 8);
	memcpy(page + 16, &(u32){ 2 | 5 << 5 }, 4);
	memcpy(page + 20, "\7\0abcdef", 8);
	memcpy(page + 28, &(u32){ 3 | 6 << 5 }, 4);
	memcpy(page + 32, "\7\0ABCDEFGHIJ", 12);
	return PAGE;
}

static void pages_have_records(void **state)
{
	struct tep_record r;
	struct trace_page p;
	u64 lost = 0;

	page_start(&p);
	assert_int_equal(trace_page_load(&p, make_page(p.data, 0), &lost), 0);
	assert_true(trace_page_record(&p, &r));
	assert_int_equal(r.ts, 1005);
	assert_int_equal(r.size, 8);
	assert_memory_equal(r.data, "\7\0abcdef", 8);
	trace_page_next(&p);
	assert_true(trace_page_record(&p, &r));
	assert_int_equal(r.ts, 1011);
	assert_int_equal(r.size, 12);
	trace_page_next(&p);
	assert_false(trace_page_record(&p, &r));
	trace_page_next(&p);
	assert_false(trace_page_record(&p, &r));
	assert_int_equal(lost, 0);
	trace_page_done(&p);
}

static void lost_records_are_counted(void **state)
{
	struct trace_page p;
	u64 lost = 0, count = 77;

	page_start(&p);
	/* RB_MISSED_EVENTS of the kernel, without a number, and with one behind the records. */
	assert_int_equal(trace_page_load(&p, make_page(p.data, BIT(31)), &lost), 0);
	assert_int_equal(lost, 1);
	make_page(p.data, BIT(31) | BIT(30));
	memcpy(p.data + 16 + 28, &count, 8);
	assert_int_equal(trace_page_load(&p, PAGE, &lost), 0);
	assert_int_equal(lost, 78);
	trace_page_done(&p);
}

/* A long record, one that was discarded, and times that do not fit into a record header. */
static void all_kinds_of_records_are_known(void **state)
{
	const u64 time = BIT(59) | 1000, commit = 60;
	struct tep_record r;
	struct trace_page p;
	u64 lost = 0;

	page_start(&p);
	memcpy(p.data, &time, 8);
	memcpy(p.data + 8, &commit, 8);
	memcpy(p.data + 16, &(u32){ 0 | 5 << 5 }, 4);
	memcpy(p.data + 20, &(u32){ 4 + 6 }, 4);
	memcpy(p.data + 24, "\7\0abcd", 6);
	memcpy(p.data + 32, &(u32){ 29 | 1 << 5 }, 4);
	memcpy(p.data + 36, &(u32){ 8 }, 4);
	memcpy(p.data + 44, &(u32){ 30 | 2 << 5 }, 4);
	memcpy(p.data + 48, &(u32){ 1 }, 4);
	memcpy(p.data + 52, &(u32){ 1 | 3 << 5 }, 4);
	memcpy(p.data + 56, "\7\0ef", 4);
	memcpy(p.data + 60, &(u32){ 31 | 4 << 5 }, 4);
	memcpy(p.data + 64, &(u32){ 2 }, 4);
	memcpy(p.data + 68, &(u32){ 1 | 6 << 5 }, 4);
	memcpy(p.data + 72, "\7\0gh", 4);
	assert_int_equal(trace_page_load(&p, PAGE, &lost), 0);
	assert_true(trace_page_record(&p, &r));
	assert_int_equal(r.ts, time + 5);
	assert_int_equal(r.size, 6);
	assert_memory_equal(r.data, "\7\0abcd", 6);
	trace_page_next(&p);
	assert_true(trace_page_record(&p, &r));
	assert_int_equal(r.ts, time + 5 + 1 + BIT(27) + 2 + 3);
	assert_memory_equal(r.data, "\7\0ef", 4);
	trace_page_next(&p);
	assert_true(trace_page_record(&p, &r));
	assert_int_equal(r.ts, BIT(59) + 2 * BIT(27) + 4 + 6);
	assert_memory_equal(r.data, "\7\0gh", 4);
	trace_page_next(&p);
	assert_false(trace_page_record(&p, &r));
	trace_page_done(&p);
}

/* Every byte with several values: no endless loop, and nothing outside of the page is read. */
static void malformed_pages_are_harmless(void **state)
{
	static const u8 values[] = { 0, 1, 0x1c, 0x1d, 0x1e, 0x1f, 0x7f, 0x80, 0xff };
	struct tep_record r;
	struct trace_page p;
	size_t at, v, len;
	int steps;

	page_start(&p);
	for (at = 0; at < 48; at++)
		for (v = 0; v < ARRAY_SIZE(values); v++) {
			u64 lost = 0;

			make_page(p.data, 0);
			p.data[at] = values[v];
			if (trace_page_load(&p, PAGE, &lost) < 0)
				continue;
			for (steps = 0; trace_page_record(&p, &r); steps++) {
				assert_true((u8 *)r.data >= p.data &&
					    (u8 *)r.data + r.size <= p.data + p.end);
				assert_true(steps < PAGE);
				trace_page_next(&p);
			}
		}
	for (len = 0; len < 44; len++) {
		u64 lost = 0;

		make_page(p.data, 0);
		assert_int_equal(trace_page_load(&p, len, &lost), -EBADMSG);
		assert_false(trace_page_record(&p, &r));
	}
	trace_page_done(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_have_the_keys_of_the_kernel),
		cmocka_unit_test(unknown_events_have_all_their_fields),
		cmocka_unit_test(short_records_are_read_up_to_their_end),
		cmocka_unit_test(locations_of_strings_are_checked),
		cmocka_unit_test(strings_of_devices_are_escaped),
		cmocka_unit_test(event_records_are_decoded_with_their_layout),
		cmocka_unit_test(fields_that_the_kernel_lacks_are_left_out),
		cmocka_unit_test(fields_without_validity_flags_are_left_out),
		cmocka_unit_test(generic_events_have_the_layout_of_their_uuid),
		cmocka_unit_test(poison_events_are_decoded),
		cmocka_unit_test(error_bits_have_names),
		cmocka_unit_test(pages_have_records),
		cmocka_unit_test(lost_records_are_counted),
		cmocka_unit_test(all_kinds_of_records_are_known),
		cmocka_unit_test(malformed_pages_are_harmless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
