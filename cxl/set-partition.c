// SPDX-License-Identifier: GPL-2.0-only
/* cxl set-partition: partition the capacity of memory devices at the next reset (4101h). */
#include <inttypes.h>
#include <stdlib.h>

#include "cxl/change.h"
#include "cxl/lib/mailbox/setting.h"
#include "cxl/lib/wire/partition.h"
#include "cxl/memdev-args.h"
#include "cxl/undo-log.h"
#include "util/num.h"

struct args {
	struct memdev_args memdev;
	const char *type, *size;
	bool align, force;
};

static const char *const types[] = { "pmem", "ram", "volatile", NULL };

static const struct opt opts[] = {
	MEMDEV_OPTS,
	OPT_ENUM_ROW('t', "type", struct args, type, "pmem|ram|volatile", types,
		     "type of the capacity that --size gives, pmem by default"),
	OPT_STR_ROW('s', "size", struct args, size, "size",
		    "size in bytes, with an optional suffix k, M, G or T; by default all that can "
		    "be partitioned"),
	OPT_BOOL_ROW('a', "align", struct args, align,
		     "increase the size to the partition alignment"),
	OPT_WHOLE_BOOL_ROW('f', "force", struct args, force,
			   "partition even if the device is in use"),
	{ 0 },
};

static bool has_partitioning(const u8 *reply, const u8 *input, const void *data)
{
	return partition_matches(reply, data);
}

static const struct setting partitioning = {
	.get_opcode = OP_GET_PARTITION_INFO,
	.set_opcode = OP_SET_PARTITION_INFO,
	.operation = "set the partition",
	.reply_len = PARTITION_REPLY_SIZE,
	.risk = RISK_SERVICE, /* it takes effect at the next reset, and can be set again before */
	.matches = has_partitioning,
};

/* What is known about one device before the first one is changed. */
struct device {
	struct partition_plan plan;
	struct setting_result result;
};

static int parse_request(struct inv *inv, struct partition_request *ret)
{
	const struct args *a = inv->args;

	*ret = (struct partition_request){
		.persistent = !a->type || str_eq(a->type, "pmem"),
		.all = !a->size,
		.align = a->align,
	};
	if (a->size && size_parse_option(a->size, &ret->size) < 0)
		return inv_usage(inv, "invalid --size '%s': " SIZE_EXPECTED, a->size);
	return EXIT_DONE;
}

static int get_size(const struct rec *identify, const char *key, u64 *ret)
{
	const struct rec *r = rec_get(identify, key);

	if (!r)
		return -EBADMSG;
	*ret = r->u;
	return 0;
}

static int read_limits(const struct memdev *m, struct partition_limits *ret, struct fail *why)
{
	const struct layout *l = opcode_find(OP_IDENTIFY)->out;
	auto_rec struct rec *identify = rec_new_obj();
	auto_reply struct mbox_reply reply = { 0 };
	int rc = mbox_read(m, OP_IDENTIFY, (u32)layout_max_size(l), &reply, why);

	if (rc < 0)
		return rc;
	rc = layout_decode(l, reply.data, reply.len, identify);
	if (rc < 0 || get_size(identify, "total_size", &ret->total) < 0 ||
	    get_size(identify, "volatile_only_size", &ret->volatile_only) < 0 ||
	    get_size(identify, "persistent_only_size", &ret->persistent_only) < 0 ||
	    get_size(identify, "partition_alignment_size", &ret->alignment) < 0)
		return fail_set(why, -EBADMSG, "invalid_reply", "see 'cxl identify'",
				"command 0x%04x: invalid response", OP_IDENTIFY);
	return 0;
}

/* @d: NULL if the sizes are not known. @why: of a dry run, or NULL. */
static void show_result(const struct memdev *m, const struct device *d, const struct fail *why,
			struct rec *top)
{
	struct rec *o = cxl_memdev_rec(top, m);

	change_record(m->ctx, d && d->result.changed, why, o);
	if (!d)
		return;
	rec_num(o, "volatile_size", VAL_SIZE, d->plan.volatile_size);
	rec_num(o, "next_volatile_size", VAL_SIZE, d->plan.volatile_only + d->plan.volatile_size);
}

static void fail(struct inv *inv, const struct memdev *m, const struct device *d,
		 const struct fail *why, struct rec *top)
{
	if (m->ctx->dry_run)
		show_result(m, d, why, top);
	inv_fail(inv, m->name, inv->cmd->name, why);
}

static int plan(const struct memdev *m, const struct partition_request *rq, struct device *ret,
		struct fail *why)
{
	struct partition_limits limits;
	int rc = read_limits(m, &limits, why);

	if (rc == 0)
		rc = partition_plan(&limits, rq, &ret->plan, why);
	return rc < 0 ? rc : setting_read(m, &partitioning, &ret->result, why);
}

/* No device is changed if one of them cannot be partitioned like this. */
static void plan_all(struct inv *inv, const struct partition_request *rq, struct targets *targets,
		     struct device *devices, struct rec *top)
{
	size_t i;

	for (i = 0; i < targets->count; i++) {
		struct fail why = { 0 };

		if (plan(&targets->at[i], rq, &devices[i], &why) < 0)
			fail(inv, &targets->at[i], NULL, &why, top);
	}
	memdev_args_require_all(inv, targets);
}

static int set_one(struct inv *inv, const struct memdev *m, struct device *d, struct fail *why)
{
	const struct args *a = inv->args;
	u8 input[PARTITION_INPUT_SIZE];
	const struct setting_request rq = {
		.setting = &partitioning,
		.input = input,
		.input_len = sizeof(input),
		.data = &d->plan,
		.force = a->force,
	};

	partition_encode(&d->plan, input);
	return setting_apply(m, &rq, &d->result, why);
}

/* Before the next reset, another partitioning can be set. */
static void record_undo(const struct memdev *m, const struct device *d)
{
	const u64 old = partition_next_volatile(d->result.old);

	if (!d->result.old_known || old < d->plan.volatile_only) {
		undo_log_never(m->ctx, UNDO_OLD_UNKNOWN);
		return;
	}
	undo_log_refers(m->ctx, m);
	undo_log_add(m->ctx, "set-partition\t%s\t-t\tram\t-s\t%" PRIu64, m->name,
		     old - d->plan.volatile_only);
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_free struct device *devices = NULL;
	struct partition_request rq;
	auto_topo struct topo t = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	size_t i, kept = 0;
	int rc = parse_request(inv, &rq);

	if (rc == EXIT_DONE)
		rc = memdev_args_targets(inv, &t, TOPO_ALL, &targets);
	if (rc != EXIT_DONE)
		return rc;
	devices = calloc(targets.count + 1, sizeof(*devices));
	if (!devices)
		return EXIT_INTERNAL;
	plan_all(inv, &rq, &targets, devices, top);
	for (i = 0; i < targets.count; i++) {
		struct fail why = { 0 };

		ctx->changing = false;
		if (set_one(inv, &targets.at[i], &devices[i], &why) < 0) {
			undo_log_failed(ctx, &why);
			fail(inv, &targets.at[i], &devices[i], &why, top);
			continue;
		}
		inv->done++;
		if (devices[i].result.changed)
			record_undo(&targets.at[i], &devices[i]);
		show_result(&targets.at[i], &devices[i], NULL, top);
		targets.at[kept++] = targets.at[i];
	}
	change_record_others(ctx, &targets, top);
	targets.count = kept;
	return memdev_args_finish_list(inv, "set_partition", top, &targets, LIST_PARTITION);
}

const struct cmd cmd_set_partition = {
	.name = "set-partition",
	.args = "<memdev>...|all [<options>]",
	.group = "Memory devices",
	.help = "partition the capacity of memory devices, from the next reset on",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_JSON | CMD_NDCTL,
	.opcodes = "0x4000,0x4100,0x4101",
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "memdevs...",
	.more_columns = "memdev,serial," CHANGE_COLUMNS ",volatile_size,next_volatile_size",
	.run = run,
};
