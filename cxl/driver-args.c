// SPDX-License-Identifier: GPL-2.0-only
/* Plans as the work of a command: apply, count, report. */
#include <stdio.h>

#include "cxl/driver-args.h"
#include "cxl/lib/region/teardown.h"
#include "cxl/undo-log.h"

static struct rec *device_rec(struct rec *top, struct cxl_ctx *ctx, const struct driver_change *c)
{
	static const char *const keys[NODE_KINDS] = {
		[NODE_BUS] = "bus",	    [NODE_PORT] = "port",     [NODE_ENDPOINT] = "endpoint",
		[NODE_DECODER] = "decoder", [NODE_REGION] = "region",
	};
	const struct node *n = c->node;
	struct memdev m;
	struct rec *o;

	if (n->kind == NODE_MEMDEV) {
		m = memdev_of(ctx, c->topo, n);
		return cxl_memdev_rec(top, &m);
	}
	o = rec_obj(top, NULL);
	rec_str(o, keys[n->kind], n->name);
	return o;
}

/* "disable-memdev" disables */
static void operation_text(const struct inv *inv, const struct driver_change *c, char *buf,
			   size_t size)
{
	const char *verb = inv->cmd->name;

	snprintf(buf, size, "%.*s %s", (int)strcspn(verb, "-"), verb, c->node->name);
}

void driver_args_lock(struct inv *inv, struct memdev_lock *ret)
{
	struct fail why;

	if (topo_lock(inv->ctx, ret, &why) < 0)
		return; /* the gate finds that out, too */
}

bool driver_args_takes_parent(struct inv *inv, const struct driver_change *c, struct fail *why)
{
	const struct node *n;
	char operation[120];
	struct memdev m;
	size_t i;

	operation_text(inv, c, operation, sizeof(operation));
	for (i = 0; i < c->memdev_count; i++) {
		n = topo_find(c->topo, c->memdevs[i]);
		if (!n || n->kind != NODE_MEMDEV)
			continue;
		m = memdev_of(inv->ctx, c->topo, n);
		if (!memdev_lacks_mailbox(&m))
			continue;
		fail_refuse(why, "accelerator", "use --with-parent to disable both",
			    "refusing to %s: %s belongs to an accelerator, and the kernel would "
			    "unbind %s from its driver, too",
			    operation, m.name, n->host ? n->host : "that");
		return true;
	}
	return false;
}

/* @why: of a dry run, or NULL. */
static void show_result(struct cxl_ctx *ctx, const struct driver_change *c, const struct plan *p,
			const struct fail *why, struct rec *top)
{
	struct rec *o = device_rec(top, ctx, c);

	change_record(ctx, p->count > 0, why, o);
	if (p->count)
		plan_record(p, p->count, rec_arr(o, "steps"));
}

static void explain(const struct driver_change *c, const struct plan *p,
		    const struct plan_result *r, struct fail *why)
{
	if (c->node->kind == NODE_REGION)
		region_explain(p, r->failed, why);
	if (why->err != -ENXIO || c->node->kind != NODE_MEMDEV || c->node->enabled)
		return;
	snprintf(
		why->hint, sizeof(why->hint), "%s",
		c->topo->kinds[NODE_BUS].count
			? "a port above it may be disabled, see cxl-enable-port(1) and the kernel log"
			: "the bus is disabled, see cxl-disable-bus(1)");
}

/* Memory that remains online when its region is disabled with --force. */
static void warn_lost(struct inv *inv, const struct driver_change *c, const struct plan_result *r)
{
	inv_warn(inv,
		 "%s: %zu memory %s could not be set offline, and the addresses are lost until the"
		 " next boot: %s",
		 c->node->name, r->skipped, r->skipped > 1 ? "blocks" : "block", r->skipped_text);
}

static void record_remains(struct cxl_ctx *ctx, const char *lines)
{
	char text[200];

	for (; *lines; lines += strcspn(lines, "\n"), lines += *lines == '\n') {
		snprintf(text, sizeof(text), "%.*s", (int)strcspn(lines, "\n"), lines);
		undo_log_remains(ctx, text);
	}
}

/* @lost: see find_lost_regions() */
static void record_undo(struct inv *inv, const struct driver_change *c, const struct strbuf *lost)
{
	struct cxl_ctx *ctx = inv->ctx;
	const struct node *n;
	struct memdev m;
	size_t i;

	if (!c->undo) {
		undo_log_never(ctx, UNDO_KIND);
		return;
	}
	if (*c->undo)
		undo_log_add_lines(ctx, c->undo);
	if (c->remains)
		undo_log_remains(ctx, c->remains);
	if (lost->len)
		record_remains(ctx, lost->s);
	if (c->node->kind != NODE_MEMDEV)
		undo_log_refers_node(ctx, c->node->name);
	for (i = 0; i < c->memdev_count; i++) {
		n = topo_find(c->topo, c->memdevs[i]);
		if (!n)
			continue;
		m = memdev_of(ctx, c->topo, n);
		undo_log_refers(ctx, &m);
	}
}

/* Whether the region has memory of one of the memory devices of the change. */
static bool is_affected(const struct driver_change *c, const struct node *region)
{
	const char *names[REGION_WAYS_MAX];
	bool more;
	size_t i, k, count = region_memdev_names(c->topo, region, names, &more);

	for (i = 0; i < count; i++)
		for (k = 0; k < c->memdev_count; k++)
			if (str_eq(names[i], c->memdevs[k]))
				return true;
	return false;
}

/*
 * The kernel takes a memory device out of its regions when it is disabled, and does not put it back
 * (cxl_region_detach() in drivers/cxl/core/region.c). One line each, for undo_log_remains().
 */
static void find_lost_regions(const struct driver_change *c, struct strbuf *text)
{
	const struct node_list *l = &c->topo->kinds[NODE_REGION];
	size_t i;

	for (i = 0; i < l->count; i++)
		if (is_affected(c, l->at[i]))
			strbuf_addf(text, "%s%s does not come back: destroy it and create it again",
				    text->len ? "\n" : "", l->at[i]->name);
}

void driver_args_fail(struct inv *inv, const struct driver_change *c, const struct plan *p,
		      const struct fail *why, struct rec *top)
{
	struct cxl_ctx *ctx = inv->ctx;

	if (ctx->dry_run)
		show_result(ctx, c, p, why, top);
	inv_fail(inv, c->node->name, inv->cmd->name, why);
}

void driver_args_drop(const struct inv *inv, const struct driver_change *c, struct rec *top)
{
	struct cxl_ctx *ctx = inv->ctx;

	if (ctx->dry_run)
		change_record_other(ctx, device_rec(top, ctx, c));
}

void driver_args_apply(struct inv *inv, const struct driver_change *c, const struct plan *p,
		       struct rec *top)
{
	struct cxl_ctx *ctx = inv->ctx;
	const struct memdev m = memdev_of(ctx, c->topo, c->node);
	const bool is_memdev = c->node->kind == NODE_MEMDEV;
	char operation[120];
	struct plan_action action = {
		.ctx = ctx,
		.sysfs = {
			.device = c->node->name,
			.memdev = is_memdev ? &m : NULL,
			.operation = operation,
			.memdevs = c->memdevs,
			.memdev_count = c->memdev_count,
			.more_memdevs = c->more_memdevs,
			.risk = inv->cmd->risk,
			.ignore_use = c->force,
			.region = c->node->kind == NODE_REGION ? c->node->name : NULL,
			.refusal = c->refusal,
		},
	};
	auto_strbuf struct strbuf lost = { 0 };
	struct plan_result result;
	struct fail why = { 0 };

	ctx->changing = false;
	operation_text(inv, c, operation, sizeof(operation));
	if (!ctx->dry_run && p->count && c->node->enabled && c->node->kind != NODE_REGION)
		find_lost_regions(c, &lost);
	if (undo_log_apply(p, &action, &result, &why) < 0) {
		explain(c, p, &result, &why);
		driver_args_fail(inv, c, p, &why, top);
		return;
	}
	if (result.skipped)
		warn_lost(inv, c, &result);
	if (p->count)
		record_undo(inv, c, &lost);
	inv->done++;
	show_result(ctx, c, p, NULL, top);
}

void driver_args_enable(struct inv *inv, const struct topo *t, const struct node *memdev, bool load,
			struct rec *top)
{
	char undo[80];
	const struct driver_change change = {
		.topo = t,
		.node = memdev,
		.memdevs = &memdev->name,
		.memdev_count = 1,
		.undo = undo,
	};
	const struct plan none = { .count = 0 };
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };

	snprintf(undo, sizeof(undo), "disable-memdev\t%s", memdev->name);
	if (plan_bind(&p, t, memdev, load, &why) < 0)
		driver_args_fail(inv, &change, &none, &why, top);
	else
		driver_args_apply(inv, &change, &p, top);
}

void driver_args_new_regions(struct inv *inv, const struct topo *before)
{
	const struct cxl_ctx *ctx = inv->ctx;
	auto_namelist struct namelist names = { 0 };
	size_t i;

	if (!inv->done || ctx->dry_run ||
	    sys_list(before->root, TREE_SYS, "bus/cxl/devices", &names) < 0)
		return;
	for (i = 0; i < names.count; i++)
		if (node_is_name(names.names[i], NODE_REGION) && !topo_find(before, names.names[i]))
			inv_warn(inv, "the kernel assembled %s, since its decoders are committed",
				 names.names[i]);
}
