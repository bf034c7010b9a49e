/* SPDX-License-Identifier: GPL-2.0-only */
/* Filters of "cxl list": which devices the options -m, -s, -b, -p, -e, -d and -r let through. */
#ifndef CXL_LIST_SELECTION_H
#define CXL_LIST_SELECTION_H

#include "cxl/lib/topo/topo.h"

/*
 * Each is a list of tokens, split at blanks when it holds one, else at commas; NULL lets
 * everything through. Tokens of one filter are alternatives, different filters add up.
 */
struct filters {
	const char *memdev, *serial, *bus, *port, *endpoint, *decoder, *region;
	bool single; /* -S: -p means that very port, not what is below it */
};

struct selection {
	const struct topo *t;
	struct filters f;
};

/* -m and -s; the memdev's own names. */
bool select_memdev(const struct selection *s, const struct node *memdev);
/* -b, -p, -d for a memdev. */
bool select_memdev_place(const struct selection *s, const struct node *memdev);
/* -b, -p and (by what is behind it) -m, -s. */
bool select_bus(const struct selection *s, const struct node *bus);
bool select_port(const struct selection *s, const struct node *port);
bool select_port_memdev(const struct selection *s, const struct node *port);
bool select_endpoint(const struct selection *s, const struct node *endpoint);
bool select_decoder(const struct selection *s, const struct node *decoder);
bool select_region(const struct selection *s, const struct node *region);

/* Whether @part stands somewhere in the filter @list. */
bool token_contains(const char *list, const char *part);

#endif
