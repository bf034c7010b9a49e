// SPDX-License-Identifier: LGPL-2.1-or-later
/* JSON text as records, through json-c. */
#include <json-c/json.h>
#include <limits.h>

#include "util/in-json.h"

static void add(struct rec *to, const char *key, json_object *v);

static void add_members(struct rec *to, json_object *obj)
{
	struct json_object_iterator at = json_object_iter_begin(obj),
				    end = json_object_iter_end(obj);

	for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at))
		add(to, rec_keyf(to, "%s", json_object_iter_peek_name(&at)),
		    json_object_iter_peek_value(&at));
}

static void add_items(struct rec *to, json_object *arr)
{
	size_t i, n = json_object_array_length(arr);

	for (i = 0; i < n; i++)
		add(to, NULL, json_object_array_get_idx(arr, i));
}

/* json-c has both signed and unsigned numbers; those below 0 are the signed ones here. */
static void add_integer(struct rec *to, const char *key, json_object *v)
{
	const s64 i = json_object_get_int64(v);

	if (i < 0)
		rec_int(to, key, i);
	else
		rec_uint(to, key, json_object_get_uint64(v));
}

/* The depth is limited by the parser. */
static void add(struct rec *to, const char *key, json_object *v)
{
	switch (json_object_get_type(v)) {
	case json_type_object:
		add_members(rec_obj(to, key), v);
		break;
	case json_type_array:
		add_items(rec_arr(to, key), v);
		break;
	case json_type_boolean:
		rec_bool(to, key, json_object_get_boolean(v));
		break;
	case json_type_int:
		add_integer(to, key, v);
		break;
	case json_type_double:
	case json_type_string:
		rec_str(to, key, json_object_get_string(v));
		break;
	case json_type_null:
		break;
	}
}

static json_object *parse(const char *text, size_t len)
{
	struct json_tokener *tok = json_tokener_new_ex(JSON_DEPTH_MAX);
	json_object *ret;

	if (!tok)
		return NULL;
	json_tokener_set_flags(tok, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	ret = json_tokener_parse_ex(tok, text, (int)len);
	if (json_tokener_get_error(tok) != json_tokener_success ||
	    json_tokener_get_parse_end(tok) != len) {
		json_object_put(ret);
		ret = NULL;
	}
	json_tokener_free(tok);
	return ret;
}

/* Each value but the first is behind one of these characters. */
static bool has_too_many_values(const char *text, size_t len)
{
	size_t i, count = 1;
	bool quoted = false;

	for (i = 0; i < len; i++) {
		if (text[i] == '"')
			quoted = !quoted;
		else if (quoted && text[i] == '\\')
			i++;
		else if (!quoted && (text[i] == ',' || text[i] == '[' || text[i] == '{'))
			count++;
	}
	return count > JSON_VALUES_MAX;
}

struct rec *json_parse(const char *text, size_t len)
{
	struct rec *ret = NULL;
	enum json_type type;
	json_object *v;

	while (len > 0 && text[len - 1] && strchr(" \t\r\n", text[len - 1]))
		len--;
	v = len < INT_MAX && !has_too_many_values(text, len) ? parse(text, len) : NULL;
	type = json_object_get_type(v);

	if (type == json_type_object) {
		ret = rec_new_obj();
		add_members(ret, v);
	} else if (type == json_type_array) {
		ret = rec_new_arr();
		add_items(ret, v);
	}
	json_object_put(v);
	if (ret && rec_failed(ret)) {
		rec_free(ret);
		ret = NULL;
	}
	return ret;
}
