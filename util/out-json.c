// SPDX-License-Identifier: LGPL-2.1-or-later
/* Records as JSON, in the layout of ndctl's tools, and the envelope. */
#include <json-c/json.h>
#include <unistd.h>

#include "util/clean.h"
#include "util/out-json.h"

/* Bytes; ndctl prints smaller sizes as plain numbers with -u as well. */
#define HUMAN_SIZE_MIN (5000 * 1024)

static void cleanup_json(json_object **j)
{
	json_object_put(*j);
}

#define auto_json __attribute__((cleanup(cleanup_json)))

/* Older versions of json-c print a line break inside an empty array. */
static int print_empty_array(json_object *j, struct printbuf *pb, int level, int flags)
{
	return printbuf_strappend(pb, "[]");
}

/* json-c does not check that a string is UTF-8. */
static json_object *new_string(const char *text)
{
	auto_strbuf struct strbuf b = { 0 };
	size_t n;

	for (; *text; text += MAX(n, (size_t)1)) {
		n = utf8_len(text);
		strbuf_add(&b, n ? text : "?", MAX(n, (size_t)1));
	}
	return b.failed ? NULL : json_object_new_string(b.s ? b.s : "");
}

/*
 * Text of @j. Characters that must not reach a terminal are escaped; json-c does this for those
 * below 0x20 only. They occur in strings only.
 */
static char *to_text(json_object *j, int flags)
{
	const char *text = j ? json_object_to_json_string_ext(j, flags) : NULL;
	auto_strbuf struct strbuf b = { 0 };
	size_t n, from = 0, at;
	u32 cp;

	if (!text)
		return NULL;
	for (at = 0; text[at]; at += n) {
		n = MAX(utf8_len(text + at), (size_t)1);
		cp = unsafe_code_point(text + at, n);
		if (cp < 0x7f)
			continue;
		strbuf_add(&b, text + from, at - from);
		strbuf_addf(&b, "\\u%04x", cp);
		from = at + n;
	}
	strbuf_add(&b, text + from, at - from);
	return strbuf_take(&b);
}

static json_object *scalar(const struct rec *r, bool human)
{
	char buf[64];

	switch (r->kind) {
	case VAL_BOOL:
		return json_object_new_boolean(r->b);
	case VAL_INT:
		return json_object_new_int64(r->i);
	case VAL_STR:
		return new_string(r->s);
	case VAL_SIZE:
		if (human && r->u >= HUMAN_SIZE_MIN)
			return json_object_new_string(rec_text(r, true, false, buf, sizeof(buf)));
		return json_object_new_uint64(r->u);
	case VAL_HEX:
		if (!human)
			return json_object_new_uint64(r->u);
		FALLTHROUGH;
	case VAL_XSTR:
		return json_object_new_string(rec_text(r, true, false, buf, sizeof(buf)));
	default:
		return json_object_new_uint64(r->u);
	}
}

/* The keys of a record outlive the object, so that json-c need not copy them. */
#define KEY_OF_REC JSON_C_OBJECT_ADD_CONSTANT_KEY

static json_object *convert(const struct rec *r, bool human)
{
	json_object *j = r->kind == VAL_OBJ   ? json_object_new_object()
			 : r->kind == VAL_ARR ? json_object_new_array()
					      : scalar(r, human);
	const struct rec *c;

	if (!j || !rec_is_container(r))
		return j;
	if (r->kind == VAL_ARR && r->count == 0)
		json_object_set_serializer(j, print_empty_array, NULL, NULL);
	rec_foreach(c, r) {
		json_object *jc = convert(c, human);
		int rc = -1;

		if (jc)
			rc = r->kind == VAL_ARR
				     ? json_object_array_add(j, jc)
				     : json_object_object_add_ex(j, c->key, jc, KEY_OF_REC);
		if (rc < 0) {
			json_object_put(jc);
			json_object_put(j);
			return NULL;
		}
	}
	return j;
}

static int print(FILE *f, json_object *j)
{
	auto_free char *text = to_text(j, JSON_C_TO_STRING_PRETTY);

	if (!text)
		return -ENOMEM;
	errno = 0;
	return fprintf(f, "%s\n", text) < 0 ? (errno ? -errno : -EIO) : 0;
}

int out_json(FILE *f, const struct rec *top, const struct out_opts *o)
{
	auto_json json_object *j = NULL;

	if (o->bare && !o->strict && top->count == 0)
		return 0;
	j = convert(o->bare && top->count == 1 ? top->first : top, o->human);
	return print(f, j);
}

static int add(json_object *to, const char *key, json_object *value)
{
	if (value && json_object_object_add(to, key, value) == 0)
		return 0;
	json_object_put(value);
	return -ENOMEM;
}

static json_object *convert_or_empty(const struct rec *r)
{
	static const struct rec none = { .kind = VAL_ARR };

	return convert(r ? r : &none, false);
}

int out_envelope(FILE *f, const struct rec *top, const struct out_opts *o)
{
	auto_json json_object *j = json_object_new_object();
	json_object *tool = json_object_new_object();
	char host[256] = "";

	gethostname(host, sizeof(host) - 1);
	if (!j || add(j, "schema", json_object_new_string("cxl-utils/envelope/1")) < 0 ||
	    add(j, "tool", tool) < 0 || add(tool, "name", json_object_new_string(o->tool)) < 0 ||
	    add(tool, "version", json_object_new_string(PACKAGE_VERSION)) < 0 ||
	    add(tool, "command", json_object_new_string(o->verb)) < 0 ||
	    add(j, "host", new_string(host)) < 0 || add(j, "result", convert(top, false)) < 0 ||
	    add(j, "errors", convert_or_empty(o->errors)) < 0 ||
	    add(j, "warnings", convert_or_empty(o->warnings)) < 0)
		return -ENOMEM;
	return print(f, j);
}

char *out_json_line(const struct rec *obj)
{
	auto_json json_object *j = convert(obj, false);

	return to_text(j, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
}
