/* SPDX-License-Identifier: GPL-2.0-only */
/* Targets that are buses, ports, endpoints or regions. */
#ifndef CXL_NODE_ARGS_H
#define CXL_NODE_ARGS_H

#include "cxl/driver-args.h"
#include "cxl/summary.h"

/* What a command does with each of its targets. */
struct node_work {
	enum node_kind kind;
	bool disables;		   /* a target that does not exist any more is done */
	bool removes;		   /* the targets do not exist any more after it */
	bool force, with_parent;   /* see struct driver_change, driver_args_takes_parent() */
	const char *bus, *decoder; /* regions: filters as of "cxl list"; NULL: none */
	/* The plan for @n, as it is now. */
	int (*plan)(struct inv *inv, const struct topo *t, const struct node *n, struct plan *p,
		    struct fail *why);
	/*
	 * The commands that undo it, as lines, see undo_log_add(); false: it cannot be undone, nor
	 * can that of other targets. No command: see .remains.
	 */
	bool (*undo)(struct inv *inv, const struct topo *t, const struct node *n,
		     struct strbuf *text);
	/* What these commands do not undo, in one sentence; false: nothing. NULL: the same. */
	bool (*remains)(struct inv *inv, const struct topo *t, const struct node *n, char *buf,
			size_t size);
	/* When all targets are done, with those that did not fail; NULL: nothing. */
	void (*after)(struct inv *inv, const struct node_list *targets, struct rec *top);
};

/*
 * Do it with each of the targets that the arguments name, the lower ones (regions: those of higher
 * addresses) first if it disables, else the upper ones first. The topology is scanned again before
 * each of them, since the one before may have changed it. Prints the result and @summary, and
 * returns the exit status.
 */
int node_args_run(struct inv *inv, const struct node_work *w, const struct summary *summary);
/* Whether @memdev is below the bus, port or endpoint @n. */
bool node_args_has_memdev(const struct topo *t, const struct node *n, const struct node *memdev);

#endif
