// SPDX-License-Identifier: GPL-2.0-only
/* What reserve-dpa and free-dpa share. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/dpa-args.h"
#include "cxl/summary.h"
#include "cxl/undo-log.h"
#include "util/num.h"

const char *const dpa_types[] = { "ram", "pmem", "volatile", NULL };

/* @why: of a dry run, or NULL; then there may be no decoder. */
static void show_result(const struct memdev *m, const struct node *decoder, const struct plan *p,
			const struct fail *why, struct rec *top)
{
	struct rec *o = cxl_memdev_rec(top, m);

	if (decoder)
		rec_str(o, "decoder", decoder->name);
	change_record(m->ctx, p->count > 0, why, o);
	if (p->count)
		plan_record(p, p->count, rec_arr(o, "steps"));
}

/* The result, or what ndctl prints: the memory device and the decoder, as they are now. */
struct output {
	struct rec *result;
	struct rec *listed;
};

static int make_plan(const struct dpa_request *rq, bool reserve, struct plan *p,
		     const struct node **decoder, struct fail *why)
{
	return reserve ? plan_reserve_dpa(p, rq, decoder, why) : plan_free_dpa(p, rq, decoder, why);
}

/* "free-dpa all" is for the devices that have a reservation to release. */
static bool is_left_out(const struct inv *inv, const struct dpa_request *rq, bool reserve,
			const struct fail *why)
{
	return !reserve && !rq->decoder && memdev_args_by_all(inv, rq->m) &&
	       (str_eq(why->code, "no_decoder") || str_eq(why->code, "not_enabled"));
}

/* No device is changed if it is not possible for one of them. */
static void check_all(struct inv *inv, struct dpa_request *rq, bool reserve,
		      struct targets *targets, struct rec *top)
{
	const struct plan none = { .count = 0 };
	const struct cxl_ctx *ctx = inv->ctx;
	const struct node *decoder;
	size_t i, kept = 0;

	for (i = 0; i < targets->count; i++) {
		auto_plan struct plan p = { 0 };
		struct fail why = { 0 };

		rq->m = &targets->at[i];
		if (make_plan(rq, reserve, &p, &decoder, &why) == 0) {
			targets->at[kept++] = targets->at[i];
		} else if (!is_left_out(inv, rq, reserve, &why)) {
			if (ctx->dry_run)
				show_result(rq->m, NULL, &none, &why, top);
			inv_fail(inv, rq->m->name, inv->cmd->name, &why);
		}
	}
	if (inv->failed && targets->count > 1)
		inv_warn(inv, "no device was changed");
	targets->count = kept;
	if (inv->failed)
		targets_drop(targets);
}

/* What the decoder has reserved before it is released. */
struct reservation {
	char type[16];
	u64 size;
};

static void read_reservation(const struct memdev *m, const struct node *decoder,
			     struct reservation *ret)
{
	auto_sysdir struct sysdir d = { .fd = -1 };

	*ret = (struct reservation){ "", 0 };
	if (node_open(m->topo, decoder, &d) < 0 ||
	    sysdir_read(&d, "mode", ret->type, sizeof(ret->type)) < 0 ||
	    sysdir_read_u64(&d, "dpa_size", &ret->size) < 0)
		ret->size = 0;
}

static void record_undo(const struct memdev *m, const struct node *decoder,
			const struct reservation *before)
{
	undo_log_refers(m->ctx, m);
	if (before->size)
		undo_log_add(m->ctx, "reserve-dpa\t%s\t-d\t%s\t-t\t%s\t-s\t%" PRIu64, m->name,
			     decoder->name, before->type, before->size);
	else
		undo_log_add(m->ctx, "free-dpa\t%s\t-d\t%s", m->name, decoder->name);
}

static int run_on(struct inv *inv, const struct dpa_request *rq, bool reserve,
		  const struct output *out, struct fail *why)
{
	auto_plan struct plan p = { 0 };
	const struct node *decoder = NULL;
	char operation[80];
	struct plan_result result = { .done = 0 };
	struct plan_action action = {
		.ctx = inv->ctx,
		.sysfs = {
			.device = rq->m->name,
			.memdev = rq->m,
			.operation = operation,
			.memdevs = &rq->m->name,
			.memdev_count = 1,
			.risk = inv->cmd->risk,
		},
	};
	struct reservation before = { "", 0 };
	int rc = make_plan(rq, reserve, &p, &decoder, why);

	snprintf(operation, sizeof(operation), "%s DPA of %s", reserve ? "reserve" : "release",
		 rq->m->name);
	if (rc == 0 && !reserve)
		read_reservation(rq->m, decoder, &before);
	if (rc == 0)
		rc = undo_log_apply(&p, &action, &result, why);
	if (rc < 0 && rq->m->ctx->dry_run)
		show_result(rq->m, decoder, &p, why, out->result);
	if (rc < 0)
		return rc;
	inv->done++;
	if (p.count)
		record_undo(rq->m, decoder, &before);
	if (summary_wants_result(inv))
		show_result(rq->m, decoder, &p, NULL, out->result);
	else
		list_memdev_decoder(inv, rq->m, decoder, out->listed);
	return 0;
}

static int parse(struct inv *inv, bool reserve, struct dpa_request *rq)
{
	const struct dpa_args *a = inv->args;

	*rq = (struct dpa_request){
		.decoder = a->decoder,
		.mode = a->type	  ? a->type
			: reserve ? "ram"
				  : NULL,
		.all = !a->size,
		.force = a->force,
	};
	if (rq->mode && str_eq(rq->mode, "volatile"))
		rq->mode = "ram";
	if (a->size && (size_parse_option(a->size, &rq->size) < 0 || !rq->size))
		return inv_usage(inv, "invalid --size '%s': " SIZE_EXPECTED, a->size);
	return EXIT_DONE;
}

int dpa_args_run(struct inv *inv, bool reserve)
{
	const struct summary summary = {
		reserve ? "reservation completed on" : "reservation release completed on",
		{ "mem device", "mem devices" },
	};
	auto_rec struct rec *result = rec_new_arr(), *listed = rec_new_arr();
	const struct output out = { result, listed };
	auto_targets struct targets targets = { 0 };
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	auto_topo struct topo t = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	struct dpa_request rq;
	size_t i;
	int rc = parse(inv, reserve, &rq);

	if (rc == EXIT_DONE) {
		driver_args_lock(inv, &lock);
		rc = memdev_args_targets(inv, &t, TOPO_ALL, &targets);
	}
	if (rc != EXIT_DONE)
		return rc;
	check_all(inv, &rq, reserve, &targets, result);
	for (i = 0; i < targets.count; i++) {
		struct fail why = { 0 };

		ctx->changing = false;
		rq.m = &targets.at[i];
		if (run_on(inv, &rq, reserve, &out, &why) < 0)
			inv_fail(inv, rq.m->name, inv->cmd->name, &why);
	}
	change_record_others(ctx, &targets, result);
	if (summary_wants_result(inv))
		return summary_finish(inv, &summary, result);
	if (listed->count == 0 && !inv->failed)
		inv_warn(inv, "no matching devices found\n");
	rc = inv_print(inv, listed);
	summary_print(inv, &summary);
	return rc;
}
