// SPDX-License-Identifier: GPL-2.0-only
/* Parsers of tree files and devices files; nothing is written. */
#include "fuzz.h"

#include "cxl/sim/sim.h"
#include "cxl/sim/tree.h"

static int check_entry(void *data, const struct tree_entry *e, struct fail *why)
{
	const char *p = e->path, *end;
	unsigned int *last = data;

	check(e->line > *last);
	*last = e->line;
	check(*p && *p != '/');
	for (; p; p = *end ? end + 1 : NULL) {
		end = strchrnul(p, '/');
		check(end > p && end - p <= 255);
		check(!(end - p == 1 && p[0] == '.'));
		check(!(end - p == 2 && p[0] == '.' && p[1] == '.'));
	}
	check(!e->value || e->value[e->value_len] == '\0');
	check(e->kind != ENTRY_LINK || (e->value_len && strlen(e->value) == e->value_len));
	check((e->kind == ENTRY_ERROR) == (e->err < 0));
	return 0;
}

/* Parsing the printed text gives the same text again. */
static void check_devices(const char *text, size_t size)
{
	static struct sim first, second;
	auto_free char *a = NULL, *b = NULL;
	size_t a_len, b_len, i;
	struct fail why;
	FILE *f;

	if (devfile_parse(&first, text, size, true, &why) == 0) {
		f = open_memstream(&a, &a_len);
		check(f);
		devfile_print(&first, f, NULL);
		fclose(f);
		check(devfile_parse(&second, a, a_len, true, &why) == 0);
		f = open_memstream(&b, &b_len);
		check(f);
		devfile_print(&second, f, NULL);
		fclose(f);
		check(a_len == b_len && memcmp(a, b, a_len) == 0);
	}
	for (i = 0; i < first.device_count; i++)
		sim_dev_clear(&first.devices[i]);
	for (i = 0; i < second.device_count; i++)
		sim_dev_clear(&second.devices[i]);
	first.device_count = second.device_count = 0;
	first.raw_commands = second.raw_commands = false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned int last = 0;
	struct tree_visitor v = { .entry = check_entry, .data = &last };
	struct fail why = { 0 };
	int rc;

	rc = tree_parse((const char *)data, size, &v, &why);
	check(rc <= 0);
	check(rc == 0 || *why.message);
	check_devices((const char *)data, size);
	return 0;
}
