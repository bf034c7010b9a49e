/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of columns: JSON keys, as users type them and as tables print them. */
#ifndef UTIL_COLUMN_NAMES_H
#define UTIL_COLUMN_NAMES_H

#include "util/strbuf.h"

/*
 * Whether @column is called @name, of @len bytes; case does not matter, and '-' is the same as '_'.
 */
bool column_is(const char *column, const char *name, size_t len);
/*
 * Whether the list @known has @name. An element "health" also has all keys of the object "health",
 * such as "health.temperature"; an element "health." has these only.
 */
bool column_known(const char *known, const char *name, size_t len);
/* Add the elements of @names that @known does not have to @unknown, separated by commas. */
void columns_unknown(const char *known, const char *names, struct strbuf *unknown);
/* Add the elements of @names that @to does not have yet to it, separated by commas. */
void columns_merge(struct strbuf *to, const char *names);
/* The heading of column @name: "RAM-SIZE" for "ram_size". Cut to @size. */
void column_heading(const char *name, char *buf, size_t size);

#endif
