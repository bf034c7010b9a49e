// SPDX-License-Identifier: GPL-2.0-only
/* The memory devices that the arguments of a command name, and what is read of each. */
#include <stdlib.h>

#include "cxl/change.h"
#include "cxl/lib/mailbox/component-info.h"
#include "cxl/lib/mailbox/query.h"
#include "cxl/lib/wire/address.h"
#include "util/words.h"

void targets_drop(struct targets *t)
{
	t->dropped += t->count;
	t->count = 0;
}

void targets_done(struct targets *t)
{
	free(t->at);
	*t = (struct targets){ 0 };
}

static void add_once(struct targets *l, const struct memdev *m)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i].node == m->node)
			return;
	l->at[l->count++] = *m;
}

int cxl_check_single(struct inv *inv)
{
	const char *name = inv->argv[0], *rest = name;
	size_t len;

	if (str_eq(name, "all") || address_next_word(&rest, &len) != name || *rest)
		return inv_usage(inv, "%s requires a single memory device", inv->cmd->name);
	return EXIT_DONE;
}

static int find_component(struct inv *inv, const struct topo *t, const char *name,
			  struct memdev *ret, struct fail *why)
{
	struct address address;
	int rc = address_parse(name, &address, why);

	if (rc == 0 && !(inv->cmd->flags & CMD_COMPONENTS))
		rc = fail_unsupported(why, "not_of_this_host", "",
				      "%s is for memory devices of this host", inv->cmd->name);
	return rc < 0 ? rc : component_memdev(inv->ctx, t, &address, ret, why);
}

static int find(struct inv *inv, const struct topo *t, const char *name, struct memdev *ret,
		struct fail *why)
{
	struct node *n;
	int rc;

	if (address_is_meant(name))
		return find_component(inv, t, name, ret, why);
	rc = memdev_find(t, name, &n, why);
	if (rc == 0)
		*ret = memdev_of(inv->ctx, t, n);
	return rc;
}

int cxl_target(struct inv *inv, const struct topo *t, const char *name, struct memdev *ret,
	       struct fail *why)
{
	int rc = find(inv, t, name, ret, why);

	return rc == 0 ? component_ask(ret, why) : rc;
}

static void add_all(struct inv *inv, const struct topo *t, struct targets *l)
{
	const struct node_list *memdevs = &t->kinds[NODE_MEMDEV];
	struct memdev m;
	size_t i;

	for (i = 0; i < memdevs->count; i++) {
		m = memdev_of(inv->ctx, t, memdevs->at[i]);
		add_once(l, &m);
	}
	if (!memdevs->count)
		inv_warn(inv, "no memory devices found; see 'cxl list -i' and the kernel log");
}

/* @list: names separated by commas or blanks. @prefix: of each name but "all", "" or "serial:". */
static int add_names(struct inv *inv, const struct topo *t, const char *list, const char *prefix,
		     struct targets *l)
{
	struct fail why = { 0 };
	struct memdev m;
	const char *word;
	size_t len;

	do {
		auto_free char *name = NULL;

		word = address_next_word(&list, &len);
		if (word && address_word_is_repeated(inv->argv, word, len))
			continue;
		if (asprintf(&name, "%s%.*s", prefix, (int)len, word ? word : "") < 0) {
			name = NULL;
			return -ENOMEM;
		}
		if (str_eq(name + strlen(prefix), "all"))
			add_all(inv, t, l);
		else if (find(inv, t, name, &m, &why) == 0)
			add_once(l, &m);
		else
			inv_fail(inv, name, "find", &why);
	} while (list[strspn(list, WORDS_SEPARATORS)]);
	return 0;
}

int cxl_targets(struct inv *inv, const struct topo *t, int count, struct targets *ret)
{
	return cxl_targets_prefixed(inv, t, count, "", ret);
}

static bool has_components(const struct inv *inv)
{
	const struct cxl_ctx *ctx = inv->ctx;

	return ctx->components != NULL;
}

/* At most, of the first @count arguments. */
static size_t count_names(const struct inv *inv, int count)
{
	size_t len, names = 0;
	const char *rest;
	int i;

	for (i = 0; i < count; i++)
		for (rest = inv->argv[i]; word_next(&rest, &len);)
			names++;
	return names;
}

struct asking {
	const struct targets *targets;
	struct fail *why; /* of each; .err 0: none */
};

static void ask_one(void *data, size_t i)
{
	const struct asking *a = data;

	a->why[i].err = component_ask(&a->targets->at[i], &a->why[i]);
}

/* A change of a component has no other targets. */
static bool is_alone(struct inv *inv, const struct targets *l)
{
	struct fail why = { 0 };
	size_t i;

	fail_invalid(&why, "several_targets", "",
		     "a component that is no device of this host must be the only target");
	if (!(inv->cmd->flags & CMD_CHANGES) || l->count < 2)
		return true;
	for (i = 0; i < l->count; i++)
		if (l->at[i].node->component)
			inv_fail(inv, l->at[i].name, inv->cmd->name, &why);
	return false;
}

/* Those that do not reply, and those behind them, are reported and left out. */
static int ask_all(struct inv *inv, struct targets *l)
{
	auto_free struct fail *why = calloc(l->count + 1, sizeof(*why));
	struct asking a = { l, why };
	size_t i, kept = 0;

	if (!why)
		return -ENOMEM;
	if (!is_alone(inv, l))
		return 0;
	mbox_parallel(inv->ctx, l->count, ask_one, &a);
	for (i = 0; i < l->count; i++)
		if (!why[i].err)
			l->at[kept++] = l->at[i];
		else
			inv_fail(inv, l->at[i].name, inv->cmd->name, &why[i]);
	l->count = kept;
	return 0;
}

int cxl_targets_prefixed(struct inv *inv, const struct topo *t, int count, const char *prefix,
			 struct targets *ret)
{
	struct targets l = { 0 };
	int i, rc = 0;

	l.at = calloc(t->kinds[NODE_MEMDEV].count + count_names(inv, count) + 1, sizeof(*l.at));
	if (!l.at)
		return -ENOMEM;
	if (count == 0)
		add_all(inv, t, &l);
	for (i = 0; rc == 0 && i < count; i++)
		rc = add_names(inv, t, inv->argv[i], prefix, &l);
	if (rc == 0 && has_components(inv))
		rc = ask_all(inv, &l);
	if (rc < 0) {
		targets_done(&l);
		return rc;
	}
	if (inv->cmd->flags & CMD_CHANGES && inv->failed && l.count) {
		inv_warn(inv, "no device was changed");
		targets_drop(&l);
	}
	*ret = l;
	return 0;
}

int cxl_for_each_memdev(struct inv *inv, int count,
			void (*fn)(struct inv *inv, const struct memdev *m, struct rec *top))
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_topo struct topo t = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	size_t i;

	if (cxl_scan(inv, &t, TOPO_MEMDEVS) && cxl_targets(inv, &t, count, &targets) < 0)
		return EXIT_INTERNAL;
	for (i = 0; i < targets.count; i++) {
		ctx->changing = false;
		fn(inv, &targets.at[i], top);
	}
	change_record_others(ctx, &targets, top);
	return inv_print(inv, top);
}

struct reading {
	const struct inv *inv;
	const struct targets *targets;
	const struct memdev_reader *reader;
	u8 *data;
};

static void read_one(void *data, size_t i)
{
	const struct reading *r = data;

	r->reader->read(r->inv, &r->targets->at[i], r->data + i * r->reader->size);
}

/* A device that is not read completely has failed, although the rest of it is shown. */
static void show_one(struct inv *inv, const struct memdev_reader *reader, const struct memdev *m,
		     void *data, struct rec *top)
{
	const unsigned int done = inv->done, failed = inv->failed, unread = inv->unread;

	reader->show(inv, m, data, top);
	if (inv->failed > failed || inv->unread > unread)
		inv->done = done;
}

void cxl_read_targets(struct inv *inv, const struct targets *targets,
		      const struct memdev_reader *reader, struct rec *top)
{
	auto_free u8 *data = calloc(targets->count + 1, reader->size);
	struct cxl_ctx *ctx = inv->ctx;
	struct reading r = { inv, targets, reader, data };
	struct fail why = { 0 };
	size_t i;

	if (!data) {
		fail_nomem(&why);
		inv_fail(inv, inv->tool->name, inv->cmd->name, &why);
		return;
	}
	mbox_parallel(ctx, targets->count, read_one, &r);
	for (i = 0; i < targets->count; i++) {
		ctx->changing = false;
		show_one(inv, reader, &targets->at[i], data + i * reader->size, top);
		if (reader->done)
			reader->done(data + i * reader->size);
	}
}

int cxl_read_memdevs(struct inv *inv, int count, const struct memdev_reader *reader)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_topo struct topo t = { 0 };

	if (cxl_scan(inv, &t, TOPO_MEMDEVS) && cxl_targets(inv, &t, count, &targets) < 0)
		return EXIT_INTERNAL;
	cxl_read_targets(inv, &targets, reader, top);
	change_record_others(inv->ctx, &targets, top);
	return inv_print(inv, top);
}
