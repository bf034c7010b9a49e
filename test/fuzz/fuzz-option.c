// SPDX-License-Identifier: GPL-2.0-only
/* The option parser; the input is the arguments, separated by NUL. */
#include "fuzz.h"

#include "util/opt.h"

#define ARGS_MAX 48

struct values {
	bool human, buses, memdevs, no_movable;
	unsigned int verbose;
	int ways;
	const char *memdev, *type;
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
	{ 0, NULL, OPT_BOOL, 0, NULL, NULL, NULL },
};

static struct opt_set set = { .tables = { table }, .usage = "cxl fuzz [<options>]" };

/* Replaces the streams only: sanitizers and libFuzzer write to the file descriptors. */
static void silence(void)
{
	static FILE *null;

	if (null)
		return;
	null = fopen("/dev/null", "w");
	check(null);
	stdout = null;
	stderr = null;
}

static bool points_into(const char *p, const char *text, size_t size)
{
	return !p || (p >= text && p < text + size);
}

static void check_result(const struct values *v, int argc, char **argv, const char *text,
			 size_t size)
{
	size_t i;

	check(v->fields.count <= OPT_LIST_MAX);
	for (i = 0; i < v->fields.count; i++)
		check(v->fields.values[i] && points_into(v->fields.values[i], text, size));
	check(points_into(v->memdev, text, size));
	check(!v->type || str_eq(v->type, "ram") || str_eq(v->type, "pmem"));
	for (i = 0; i < (size_t)argc; i++)
		check(argv[i] && points_into(argv[i], text, size));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_free char *text = malloc(size + 1);
	struct values v = { 0 };
	char *argv[ARGS_MAX + 1];
	int argc = 0, left;
	size_t at;

	silence();
	check(text);
	memcpy(text, data, size);
	text[size] = '\0';
	for (at = 0; at < size && argc < ARGS_MAX; at += strlen(text + at) + 1)
		argv[argc++] = text + at;
	argv[argc] = NULL;
	left = argc;
	if (opt_parse(&set, &left, argv, &v) == OPT_PARSED) {
		check(left >= 0 && left <= argc);
		check_result(&v, left, argv, text, size + 1);
	}
	return 0;
}
