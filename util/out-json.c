// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Records as JSON, in the layout of ndctl's tools, and the envelope. Thousands of objects are
 * written as they are; json-c, which has that layout, is used for strings only.
 */
#include <json-c/json.h>
#include <limits.h>
#include <unistd.h>

#include "util/clean.h"
#include "util/out-json.h"

/* Bytes; ndctl prints smaller sizes as plain numbers with -u as well. */
#define HUMAN_SIZE_MIN (5000 * 1024)

#define FLUSH_SIZE 32768 /* bytes */

struct writer {
	FILE *f; /* NULL: all text remains in .b */
	struct strbuf b;
	bool human;
	bool one_line; /* without blanks, line breaks and escaped slashes */
};

/* Characters at the start of @text that JSON has as they are. */
static size_t plain_len(const char *text)
{
	/* One look-up is faster than comparisons, and most of the output passes through here. */
	static const bool plain[UCHAR_MAX + 1] = {
		[' '] = true,	      ['!'] = true,	    ['#' ... '.'] = true,
		['0' ... '['] = true, [']' ... '~'] = true,
	};
	size_t n = 0;

	while (plain[(unsigned char)text[n]])
		n++;
	return n;
}

/* Characters that must not reach a terminal; json-c escapes only those below 0x20. */
static void put_clean(struct strbuf *b, const char *text)
{
	size_t n;
	u32 cp;

	for (; *text; text += n) {
		n = MAX(utf8_len(text), (size_t)1);
		cp = unsafe_code_point(text, n);
		if (cp)
			strbuf_addf(b, "\\u%04x", cp);
		else
			strbuf_add(b, text, n);
	}
}

static void put_string(struct writer *w, const char *text)
{
	size_t len = plain_len(text);
	json_object *j;
	char *to;

	if (!text[len]) {
		to = strbuf_space(&w->b, len + 2);
		if (!to)
			return;
		*to = to[len + 1] = '"';
		memcpy(to + 1, text, len);
		return;
	}
	j = json_object_new_string(text);
	text = json_object_to_json_string_ext(j, w->one_line ? JSON_C_TO_STRING_NOSLASHESCAPE : 0);
	if (j && text)
		put_clean(&w->b, text);
	else
		w->b.failed = true;
	json_object_put(j);
}

static bool is_text(const struct writer *w, const struct rec *r)
{
	return r->kind == VAL_STR || r->kind == VAL_XSTR || (w->human && r->kind == VAL_HEX) ||
	       (w->human && r->kind == VAL_SIZE && r->u >= HUMAN_SIZE_MIN);
}

/* @negative: the value of @n as a signed number. */
static void put_number(struct strbuf *b, bool negative, u64 n)
{
	char text[24], *at = text + sizeof(text);
	u64 left = negative ? -n : n;

	do {
		*--at = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	if (negative)
		*--at = '-';
	strbuf_add(b, at, (size_t)(text + sizeof(text) - at));
}

static void put_scalar(struct writer *w, const struct rec *r)
{
	char buf[64];

	if (is_text(w, r))
		put_string(w, rec_text(r, true, false, buf, sizeof(buf)));
	else if (r->kind == VAL_TENTHS)
		strbuf_addf(&w->b, "%s", rec_text(r, false, false, buf, sizeof(buf)));
	else if (r->kind == VAL_BOOL)
		strbuf_add(&w->b, r->b ? "true" : "false", r->b ? 4 : 5);
	else
		put_number(&w->b, r->kind == VAL_INT && r->i < 0, r->u);
}

static void new_line(struct writer *w, unsigned int level)
{
	char *to;

	if (w->one_line)
		return;
	to = strbuf_space(&w->b, 1 + 2 * (size_t)level);
	if (!to)
		return;
	*to = '\n';
	memset(to + 1, ' ', 2 * (size_t)level);
	if (w->f && w->b.len >= FLUSH_SIZE && !w->b.failed) {
		fwrite(w->b.s, 1, w->b.len, w->f);
		w->b.len = 0;
	}
}

static void put(struct writer *w, const struct rec *r, unsigned int level)
{
	const struct rec *c;

	if (!rec_is_container(r)) {
		put_scalar(w, r);
		return;
	}
	strbuf_add(&w->b, r->kind == VAL_OBJ ? "{" : "[", 1);
	rec_foreach(c, r) {
		new_line(w, level + 1);
		if (r->kind == VAL_OBJ) {
			put_string(w, c->key);
			strbuf_add(&w->b, ":", 1);
		}
		put(w, c, level + 1);
		if (c->next)
			strbuf_add(&w->b, ",", 1);
	}
	if (r->count > 0)
		new_line(w, level);
	strbuf_add(&w->b, r->kind == VAL_OBJ ? "}" : "]", 1);
}

static int print(struct writer *w, const struct rec *r)
{
	errno = 0;
	put(w, r, 0);
	new_line(w, 0);
	if (w->b.failed) {
		cleanup_strbuf(&w->b);
		return -ENOMEM;
	}
	fwrite(w->b.s, 1, w->b.len, w->f);
	cleanup_strbuf(&w->b);
	return !ferror(w->f) ? 0 : errno ? -errno : -EIO;
}

int out_json(FILE *f, const struct rec *top, const struct out_opts *o)
{
	struct writer w = { .f = f, .human = o->human };

	if (o->bare && !o->strict && top->count == 0)
		return 0;
	return print(&w, o->bare && top->count == 1 ? top->first : top);
}

int out_envelope(FILE *f, const struct rec *top, const struct out_opts *o)
{
	static const char *const keys[] = { "result", "errors", "warnings" };
	static const struct rec none = { .kind = VAL_ARR };
	/* Copies, so that they can be members of another object. */
	struct rec parts[] = { *top, o->errors ? *o->errors : none,
			       o->warnings ? *o->warnings : none };
	auto_rec struct rec *root = rec_new_obj();
	struct writer w = { .f = f };
	char host[256] = "";
	struct rec *tool;
	size_t i;

	if (!o->host)
		gethostname(host, sizeof(host) - 1);
	rec_str(root, "schema", "cxl-utils/envelope/1");
	tool = rec_obj(root, "tool");
	rec_str(tool, "name", o->tool);
	rec_str(tool, "version", PACKAGE_VERSION);
	rec_str(tool, "command", o->verb);
	rec_str(root, "host", o->host ? o->host : host);
	if (rec_failed(root))
		return -ENOMEM;
	for (i = 0; i < ARRAY_SIZE(keys); i++)
		rec_attach(root, keys[i], &parts[i]);
	return print(&w, root);
}

char *out_json_line(const struct rec *obj)
{
	struct writer w = { .one_line = true };
	char *line;

	put(&w, obj, 0);
	line = strbuf_take(&w.b);
	if (!line)
		cleanup_strbuf(&w.b);
	return line;
}
