// SPDX-License-Identifier: LGPL-2.1-or-later
/* Setting Features that the kernel owns through EDAC attributes. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/feature/plan.h"
#include "cxl/lib/mailbox/cel.h"
#include "cxl/lib/sysfs-write.h"

/*
 * The values that a setting changes: the kernel always sets the saved value as well. A current
 * value that changes at a reset only is not compared.
 */
struct compared {
	const struct feature_image *current, *saved; /* NULL: not compared */
};

static bool has_value(const struct feature_image *im, const struct feature_value *v)
{
	const struct feature_value *found = feature_image_find(im, v->field, v->group);

	return found && found->value == v->value;
}

/* A trigger has no value that can be read: it is always written. */
static bool differs(const struct compared *c, const struct feature_value *v)
{
	return (c->current && !has_value(c->current, v)) || (c->saved && !has_value(c->saved, v));
}

/* The saved value; empty if it cannot be read, so that every value differs from it. */
static struct compared compare_with(const struct memdev *m, const struct feature *f,
				    const struct feature_image *current,
				    struct feature_image *saved)
{
	bool has_saved = feature_offers(f, FEATURE_SAVED);

	if (has_saved && feature_get(m, f, FEATURE_SAVED, saved, NULL) < 0)
		*saved = (struct feature_image){ 0 };
	return (struct compared){
		.current = has_saved && feature_waits_for_reset(f) ? NULL : current,
		.saved = has_saved ? saved : NULL,
	};
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

struct edac_plan {
	const struct memdev *m;
	const struct feature *f;
	struct compared compared;
};

static int plan_value(const struct edac_plan *p, const struct feature_value *v,
		      struct feature_result *r, struct fail *why)
{
	struct feature_write *w = &r->writes[r->write_count];
	int rc;

	if (v->field->get.width && !feature_image_find(&r->old, v->field, v->group))
		return unreadable(&r->old.incomplete, v, why);
	if (!differs(&p->compared, v))
		return 0;
	rc = feature_limits_check(p->f, &r->old, v, why);
	if (rc < 0)
		return rc;
	rc = feature_edac_path(p->f, p->m->name, v, w->path, sizeof(w->path));
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
	return feature_field_settable(v->field);
}

static int check_command(const struct memdev *m, struct fail *why)
{
	if (cel_lists(m, OP_SET_FEATURE, NULL) != 0)
		return 0;
	return feature_no_set_command(why);
}

/*
 * The kernel sets all fields at once: that of the attribute to its new value, the others to their
 * current values (drivers/cxl/core/edac.c). Saved values that are not current yet are lost.
 */
static int check_saved_kept(const struct edac_plan *p, const struct feature_result *r,
			    struct fail *why)
{
	const struct feature_image *saved = p->compared.saved;
	const struct feature_value *v, *set = &r->writes[0].to;
	size_t i;

	if (r->write_count == 0 || !feature_waits_for_reset(p->f))
		return 0;
	if (r->write_count > 1)
		return fail_unsupported(why, "one_field_only",
					"set one, and the others after the reset",
					"the kernel can set only one field of this Feature before"
					" the reset at which it takes effect");
	for (i = 0; saved && i < saved->count; i++) {
		v = &saved->values[i];
		if (settable(v) && (v->field != set->field || v->group != set->group) &&
		    !has_value(&r->old, v))
			return fail_refuse(why, "saved_value_lost", "set it after the reset",
					   "refusing to set: the saved %s, which takes effect at a"
					   " reset, would be lost",
					   v->field->key);
	}
	return 0;
}

int feature_edac_plan(const struct memdev *m, const struct feature *f,
		      const struct feature_request *rq, struct feature_result *r, struct fail *why)
{
	auto_feature_image struct feature_image defaults = { 0 }, saved = { 0 };
	const struct edac_plan p = { m, f, compare_with(m, f, &r->old, &saved) };
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
			rc = plan_value(&p, &set[i], r, why);
	if (rc == 0)
		rc = check_saved_kept(&p, r, why);
	if (rc == 0 && r->write_count)
		rc = check_command(m, why);
	if (rc < 0)
		return rc;
	feature_writes_sort(r->writes, r->write_count);
	r->changed = r->write_count > 0;
	if (!r->changed && !p.compared.current) { /* the saved value is the one that is set */
		r->new = saved;
		r->has_new = true;
		saved = (struct feature_image){ 0 };
	}
	if (!m->ctx->dry_run || !r->changed)
		return 0;
	r->has_new = true;
	return feature_image_predict(&r->old, set, count, &r->new);
}

/* Append the completed writes to the message of the one that failed. */
static void append_done(const struct feature *f, const struct feature_result *r, size_t done,
			struct fail *why)
{
	const struct feature_value *v;
	char key[64], value[64];
	size_t i;

	for (i = 0; i < done; i++) {
		v = &r->writes[i].to;
		feature_key(f->desc, v, key, sizeof(key));
		feature_value_text(v->field, v->value, value, sizeof(value));
		fail_append(why, "%s %s=%s", i ? "," : "; already set:", key, value);
	}
}

struct read_back {
	const char *name; /* for messages */
	const struct feature_image *image;
	bool effects_known;
};

static int not_applied(const struct read_back *b, const struct feature_value *v, struct fail *why)
{
	const struct feature_value *now = feature_image_find(b->image, v->field, v->group);
	const char *hint = b->effects_known ? "see the kernel log"
					    : "see the kernel log; it may take effect at a reset";
	char expected[32], found[32];

	feature_value_text(v->field, v->value, expected, sizeof(expected));
	feature_value_text(v->field, now ? now->value : 0, found, sizeof(found));
	return fail_set(why, -EIO, "readback_differs", hint, "%s was set to %s, but the %s is %s",
			v->field->key, expected, b->name, now ? found : "nothing");
}

/* Whether the values that were written are in the image, apart from triggers. */
static int check_written(const struct read_back *b, const struct feature_result *r,
			 struct fail *why)
{
	size_t i;

	for (i = 0; i < r->write_count; i++)
		if (r->writes[i].to.field->get.width && !has_value(b->image, &r->writes[i].to))
			return not_applied(b, &r->writes[i].to, why);
	return 0;
}

/*
 * A setting that takes effect at a reset is verified by the saved value, which then is r->new; it
 * is not verified if there is none.
 */
static int verify(const struct memdev *m, const struct feature *f, struct feature_result *r,
		  struct fail *why)
{
	bool waits = feature_waits_for_reset(f), has_saved = feature_offers(f, FEATURE_SAVED);
	struct feature_image saved = { 0 };
	int rc;

	rc = feature_get(m, f, FEATURE_CURRENT, &r->new, why);
	if (rc == 0)
		r->has_new = true;
	if (rc == 0 && has_saved)
		rc = feature_get(m, f, FEATURE_SAVED, &saved, why);
	if (rc < 0) {
		fail_after_change(why, "written, but the new value cannot be read back");
		return rc;
	}
	if (!waits)
		rc = check_written(&(struct read_back){ "value read back", &r->new, f->listed }, r,
				   why);
	if (rc == 0 && has_saved)
		rc = check_written(&(struct read_back){ "saved value", &saved, true }, r, why);
	r->differs = rc < 0;
	if (waits && has_saved) {
		feature_image_done(&r->new);
		r->new = saved;
	} else {
		feature_image_done(&saved);
	}
	r->verified = rc == 0 && (!waits || has_saved);
	return rc;
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
	char key[64], operation[80];
	size_t i;
	int rc;

	if (uuid_from_text(f->uuid, uuid) < 0)
		return fail_set(why, -EINVAL, "internal", "", "invalid UUID '%s'", f->uuid);
	c.feature = uuid;
	c.operation = operation;
	for (i = 0; i < r->write_count; i++) {
		c.path = r->writes[i].path;
		c.value = r->writes[i].value;
		feature_key(f->desc, &r->writes[i].to, key, sizeof(key));
		snprintf(operation, sizeof(operation), "set %s", key);
		rc = sysfs_write(&c, why);
		if (rc < 0) {
			append_done(f, r, i, why);
			return rc;
		}
	}
	return m->ctx->dry_run ? 0 : verify(m, f, r, why);
}
