/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of columns: JSON keys, as users type them and as tables print them. */
#ifndef UTIL_COLUMN_NAMES_H
#define UTIL_COLUMN_NAMES_H

#include "util/strbuf.h"

/*
 * Whether @column is called @name, of @len bytes; case does not matter, and '-' is the same as '_'.
 */
bool column_is(const char *column, const char *name, size_t len);
/* Whether the list @known has @name; '#' in an element stands for a number. */
bool column_known(const char *known, const char *name, size_t len);
/* Add the elements of @names that @known does not have to @unknown, separated by commas. */
void columns_unknown(const char *known, const char *names, struct strbuf *unknown);
/*
 * What is known instead of the unknown names in the list @unknown: the keys of the objects that
 * they name, or all names, as "health.KEY" for those of objects; similar names first, and at most
 * about 20.
 */
void columns_expected(const char *known, const char *unknown, struct strbuf *to);
/* Add the elements of @names that @to does not have yet to it, separated by commas. */
void columns_merge(struct strbuf *to, const char *names);
/* The heading of column @name: "RAM-SIZE" for "ram_size". Cut to @size. */
void column_heading(const char *name, char *buf, size_t size);

#endif
