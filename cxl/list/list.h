/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From topology to records: what "cxl list" says of every kind of device, and how the devices
 * nest. Reads attributes only of what the selection lets through.
 */
#ifndef CXL_LIST_H
#define CXL_LIST_H

#include "cxl/lib/mailbox/query.h"
#include "cxl/lib/poison/poison.h"
#include "cxl/lib/topo/topo.h"
#include "cxl/list/selection.h"
#include "util/cmd.h"

struct view {
	struct cxl_ctx *ctx;
	struct inv *inv;
	const struct topo *t;
	struct selection sel;
	/* Which objects are listed ... */
	bool memdevs, buses, ports, endpoints, decoders, regions;
	/* ... and what is said of them. */
	bool targets, idle, health, partition, firmware, alerts, media_errors, dax;
	struct poison_log poison;
	struct mbox_query *asked; /* answers got ahead of the walk */
	size_t query_count;
	bool tree_layout; /* nest for a tree: regions below the memdevs they are made of */
};

/* Every listed device, nested and ordered as ndctl v85 does, into the array @top. */
void view_walk(struct view *v, struct rec *top);

/* Asks the devices for -H, -A, -I, -F, all at once. view_done() releases what a view holds. */
void view_query_ahead(struct view *v);
void view_done(struct view *v);

/* One device each, as an object added to the array @to; NULL when it vanished. */
struct rec *view_memdev(struct view *v, const struct node *memdev, struct rec *to, const char *key);
struct rec *view_bus(struct view *v, const struct node *bus, struct rec *to);
struct rec *view_port(struct view *v, const struct node *port, struct rec *to);
struct rec *view_decoder(struct view *v, const struct node *decoder, struct rec *to);
struct rec *view_region(struct view *v, const struct node *region, struct rec *to);

/* -H, -A, -I, -F: sections from the mailbox; left out when the device does not answer. */
void view_health(struct view *v, const struct node *memdev, struct rec *out);
void view_alerts(struct view *v, const struct node *memdev, struct rec *out);
void view_partition(struct view *v, const struct node *memdev, struct rec *out);
void view_firmware(struct view *v, const struct node *memdev, struct rec *out);
/* -L */
void view_media_errors(struct view *v, const struct node *n, struct rec *out);

/* An attribute of a device, as a row. */
struct attr {
	const char *key;  /* JSON key, part of the output contract */
	const char *path; /* below the device's directory */
	enum val_kind kind;
	const char *need; /* only when this key was emitted */
	bool hides;	  /* leave out when the value is .hide */
	u64 hide;
	/* Computed instead of read. */
	void (*get)(struct view *v, const struct node *n, const struct sysdir *d, struct rec *out);
};

#define HIDE(value) .hides = true, .hide = (u64)(value)

/* A value that cannot be read, or is not what its row says, is left out. */
void attrs_emit(struct view *v, const struct attr *rows, size_t count, const struct node *n,
		const struct sysdir *d, struct rec *out);

#endif
