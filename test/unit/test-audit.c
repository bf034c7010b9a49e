// SPDX-License-Identifier: GPL-2.0-only
/* Audit records: writing to the kernel log, and parsing. */
#include <fcntl.h>

#include "cxl/lib/ctx/ctx.h"
#include "cxl/lib/guard/audit-read.h"
#include "cxl/lib/guard/audit.h"
#include "test/unit/fixture.h"
#include "util/out-json.h"

#define REST "\"pid\":7,\"number\":1,\"device\":\"m\",\"path\":\"p\""
#define TIME "\"time\":\"2026-11-20T08:00:00.123456Z\","
#define RECORD "{\"event\":\"intent\"," TIME REST "}"
#define KERNEL(object) AUDIT_KERNEL, "<13>cxl-audit: " object
#define MEMBERS(members) KERNEL("{\"event\":\"intent\"," TIME members "}")

/* clang-format off */
static const struct {
	enum audit_source from;
	const char *line;
	int expected;
	const char *members;	/* decoded, as JSON */
} lines[] = {
	{ KERNEL(RECORD), 0, RECORD },
	{ AUDIT_KERNEL, "13,812,9,-;cxl-audit: " RECORD, 0, RECORD },
	{ AUDIT_KERNEL, "30,812,9,-,caller=T1;cxl-audit: " RECORD, 0, RECORD },
	{ KERNEL("{\"event\":\"outcome\"," TIME REST "}"), 0, "{\"event\":\"outcome\"," TIME REST "}" },
	{ KERNEL("{\"event\":\"refused\"," TIME REST "}"), 0, "{\"event\":\"refused\"," TIME REST "}" },
	{ MEMBERS("\"pid\":7,\"number\":1,\"device\":\"m\",\"route\":\"raw\",\"opcode\":\"0x0001\""), 0, NULL },
	{ MEMBERS(REST ",\"verb\":\"a\\x5c\"b\""), 0,
	  "{\"event\":\"intent\"," TIME REST ",\"verb\":\"a\\\"b\"}" },
	{ MEMBERS(REST ",\"verb\":\"a\\n\\u001b\\\\\\x41\""), 0,
	  "{\"event\":\"intent\"," TIME REST ",\"verb\":\"a??\\\\A\"}" },
	{ MEMBERS(REST ",\"payload_bytes\":18446744073709551615"), 0,
	  "{\"event\":\"intent\"," TIME REST ",\"payload_bytes\":18446744073709551615}" },
	/* Unknown members are ignored; members of another kind and repeated ones are malformed. */
	{ MEMBERS(REST ",\"new\":1"), 0, RECORD },
	{ MEMBERS(REST ",\"verb\":7"), -EBADMSG, NULL },
	{ MEMBERS(REST ",\"uid\":\"7\""), -EBADMSG, NULL },
	{ MEMBERS(REST ",\"pid\":7"), -EBADMSG, NULL },
	/* What every record has. */
	{ KERNEL("{" TIME REST "}"), -EBADMSG, NULL },
	{ KERNEL("{\"event\":\"zzz\"," TIME REST "}"), -EBADMSG, NULL },
	{ KERNEL("{\"event\":\"intent\"," REST "}"), -EBADMSG, NULL },
	{ KERNEL("{\"event\":\"intent\",\"time\":\"\"," REST "}"), -EBADMSG, NULL },
	{ KERNEL("{\"event\":\"intent\",\"time\":\"2026-11-20T08:00:00Z\"," REST "}"), -EBADMSG, NULL },
	{ KERNEL("{\"event\":\"intent\",\"time\":\"2026-11-20T08:00:0:.123456Z\"," REST "}"), -EBADMSG, NULL },
	{ KERNEL("{\"event\":\"intent\",\"time\":\"2026-11-20T08:00:0/.123456Z\"," REST "}"), -EBADMSG, NULL },
	{ KERNEL("{\"event\":\"intent\",\"time\":\"2026-11-20T08:00:00.123456Z0\"," REST "}"), -EBADMSG, NULL },
	{ MEMBERS("\"number\":1,\"device\":\"m\",\"path\":\"p\""), -EBADMSG, NULL },
	{ MEMBERS("\"pid\":7,\"device\":\"m\",\"path\":\"p\""), -EBADMSG, NULL },
	{ MEMBERS("\"pid\":7,\"number\":1,\"path\":\"p\""), -EBADMSG, NULL },
	{ MEMBERS("\"pid\":7,\"number\":1,\"device\":\"m\""), -EBADMSG, NULL },
	{ MEMBERS("\"pid\":7,\"number\":1,\"device\":\"m\",\"route\":\"raw\""), -EBADMSG, NULL },
	{ MEMBERS("\"pid\":7,\"number\":1,\"device\":\"m\",\"opcode\":\"0x0001\""), -EBADMSG, NULL },
	{ KERNEL("{"), -EBADMSG, NULL },
	{ KERNEL("{}"), -EBADMSG, NULL },
	{ KERNEL("{\"event\":\"intent"), -EBADMSG, NULL },
	{ MEMBERS(REST ",\"errno\":99999999999999999999999"), -EBADMSG, NULL },
	{ KERNEL("{\"event\":\"intent\"," TIME REST), -EBADMSG, NULL },
	{ KERNEL(RECORD "[7]: text"), -EBADMSG, NULL }, /* an identifier that contains a record */
	{ AUDIT_KERNEL, "<13>cxl-audit started", -ENOENT, NULL },
	{ AUDIT_KERNEL, "", -ENOENT, NULL },
	/* Written by the kernel (facility 0): the text may come from a device. */
	{ AUDIT_KERNEL, "<5>cxl-audit: " RECORD, -ENOENT, NULL },
	{ AUDIT_KERNEL, "6,812,9,-;cxl-audit: " RECORD, -ENOENT, NULL },
	/* The marker is not at the start, or there is no priority. */
	{ AUDIT_KERNEL, "<13> cxl-audit: " RECORD, -ENOENT, NULL },
	{ AUDIT_KERNEL, "<13>sshd[7]: invalid user cxl-audit: " RECORD, -ENOENT, NULL },
	{ AUDIT_KERNEL, "<13>cxl-audit[7]: " RECORD, -ENOENT, NULL },
	{ AUDIT_KERNEL, "<13>cxl-other: " RECORD, -ENOENT, NULL },
	{ AUDIT_KERNEL, "cxl-audit: " RECORD, -ENOENT, NULL },
	{ AUDIT_KERNEL, "13;cxl-audit: " RECORD, 0, RECORD },
	{ AUDIT_KERNEL, "13x;cxl-audit: " RECORD, -ENOENT, NULL },
	{ AUDIT_KERNEL, ";cxl-audit: " RECORD, -ENOENT, NULL },
	{ AUDIT_KERNEL, "usb 1-1: Product: 13;cxl-audit: " RECORD, -ENOENT, NULL },
	{ AUDIT_KERNEL, "13,812,9,-", -ENOENT, NULL },
	{ AUDIT_JOURNAL, RECORD, 0, RECORD },
	/* Root wrote something else with our identifier: a record may be damaged. */
	{ AUDIT_JOURNAL, "cxl-audit: " RECORD, -EBADMSG, NULL },
	{ AUDIT_JOURNAL, " " RECORD, -EBADMSG, NULL },
	{ AUDIT_JOURNAL, "", -EBADMSG, NULL },
	{ AUDIT_KERNEL, "<13>cxl-audit: ", -EBADMSG, NULL },
	{ AUDIT_KERNEL, "<13>cxl-audit: ?" RECORD, -EBADMSG, NULL },
	{ AUDIT_TEXT, "Nov 20 10:00:00 h cxl-audit[7]: " RECORD, 0, RECORD },
	{ AUDIT_TEXT, "sshd: cxl-auditor {\"event\":\"a\"}", -ENOENT, NULL },
	{ AUDIT_TEXT, "sshd: xcxl-audit: " RECORD, -ENOENT, NULL },
};
/* clang-format on */

static void lines_are_parsed(void **state)
{
	size_t i, len;

	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		auto_rec struct rec *r = rec_new_obj();
		auto_free char *members = NULL;
		auto_free u8 *copy = NULL;

		len = strlen(lines[i].line);
		copy = exact_copy(lines[i].line, len);
		print_message("%s\n", lines[i].line);
		assert_int_equal(audit_line_parse(lines[i].from, (const char *)copy, len, r),
				 lines[i].expected);
		members = out_json_line(r);
		if (lines[i].members)
			assert_string_equal(members, lines[i].members);
	}
}

/* The record of @e, as parsed from the kernel log of a temporary root. */
static struct rec *written(struct audit_entry *e)
{
	struct rec *r = rec_new_obj();
	struct fail why = { 0 };
	struct cxl_ctx ctx;
	struct fixture f;
	char line[2048];
	int len;

	fixture_open(&f, "d sys\nf dev/kmsg \\c\n");
	assert_int_equal(ctx_open(&ctx, f.dir, &why), 0);
	ctx.read_only = false;
	ctx.offline = false;
	ctx.verb = "set-feature";
	assert_int_equal(audit_intent(&ctx, e), 0);
	len = sys_read(&ctx.root, TREE_DEV, "kmsg", line, sizeof(line));
	assert_true(len > 0);
	assert_int_equal(audit_line_parse(AUDIT_KERNEL, line, (size_t)len, r), 0);
	ctx_close(&ctx);
	fixture_close(&f);
	return r;
}

static void written_records_can_be_parsed(void **state)
{
	struct audit_entry e = {
		.device = "mem0",
		.serial = "0xc0",
		.route = "fwctl",
		.opcode = 0x0502,
		.verdict = "allowed",
		.payload = "abc",
		.len = 3,
	};
	auto_rec struct rec *r = written(&e);

	assert_string_equal(rec_get_str(r, "event"), "intent");
	assert_string_equal(rec_get_str(r, "verb"), "set-feature");
	assert_string_equal(rec_get_str(r, "device"), "mem0");
	assert_string_equal(rec_get_str(r, "serial"), "0xc0");
	assert_string_equal(rec_get_str(r, "route"), "fwctl");
	assert_string_equal(rec_get_str(r, "opcode"), "0x0502");
	assert_string_equal(rec_get_str(r, "verdict"), "allowed");
	/* FIPS 180-4, "abc" */
	assert_string_equal(rec_get_str(r, "payload_sha256"),
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void long_texts_are_cut_and_marked(void **state)
{
	char path[500] = "";
	struct audit_entry e = {
		.device = "mem0",
		.route = "sysfs route of exactly",
		.path = path,
		.verdict = "12345678901234567890123456789012", /* the maximum */
	};
	auto_rec struct rec *r = NULL;
	const char *text;

	memset(path, 'p', sizeof(path) - 1);
	r = written(&e);
	text = rec_get_str(r, "path");
	assert_int_equal(strlen(text), 303);
	assert_string_equal(text + 299, "p...");
	assert_string_equal(rec_get_str(r, "route"), "sysfs route of e...");
	assert_string_equal(rec_get_str(r, "verdict"), e.verdict);
}

static void coverage_follows_from_the_oldest_record(void **state)
{
	static const struct {
		const char *oldest;
		bool covers; /* the time from 1500 on; boot was at 1000 */
	} cases[] = {
		{ "6,0,900,-;Linux version", true },
		{ "6,1,500,-;text", true },
		{ "6,1,501,-;text", false },
		{ "6,10,900,-;text", false },
		{ "30,7,499,-,caller=T1;text", true },
		{ "6,x,0,-;text", false },
		{ "6,0;text", false },
		{ "", false },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		assert_int_equal(kernel_log_covers(cases[i].oldest, 1000, 1500), cases[i].covers);
}

static void other_devices_are_not_the_kernel_log(void **state)
{
	auto_close int null = open("/dev/null", O_RDONLY), dir = open("/", O_RDONLY);

	assert_true(null >= 0 && dir >= 0);
	assert_false(audit_is_kmsg(null));
	assert_false(audit_is_kmsg(dir));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(coverage_follows_from_the_oldest_record),
		cmocka_unit_test(other_devices_are_not_the_kernel_log),
		cmocka_unit_test(lines_are_parsed),
		cmocka_unit_test(written_records_can_be_parsed),
		cmocka_unit_test(long_texts_are_cut_and_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
