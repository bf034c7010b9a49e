/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Option rows and their parser. One row drives parsing, usage, --list-opts and completion. Values
 * are stored in a struct of the command, at the row's offset.
 */
#ifndef UTIL_OPT_H
#define UTIL_OPT_H

#include <stdio.h>

#include "util/base.h"

enum opt_type {
	OPT_BOOL,  /* bool, no value */
	OPT_COUNT, /* unsigned int: number of uses, no value */
	OPT_INT,   /* int, in decimal */
	OPT_STR,   /* const char *, borrowed from argv */
	OPT_LIST,  /* struct opt_list: one value per use, borrowed from argv */
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
	size_t offset;	  /* of the field for the value */
	const char *arg;  /* placeholder of the value in the usage: "memdev"; NULL: no value */
	const char *help; /* lower case, no full stop */
	const char *const *values; /* allowed values, NULL-ended; NULL: any value */
	unsigned char rank;	   /* of its abbreviations: 0, OPT_WEAK or OPT_WHOLE */
};

#define OPT_BOOL_ROW(l, n, s, f, h)                                                                \
	{                                                                                          \
		l, n, OPT_BOOL, offsetof(s, f), NULL, h, NULL                                      \
	}
#define OPT_STR_ROW(l, n, s, f, a, h)                                                              \
	{                                                                                          \
		l, n, OPT_STR, offsetof(s, f), a, h, NULL                                          \
	}
#define OPT_ENUM_ROW(l, n, s, f, a, v, h)                                                          \
	{                                                                                          \
		l, n, OPT_STR, offsetof(s, f), a, h, v                                             \
	}

/*
 * For options that ndctl's command does not have: its abbreviations do not become ambiguous. Those
 * of OPT_WHOLE override a protection, and must be written in full.
 */
#define OPT_WEAK 1
#define OPT_WHOLE 2
#define OPT_WEAK_BOOL_ROW(l, n, s, f, h)                                                           \
	{                                                                                          \
		l, n, OPT_BOOL, offsetof(s, f), NULL, h, NULL, OPT_WEAK                            \
	}
#define OPT_WEAK_STR_ROW(l, n, s, f, a, h)                                                         \
	{                                                                                          \
		l, n, OPT_STR, offsetof(s, f), a, h, NULL, OPT_WEAK                                \
	}

#define OPT_WHOLE_BOOL_ROW(l, n, s, f, h)                                                          \
	{                                                                                          \
		l, n, OPT_BOOL, offsetof(s, f), NULL, h, NULL, OPT_WHOLE                           \
	}
#define OPT_WHOLE_STR_ROW(l, n, s, f, a, h)                                                        \
	{                                                                                          \
		l, n, OPT_STR, offsetof(s, f), a, h, NULL, OPT_WHOLE                               \
	}

#define OPT_TABLES 10

/* The options of one command. */
struct opt_set {
	const struct opt *tables[OPT_TABLES]; /* NULL-ended unless full */
	const char *usage;		      /* synopsis: "cxl list [<options>]" */
	bool help_on_stderr;		      /* -h is a usage error, as in ndctl */
	bool ndctl;			      /* options with a rank give way to the others */
	/* The first error that was printed, without prefix; empty: none. */
	char error[1000];
};

enum opt_result {
	OPT_PARSED,
	OPT_USAGE,  /* error, or usage printed on stderr: exit status 129 */
	OPT_HELPED, /* usage printed on stdout */
	OPT_LISTED, /* --list-opts printed on stdout: exit status 130 */
};

/*
 * Parse @argv into @values. Options and positional arguments may be mixed; "--" ends the options.
 * On OPT_PARSED the positional arguments are the first *@argc elements of @argv.
 */
enum opt_result opt_parse(struct opt_set *set, int *argc, char **argv, void *values);
/* Whether the value is the name of a file, for completion; the placeholder tells. */
bool opt_takes_file(const struct opt *o);
/* The option that --TEXT, @len characters long, stands for; NULL: none that is certain. */
const struct opt *opt_find_long(const struct opt_set *set, const char *text, size_t len);
/* Print the usage with all options on @out. */
void opt_help(FILE *out, const struct opt_set *set);
/* Print "  Error: ..." on stderr and store the text in @set. */
void opt_error(struct opt_set *set, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Print the synopsis and where the options are described, on stderr; returns 129. */
int opt_synopsis(const struct opt_set *set);
/* opt_error() and opt_synopsis() */
int opt_usage_error(struct opt_set *set, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Iterate over all options of @set; @t (size_t) is the index of the table. */
#define opt_foreach(o, set, t)                                                                     \
	for ((t) = 0; (t) < OPT_TABLES && (set)->tables[t]; (t)++)                                 \
		for ((o) = (set)->tables[t]; (o)->name; (o)++)

#endif
