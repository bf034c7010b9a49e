// SPDX-License-Identifier: GPL-2.0-only
/* Records and the writers: JSON, envelope, tables, trees. */
#include <locale.h>

#include "unit.h"

#include "util/cells.h"
#include "util/column-names.h"
#include "util/out-json.h"
#include "util/out.h"
#include "util/wrap.h"

static char *printed(const struct rec *top, const struct out_opts *o, int expected)
{
	size_t len = 0;
	char *text = NULL;
	FILE *f = open_memstream(&text, &len);

	assert_non_null(f);
	assert_int_equal(out_print(f, top, o), expected);
	fclose(f);
	return text;
}

static void json_has_the_order_and_layout_of_ndctl(void **state)
{
	auto_rec struct rec *top = rec_new_arr();
	struct rec *mem = rec_obj(top, NULL), *health = NULL, *list = NULL;
	auto_free char *text = NULL;

	rec_str(mem, "memdev", "mem0");
	rec_num(mem, "ram_size", VAL_SIZE, 268435456);
	rec_num(mem, "serial", VAL_HEX, 0xdeadbeef);
	rec_num(mem, "opaque", VAL_XSTR, 0x10);
	health = rec_obj(mem, "health");
	rec_bool(health, "ok", true);
	rec_int(health, "temperature", -10);
	list = rec_arr(mem, "targets");
	rec_uint(list, NULL, 1);
	rec_str(list, NULL, "a/b");
	rec_arr(mem, "none");
	text = printed(top, &(struct out_opts){ .format = OUT_JSON }, 0);
	assert_string_equal(text, "[\n"
				  "  {\n"
				  "    \"memdev\":\"mem0\",\n"
				  "    \"ram_size\":268435456,\n"
				  "    \"serial\":3735928559,\n"
				  "    \"opaque\":\"0x10\",\n"
				  "    \"health\":{\n"
				  "      \"ok\":true,\n"
				  "      \"temperature\":-10\n"
				  "    },\n"
				  "    \"targets\":[\n"
				  "      1,\n"
				  "      \"a\\/b\"\n"
				  "    ],\n"
				  "    \"none\":[]\n"
				  "  }\n"
				  "]\n");
}

static void human_json_has_sizes_with_units_and_hex(void **state)
{
	auto_rec struct rec *top = rec_new_arr();
	struct rec *mem = rec_obj(top, NULL);
	auto_free char *text = NULL;

	rec_num(mem, "large", VAL_SIZE, 1073741824);
	rec_num(mem, "small", VAL_SIZE, 5119999);
	rec_num(mem, "serial", VAL_HEX, 0xf1);
	rec_num(mem, "resource", VAL_HEX, 0);
	text = printed(top, &(struct out_opts){ .human = true, .bare = true }, 0);
	assert_string_equal(text, "{\n"
				  "  \"large\":\"1024.00 MiB (1073.74 MB)\",\n"
				  "  \"small\":5119999,\n"
				  "  \"serial\":\"0xf1\",\n"
				  "  \"resource\":\"0\"\n"
				  "}\n");
}

static void an_empty_result_is_an_empty_array(void **state)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_free char *text = printed(top, &(struct out_opts){ 0 }, 0);
	auto_free char *bare = printed(top, &(struct out_opts){ .human = true, .bare = true }, 0);
	auto_free char *table = printed(top, &(struct out_opts){ .format = OUT_TABLE }, 0);

	assert_string_equal(text, "[]\n");
	assert_string_equal(bare, "");
	assert_string_equal(table, "");
}

static void several_records_are_an_array_in_human_json(void **state)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_free char *text = NULL;

	rec_uint(rec_obj(top, NULL), "a", 1);
	rec_uint(rec_obj(top, NULL), "a", 2);
	text = printed(top, &(struct out_opts){ .human = true, .bare = true }, 0);
	assert_string_equal(text, "[\n  {\n    \"a\":1\n  },\n  {\n    \"a\":2\n  }\n]\n");
}

static void numbers_beyond_2_63_are_unsigned(void **state)
{
	auto_rec struct rec *top = rec_new_obj();
	auto_free char *line = NULL;
	auto_free char *human = NULL;

	rec_uint(top, "uint", UINT64_MAX);
	rec_num(top, "hex", VAL_HEX, 0x8000000000000000ULL);
	rec_num(top, "size", VAL_SIZE, 0x8000000000000000ULL);
	rec_num(top, "xstr", VAL_XSTR, UINT64_MAX);
	rec_int(top, "int", INT64_MIN);
	line = out_json_line(top);
	assert_string_equal(line, "{\"uint\":18446744073709551615,\"hex\":9223372036854775808,"
				  "\"size\":9223372036854775808,\"xstr\":\"0xffffffffffffffff\","
				  "\"int\":-9223372036854775808}");
	human = printed(top, &(struct out_opts){ .human = true }, 0);
	assert_non_null(strstr(human, "\"0x8000000000000000\""));
	assert_non_null(strstr(human, "\"8388608.00 TiB (9223372.04 TB)\""));
}

static void tenths_are_exact(void **state)
{
	auto_rec struct rec *top = rec_new_obj();
	auto_free char *line = NULL;
	char buf[64];

	rec_num(top, "half", VAL_TENTHS, 25);
	rec_num(top, "whole", VAL_TENTHS, 320);
	rec_num(top, "none", VAL_TENTHS, 0);
	rec_num(top, "least", VAL_TENTHS, 1);
	rec_num(top, "most", VAL_TENTHS, UINT64_MAX);
	line = out_json_line(top);
	assert_string_equal(line, "{\"half\":2.5,\"whole\":32,\"none\":0,\"least\":0.1,"
				  "\"most\":1844674407370955161.5}");
	assert_string_equal(rec_text(rec_get(top, "half"), true, true, buf, sizeof(buf)), "2.5");
}

static void text_from_devices_is_escaped_in_json(void **state)
{
	auto_rec struct rec *top = rec_new_obj();
	auto_free char *line = NULL;

	rec_str(top, "control", "a\x1b[2J\n\"\\");
	rec_str(top, "utf8", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
	/* Invalid byte, overlong, surrogate, above U+10FFFF, incomplete. */
	rec_str(top, "bad", "\xff \xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80 \xe2\x82");
	rec_strf(top, "made", "%s-%d", "x", 7);
	line = out_json_line(top);
	assert_string_equal(line, "{\"control\":\"a\\u001b[2J\\n\\\"\\\\\","
				  "\"utf8\":\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\","
				  "\"bad\":\"? ?? ??? ???? ??\",\"made\":\"x-7\"}");
}

/* Alone in a text, since one of them is enough to look at all the others. */
static void each_character_is_escaped_where_json_needs_it(void **state)
{
	static const struct {
		const char *text, *line, *pretty;
	} cases[] = {
		{ "\"", "\\\"", "\\\"" },
		{ "\\", "\\\\", "\\\\" },
		{ "/", "/", "\\/" },
		{ "\n", "\\n", "\\n" },
		{ "\x1f", "\\u001f", "\\u001f" },
		{ "\x7f", "\\u007f", "\\u007f" },
		{ " ", " ", " " },
		{ "~", "~", "~" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		auto_rec struct rec *top = rec_new_arr();
		auto_free char *line = NULL;
		auto_free char *pretty = NULL;
		char expected[40];

		rec_str(top, NULL, cases[i].text);
		line = out_json_line(top);
		snprintf(expected, sizeof(expected), "[\"%s\"]", cases[i].line);
		assert_string_equal(line, expected);
		pretty = printed(top, &(struct out_opts){ .human = false }, 0);
		snprintf(expected, sizeof(expected), "[\n  \"%s\"\n]\n", cases[i].pretty);
		assert_string_equal(pretty, expected);
	}
}

static void members_are_found_by_key(void **state)
{
	auto_rec struct rec *top = rec_new_obj();
	struct rec *arr = rec_arr(top, "arr");
	int i;

	rec_str(top, "name", "mem0");
	for (i = 0; i < 3; i++)
		rec_uint(top, rec_keyf(top, "slot_%d", i), (u64)i);
	assert_string_equal(rec_get_str(top, "name"), "mem0");
	assert_int_equal(rec_get(top, "slot_2")->u, 2);
	assert_null(rec_get(top, "slot_3"));
	assert_null(rec_get_str(top, "slot_1"));
	assert_null(rec_get(arr, "name"));
	assert_int_equal(top->count, 5);
}

static void loose_containers_can_be_attached_later(void **state)
{
	auto_rec struct rec *top = rec_new_arr();
	struct rec *late = rec_loose(top, VAL_OBJ);
	auto_free char *line = NULL;

	rec_bool(late, "late", true);
	rec_loose(top, VAL_ARR); /* never attached */
	rec_uint(rec_obj(top, NULL), "early", 1);
	rec_attach(top, NULL, late);
	line = out_json_line(top);
	assert_string_equal(line, "[{\"early\":1},{\"late\":true}]");
}

static void many_nodes_and_long_strings_are_stored(void **state)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_free char *text = malloc(100001);
	auto_free char *line = NULL;
	int i;

	memset(text, 'x', 100000);
	text[100000] = '\0';
	for (i = 0; i < 5000; i++)
		rec_uint(top, NULL, 0);
	rec_str(top, NULL, text);
	assert_false(rec_failed(top));
	line = out_json_line(top);
	assert_int_equal(strlen(line), 2 + 2 * 5000 + 100002);
}

/* Remove blanks at the end of lines; with @all also replace runs of blanks by one. */
static void squeeze(char *text, bool all)
{
	char *start = text, *to = text;

	for (; *text; text++) {
		if (*text == '\n')
			while (to > start && to[-1] == ' ')
				to--;
		if (all && *text == ' ' && text[1] == ' ')
			continue;
		*to++ = *text;
	}
	*to = '\0';
}

/* A bus with two memdevs; the second has no health. */
static struct rec *sample(void)
{
	struct rec *top = rec_new_arr();
	struct rec *bus = rec_obj(top, NULL), *arr, *mem, *health;

	rec_str(bus, "bus", "root0");
	rec_str(bus, "provider", "ACPI.CXL");
	arr = rec_arr(bus, "memdevs:root0");
	mem = rec_obj(arr, NULL);
	rec_str(mem, "memdev", "mem0");
	rec_num(mem, "ram_size", VAL_SIZE, 1073741824);
	rec_num(mem, "serial", VAL_HEX, 0x1f);
	health = rec_obj(mem, "health");
	rec_int(health, "temperature", -10);
	mem = rec_obj(arr, NULL);
	rec_str(mem, "memdev", "m\x1b[0m");
	rec_num(mem, "ram_size", VAL_SIZE, 4096);
	return top;
}

static void each_kind_of_row_has_its_own_table(void **state)
{
	auto_rec struct rec *top = sample();
	auto_free char *text = printed(top, &(struct out_opts){ .format = OUT_TABLE }, 0);

	squeeze(text, false);
	assert_string_equal(text, "BUS   PROVIDER\n"
				  "root0 ACPI.CXL\n"
				  "\n"
				  "BUS   MEMDEV    RAM-SIZE SERIAL HEALTH.TEMPERATURE\n"
				  "root0 mem0   1024.00 MiB   0x1f                -10\n"
				  "root0 m?[0m         4096\n");
}

static void tables_print_the_requested_columns(void **state)
{
	auto_rec struct rec *top = sample();
	struct out_opts o = {
		.format = OUT_TABLE,
		.columns = "health.temperature,memdev,ram_size",
		.noheadings = true,
		.bytes = true,
	};
	auto_free char *text = printed(top, &o, 0);
	auto_free char *some = NULL, *none = NULL;

	squeeze(text, true);
	assert_string_equal(text, " -10 mem0 1073741824\n m?[0m 4096\n");
	/* A key of other objects is an empty column. */
	o.columns = "memdev,absent";
	some = printed(top, &o, 0);
	squeeze(some, true);
	assert_string_equal(some, "mem0\nm?[0m\n");
	o.columns = "nonsense,absent";
	none = printed(top, &o, 0);
	assert_string_equal(none, "");
}

static void column_names_have_several_spellings(void **state)
{
	auto_rec struct rec *top = sample();
	struct out_opts o = { .format = OUT_TABLE,
			      .columns = "RAM-SIZE \t,Memdev,",
			      .noheadings = true };
	auto_free char *text = printed(top, &o, 0);

	squeeze(text, true);
	assert_string_equal(text, "1024.00 MiB mem0\n 4096 m?[0m\n");
	assert_true(column_known("a, health.b", "HEALTH.B", 8));
	assert_true(column_known("a, slot_#_version", "slot_12_version", 15));
	assert_true(column_known("a, slot_#_version", "slot-1-version", 14));
	assert_false(column_known("a, slot_#_version", "slot__version", 13));
	assert_false(column_known("a, slot_#_version", "slot_1_versio", 13));
	assert_false(column_known("a, slot_#", "slot_,2", 5));
	assert_false(column_known("a, health.b", "health", 6));
	assert_false(column_known("a, health.b", "health.c", 8));
	assert_false(column_known("a, health.b", "health.", 7));
	assert_false(column_known("a, health.b", "health.b.c", 10));
	assert_false(column_known("a, health", "health.b", 8));
	assert_false(column_known("a, health", "heal", 4));
	assert_false(column_known("a, health", "ab", 2));
	assert_false(column_known(NULL, "a", 1));
}

static void unknown_names_are_listed(void **state)
{
	auto_strbuf struct strbuf b = { 0 }, merged = { 0 };

	columns_unknown("a_b c", "A-B,x  y,c", &b);
	assert_string_equal(b.s, "x, y");
	columns_merge(&merged, "a,b");
	columns_merge(&merged, NULL);
	columns_merge(&merged, "b c");
	assert_string_equal(merged.s, "a, b, c");
}

static struct rec *wide(size_t rows)
{
	struct rec *top = rec_new_arr(), *o, *arr;
	size_t i;

	for (i = 0; i < rows; i++) {
		o = rec_obj(top, NULL);
		rec_strf(o, "memdev", "mem%zu", i);
		rec_str(o, "path", "one/two/three");
		arr = rec_arr(o, "effects");
		rec_str(arr, NULL, "immediate_change");
		rec_str(arr, NULL, "background");
		rec_num(o, "serial", VAL_HEX, 0x123456789abcdef0);
	}
	return top;
}

static void wide_tables_are_wrapped(void **state)
{
	struct out_opts o = { .format = OUT_TABLE, .width = 60 };
	auto_rec struct rec *top = wide(2);
	auto_free char *fits = NULL, *all = NULL;
	auto_free char *text = printed(top, &o, 0);

	squeeze(text, true);
	assert_string_equal(text, "MEMDEV PATH EFFECTS SERIAL\n"
				  "mem0 one/two/three immediate_change, 0x123456789abcdef0\n"
				  " background\n"
				  "mem1 one/two/three immediate_change, 0x123456789abcdef0\n"
				  " background\n");
	/* 6 + 13 + 27 + 18 and 3 blanks */
	o.width = 67;
	fits = printed(top, &o, 0);
	assert_non_null(strstr(fits, "immediate_change,background 0x"));
	o.width = 0;
	all = printed(top, &o, 0);
	assert_string_equal(all, fits);
}

static void minor_columns_are_left_out_of_wide_tables(void **state)
{
	/* 6 + 5 + 17 + 18 and 3 blanks at least */
	struct out_opts o = { .format = OUT_TABLE, .width = 49, .minor_columns = "path,effects" };
	auto_rec struct rec *top = wide(2);
	auto_free char *all = printed(top, &o, 0), *less = NULL, *blocks = NULL, *whole = NULL;

	assert_non_null(strstr(all, "MEMDEV PATH "));
	o.width = 48;
	less = printed(top, &o, 0);
	squeeze(less, true);
	assert_non_null(strstr(less, "MEMDEV EFFECTS SERIAL\n"));
	o.width = 24; /* of mem0 and serial: 25 */
	blocks = printed(top, &o, 0);
	assert_string_equal(blocks, "memdev   mem0\n"
				    "path     one/two/three\n"
				    "effects  immediate_change,background\n"
				    "serial   0x123456789abcdef0\n"
				    "\n"
				    "memdev   mem1\n"
				    "path     one/two/three\n"
				    "effects  immediate_change,background\n"
				    "serial   0x123456789abcdef0\n");
	o.noheadings = true;
	whole = printed(top, &o, 0);
	squeeze(whole, true);
	assert_non_null(strstr(whole, "mem1 one/two/three immediate_change,background 0x"));
}

static void a_single_row_is_printed_as_a_block(void **state)
{
	struct out_opts o = { .format = OUT_TABLE, .width = 34 };
	auto_rec struct rec *top = wide(1);
	auto_free char *text = printed(top, &o, 0), *table = NULL;

	assert_string_equal(text, "memdev   mem0\n"
				  "path     one/two/three\n"
				  "effects  immediate_change,\n"
				  "         background\n"
				  "serial   0x123456789abcdef0\n");
	o.columns = "memdev,path";
	table = printed(top, &o, 0);
	assert_string_equal(table, "MEMDEV PATH\nmem0   one/two/three\n");
}

static char *cell_of_two(const char *a, const char *b)
{
	auto_rec struct rec *row = rec_new_obj();
	struct rec *list = rec_arr(row, "list");

	rec_str(list, NULL, a);
	rec_str(list, NULL, b);
	return cell_text(row, "list", false);
}

static void elements_with_blanks_are_separated_by_semicolons(void **state)
{
	auto_free char *words = cell_of_two("a", "b-c"), *blank = cell_of_two("a", "b c"),
		       *comma = cell_of_two("a,b", "c");

	assert_string_equal(words, "a,b-c");
	assert_string_equal(blank, "a; b c");
	assert_string_equal(comma, "a,b; c");
}

static void long_hexadecimal_texts_are_wrapped(void **state)
{
	auto_free char *hex = wrap_text("x 00112233445566778899aabbccddeeff0123", 18),
		       *word = wrap_text("00112233445566778899aabbccddeefg", 20);

	assert_string_equal(hex, "x 0011223344556677\n8899aabbccddeeff\n0123");
	assert_int_equal(wrap_least("00112233445566778899aabbccddeeff"), 16);
	assert_string_equal(word, "00112233445566778899\naabbccddeefg");
}

static void what_is_longer_than_a_line_is_broken(void **state)
{
	auto_free char *dots = wrap_text("a ................ b", 10),
		       *blanks = wrap_text("           a", 10), *characters = NULL,
		       *path = wrap_text("cannot read /etc/daxctl.conf.d", 13);

	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
	characters = wrap_text("\u00e4\u00f6\u00fc\u4e2d\u6587", 5);
	setlocale(LC_CTYPE, "C");
	assert_string_equal(dots, "a\n..........\n...... b");
	assert_string_equal(blanks, "a");
	assert_string_equal(path, "cannot read\n/etc/\ndaxctl.conf.d");
	assert_string_equal(characters, "\u00e4\u00f6\u00fc\u4e2d\n\u6587");
}

/* Records of a list without names; the first member is not in all of them. */
static void rows_without_a_name(void **state)
{
	struct out_opts o = { .format = OUT_PAIRS };
	auto_rec struct rec *top = rec_new_arr();
	auto_free char *pairs = NULL, *table = NULL, *tree = NULL;
	struct rec *mem = rec_obj(top, NULL), *list, *r;

	rec_str(mem, "memdev", "mem0");
	list = rec_arr(mem, "media_errors");
	r = rec_obj(list, NULL);
	rec_num(r, "offset", VAL_HEX, 4096);
	rec_uint(r, "length", 64);
	r = rec_obj(list, NULL);
	rec_uint(r, "length", 128);
	rec_str(r, "source", "Injected");
	pairs = printed(top, &o, 0);
	assert_string_equal(pairs,
			    "MEMDEV=\"mem0\" OFFSET=\"0x1000\" LENGTH=\"64\" SOURCE=\"\"\n"
			    "MEMDEV=\"mem0\" OFFSET=\"\" LENGTH=\"128\" SOURCE=\"Injected\"\n");
	o.format = OUT_TREE;
	tree = printed(top, &o, 0);
	assert_non_null(strstr(tree, "0x1000: 64"));
	assert_non_null(strstr(tree, "128: Injected"));
	o.format = OUT_TABLE;
	o.columns = "length,memdev";
	table = printed(top, &o, 0);
	assert_string_equal(table, "LENGTH MEMDEV\n    64 mem0\n   128 mem0\n");
}

static void pairs_are_quoted_for_a_shell(void **state)
{
	static const char hostile[] = "\"$(x)`y`\\\n\x1b'\xe2\x80\xae\xc3(;";
	struct out_opts o = { .format = OUT_PAIRS };
	auto_rec struct rec *top = rec_new_arr();
	auto_free char *text = NULL, *selected = NULL;
	struct rec *r = rec_obj(top, NULL);

	rec_str(r, "memdev", "mem0");
	rec_str(r, "firmware_version", hostile);
	rec_str(r, "path", "p");
	rec_num(rec_obj(r, "health"), "2a-b", VAL_SIZE, 1073741824);
	rec_str(rec_obj(top, NULL), "memdev", "mem1");
	text = printed(top, &o, 0);
	assert_string_equal(
		text, "MEMDEV=\"mem0\" FIRMWARE_VERSION=\"\\\"\\$(x)\\`y\\`\\\\"
		      "?"
		      "?'??"
		      "(;\" CXL_PATH=\"p\" HEALTH_2A_B=\"1024.00 MiB\"\n"
		      "MEMDEV=\"mem1\" FIRMWARE_VERSION=\"\" CXL_PATH=\"\" HEALTH_2A_B=\"\"\n");
	o.columns = "PATH,memdev";
	o.bytes = true;
	selected = printed(top, &o, 0);
	assert_string_equal(selected, "CXL_PATH=\"p\" MEMDEV=\"mem0\"\n"
				      "CXL_PATH=\"\" MEMDEV=\"mem1\"\n");
}

static void trees_print_rows_below_their_parents(void **state)
{
	auto_rec struct rec *top = sample();
	auto_free char *text = NULL;
	struct out_opts o = { .format = OUT_TREE };

	text = printed(top, &o, 0);
	assert_non_null(strstr(text, "NAME"));
	assert_non_null(strstr(text, "RAM-SIZE"));
	assert_non_null(strstr(text, "\nroot0 "));
	assert_non_null(strstr(text, "-mem0"));
	assert_non_null(strstr(text, "1024.00 MiB"));
	assert_null(strchr(text, '\x1b'));
}

static void the_envelope_has_all_members(void **state)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_rec struct rec *errors = rec_new_arr();
	auto_free char *text = NULL;

	rec_str(rec_obj(errors, NULL), "message", "gone");
	text = printed(top,
		       &(struct out_opts){ .format = OUT_ENVELOPE,
					   .tool = "cxl",
					   .verb = "list",
					   .errors = errors },
		       0);
	assert_non_null(strstr(text, "  \"schema\":\"cxl-utils\\/envelope\\/1\",\n  \"tool\":{\n"
				     "    \"name\":\"cxl\",\n"));
	assert_non_null(strstr(text, "    \"command\":\"list\"\n  },\n  \"host\":\""));
	assert_non_null(strstr(text, "\",\n  \"result\":[],\n  \"errors\":[\n    {\n"
				     "      \"message\":\"gone\"\n    }\n  ],\n"
				     "  \"warnings\":[]\n}\n"));
}

static void scalars_have_a_text(void **state)
{
	auto_rec struct rec *top = rec_new_obj();
	char buf[64];

	rec_bool(top, "b", false);
	rec_num(top, "s", VAL_SIZE, 2147483648);
	rec_num(top, "h", VAL_HEX, 255);
	assert_string_equal(rec_text(rec_get(top, "b"), false, false, buf, 64), "false");
	assert_string_equal(rec_text(rec_get(top, "s"), false, false, buf, 64), "2147483648");
	assert_string_equal(rec_text(rec_get(top, "s"), true, false, buf, 64),
			    "2.00 GiB (2.15 GB)");
	assert_string_equal(rec_text(rec_get(top, "s"), true, true, buf, 64), "2147483648");
	assert_string_equal(rec_text(rec_get(top, "h"), false, false, buf, 64), "255");
	assert_string_equal(rec_text(rec_get(top, "h"), true, false, buf, 64), "0xff");
	assert_string_equal(rec_text(top, true, false, buf, 64), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_has_the_order_and_layout_of_ndctl),
		cmocka_unit_test(human_json_has_sizes_with_units_and_hex),
		cmocka_unit_test(an_empty_result_is_an_empty_array),
		cmocka_unit_test(several_records_are_an_array_in_human_json),
		cmocka_unit_test(numbers_beyond_2_63_are_unsigned),
		cmocka_unit_test(tenths_are_exact),
		cmocka_unit_test(text_from_devices_is_escaped_in_json),
		cmocka_unit_test(each_character_is_escaped_where_json_needs_it),
		cmocka_unit_test(members_are_found_by_key),
		cmocka_unit_test(loose_containers_can_be_attached_later),
		cmocka_unit_test(many_nodes_and_long_strings_are_stored),
		cmocka_unit_test(each_kind_of_row_has_its_own_table),
		cmocka_unit_test(tables_print_the_requested_columns),
		cmocka_unit_test(column_names_have_several_spellings),
		cmocka_unit_test(unknown_names_are_listed),
		cmocka_unit_test(wide_tables_are_wrapped),
		cmocka_unit_test(minor_columns_are_left_out_of_wide_tables),
		cmocka_unit_test(a_single_row_is_printed_as_a_block),
		cmocka_unit_test(elements_with_blanks_are_separated_by_semicolons),
		cmocka_unit_test(long_hexadecimal_texts_are_wrapped),
		cmocka_unit_test(what_is_longer_than_a_line_is_broken),
		cmocka_unit_test(rows_without_a_name),
		cmocka_unit_test(pairs_are_quoted_for_a_shell),
		cmocka_unit_test(trees_print_rows_below_their_parents),
		cmocka_unit_test(the_envelope_has_all_members),
		cmocka_unit_test(scalars_have_a_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
