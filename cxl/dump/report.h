/* SPDX-License-Identifier: GPL-2.0-only */
/* report.html: a page about a dump, made from its files. */
#ifndef CXL_DUMP_REPORT_H
#define CXL_DUMP_REPORT_H

#include "cxl/dump/html.h"
#include "cxl/dump/report-map.h"
#include "util/rec.h"

#define REPORT_NAME "report.html"
#define REPORT_ROWS_MAX 2000 /* of one table */
#define REPORT_ROWS_OPEN 64  /* a table with more rows is folded */

/* A memory device. */
struct report_device {
	const char *name; /* "mem0" */
	/* "ok", "attention", "critical"; "unknown"; NULL: the dump is of other devices only */
	const char *verdict;
	const struct rec *entry;  /* that of its health in the manifest, if there is a .verdict */
	struct rec *envelope;	  /* the output of "cxl get-health"; NULL: none */
	const struct rec *health; /* the object in it; NULL: none */
};

/* Everything that the parts of the page read. */
struct report {
	struct html html;
	int dir;		    /* directory of the dump */
	const struct rec *manifest; /* without .report */
	u64 end;		    /* clock_ms() from which on no more files are read */
	bool over;		    /* the time or the size is used up */
	bool incomplete;	    /* something was left out, for them or for the number of rows */
	struct rec *list;	    /* the file of the section "list"; NULL: none, or too large */
	struct map map;		    /* what it has */
	struct report_device *devices;
	size_t count;
};

/* --- report.c */

/*
 * Write the page into the directory @dir. @manifest has all but the report itself. Returns whether
 * the page has everything that it should have (0), or not because of the time or its size (1).
 */
int report_write(int dir, const struct rec *manifest, u64 end) MUST_CHECK;

/* --- report-data.c */

/* Read the list of commands' output that several parts need. -ENOMEM. */
int report_load(struct report *r) MUST_CHECK;
void report_unload(struct report *r);
/* The next entry of the manifest of section @name, or of any with NULL, after @at; NULL: none. */
const struct rec *report_entry(const struct report *r, const char *name, const struct rec *at);
/* Whether the time or the size is used up, so that no more is to be read; remembers it. */
bool report_is_over(struct report *r);
/*
 * The output of the command of @entry, an envelope; NULL: none, too large, or not valid. The
 * caller frees it.
 */
struct rec *report_read(struct report *r, const struct rec *entry);
/* The list of objects in an envelope; NULL: none. */
const struct rec *report_result(const struct rec *envelope);
/* A text file of the dump, without a newline at its end, in @buf; false: none. */
bool report_read_text(const struct report *r, const char *file, char *buf, size_t size);
/* Text of the member @key of @o; NULL: none. Bytes are sizes, addresses hexadecimal. */
const char *report_value(const struct rec *o, const char *key, char *buf, size_t size);
/* As above for a value, which may be a list of scalars. */
const char *report_text(const struct rec *v, char *buf, size_t size);
/* NULL: none */
struct report_device *report_find_device(const struct report *r, const char *name);
/* Whether a section is neither complete nor unsupported. */
bool report_is_bad(const struct rec *entry);

/* --- parts of the page */

void report_problems(struct report *r);
void report_drawing(struct report *r);
void report_topology(struct report *r);
void report_devices(struct report *r);
void report_features(struct report *r);
void report_kernel(struct report *r);
void report_audit(struct report *r);
void report_sections(struct report *r);
void report_details(struct report *r);

/* --- report-table.c */

/* A table of the objects that the commands of a section have written. */
struct report_table {
	const char *section;
	const char *title;   /* NULL: that of the section */
	const char *rows;    /* the member that is the list of rows; NULL: each object is a row */
	const char *columns; /* keys; NULL: those of the first rows */
};

/* The start of a table with these columns, and its end. In a box that scrolls. */
void report_table_start(struct report *r, const char *label);
void report_table_head(struct report *r, const char *const *columns);
void report_table_end(struct report *r);
/* Fold what follows if it has many rows; returns whether to call report_unfold(). */
bool report_fold(struct report *r, const char *title, size_t rows);
void report_unfold(struct report *r, bool folded);
/* Count a row; false: there are too many, or the time is over. */
bool report_row(struct report *r, size_t *rows);
/* After the table: how many of @rows are missing. */
void report_missing_rows(struct report *r, size_t rows);
/* The whole table, folded. */
void report_folded_table(struct report *r, const struct report_table *t);

extern const char report_style[];

#endif
