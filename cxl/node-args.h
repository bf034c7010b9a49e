/* SPDX-License-Identifier: GPL-2.0-only */
/* Targets that are buses, ports, endpoints or regions. */
#ifndef CXL_NODE_ARGS_H
#define CXL_NODE_ARGS_H

#include "cxl/driver-args.h"

static inline void node_list_done(struct node_list *l)
{
	free(l->at);
}

#define auto_node_list __attribute__((cleanup(node_list_done)))

/*
 * The devices of @kind that the arguments name, as the filters of "cxl list" do, each once. Returns
 * EXIT_DONE, or the exit status if there are none because of an error, which was reported. @ret is
 * an auto_node_list.
 */
int node_args_targets(struct inv *inv, const struct topo *t, enum node_kind kind,
		      struct node_list *ret) MUST_CHECK;

/* What a command does with each of its targets. */
struct node_work {
	enum node_kind kind;
	bool disables;		 /* a target that does not exist any more is done */
	bool force, with_parent; /* see struct driver_change, driver_args_takes_parent() */
	/* The plan for @n, as it is now. */
	int (*plan)(struct inv *inv, const struct topo *t, const struct node *n, struct plan *p,
		    struct fail *why);
};

/*
 * Do it with each of @targets, the lower ones first if it disables, else the upper ones first. The
 * topology is scanned again before each of them, since the one before may have changed it. Returns
 * 0 or -ENOMEM; the topology is locked by the caller.
 */
int node_args_apply(struct inv *inv, const struct node_work *w, struct node_list *targets,
		    struct rec *top) MUST_CHECK;
/* Whether @memdev is below the bus, port or endpoint @n. */
bool node_args_has_memdev(const struct topo *t, const struct node *n, const struct node *memdev);

#endif
