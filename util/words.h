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

/* Whether the words of the arguments before @word, which is one of them, have the same text. */
static inline bool word_is_repeated(char *const *argv, const char *word, size_t len)
{
	const char *rest = *argv, *other;
	size_t n;

	while ((other = word_next(&rest, &n)) != word) {
		if (!other)
			rest = *++argv;
		else if (n == len && memcmp(other, word, len) == 0)
			return true;
	}
	return false;
}

#endif
