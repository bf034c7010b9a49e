// SPDX-License-Identifier: GPL-2.0-only
/* cxl create-region: create a region from the capacity of memory devices. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/driver-args.h"
#include "cxl/lib/region/create.h"
#include "cxl/lib/region/explain.h"
#include "cxl/lib/region/iomem.h"
#include "cxl/lib/region/teardown.h"
#include "cxl/list/list.h"
#include "cxl/summary.h"
#include "cxl/undo-log.h"
#include "util/num.h"
#include "util/uuid-text.h"

struct args {
	struct common_args common;
	const char *bus, *decoder, *size, *ways, *granularity, *type, *uuid;
	bool memdevs, enforce_qos, explain, no_load;
};

static const char *const types[] = { "ram", "pmem", "volatile", NULL };

static const struct opt opts[] = {
	OPT_STR_ROW('b', "bus", struct args, bus, "bus name", "only root decoders of this bus"),
	OPT_STR_ROW('d', "decoder", struct args, decoder, "root decoder name",
		    "the root decoder, required unless --explain is given"),
	OPT_STR_ROW('s', "size", struct args, size, "size",
		    "size in bytes, a multiple of 256M for each memory device, with an optional "
		    "suffix k, M, G or T; by default all that is free"),
	OPT_STR_ROW('w', "ways", struct args, ways, "number",
		    "number of memory devices; by default all"),
	OPT_STR_ROW('g', "granularity", struct args, granularity, "bytes",
		    "interleave granularity, 256 to 16384; by default that of the root decoder"),
	OPT_ENUM_ROW('t', "type", struct args, type, "ram|pmem|volatile", types,
		     "type of the memory; by default pmem if the root decoder supports it"),
	OPT_STR_ROW('U', "uuid", struct args, uuid, "uuid",
		    "UUID of a pmem region; by default a random one"),
	OPT_BOOL_ROW('m', "memdevs", struct args, memdevs, "the arguments are memory devices"),
	OPT_BOOL_ROW('Q', "enforce-qos", struct args, enforce_qos,
		     "fail if a memory device is not of the QoS class of the root decoder"),
	/* --e is --enforce-qos, as in ndctl. */
	OPT_WEAK_BOOL_ROW(0, "explain", struct args, explain,
			  "show what is possible and why, and create nothing"),
	OPT_BOOL_ROW(0, "no-load", struct args, no_load,
		     "do not load the kernel module of the driver"),
	{ 0 },
};

/* The request, and what it refers to. */
struct work {
	struct inv *inv;
	const struct topo *t;
	struct region_request rq; /* .mode NULL: the default of the root decoder */
	struct window window;
	struct candidate_list candidates;
	struct region_identity id;
};

/* --- arguments */

static int parse_interleave(struct inv *inv, struct region_request *rq)
{
	const struct args *a = inv->args;

	if (a->ways &&
	    (num_u64(num_option(a->ways), 0, &rq->ways) < 0 || !interleave_ways_valid(rq->ways)))
		return inv_usage(inv,
				 "Invalid interleave ways: %s: valid are 1, 2, 3, 4, 6, 8, 12"
				 " and 16",
				 a->ways);
	if (a->granularity && (num_u64(num_option(a->granularity), 0, &rq->granularity) < 0 ||
			       !interleave_granularity_valid(rq->granularity)))
		return inv_usage(inv,
				 "Invalid interleave granularity: %s: it is a power of two from"
				 " 256 to 16384",
				 a->granularity);
	return EXIT_DONE;
}

static int parse_uuid(struct inv *inv, struct work *w)
{
	const struct args *a = inv->args;
	struct fail why = { 0 };

	if (!a->uuid)
		return EXIT_DONE;
	if (uuid_text_parse(a->uuid, w->id.uuid, &why) < 0) {
		if (why.err == -EINVAL)
			return inv_usage(inv, "failed to parse uuid: '%s'", a->uuid);
		inv_fail(inv, inv->tool->name, inv->cmd->name, &why);
		return inv_exit_status(inv);
	}
	if (w->rq.mode && str_eq(w->rq.mode, "ram"))
		return inv_usage(inv, "can't set UUID for ram / volatile regions");
	w->rq.uuid = w->id.uuid;
	return EXIT_DONE;
}

static int parse(struct inv *inv, struct work *w)
{
	const struct args *a = inv->args;
	int rc = EXIT_DONE;

	if (!a->decoder && !a->explain)
		return inv_usage(inv, "no root decoder specified: use --decoder, or --explain to"
				      " show what is possible");
	if (inv->argc && !a->memdevs)
		return inv_usage(inv, "must specify option for target object types (-m)");
	if (a->size && (size_parse_option(a->size, &w->rq.size) < 0 || !w->rq.size))
		rc = inv_usage(inv, "Invalid size: %s: " SIZE_EXPECTED, a->size);
	if (rc == EXIT_DONE)
		rc = parse_interleave(inv, &w->rq);
	w->rq.mode = a->type && str_eq(a->type, "volatile") ? "ram" : a->type;
	return rc == EXIT_DONE ? parse_uuid(inv, w) : rc;
}

/* --- root decoders and memory devices */

static bool is_selected(const struct work *w, const struct node *decoder)
{
	const struct args *a = w->inv->args;
	const struct selection s = { .t = w->t, .f = { .bus = a->bus, .decoder = a->decoder } };

	return decoder->parent->kind == NODE_BUS && select_decoder(&s, decoder);
}

/* The next root decoder that the options select, from number @*i on; NULL: none. */
static const struct node *next_decoder(const struct work *w, size_t *i)
{
	const struct node_list *l = &w->t->kinds[NODE_DECODER];

	while (*i < l->count)
		if (is_selected(w, l->at[(*i)++]))
			return l->at[*i - 1];
	return NULL;
}

static int no_decoder(const struct work *w, struct fail *why)
{
	const struct args *a = w->inv->args;

	if (a->bus && !filter_names_bus(w->t, a->bus))
		return fail_set(why, -ENODEV, "no_such_device", "see 'cxl list -B'",
				"no such bus: '%s'", a->bus);
	return fail_set(why, -ENODEV, "no_such_decoder", "see 'cxl list -D -d root'",
			"no such root decoder");
}

static int find_decoder(const struct work *w, const struct node **ret, struct fail *why)
{
	const struct args *a = w->inv->args;
	size_t i = 0;

	*ret = next_decoder(w, &i);
	if (!*ret)
		return no_decoder(w, why);
	if (next_decoder(w, &i))
		return fail_set(why, -EINVAL, "several_decoders", "name one of them",
				"'%s' selects several root decoders", a->decoder);
	return 0;
}

/* The named memory devices, in w->rq. */
static bool find_memdevs(struct work *w, struct targets *targets, const struct node ***nodes)
{
	struct inv *inv = w->inv;
	size_t i;

	if (!inv->argc)
		return true;
	if (cxl_targets(inv, w->t, inv->argc, targets) < 0)
		return false;
	*nodes = calloc(targets->count + 1, sizeof(**nodes));
	if (!*nodes || inv->failed)
		return false;
	for (i = 0; i < targets->count; i++)
		(*nodes)[i] = targets->at[i].node;
	w->rq.memdevs = *nodes;
	w->rq.memdev_count = targets->count;
	return true;
}

static bool explain_type(struct work *w, const char *mode, struct rec *top, struct fail *why)
{
	auto_candidates struct candidate_list l = { 0 };
	struct region_request rq = w->rq;

	rq.mode = mode;
	return candidates_find(w->t, &w->window, mode, &l, why) == 0 &&
	       region_explain_request(&w->window, &l, &rq, top);
}

static void explain_decoder(struct work *w, const struct node *decoder, struct rec *top)
{
	static const char *const modes[] = { "ram", "pmem" };
	struct fail why = { 0 };
	size_t k;

	if (window_read(w->t, decoder, &w->window, &why) < 0) {
		inv_fail(w->inv, decoder->name, w->inv->cmd->name, &why);
		return;
	}
	for (k = 0; k < ARRAY_SIZE(modes); k++)
		if (window_allows(&w->window, modes[k]) &&
		    (!w->rq.mode || str_eq(w->rq.mode, modes[k])))
			w->inv->done += explain_type(w, modes[k], top, &why);
}

static int explain(struct work *w)
{
	auto_rec struct rec *top = rec_new_arr();
	struct inv *inv = w->inv;
	const struct args *a = inv->args;
	const struct node *decoder;
	struct fail why = { 0 };
	size_t i = 0, count = 0;

	for (; (decoder = next_decoder(w, &i)); count++)
		explain_decoder(w, decoder, top);
	/* Where it cannot be read, the window is not known. */
	if (inv->done || inv->failed)
		return inv_print(inv, top);
	if (!count)
		no_decoder(w, &why);
	else if (count == 1 && !top->count && w->rq.mode)
		window_no_type(w->t, &w->window, w->rq.mode, &why);
	else
		fail_set(&why, -ENXIO, "not_possible", "", "no such region can be created");
	inv_fail(inv, !count && a->decoder ? a->decoder : inv->cmd->name, inv->cmd->name, &why);
	return inv_print(inv, top);
}

/* --- create */

/* A command that is possible, as the hint of @why; with @others, not only of those named. */
static bool suggest(const struct work *w, const struct candidate_list *l, const char *mode,
		    bool others, struct fail *why)
{
	struct region_request rq = w->rq;
	struct region_layout r;
	char command[320]; /* of 16 memory devices with long names */

	rq.mode = mode;
	if (others ? !region_suggest(&w->window, l, mode, &r)
		   : !region_suggest_named(&w->window, l, &rq, &r))
		return false;
	region_command(&r, NULL, command, sizeof(command));
	snprintf(why->hint, sizeof(why->hint), "%s%stry '%s'",
		 w->rq.enforce_qos ? "without --enforce-qos, " : "",
		 others && rq.memdevs ? "with other memory devices, " : "", command);
	return true;
}

/* The same, also of the other type if the user has given none. */
static bool suggest_any(const struct work *w, bool others, struct fail *why)
{
	auto_candidates struct candidate_list l = { 0 };
	const struct args *a = w->inv->args;
	const char *mode = str_eq(w->rq.mode, "ram") ? "pmem" : "ram";

	return suggest(w, &w->candidates, w->rq.mode, others, why) ||
	       (!a->type && window_allows(&w->window, mode) &&
		candidates_find(w->t, &w->window, mode, &l, NULL) == 0 &&
		suggest(w, &l, mode, others, why));
}

/* Another one that was interrupted is easily overlooked if it did not stop this one. */
static void warn_unfinished(const struct work *w, const struct region_layout *new)
{
	const struct node_list *l = &w->t->kinds[NODE_REGION];
	const char *text;
	size_t i;

	for (i = 0; i < l->count; i++) {
		text = region_unfinished_text(w->t, l->at[i], new);
		if (text)
			inv_warn(w->inv, "%s, which is older, is %s", l->at[i]->name, text);
	}
}

static int find_layout(struct work *w, struct region_layout *ret, struct fail *why)
{
	int rc;

	if (!w->rq.mode)
		w->rq.mode = w->window.pmem ? "pmem" : "ram";
	if (!window_allows(&w->window, w->rq.mode))
		return window_no_type(w->t, &w->window, w->rq.mode, why);
	rc = candidates_find(w->t, &w->window, w->rq.mode, &w->candidates, why);
	if (rc == 0)
		rc = region_find_layout(&w->window, &w->candidates, &w->rq, ret, why);
	if (rc < 0 && !(w->rq.memdevs && suggest_any(w, false, why)) && !suggest_any(w, true, why))
		candidates_explain_unfinished(w->t, &w->window, &w->candidates, why);
	return rc;
}

static int add_uuid(struct work *w, struct fail *why)
{
	if (str_eq(w->rq.mode, "ram")) {
		if (*w->id.uuid)
			inv_warn(w->inv, "the UUID is not used: volatile regions have none");
		w->id.uuid[0] = '\0';
		return 0;
	}
	return *w->id.uuid ? 0 : uuid_text_new(w->id.uuid, why);
}

/* One attempt; another process may have created the next region meanwhile. */
static int create_once(struct work *w, const struct region_layout *r, struct plan *p, bool *again,
		       struct fail *why)
{
	const char *memdevs[REGION_WAYS_MAX];
	struct inv *inv = w->inv;
	char operation[120];
	struct plan_action action = {
		.ctx = inv->ctx,
		.sysfs = {
			.device = r->window->decoder->name,
			.operation = operation,
			.memdevs = memdevs,
			.memdev_count = r->ways,
			.risk = inv->cmd->risk,
		},
	};
	struct plan_result result = { .failed = 1 };
	u64 i;
	int rc = region_next_name(w->t, r->window, r->mode, &w->id, why);

	if (rc == 0)
		rc = plan_create_region(p, w->t, r, &w->id, why);
	if (rc < 0)
		return rc;
	for (i = 0; i < r->ways; i++) {
		memdevs[i] = r->at[i]->memdev->name;
		undo_log_target(inv->ctx, w->id.name, r->at[i]->decoder->name);
	}
	snprintf(operation, sizeof(operation), "create %s in %s", w->id.name, action.sysfs.device);
	rc = plan_apply(p, &action, &result, why);
	*again = rc == -EBUSY && result.failed == 0;
	if (rc < 0)
		region_explain(p, result.failed, why);
	if (rc == -ERANGE)
		iomem_explain(w->t->root, r->window->start, r->window->size, why);
	return rc;
}

#define ATTEMPTS 5

static int create(struct work *w, const struct region_layout *r, struct plan *p, struct fail *why)
{
	bool again = true;
	int rc = 0, i;

	for (i = 0; again && i < ATTEMPTS; i++) {
		again = false;
		plan_free(p);
		*why = (struct fail){ 0 };
		rc = create_once(w, r, p, &again, why);
	}
	return rc;
}

/* @why: of a dry run, or NULL; then there may be no plan, and no name. */
static struct rec *result_rec(const struct work *w, const struct node *decoder,
			      const struct plan *p, const struct fail *why)
{
	struct rec *top = rec_new_arr(), *o = rec_obj(top, NULL);

	if (*w->id.name)
		rec_str(o, "region", w->id.name);
	rec_str(o, "decoder", decoder->name);
	change_record(w->inv->ctx, true, why, o);
	if (p->count)
		plan_record(p, p->count, rec_arr(o, "steps"));
	return top;
}

/* Without --force: the memory may be in use then. Reservations that were used are made again. */
static void record_undo(const struct work *w, const struct region_layout *r)
{
	struct cxl_ctx *ctx = w->inv->ctx;
	const struct candidate *c;
	struct memdev m;
	u64 i;

	for (i = 0; i < r->ways; i++) {
		c = r->at[i];
		if (c->reserved)
			undo_log_add(ctx, "reserve-dpa\t%s\t-d\t%s\t-t\t%s\t-s\t%" PRIu64,
				     c->memdev->name, c->decoder->name, r->mode, c->reserved);
	}
	undo_log_add(ctx, "destroy-region\t%s", w->id.name);
	undo_log_add(ctx, "disable-region\t%s", w->id.name);
	undo_log_refers_node(ctx, w->id.name);
	for (i = 0; i < r->ways; i++) {
		m = memdev_of(ctx, w->t, r->at[i]->memdev);
		undo_log_refers(ctx, &m);
	}
}

/* @why: of a dry run, or NULL. */
static int print(struct work *w, const struct node *decoder, const struct plan *p,
		 const struct fail *why)
{
	struct inv *inv = w->inv;
	auto_rec struct rec *top = summary_wants_result(inv) ? result_rec(w, decoder, p, why)
							     : list_new_region(inv, w->id.name);

	return inv_print(inv, top);
}

static int run_create(struct work *w)
{
	auto_plan struct plan p = { 0 };
	const struct node *decoder = NULL;
	struct inv *inv = w->inv;
	const struct args *a = inv->args;
	struct region_layout layout;
	struct fail why = { 0 };
	int rc = find_decoder(w, &decoder, &why);

	if (rc == 0)
		rc = window_read(w->t, decoder, &w->window, &why);
	if (rc == 0)
		rc = find_layout(w, &layout, &why);
	if (rc == 0)
		rc = add_uuid(w, &why);
	if (rc == 0)
		rc = create(w, &layout, &p, &why);
	if (rc < 0) {
		inv_fail(inv, decoder ? decoder->name : a->decoder, inv->cmd->name, &why);
		return decoder && a->common.dry_run ? print(w, decoder, &p, &why)
						    : inv_exit_status(inv);
	}
	inv->done++;
	record_undo(w, &layout);
	if (layout.reordered && w->rq.memdevs)
		inv_warn(inv, "the memory devices are in another order than that of the arguments");
	warn_unfinished(w, &layout);
	return print(w, decoder, &p, NULL);
}

static int run_parsed(struct work *w)
{
	struct inv *inv = w->inv;
	const struct args *a = inv->args;
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	auto_targets struct targets targets = { 0 };
	auto_free const struct node **nodes = NULL;
	auto_topo struct topo t = { 0 };
	struct fail why = { 0 };

	if (a->explain)
		inv_table_on_terminal(inv);
	else
		driver_args_lock(inv, &lock);
	w->t = &t;
	if (!cxl_scan(inv, &t, TOPO_ALL) || !find_memdevs(w, &targets, &nodes))
		return inv_exit_status(inv);
	if (region_check_uuid(&t, w->id.uuid, &why) == 0)
		return a->explain ? explain(w) : run_create(w);
	inv_fail(inv, inv->tool->name, inv->cmd->name, &why);
	return inv_exit_status(inv);
}

static int run(struct inv *inv)
{
	static const struct summary summary = { "created", { "region", "regions" }, true };
	const struct args *a = inv->args;
	struct work w = { .inv = inv, .rq.enforce_qos = a->enforce_qos, .id.load = !a->no_load };
	int rc;

	inv->out.bare |= !a->explain && !summary_wants_result(inv); /* as ndctl prints it */
	rc = parse(inv, &w);
	if (rc == EXIT_DONE)
		rc = run_parsed(&w);
	candidates_free(&w.candidates);
	if (!a->explain && rc != EXIT_USAGE)
		summary_print(inv, &summary);
	return rc;
}

const struct cmd cmd_create_region = {
	.name = "create-region",
	.args = "(-d <decoder> | --explain) [-m <memdev>...] [<options>]",
	.group = "Regions",
	.help = "create a region from the capacity of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_JSON | CMD_NDCTL | CMD_DEBUG,
	.risk = RISK_SETTING,
	.needs = "root",
	.max_args = -1,
	.positional = "region-memdevs...",
	.more_columns = "region," DRIVER_COLUMNS "," REGION_EXPLAIN_COLUMNS,
	.run = run,
};
