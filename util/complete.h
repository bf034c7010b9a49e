/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Completion. The scripts pass the words of the command line to "TOOL --complete WORD..." and offer
 * what it prints; they contain no names and evaluate none.
 */
#ifndef UTIL_COMPLETE_H
#define UTIL_COMPLETE_H

#include "util/cmd.h"

/* The word to complete, and what is known from the words before it. */
struct completion {
	struct inv *inv;  /* .ctx is NULL when the context could not be created */
	const char *word; /* text before the cursor */
	size_t head;	  /* bytes of .word that stay in front of each candidate: "--format=" */
	const char *const *words; /* positional arguments before it */
	size_t count;
	const struct opt *const *given; /* options before it */
	size_t given_count;
	const char *probe; /* not NULL: nothing is printed, but .found set if this is a candidate */
	bool found;
};

/*
 * Print the candidates for the last one of @words, which follow the name of @tool on the command
 * line: one per line, a tab and a description after each; or only ":files" or ":directories".
 */
int complete_words(const struct tool *tool, const char *const *words, size_t count);
/*
 * Offer @name if the text to complete is the start of it. @help may be NULL. Names with characters
 * that are special to a shell are not offered.
 */
void complete_add(struct completion *c, const char *name, const char *help);
/* Whether the option @name is before the word. */
bool complete_given(const struct completion *c, const char *name) MUST_CHECK;
/* Offer the names in @list, which are separated by @separator. */
void complete_add_list(struct completion *c, const char *list, char separator);
/* The word is a comma separated list: complete its last element. */
void complete_last_element(struct completion *c);

/* Print the completion script for @shell on stdout; EXIT_USAGE: unknown shell. */
int complete_print(const struct tool *tool, const char *shell);

#endif
