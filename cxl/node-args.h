/* SPDX-License-Identifier: GPL-2.0-only */
/* Targets that are buses, ports, endpoints or regions. */
#ifndef CXL_NODE_ARGS_H
#define CXL_NODE_ARGS_H

#include "cxl/common.h"

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

/* The names of memory devices; free .at. */
struct memdev_names {
	const char **at;
	size_t count;
};

static inline void memdev_names_done(struct memdev_names *n)
{
	free(n->at);
}

#define auto_memdev_names __attribute__((cleanup(memdev_names_done)))

/*
 * Those below a bus, port or endpoint; with @attached only those that are attached to it, and would
 * be removed with it. Returns 0 or -ENOMEM.
 */
int node_args_memdevs(const struct topo *t, const struct node *n, bool attached,
		      struct memdev_names *ret) MUST_CHECK;

#endif
