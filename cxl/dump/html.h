/* SPDX-License-Identifier: GPL-2.0-only */
/* Writing HTML that is also XML. All text that is not a literal of the source is escaped here. */
#ifndef CXL_DUMP_HTML_H
#define CXL_DUMP_HTML_H

#include <stdio.h>

#include "util/base.h"

#define HTML_TEXT_MAX 1000 /* bytes of one value; the rest is left out, with an ellipsis */
#define NUM_MAX 24

struct html {
	FILE *f;
	u64 left; /* bytes that may still be written; markup that closes elements ignores it */
	int err;  /* of the first write that failed, a negative errno; 0: none */
};

/* Write markup. It is a literal. */
#define html_put(h, markup) html_fill(h, "" markup, NULL, 0)
/*
 * Write markup in which each '$' is replaced by the escaped text of the next argument, in content
 * or in a quoted attribute. NULL is "unknown".
 */
#define html(h, markup, ...)                                                                       \
	html_fill(h, "" markup, (const char *const[]){ __VA_ARGS__ },                              \
		  ARRAY_SIZE(((const char *const[]){ __VA_ARGS__ })))
void html_fill(struct html *h, const char *markup, const char *const *values, size_t count);

/*
 * Bytes that are not UTF-8, control characters, bidirectional marks and characters that XML does
 * not have become visible replacements; newlines and tabs become blanks.
 */
void html_text(struct html *h, const char *text);

static inline bool html_is_full(const struct html *h)
{
	return h->left == 0;
}

/* The number @v in @buf. */
const char *num_text(u64 v, char *buf);
#define NUM(v) num_text(v, (char[NUM_MAX]){ "" })

#endif
