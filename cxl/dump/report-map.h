/* SPDX-License-Identifier: GPL-2.0-only */
/* The topology as a flat list, and where its drawing has each item. */
#ifndef CXL_DUMP_REPORT_MAP_H
#define CXL_DUMP_REPORT_MAP_H

#include "util/rec.h"

#define MAP_NONE SIZE_MAX
#define MAP_LEVELS_MAX 8 /* ports above each other in the drawing; deeper ones share the last */

enum map_kind {
	MAP_BUS,
	MAP_PORT,
	MAP_MEMDEV, /* or the endpoint of an accelerator */
	MAP_MORE,   /* memory devices below a port that are not drawn */
	MAP_REGION,
	MAP_DAX,
	MAP_KINDS,
};

struct map_item {
	enum map_kind kind;
	const struct rec *rec; /* of "cxl list"; NULL: MAP_MORE */
	const char *name;      /* "mem0" */
	size_t parent;	       /* its index is lower; MAP_NONE: none */
	unsigned int level;    /* number of ports from the bus to here */
	bool bad;	       /* drawn with preference */
	bool drawn;
	unsigned int more; /* MAP_MORE: number of devices */
	int column, y;	   /* with .drawn; pixels */
};

/* In the order of the list: an item comes before those below it. */
struct map {
	struct map_item *items;
	size_t count, size;
	bool too_large; /* some items are missing */
	int columns, height;
	int memdev_column; /* those of regions and DAX devices follow */
};

/* Find the items in the result of "cxl list"; NULL: nothing. -ENOMEM. */
int map_read(struct map *m, const struct rec *result) MUST_CHECK;
void map_free(struct map *m);
/* The memory device @name; MAP_NONE: none. */
size_t map_find_memdev(const struct map *m, const char *name);
bool map_is_disabled(const struct map_item *i);
/* Number of items of a kind, all or only those that are drawn. */
size_t map_count(const struct map *m, enum map_kind kind, bool drawn);
/* Select what is drawn, and place it in rows of @row pixels. */
void map_place(struct map *m, int row);

#endif
