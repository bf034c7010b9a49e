// SPDX-License-Identifier: GPL-2.0-only
/* cxl set-feature: change a Feature of memdevs, if it is not what it shall be already. */
#include <stdlib.h>

#include "cxl/common.h"
#include "cxl/lib/feature/plan.h"
#include "cxl/lib/guard/taint.h"
#include "util/blob.h"
#include "util/num.h"
#include "util/strbuf.h"

struct args {
	struct common_args common;
	const char *input, *offset;
	struct opt_list if_current;
	bool use_default;
};

static const struct opt opts[] = {
	OPT_STR_ROW('i', "input", struct args, input, "file",
		    "set the bytes in this file (\"-\": standard input)"),
	OPT_STR_ROW(0, "offset", struct args, offset, "bytes",
		    "where in the Feature's data the file's bytes belong"),
	OPT_BOOL_ROW(0, "default", struct args, use_default, "set what the device has as default"),
	{ 0, "if-current", OPT_LIST, offsetof(struct args, if_current), "key=value",
	  "refuse unless this is the current value", NULL },
	{ 0 },
};

/* What the command line says, the same for all targets. */
struct request {
	const char *feature;
	const char *const *pairs;
	size_t pair_count;
	u8 *input;
	size_t input_len;
	u32 offset;
	struct node_list targets;
};

/* One target on its way. */
struct job {
	struct node *memdev;
	struct feature_list list;
	const struct feature *f; /* NULL: failed, and reported */
	struct feature_request want;
};

/* Arguments with '=' are KEY=VALUE; of the others the last is the Feature. */
static int split_args(struct inv *inv, const char **pairs, struct request *rq)
{
	int i, names = 0;

	for (i = 0; i < inv->argc; i++) {
		if (strchr(inv->argv[i], '='))
			pairs[rq->pair_count++] = inv->argv[i];
		else
			inv->argv[names++] = inv->argv[i];
	}
	if (names < 2)
		return inv_usage(inv, "set-feature needs a memory device and a Feature");
	inv->argc = names - 1;
	rq->feature = inv->argv[names - 1];
	rq->pairs = pairs;
	return EXIT_DONE;
}

static int check_args(struct inv *inv, struct request *rq)
{
	const struct args *a = inv->args;
	u64 offset = 0;

	if ((rq->pair_count > 0) + (a->input != NULL) + a->use_default != 1)
		return inv_usage(inv, "give one of KEY=VALUE, --input or --default");
	if (a->offset && !a->input)
		return inv_usage(inv, "--offset goes with --input");
	if (a->offset && (num_u64(a->offset, 0, &offset) < 0 || offset > FEATURE_DATA_MAX))
		return inv_usage(inv, "--offset: '%s' is not a number from 0 to %d", a->offset,
				 FEATURE_DATA_MAX);
	rq->offset = (u32)offset;
	return EXIT_DONE;
}

/* No Feature takes more than FEATURE_DATA_MAX, so a file without an end is not read to it. */
static bool read_input(struct inv *inv, struct request *rq)
{
	const struct args *a = inv->args;
	struct fail why = { 0 };
	int rc;

	if (!a->input)
		return true;
	rc = blob_read(a->input, FEATURE_DATA_MAX, &rq->input, &rq->input_len);
	if (rc == 0)
		return true;
	fail_set(&why, rc, rc == -EFBIG ? "too_much_data" : "read_failed", "",
		 rc == -EFBIG ? "more than a Feature takes" : "cannot read it: %s", strerror(-rc));
	inv_fail(inv, a->input, "read", &why);
	return false;
}

/* False: the arguments are wrong for this target, so that nothing shall be sent to any. */
static bool parse_want(struct inv *inv, const struct request *rq, struct job *j,
		       const struct feature *f)
{
	const struct args *a = inv->args;
	struct fail why = { 0 };
	int rc;

	rc = feature_request_pairs(f, rq->pairs, rq->pair_count, false, &j->want, &why);
	if (rc == 0)
		rc = feature_request_pairs(f, a->if_current.values, a->if_current.count, true,
					   &j->want, &why);
	if (rc == 0 && rq->input)
		rc = feature_request_data(f, rq->input, rq->input_len, rq->offset,
					  a->offset != NULL, &j->want, &why);
	j->want.use_default = a->use_default;
	if (rc == 0)
		j->f = f;
	else
		inv_fail(inv, j->memdev->name, "set-feature", &why);
	return rc == 0;
}

/* Find the Feature and parse the values for it. False: as parse_want(). */
static bool prepare(struct inv *inv, const struct request *rq, struct job *j)
{
	const struct feature *f = NULL;
	struct fail why = { 0 };
	int rc;

	rc = feature_list_read(inv->ctx, j->memdev, &j->list, &why);
	if (rc == 0) {
		rc = feature_find(&j->list, rq->feature, &f, &why);
		if (rc < 0 && j->list.gap.code)
			why = j->list.gap;
	}
	if (rc == 0 && f->route == FEATURE_ROUTE_NONE) {
		why = f->refusal;
		fail_prefix(&why, f->name);
		rc = why.err;
	}
	if (rc == 0)
		return parse_want(inv, rq, j, f);
	inv_fail(inv, j->memdev->name, "set-feature", &why);
	return true;
}

static void show_plan(const struct feature *f, const struct feature_result *r, struct rec *o)
{
	auto_strbuf struct strbuf hex = { 0 };
	struct rec *plan = rec_arr(o, "plan"), *step;
	size_t i;

	for (i = 0; i < r->write_count; i++) {
		step = rec_obj(plan, NULL);
		rec_str(step, "write", r->writes[i].path);
		rec_str(step, "value", r->writes[i].value);
	}
	if (f->route != FEATURE_ROUTE_FWCTL)
		return;
	strbuf_add_hex(&hex, r->set, r->set_len);
	step = rec_obj(plan, NULL);
	rec_strf(step, "opcode", "0x%04x", OP_SET_FEATURE);
	rec_str(step, "scope", scope_word(f->scope));
	rec_uint(step, "offset", r->set_offset);
	rec_uint(step, "size", r->set_len);
	rec_str(step, "data", hex.s ? hex.s : "");
}

static void show_taint(const struct feature_result *r, bool dry_run, struct rec *o)
{
	const struct taint_bit *bit = taint_bit_at(TAINT_FWCTL_BIT);

	rec_bool(o, "taints", r->taints);
	if (!r->taints)
		return;
	rec_strf(o, "taint", "%c", bit->letter);
	rec_uint(o, "taint_before", r->taint_before);
	if (!dry_run)
		rec_uint(o, "taint_after", r->taint_after);
}

static void show_result(struct inv *inv, const struct topo *t, const struct job *j,
			const struct feature_result *r, struct rec *top)
{
	const struct cxl_ctx *ctx = inv->ctx;
	struct rec *o = cxl_memdev_rec(top, t, j->memdev);

	rec_str(o, "feature", j->f->name);
	rec_str(o, "uuid", j->f->uuid);
	rec_str(o, "route", j->f->route == FEATURE_ROUTE_EDAC ? "edac" : "fwctl");
	if (ctx->dry_run)
		rec_bool(o, "dry_run", true);
	rec_bool(o, "changed", r->changed);
	rec_str(o, "takes_effect", r->takes_effect);
	if (r->changed) {
		if (!ctx->dry_run)
			rec_bool(o, "verified", r->verified);
		show_taint(r, ctx->dry_run, o);
	}
	feature_image_print(j->f, &r->old, rec_obj(o, "old"));
	if (r->has_new || !r->changed)
		feature_image_print(j->f, r->has_new ? &r->new : &r->old, rec_obj(o, "new"));
	if (ctx->dry_run)
		show_plan(j->f, r, o);
}

static void execute(struct inv *inv, const struct topo *t, const struct job *j, struct rec *top)
{
	auto_feature_result struct feature_result r = { 0 };
	const struct cxl_ctx *ctx = inv->ctx;
	struct fail why = { 0 };
	int rc;

	if (ctx_interrupted(ctx))
		rc = fail_interrupted(&why, "interrupted before it was touched");
	else
		rc = feature_set(inv->ctx, j->memdev, j->f, &j->want, &r, &why);
	if (rc < 0) {
		fail_prefix(&why, j->f->name);
		inv_fail(inv, j->memdev->name, "set-feature", &why);
		return;
	}
	inv->done++;
	if (r.changed && !r.verified && !ctx->dry_run)
		inv_warn(inv, "%s: %s: set, but what it reads as does not show it%s",
			 j->memdev->name, j->f->name,
			 str_eq(r.takes_effect, "now") ? "" : " before the next reset");
	show_result(inv, t, j, &r, top);
}

/* First everything is looked up and parsed for all targets, then the first one is touched. */
static int set_all(struct inv *inv, const struct topo *t, const struct request *rq)
{
	auto_free struct job *jobs = calloc(rq->targets.count + 1, sizeof(*jobs));
	auto_rec struct rec *top = rec_new_arr();
	bool good = true;
	size_t i;

	if (!jobs)
		return EXIT_INTERNAL;
	for (i = 0; i < rq->targets.count; i++) {
		jobs[i].memdev = rq->targets.at[i];
		if (!prepare(inv, rq, &jobs[i]))
			good = false;
	}
	if (!good && rq->targets.count > 1)
		inv_warn(inv, "nothing was set on any device");
	cxl_stop_on_signals(inv);
	for (i = 0; i < rq->targets.count; i++) {
		if (good && jobs[i].f)
			execute(inv, t, &jobs[i], top);
		feature_request_done(&jobs[i].want);
		feature_list_done(&jobs[i].list);
	}
	return inv_print(inv, top);
}

static int run(struct inv *inv)
{
	auto_free const char **pairs = calloc((size_t)inv->argc + 1, sizeof(*pairs));
	auto_topo struct topo t = { 0 };
	struct request rq = { 0 };
	int rc;

	if (!pairs)
		return EXIT_INTERNAL;
	rc = split_args(inv, pairs, &rq);
	if (rc == EXIT_DONE)
		rc = check_args(inv, &rq);
	if (rc != EXIT_DONE)
		return rc;
	cxl_prefer_table(inv, NULL);
	if (!read_input(inv, &rq) || !cxl_scan(inv, &t))
		return inv_exit_status(inv);
	if (cxl_targets(inv, &t, inv->argv, inv->argc, &rq.targets) < 0)
		rc = EXIT_INTERNAL;
	else
		rc = set_all(inv, &t, &rq);
	free(rq.targets.at);
	free(rq.input);
	return rc;
}

const struct cmd cmd_set_feature = {
	.name = "set-feature",
	.args = "<memdev>... <feature> (<key>=<value>... | -i <file> | --default) [<options>]",
	.help = "set a Feature of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_CHANGES,
	.needs = "root,CAP_SYS_RAWIO,CONFIG_CXL_FEATURES or CONFIG_CXL_EDAC_MEM_FEATURES",
	.cls = CLASS_SERVICE,
	.min_args = 2,
	.max_args = -1,
	.positional = "memdev feature",
	.run = run,
};
