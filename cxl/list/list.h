/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Records of "cxl list". Calls go one way: list.c, walk.c, one file for each kind of object,
 * then attr.c, selection.c, mailbox.c and media-errors.c.
 */
#ifndef CXL_LIST_H
#define CXL_LIST_H

#include "cxl/common.h"
#include "cxl/lib/mailbox/query.h"
#include "cxl/lib/poison/poison.h"
#include "cxl/lib/topo/topo.h"
#include "cxl/list/selection.h"
#include "cxl/pci-record.h"
#include "util/cmd.h"
#include "util/strbuf.h"

/* What to list; set by the options. */
enum list_flag {
	LIST_ALWAYS,
	LIST_MEMDEVS,	   /* -M */
	LIST_BUSES,	   /* -B */
	LIST_PORTS,	   /* -P */
	LIST_ENDPOINTS,	   /* -E */
	LIST_DECODERS,	   /* -D */
	LIST_REGIONS,	   /* -R */
	LIST_TARGETS,	   /* -T */
	LIST_DAX,	   /* -X */
	LIST_IDLE,	   /* -i */
	LIST_HEALTH,	   /* -H */
	LIST_PARTITION,	   /* -I */
	LIST_FIRMWARE,	   /* -F */
	LIST_ALERTS,	   /* -A */
	LIST_MEDIA_ERRORS, /* -L */
	LIST_PCI,	   /* --pci */
	LIST_FLAGS,
};

/* A number that was read, or the error. */
struct attr_value {
	const struct node *node;
	const char *attr; /* a literal */
	int rc;
	u64 value;
};

struct list_ctx {
	struct cxl_ctx *ctx;
	struct inv *inv;
	const struct topo *t;
	struct selection sel;
	const bool *flags; /* by enum list_flag; LIST_ALWAYS is set */
	bool tree_layout;  /* --format tree: regions are nested in the memdevs that back them */
	struct region_backing *backing; /* of each region of the topology, for the tree layout */
	const struct node *dir_of;	/* port whose directory .dir is; NULL: none is open */
	struct sysdir dir;
	struct attr_value values[8]; /* those read last, a ring */
	size_t next_value;
	struct poison_log poison;
	struct pci_gaps pci_gaps;
	struct list_replies *replies; /* of the listed memdevs, read before the walk */
	size_t reply_count;
};

static inline bool list_has(const struct list_ctx *lc, enum list_flag flag)
{
	return lc->flags[flag];
}

/* Disabled devices, and memdevs without an endpoint, are listed with -i only. */
static inline bool list_includes(const struct list_ctx *lc, const struct node *n)
{
	if (list_has(lc, LIST_IDLE))
		return true;
	return n->enabled && (n->kind != NODE_MEMDEV || node_bus(n->peer));
}

/* Whether -M lists @memdev. */
static inline bool list_selects(const struct list_ctx *lc, const struct node *memdev)
{
	return list_includes(lc, memdev) && select_memdev(&lc->sel, memdev) &&
	       select_memdev_parent(&lc->sel, memdev);
}

/* Every listed device, nested and ordered as ndctl v85 does, into the array @top. */
void list_walk(struct list_ctx *lc, struct rec *top);

/*
 * Add the records of -M for @targets to the array @top, with those of @section, for commands that
 * changed these devices.
 */
void list_targets(struct inv *inv, const struct targets *targets, enum list_flag section,
		  struct rec *top);

/* Add the record of -M for @m to the array @top, and in it that of one of its decoders. */
void list_memdev_decoder(struct inv *inv, const struct memdev *m, const struct node *decoder,
			 struct rec *top);

/* The record of -R, in an array, for the region that was created; if it is gone, it is empty. */
struct rec *list_new_region(struct inv *inv, const char *name);

/* Send the commands of -H, -A, -I and -F to all listed memdevs at the same time. */
void list_query_ahead(struct list_ctx *lc);
void list_done(struct list_ctx *lc);

/* Add one object to the array or, with @key, to the object @to. NULL when it is not listed. */
struct rec *list_memdev(struct list_ctx *lc, const struct node *memdev, struct rec *to,
			const char *key);
struct rec *list_port(struct list_ctx *lc, const struct node *port, struct rec *to);
struct rec *list_decoder(struct list_ctx *lc, const struct node *decoder, struct rec *to,
			 const char *key);
struct rec *list_region(struct list_ctx *lc, const struct node *region, struct rec *to);

/* One object while its attributes are read: what an attribute row works on. */
struct list_obj {
	struct list_ctx *lc;
	const struct node *node;
	const struct node *port; /* the port or bus itself, or that of the decoder; else NULL */
	const struct sysdir *dir;
	const char *sub;   /* attributes are in this directory below .dir; "": in .dir itself */
	struct sysdir own; /* .dir when it is not that of a port */
	struct rec *out;
	const char *key; /* of the current row */
	void *data;	 /* shared by rows of one table */
};

/* One JSON key of an object; rows are in output order. */
struct attr {
	const char *key;
	const char *path; /* attribute to print; NULL: see .get */
	enum val_kind kind;
	enum list_flag flag; /* listed with this option only */
	u32 ports;	     /* listed for these kinds of .port only, BIT(NODE_...); 0: for all */
	const char *when;    /* listed only when this attribute is a number above .above */
	u64 above;
	bool has_hidden; /* do not list the value .hidden */
	u64 hidden;
	const char *hidden_text; /* list neither this text nor an empty one */
	void (*get)(struct list_obj *o);
	/* The value is an object: the response of .opcode, or with .members. */
	u16 opcode;
	const char *members;
	const char *records; /* keys of the objects in the list that it is or has */
	void (*add_names)(struct strbuf *names, const char *object); /* of its members */
};

#define HIDE(value) .has_hidden = true, .hidden = (u64)(value)

/*
 * Open the directory of .node. @probe: an attribute that most of these devices have, read to avoid
 * opening a directory below that of a port; NULL: none. .own must be { .fd = -1 } before. Call
 * obj_close() in any case.
 */
int obj_open(struct list_obj *o, const char *probe) MUST_CHECK;
void obj_close(struct list_obj *o);

#define auto_obj __attribute__((cleanup(obj_close)))

int attr_read(const struct list_obj *o, const char *attr, char *buf, size_t size) MUST_CHECK;
/* The value that attr_read() has returned is invalid; see sysdir_invalid(). */
void attr_invalid(const struct list_obj *o, const char *attr);
int attr_link_name(const struct list_obj *o, const char *link, char *buf, size_t size) MUST_CHECK;
/* As sysdir_read_u64(). Numbers read a short time ago are not read again. */
int attr_u64(struct list_obj *o, const char *attr, u64 *ret) MUST_CHECK;

/* Values that cannot be read or do not have the type of their row are left out. */
void attrs_emit(struct list_obj *o, const struct attr *rows, size_t count);

/* Add the keys of @rows to the list @names. */
void attrs_names(const struct attr *rows, size_t count, struct strbuf *names);
/* The same for each kind of object. */
void list_memdev_columns(struct strbuf *names);
void list_port_columns(struct strbuf *names);
void list_decoder_columns(struct strbuf *names);
void list_region_columns(struct strbuf *names);

/* Rows of several tables. */
void attr_name(struct list_obj *o);
void attr_host(struct list_obj *o);
void attr_disabled(struct list_obj *o);

/* -H, -A, -I, -F: left out if the device does not reply. */
/* Warn that @what of @device is left out; a failure if it is undetermined. */
void list_warn_unread(struct list_ctx *lc, const char *device, const char *what,
		      const struct fail *why);
void list_health(struct list_obj *o);
void list_alerts(struct list_obj *o);
void list_partition(struct list_obj *o);
void list_firmware(struct list_obj *o);
/* -L, of a memdev or region */
/*
 * Warn if they are requested, and this kernel or cxl-sim does not support them. For captured trees,
 * list_query_ahead() warns.
 */
void list_media_errors_check(struct list_ctx *lc);
void list_media_errors(struct list_obj *o);
/* --pci: of a memdev or port, and of a downstream port with the directory @path */
void list_pci(struct list_obj *o);
void list_dport_pci(struct list_ctx *lc, const char *path, struct rec *to);
void list_pci_columns(struct strbuf *names, const char *object);
#define MEDIA_ERROR_KEYS "offset,length,source,flags,overflow_t"

#endif
