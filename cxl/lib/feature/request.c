// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a Feature shall be set to, from what the user typed. Pure. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/feature/plan.h"
#include "util/num.h"
#include "util/strbuf.h"

static void add_key(struct strbuf *b, const struct feature_desc *d, const struct feature_field *f)
{
	const char *comma = b->len ? ", " : "";

	if (!f->set.width)
		return;
	if (f->per_group)
		strbuf_addf(b, "%s%sN_%s", comma, d->group, f->key);
	else
		strbuf_addf(b, "%s%s", comma, f->key);
}

static int unknown_key(const struct feature *f, const char *key, struct fail *why)
{
	auto_strbuf struct strbuf b = { 0 };
	u16 i;

	if (!f->desc)
		return fail_set(why, -EINVAL, "unknown_key", "give data=HEX, or a file with -i",
				"%s has no field '%s': nothing is known of its layout", f->name,
				key);
	for (i = 0; i < f->desc->count; i++)
		add_key(&b, f->desc, &f->desc->fields[i]);
	return fail_set(why, -EINVAL, "unknown_key", "", "%s has no field '%s'; there is %s",
			f->name, key, b.s ? b.s : "none to set");
}

static int take_hex(const struct feature *f, const char *text, bool expect,
		    struct feature_request *rq, struct fail *why)
{
	size_t len = FEATURE_DATA_MAX;
	auto_free u8 *data = malloc(len);
	int rc;

	if (!data)
		return fail_nomem(why);
	rc = num_hex_bytes(text, data, &len);
	if (rc < 0)
		return fail_set(why, rc, "invalid_value", "",
				"data is bytes in hexadecimal, two digits each");
	if (!expect)
		return feature_request_bytes(f, &(struct feature_bytes){ .data = data, .len = len },
					     rq, why);
	free(rq->expect_data);
	rq->expect_data = data;
	rq->expect_len = (u32)len;
	data = NULL;
	return 0;
}

static int take_field(const struct feature *f, const char *key, const char *text,
		      struct feature_value *ret, struct fail *why)
{
	ret->field = feature_field_find(f->desc, key, f->groups, &ret->group);
	if (!ret->field)
		return unknown_key(f, key, why);
	return feature_value_parse(f->desc, ret->field, text, &ret->value, why);
}

/* EDAC does not have every field that the Feature has. */
static int check_way(const struct feature *f, const struct feature_value *v, struct fail *why)
{
	if (f->route != FEATURE_ROUTE_EDAC || v->field->edac)
		return 0;
	return fail_unsupported(
		why, "not_in_edac", "",
		"%s cannot be set: the kernel owns %s, and its EDAC does not offer that",
		v->field->key, f->name);
}

static int check_twice(const struct feature_value *list, size_t count, const char *key,
		       struct fail *why)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (list[i].field == list[count].field && list[i].group == list[count].group)
			return fail_set(why, -EINVAL, "given_twice", "", "%s is given twice", key);
	return 0;
}

static int take_pair(const struct feature *f, const char *pair, bool expect,
		     struct feature_request *rq, struct fail *why)
{
	struct feature_value *list = expect ? rq->expect : rq->set;
	size_t *count = expect ? &rq->expect_count : &rq->set_count;
	const char *eq = strchr(pair, '=');
	char key[64];
	int rc;

	if (!eq || (size_t)(eq - pair) >= sizeof(key))
		return fail_set(why, -EINVAL, "invalid_value", "", "'%s' is not KEY=VALUE", pair);
	memcpy(key, pair, (size_t)(eq - pair));
	key[eq - pair] = '\0';
	if (!f->desc)
		return str_eq(key, "data") ? take_hex(f, eq + 1, expect, rq, why)
					   : unknown_key(f, key, why);
	if (*count == FEATURE_PAIRS_MAX)
		return fail_set(why, -E2BIG, "too_many", "", "too many values");
	rc = take_field(f, key, eq + 1, &list[*count], why);
	if (rc == 0 && !expect)
		rc = check_way(f, &list[*count], why);
	if (rc == 0)
		rc = check_twice(list, *count, key, why);
	if (rc == 0)
		(*count)++;
	return rc;
}

int feature_request_pairs(const struct feature *f, const struct feature_pairs *pairs,
			  struct feature_request *rq, struct fail *why)
{
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < pairs->count; i++)
		rc = take_pair(f, pairs->at[i], pairs->expected, rq, why);
	return rc;
}

int feature_request_bytes(const struct feature *f, const struct feature_bytes *bytes,
			  struct feature_request *rq, struct fail *why)
{
	size_t len = bytes->len, size = f->entry.set_size;

	if (f->route == FEATURE_ROUTE_EDAC)
		return fail_unsupported(why, "fields_only", "use KEY=VALUE",
					"%s is set through EDAC, which has no data bytes", f->name);
	if (rq->data)
		return fail_set(why, -EINVAL, "given_twice", "", "data given more than once");
	if (len == 0)
		return fail_set(why, -EINVAL, "no_data", "", "no data to set");
	if (bytes->offset >= size || len > size - bytes->offset)
		return fail_set(why, -EFBIG, "too_much_data", "",
				"%s: %zu bytes at offset %u are too many: the size is %zu bytes",
				f->name, len, bytes->offset, size);
	if (!bytes->partial && len != size)
		return fail_set(why, -EINVAL, "short_data", "provide all of them, or use --offset",
				"%s: %zu bytes are too few: the size is %zu bytes", f->name, len,
				size);
	rq->data = malloc(len);
	if (!rq->data)
		return fail_nomem(why);
	memcpy(rq->data, bytes->data, len);
	rq->len = (u32)len;
	rq->offset = bytes->offset;
	return 0;
}

void feature_request_done(struct feature_request *w)
{
	free(w->data);
	free(w->expect_data);
	*w = (struct feature_request){ 0 };
}
