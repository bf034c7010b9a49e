// SPDX-License-Identifier: GPL-2.0-only
/* Candidates for completion, from the DAX devices of this system. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/common.h"
#include "daxctl/daxctl.h"
#include "daxctl/lib/state.h"
#include "util/complete.h"
#include "util/words.h"

/* Which devices a command is about. */
enum which { ANY, ENABLED, DISABLED };

static bool is_enabled(const struct sysroot *root, const struct dax_node *d)
{
	auto_dax_state struct dax_state s = { .node = d };

	return dax_state_read(root, d, &s, NULL) == 0 && *s.driver;
}

static void add_devices(struct completion *c, const struct dax_nodes *l, enum which which)
{
	const struct cxl_ctx *ctx = c->inv->ctx;
	size_t i;

	complete_last_element(c);
	for (i = 0; i < l->count; i++)
		if (which == ANY || is_enabled(&ctx->root, &l->at[i]) == (which == ENABLED))
			complete_add(c, l->at[i].name, NULL);
}

/* With "all", unless it is in a list with others. */
static void add_targets(struct completion *c, const struct dax_nodes *l, enum which which)
{
	add_devices(c, l, which);
	if (c->head == 0 || c->word[c->head - 1] != ',')
		complete_add(c, "all", "all DAX devices");
}

static void add_regions(struct completion *c, const struct dax_nodes *l)
{
	char number[24];
	size_t i;

	complete_last_element(c);
	for (i = 0; i < l->count; i++) {
		if (i > 0 && l->at[i].region == l->at[i - 1].region)
			continue;
		snprintf(number, sizeof(number), "%" PRIu64, l->at[i].region);
		complete_add(c, number, NULL);
	}
}

static void add_modes(struct completion *c)
{
	int mode;

	for (mode = 0; mode < DAX_MODES; mode++)
		complete_add(c, dax_mode_name((enum dax_mode)mode), NULL);
}

static void add_columns(struct completion *c)
{
	auto_strbuf struct strbuf names = { 0 };
	const char *list, *name;
	char text[96];
	size_t len;

	complete_last_element(c);
	inv_columns(c->inv, &names);
	for (list = names.s; list && (name = word_next(&list, &len));) {
		snprintf(text, sizeof(text), "%.*s", (int)len, name);
		complete_add(c, text, NULL);
	}
}

void daxctl_complete(struct completion *c, const char *kind)
{
	auto_dax_nodes struct dax_nodes devices = { 0 };
	const struct cxl_ctx *ctx = c->inv->ctx;

	if (str_eq(kind, "input") && !c->probe)
		puts(":files");
	if (str_eq(kind, "mode"))
		add_modes(c);
	if (str_eq(kind, "columns"))
		add_columns(c);
	if (!ctx || dax_scan(&ctx->root, &devices) < 0)
		return;
	if (str_eq(kind, "region"))
		add_regions(c, &devices);
	else if (str_eq(kind, "dev"))
		add_devices(c, &devices, ANY);
	else if (str_eq(kind, "devices"))
		add_targets(c, &devices, ANY);
	else if (str_eq(kind, "enabled-devices"))
		add_targets(c, &devices, ENABLED);
	else if (str_eq(kind, "disabled-devices"))
		add_targets(c, &devices, DISABLED);
}
