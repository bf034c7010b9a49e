// SPDX-License-Identifier: LGPL-2.1-or-later
/* Text on several lines. */
#include <wchar.h>

#include "util/strbuf.h"
#include "util/wrap.h"

size_t text_width(const char *text, size_t len)
{
	mbstate_t state = { 0 };
	size_t width = 0, n;
	wchar_t wc;

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

#define HEX_PIECE 16 /* digits of a long hexadecimal text that stay on one line */

/* Length of the piece at @text that stays on one line, without the blanks before it. */
static size_t piece_len(const char *text)
{
	size_t n = strcspn(text, " ,/");

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
		if (line && line + blanks + columns > width) {
			strbuf_add(&b, "\n", 1);
			strbuf_add(&b, text + blanks, n);
			line = columns;
		} else {
			strbuf_add(&b, text, blanks + n);
			line += blanks + columns;
		}
	}
	return strbuf_take(&b);
}
