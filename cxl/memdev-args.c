// SPDX-License-Identifier: GPL-2.0-only
/* Options and behaviour that ndctl v85's commands for memory devices share. */
#include "cxl/memdev-args.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/list/selection.h"
#include "cxl/summary.h"

/* A memory device that is disabled has no endpoint: it is below a host bridge of the bus. */
static const struct node *bus_of(const struct topo *t, const struct node *memdev)
{
	const struct node_list *l = &t->kinds[NODE_BUS];
	size_t i;

	if (memdev->peer)
		return node_bus(memdev->peer);
	for (i = 0; i < l->count; i++)
		if (dport_by_memdev(port_dports(t, l->at[i]), memdev))
			return l->at[i];
	return NULL;
}

/* Of each name in the arguments. */
static const char *name_prefix(const struct inv *inv)
{
	const struct memdev_args *a = inv->args;

	return a->serial ? "serial:" : "";
}

bool memdev_args_by_all(const struct inv *inv, const struct memdev *m)
{
	return filter_args_by_all(inv, m, name_prefix(inv));
}

/* A target that was named and is on another bus is an error; of "all", those are left out. */
static void limit_to_bus(struct inv *inv, const struct topo *t, struct targets *l)
{
	const struct memdev_args *a = inv->args;
	const struct selection s = { .t = t, .f.bus = a->bus };
	const struct node *bus;
	struct fail why = { 0 };
	size_t i, kept = 0;

	if (!filter_args_check(inv, t, a->bus, NULL)) {
		l->count = 0;
		return;
	}
	for (i = 0; i < l->count; i++) {
		bus = bus_of(t, l->at[i].node);
		if (bus && select_bus(&s, bus)) {
			l->at[kept++] = l->at[i];
		} else if (!memdev_args_by_all(inv, &l->at[i])) {
			fail_set(&why, -ENODEV, "no_such_device", "see 'cxl list -B'",
				 "the memory device is not on bus '%s'", a->bus);
			inv_fail(inv, l->at[i].name, "find", &why);
		}
	}
	l->count = kept;
	if (inv->failed && inv->cmd->flags & CMD_CHANGES) {
		if (l->count)
			inv_warn(inv, "no device was changed");
		targets_drop(l);
	}
}

int memdev_args_targets(struct inv *inv, struct topo *t, enum topo_scope scope, struct targets *ret)
{
	const struct memdev_args *a = inv->args;

	if (!cxl_scan(inv, t, a->bus ? TOPO_ALL : scope))
		return inv_exit_status(inv);
	if (cxl_targets_prefixed(inv, t, inv->argc, name_prefix(inv), ret) < 0)
		return EXIT_INTERNAL;
	if (a->bus)
		limit_to_bus(inv, t, ret);
	return EXIT_DONE;
}

void memdev_args_require_all(struct inv *inv, struct targets *targets)
{
	if (!inv->failed)
		return;
	if (targets->count > 1)
		inv_warn(inv, "no device was changed");
	targets_drop(targets);
}

static struct summary summary_of(const char *what)
{
	return (struct summary){ what, { "mem", "mems" } };
}

int memdev_args_finish(struct inv *inv, const char *what, const struct rec *result)
{
	const struct summary s = summary_of(what);

	return summary_finish(inv, &s, result);
}

int memdev_args_finish_list(struct inv *inv, const char *what, const struct rec *result,
			    const struct targets *changed, enum list_flag section)
{
	auto_rec struct rec *top = rec_new_arr();
	const struct summary s = summary_of(what);
	int rc;

	/* A component that is no device of this host is in no list; it is the only target. */
	if (summary_wants_result(inv) || (changed->count && changed->at[0].node->component))
		return summary_finish(inv, &s, result);
	list_targets(inv, changed, section, top);
	if (top->count == 0 && !inv->failed)
		inv_warn(inv, "no matching devices found\n");
	rc = inv_print(inv, top);
	summary_print(inv, &s);
	return rc;
}
