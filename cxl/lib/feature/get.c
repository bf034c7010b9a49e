// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reading a Feature: by fwctl where the device's entry is known, else from EDAC's attributes. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/feature/plan.h"
#include "util/strbuf.h"

struct reading {
	struct cxl_ctx *ctx;
	const struct node *memdev;
	const struct feature *f;
	struct feature_image *im;
};

void feature_image_done(struct feature_image *im)
{
	free(im->data);
	free(im->values);
	*im = (struct feature_image){ 0 };
}

static int value_add(struct feature_image *im, const struct feature_field *field, u16 group,
		     u64 value)
{
	struct feature_value *v = im->values;

	/* Room doubles at every power of two. */
	if ((im->count & (im->count - 1)) == 0) {
		v = realloc(v, (im->count ? im->count * 2 : 1) * sizeof(*v));
		if (!v)
			return -ENOMEM;
		im->values = v;
	}
	v[im->count++] = (struct feature_value){ field, group, value };
	return 0;
}

static int from_bytes(void *data, const struct feature_field *field, u16 group)
{
	struct reading *r = data;
	u64 v;
	int rc;

	if (!field->get.width)
		return 0;
	rc = feature_value_get(r->f->desc, field, group, r->im->data, r->im->len, &v);
	if (rc < 0) {
		fail_set(&r->im->gap, rc, "short_reply", "", "%s: the device's data ends before it",
			 field->key);
		return 0;
	}
	return value_add(r->im, field, group, v);
}

static int from_edac(void *data, const struct feature_field *field, u16 group)
{
	struct reading *r = data;
	char path[160], text[64];
	u64 v;
	int rc;

	if (!field->edac || (field->set.width && !field->get.width))
		return 0;
	rc = feature_edac_path(r->f, r->memdev->name, field, group, path, sizeof(path));
	if (rc == 0)
		rc = sys_read(&r->ctx->root, TREE_SYS, path, text, sizeof(text));
	if (rc == -ENOENT || rc == -EOPNOTSUPP)
		return 0;
	if (rc >= 0)
		rc = feature_edac_parse(field, text, &v);
	if (rc < 0) {
		fail_set(&r->im->gap, rc, "read_failed", "see the kernel log",
			 "%s: cannot read %s: %s", field->key, path, strerror(-rc));
		return 0;
	}
	return value_add(r->im, field, group, v);
}

static int read_bytes(struct reading *r, enum feature_selection sel, struct fail *why)
{
	const struct feature_entry *e = &r->f->entry;
	int rc;

	r->im->data = calloc(1, (size_t)e->get_size + 1);
	if (!r->im->data)
		return fail_nomem(why);
	rc = feature_read(r->ctx, r->memdev, e, sel, r->im->data, why);
	if (rc < 0)
		return rc;
	r->im->len = e->get_size;
	if (!r->f->desc)
		return 0;
	return feature_fields_walk(r->f->desc, feature_groups(r->f->desc, r->im->len), from_bytes,
				   r);
}

bool feature_offers(const struct feature *f, enum feature_selection sel)
{
	static const u32 flags[] = {
		[FEATURE_DEFAULT] = FEATURE_DEFAULT_SEL,
		[FEATURE_SAVED] = FEATURE_SAVED_SEL,
	};

	return sel == FEATURE_CURRENT || (f->listed && f->entry.flags & flags[sel]);
}

int feature_get(struct cxl_ctx *ctx, const struct node *memdev, const struct feature *f,
		enum feature_selection sel, struct feature_image *ret, struct fail *why)
{
	struct feature_image im = { 0 };
	struct reading r = { .ctx = ctx, .memdev = memdev, .f = f, .im = &im };
	int rc;

	if (!feature_offers(f, sel))
		return fail_unsupported(why, "no_such_selection", "",
					f->listed ? "the device has no %s value of it"
						  : "EDAC does not show its %s value",
					sel == FEATURE_DEFAULT ? "default" : "saved");
	rc = f->listed ? read_bytes(&r, sel, why)
		       : feature_fields_walk(f->desc, f->groups, from_edac, &r);
	if (rc == 0 && !f->listed && im.count == 0) {
		if (!im.gap.code)
			fail_set(&im.gap, -ENODATA, "read_failed", "", "EDAC shows no values of %s",
				 f->name);
		if (why)
			*why = im.gap;
		rc = im.gap.err;
	}
	if (rc < 0)
		feature_image_done(&im);
	else
		*ret = im;
	return rc;
}

const struct feature_value *feature_image_find(const struct feature_image *im,
					       const struct feature_field *field, u16 group)
{
	size_t i;

	for (i = 0; i < im->count; i++)
		if (im->values[i].field == field && im->values[i].group == group)
			return &im->values[i];
	return NULL;
}

static void print_value(const struct feature_desc *d, const struct feature_value *v,
			struct rec *out)
{
	const struct feature_field *f = v->field;
	char key[64], text[32];

	feature_key(d, f, v->group, key, sizeof(key));
	if (f->kind != VAL_STR) {
		rec_num(out, rec_keyf(out, "%s", key), f->kind, v->value);
		return;
	}
	feature_value_text(f, v->value, text, sizeof(text));
	rec_str(out, rec_keyf(out, "%s", key), text);
}

void feature_image_print(const struct feature *f, const struct feature_image *im, struct rec *out)
{
	size_t i;

	if (!f->desc)
		feature_decode(NULL, im->data, im->len, out);
	for (i = 0; f->desc && i < im->count; i++)
		print_value(f->desc, &im->values[i], out);
}

int feature_image_predict(const struct feature_image *old, const struct feature_value *set,
			  size_t count, struct feature_image *ret)
{
	struct feature_image im = { 0 };
	size_t i, at;
	int rc = 0;

	for (i = 0; rc == 0 && i < old->count; i++)
		rc = value_add(&im, old->values[i].field, old->values[i].group,
			       old->values[i].value);
	for (at = 0; rc == 0 && at < count; at++)
		for (i = 0; i < im.count; i++)
			if (im.values[i].field == set[at].field &&
			    im.values[i].group == set[at].group)
				im.values[i].value = set[at].value;
	if (rc < 0)
		feature_image_done(&im);
	else
		*ret = im;
	return rc;
}
