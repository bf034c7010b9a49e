// SPDX-License-Identifier: LGPL-2.1-or-later
/* Rows as lines of KEY="value" pairs. */
#include "util/out-pairs.h"
#include "util/cleanup.h"
#include "util/tables.h"
#include "util/text.h"

struct pairs {
	FILE *f;
	const struct tables *t;
	const char *separator; /* before the next pair of the line */
};

/* Variables that change what a shell does, or that it does not let change: printed as CXL_PATH. */
static const char *const shell_variables[] = {
	"BASH_ENV", "CDPATH", "ENV",	"EUID",	   "FPATH", "GROUPS", "HOME", "IFS",
	"LANG",	    "OPTARG", "OPTIND", "OPTIONS", "PATH",  "PPID",   "PS1",  "PS2",
	"PS4",	    "PWD",    "RANDOM", "SECONDS", "SHELL", "STATUS", "TERM", "UID",
};

/* A valid name of a variable, that the shell does not use itself: "RAM_SIZE" for "ram_size". */
static void print_name(FILE *f, const char *key)
{
	char name[96];
	size_t i;

	for (i = 0; key[i] && i + 1 < sizeof(name); i++) {
		name[i] = ascii_upper(key[i]);
		if (!ascii_is_upper(name[i]) && !(name[i] >= '0' && name[i] <= '9'))
			name[i] = '_';
	}
	name[i] = '\0';
	for (i = 0; i < ARRAY_SIZE(shell_variables); i++)
		if (str_eq(name, shell_variables[i]))
			fputs("CXL_", f);
	fputs(name, f);
}

/*
 * ASCII only: in some character sets, the last byte of a character of another one and the backslash
 * after it are one character.
 */
static void print_value(FILE *f, const char *text)
{
	fputc('"', f);
	for (; *text; text++) {
		if (strchr("\"\\`$", *text))
			fputc('\\', f);
		fputc(ascii_is_print(*text) ? *text : '?', f);
	}
	fputc('"', f);
}

static void print_pair(struct pairs *p, const char *key, const char *text)
{
	fputs(p->separator, p->f);
	p->separator = " ";
	print_name(p->f, key);
	fputc('=', p->f);
	print_value(p->f, text);
}

static int print_row(void *data, const struct row *row)
{
	struct pairs *p = data;
	const struct table *table = table_find(p->t, row->kind);
	auto_free char *parent = table_parent(p->t, row);
	const struct columns *c;
	size_t i;

	if (!parent)
		return -ENOMEM;
	if (!table || !table_prints(p->t, table, row))
		return 0;
	c = p->t->o->columns ? &table->shown : &table->all;
	p->separator = "";
	if (!p->t->o->columns && table->parent_kind)
		print_pair(p, table->parent_kind, parent);
	for (i = 0; i < c->count; i++) {
		auto_free char *text = table_cell(p->t, &c->list[i], row);

		if (!text)
			return -ENOMEM;
		print_pair(p, c->list[i].name, text);
	}
	return fputc('\n', p->f) == EOF ? -EIO : 0;
}

int out_pairs(FILE *f, const struct rec *top, const struct out_opts *o)
{
	auto_tables struct tables t = { .o = o };
	struct pairs p = { .f = f, .t = &t };
	int rc = tables_collect(&t, top);

	return rc < 0 ? rc : rows_walk(top, print_row, &p);
}
