// SPDX-License-Identifier: GPL-2.0-only
/* Configuration of DAX devices: parsing of files, and which section applies. */
#include "unit.h"

#include "daxctl/conf/conf.h"

#define UUID "ed93e918-e165-49d8-921d-383d7b9660c5"
#define OTHER "f36d02ff-1d9f-4fb9-a5b9-8ceb10a00fe3"

/* Without the NUL at its end, so that ASan detects overreads. */
static void parse_bytes(struct dax_conf *c, const char *text, size_t len)
{
	u8 *copy = exact_copy(text, len);

	assert_int_equal(dax_conf_parse(c, "a.conf", (const char *)copy, len), 0);
	free(copy);
}

static void parse(struct dax_conf *c, const char *text)
{
	parse_bytes(c, text, strlen(text));
}

/* What ndctl v85 accepts: its example, the comments and quotes of iniparser. */
static void test_reads_files_of_ndctl(void **state)
{
	auto_dax_conf struct dax_conf c = { 0 };

	parse(&c, "# comment\n"
		  "[reconfigure-device dax0]\n"
		  "nvdimm.uuid = ED93E918-e165-49d8-921d-383d7b9660c5\n"
		  "\n"
		  "  [ Reconfigure-Device  dax1 ]\r\n"
		  "\tNVDIMM.uuid=\"" OTHER "\" ; comment\n"
		  "mode = devdax # comment\n"
		  "online = \\\n"
		  "   false\n"
		  "; movable = true\n"
		  "movable = 'No'");
	assert_int_equal(c.problem_count, 0);
	assert_int_equal(c.count, 2);
	assert_string_equal(c.at[0].name, "dax0");
	assert_string_equal(c.at[0].file, "a.conf");
	assert_int_equal(c.at[0].line, 2);
	assert_string_equal(c.at[0].nvdimm_uuid, UUID);
	assert_int_equal(c.at[0].given, BIT(CONF_NVDIMM_UUID));
	assert_int_equal(c.at[0].mode, DAX_SYSTEM_RAM);
	assert_true(c.at[0].online && c.at[0].movable);
	assert_string_equal(c.at[1].name, "dax1");
	assert_int_equal(c.at[1].line, 5);
	assert_string_equal(c.at[1].nvdimm_uuid, OTHER);
	assert_int_equal(c.at[1].mode, DAX_DEVDAX);
	assert_false(c.at[1].online || c.at[1].movable);
}

static void test_reads_keys_of_cxl(void **state)
{
	auto_dax_conf struct dax_conf c = { 0 };

	parse(&c, "[reconfigure-device a]\nregion.uuid=" UUID "\nmemdev.serial=0xA0\n"
		  "memdev.pci=0D:00.1\nnode=3\nalign=2M\nmode=famfs\n"
		  "[reconfigure-device b]\nmemdev.pci=10000:0d:1f.7\nmemdev.serial=-1\n");
	assert_int_equal(c.problem_count, 0);
	assert_string_equal(c.at[0].region_uuid, UUID);
	assert_int_equal(c.at[0].serial, 0xa0);
	assert_string_equal(c.at[0].pci, "0000:0d:00.1");
	assert_int_equal(c.at[0].node, 3);
	assert_int_equal(c.at[0].align, 2 << 20);
	assert_int_equal(c.at[0].mode, DAX_FAMFS);
	assert_string_equal(c.at[1].pci, "10000:0d:1f.7");
	assert_true(c.at[1].serial == UINT64_MAX);
}

static void test_booleans_by_first_letter(void **state)
{
	static const char yes[] = "tTyY1", no[] = "fFnN0", neither[] = "xoO23-";
	char text[80];
	size_t i;

	for (i = 0; i < sizeof(yes) - 1; i++) {
		auto_dax_conf struct dax_conf c = { 0 };

		snprintf(text, sizeof(text), "[reconfigure-device]\nonline=%cx\nmovable=%c", no[i],
			 yes[i]);
		parse(&c, text);
		assert_null(c.at[0].error);
		assert_false(c.at[0].online);
		assert_true(c.at[0].movable);
	}
	for (i = 0; i < sizeof(neither) - 1; i++) {
		auto_dax_conf struct dax_conf c = { 0 };

		snprintf(text, sizeof(text), "[reconfigure-device]\nonline=%c", neither[i]);
		parse(&c, text);
		assert_non_null(c.at[0].error);
	}
}

/* A line in a section, and whether the section is of no use then. */
static const struct {
	const char *line, *problem;
	bool unusable;
} problems[] = {
	{ "modes = devdax", "unknown key 'modes', which is ignored", false },
	{ "mode = ram", "invalid mode 'ram': expected system-ram, devdax or famfs", true },
	{ "mode =", "invalid mode '': expected system-ram, devdax or famfs", true },
	{ "mode = # devdax", "invalid mode '': expected system-ram, devdax or famfs", true },
	{ "mode = \"devdax", "missing closing quote", true },
	{ "mode", "invalid line: expected [reconfigure-device NAME], KEY = VALUE or a comment",
	  true },
	{ "online = on", "invalid online 'on': expected true or false", true },
	{ "nvdimm.uuid = " UUID "0", "invalid nvdimm.uuid '" UUID "0': expected a UUID", true },
	{ "region.uuid = ed93e918", "invalid region.uuid 'ed93e918': expected a UUID", true },
	{ "region.uuid = ed93e918-e165-49d8-921d-383d7b9660cg",
	  "invalid region.uuid 'ed93e918-e165-49d8-921d-383d7b9660cg': expected a UUID", true },
	{ "memdev.serial = 0123",
	  "invalid memdev.serial '0123': expected a number, hexadecimal with 0x", true },
	{ "memdev.pci = 0d:00",
	  "invalid memdev.pci '0d:00': expected an address such as 0000:0d:00.0", true },
	{ "memdev.pci = 000:0d:00.0",
	  "invalid memdev.pci '000:0d:00.0': expected an address such as 0000:0d:00.0", true },
	{ "memdev.pci = 0d:00.8",
	  "invalid memdev.pci '0d:00.8': expected an address such as 0000:0d:00.0", true },
	{ "node = -1", "invalid node '-1': expected the number of a node", true },
	{ "align = 0", "invalid align '0': expected a page size such as 4K, 2M or 1G", true },
	{ "[monitor]\nmode = x\ny", "unknown section 'monitor', which is ignored", false },
	{ "[reconfigure-devices x]", "unknown section 'reconfigure-devices x', which is ignored",
	  false },
	{ "[reconfigure-device x", "invalid section: expected [reconfigure-device NAME]", false },
	{ "[reconfigure-device x] y", "invalid section: expected [reconfigure-device NAME]",
	  false },
	{ "[reconfigure-device S]", "section 'S' exists already (a.conf:1)", false },
	{ "node = 1\nnode = 1", "node was set before in this section; the last value is used",
	  false },
};

static void test_problems_have_a_line(void **state)
{
	char text[200];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(problems); i++) {
		auto_dax_conf struct dax_conf c = { 0 };

		snprintf(text, sizeof(text), "[reconfigure-device s]\n\n%s\n", problems[i].line);
		parse(&c, text);
		assert_true(c.problem_count > 0);
		assert_string_equal(c.problems[0].text, problems[i].problem);
		assert_int_equal(c.problems[0].line, strstr(text, "node = 1\n") ? 4 : 3);
		assert_string_equal(c.problems[0].file, "a.conf");
		assert_int_equal(c.at[0].error != NULL, problems[i].unusable);
		if (c.at[0].error)
			assert_int_equal(c.at[0].error_line, 3);
	}
}

static void test_keys_before_a_section(void **state)
{
	auto_dax_conf struct dax_conf c = { 0 };

	parse(&c, "mode = devdax\n");
	assert_int_equal(c.count, 0);
	assert_string_equal(c.problems[0].text,
			    "key 'mode' before the first section, which is ignored");
}

/* The line after one that continues is counted. */
static void test_long_lines_and_nul_bytes(void **state)
{
	auto_dax_conf struct dax_conf c = { 0 };
	char text[3000];

	memset(text, 'x', sizeof(text));
	memcpy(text, "a=\\\n", 4);
	text[2500] = '\n';
	memcpy(text + 2501, "b", 2);
	text[2503] = '\n';
	parse_bytes(&c, text, sizeof(text));
	assert_int_equal(c.problem_count, 3);
	assert_string_equal(c.problems[0].text, "line too long");
	assert_int_equal(c.problems[0].line, 1);
	assert_string_equal(c.problems[1].text, "line with a NUL byte");
	assert_int_equal(c.problems[1].line, 3);
	assert_int_equal(c.problems[2].line, 4);
}

static void test_numbers_are_limited(void **state)
{
	auto_dax_conf struct dax_conf c = { 0 };
	auto_free char *text = malloc(40 * (CONF_SECTIONS_MAX + 1));
	size_t i, len = 0;

	assert_non_null(text);
	for (i = 0; i <= CONF_SECTIONS_MAX; i++)
		len += (size_t)snprintf(text + len, 40, "[reconfigure-device %zu]\nx\n", i);
	parse(&c, text);
	assert_int_equal(c.count, CONF_SECTIONS_MAX);
	assert_true(c.incomplete);
	assert_int_equal(c.problem_count, CONF_PROBLEMS_MAX);
	assert_true(c.more_problems > 0);
}

/* --- decision */

static const struct conf_facts facts = {
	.nvdimm_uuids = { UUID },
	.region_uuid = OTHER,
	.has_node = true,
	.node = 1,
	.memdevs = { { true, 0xa0, "0000:0d:00.0" }, { true, 0xa1, "0000:0e:00.0" } },
	.memdev_count = 2,
};

static const struct {
	const char *keys;
	enum conf_match expected;
	const char *reason;
} matches[] = {
	{ "", CONF_NO_KEY,
	  "it has no key that selects devices: nvdimm.uuid, region.uuid, memdev.serial, "
	  "memdev.pci or node" },
	{ "nvdimm.uuid=" UUID, CONF_MATCHES, "" },
	{ "nvdimm.uuid=" OTHER, CONF_DIFFERS, "nvdimm.uuid of the device is " UUID },
	{ "region.uuid=" OTHER, CONF_MATCHES, "" },
	{ "region.uuid=" UUID, CONF_DIFFERS, "region.uuid of the device is " OTHER },
	{ "memdev.serial=161", CONF_MATCHES, "" },
	{ "memdev.serial=0", CONF_DIFFERS, "memdev.serial of the device is 0xa0, 0xa1" },
	{ "memdev.pci=0e:00.0", CONF_MATCHES, "" },
	{ "memdev.pci=0f:00.0", CONF_DIFFERS,
	  "memdev.pci of the device is 0000:0d:00.0, 0000:0e:00.0" },
	{ "node=1", CONF_MATCHES, "" },
	{ "node=0", CONF_DIFFERS, "node of the device is 1" },
	{ "node=1\nmemdev.serial=0xa0\nregion.uuid=" OTHER, CONF_MATCHES, "" },
	{ "node=0\nmemdev.serial=0xa0\nregion.uuid=" OTHER, CONF_DIFFERS,
	  "node of the device is 1" },
};

static void test_all_keys_have_to_match(void **state)
{
	char text[200], reason[CONF_REASON_MAX];
	enum conf_key key;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(matches); i++) {
		auto_dax_conf struct dax_conf c = { 0 };

		snprintf(text, sizeof(text), "[reconfigure-device x]\n%s\n", matches[i].keys);
		parse(&c, text);
		assert_int_equal(c.problem_count, 0);
		assert_int_equal(conf_section_match(&c.at[0], &facts, &key), matches[i].expected);
		conf_section_reason(&c.at[0], &facts, reason, sizeof(reason));
		assert_string_equal(reason, matches[i].reason);
	}
}

/* A device with nothing that selects it: the zeros of the facts are no values. */
static void test_what_a_device_lacks(void **state)
{
	static const char *const keys[] = { "nvdimm.uuid=" UUID, "region.uuid=" UUID,
					    "memdev.serial=0", "memdev.pci=00:00.0", "node=0" };
	const struct conf_facts none = { 0 }, unknown = { .unknown = ~0U };
	char text[200], reason[CONF_REASON_MAX];
	enum conf_key key;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(keys); i++) {
		auto_dax_conf struct dax_conf c = { 0 };

		snprintf(text, sizeof(text), "[reconfigure-device x]\n%s\n", keys[i]);
		parse(&c, text);
		assert_int_equal(conf_section_match(&c.at[0], &none, &key), CONF_DIFFERS);
		conf_section_reason(&c.at[0], &none, reason, sizeof(reason));
		assert_non_null(strstr(reason, "the device has no "));
		assert_int_equal(conf_section_match(&c.at[0], &unknown, &key), CONF_UNKNOWN);
		assert_int_equal(key, i);
		conf_section_reason(&c.at[0], &unknown, reason, sizeof(reason));
		assert_non_null(strstr(reason, " of the device cannot be read"));
	}
}

/* A value that is known to differ decides, before or after one that is not known. */
static void test_unknown_and_different(void **state)
{
	const struct conf_facts f = { .unknown = BIT(CONF_SERIAL), .has_node = true, .node = 1 };
	auto_dax_conf struct dax_conf c = { 0 };
	enum conf_key key;

	parse(&c, "[reconfigure-device a]\nmemdev.serial=1\nnode=2\n"
		  "[reconfigure-device b]\nmemdev.serial=1\nnode=1\n");
	assert_int_equal(conf_section_match(&c.at[0], &f, &key), CONF_DIFFERS);
	assert_int_equal(key, CONF_NODE);
	assert_int_equal(conf_section_match(&c.at[1], &f, &key), CONF_UNKNOWN);
	assert_int_equal(key, CONF_SERIAL);
}

/* Nor the one that a device without a value has. */
static void test_invalid_value(void **state)
{
	static const char *const lines[] = {
		"nvdimm.uuid=x", "region.uuid=", "memdev.serial=x", "memdev.pci=0", "node=x",
	};
	const struct conf_facts f = {
		.has_node = true,
		.memdevs = { { .has_serial = true } },
		.memdev_count = 1,
		.unknown = BIT(CONF_SERIAL) | BIT(CONF_REGION_UUID),
	};
	enum conf_key key;
	char text[80];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		auto_dax_conf struct dax_conf c = { 0 };

		snprintf(text, sizeof(text), "[reconfigure-device a]\n%s\n", lines[i]);
		parse(&c, text);
		assert_int_equal(conf_section_match(c.at, &f, &key), CONF_DIFFERS);
		assert_int_equal(key, i);
	}
}

#define A "[reconfigure-device a]\nnode=1\n"
#define B "[reconfigure-device b]\nmemdev.serial=0xa0\n"

static const struct {
	const char *text;
	enum conf_result result;
	const char *section, *other; /* "": none */
} choices[] = {
	{ "", CONF_RESULT_NONE, "", "" },
	{ "[reconfigure-device a]\nmode=devdax", CONF_RESULT_NONE, "", "" },
	{ A, CONF_RESULT_MATCH, "a", "" },
	{ "[reconfigure-device c]\nnode=2\nmode=devdax\n" A, CONF_RESULT_MATCH, "a", "" },
	{ A B, CONF_RESULT_MATCH, "a", "" },
	{ A "mode=devdax\n" B, CONF_RESULT_AMBIGUOUS, "a", "b" },
	{ A "mode=devdax\nonline=no\n" B "mode=devdax\n", CONF_RESULT_MATCH, "a", "" },
	{ A "online=no\n" B, CONF_RESULT_AMBIGUOUS, "a", "b" },
	{ A "movable=no\n" B, CONF_RESULT_AMBIGUOUS, "a", "b" },
	{ A "movable=no\nonline=no\n" B "online=no\n", CONF_RESULT_MATCH, "a", "" },
	{ A "align=2M\n" B, CONF_RESULT_AMBIGUOUS, "a", "b" },
	{ A "mode=x\n", CONF_RESULT_INVALID, "a", "" },
	{ A B "mode=x\n", CONF_RESULT_INVALID, "b", "" },
	{ "[reconfigure-device a]\nnode=2\nmode=x\n" B, CONF_RESULT_MATCH, "b", "" },
};

static void test_decision(void **state)
{
	struct conf_choice choice;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(choices); i++) {
		auto_dax_conf struct dax_conf c = { 0 };

		parse(&c, choices[i].text);
		dax_conf_choose(&c, &facts, &choice);
		assert_int_equal(choice.result, choices[i].result);
		assert_string_equal(choice.section ? choice.section->name : "", choices[i].section);
		assert_string_equal(choice.other ? choice.other->name : "", choices[i].other);
		c.incomplete = true; /* other sections may match, too */
		dax_conf_choose(&c, &facts, &choice);
		assert_int_equal(choice.result, CONF_RESULT_UNKNOWN);
		assert_int_equal(choice.key, CONF_KEYS);
	}
}

static void test_decision_needs_all_values(void **state)
{
	const struct conf_facts f = { .unknown = BIT(CONF_SERIAL), .has_node = true, .node = 1 };
	auto_dax_conf struct dax_conf c = { 0 };
	struct conf_choice choice;

	parse(&c, A B);
	dax_conf_choose(&c, &f, &choice);
	assert_int_equal(choice.result, CONF_RESULT_UNKNOWN);
	assert_string_equal(choice.section->name, "b");
	assert_int_equal(choice.key, CONF_SERIAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_files_of_ndctl),
		cmocka_unit_test(test_reads_keys_of_cxl),
		cmocka_unit_test(test_booleans_by_first_letter),
		cmocka_unit_test(test_problems_have_a_line),
		cmocka_unit_test(test_keys_before_a_section),
		cmocka_unit_test(test_long_lines_and_nul_bytes),
		cmocka_unit_test(test_numbers_are_limited),
		cmocka_unit_test(test_all_keys_have_to_match),
		cmocka_unit_test(test_what_a_device_lacks),
		cmocka_unit_test(test_unknown_and_different),
		cmocka_unit_test(test_invalid_value),
		cmocka_unit_test(test_decision),
		cmocka_unit_test(test_decision_needs_all_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
