/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Questions on the terminal. */
#ifndef UTIL_PROMPT_H
#define UTIL_PROMPT_H

#include "util/base.h"

enum answer {
	ANSWER_NONE, /* no terminal, nothing was asked */
	ANSWER_NO,
	ANSWER_YES,
	ANSWER_INTERRUPTED, /* by a signal */
};

/*
 * Both wrap the question to the terminal, except its last line, behind which the answer is typed.
 * What was typed before the question is printed is discarded. prompt_yes() asks whether to
 * continue; it accepts "y" and "yes" in either case, with @whole_word only "yes". prompt_text()
 * reads a line, without its newline, into @buf; an empty line, one that is too long, and the end of
 * the file are ANSWER_NO.
 */
enum answer prompt_yes(const char *question, bool whole_word);
enum answer prompt_text(const char *question, char *buf, size_t size);

#endif
