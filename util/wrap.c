// SPDX-License-Identifier: LGPL-2.1-or-later
/* Text on several lines. */
#include <locale.h>
#include <pthread.h>
#include <wchar.h>

#include "util/strbuf.h"
#include "util/wrap.h"

static void set_locale(void)
{
	setlocale(LC_CTYPE, "");
}

void text_locale(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, set_locale);
}

size_t text_width(const char *text, size_t len)
{
	mbstate_t state = { 0 };
	size_t width = 0, n;
	wchar_t wc;

	text_locale();
	for (; len; text += n, len -= n) {
		n = mbrtowc(&wc, text, len, &state);
		if (n == 0 || n > len) {
			state = (mbstate_t){ 0 };
			n = 1;
			width++;
		} else {
			width += (size_t)MAX(wcwidth(wc), 0);
		}
	}
	return width;
}

/* Bytes of @text, of @len, that fit into @width: at least one character. */
static size_t fitting_len(const char *text, size_t len, size_t width)
{
	size_t n = 0, next;

	do {
		next = n + 1;
		while (next < len && ((u8)text[next] & 0xc0) == 0x80) /* of the same character */
			next++;
		if (n && text_width(text, next) > width)
			break;
		n = next;
	} while (n < len);
	return n;
}

#define HEX_PIECE 16 /* digits of a long hexadecimal text that stay on one line */

/* Length of the piece at @text that stays on one line, without the blanks before it. */
static size_t piece_len(const char *text)
{
	const size_t root = strspn(text, "/"); /* of a path: not alone at the end of a line */
	size_t n = root + strcspn(text + root, " ,/");

	if (n > HEX_PIECE && strspn(text, "0123456789abcdef") >= n)
		return HEX_PIECE;
	return n + strspn(text + n, ",/");
}

size_t wrap_least(const char *text)
{
	size_t n, least = 0;

	for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
		n = piece_len(text);
		least = MAX(least, text_width(text, n));
		text += n;
	}
	return least;
}

char *wrap_text(const char *text, size_t width)
{
	auto_strbuf struct strbuf b = { 0 };
	size_t blanks, n, columns, line = 0;

	for (; *text; text += blanks + n) {
		blanks = strspn(text, " ");
		n = piece_len(text + blanks);
		columns = text_width(text + blanks, n);
		if ((line || blanks) && line + blanks + columns > width) {
			strbuf_add(&b, "\n", line ? 1 : 0);
			text += blanks;
			blanks = line = 0;
		}
		if (columns > width) {
			n = fitting_len(text + blanks, n, width);
			columns = text_width(text + blanks, n);
		}
		strbuf_add(&b, text, blanks + n);
		line += blanks + columns;
	}
	return strbuf_take(&b);
}
