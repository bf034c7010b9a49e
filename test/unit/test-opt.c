// SPDX-License-Identifier: GPL-2.0-only
/* The option parser: forms accepted by ndctl, and all messages. */
#include "unit.h"

#include "util/opt.h"

struct values {
	bool human, buses, memdevs, no_movable, debug;
	unsigned int verbose;
	int ways;
	const char *memdev, *type, *zone;
	struct opt_list fields;
};

static const char *const types[] = { "ram", "pmem", NULL };

static const struct opt table[] = {
	OPT_STR_ROW('m', "memdev", struct values, memdev, "memdev", "filter by memdev"),
	OPT_BOOL_ROW('M', "memdevs", struct values, memdevs, "include memdevs"),
	OPT_BOOL_ROW('B', "buses", struct values, buses, "include buses"),
	OPT_BOOL_ROW('u', "human", struct values, human, "human-readable"),
	{ 'v', "verbose", OPT_COUNT, offsetof(struct values, verbose), NULL, "increase verbosity",
	  NULL },
	{ 'w', "ways", OPT_INT, offsetof(struct values, ways), "n", "number of ways", NULL },
	OPT_ENUM_ROW('t', "type", struct values, type, "type", types, "kind of memory"),
	{ 0, "field", OPT_LIST, offsetof(struct values, fields), "key=value", "may repeat", NULL },
	OPT_BOOL_ROW(0, "no-movable", struct values, no_movable, "keep in the normal zone"),
	OPT_STR_ROW(0, "a-name-that-is-too-long-for-the-column", struct values, zone, "z", "last"),
	{ 0, NULL, OPT_BOOL, 0, NULL, NULL, NULL },
};

static const struct opt more[] = {
	OPT_BOOL_ROW(0, "debug", struct values, debug, "debug messages"),
	{ 0, NULL, OPT_BOOL, 0, NULL, NULL, NULL },
};

static struct opt_set set = { .tables = { table, more }, .usage = "cxl test [<options>]" };

static const char all_usage[] = "\n usage: cxl test [<options>]\n\n"
				"    -m, --memdev <memdev>\n"
				"                          filter by memdev\n"
				"    -M, --memdevs         include memdevs\n"
				"    -B, --buses           include buses\n"
				"    -u, --human           human-readable\n"
				"    -v, --verbose         increase verbosity\n"
				"    -w, --ways <n>        number of ways\n"
				"    -t, --type <type>     kind of memory\n"
				"        --field <key=value>\n"
				"                          may repeat\n"
				"        --no-movable      keep in the normal zone\n"
				"        --a-name-that-is-too-long-for-the-column <z>\n"
				"                          last\n"
				"        --debug           debug messages\n\n";

#define SEE " See 'cxl test --help' for a description of the options.\n"

static const char synopsis[] = "\n usage: cxl test [<options>]\n\n" SEE;

/* The result of one call of opt_parse(): values, positional arguments, output. */
struct run {
	struct values v;
	char *argv[16];
	int argc;
	enum opt_result result;
	char *err, *out;
};

static void run_free(struct run *r)
{
	free(r->err);
	free(r->out);
}

#define auto_run __attribute__((cleanup(run_free))) struct run

static struct run parse_args(const char *const *args, struct values before)
{
	struct run r = { .v = before };
	struct capture err, out;

	while (args[r.argc]) {
		assert_true(r.argc < 15);
		r.argv[r.argc] = (char *)args[r.argc];
		r.argc++;
	}
	capture_start(&err, stderr);
	capture_start(&out, stdout);
	r.result = opt_parse(&set, &r.argc, r.argv, &r.v);
	r.out = capture_end(&out);
	r.err = capture_end(&err);
	return r;
}

#define PARSE(...) parse_args((const char *const[]){ __VA_ARGS__, NULL }, (struct values){ 0 })

static void assert_usage(const struct run *r, const char *first, const char *rest)
{
	size_t len = strlen(first);

	assert_int_equal(r->result, OPT_USAGE);
	assert_string_equal(r->out, "");
	assert_int_equal(strncmp(r->err, first, len), 0);
	assert_string_equal(r->err + len, rest);
}

static void assert_parsed(const struct run *r, int positional)
{
	assert_int_equal(r->result, OPT_PARSED);
	assert_string_equal(r->err, "");
	assert_string_equal(r->out, "");
	assert_int_equal(r->argc, positional);
}

static void short_options_can_be_bundled(void **state)
{
	auto_run r = PARSE("-BMuvv");

	assert_parsed(&r, 0);
	assert_true(r.v.buses && r.v.memdevs && r.v.human);
	assert_int_equal(r.v.verbose, 2);
}

static void a_bundle_may_end_with_a_value(void **state)
{
	auto_run attached = PARSE("-BMmmem0");
	auto_run next = PARSE("-Bm", "mem0", "x");

	assert_parsed(&attached, 0);
	assert_true(attached.v.buses && attached.v.memdevs);
	assert_string_equal(attached.v.memdev, "mem0");
	assert_parsed(&next, 1);
	assert_string_equal(next.v.memdev, "mem0");
	assert_string_equal(next.argv[0], "x");
}

static void values_are_attached_or_follow(void **state)
{
	static const char *const spellings[][3] = {
		{ "-mmem0" },
		{ "-m", "mem0" },
		{ "--memdev=mem0" },
		{ "--memdev", "mem0" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(spellings); i++) {
		auto_run r = parse_args(spellings[i], (struct values){ 0 });

		assert_parsed(&r, 0);
		assert_string_equal(r.v.memdev, "mem0");
	}
}

static void a_blank_before_an_attached_value_is_kept(void **state)
{
	auto_run r = PARSE("-m mem0");

	assert_parsed(&r, 0);
	assert_string_equal(r.v.memdev, " mem0");
}

static void values_may_look_like_options(void **state)
{
	auto_run r = PARSE("-m", "-B", "--field", "--", "--field=", "-w", "-3");

	assert_parsed(&r, 0);
	assert_string_equal(r.v.memdev, "-B");
	assert_false(r.v.buses);
	assert_int_equal(r.v.fields.count, 2);
	assert_string_equal(r.v.fields.values[0], "--");
	assert_string_equal(r.v.fields.values[1], "");
	assert_int_equal(r.v.ways, -3);
}

static void unique_prefixes_are_accepted(void **state)
{
	auto_run r = PARSE("--hum", "--bus", "--wa=4", "--de", "--ty", "ram");

	assert_parsed(&r, 0);
	assert_true(r.v.human && r.v.buses && r.v.debug);
	assert_int_equal(r.v.ways, 4);
	assert_string_equal(r.v.type, "ram");
}

static void an_exact_name_wins_over_a_prefix(void **state)
{
	auto_run r = PARSE("--memdev", "mem1", "--memdevs");

	assert_parsed(&r, 0);
	assert_string_equal(r.v.memdev, "mem1");
	assert_true(r.v.memdevs);
}

static void ambiguous_prefixes_are_errors(void **state)
{
	auto_run r = PARSE("--mem", "mem0");
	auto_run no = PARSE("--no-mem");

	assert_usage(&r, "  Error: Ambiguous option: mem (could be --memdev or --memdevs)\n",
		     synopsis);
	assert_usage(&no,
		     "  Error: Ambiguous option: no-mem (could be --no-memdev or "
		     "--no-memdevs)\n",
		     synopsis);
}

static void every_option_can_be_unset(void **state)
{
	const struct values before = {
		.human = true,
		.verbose = 3,
		.ways = 7,
		.memdev = "mem0",
		.no_movable = true,
		.fields = { .count = 1 },
	};
	/* clang-format off */
	static const char *const args[] = {
		"--no-human", "--no-verbose", "--no-ways", "--no-memdev", "--no-field", "--movable",
		NULL,
	};
	/* clang-format on */
	auto_run r = parse_args(args, before);

	assert_parsed(&r, 0);
	assert_false(r.v.human);
	assert_int_equal(r.v.verbose, 0);
	assert_int_equal(r.v.ways, 0);
	assert_null(r.v.memdev);
	assert_int_equal(r.v.fields.count, 0);
	assert_false(r.v.no_movable);
}

static void options_named_no_x_can_be_set_and_unset(void **state)
{
	auto_run r = PARSE("--no-movable");
	auto_run prefix = PARSE("--no-mov"), dash = PARSE("--no-");
	auto_run last = PARSE("--no-movable", "--mov");

	assert_parsed(&r, 0);
	assert_true(r.v.no_movable);
	assert_parsed(&prefix, 0);
	assert_true(prefix.v.no_movable);
	assert_parsed(&dash, 0);
	assert_true(dash.v.no_movable);
	assert_parsed(&last, 0);
	assert_false(last.v.no_movable);
}

/* "mo" is --mode: that it could also be the negation of --no-movable does not count. */
static void abbreviations_are_of_options_rather_than_of_negations(void **state)
{
	/* clang-format off */
	static const struct opt before[] = {
		OPT_BOOL_ROW(0, "no-movable", struct values, no_movable, "zone Normal"),
		{ 0 },
	};
	static const struct opt after[] = {
		OPT_STR_ROW(0, "mode", struct values, type, "mode", "mode"),
		{ 0 },
	};
	/* clang-format on */
	struct opt_set sets[] = { { .tables = { before, after }, .usage = "cxl test" },
				  { .tables = { after, before }, .usage = "cxl test" } };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sets); i++) {
		struct values v = { .no_movable = true };
		char *args[] = { (char *)"--mo=devdax", (char *)"--m", (char *)"famfs",
				 (char *)"--no-mo" };
		int first = 1, second = 2, negated = 1;
		struct capture err;
		char *text;

		assert_int_equal(opt_parse(&sets[i], &first, args, &v), OPT_PARSED);
		assert_string_equal(v.type, "devdax");
		assert_int_equal(opt_parse(&sets[i], &second, args + 1, &v), OPT_PARSED);
		assert_string_equal(v.type, "famfs");
		assert_true(v.no_movable);
		assert_ptr_equal(opt_find_long(&sets[i], "mo", 2), after);
		capture_start(&err, stderr);
		assert_int_equal(opt_parse(&sets[i], &negated, args + 3, &v), OPT_USAGE);
		text = capture_end(&err);
		assert_non_null(strstr(text, "Ambiguous option: no-mo (could be --no-mo"));
		free(text);
	}
}

static void positional_arguments_and_options_can_be_mixed(void **state)
{
	auto_run r = PARSE("mem0", "-B", "-", "--memdev", "x", "mem1", "-u", "");

	assert_parsed(&r, 4);
	assert_true(r.v.buses && r.v.human);
	assert_string_equal(r.argv[0], "mem0");
	assert_string_equal(r.argv[1], "-");
	assert_string_equal(r.argv[2], "mem1");
	assert_string_equal(r.argv[3], "");
}

static void two_dashes_end_the_options(void **state)
{
	auto_run r = PARSE("a", "-B", "--", "-u", "--", "--nonsense");

	assert_parsed(&r, 4);
	assert_true(r.v.buses);
	assert_false(r.v.human);
	assert_string_equal(r.argv[0], "a");
	assert_string_equal(r.argv[1], "-u");
	assert_string_equal(r.argv[2], "--");
	assert_string_equal(r.argv[3], "--nonsense");
}

static void numbers_are_decimal(void **state)
{
	static const char *const good[] = { "-w010", "-w 10", "-w+10", "-w \t+010" };
	static const char *const bad[] = {
		"-w4x", "-w0x4", "-w", "-w99999999999", "-w4 ", "-w+-4"
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(good); i++) {
		auto_run r = PARSE(good[i]);

		assert_parsed(&r, 0);
		assert_int_equal(r.v.ways, 10);
	}
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		auto_run r = PARSE(bad[i], "");

		assert_usage(&r, "  Error: switch `w' expects a numerical value\n",
			     "\n usage: cxl test [<options>]\n\n"
			     "    -w, --ways <n>        number of ways\n\n" SEE);
	}
}

static void missing_values_are_errors(void **state)
{
	auto_run s = PARSE("-Bm"), l = PARSE("-B", "--memdev");

	assert_usage(&s, "  Error: switch `m' requires a value\n",
		     "\n usage: cxl test [<options>]\n\n"
		     "    -m, --memdev <memdev>\n"
		     "                          filter by memdev\n\n" SEE);
	assert_usage(&l, "  Error: option `memdev' requires a value\n",
		     "\n usage: cxl test [<options>]\n\n"
		     "    -m, --memdev <memdev>\n"
		     "                          filter by memdev\n\n" SEE);
}

static void values_of_boolean_options_are_errors(void **state)
{
	auto_run r = PARSE("--human=yes"), no = PARSE("--no-memdev=mem0");

	assert_usage(&r, "  Error: option `human' takes no value\n",
		     "\n usage: cxl test [<options>]\n\n"
		     "    -u, --human           human-readable\n\n" SEE);
	assert_int_equal(no.result, OPT_USAGE);
	assert_non_null(strstr(no.err, "takes no value"));
}

static void unknown_options_print_the_synopsis(void **state)
{
	auto_run s = PARSE("-Bz"), l = PARSE("--nonsense=3"), no = PARSE("--no-nonsense");

	assert_usage(&s, "  Error: unknown switch `z'\n", synopsis);
	assert_usage(&l, "  Error: unknown option `nonsense=3'\n", synopsis);
	assert_usage(&no, "  Error: unknown option `no-nonsense'\n", synopsis);
}

static void one_dash_before_a_long_name_is_an_error(void **state)
{
	auto_run r = PARSE("-memdev"), part = PARSE("-hum"), small = PARSE("-me");

	assert_usage(&r, "  Error: did you mean `--memdev` (with two dashes ?)\n", synopsis);
	assert_usage(&part, "  Error: did you mean `--hum` (with two dashes ?)\n", synopsis);
	assert_parsed(&small, 0);
	assert_string_equal(small.v.memdev, "e");
}

static void help_prints_the_usage(void **state)
{
	static const char *const spellings[] = { "-h", "--help", "--help-all", "-Bh" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(spellings); i++) {
		auto_run r = PARSE("-B", spellings[i]);

		assert_int_equal(r.result, OPT_HELPED);
		assert_string_equal(r.out, all_usage);
		assert_string_equal(r.err, "");
	}
}

static void help_of_ndctl_is_on_stderr(void **state)
{
	struct values v = { 0 };
	char *argv[] = { (char *)"-h" };
	struct opt_set old = set;
	struct capture err;
	int argc = 1;
	char *text;

	old.help_on_stderr = true;
	capture_start(&err, stderr);
	assert_int_equal(opt_parse(&old, &argc, argv, &v), OPT_USAGE);
	text = capture_end(&err);
	assert_string_equal(text, all_usage);
	free(text);
}

static void list_opts_prints_one_line_on_stdout(void **state)
{
	auto_run r = PARSE("-B", "--list-opts", "--nonsense");

	assert_int_equal(r.result, OPT_LISTED);
	assert_string_equal(r.err, "");
	assert_string_equal(r.out,
			    "--memdev --memdevs --buses --human --verbose --ways --type --field "
			    "--no-movable --a-name-that-is-too-long-for-the-column --debug ");
}

static void values_not_allowed_are_errors(void **state)
{
	auto_run good = PARSE("--type=pmem"), bad = PARSE("-t", "pme");

	assert_parsed(&good, 0);
	assert_string_equal(good.v.type, "pmem");
	assert_usage(&bad, "  Error: option `type' has invalid value 'pme': expected ram or pmem\n",
		     synopsis);
}

static void lists_are_limited(void **state)
{
	char *argv[OPT_LIST_MAX + 2];
	struct values v = { 0 };
	struct capture err;
	auto_free char *text = NULL;
	int argc, i;

	for (i = 0; i < OPT_LIST_MAX + 1; i++)
		argv[i] = (char *)"--field=x";
	argv[i] = NULL;
	argc = OPT_LIST_MAX;
	assert_int_equal(opt_parse(&set, &argc, argv, &v), OPT_PARSED);
	assert_int_equal(v.fields.count, OPT_LIST_MAX);
	v.fields.count = 0;
	argc = OPT_LIST_MAX + 1;
	capture_start(&err, stderr);
	assert_int_equal(opt_parse(&set, &argc, argv, &v), OPT_USAGE);
	text = capture_end(&err);
	assert_non_null(strstr(text, "option `field' is used too many times"));
}

static void usage_errors_print_the_synopsis(void **state)
{
	struct capture err;
	auto_free char *text = NULL;
	int rc;

	capture_start(&err, stderr);
	rc = opt_usage_error(&set, "unknown parameter \"%s\"", "foo");
	text = capture_end(&err);
	assert_int_equal(rc, 129);
	assert_int_equal(strncmp(text, "  Error: unknown parameter \"foo\"\n", 33), 0);
	assert_string_equal(text + 33, synopsis);
}

static void the_first_error_is_kept(void **state)
{
	struct opt_set own = set;
	struct capture err;
	auto_free char *text = NULL;

	own.error[0] = '\0';
	capture_start(&err, stderr);
	opt_error(&own, "one %d", 1);
	opt_usage_error(&own, "two");
	text = capture_end(&err);
	assert_string_equal(own.error, "one 1");
	assert_int_equal(strncmp(text, "  Error: one 1\n  Error: two\n", 28), 0);
}

static void no_arguments_are_accepted(void **state)
{
	auto_run r = parse_args((const char *const[]){ NULL }, (struct values){ 0 });

	assert_parsed(&r, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_options_can_be_bundled),
		cmocka_unit_test(a_bundle_may_end_with_a_value),
		cmocka_unit_test(values_are_attached_or_follow),
		cmocka_unit_test(a_blank_before_an_attached_value_is_kept),
		cmocka_unit_test(values_may_look_like_options),
		cmocka_unit_test(unique_prefixes_are_accepted),
		cmocka_unit_test(an_exact_name_wins_over_a_prefix),
		cmocka_unit_test(ambiguous_prefixes_are_errors),
		cmocka_unit_test(every_option_can_be_unset),
		cmocka_unit_test(options_named_no_x_can_be_set_and_unset),
		cmocka_unit_test(abbreviations_are_of_options_rather_than_of_negations),
		cmocka_unit_test(positional_arguments_and_options_can_be_mixed),
		cmocka_unit_test(two_dashes_end_the_options),
		cmocka_unit_test(numbers_are_decimal),
		cmocka_unit_test(missing_values_are_errors),
		cmocka_unit_test(values_of_boolean_options_are_errors),
		cmocka_unit_test(unknown_options_print_the_synopsis),
		cmocka_unit_test(one_dash_before_a_long_name_is_an_error),
		cmocka_unit_test(help_prints_the_usage),
		cmocka_unit_test(help_of_ndctl_is_on_stderr),
		cmocka_unit_test(list_opts_prints_one_line_on_stdout),
		cmocka_unit_test(values_not_allowed_are_errors),
		cmocka_unit_test(lists_are_limited),
		cmocka_unit_test(usage_errors_print_the_synopsis),
		cmocka_unit_test(the_first_error_is_kept),
		cmocka_unit_test(no_arguments_are_accepted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
