/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lists of words in an argument: separated by commas, blanks or both. */
#ifndef UTIL_WORDS_H
#define UTIL_WORDS_H

#include "util/base.h"

#define WORDS_SEPARATORS ", \t\n"

/* The next word of the list at *@rest, which is advanced; *@len is its length. NULL: no more. */
static inline const char *word_next(const char **rest, size_t *len)
{
	const char *word = *rest + strspn(*rest, WORDS_SEPARATORS);

	*len = strcspn(word, WORDS_SEPARATORS);
	*rest = word + *len;
	return *len ? word : NULL;
}

#endif
