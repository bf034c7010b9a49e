// SPDX-License-Identifier: GPL-2.0-only
/* cxl destroy-region: destroy regions, and release their memory. */
#include "cxl/lib/region/explain.h"
#include "cxl/lib/region/order.h"
#include "cxl/lib/region/teardown.h"
#include "cxl/region-args.h"
#include "cxl/undo-log.h"
#include "util/num.h"
#include "util/words.h"

static const struct opt opts[] = {
	REGION_OPTS,
	OPT_BOOL_ROW('f', "force", struct region_args, force,
		     "disable active regions first, even if the memory is in use"),
	{ 0 },
};

/* Whether the arguments name @region, too; that of "all" is not in the way for long either. */
static bool is_target(const struct inv *inv, const struct node *region)
{
	const char *list, *word;
	char name[NAME_MAX];
	size_t len;
	u64 id;
	int i;

	for (i = 0; i < inv->argc; i++)
		for (list = inv->argv[i]; (word = word_next(&list, &len));) {
			snprintf(name, sizeof(name), "%.*s", (int)len, word);
			if (str_eq(name, "all") || str_eq(name, region->name) ||
			    (num_u64(name, 10, &id) == 0 && id == region->id))
				return true;
		}
	return false;
}

/* A region that remains, and blocks a port that @r goes through as soon as @r is destroyed. */
static const struct node *find_behind(const struct inv *inv, const struct topo *t,
				      const struct region_state *r)
{
	const struct node *behind = region_behind(t, r);

	return behind && !is_target(inv, behind) ? behind : NULL;
}

/* What a command that was killed has left: it is released if the ledger tells that. */
static void release_lost(struct inv *inv, const struct topo *t, const struct region_state *r,
			 struct plan *p)
{
	const struct node *decoder = NULL;
	const char *memdev;

	while ((decoder = region_lost_decoder(t, r, decoder))) {
		memdev = decoder->parent->peer->name;
		if (undo_log_was_target(inv->ctx, r->node->name, decoder->name))
			plan_release_lost(p, decoder, r);
		else
			inv_warn(
				inv,
				"%s: it is not complete, and %s of %s has a reservation of its size"
				" and no region: 'cxl free-dpa %s -d %s' releases it",
				r->node->name, decoder->name, memdev, memdev, decoder->name);
	}
}

static void warn_of_behind(struct inv *inv, const struct topo *t, const struct region_state *r)
{
	const struct node *behind = find_behind(inv, t, r);

	if (behind)
		inv_warn(inv,
			 "%s: until %s is destroyed, too, no region can be created through the port"
			 " where it has a later decoder",
			 r->node->name, behind->name);
}

static void record_targets(struct inv *inv, const struct region_state *r)
{
	u64 i;

	for (i = 0; i < r->ways; i++)
		if (*r->targets[i].decoder)
			undo_log_target(inv->ctx, r->node->name, r->targets[i].decoder);
}

static int plan(struct inv *inv, const struct topo *t, const struct node *n, struct plan *p,
		struct fail *why)
{
	const struct region_args *a = inv->args;
	struct region_state r;
	int rc = region_read(t, n, &r, why);

	if (rc < 0)
		return rc;
	release_lost(inv, t, &r, p);
	rc = plan_destroy_region(p, t, n, a->force, why);
	if (rc < 0)
		return rc;
	warn_of_behind(inv, t, &r);
	record_targets(inv, &r);
	return 0;
}

static bool undo(struct inv *inv, const struct topo *t, const struct node *n, struct strbuf *text)
{
	struct region_state r;

	if (region_read(t, n, &r, NULL) < 0 || !find_behind(inv, t, &r))
		return region_create_command(t, n, text);
	return true; /* without a command; other regions are created again */
}

static bool remains(struct inv *inv, const struct topo *t, const struct node *n, char *buf,
		    size_t size)
{
	struct region_state r;
	const struct node *behind =
		region_read(t, n, &r, NULL) == 0 ? find_behind(inv, t, &r) : NULL;

	if (behind)
		snprintf(buf, size, "%s can only be created again when %s was destroyed", n->name,
			 behind->name);
	return behind;
}

static int run(struct inv *inv)
{
	static const struct node_work work = {
		.disables = true,
		.removes = true,
		.plan = plan,
		.undo = undo,
		.remains = remains,
	};

	return region_args_run(inv, &work, "destroyed");
}

const struct cmd cmd_destroy_region = {
	.name = "destroy-region",
	.args = "<region>...|all [<options>]",
	.group = "Regions",
	.help = "destroy regions, and release their memory",
	.opts = opts,
	.args_size = sizeof(struct region_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL | CMD_DEBUG,
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "regions...",
	.more_columns = "region," DRIVER_COLUMNS,
	.run = run,
};
