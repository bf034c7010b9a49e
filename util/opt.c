// SPDX-License-Identifier: LGPL-2.1-or-later
/* Option parser; accepts the spellings that the one of ndctl accepts. */
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "util/fail.h"
#include "util/num.h"
#include "util/opt.h"
#include "util/strbuf.h"
#include "util/terminal.h"
#include "util/wrap.h"

#define HELP_WIDTH 80 /* at most */
#define HELP_COLUMN 26
#define HELP_LEAST 20 /* columns of a text, whatever the width of the terminal */

struct parser {
	struct opt_set *set;
	void *values;
	char **argv;
	int argc, at; /* @at: index of the current argument */
	int kept;     /* positional arguments moved to the front of @argv */
};

/* The lines after the first one start at column @indent. */
static void print_wrapped(FILE *out, size_t indent, const char *text)
{
	/* stderr has no file descriptor of its own */
	size_t width = terminal_width(out == stdout ? STDOUT_FILENO : STDERR_FILENO, HELP_WIDTH);
	auto_free char *wrapped = wrap_text(text, MAX(width, indent + HELP_LEAST) - indent);
	const char *line = wrapped ? wrapped : text, *end;

	for (; (end = strchr(line, '\n')); line = end + 1)
		fprintf(out, "%.*s\n%*s", (int)(end - line), line, (int)indent, "");
	fprintf(out, "%s\n", line);
}

static void print_option(FILE *out, const struct opt *o)
{
	int pos = o->letter ? fprintf(out, "    -%c, --%s", o->letter, o->name)
			    : fprintf(out, "        --%s", o->name);

	if (o->arg)
		pos += fprintf(out, " <%s>", o->arg);
	if (pos > HELP_COLUMN - 2) {
		fputc('\n', out);
		pos = 0;
	}
	fprintf(out, "%*s", HELP_COLUMN - pos, "");
	print_wrapped(out, HELP_COLUMN, o->help);
}

static void print_usage_line(FILE *out, const struct opt_set *set)
{
	static const char before[] = " usage: ";

	fprintf(out, "\n%s", before);
	print_wrapped(out, strlen(before), set->usage);
	fputc('\n', out);
}

void opt_help(FILE *out, const struct opt_set *set)
{
	const struct opt *o;
	size_t t;

	print_usage_line(out, set);
	opt_foreach(o, set, t)
		print_option(out, o);
	fputc('\n', out);
}

static void error_va(struct opt_set *set, const char *fmt, va_list ap) PRINTF_LIKE(2, 0);

static void error_va(struct opt_set *set, const char *fmt, va_list ap)
{
	va_list again;

	va_copy(again, ap);
	fputs("  Error: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	if (!*set->error)
		message_format(set->error, sizeof(set->error), fmt, again);
	va_end(again);
}

void opt_error(struct opt_set *set, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	error_va(set, fmt, ap);
	va_end(ap);
}

/* The usage starts with the names of the tool and of the command. */
static void print_see(const struct opt_set *set)
{
	const char *args = strchr(set->usage, ' ');
	size_t len;

	args = args ? args + 1 : set->usage;
	len = (size_t)(args - set->usage) + strcspn(args, " ");
	fprintf(stderr, " See '%.*s --help' for a description of the options.\n", (int)len,
		set->usage);
}

int opt_synopsis(const struct opt_set *set)
{
	print_usage_line(stderr, set);
	print_see(set);
	return 129;
}

int opt_usage_error(struct opt_set *set, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	error_va(set, fmt, ap);
	va_end(ap);
	return opt_synopsis(set);
}

static enum opt_result show_usage(const struct opt_set *set)
{
	opt_help(set->help_on_stderr ? stderr : stdout, set);
	return set->help_on_stderr ? OPT_USAGE : OPT_HELPED;
}

static enum opt_result show_synopsis(const struct opt_set *set)
{
	opt_synopsis(set);
	return OPT_USAGE;
}

/* An error of one option: followed by the help of this option only. */
static enum opt_result option_error(struct parser *p, const struct opt *o, bool is_long,
				    const char *what)
{
	if (is_long)
		opt_error(p->set, "option `%s' %s", o->name, what);
	else
		opt_error(p->set, "switch `%c' %s", o->letter, what);
	print_usage_line(stderr, p->set);
	print_option(stderr, o);
	fputc('\n', stderr);
	print_see(p->set);
	return OPT_USAGE;
}

static bool value_allowed(const struct opt *o, const char *value)
{
	const char *const *v;

	if (!o->values)
		return true;
	for (v = o->values; *v; v++)
		if (str_eq(*v, value))
			return true;
	return false;
}

static enum opt_result value_error(struct parser *p, const struct opt *o, const char *value)
{
	auto_strbuf struct strbuf expected = { 0 };
	const char *const *v;

	for (v = o->values; *v; v++)
		strbuf_addf(&expected, "%s %s", v == o->values ? "" : v[1] ? "," : " or", *v);
	opt_usage_error(p->set, "option `%s' has invalid value '%s': expected%s", o->name, value,
			expected.s ? expected.s : "");
	return OPT_USAGE;
}

bool opt_takes_file(const struct opt *o)
{
	return o->arg &&
	       (strstr(o->arg, "file") || str_eq(o->arg, "path") || str_eq(o->arg, "dump"));
}

static bool is_path(const struct opt *o)
{
	return opt_takes_file(o) || (o->arg && strstr(o->arg, "dir"));
}

static enum opt_result store_text(struct parser *p, const struct opt *o, bool is_long,
				  const char *value)
{
	char *field = (char *)p->values + o->offset;
	struct opt_list *list = (struct opt_list *)(void *)field;
	s64 n;

	if (!value_allowed(o, value))
		return value_error(p, o, value);
	if (!*value && is_path(o))
		return option_error(p, o, is_long, "requires a path");
	switch (o->type) {
	case OPT_INT:
		if (num_s64(num_option(value), INT_MAX, &n) < 0)
			return option_error(p, o, is_long, "expects a numerical value");
		*(int *)(void *)field = (int)n;
		break;
	case OPT_LIST:
		if (list->count == OPT_LIST_MAX)
			return option_error(p, o, is_long, "is used too many times");
		list->values[list->count++] = value;
		break;
	default:
		*(const char **)(void *)field = value;
	}
	return OPT_PARSED;
}

static void store_unset(struct parser *p, const struct opt *o)
{
	char *field = (char *)p->values + o->offset;

	switch (o->type) {
	case OPT_BOOL:
		*(bool *)(void *)field = false;
		break;
	case OPT_COUNT:
	case OPT_INT:
		*(int *)(void *)field = 0;
		break;
	case OPT_LIST:
		((struct opt_list *)(void *)field)->count = 0;
		break;
	case OPT_STR:
		*(const char **)(void *)field = NULL;
		break;
	}
}

static bool takes_value(const struct opt *o)
{
	return o->type != OPT_BOOL && o->type != OPT_COUNT;
}

/* @attached: the value in the same argument; NULL: none. */
static enum opt_result apply(struct parser *p, const struct opt *o, bool is_long, bool unset,
			     const char *attached)
{
	char *field = (char *)p->values + o->offset;

	if (attached && (unset || !takes_value(o)))
		return option_error(p, o, is_long, "takes no value");
	if (unset) {
		store_unset(p, o);
		return OPT_PARSED;
	}
	if (takes_value(o)) {
		if (!attached && p->at + 1 >= p->argc)
			return option_error(p, o, is_long, "requires a value");
		return store_text(p, o, is_long, attached ? attached : p->argv[++p->at]);
	}
	if (o->type == OPT_COUNT)
		(*(unsigned int *)(void *)field)++;
	else
		*(bool *)(void *)field = true;
	return OPT_PARSED;
}

enum fit { FIT_NONE, FIT_PREFIX, FIT_EXACT };

struct match {
	const struct opt *opt, *other; /* @other: a second option with the same prefix */
	bool ndctl;		       /* of the set */
	bool negated;		       /* the text starts with "no-" */
	bool exact, unset, other_unset;
};

/* How the @len characters at @text match @name. */
static enum fit name_fit(const char *name, const char *text, size_t len)
{
	if (strncmp(name, text, len) != 0)
		return FIT_NONE;
	return name[len] ? FIT_PREFIX : FIT_EXACT;
}

/*
 * Whether the abbreviation is that of @o rather than that of the option found before. In a command
 * of ndctl, those that it accepts are for its options; and those without "no-" are for an option
 * rather than for the negation of an option no-x. 1: of @o, -1: of the other one, 0: of both.
 */
static int compare_prefixes(const struct match *m, const struct opt *o, bool unset)
{
	if (!m->opt)
		return 1;
	if (m->ndctl && !o->rank != !m->opt->rank)
		return o->rank ? -1 : 1;
	if (!m->negated && unset != m->unset)
		return unset ? -1 : 1;
	return 0;
}

static void match_add(struct match *m, const struct opt *o, bool unset, enum fit fit)
{
	const int order = compare_prefixes(m, o, unset);

	if (m->exact || fit == FIT_NONE)
		return;
	if (fit == FIT_EXACT) {
		*m = (struct match){ .opt = o, .exact = true, .unset = unset };
	} else if (order > 0) {
		m->opt = o;
		m->unset = unset;
		m->other = NULL;
	} else if (m->opt != o && order == 0) {
		m->other = o;
		m->other_unset = unset;
	}
}

/* --no-x unsets option x, and --x unsets an option named no-x. */
static void match_option(struct match *m, const struct opt *o, const char *text, size_t len)
{
	const char *positive = str_after(o->name, "no-");
	const char *rest;

	match_add(m, o, false, name_fit(o->name, text, len));
	if (positive)
		match_add(m, o, true, name_fit(positive, text, len));
	else if (len > 3 && (rest = str_after(text, "no-")))
		match_add(m, o, true, name_fit(o->name, rest, len - 3));
}

static struct match find_long(const struct opt_set *set, const char *text, size_t len)
{
	struct match m = { .ndctl = set->ndctl, .negated = len > 3 && str_after(text, "no-") };
	const struct opt *o;
	size_t t;

	opt_foreach(o, set, t)
		match_option(&m, o, text, len);
	return m;
}

static bool needs_whole(const struct match *m)
{
	return m->opt && m->opt->rank == OPT_WHOLE && !m->exact && !m->unset;
}

const struct opt *opt_find_long(const struct opt_set *set, const char *text, size_t len)
{
	const struct match m = find_long(set, text, len);

	return m.unset || m.other || needs_whole(&m) ? NULL : m.opt;
}

static enum opt_result parse_long(struct parser *p, const char *text)
{
	const char *eq = strchr(text, '=');
	const size_t len = eq ? (size_t)(eq - text) : strlen(text);
	const struct match m = find_long(p->set, text, len);

	if (!m.opt) {
		opt_error(p->set, "unknown option `%s'", text);
		return show_synopsis(p->set);
	}
	if (m.other) {
		opt_error(p->set, "Ambiguous option: %.*s (could be --%s%s or --%s%s)", (int)len,
			  text, m.unset ? "no-" : "", m.opt->name, m.other_unset ? "no-" : "",
			  m.other->name);
		return show_synopsis(p->set);
	}
	if (needs_whole(&m)) {
		opt_error(p->set, "unknown option `%.*s': --%s cannot be abbreviated", (int)len,
			  text, m.opt->name);
		return show_synopsis(p->set);
	}
	return apply(p, m.opt, true, m.unset, eq ? eq + 1 : NULL);
}

static const struct opt *find_letter(const struct opt_set *set, char letter)
{
	const struct opt *o;
	size_t t;

	opt_foreach(o, set, t)
		if (o->letter == letter)
			return o;
	return NULL;
}

/* "-memdev": a long option with only one dash. */
static const struct opt *find_one_dash(const struct opt_set *set, const char *text)
{
	const struct opt *o;
	size_t t;

	if (strlen(text) < 3)
		return NULL;
	opt_foreach(o, set, t)
		if (strncmp(o->name, text, strlen(text)) == 0)
			return o;
	return NULL;
}

static enum opt_result parse_short(struct parser *p, const char *text)
{
	enum opt_result r = OPT_PARSED;

	if (find_one_dash(p->set, text)) {
		opt_error(p->set, "did you mean `--%s` (with two dashes ?)", text);
		return show_synopsis(p->set);
	}
	for (; r == OPT_PARSED && *text; text++) {
		const struct opt *o = find_letter(p->set, *text);

		if (!o && *text == 'h')
			return show_usage(p->set);
		if (!o) {
			opt_error(p->set, "unknown switch `%c'", *text);
			return show_synopsis(p->set);
		}
		if (takes_value(o))
			return apply(p, o, false, false, text[1] ? text + 1 : NULL);
		r = apply(p, o, false, false, NULL);
	}
	return r;
}

static enum opt_result list_options(const struct opt_set *set)
{
	const struct opt *o;
	size_t t;

	opt_foreach(o, set, t)
		printf("--%s ", o->name);
	return OPT_LISTED;
}

static enum opt_result parse_one(struct parser *p)
{
	const char *arg = p->argv[p->at];

	if (arg[0] != '-' || arg[1] == '\0') {
		p->argv[p->kept++] = p->argv[p->at];
		return OPT_PARSED;
	}
	if (arg[1] != '-')
		return parse_short(p, arg + 1);
	if (str_eq(arg, "--list-opts"))
		return list_options(p->set);
	if (str_eq(arg, "--help") || str_eq(arg, "--help-all"))
		return show_usage(p->set);
	return parse_long(p, arg + 2);
}

enum opt_result opt_parse(struct opt_set *set, int *argc, char **argv, void *values)
{
	struct parser p = { .set = set, .values = values, .argv = argv, .argc = *argc };
	enum opt_result r = OPT_PARSED;

	for (; r == OPT_PARSED && p.at < p.argc; p.at++) {
		if (str_eq(argv[p.at], "--")) {
			p.at++;
			break;
		}
		r = parse_one(&p);
	}
	while (r == OPT_PARSED && p.at < p.argc)
		argv[p.kept++] = argv[p.at++];
	*argc = p.kept;
	return r;
}
