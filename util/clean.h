/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Text from devices, files and arguments before it is sent to a terminal or into JSON. Control
 * characters can move the cursor and send answers; bidirectional marks change the order of what is
 * read.
 */
#ifndef UTIL_CLEAN_H
#define UTIL_CLEAN_H

#include "util/strbuf.h"

/* Length in bytes of the UTF-8 sequence at @s, which has a NUL byte after its end; 0: not valid. */
size_t utf8_len(const char *s);
/*
 * The code point at @s, which has a sequence of @len bytes, if it must not reach a terminal: a
 * control character, a bidirectional mark or a line separator. 0: none of these.
 */
u32 unsafe_code_point(const char *s, size_t len);
/* Append @text with '?' for invalid bytes and unsafe characters other than those of @keep. */
void clean_add(struct strbuf *b, const char *text, const char *keep);
/*
 * All further output to stderr is cleaned, except for newlines, tabs and the carriage returns of
 * progress messages.
 */
void clean_stderr(void);

#endif
