// SPDX-License-Identifier: LGPL-2.1-or-later
/* Setting Features that the kernel owns through EDAC attributes. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/feature/plan.h"
#include "cxl/lib/sysfs-write.h"

/* A trigger has no value that can be read: it is always written. */
static bool differs(const struct feature_image *old, const struct feature_value *v)
{
	const struct feature_value *current = feature_image_find(old, v->field, v->group);

	return !current || current->value != v->value;
}

static int unreadable(const struct fail *incomplete, const struct feature_value *v,
		      struct fail *why)
{
	if (!incomplete->code)
		return fail_set(why, -ENODATA, "read_failed", "see the kernel log",
				"cannot read the current value of %s", v->field->key);
	if (why)
		*why = *incomplete;
	return incomplete->err;
}

static int plan_value(const struct memdev *m, const struct feature *f,
		      const struct feature_value *v, struct feature_result *r, struct fail *why)
{
	struct feature_write *w = &r->writes[r->write_count];
	int rc;

	if (v->field->get.width && !feature_image_find(&r->old, v->field, v->group))
		return unreadable(&r->old.incomplete, v, why);
	if (!differs(&r->old, v))
		return 0;
	rc = feature_limits_check(f, &r->old, v, why);
	if (rc < 0)
		return rc;
	rc = feature_edac_path(f, m->name, v, w->path, sizeof(w->path));
	if (rc < 0)
		return fail_set(why, rc, "internal", "", "path too long");
	feature_edac_text(v->field, v->value, w->value, sizeof(w->value));
	w->to = *v;
	r->write_count++;
	return 0;
}

/* Whether a default value can be set through EDAC. */
static bool settable(const struct feature_value *v)
{
	return v->field->set.width && v->field->edac;
}

int feature_edac_plan(const struct memdev *m, const struct feature *f,
		      const struct feature_request *rq, struct feature_result *r, struct fail *why)
{
	auto_feature_image struct feature_image defaults = { 0 };
	const struct feature_value *set = rq->set;
	size_t count = rq->set_count, i;
	int rc = 0;

	if (rq->use_default) {
		rc = feature_get(m, f, FEATURE_DEFAULT, &defaults, why);
		if (rc < 0)
			return rc;
		set = defaults.values;
		count = defaults.count;
	}
	r->writes = calloc(count + 1, sizeof(*r->writes));
	if (!r->writes)
		return fail_nomem(why);
	for (i = 0; rc == 0 && i < count; i++)
		if (!rq->use_default || settable(&set[i]))
			rc = plan_value(m, f, &set[i], r, why);
	if (rc < 0)
		return rc;
	feature_writes_sort(r->writes, r->write_count);
	r->changed = r->write_count > 0;
	if (!m->ctx->dry_run || !r->changed)
		return 0;
	r->has_new = true;
	return feature_image_predict(&r->old, set, count, &r->new);
}

/* Append the completed writes to the message of the one that failed. */
static void append_done(const struct feature_result *r, size_t done, struct fail *why)
{
	size_t i;

	for (i = 0; i < done; i++)
		fail_append(why, "%s %s=%s",
			    i ? "," : "; already written:", path_base(r->writes[i].path),
			    r->writes[i].value);
}

static int verify(const struct memdev *m, const struct feature *f, struct feature_result *r,
		  struct fail *why)
{
	const struct feature_value *now;
	char expected[32], found[32];
	size_t i;
	int rc;

	rc = feature_get(m, f, FEATURE_CURRENT, &r->new, why);
	if (rc < 0) {
		fail_prefix(why, "written, but the new value cannot be read back");
		return rc;
	}
	r->has_new = true;
	for (i = 0; i < r->write_count; i++) {
		const struct feature_value *v = &r->writes[i].to;

		now = feature_image_find(&r->new, v->field, v->group);
		if (!v->field->get.width || (now && now->value == v->value))
			continue;
		feature_value_text(v->field, v->value, expected, sizeof(expected));
		feature_value_text(v->field, now ? now->value : 0, found, sizeof(found));
		return fail_set(why, -EIO, "readback_differs", "see the kernel log",
				"%s was set to %s, but the value read back is %s", v->field->key,
				expected, now ? found : "nothing");
	}
	r->verified = true;
	return 0;
}

int feature_edac_apply(const struct memdev *m, const struct feature *f, struct feature_result *r,
		       struct fail *why)
{
	struct sysfs_request c = {
		.memdev = m,
		.risk = RISK_SETTING,
		.opcode = OP_SET_FEATURE,
	};
	u8 uuid[FEATURE_UUID_LEN];
	size_t i;
	int rc;

	if (uuid_from_text(f->uuid, uuid) < 0)
		return fail_set(why, -EINVAL, "internal", "", "invalid UUID '%s'", f->uuid);
	c.feature = uuid;
	for (i = 0; i < r->write_count; i++) {
		c.path = r->writes[i].path;
		c.value = r->writes[i].value;
		rc = ctx_interrupted(m->ctx) ? fail_interrupted(why, "interrupted")
					     : sysfs_write(&c, why);
		if (rc < 0) {
			append_done(r, i, why);
			return rc;
		}
	}
	return m->ctx->dry_run ? 0 : verify(m, f, r, why);
}
