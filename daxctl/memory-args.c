// SPDX-License-Identifier: GPL-2.0-only
/* What online-memory, offline-memory and reconfigure-device share. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cxl/undo-log.h"
#include "daxctl/memory-args.h"
#include "daxctl/undo-lines.h"
#include "util/num.h"

#define TIMEOUT_MAX (7 * 24 * 3600)

void memory_policy(const struct sysroot *root, char *buf, size_t size)
{
	if (sys_read(root, TREE_SYS, "devices/system/memory/auto_online_blocks", buf, size) < 0)
		*buf = '\0';
}

int memory_check_policy(const struct sysroot *root, bool online, bool movable, struct fail *why)
{
	const char *wanted = movable ? "online_movable" : "online_kernel";
	char policy[32];

	memory_policy(root, policy, sizeof(policy));
	if (!*policy || str_eq(policy, "offline") || (online && str_eq(policy, wanted)))
		return 0;
	return fail_refuse(
		why, "auto_online",
		"write offline to /sys/devices/system/memory/auto_online_blocks before (it starts as "
		"memhp_default_state= of the kernel command line), or use --force",
		"kernel policy will auto-online memory, aborting: auto_online_blocks is %s",
		policy);
}

static int check_mode(const struct dax_state *s, struct fail *why)
{
	if (s->mode == DAX_SYSTEM_RAM)
		return 0;
	return fail_set(why, -ENXIO, "not_system_ram",
			"change its mode first, see daxctl-reconfigure-device(1)",
			"memory operations are not applicable in %s mode",
			dax_mode_name(s->mode < DAX_MODES ? s->mode : DAX_DEVDAX));
}

/* Since Linux 7.3: the memory is not there, and the kernel adds all of it, online. */
static int plug(struct inv *inv, const struct dax_state *s, const struct memory_request *rq,
		struct fail *why)
{
	const char *value = rq->movable ? "online_movable" : "online_kernel";
	auto_plan struct plan p = { 0 };
	struct device_owners owners;
	struct plan_result result;
	char operation[120];
	struct plan_action action = {
		.ctx = inv->ctx,
		.sysfs = {
			.device = s->node->name,
			.operation = operation,
			.risk = rq->risk,
			.ignore_use = true,
		},
	};

	device_owners_find(rq->topo, s->node, &owners);
	device_owners_set(&owners, &action.sysfs);
	snprintf(operation, sizeof(operation), "set the memory of %s online", s->node->name);
	plan_set(&p, s->node->path, "state", value, "add the memory of %s, and set it online",
		 s->node->name);
	plan_read_back(&p);
	plan_retry(&p);
	plan_timeout(&p, rq->timeout);
	plan_undo(&p, NULL, "unplugged");
	return plan_apply(&p, &action, &result, why);
}

/* The kernel reports success if one of several ranges was added, in whatever zone. */
static int verify_plugged(const struct dax_state *s, const struct memory_request *rq,
			  struct fail *why)
{
	const struct memory_blocks *b = &s->memory;
	size_t i, ok = 0;

	for (i = 0; i < b->count; i++)
		ok += b->at[i].online && str_eq(b->at[i].zone, "Movable") == rq->movable;
	if (ok && ok >= b->wanted)
		return 0;
	return fail_set(why, -EIO, "readback_differs", "see the kernel log",
			"the kernel has accepted it, but %zu of %" PRIu64
			" memory blocks are online in zone %s",
			ok, b->wanted, rq->movable ? "Movable" : "Normal");
}

/* The kernel passes over ranges that it cannot add, if it has added another one. */
static int check_missing(const struct dax_state *s, struct fail *why)
{
	const struct memory_blocks *b = &s->memory;

	if (s->mode != DAX_SYSTEM_RAM || b->count >= b->wanted)
		return 0;
	return fail_set(why, -EIO, "memory_missing", "see the kernel log",
			"%zu of %" PRIu64 " memory blocks exist: the kernel has not added the rest",
			b->count, b->wanted);
}

/* The zone that the policy chooses: without "movable", that of the kernel. */
static bool is_from_policy(const char *policy, bool movable)
{
	return *policy && !str_eq(policy, "offline") && str_eq(policy, "online_movable") == movable;
}

/* Memory that was online before, in another zone than the one that was requested. */
static void warn_zone(struct inv *inv, const struct dax_state *s, const struct memory_request *rq)
{
	const struct cxl_ctx *ctx = inv->ctx;
	char policy[32], text[80] = "another program, or a udev rule, see 'cxl check',";
	size_t i, count = 0;

	for (i = 0; rq->online && i < s->memory.count; i++)
		count += *s->memory.at[i].zone &&
			 str_eq(s->memory.at[i].zone, "Movable") != rq->movable;
	if (!count)
		return;
	memory_policy(&ctx->root, policy, sizeof(policy));
	if (is_from_policy(policy, !rq->movable))
		snprintf(text, sizeof(text), "kernel policy (auto_online_blocks is %s)", policy);
	inv_warn(
		inv,
		"%s: %zu memory %s not in zone %s: %s has set %s online before; to change the zone, "
		"set %s offline first, see daxctl-offline-memory(1)",
		s->node->name, count, count == 1 ? "block is" : "blocks are",
		rq->movable ? "Movable" : "Normal", text, count == 1 ? "it" : "them",
		count == 1 ? "it" : "them");
}

/* Of blocks that were changed, also if others failed: those that have the state are left alone. */
static void record_undo(struct cxl_ctx *ctx, const struct dax_state *s,
			const struct memory_request *rq)
{
	auto_strbuf struct strbuf undo = { 0 };

	if (rq->part_of_mode)
		return;
	device_args_undo(ctx, rq->topo, s,
			 undo_lines_memory(s, rq->online, &undo) && !undo.failed ? undo.s : NULL);
}

static void record_blocks(const struct dax_state *s, struct rec *o)
{
	rec_uint(o, "online_memblocks", dax_online_blocks(s));
	rec_uint(o, "total_memblocks", s->memory.count);
}

bool memory_args_apply(struct inv *inv, const struct dax_node *d, const struct memory_request *rq,
		       struct rec *o, struct memory_result *ret)
{
	auto_dax_state struct dax_state s = { .node = d }, after = { .node = d };
	struct cxl_ctx *ctx = inv->ctx;
	struct fail *why = &ret->why;
	bool plugged = false, unplugged = false;
	int rc;

	*ret = (struct memory_result){ 0 };
	rc = dax_state_read(&ctx->root, d, &s, why);
	if (rc == 0)
		rc = check_mode(&s, why);
	unplugged = rc == 0 && rq->online && s.can_unplug && s.memory.count == 0;
	if (unplugged) {
		rc = plug(inv, &s, rq, why);
		plugged = rc == 0;
	} else if (rc == 0) {
		rc = memory_work(inv, &s, rq, o, ret);
	}
	if (dax_state_read(&ctx->root, d, &after, rc == 0 ? why : NULL) < 0)
		return false;
	if (plugged) /* in a dry run, the number is not known */
		ret->changed = ctx->dry_run ? 1 : dax_online_blocks(&after);
	if (plugged && !ctx->dry_run)
		rc = verify_plugged(&after, rq, why);
	if (rc == 0 && rq->online && !ctx->dry_run)
		rc = check_missing(&after, why);
	if (rc < 0 && unplugged && why->outcome == OUTCOME_FAILED && after.memory.count == 0)
		fail_append(why, "; the device has no memory now");
	if (after.mode == DAX_SYSTEM_RAM)
		record_blocks(&after, o);
	if (ret->changed && !ctx->dry_run)
		record_undo(ctx, &s, rq);
	if (rc == 0 && !ctx->dry_run)
		warn_zone(inv, &after, rq);
	return rc == 0;
}

/* Blocks that were changed stay so, whatever happens to the others. */
void memory_args_record(const struct memory_result *r, struct rec *o)
{
	struct rec *at;

	rec_foreach(at, o)
		if (r->changed && str_eq(at->key, "changed"))
			at->b = true;
}

int memory_args_timeout(struct inv *inv, struct memory_request *rq)
{
	const struct memory_args *a = inv->args;

	if (!a->timeout || (num_u64(a->timeout, 10, &rq->timeout) == 0 && rq->timeout > 0 &&
			    rq->timeout <= TIMEOUT_MAX))
		return EXIT_DONE;
	return inv_usage(inv, "invalid --timeout '%s': expected 1 to %d seconds", a->timeout,
			 TIMEOUT_MAX);
}

/* Only "all" needs to know. */
static bool is_skipped(const struct inv *inv, const struct dax_node *d)
{
	auto_dax_state struct dax_state s = { .node = d };
	const struct cxl_ctx *ctx = inv->ctx;

	return device_args_all(inv) && dax_state_read(&ctx->root, d, &s, NULL) == 0 &&
	       device_args_skips(inv, &s);
}

static void apply_one(struct inv *inv, const struct dax_node *d, const struct memory_request *rq,
		      struct rec *top)
{
	const struct memory_args *a = inv->args;
	struct cxl_ctx *ctx = inv->ctx;
	struct memory_result r;
	struct rec *o;
	bool done;

	if (is_skipped(inv, d))
		return;
	o = rec_obj(top, NULL);
	rec_str(o, "chardev", d->name);
	done = memory_args_apply(inv, d, rq, o, &r);
	change_record(ctx, r.changed > 0, done ? NULL : &r.why, o);
	memory_args_record(&r, o);
	if (a->device.verbose && !ctx->dry_run)
		fprintf(stderr, "%s: %zu memory section%s %s\n", d->name, r.changed,
			r.changed == 1 ? "" : "s", rq->online ? "onlined" : "offlined");
	if (done)
		inv->done++;
	else
		inv_fail(inv, d->name, inv->cmd->name, &r.why);
}

int memory_args_run(struct inv *inv, bool online)
{
	const struct memory_args *a = inv->args;
	struct memory_request rq = {
		.online = online,
		.movable = !a->no_movable,
		.risk = inv->cmd->risk,
	};
	auto_device_targets struct device_targets targets = { 0 };
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	auto_rec struct rec *top = rec_new_arr();
	size_t i;
	int rc = memory_args_timeout(inv, &rq);

	if (rc == EXIT_DONE)
		rc = device_args_begin(inv, online ? "online memory for" : "offline memory for",
				       &lock, &targets);
	if (rc != EXIT_DONE)
		return rc;
	rq.topo = &targets.system.topo;
	for (i = 0; i < targets.count; i++)
		apply_one(inv, targets.at[i], &rq, top);
	return device_args_finish(inv, online ? "onlined memory for" : "offlined memory for", top);
}
