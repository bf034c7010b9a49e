// SPDX-License-Identifier: GPL-2.0-only
/* The filters --bus and --decoder of commands that change devices. */
#include <limits.h>
#include <stdio.h>

#include "cxl/filter-args.h"
#include "cxl/list/selection.h"
#include "util/words.h"

bool filter_args_all(const struct inv *inv)
{
	const char *list, *word;
	size_t len;
	int i;

	for (i = 0; i < inv->argc; i++)
		for (list = inv->argv[i]; (word = word_next(&list, &len));)
			if (len == strlen("all") && strncmp(word, "all", len) == 0)
				return true;
	return false;
}

bool filter_args_by_all(const struct inv *inv, const struct memdev *m, const char *prefix)
{
	char name[NAME_MAX];
	const char *list, *word;
	size_t len;
	int i;

	for (i = 0; i < inv->argc; i++)
		for (list = inv->argv[i]; (word = word_next(&list, &len));) {
			snprintf(name, sizeof(name), "%s%.*s", prefix, (int)len, word);
			if (memdev_has_name(m->topo, m->node, name))
				return false;
		}
	return filter_args_all(inv);
}

/* Besides "all", something may be named, which is not found then. */
static bool only_all(const struct inv *inv)
{
	const char *list, *word;
	size_t len;
	int i;

	for (i = 0; i < inv->argc; i++)
		for (list = inv->argv[i]; (word = word_next(&list, &len));)
			if (len != strlen("all") || strncmp(word, "all", len) != 0)
				return false;
	return inv->argc > 0;
}

static bool missing(struct inv *inv, const char *name, const char *what, const char *hint)
{
	struct fail why = { 0 };

	if (only_all(inv)) {
		inv_warn(inv, "%s: no such %s; %s", name, what, hint);
		return false;
	}
	fail_set(&why, -ENODEV, "no_such_device", hint, "no such %s", what);
	inv_fail(inv, name, "find", &why);
	return false;
}

bool filter_args_check(struct inv *inv, const struct topo *t, const char *bus, const char *decoder)
{
	if (bus && !filter_names_bus(t, bus))
		return missing(inv, bus, "bus", "see 'cxl list -B'");
	if (decoder && !filter_names_root(t, decoder))
		return missing(inv, decoder, "root decoder", "see 'cxl list -D -d root'");
	return true;
}
