// SPDX-License-Identifier: LGPL-2.1-or-later
/* Candidates for the completion of a word, from the command and option rows. */
#include <stdio.h>
#include <stdlib.h>

#include "util/complete.h"
#include "util/strbuf.h"

#define KINDS_MAX 8

/* The arguments before the word to complete. */
struct scan {
	struct completion *c;
	const struct opt_set *set;
	const char **positional;   /* borrowed; one per argument at most */
	const struct opt **given;  /* the same */
	const struct opt *pending; /* the word to complete is the value of this option */
	const char *sysroot;
	bool options_ended; /* by "--" */
};

static bool is_plain(const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "-_.:,=@+/";

	return *name && name[strspn(name, plain)] == '\0';
}

/* Whether @name is one of the elements of the comma separated list before the last one. */
static bool in_list(const struct completion *c, const char *name)
{
	const char *end = c->word + c->head, *p;
	size_t len;

	if (c->head == 0 || end[-1] != ',')
		return false;
	for (p = c->word; p < end; p += len + 1) {
		len = strcspn(p, ",=");
		if (len == strlen(name) && strncmp(p, name, len) == 0)
			return true;
	}
	return false;
}

void complete_add(struct completion *c, const char *name, const char *help)
{
	if (c->probe) {
		c->found = c->found || str_eq(c->probe, name);
		return;
	}
	if (is_plain(name) && str_after(name, c->word + c->head) && !in_list(c, name))
		printf("%.*s%s\t%s\n", (int)c->head, c->word, name, help ? help : "");
}

void complete_add_list(struct completion *c, const char *list, char separator)
{
	const char separators[] = { separator, '\0' };
	auto_free char *copy = strdup(list);
	char *save = NULL, *name;

	if (!copy)
		return;
	for (name = strtok_r(copy, separators, &save); name;
	     name = strtok_r(NULL, separators, &save))
		complete_add(c, name, NULL);
}

void complete_last_element(struct completion *c)
{
	const char *comma = strrchr(c->word + c->head, ',');

	if (comma && !c->probe)
		c->head = (size_t)(comma + 1 - c->word);
}

bool complete_given(const struct completion *c, const char *name)
{
	size_t i;

	for (i = 0; i < c->given_count; i++)
		if (str_eq(c->given[i]->name, name))
			return true;
	return false;
}

static void add_commands(struct completion *c)
{
	const struct cmd *const *cmd;

	for (cmd = c->inv->tool->cmds; *cmd; cmd++)
		complete_add(c, (*cmd)->name, (*cmd)->help);
}

static void add_values(struct completion *c, const char *const *values)
{
	for (; *values; values++)
		complete_add(c, *values, NULL);
}

/* A file whose name has a slash: other words are names of devices. */
static void add_path(const struct completion *c)
{
	if (strchr(c->word, '/') || c->word[0] == '.')
		puts(":files");
}

/* @kind: "=WORD|WORD", "file", "path", "dir", "command", or a kind of the tool. */
static void add_kind(struct completion *c, const char *kind)
{
	if (*kind == '=')
		complete_add_list(c, kind + 1, '|');
	else if (str_eq(kind, "file") && !c->probe)
		puts(":files");
	else if (str_eq(kind, "path") && !c->probe)
		add_path(c);
	else if (str_eq(kind, "dir") && !c->probe)
		puts(":directories");
	else if (str_eq(kind, "command"))
		add_commands(c);
	else if (c->inv->tool->complete)
		c->inv->tool->complete(c, kind);
}

static bool is_candidate(struct completion *c, const char *kind, const char *name)
{
	struct completion probe = *c;

	probe.probe = name;
	probe.found = false;
	add_kind(&probe, kind);
	return probe.found;
}

/* A kind that may be repeated ends in "...". */
static bool repeats(const char *kind)
{
	const char *dots = strstr(kind, "...");

	return dots && dots[3] == '\0';
}

static void add_positional_kind(struct completion *c, const char *kind)
{
	char name[64];

	snprintf(name, sizeof(name), "%.*s", (int)(strlen(kind) - (repeats(kind) ? 3 : 0)), kind);
	add_kind(c, name);
}

/* Split the blank separated kinds at @text, which is changed. */
static size_t split_kinds(char *text, const char *kinds[KINDS_MAX])
{
	char *save = NULL, *kind;
	size_t n = 0;

	for (kind = strtok_r(text, " ", &save); kind && n < KINDS_MAX;
	     kind = strtok_r(NULL, " ", &save))
		kinds[n++] = kind;
	return n;
}

/*
 * The next positional argument, for one sequence of kinds. A repeated kind ends with the first
 * argument that is a candidate for the kind after it. Arguments with '=' may be anywhere.
 */
static void add_next(struct completion *c, char *text)
{
	const char *kinds[KINDS_MAX];
	size_t n = split_kinds(text, kinds), k = 0, i;
	bool again = false;

	for (i = 0; i < c->count && k < n; i++) {
		if (strchr(c->words[i], '='))
			continue;
		if (*kinds[k] == '=' && !is_candidate(c, kinds[k], c->words[i]))
			return;
		if (!repeats(kinds[k])) {
			k++;
		} else if (k + 1 < n && is_candidate(c, kinds[k + 1], c->words[i])) {
			k += 2;
			again = false;
		} else {
			again = true;
		}
	}
	if (k < n)
		add_positional_kind(c, kinds[k]);
	if (again && k + 1 < n)
		add_positional_kind(c, kinds[k + 1]);
}

/* The kinds in the row are those of one or more forms of the command, separated by " / ". */
static void add_positionals(struct completion *c)
{
	const char *form = c->inv->cmd->positional, *end;
	auto_free char *text = NULL;

	for (; form; form = end ? end + 3 : NULL) {
		end = strstr(form, " / ");
		free(text);
		text = strndup(form, end ? (size_t)(end - form) : strlen(form));
		if (text)
			add_next(c, text);
	}
}

static void add_options(struct completion *c, const struct opt_set *set)
{
	const struct opt *o;
	char name[64];
	size_t t;

	opt_foreach(o, set, t) {
		snprintf(name, sizeof(name), "--%s%s", o->name, o->arg ? "=" : "");
		complete_add(c, name, o->help);
	}
}

/* The words after "<file> | ": offered instead of files if the text is the start of one. */
static bool add_words(struct completion *c, const char *arg)
{
	const char *bar = strchr(arg, '|');
	auto_free char *copy = bar ? strdup(bar) : NULL;
	char *save = NULL, *word;
	bool found = false;

	for (word = copy ? strtok_r(copy, "| ", &save) : NULL; word;
	     word = strtok_r(NULL, "| ", &save)) {
		found = found || str_after(word, c->word + c->head);
		complete_add(c, word, NULL);
	}
	return found;
}

static void add_option_values(struct completion *c, const struct opt *o)
{
	if (o->values)
		add_values(c, o->values);
	else if (o->arg && strstr(o->arg, "file") && add_words(c, o->arg))
		return;
	else if (opt_takes_file(o))
		add_kind(c, "file");
	else if (o->arg && strstr(o->arg, "dir"))
		add_kind(c, "dir");
	else if (o->arg)
		add_kind(c, o->name);
}

static void set_value(struct scan *s, const struct opt *o, const char *value)
{
	if (str_eq(o->name, "sysroot"))
		s->sysroot = value;
}

static void note_option(struct scan *s, const struct opt *o)
{
	if (!complete_given(s->c, o->name))
		s->given[s->c->given_count++] = o;
}

static void scan_long(struct scan *s, const char *text)
{
	const char *eq = strchr(text, '=');
	const struct opt *o = opt_find_long(s->set, text, eq ? (size_t)(eq - text) : strlen(text));

	if (o)
		note_option(s, o);
	if (o && eq)
		set_value(s, o, eq + 1);
	else if (o && o->arg)
		s->pending = o;
}

static void scan_short(struct scan *s, const char *text)
{
	const struct opt *o;
	size_t t;

	for (; *text; text++)
		opt_foreach(o, s->set, t) {
			if (o->letter != *text)
				continue;
			note_option(s, o);
			if (!o->arg)
				continue;
			if (!text[1])
				s->pending = o;
			return;
		}
}

static void scan_word(struct scan *s, const char *word)
{
	if (s->pending) {
		set_value(s, s->pending, word);
		s->pending = NULL;
	} else if (s->options_ended || word[0] != '-' || !word[1]) {
		s->positional[s->c->count++] = word;
	} else if (str_eq(word, "--")) {
		s->options_ended = true;
	} else if (word[1] == '-') {
		scan_long(s, word + 2);
	} else {
		scan_short(s, word + 1);
	}
}

static void add_candidates(struct scan *s)
{
	struct completion *c = s->c;
	const char *eq = strchr(c->word, '=');
	const struct opt *o;

	if (s->pending) {
		add_option_values(c, s->pending);
	} else if (s->options_ended || c->word[0] != '-') {
		add_positionals(c);
	} else if (c->word[1] == '-' && eq) {
		o = opt_find_long(s->set, c->word + 2, (size_t)(eq - c->word - 2));
		c->head = (size_t)(eq + 1 - c->word);
		if (o)
			add_option_values(c, o);
	} else {
		add_options(c, s->set);
	}
}

static size_t count_options(const struct opt_set *set)
{
	const struct opt *o;
	size_t t, n = 0;

	opt_foreach(o, set, t)
		n++;
	return n;
}

/* Like the command itself, but without checking its arguments. */
static int complete_args(struct completion *c, const char *const *words, size_t count)
{
	struct inv *inv = c->inv;
	const struct cmd *cmd = inv->cmd;
	auto_free struct common_args *args = calloc(1, MAX(cmd->args_size, sizeof(*args)));
	auto_free const char **positional = calloc(count + 1, sizeof(*positional));
	auto_free const struct opt **given = NULL;
	char usage[256];
	size_t i;
	struct scan s = { .c = c, .positional = positional };

	inv->set = cmd_opts(inv->tool, cmd, usage, sizeof(usage));
	given = calloc(count_options(&inv->set) + 1, sizeof(*given));
	if (!args || !positional || !given)
		return EXIT_INTERNAL;
	inv->args = args;
	s.set = &inv->set;
	s.given = given;
	c->given = given;
	for (i = 0; i < count; i++)
		scan_word(&s, words[i]);
	c->words = positional;
	args->sysroot = s.sysroot;
	if (inv->tool->enter && inv->tool->enter(inv) != EXIT_DONE)
		inv->ctx = NULL;
	add_candidates(&s);
	if (inv->ctx && inv->tool->leave)
		inv->tool->leave(inv);
	return EXIT_DONE;
}

/* The first word. */
static void add_top(struct completion *c)
{
	const char *shell = str_after(c->word, "--completion=");

	if (shell) {
		c->head = (size_t)(shell - c->word);
		complete_add_list(c, "bash,zsh,fish", ',');
		return;
	}
	add_commands(c);
	complete_add_list(c, "--version,--help,--list-cmds,--completion=", ',');
	if (c->inv->tool->top_options)
		complete_add_list(c, c->inv->tool->top_options, ',');
}

int complete_words(const struct tool *tool, const char *const *words, size_t count)
{
	struct inv inv = { .tool = tool };
	struct completion c = { .inv = &inv, .word = count ? words[count - 1] : "" };
	int rc = EXIT_DONE;

	if (count <= 1) {
		add_top(&c);
		return EXIT_DONE;
	}
	inv.cmd = cmd_find(tool, words[0]);
	if (!inv.cmd)
		return EXIT_DONE;
	inv.errors = rec_new_arr();
	inv.warnings = rec_new_arr();
	rc = complete_args(&c, words + 1, count - 2);
	rec_free(inv.errors);
	rec_free(inv.warnings);
	return rc;
}
