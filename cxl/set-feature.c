// SPDX-License-Identifier: GPL-2.0-only
/* cxl set-feature: set a Feature of memdevs, unless it has the value already. */
#include <inttypes.h>
#include <stdlib.h>

#include "cxl/change.h"
#include "cxl/columns.h"
#include "cxl/filter-args.h"
#include "cxl/lib/feature/plan.h"
#include "cxl/lib/guard/taint.h"
#include "cxl/lib/mailbox/query.h"
#include "cxl/undo-log.h"
#include "util/blob.h"
#include "util/num.h"
#include "util/strbuf.h"
#include "util/text.h"

struct args {
	struct common_args common;
	const char *input, *offset;
	struct opt_list if_current;
	bool use_default, force;
};

static const struct opt opts[] = {
	OPT_STR_ROW('i', "input", struct args, input, "file",
		    "read the Feature data from this file (- for standard input)"),
	OPT_STR_ROW(0, "offset", struct args, offset, "bytes",
		    "write the data at this offset of the Feature data"),
	OPT_BOOL_ROW(0, "default", struct args, use_default,
		     "set the Feature to the default value of the device"),
	OPT_WHOLE_BOOL_ROW('f', "force", struct args, force, "set even if the device is in use"),
	{ 0, "if-current", OPT_LIST, offsetof(struct args, if_current), "key=value",
	  "set only if the current value of this key matches", NULL },
	{ 0 },
};

/* Arguments, the same for all targets. */
struct arguments {
	const char *feature;
	const char *const *pairs;
	size_t pair_count;
	u8 *input;
	size_t input_len;
	u32 offset;
	struct targets targets;
};

/* One target. */
struct job {
	struct memdev memdev;
	struct feature_list list;
	const struct feature *f; /* NULL: not found */
	struct feature_request rq;
	bool failed;
	struct fail why; /* why the target cannot be set */
};

/* Whether @text is the name of a field that Features have. */
static bool is_field(const char *text)
{
	const struct feature_desc *d;
	u16 group;
	size_t i;

	for (i = 0; (d = feature_desc_at(i)); i++)
		if (feature_field_find(d, text, UINT16_MAX, &group))
			return true;
	return str_eq(text, "data");
}

static bool is_feature_name(const char *text)
{
	const struct feature_desc *d;
	size_t i;

	for (i = 0; (d = feature_desc_at(i)); i++)
		if (ascii_same(d->name, text))
			return true;
	return false;
}

/* A name that is neither a device nor the Feature: a field, or what follows the Feature. */
static int check_names(struct inv *inv, int count)
{
	int i;

	for (i = 1; i < count; i++) {
		if (is_field(inv->argv[i]))
			return inv_usage(inv, "invalid argument '%s': expected %s=VALUE",
					 inv->argv[i], inv->argv[i]);
		if (i > 1 && is_feature_name(inv->argv[i - 1]))
			return inv_usage(inv, "invalid argument '%s': expected KEY=VALUE",
					 inv->argv[i]);
	}
	return EXIT_DONE;
}

/* Arguments with '=' are KEY=VALUE; of the others the last is the Feature. */
static int split_args(struct inv *inv, const char **pairs, struct arguments *args)
{
	int i, names = 0;

	for (i = 0; i < inv->argc; i++) {
		if (strchr(inv->argv[i], '='))
			pairs[args->pair_count++] = inv->argv[i];
		else
			inv->argv[names++] = inv->argv[i];
	}
	if (names < 2)
		return inv_usage(inv, "set-feature requires a memory device and a Feature");
	inv->argc = names - 1;
	args->feature = inv->argv[names - 1];
	args->pairs = pairs;
	return check_names(inv, names);
}

static int check_args(struct inv *inv, struct arguments *args)
{
	const struct args *a = inv->args;
	u64 offset = 0;

	if ((args->pair_count > 0) + (a->input != NULL) + a->use_default != 1)
		return inv_usage(inv, "specify exactly one of KEY=VALUE, --input or --default");
	if (a->offset && !a->input)
		return inv_usage(inv, "--offset requires --input");
	if (a->offset && (num_u64(a->offset, 0, &offset) < 0 || offset > FEATURE_DATA_MAX))
		return inv_usage(inv, "invalid --offset '%s': expected 0 to %d", a->offset,
				 FEATURE_DATA_MAX);
	args->offset = (u32)offset;
	return EXIT_DONE;
}

/* Bounded, so that an endless file ends. */
static bool read_input(struct inv *inv, struct arguments *args)
{
	const struct args *a = inv->args;
	struct fail why = { 0 };
	int rc;

	if (!a->input)
		return true;
	rc = blob_read(a->input, FEATURE_DATA_MAX, &args->input, &args->input_len);
	if (rc == 0)
		return true;
	fail_set(&why, rc, rc == -EFBIG ? "too_much_data" : "read_failed", "",
		 rc == -EFBIG ? "file too large" : "cannot read: %s", strerror(-rc));
	inv_fail(inv, a->input, "read", &why);
	return false;
}

static int parse_pairs(const struct inv *inv, const struct arguments *args, const struct feature *f,
		       struct feature_request *rq, struct fail *why)
{
	const struct args *a = inv->args;
	const struct feature_pairs set = { args->pairs, args->pair_count, false };
	const struct feature_pairs expected = { a->if_current.values, a->if_current.count, true };
	int rc = feature_request_pairs(f, &set, rq, why);

	return rc < 0 ? rc : feature_request_pairs(f, &expected, rq, why);
}

/*
 * What is invalid for every device, before the devices are looked up. Whether a Feature without a
 * table has the fields depends on the device. False: reported.
 */
static bool check_pairs(struct inv *inv, const struct arguments *args)
{
	auto_feature_list struct feature_list known = { 0 };
	auto_feature_request struct feature_request rq = { 0 };
	const struct feature other = { 0 }, *f = &other;
	struct fail why = { 0 };
	int rc = feature_list_known(&known);

	if (rc == 0 && feature_find(&known, args->feature, &f, NULL) < 0)
		f = &other;
	if (rc == 0)
		rc = parse_pairs(inv, args, f, &rq, &why);
	if (rc == 0 || why.outcome != OUTCOME_INVALID ||
	    (!f->desc && !str_eq(why.code, "invalid_value")))
		return true;
	inv_fail(inv, inv->argv[0], inv->cmd->name, &why);
	return false;
}

static int parse_request(const struct inv *inv, const struct arguments *args, struct job *j,
			 struct fail *why)
{
	const struct args *a = inv->args;
	const struct feature_bytes bytes = {
		args->input,
		args->input_len,
		args->offset,
		a->offset != NULL,
	};
	int rc;

	rc = parse_pairs(inv, args, j->f, &j->rq, why);
	if (rc == 0 && args->input)
		rc = feature_request_bytes(j->f, &bytes, &j->rq, why);
	j->rq.use_default = a->use_default;
	j->rq.force = a->force;
	return rc;
}

/*
 * Resolve and check everything that can be checked without a change. Several targets are compared
 * here, too, so that the first one is not changed if the last one cannot be.
 */
static int prepare(const struct inv *inv, const struct arguments *args, struct job *j)
{
	struct fail *why = &j->why;
	int rc;

	rc = feature_list_read(&j->memdev, &j->list, why);
	if (rc < 0)
		return rc;
	rc = feature_find(&j->list, args->feature, &j->f, why);
	if (rc < 0)
		return rc;
	if (j->f->route == FEATURE_ROUTE_NONE) {
		*why = j->f->refusal;
		fail_prefix(why, j->f->name);
		return why->err;
	}
	rc = parse_request(inv, args, j, why);
	if (rc < 0 || args->targets.count == 1)
		return rc;
	rc = feature_check(&j->memdev, j->f, &j->rq, why);
	if (rc < 0)
		fail_prefix(why, j->f->name);
	return rc;
}

/* "all" selects the devices that have the Feature and the value of --if-current. */
static bool not_selected_by_all(const struct fail *why)
{
	return why->outcome == OUTCOME_UNSUPPORTED || str_eq(why->code, "no_such_feature") ||
	       str_eq(why->code, "current_differs");
}

struct preparation {
	const struct inv *inv;
	const struct arguments *args;
	struct job *jobs;
};

static void prepare_one(void *data, size_t i)
{
	const struct preparation *p = data;

	p->jobs[i].failed = prepare(p->inv, p->args, &p->jobs[i]) < 0;
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
	rec_str(step, "scope", scope_name(f->scope));
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

/* @why: of a dry run, or NULL. */
static void show_result(const struct job *j, const struct feature_result *r, const struct fail *why,
			struct rec *top)
{
	const struct cxl_ctx *ctx = j->memdev.ctx;
	struct rec *o = cxl_memdev_rec(top, &j->memdev);

	if (j->f) {
		rec_str(o, "feature", j->f->name);
		rec_str(o, "uuid", j->f->uuid);
	}
	if (j->f && j->f->route != FEATURE_ROUTE_NONE)
		rec_str(o, "route", j->f->route == FEATURE_ROUTE_EDAC ? "edac" : "fwctl");
	if (!r->differs)
		change_record(ctx, r->changed, why, o);
	if (why && !r->planned)
		return;
	if (r->takes_effect && !r->differs)
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

/* The devices are read at the same time. False: no target may be changed. */
static bool prepare_all(struct inv *inv, const struct arguments *args, struct job *jobs,
			struct rec *top)
{
	const struct feature_result none = { .planned = false };
	struct preparation p = { inv, args, jobs };
	struct cxl_ctx *ctx = inv->ctx;
	bool good = true;
	size_t i;

	for (i = 0; i < args->targets.count; i++)
		jobs[i].memdev = args->targets.at[i];
	ctx->to_change = false; /* some reads are optional: feature_record_refusal() */
	mbox_parallel(ctx, args->targets.count, prepare_one, &p);
	for (i = 0; i < args->targets.count; i++) {
		if (!jobs[i].failed)
			continue;
		feature_record_refusal(&jobs[i].memdev, jobs[i].f, &jobs[i].why);
		if (ctx->dry_run)
			show_result(&jobs[i], &none, &jobs[i].why, top);
		inv_fail(inv, jobs[i].memdev.name, "set-feature", &jobs[i].why);
		if (!filter_args_by_all(inv, &jobs[i].memdev, "") ||
		    !not_selected_by_all(&jobs[i].why))
			good = false;
	}
	if (!good && args->targets.count > 1)
		inv_warn(inv, "no device was changed");
	return good;
}

/* One "KEY=VALUE" for each value that differs; false: not all of them have a text. */
static bool add_old_values(const struct rec *old, const struct rec *new, struct strbuf *text)
{
	const struct rec *m, *other;

	rec_foreach(m, old) {
		other = rec_get(new, m->key);
		if (rec_is_container(m) || !other || other->kind != m->kind)
			return false;
		if (m->kind == VAL_STR && !str_eq(m->s, other->s))
			strbuf_addf(text, "\t%s=%s", m->key, m->s);
		else if (m->kind == VAL_BOOL && m->b != other->b)
			strbuf_addf(text, "\t%s=%s", m->key, m->b ? "true" : "false");
		else if (m->kind != VAL_STR && m->kind != VAL_BOOL && m->u != other->u)
			strbuf_addf(text, "\t%s=%" PRIu64, m->key, m->u);
	}
	return true;
}

static void record_undo(const struct job *j, const struct feature_result *r)
{
	auto_rec struct rec *old = rec_new_obj(), *new = rec_new_obj();
	auto_strbuf struct strbuf text = { 0 };

	feature_image_print(j->f, &r->old, old);
	feature_image_print(j->f, &r->new, new);
	undo_log_refers(j->memdev.ctx, &j->memdev);
	if (j->f->desc && r->has_new && add_old_values(old, new, &text) && text.len)
		undo_log_add(j->memdev.ctx, "set-feature\t%s\t%s%s", j->memdev.name, j->f->name,
			     text.s);
	else
		undo_log_never(j->memdev.ctx, UNDO_OLD_UNKNOWN);
}

/* The kernel taints itself before it checks the command. */
static void warn_taint(struct inv *inv, const struct job *j, const struct feature_result *r)
{
	if (r->taint_after & ~r->taint_before & BIT(TAINT_FWCTL_BIT))
		inv_warn(inv, "%s: %s: the kernel is tainted (J): the bit was set by this attempt",
			 j->memdev.name, j->f->name);
}

static void execute(struct inv *inv, const struct job *j, struct rec *top)
{
	auto_feature_result struct feature_result r = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	struct fail why = { 0 };
	int rc;

	ctx->changing = false;
	if (ctx_interrupted(ctx))
		rc = fail_interrupted(&why, "interrupted, not set");
	else
		rc = feature_set(&j->memdev, j->f, &j->rq, &r, &why);
	if (rc < 0) {
		undo_log_failed(ctx, &why);
		fail_prefix(&why, j->f->name);
		inv_fail(inv, j->memdev.name, "set-feature", &why);
		warn_taint(inv, j, &r);
		if (r.differs || ctx->dry_run)
			show_result(j, &r, ctx->dry_run ? &why : NULL, top);
		return;
	}
	inv->done++;
	if (r.changed)
		record_undo(j, &r);
	if (r.changed && !r.verified && !ctx->dry_run)
		inv_warn(inv, "%s: %s: %s", j->memdev.name, j->f->name,
			 r.not_comparable
				 ? "the value read back cannot be compared with the value set"
				 : "the new value is not visible before the next reset");
	show_result(j, &r, NULL, top);
}

static int set_all(struct inv *inv, const struct arguments *args)
{
	auto_free struct job *jobs = calloc(args->targets.count + 1, sizeof(*jobs));
	auto_rec struct rec *top = rec_new_arr();
	struct targets left = args->targets;
	size_t i;
	bool good;

	if (!jobs)
		return EXIT_INTERNAL;
	good = prepare_all(inv, args, jobs, top);
	for (i = 0; i < args->targets.count; i++) {
		if (good && !jobs[i].failed)
			execute(inv, &jobs[i], top);
		feature_request_done(&jobs[i].rq);
		feature_list_done(&jobs[i].list);
	}
	if (!good)
		targets_drop(&left);
	change_record_others(inv->ctx, &left, top);
	return inv_print(inv, top);
}

static int run(struct inv *inv)
{
	auto_free const char **pairs = calloc((size_t)inv->argc + 1, sizeof(*pairs));
	auto_topo struct topo t = { 0 };
	struct arguments args = { 0 };
	int rc;

	if (!pairs)
		return EXIT_INTERNAL;
	rc = split_args(inv, pairs, &args);
	if (rc == EXIT_DONE)
		rc = check_args(inv, &args);
	if (rc != EXIT_DONE)
		return rc;
	if (!check_pairs(inv, &args) || !read_input(inv, &args) || !cxl_scan(inv, &t, TOPO_MEMDEVS))
		rc = inv_exit_status(inv);
	else if (cxl_targets(inv, &t, inv->argc, &args.targets) < 0)
		rc = EXIT_INTERNAL;
	else
		rc = set_all(inv, &args);
	targets_done(&args.targets);
	free(args.input);
	return rc;
}

static void add_columns(const struct inv *inv, struct strbuf *names)
{
	columns_add_features(names, "old");
	columns_add_features(names, "new");
}

const struct cmd cmd_set_feature = {
	.name = "set-feature",
	.args = "<memdev>...|all <feature> (<key>=<value>... | -i <file> | --default) [<options>]",
	.group = "Features",
	.help = "set a Feature of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_CHANGES,
	.opcodes = "0x0400,0x0401,0x0405,0x0500,0x0501,0x0502",
	.needs = "root,CAP_SYS_RAWIO,CONFIG_CXL_FEATURES or CONFIG_CXL_EDAC_MEM_FEATURES",
	.risk = RISK_SERVICE,
	.min_args = 2,
	.max_args = -1,
	.positional = "memdevs... feature field...",
	.add_columns = add_columns,
	.more_columns = "memdev,serial,feature,route," CHANGE_COLUMNS ",takes_effect,verified,"
			"uuid,taints,taint,taint_before,taint_after,"
			"write,value,opcode,scope,offset,size,data",
	.run = run,
};
