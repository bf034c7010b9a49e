// SPDX-License-Identifier: GPL-2.0-only
/* Parser of tree files: valid entries, and the message for each invalid one. */
#include "unit.h"

#include "cxl/sim/tree.h"

/* The visited entries as text: "f path=value;". */
struct seen {
	char text[1024];
	size_t len;
	int fail_at; /* line at which the visitor fails, or 0 */
};

static int record(void *data, const struct tree_entry *e, struct fail *why)
{
	struct seen *s = data;
	int n;

	if (s->fail_at == (int)e->line)
		return fail_set(why, -ENOSPC, "full", NULL, "no space");
	assert_null(memchr(e->path, '\0', strlen(e->path)));
	n = snprintf(s->text + s->len, sizeof(s->text) - s->len, "%c %s", (char)e->kind, e->path);
	assert_true(n > 0 && (size_t)n < sizeof(s->text) - s->len);
	s->len += (size_t)n;
	if (e->kind == ENTRY_FILE || e->kind == ENTRY_LINK)
		n = snprintf(s->text + s->len, sizeof(s->text) - s->len, "=%s[%zu];", e->value,
			     e->value_len);
	else if (e->kind == ENTRY_ERROR)
		n = snprintf(s->text + s->len, sizeof(s->text) - s->len, "=%d;", e->err);
	else
		n = snprintf(s->text + s->len, sizeof(s->text) - s->len, ";");
	assert_true(n > 0 && (size_t)n < sizeof(s->text) - s->len);
	s->len += (size_t)n;
	return 0;
}

static int parse(const char *text, struct seen *s, struct fail *why)
{
	struct tree_visitor v = { .entry = record, .data = s };
	auto_free u8 *copy = exact_copy(text, strlen(text));

	*s = (struct seen){ .fail_at = s->fail_at };
	*why = (struct fail){ 0 };
	return tree_parse((char *)copy, strlen(text), &v, why);
}

static const struct {
	const char *text, *expected;
} good[] = {
	{ "", "" },
	{ "\n\n  \n# comment\n  # another\n", "" },
	{ "d a", "d a;" },
	{ "d a/b/c\n", "d a/b/c;" },
	{ "f a 0x10", "f a=0x10\n[5];" },
	{ "f a two words", "f a=two words\n[10];" },
	{ "f a  leading and trailing ", "f a= leading and trailing \n[23];" },
	{ "f a", "f a=[0];" },
	{ "f a ", "f a=\n[1];" },
	{ "f a x\\n", "f a=x\n[2];" },
	{ "f a x\\ny", "f a=x\ny\n[4];" },
	{ "f a x\\n\\n", "f a=x\n\n[3];" },
	{ "f a x\\c", "f a=x[1];" },
	{ "f a \\c", "f a=[0];" },
	{ "f a \\x41\\102\\t\\\\\\\"", "f a=AB\t\\\"\n[6];" },
	{ "f a # no comment", "f a=# no comment\n[13];" },
	{ "f a\\040b c", "f a b=c\n[2];" },
	{ "f 0000:0c:00.0/x.y_z 1", "f 0000:0c:00.0/x.y_z=1\n[2];" },
	{ "  l a ../../b", "l a=../../b[7];" },
	{ "l a /etc/passwd", "l a=/etc/passwd[11];" },
	{ "l a b  ", "l a=b[1];" },
	{ "e a EIO\ne b EACCES", "e a=-5;e b=-13;" },
	{ "w a", "w a;" },
	{ "d ...", "d ...;" },
	{ "d .a\nd a.", "d .a;d a.;" },
};

static void test_valid_trees(void **state)
{
	struct seen s = { 0 };
	struct fail why;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(good); i++) {
		print_message("%s\n", good[i].text);
		assert_int_equal(parse(good[i].text, &s, &why), 0);
		assert_string_equal(s.text, good[i].expected);
	}
}

static const struct {
	const char *text, *message;
} bad[] = {
	{ "x a", "line 1: invalid entry type 'x': expected d, f, l, e or w" },
	{ "dd a", "line 1: invalid entry type 'dd': expected d, f, l, e or w" },
	{ "f", "line 1: missing path" },
	{ "f ", "line 1: missing path" },
	{ "d a\n\nf /etc/passwd x",
	  "line 3: invalid path '/etc/passwd': expected a relative path" },
	{ "f ../x y", "line 1: invalid path '../x': expected no empty, '.' or '..' component" },
	{ "f a/../../x y",
	  "line 1: invalid path 'a/../../x': expected no empty, '.' or '..' component" },
	{ "f a/.. y", "line 1: invalid path 'a/..': expected no empty, '.' or '..' component" },
	{ "f a/./b y", "line 1: invalid path 'a/./b': expected no empty, '.' or '..' component" },
	{ "f a//b y", "line 1: invalid path 'a//b': expected no empty, '.' or '..' component" },
	{ "f a/ y", "line 1: invalid path 'a/': expected no empty, '.' or '..' component" },
	{ "f \\056\\056/x y",
	  "line 1: invalid path '../x': expected no empty, '.' or '..' component" },
	{ "f \\057etc y", "line 1: invalid path '/etc': expected a relative path" },
	{ "f a\\0b y", "line 1: NUL byte in path" },
	{ "f a \\q", "line 1: invalid escape sequence" },
	{ "f a \\x4", "line 1: invalid escape sequence" },
	{ "f a \\xzz", "line 1: invalid escape sequence" },
	{ "f a \\777", "line 1: invalid escape sequence" },
	{ "f a x\\", "line 1: invalid escape sequence" },
	{ "f a x\\cy", "line 1: invalid escape sequence" },
	{ "d a b", "line 1: unexpected text after the path" },
	{ "w a b", "line 1: unexpected text after the path" },
	{ "l a", "line 1: missing link target" },
	{ "l a b c", "line 1: unexpected text at the end of the line" },
	{ "l a b\\0c", "line 1: NUL byte in link target" },
	{ "e a", "line 1: invalid errno '': expected a name such as EIO" },
	{ "e a EWHAT", "line 1: invalid errno 'EWHAT': expected a name such as EIO" },
	{ "e a 5", "line 1: invalid errno '5': expected a name such as EIO" },
};

static void test_invalid_trees(void **state)
{
	struct seen s = { 0 };
	struct fail why;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		print_message("%s\n", bad[i].text);
		assert_int_equal(parse(bad[i].text, &s, &why), -EINVAL);
		assert_string_equal(why.message, bad[i].message);
	}
}

static void test_long_names(void **state)
{
	char text[6000];
	struct seen s = { 0 };
	struct fail why;

	memset(text, 'a', sizeof(text));
	memcpy(text, "d ", 2);
	text[2 + 255] = '\0';
	assert_int_equal(parse(text, &s, &why), 0);
	text[2 + 255] = 'a';
	text[2 + 256] = '\0';
	assert_int_equal(parse(text, &s, &why), -EINVAL);
	assert_string_equal(why.message, "line 1: path component too long (maximum is 255 bytes)");
	text[2 + 256] = 'a';
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(parse(text, &s, &why), -EINVAL);
	assert_string_equal(why.message, "line 1: path too long (maximum is 4095 bytes)");
}

/* Entries before the error are visited, and the line is added to the message of the visitor. */
static void test_visitor_stops(void **state)
{
	struct seen s = { .fail_at = 2 };
	struct fail why;

	assert_int_equal(parse("d a\nd b\nd c\n", &s, &why), -ENOSPC);
	assert_string_equal(s.text, "d a;");
	assert_string_equal(why.message, "line 2: no space");
	assert_string_equal(why.code, "full");
}

static void test_nul_bytes(void **state)
{
	static const char text[] = "f a x\0y\n";
	struct seen s = { 0 };
	struct tree_visitor v = { .entry = record, .data = &s };
	auto_free u8 *copy = exact_copy(text, sizeof(text) - 1);

	assert_int_equal(tree_parse((char *)copy, sizeof(text) - 1, &v, NULL), 0);
	assert_string_equal(s.text, "f a=x[4];");
}

static void test_errno_names(void **state)
{
	int err;

	assert_int_equal(errno_by_name("EIO"), -EIO);
	assert_int_equal(errno_by_name("eio"), 0);
	assert_int_equal(errno_by_name(""), 0);
	assert_null(errno_to_name(0));
	for (err = 1; err < 140; err++)
		if (errno_to_name(-err))
			assert_int_equal(errno_by_name(errno_to_name(-err)), -err);
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_valid_trees),
		cmocka_unit_test(test_invalid_trees),
		cmocka_unit_test(test_long_names),
		cmocka_unit_test(test_visitor_stops),
		cmocka_unit_test(test_nul_bytes),
		cmocka_unit_test(test_errno_names),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, NULL, NULL);
}
