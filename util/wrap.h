/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Text on several lines. Lines are broken at blanks, and after commas and slashes; what is longer
 * than a line is broken anywhere.
 */
#ifndef UTIL_WRAP_H
#define UTIL_WRAP_H

#include "util/base.h"

/*
 * Use the character encoding of the user's locale. Called where it matters: to read the locale
 * takes many system calls, and JSON is UTF-8 in any locale.
 */
void text_locale(void);
/* Number of columns of the terminal that the first @len bytes of @text need. */
size_t text_width(const char *text, size_t len);
/* The smallest width that @text can be wrapped to. */
size_t wrap_least(const char *text);
/* @text in lines of up to @width columns; the caller frees it. */
char *wrap_text(const char *text, size_t width);

#endif
