/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Comparison of two systems. Calls go one way: diff.c, side.c (what is read of each), device.c
 * (which devices are the same), report.c, compare.c, path.c.
 */
#ifndef CXL_DIFF_H
#define CXL_DIFF_H

#include "cxl/common.h"
#include "cxl/from.h"

/* --- index.c */

struct diff_entry {
	const char *name, *second;
	const struct rec *rec;
};

/* Records in the order of their names. */
struct diff_index {
	struct diff_entry *at;
	size_t count;
};

/*
 * The objects of the array @list by the text of their members @key and, unless NULL, @second;
 * without @key, its strings. They are borrowed.
 */
int diff_index_build(const struct rec *list, const char *key, const char *second,
		     struct diff_index *ret) MUST_CHECK;
/* The first with these names, "" for no second one; NULL: there is none. */
const struct rec *diff_index_find(const struct diff_index *x, const char *name, const char *second);
/* The rest of the first name that starts with @prefix; NULL: there is none. */
const char *diff_index_after(const struct diff_index *x, const char *prefix);
void diff_index_done(struct diff_index *x);

/* --- path.c */

enum diff_flag {
	DIFF_NOISE = 1 << 0,	 /* changes without a cause of its own: with --all only */
	DIFF_IDENTITY = 1 << 1,	 /* which device it is; never compared */
	DIFF_MAY_LACK = 1 << 2,	 /* a value that does not exist is a value */
	DIFF_REFERENCE = 1 << 3, /* the name of a device, which may change */
	DIFF_REDACTED = 1 << 4,	 /* a token in a redacted dump */
};

/* What is known about a value. */
struct diff_path {
	const char *area;
	const char *words; /* NULL: those of the path */
	unsigned int flags;
};

/* @source: "memdev", "decoder", "get-health"; @path: "link.width". */
struct diff_path diff_path_find(const char *source, const char *path);
/* A description of the value, in @buf or a literal. */
const char *diff_path_words(const struct diff_path *p, const char *path, char *buf, size_t size);

/* --- device.c */

/* In the order in which they are reported. */
enum diff_kind {
	DIFF_MEMDEV,
	DIFF_REGION,
	DIFF_DAX,
	DIFF_BUS,
	DIFF_PORT,
	DIFF_DPORT,
	DIFF_ENDPOINT,
	DIFF_DECODER,
	DIFF_KINDS,
};

#define DIFF_NONE SIZE_MAX

struct diff_device {
	enum diff_kind kind;
	size_t parent; /* index, DIFF_NONE */
	size_t peer;   /* of the same device on the other side; DIFF_NONE */
	const char *name;
	const struct rec *facts; /* of "cxl list" */
};

/* Arrays, by index; @by_name has the indices sorted by name. */
struct diff_devices {
	struct diff_device *at;
	size_t count;
	size_t *by_name;
	bool redacted; /* serial numbers are tokens, numbered anew in each dump */
};

/* "memdev", also the source of its facts. */
const char *diff_kind_name(enum diff_kind kind);
/* Collect the devices in the result of "cxl list", which must outlive @ret. */
int diff_devices_find(const struct rec *list, struct diff_devices *ret) MUST_CHECK;
void diff_devices_done(struct diff_devices *l);
/* NULL: there is none. */
const struct diff_device *diff_device_named(const struct diff_devices *l, const char *name);
/* Set the peers: by identity, not by name. */
int diff_match(struct diff_devices *before, struct diff_devices *after) MUST_CHECK;
/* The serial number; false: unknown, or 0. */
bool diff_serial(const struct diff_device *d, u64 *ret);

/* --- side.c */

/* Commands whose results are compared for each memory device. */
enum diff_verb {
	DIFF_LIST,
	DIFF_IDENTIFY,
	DIFF_FIRMWARE,
	DIFF_HEALTH,
	DIFF_ALERTS,
	DIFF_PARTITION,
	DIFF_SHUTDOWN,
	DIFF_FEATURES,
	DIFF_VERBS,
};

struct diff_side {
	const char *name; /* as the user has specified it */
	struct from from;
	struct cxl_ctx *ctx, own; /* .ctx is that of the command, or .own */
	struct rec *manifest;	  /* of a dump; NULL */
	struct inv_result results[DIFF_VERBS];
	/* of .results, by name of the memory device; warnings by their text */
	struct diff_index replies[DIFF_VERBS], errors[DIFF_VERBS], warnings[DIFF_VERBS];
	struct diff_index sections; /* of .manifest, by memory device and name */
	struct rec *system;	    /* facts about the kernel */
	struct diff_devices devices;
	const char *limited; /* why a value that does not exist is unknown; NULL: it is not */
	bool incomplete;     /* devices may be missing */
};

const char *diff_verb_name(enum diff_verb v);
/* Open the dump @path; NULL: the system of @inv->ctx. */
int diff_side_open(struct diff_side *s, struct inv *inv, const char *path,
		   struct fail *why) MUST_CHECK;
/*
 * Why data of @v of @memdev may be missing in the dump, a literal; NULL: none is. *@denied: only
 * what the user was not permitted to read.
 */
const char *diff_side_lacks(const struct diff_side *s, enum diff_verb v, const char *memdev,
			    bool *denied);
/* Read everything. False: reported. */
bool diff_side_read(struct diff_side *s, struct inv *inv);
void diff_side_done(struct diff_side *s);

/* --- compare.c */

enum { BEFORE, AFTER, SIDES };

struct diff {
	struct inv *inv;
	struct diff_side side[SIDES];
	struct rec *top;
	bool all;      /* noise, too */
	bool redacted; /* a side, so that tokens cannot be compared */
	size_t unknown;
};

/* Two records of one device, or of the system. */
struct diff_pair {
	struct diff *d;
	const struct diff_device *device[SIDES]; /* NULL: it does not exist, or the system */
	const char *source;
	const char *limited[SIDES]; /* as in struct diff_side */
	size_t unknown;		    /* values that were reported as unknown */
};

/* One row of the result. Without .before and .after, it has none of them. */
struct diff_change {
	const char *kind; /* "changed", "new", "gone", "moved", "unknown" */
	const char *path;
	const struct diff_path *about;
	const struct rec *before, *after;
	const char *reason[SIDES]; /* of "unknown": why; NULL: this side is known */
};

void diff_report(const struct diff_pair *p, const struct diff_change *c);
/* Compare the values @v called @path, of which one may be NULL. */
void diff_values(struct diff_pair *p, const char *path, const struct rec *const v[SIDES]);

/* --- report.c */

void diff_system(struct diff *d);
void diff_all_devices(struct diff *d);

#endif
