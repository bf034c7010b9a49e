// SPDX-License-Identifier: LGPL-2.1-or-later
/* Values of a Feature: finding, printing and predicting them. Pure. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/feature/plan.h"
#include "util/array.h"

void feature_image_done(struct feature_image *im)
{
	free(im->data);
	free(im->values);
	*im = (struct feature_image){ 0 };
}

int feature_image_add(struct feature_image *im, const struct feature_value *value)
{
	struct feature_value *v = array_grow(im->values, im->count, sizeof(*v));

	if (!v)
		return -ENOMEM;
	im->values = v;
	v[im->count++] = *value;
	return 0;
}

bool feature_offers(const struct feature *f, enum feature_selection sel)
{
	static const u32 flags[] = {
		[FEATURE_DEFAULT] = FEATURE_DEFAULT_SEL,
		[FEATURE_SAVED] = FEATURE_SAVED_SEL,
	};

	return sel == FEATURE_CURRENT || (f->listed && f->entry.flags & flags[sel]);
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

void feature_image_print(const struct feature *f, const struct feature_image *im, struct rec *out)
{
	size_t i;

	if (!f->desc)
		feature_decode(NULL, im->data, im->len, out);
	for (i = 0; f->desc && i < im->count; i++)
		feature_value_emit(f->desc, &im->values[i], out);
}

int feature_image_predict(const struct feature_image *old, const struct feature_value *set,
			  size_t count, struct feature_image *ret)
{
	struct feature_image im = { 0 };
	size_t i, at;
	int rc = 0;

	for (i = 0; rc == 0 && i < old->count; i++)
		rc = feature_image_add(&im, &old->values[i]);
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
