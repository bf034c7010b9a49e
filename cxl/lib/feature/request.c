// SPDX-License-Identifier: LGPL-2.1-or-later
/* The requested values of a Feature, from the arguments of the user. Pure. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/feature/plan.h"
#include "util/num.h"
#include "util/strbuf.h"

/* A field that can be set or, for --if-current, read. */
static bool accepts(const struct feature_field *f, bool expect)
{
	bool readable = f->get.width || !f->set_bits;

	return expect ? readable : feature_field_settable(f);
}

static void add_key(struct strbuf *b, const struct feature_desc *d, const struct feature_field *f)
{
	const char *comma = b->len ? ", " : "";

	if (f->per_group)
		strbuf_addf(b, "%s%sN_%s", comma, d->group, f->key);
	else
		strbuf_addf(b, "%s%s", comma, f->key);
}

static void add_keys(struct strbuf *b, const struct feature_desc *d, bool expect)
{
	u16 i;

	for (i = 0; i < d->count; i++)
		if (accepts(&d->fields[i], expect))
			add_key(b, d, &d->fields[i]);
}

static int read_only_key(const struct feature *f, const char *key, struct fail *why)
{
	auto_strbuf struct strbuf b = { 0 };

	add_keys(&b, f->desc, false);
	return fail_invalid(why, "read_only", "", "%s of %s is read-only%s%s", key, f->name,
			    b.s ? ": expected " : "", b.s ? b.s : "");
}

static int unknown_key(const struct feature *f, const char *key, bool expect, struct fail *why)
{
	auto_strbuf struct strbuf b = { 0 };
	u16 group;

	if (!f->desc)
		return fail_invalid(why, "unknown_key", "use data=HEX or -i FILE",
				    "unknown field '%s': the layout of %s is not known", key,
				    f->name);
	if (feature_field_find(f->desc, key, UINT16_MAX, &group))
		return fail_set(why, -EINVAL, "no_such_group", "",
				"invalid field '%s': %s of this device has %u %s", key, f->name,
				f->groups, f->desc->groups_title);
	add_keys(&b, f->desc, expect);
	if (!b.s)
		return fail_unsupported(why, "kernel_owned", "",
					"the kernel provides no interface to set %s", f->name);
	return fail_invalid(why, "unknown_key", "", "unknown field '%s' of %s: expected %s", key,
			    f->name, b.s);
}

static int data_repeated(struct fail *why)
{
	return fail_invalid(why, "duplicate_key", "", "data specified more than once");
}

static int parse_hex(const struct feature *f, const char *text, bool expect,
		     struct feature_request *rq, struct fail *why)
{
	size_t len = FEATURE_DATA_MAX;
	auto_free u8 *data = malloc(len);
	int rc;

	if (!data)
		return fail_nomem(why);
	rc = num_hex_bytes(text, data, &len);
	if (rc < 0)
		return fail_invalid(why, "invalid_value", "",
				    "invalid data: expected hexadecimal bytes");
	if (!expect)
		return feature_request_bytes(f, &(struct feature_bytes){ .data = data, .len = len },
					     rq, why);
	if (rq->expect_data)
		return data_repeated(why);
	rq->expect_data = data;
	rq->expect_len = (u32)len;
	data = NULL;
	return 0;
}

#define EDAC_VALUE_BITS 32 /* of a value that only EDAC has */

/* @f with its group in the key, for messages. A read-only field may be compared. */
static struct feature_field named_field(const struct feature_field *f, const char *key, bool expect)
{
	struct feature_field named = *f;

	named.key = key;
	if (expect && !f->set_bits)
		named.set_bits = f->get.bits	? f->get.bits
				 : f->get.width ? (u8)(f->get.width * 8)
						: EDAC_VALUE_BITS;
	return named;
}

/* EDAC does not provide all fields of a Feature. */
static int check_route(const struct feature *f, const struct feature_value *v, struct fail *why)
{
	if (f->route != FEATURE_ROUTE_EDAC || v->field->edac)
		return 0;
	return fail_unsupported(why, "not_in_edac", "", "EDAC does not provide %s of %s",
				v->field->key, f->name);
}

static int check_twice(const struct feature_value *list, size_t count, const char *key,
		       struct fail *why)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (list[i].field == list[count].field && list[i].group == list[count].group)
			return fail_invalid(why, "duplicate_key", "", "%s specified more than once",
					    key);
	return 0;
}

static int parse_pair(const struct feature *f, const char *pair, bool expect,
		      struct feature_request *rq, struct fail *why)
{
	struct feature_value *list = expect ? rq->expect : rq->set;
	size_t *count = expect ? &rq->expect_count : &rq->set_count;
	const char *eq = strchr(pair, '=');
	struct feature_field named;
	struct feature_value *v;
	char key[64];
	int rc;

	if (!eq || (size_t)(eq - pair) >= sizeof(key))
		return fail_invalid(why, "invalid_value", "",
				    "invalid argument '%s': expected KEY=VALUE", pair);
	memcpy(key, pair, (size_t)(eq - pair));
	key[eq - pair] = '\0';
	if (!f->desc)
		return str_eq(key, "data") ? parse_hex(f, eq + 1, expect, rq, why)
					   : unknown_key(f, key, expect, why);
	if (*count == FEATURE_PAIRS_MAX)
		return fail_invalid(why, "too_many", "",
				    "too many KEY=VALUE arguments (the maximum is %d)",
				    FEATURE_PAIRS_MAX);
	v = &list[*count];
	v->field = feature_field_find(f->desc, key, f->groups, &v->group);
	if (!v->field)
		return unknown_key(f, key, expect, why);
	if (!expect && !v->field->set_bits)
		return read_only_key(f, key, why);
	named = named_field(v->field, key, expect);
	rc = feature_value_parse(f->desc, &named, eq + 1, &v->value, why);
	if (rc == 0 && !expect)
		rc = check_route(f, v, why);
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
		rc = parse_pair(f, pairs->at[i], pairs->expected, rq, why);
	return rc;
}

int feature_request_bytes(const struct feature *f, const struct feature_bytes *bytes,
			  struct feature_request *rq, struct fail *why)
{
	size_t len = bytes->len, size = f->entry.set_size;

	if (f->route == FEATURE_ROUTE_EDAC)
		return fail_unsupported(why, "fields_only", "use KEY=VALUE",
					"%s is set through EDAC, which does not accept raw data",
					f->name);
	if (rq->data)
		return data_repeated(why);
	if (len == 0)
		return fail_invalid(why, "no_data", "", "invalid data: empty");
	if (bytes->offset >= size || len > size - bytes->offset)
		return fail_set(
			why, -EFBIG, "too_much_data", "",
			"invalid data: %zu bytes at offset %u exceed the size of %s (%zu bytes)",
			len, bytes->offset, f->name, size);
	if (!bytes->partial && len != size)
		return fail_set(why, -EINVAL, "short_data",
				"use --input and --offset to set part of the data",
				"invalid data: %zu bytes, expected %zu", len, size);
	rq->data = malloc(len);
	if (!rq->data)
		return fail_nomem(why);
	memcpy(rq->data, bytes->data, len);
	rq->len = (u32)len;
	rq->offset = bytes->offset;
	return 0;
}

void feature_request_done(struct feature_request *rq)
{
	free(rq->data);
	free(rq->expect_data);
	*rq = (struct feature_request){ 0 };
}
