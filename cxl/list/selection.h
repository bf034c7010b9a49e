/* SPDX-License-Identifier: GPL-2.0-only */
/* Filters of "cxl list": devices that the options -m, -s, -b, -p, -e, -d and -r select. */
#ifndef CXL_LIST_SELECTION_H
#define CXL_LIST_SELECTION_H

#include "cxl/lib/topo/topo.h"

struct dport;
struct inv;

/*
 * Each is a list of names, separated by commas, blanks or both; NULL selects every device. A device
 * has to match one name of each filter.
 */
struct filters {
	const char *memdev, *serial, *bus, *port, *endpoint, *decoder, *region;
	bool single; /* -S: -p matches only the named port, not its descendants */
};

struct selection {
	const struct topo *t;
	struct filters f;
};

/* -m and -s. */
bool select_memdev(const struct selection *s, const struct node *memdev);
/* -b, -p, -e, -d for a memdev. */
bool select_memdev_parent(const struct selection *s, const struct node *memdev);
/* -b, and -m, -s: a selected memdev is below the bus. */
bool select_bus(const struct selection *s, const struct node *bus);
/* -b and -p. */
bool select_port(const struct selection *s, const struct node *port);
/* -m and -s: a selected memdev is below the port or dport. */
bool select_port_memdev(const struct selection *s, const struct node *port);
bool select_dport(const struct selection *s, const struct dport *dport);
bool select_endpoint(const struct selection *s, const struct node *endpoint);
bool select_decoder(const struct selection *s, const struct node *decoder);
bool select_region(const struct selection *s, const struct node *region);

/* Whether @part is anywhere in the filter @list. */
bool filter_contains(const char *list, const char *part);

/* Whether the filter @list has a name of a bus; of a root decoder. */
bool filter_names_bus(const struct topo *t, const char *list);
bool filter_names_root(const struct topo *t, const char *list);

/*
 * Warn about each name in a list of several that matches no device. For a single name, the warning
 * about an empty result is enough.
 */
void selection_unmatched(const struct selection *s, struct inv *inv);

#endif
