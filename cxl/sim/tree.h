/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tree files: the files below sys/, proc/ and dev/ of a system as text. The parser passes entries
 * to a visitor and does no I/O.
 */
#ifndef SIM_TREE_H
#define SIM_TREE_H

#include "util/fail.h"

enum entry_kind {
	ENTRY_DIR = 'd',
	ENTRY_FILE = 'f',
	ENTRY_LINK = 'l',
	ENTRY_ERROR = 'e', /* reading fails with .err */
	ENTRY_WRITE_ONLY = 'w',
};

struct tree_entry {
	enum entry_kind kind;
	unsigned int line;
	const char *path;  /* relative, no empty, "." or ".." component */
	const char *value; /* contents of a file or target of a link; NUL-terminated */
	size_t value_len;
	int err; /* negative errno */
};

struct tree_visitor {
	/* Returns 0, or a negative errno with a message in @why, which stops the parser. */
	int (*entry)(void *data, const struct tree_entry *e, struct fail *why);
	void *data;
};

/*
 * Parse @len bytes of @text. Returns 0, or -EINVAL or the error of the visitor with
 * "line N: reason" in @why. Entries before that line have been visited.
 */
int tree_parse(const char *text, size_t len, const struct tree_visitor *v, struct fail *why);

/* "EIO" to -EIO and back; 0 and NULL if unknown. */
int errno_by_name(const char *name);
const char *errno_to_name(int err);

#endif
