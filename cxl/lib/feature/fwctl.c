// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Setting Features through fwctl, as bytes: the kernel owns those whose layout is known. The Set
 * Feature data is compared before and after: it is the Get Feature data if the sizes are equal.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/feature/plan.h"

/* The Set Feature data of the values in @im, into @set (entry.set_size bytes). */
static int set_data(const struct feature *f, const struct feature_image *im, u8 *set)
{
	if (f->entry.get_size != f->entry.set_size)
		return -EINVAL;
	memcpy(set, im->data, f->entry.set_size);
	return 0;
}

/* 1: @im has the values of r->set; 0: it does not; -EINVAL: unknown. */
static int compare(const struct feature *f, const struct feature_image *im,
		   const struct feature_result *r)
{
	auto_free u8 *data = malloc((size_t)f->entry.set_size + 1);
	int rc;

	if (!data)
		return -ENOMEM;
	rc = set_data(f, im, data);
	if (rc < 0)
		return rc;
	return memcmp(data + r->set_offset, r->set, r->set_len) == 0;
}

/*
 * fwctl always sets the saved value as well, so both are compared. If the current value changes
 * only at a reset, only the saved value is compared, and @r->new is the saved value.
 */
static bool matches_device(const struct memdev *m, const struct feature *f,
			   struct feature_result *r)
{
	auto_feature_image struct feature_image saved = { 0 };
	bool same = compare(f, &r->old, r) == 1;

	if (!feature_offers(f, FEATURE_SAVED))
		return same;
	if (!same && !feature_waits_for_reset(f))
		return false;
	if (feature_get(m, f, FEATURE_SAVED, &saved, NULL) < 0 || compare(f, &saved, r) != 1)
		return false;
	r->new = saved;
	r->has_new = true;
	saved = (struct feature_image){ 0 };
	return true;
}

static int plan_base(const struct memdev *m, const struct feature *f,
		     const struct feature_request *rq, struct feature_result *r, struct fail *why)
{
	auto_feature_image struct feature_image defaults = { 0 };
	int rc = 0;

	if (rq->use_default) {
		rc = feature_get(m, f, FEATURE_DEFAULT, &defaults, why);
		if (rc < 0)
			return rc;
	}
	rc = set_data(f, rq->use_default ? &defaults : &r->old, r->set);
	if (rc < 0)
		return fail_unsupported(why, "layout_unknown", "use data=HEX or -i FILE",
					"the layout of %s is not known", f->name);
	r->set_len = f->entry.set_size;
	return 0;
}

/*
 * The value after the setting, for a dry run: the current or, if that changes at a reset only, the
 * saved one with the new data. It is left out if that cannot be read, or if the layout of the data
 * to be set is not known.
 */
static int predict(const struct memdev *m, const struct feature *f, struct feature_result *r)
{
	auto_feature_image struct feature_image saved = { 0 };
	const struct feature_image *base = &r->old;

	if (f->entry.get_size != f->entry.set_size)
		return 0;
	if (feature_waits_for_reset(f) && feature_offers(f, FEATURE_SAVED)) {
		if (feature_get(m, f, FEATURE_SAVED, &saved, NULL) < 0)
			return 0;
		base = &saved;
	}
	r->new.data = malloc((size_t)base->len + 1);
	if (!r->new.data)
		return -ENOMEM;
	r->new.len = base->len;
	memcpy(r->new.data, base->data, base->len);
	memcpy(r->new.data + r->set_offset, r->set, r->set_len);
	r->has_new = true;
	return 0;
}

int feature_fwctl_plan(const struct memdev *m, const struct feature *f,
		       const struct feature_request *rq, struct feature_result *r, struct fail *why)
{
	int rc;

	r->set = calloc(1, (size_t)f->entry.set_size + 1);
	if (!r->set)
		return fail_nomem(why);
	if (rq->data) {
		memcpy(r->set, rq->data, rq->len);
		r->set_len = rq->len;
		r->set_offset = rq->offset;
		rc = 0;
	} else {
		rc = plan_base(m, f, rq, r, why);
	}
	if (rc < 0)
		return rc;
	r->changed = !matches_device(m, f, r);
	r->taints = r->changed;
	if (m->ctx->dry_run && r->changed && predict(m, f, r) < 0)
		return fail_nomem(why);
	return 0;
}

static int not_applied(struct feature_result *r, struct fail *why)
{
	r->differs = true;
	return fail_set(
		why, -EIO, "readback_differs", "see the kernel log and try again",
		"the kernel reported success, but the value read back differs from the value set");
}

static int not_read_back(int rc, struct fail *why)
{
	fail_after_change(why, "sent, but the new value cannot be read back");
	return rc;
}

/* Returns 1 if there is a saved value and it is the value that was set. It is r->new then. */
static int verify_saved(const struct memdev *m, const struct feature *f, struct feature_result *r,
			struct fail *why)
{
	struct feature_image saved = { 0 };
	int rc, same;

	if (!feature_offers(f, FEATURE_SAVED))
		return 0;
	rc = feature_get(m, f, FEATURE_SAVED, &saved, why);
	if (rc < 0)
		return not_read_back(rc, why);
	same = compare(f, &saved, r);
	if (same < 0) {
		feature_image_done(&saved);
		return 0;
	}
	feature_image_done(&r->new);
	r->new = saved;
	r->verified = same;
	return same ? 1 : not_applied(r, why);
}

/*
 * The kernel reports success even if the mailbox failed, so the value is read back. A setting that
 * takes effect at a reset is verified by the saved value, if there is one.
 */
static int verify(const struct memdev *m, const struct feature *f, struct feature_result *r,
		  struct fail *why)
{
	int rc, same;

	rc = feature_get(m, f, FEATURE_CURRENT, &r->new, why);
	if (rc < 0)
		return not_read_back(rc, why);
	r->has_new = true;
	if (feature_waits_for_reset(f)) {
		rc = verify_saved(m, f, r, why);
		if (rc != 0)
			return MIN(rc, 0);
	}
	same = compare(f, &r->new, r);
	r->verified = same == 1;
	r->not_comparable = same < 0;
	return same == 0 && !feature_waits_for_reset(f) ? not_applied(r, why) : 0;
}

int feature_fwctl_apply(const struct memdev *m, const struct feature *f, struct feature_result *r,
			struct fail *why)
{
	struct fail local = { 0 };
	const struct feature_chunk all = { r->set, r->set_len, r->set_offset, r->force };
	int rc = feature_send(m, f, &all, &local);

	if (rc == 0)
		return verify(m, f, r, why);
	if (local.outcome == OUTCOME_DRY_RUN)
		return 0;
	if (why)
		*why = local;
	return rc;
}
