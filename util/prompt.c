// SPDX-License-Identifier: LGPL-2.1-or-later
/* Questions on the terminal. */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <strings.h>
#include <termios.h>
#include <unistd.h>

#include "util/clean.h"
#include "util/cleanup.h"
#include "util/prompt.h"
#include "util/signals.h"
#include "util/terminal.h"
#include "util/text.h"
#include "util/wrap.h"

#define PROMPT_WIDTH 80 /* at most */

/* Signals without a handler do not interrupt read(2). */
static enum answer read_failed(int fd, ssize_t n)
{
	enum answer answer = n < 0 && errno == EINTR ? ANSWER_INTERRUPTED : ANSWER_NO;

	dprintf(fd, "\n");
	return answer;
}

/* A line with a control character, such as NUL, is not what it looks like. */
static bool is_answer(const char *line, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if ((u8)line[i] < ' ' || line[i] == 0x7f)
			return false;
	return len > 0;
}

/*
 * Read one line. One that is longer than @size is read to its end, and is no answer; nor is one
 * without a newline.
 */
static enum answer read_line(int fd, char *buf, size_t size)
{
	ssize_t n = read(fd, buf, size - 1);
	char rest[64];

	if (n <= 0)
		return read_failed(fd, n);
	if (n < (ssize_t)size - 1 || buf[n - 1] == '\n') {
		n--;
		if (buf[n] != '\n' || !is_answer(buf, (size_t)n))
			return ANSWER_NO;
		buf[n] = '\0';
		return ANSWER_YES;
	}
	do
		n = read(fd, rest, sizeof(rest));
	while (n > 0 && !memchr(rest, '\n', (size_t)n));
	return n < 0 ? read_failed(fd, n) : ANSWER_NO;
}

/*
 * Signals are blocked until the wait, which one that has arrived since ends. An answer can be read
 * without waiting afterwards.
 */
static enum answer ask(int fd, const char *question, char *buf, size_t size)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	sigset_t before;
	int n = -1;

	signals_block(&before);
	errno = 0;
	if (tcflush(fd, TCIFLUSH) == 0 && dprintf(fd, "%s", question) >= 0)
		n = ppoll(&p, 1, NULL, &before);
	if (n < 0 && errno != EINTR)
		n = 0;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return n > 0 ? read_line(fd, buf, size) : n < 0 ? read_failed(fd, n) : ANSWER_NONE;
}

/* Wrap the lines of @text except the last one, behind which the answer is typed. */
static int wrap_lines(const char *text, size_t width, struct strbuf *ret)
{
	const char *end;

	for (; (end = strchr(text, '\n')); text = end + 1) {
		auto_free char *line = strndup(text, (size_t)(end - text));
		auto_free char *wrapped = line ? wrap_text(line, width) : NULL;

		if (!wrapped)
			return -ENOMEM;
		strbuf_addf(ret, "%s\n", wrapped);
	}
	strbuf_addf(ret, "%s", text);
	return ret->failed ? -ENOMEM : 0;
}

enum answer prompt_text(const char *question, char *buf, size_t size)
{
	auto_strbuf struct strbuf text = { 0 }, lines = { 0 };
	auto_close int fd = -1;

	if (!isatty(STDIN_FILENO))
		return ANSWER_NONE;
	fd = open(ctermid(NULL), O_RDWR | O_CLOEXEC);
	clean_add(&text, question, "\n");
	if (fd < 0 || text.failed || !text.s ||
	    wrap_lines(text.s, terminal_width(fd, PROMPT_WIDTH), &lines) < 0)
		return ANSWER_NONE;
	return ask(fd, lines.s, buf, size);
}

enum answer prompt_yes(const char *question, bool whole_word)
{
	auto_free char *text = NULL;
	enum answer answer;
	char line[16];

	if (asprintf(&text, "%s\n%s", question,
		     whole_word ? "Type yes to continue: " : "Continue? [y/N] ") < 0) {
		text = NULL;
		return ANSWER_NONE;
	}
	answer = prompt_text(text, line, sizeof(line));
	if (answer != ANSWER_YES)
		return answer;
	if (str_eq(line, "yes") ||
	    (!whole_word && (ascii_same(line, "yes") || ascii_same(line, "y"))))
		return ANSWER_YES;
	return ANSWER_NO;
}
