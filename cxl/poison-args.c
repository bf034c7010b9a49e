// SPDX-License-Identifier: GPL-2.0-only
/* What inject-media-poison and clear-media-poison share. */
#include <stdio.h>

#include "cxl/driver-args.h"
#include "cxl/lib/poison/inject.h"
#include "cxl/poison-args.h"
#include "cxl/summary.h"
#include "util/num.h"
#include "util/words.h"

const struct opt poison_opts[] = {
	{ 'a', "address", OPT_LIST, offsetof(struct poison_args, addresses), "address",
	  "device physical address, or several, separated by commas", NULL },
	OPT_WHOLE_BOOL_ROW('f', "force", struct poison_args, force,
			   "even if memory of the device is in use"),
	{ 0 },
};

#define ADDRESS_MAX 64 /* characters */

/* Call @fn for each address, as typed, until it fails. */
static int each_address(struct inv *inv, int (*fn)(struct inv *inv, const char *text, void *data),
			void *data)
{
	const struct poison_args *a = inv->args;
	char text[256];
	const char *rest, *word;
	size_t i, len;
	int rc = 0;

	for (i = 0; i < a->addresses.count; i++)
		for (rest = a->addresses.values[i]; rc == 0 && (word = word_next(&rest, &len));) {
			/* cut only after check_address(), which rejects longer ones */
			snprintf(text, sizeof(text), "%.*s", (int)len, word);
			rc = fn(inv, text, data);
		}
	return rc;
}

static int check_address(struct inv *inv, const char *text, void *data)
{
	size_t *count = data;
	u64 address;

	if (strlen(text) > ADDRESS_MAX || num_is_ambiguous(text) || num_u64(text, 0, &address) < 0)
		return inv_usage(inv,
				 "invalid --address '%s': expected a number such as 0x1000, without"
				 " leading zeros",
				 text);
	++*count;
	return EXIT_DONE;
}

struct work {
	const struct memdev *m;
	struct plan plan;
	struct fail why;
	bool inject;
	size_t done; /* steps */
};

static int add_step(struct inv *inv, const char *text, void *data)
{
	struct work *w = data;
	u64 address;
	int rc = num_u64(text, 0, &address);

	return rc < 0 ? rc : plan_poison(&w->plan, w->m, w->inject, address, &w->why);
}

static int print_address(struct inv *inv, const char *text, void *data)
{
	const struct work *w = data;

	fprintf(stderr, "poison %s at %s:%s\n", w->inject ? "injected" : "cleared", w->m->name,
		text);
	return 0;
}

static int apply(struct inv *inv, struct work *w)
{
	const struct poison_args *a = inv->args;
	struct cxl_ctx *ctx = inv->ctx;
	struct fail refusal = { 0 };
	char operation[80];
	struct plan_result result = { 0 };
	int rc;
	struct plan_action action = {
		.ctx = ctx,
		.sysfs = {
			.device = w->m->name,
			.memdev = w->m,
			.operation = operation,
			.memdevs = &w->m->name,
			.memdev_count = 1,
			.risk = RISK_SERVICE,
			.opcode = w->inject ? OP_INJECT_POISON : OP_CLEAR_POISON,
			.ignore_use = a->force,
			.memory_only = true,
		},
	};

	snprintf(operation, sizeof(operation), "%s poison %s %s", w->inject ? "inject" : "clear",
		 w->inject ? "into" : "of", w->m->name);
	if (w->inject && poison_check_panic(ctx, &refusal) < 0)
		action.sysfs.refusal = &refusal;
	rc = plan_apply(&w->plan, &action, &result, &w->why);
	w->done = rc == 0 ? w->plan.count : result.done;
	return rc;
}

/* @why: of a dry run, or NULL. */
static void show_result(const struct work *w, size_t steps, const struct fail *why, struct rec *top)
{
	struct rec *o = cxl_memdev_rec(top, w->m);

	change_record(w->m->ctx, true, why, o);
	if (steps)
		plan_record(&w->plan, steps, rec_arr(o, "steps"));
}

static void work_done(struct work *w)
{
	plan_free(&w->plan);
}

static int run_on(struct inv *inv, const struct memdev *m, bool inject, struct rec *top)
{
	__attribute__((cleanup(work_done))) struct work w = { .m = m, .inject = inject };
	const struct cxl_ctx *ctx = inv->ctx;
	const bool planned = each_address(inv, add_step, &w) == 0;

	if (!planned || apply(inv, &w) < 0) {
		inv_fail(inv, m->name, inv->cmd->name, &w.why);
		if (ctx->dry_run)
			show_result(&w, planned ? w.plan.count : 0, &w.why, top);
		else if (w.done)
			show_result(&w, w.done, NULL, top);
		return 0;
	}
	inv->done++;
	show_result(&w, w.done, NULL, top);
	return ctx->dry_run ? 0 : each_address(inv, print_address, &w);
}

int poison_args_run(struct inv *inv, bool inject)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	auto_topo struct topo t = { 0 };
	struct fail why = { 0 };
	struct memdev m;
	size_t count = 0;
	int rc = cxl_check_single(inv);

	if (rc == EXIT_DONE)
		rc = each_address(inv, check_address, &count);
	if (rc != EXIT_DONE)
		return rc;
	if (!count)
		return inv_usage(inv, "missing --address");
	driver_args_lock(inv, &lock);
	if (!cxl_scan(inv, &t, TOPO_ALL))
		return inv_exit_status(inv);
	if (cxl_target(inv, &t, inv->argv[0], &m, &why) < 0)
		inv_fail(inv, inv->argv[0], "find", &why);
	else if (run_on(inv, &m, inject, top) < 0)
		return EXIT_INTERNAL;
	return summary_wants_result(inv) ? inv_print(inv, top) : summary_none(inv);
}
