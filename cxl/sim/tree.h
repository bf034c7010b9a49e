/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Fixture trees as text: what a captured or invented system publishes below sys/, proc/, dev/.
 * The reader is pure; it hands entries to a visitor and never touches a file.
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
	const char *value; /* contents of a file, target of a link; NUL behind it */
	size_t value_len;
	int err; /* negative errno */
};

struct tree_visitor {
	/* Returns 0, or a negative errno with a sentence in @why, which ends the reading. */
	int (*entry)(void *data, const struct tree_entry *e, struct fail *why);
	void *data;
};

/*
 * Read @len bytes of @text. 0, or -EINVAL (or what the visitor returned) with "line N: reason"
 * in @why. Entries before the faulty line have been visited then.
 */
int tree_parse(const char *text, size_t len, const struct tree_visitor *v, struct fail *why);

/* "EIO" to -EIO and back; 0 and NULL for what has no name here. */
int errno_by_name(const char *name);
const char *errno_to_name(int err);

#endif
