// SPDX-License-Identifier: GPL-2.0-only
/* cxl destroy-region: destroy regions, and release their memory. */
#include "cxl/lib/region/explain.h"
#include "cxl/lib/region/order.h"
#include "cxl/lib/region/teardown.h"
#include "cxl/region-args.h"
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

static void warn_of(struct inv *inv, const struct topo *t, const struct region_state *r)
{
	const struct node *decoder = region_lost_decoder(t, r), *behind = find_behind(inv, t, r);

	if (decoder)
		inv_warn(inv,
			 "%s: it is not complete, and %s of %s has a reservation of its size and no"
			 " region: 'cxl free-dpa %s -d %s' releases it",
			 r->node->name, decoder->name, decoder->parent->peer->name,
			 decoder->parent->peer->name, decoder->name);
	if (behind)
		inv_warn(inv,
			 "%s: until %s is destroyed, too, no region can be created through the port"
			 " where it has a later decoder",
			 r->node->name, behind->name);
}

static int plan(struct inv *inv, const struct topo *t, const struct node *n, struct plan *p,
		struct fail *why)
{
	const struct region_args *a = inv->args;
	struct region_state r;
	int rc = plan_destroy_region(p, t, n, a->force, why);

	if (rc == 0 && region_read(t, n, &r, NULL) == 0)
		warn_of(inv, t, &r);
	return rc;
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
