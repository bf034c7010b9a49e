// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reading a Feature through fwctl if the device lists it, else from EDAC attributes. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/feature/plan.h"
#include "cxl/lib/sysfs-write.h"
#include "util/strbuf.h"
#include "util/sys-errors.h"

struct value_reader {
	const struct memdev *m;
	const struct feature *f;
	struct feature_image *im;
	u8 uuid[FEATURE_UUID_LEN];
};

static int from_bytes(void *data, const struct feature_field *field, u16 group)
{
	struct feature_value v = { .field = field, .group = group };
	struct value_reader *r = data;
	int rc;

	if (!field->get.width)
		return 0;
	rc = feature_value_get(r->f->desc, r->im->data, r->im->len, &v);
	if (rc == 0)
		return feature_image_add(r->im, &v);
	fail_set(&r->im->incomplete, rc, "short_reply", "", "%s: the response is too short",
		 field->key);
	return 0;
}

static int from_edac(void *data, const struct feature_field *field, u16 group)
{
	struct feature_value v = { .field = field, .group = group };
	struct value_reader *r = data;
	char path[160], text[64];
	const struct sysfs_request rq = {
		.memdev = r->m,
		.path = path,
		.opcode = OP_GET_FEATURE,
		.feature = r->uuid,
	};
	struct fail refusal = { 0 };
	int rc;

	if (!field->edac || (field->set_bits && !field->get.width))
		return 0;
	rc = feature_edac_path(r->f, r->m->name, &v, path, sizeof(path));
	if (rc == 0)
		rc = sysfs_read(&rq, text, sizeof(text), &refusal);
	if (refusal.code && (rc != -ETIMEDOUT || !r->im->incomplete.code))
		r->im->incomplete = refusal;
	if (refusal.code)
		return rc == -ETIMEDOUT ? 0 : rc;
	if (rc == -ENOENT || rc == -EOPNOTSUPP)
		return 0;
	if (rc >= 0)
		rc = feature_edac_parse(field, text, &v.value);
	if (rc == -ENODATA)
		return 0;
	if (rc == -EBADMSG)
		sys_error_note(&r->m->ctx->root, TREE_SYS, path, rc);
	if (rc >= 0)
		return feature_image_add(r->im, &v);
	fail_set(&r->im->incomplete, rc, "read_failed",
		 rc == -EACCES ? "run as root" : "see the kernel log",
		 "%s: cannot read /sys/%s: %s", field->key, path, sys_error_text(rc));
	return 0;
}

static int read_bytes(struct value_reader *r, enum feature_selection sel, struct fail *why)
{
	const struct feature_entry *e = &r->f->entry;
	int rc;

	r->im->data = calloc(1, (size_t)e->get_size + 1);
	if (!r->im->data)
		return fail_nomem(why);
	rc = feature_read(r->m, e, sel, r->im->data, why);
	if (rc < 0)
		return rc;
	r->im->len = e->get_size;
	if (!r->f->desc)
		return 0;
	return feature_fields_walk(r->f->desc, feature_groups(r->f->desc, r->im->len), from_bytes,
				   r);
}

/* Field by field. A Feature of which none can be read is an error. */
static int read_edac(struct value_reader *r, struct fail *why)
{
	struct feature_image *im = r->im;
	int rc = feature_fields_walk(r->f->desc, r->f->groups, from_edac, r);

	if (rc == 0 && im->count > 0)
		return 0;
	if (rc == 0 && !im->incomplete.code)
		fail_set(&im->incomplete, -ENODATA, "read_failed", "",
			 "EDAC does not provide the values of %s", r->f->name);
	if (im->incomplete.code && why)
		*why = im->incomplete;
	return rc < 0 ? rc : im->incomplete.err;
}

int feature_get(const struct memdev *m, const struct feature *f, enum feature_selection sel,
		struct feature_image *ret, struct fail *why)
{
	struct feature_image im = { 0 };
	struct value_reader r = { .m = m, .f = f, .im = &im };
	int rc = uuid_from_text(f->uuid, r.uuid);

	if (rc < 0)
		return fail_set(why, rc, "internal", "", "invalid UUID '%s'", f->uuid);

	if (!feature_offers(f, sel))
		return fail_unsupported(why, "no_such_selection", "",
					f->listed ? "the device does not provide the %s value"
						  : "EDAC does not provide the %s value",
					sel == FEATURE_DEFAULT ? "default" : "saved");
	rc = f->listed ? read_bytes(&r, sel, why) : read_edac(&r, why);
	if (rc < 0)
		feature_image_done(&im);
	else
		*ret = im;
	return rc;
}
