// SPDX-License-Identifier: GPL-2.0-only
/* cxl disable-port: unbind ports from their driver. */
#include <stdio.h>

#include "cxl/node-args.h"

struct args {
	struct common_args common;
	bool endpoint, force, with_parent;
};

static const struct opt opts[] = {
	OPT_BOOL_ROW('e', "endpoint", struct args, endpoint, "the arguments are endpoints"),
	OPT_BOOL_ROW('f', "force", struct args, force,
		     "disable even if memory devices below are in use"),
	OPT_WHOLE_BOOL_ROW(0, "with-parent", struct args, with_parent,
			   "disable accelerators below with their memory devices"),
	{ 0 },
};

static int plan(struct inv *inv, const struct topo *t, const struct node *n, struct plan *p,
		struct fail *why)
{
	plan_unbind(p, n);
	if (p->count)
		plan_flush(p);
	return 0;
}

/*
 * A host bridge remains. Switches and endpoints do not exist any more afterwards; they come back
 * with the memory devices below them. Those that are disabled already remain so.
 */
static bool undo(struct inv *inv, const struct topo *t, const struct node *n, struct strbuf *text)
{
	const struct node_list *l = &t->kinds[NODE_MEMDEV];
	const struct args *a = inv->args;
	size_t i, count = 0;

	if (n->kind == NODE_PORT && n->depth == 1)
		strbuf_addf(text, "enable-port\t%s", n->name);
	for (i = 0; i < l->count; i++)
		if (l->at[i]->peer && node_args_has_memdev(t, n, l->at[i]))
			strbuf_addf(text, "%s\t%s",
				    count++	? ""
				    : text->len ? "\nenable-memdev"
						: "enable-memdev",
				    l->at[i]->name);
	/* A parent device is not known. */
	return !a->with_parent && text->len;
}

static int run(struct inv *inv)
{
	static const struct summary summary = { "disabled", { "port", "ports" } };
	const struct args *a = inv->args;
	const struct node_work work = {
		.kind = a->endpoint ? NODE_ENDPOINT : NODE_PORT,
		.disables = true,
		.force = a->force,
		.with_parent = a->with_parent,
		.plan = plan,
		.undo = undo,
	};

	return node_args_run(inv, &work, &summary);
}

const struct cmd cmd_disable_port = {
	.name = "disable-port",
	.args = "<port>...|all [<options>]",
	.group = "Topology",
	.help = "disable ports, and what is below them",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL | CMD_DEBUG,
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "enabled-ports...",
	.more_columns = "port,endpoint," DRIVER_COLUMNS,
	.run = run,
};
