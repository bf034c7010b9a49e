// SPDX-License-Identifier: GPL-2.0-only
/* Targets that are buses, ports, endpoints or regions. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/filter-args.h"
#include "cxl/lib/region/teardown.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/lib/wire/address.h"
#include "cxl/list/selection.h"
#include "cxl/node-args.h"
#include "util/words.h"

static bool selects(const struct selection *s, const struct node *n)
{
	switch (n->kind) {
	case NODE_BUS:
		return select_bus(s, n);
	case NODE_PORT:
		return select_port(s, n);
	case NODE_ENDPOINT:
		return select_endpoint(s, n);
	default:
		return select_region(s, n);
	}
}

static const char *kind_name(enum node_kind kind)
{
	return kind == NODE_BUS	       ? "bus"
	       : kind == NODE_PORT     ? "port"
	       : kind == NODE_ENDPOINT ? "endpoint"
				       : "region";
}

/* Where it is if it is something else, or why it may be missing. */
static const char *missing_hint(const struct topo *t, const struct node_work *w, const char *name)
{
	const enum node_kind kind = w->kind;
	const struct node *n = topo_find(t, name);

	if (n && n->kind == NODE_BUS)
		return "it is a bus, see cxl-disable-bus(1)";
	if (n && n->kind == NODE_PORT)
		return "it is a port, not an endpoint";
	if (n && n->kind == NODE_ENDPOINT)
		return "it is an endpoint, use --endpoint";
	if (n && n->kind == NODE_MEMDEV && kind != NODE_ENDPOINT)
		return w->disables ? "it is a memory device, see cxl-disable-memdev(1)"
				   : "it is a memory device, see cxl-enable-memdev(1)";
	if (kind == NODE_REGION)
		return "see 'cxl list -R -i'";
	if (kind == NODE_ENDPOINT)
		return "an endpoint exists while its memory device is enabled, see 'cxl list -E'";
	return kind == NODE_BUS ? "see 'cxl list -B'" : "see 'cxl list -P -i'";
}

static void add_once(struct node_list *l, struct node *n)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i] == n)
			return;
	l->at[l->count++] = n;
}

/* The devices called @name; "all" may be none. */
static void add_name(struct inv *inv, const struct topo *t, const struct node_work *w,
		     const char *name, struct node_list *l)
{
	const enum node_kind kind = w->kind;
	const struct node_list *all = &t->kinds[kind];
	const char *filter = w->decoder ? w->decoder : w->bus;
	const struct selection s = {
		.t = t,
		.f = {
			.bus = kind == NODE_BUS ? name : w->bus,
			.port = kind == NODE_PORT ? name : NULL,
			.endpoint = kind == NODE_ENDPOINT ? name : NULL,
			.region = kind == NODE_REGION ? name : NULL,
			.decoder = w->decoder,
			.single = true,
		},
	};
	struct fail why = { 0 };
	bool found = false;
	size_t i;

	for (i = 0; i < all->count; i++)
		if (selects(&s, all->at[i])) {
			add_once(l, all->at[i]);
			found = true;
		}
	if (found || str_eq(name, "all"))
		return;
	if (address_is_meant(name))
		fail_unsupported(&why, "not_of_this_host", "", "%s is for devices of this host",
				 inv->cmd->name);
	else
		fail_set(&why, -ENODEV, "no_such_device", missing_hint(t, w, name),
			 "no such %s%s%s", kind_name(kind), filter ? " below " : "",
			 filter ? filter : "");
	inv_fail(inv, name, "find", &why);
}

static void node_list_done(struct node_list *l)
{
	free(l->at);
}

#define auto_node_list __attribute__((cleanup(node_list_done)))

/*
 * The devices that the arguments name, as the filters of "cxl list" do, each once, in @ret. Returns
 * EXIT_DONE, or the exit status after an error that was reported.
 */
static int find_targets(struct inv *inv, const struct topo *t, const struct node_work *w,
			struct node_list *ret, struct rec *top)
{
	struct node_list l = { .at = calloc(t->kinds[w->kind].count + 1, sizeof(*l.at)) };
	char name[NAME_MAX];
	const char *rest, *word;
	size_t len;
	size_t n;
	int i;

	if (!l.at)
		return EXIT_INTERNAL;
	for (i = 0; i < inv->argc; i++) {
		if (!inv->argv[i][strspn(inv->argv[i], WORDS_SEPARATORS)]) {
			free(l.at);
			return inv_usage(inv, "missing argument: expected %s", inv->cmd->args);
		}
		for (rest = inv->argv[i]; (word = address_next_word(&rest, &len));) {
			snprintf(name, sizeof(name), "%.*s", (int)len, word);
			if (!address_word_is_repeated(inv->argv, word, len))
				add_name(inv, t, w, name, &l);
		}
	}
	if (inv->failed && l.count) {
		inv_warn(inv, "no device was changed");
		for (n = 0; n < l.count; n++)
			driver_args_drop(inv, &(struct driver_change){ .topo = t, .node = l.at[n] },
					 top);
		l.count = 0;
	}
	*ret = l;
	return EXIT_DONE;
}

bool node_args_has_memdev(const struct topo *t, const struct node *n, const struct node *memdev)
{
	switch (n->kind) {
	case NODE_BUS:
		return memdev->peer && node_bus(memdev->peer) == n;
	case NODE_ENDPOINT:
		return n->peer == memdev;
	default:
		return port_has_memdev(t, n, memdev);
	}
}

/* Add those that would be removed with .node, or that it brings back; free the array. */
static const char **affected(const struct topo *t, bool attached, struct driver_change *c)
{
	const struct node_list *l = &t->kinds[NODE_MEMDEV];
	const char **names = calloc(l->count + REGION_WAYS_MAX, sizeof(*names));
	const struct node *n = c->node;
	size_t i;

	c->memdevs = names;
	if (names && n->kind == NODE_REGION)
		c->memdev_count = region_memdev_names(t, n, names, &c->more_memdevs);
	for (i = 0; names && n->kind != NODE_REGION && i < l->count; i++)
		if (node_args_has_memdev(t, n, l->at[i]) && (l->at[i]->peer || !attached))
			names[c->memdev_count++] = l->at[i]->name;
	return names;
}

static int apply_one(struct inv *inv, const struct node_work *w, const struct topo *t,
		     const struct node *n, struct rec *top)
{
	struct driver_change change = { .topo = t, .node = n };
	auto_free const char **memdevs = affected(t, w->disables, &change);
	const struct plan none = { .count = 0 };
	auto_plan struct plan p = { 0 };
	struct fail refusal = { 0 }, why = { 0 };
	auto_strbuf struct strbuf undo = { 0 };
	char remains[200];

	if (!memdevs)
		return -ENOMEM;
	/* nothing is below it */
	change.force = w->force || (!change.memdev_count && !change.more_memdevs);
	if (w->undo && w->undo(inv, t, n, &undo) && !undo.failed)
		change.undo = undo.s ? undo.s : "";
	if (w->remains && w->remains(inv, t, n, remains, sizeof(remains)))
		change.remains = remains;
	/* The kernel does not unbind the memory devices of a region. */
	if (w->disables && !w->with_parent && n->kind != NODE_REGION &&
	    driver_args_takes_parent(inv, &change, &refusal))
		change.refusal = &refusal;
	if (w->plan(inv, t, n, &p, &why) < 0)
		driver_args_fail(inv, &change, &none, &why, top);
	else
		driver_args_apply(inv, &change, &p, top);
	return 0;
}

/* What the order of the targets depends on: the depth of ports, the address of regions. */
struct rank {
	struct node *node;
	u64 key;
};

static u64 rank_of(const struct topo *t, const struct node *n)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 start;

	if (n->kind != NODE_REGION)
		return n->depth;
	return node_open(t, n, &d) == 0 && sysdir_read_u64(&d, "resource", &start) == 0 ? start : 0;
}

static int by_rank(const void *a, const void *b)
{
	const struct rank *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->node->id > y->node->id) - (x->node->id < y->node->id);
}

static int sort_targets(const struct topo *t, const struct node_work *w, struct node_list *l)
{
	auto_free struct rank *ranks = calloc(l->count + 1, sizeof(*ranks));
	size_t i;
	u64 key;

	if (!ranks)
		return -ENOMEM;
	for (i = 0; i < l->count; i++) {
		key = rank_of(t, l->at[i]);
		ranks[i] = (struct rank){ l->at[i], w->disables ? UINT64_MAX - key : key };
	}
	qsort(ranks, l->count, sizeof(*ranks), by_rank);
	for (i = 0; i < l->count; i++)
		l->at[i] = ranks[i].node;
	return 0;
}

/* In a dry run: what the first @count targets would be now. */
static void assume_done(const struct node_work *w, const struct topo *t,
			const struct node_list *targets, size_t count)
{
	struct node *n;
	size_t i;

	for (i = 0; i < count; i++) {
		n = topo_find(t, targets->at[i]->name);
		if (!n)
			continue;
		n->enabled = !w->disables;
		n->removed = w->removes;
	}
}

/* Those that failed are left out of the list. */
static int apply_all(struct inv *inv, const struct node_work *w, struct node_list *targets,
		     struct rec *top)
{
	const struct plan nothing = { .count = 0 };
	const struct cxl_ctx *ctx = inv->ctx;
	struct node *before, *n;
	unsigned int failed;
	size_t i, done = 0;
	int rc = 0;

	for (i = 0; rc == 0 && i < targets->count; i++) {
		auto_topo struct topo t = { 0 };
		struct fail why = { 0 };

		before = targets->at[i];
		failed = inv->failed;
		if (!cxl_scan(inv, &t, TOPO_ALL))
			break;
		if (ctx->dry_run)
			assume_done(w, &t, targets, done);
		n = topo_find(&t, before->name);
		if (n) {
			rc = apply_one(inv, w, &t, n, top);
		} else if (w->disables) {
			driver_args_apply(inv,
					  &(struct driver_change){ .topo = &t, .node = before },
					  &nothing, top);
		} else {
			fail_set(&why, -ENODEV, "no_such_device", "see 'cxl list -i'",
				 "it does not exist any more");
			inv_fail(inv, before->name, inv->cmd->name, &why);
		}
		if (inv->failed == failed)
			targets->at[done++] = before;
	}
	targets->count = done;
	return rc;
}

int node_args_run(struct inv *inv, const struct node_work *w, const struct summary *summary)
{
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	auto_rec struct rec *top = rec_new_arr();
	auto_node_list struct node_list targets = { 0 };
	auto_topo struct topo t = { 0 };
	int rc;

	driver_args_lock(inv, &lock);
	if (!cxl_scan(inv, &t, TOPO_ALL))
		return inv_exit_status(inv);
	rc = filter_args_check(inv, &t, w->bus, w->decoder)
		     ? find_targets(inv, &t, w, &targets, top)
		     : EXIT_DONE;
	if (rc != EXIT_DONE)
		return rc;
	if (sort_targets(&t, w, &targets) < 0 || apply_all(inv, w, &targets, top) < 0)
		return EXIT_INTERNAL;
	if (w->after)
		w->after(inv, &targets, top);
	return summary_finish(inv, summary, top);
}
