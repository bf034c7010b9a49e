/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Option rows and their parser. One row drives parsing, usage text, --list-opts and completion.
 * Values land in a struct of the command's own, at the row's offset.
 */
#ifndef UTIL_OPT_H
#define UTIL_OPT_H

#include "util/base.h"

enum opt_type {
	OPT_BOOL,  /* bool */
	OPT_COUNT, /* unsigned int, counts its uses */
	OPT_INT,   /* int, decimal */
	OPT_STR,   /* const char *, borrowed from argv */
	OPT_LIST,  /* struct opt_list, every use adds one value */
};

#define OPT_LIST_MAX 32

struct opt_list {
	const char *values[OPT_LIST_MAX];
	size_t count;
};

struct opt {
	char letter;	  /* 0: long form only */
	const char *name; /* NULL ends a table */
	enum opt_type type;
	size_t offset;
	const char *arg; /* what the value is, as usage shows it: "memdev" */
	const char *help;
	const char *const *values; /* the values allowed, NULL-ended, or NULL for any */
};

#define OPT_BOOL_ROW(l, n, s, f, h)                                                                \
	{                                                                                          \
		l, n, OPT_BOOL, offsetof(s, f), NULL, h, NULL                                      \
	}
#define OPT_STR_ROW(l, n, s, f, a, h)                                                              \
	{                                                                                          \
		l, n, OPT_STR, offsetof(s, f), a, h, NULL                                          \
	}
#define OPT_ENUM_ROW(l, n, s, f, a, w, h)                                                          \
	{                                                                                          \
		l, n, OPT_STR, offsetof(s, f), a, h, w                                             \
	}

#define OPT_TABLES 8

/* The tables that apply to one command, one after the other, NULL-ended. */
struct opt_set {
	const struct opt *tables[OPT_TABLES];
	const char *usage; /* "cxl list [<options>]" */
};

enum opt_result {
	OPT_PARSED, /* *argc positional arguments are left in @argv */
	OPT_USAGE,  /* said why on stderr: exit 129 */
	OPT_LISTED, /* --list-opts answered on stdout: exit 130 */
};

/* Options and positional arguments may be mixed; "--" ends the options. */
enum opt_result opt_parse(const struct opt_set *set, int *argc, char **argv, void *values);
/* Usage with every option, on stderr; returns 129. */
int opt_usage(const struct opt_set *set);
/* "  Error: ..." then usage; returns 129. */
int opt_usage_error(const struct opt_set *set, const char *fmt, ...) PRINTF_LIKE(2, 3);

#define opt_foreach(o, set, t)                                                                     \
	for ((t) = 0; (t) < OPT_TABLES && (set)->tables[t]; (t)++)                                 \
		for ((o) = (set)->tables[t]; (o)->name; (o)++)

#endif
