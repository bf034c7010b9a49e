// SPDX-License-Identifier: LGPL-2.1-or-later
/* Setting a Feature: lock, read, compare, plan, apply, verify. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/feature/plan.h"
#include "cxl/lib/guard/audit.h"
#include "cxl/lib/guard/taint.h"
#include "cxl/lib/topo/memdev-lock.h"
#include "cxl/lib/transport/route.h"

static int refuse_current(const char *key, const char *expected, const char *found,
			  struct fail *why)
{
	return fail_refuse(why, "current_differs", "see 'cxl get-feature'",
			   "refusing to set: %s is %s, expected %s", key, found, expected);
}

static int check_expected(const struct feature *f, const struct feature_request *rq,
			  const struct feature_image *old, struct fail *why)
{
	char key[64], expected[32], found[32];
	size_t i;

	for (i = 0; i < rq->expect_count; i++) {
		const struct feature_value *e = &rq->expect[i];
		const struct feature_value *v = feature_image_find(old, e->field, e->group);

		if (v && v->value == e->value)
			continue;
		feature_key(f->desc, e, key, sizeof(key));
		feature_value_text(e->field, e->value, expected, sizeof(expected));
		feature_value_text(e->field, v ? v->value : 0, found, sizeof(found));
		return refuse_current(key, expected, v ? found : "not readable", why);
	}
	if (rq->expect_data &&
	    (rq->expect_len != old->len || memcmp(rq->expect_data, old->data, old->len) != 0))
		return fail_refuse(why, "current_differs", "see 'cxl get-feature'",
				   "refusing to set: the current data differs from --if-current");
	return 0;
}

static int apply(const struct memdev *m, const struct feature *f, struct feature_result *r,
		 struct fail *why)
{
	int rc;

	if (r->taints && taint_read(&m->ctx->root, &r->taint_before) < 0)
		r->taint_before = 0;
	rc = f->route == FEATURE_ROUTE_EDAC ? feature_edac_apply(m, f, r, why)
					    : feature_fwctl_apply(m, f, r, why);
	if (r->taints && taint_read(&m->ctx->root, &r->taint_after) < 0)
		r->taint_after = 0;
	return rc;
}

/* Read and compare. --if-current is irrelevant if the Feature has the requested value already. */
static int make_plan(const struct memdev *m, const struct feature *f,
		     const struct feature_request *rq, struct feature_result *r, struct fail *why)
{
	int rc;

	if (f->route == FEATURE_ROUTE_NONE) {
		if (why)
			*why = f->refusal;
		return f->refusal.err;
	}
	rc = feature_get(m, f, FEATURE_CURRENT, &r->old, why);
	if (rc < 0)
		return rc;
	r->takes_effect = feature_takes_effect(f);
	r->force = rq->force;
	rc = f->route == FEATURE_ROUTE_EDAC ? feature_edac_plan(m, f, rq, r, why)
					    : feature_fwctl_plan(m, f, rq, r, why);
	r->planned = rc == 0;
	if (rc == 0 && r->changed)
		rc = check_expected(f, rq, &r->old, why);
	return rc;
}

int feature_check(const struct memdev *m, const struct feature *f, const struct feature_request *rq,
		  struct fail *why)
{
	auto_feature_result struct feature_result r = { 0 };

	return make_plan(m, f, rq, &r, why);
}

void feature_record_refusal(const struct memdev *m, const struct feature *f, const struct fail *why)
{
	struct audit_entry entry = {
		.device = m->name,
		.opcode = OP_SET_FEATURE,
		.route =
			route_name(f && f->route == FEATURE_ROUTE_EDAC ? ROUTE_SYSFS : ROUTE_FWCTL),
		.verdict = why->code,
	};

	if (why->outcome != OUTCOME_REFUSED || str_eq(why->code, "current_differs") ||
	    str_eq(why->code, "saved_value_lost"))
		return;
	memdev_serial_text(m, entry.serial);
	if (!m->ctx->dry_run)
		audit_refusal(m->ctx, &entry);
}

static int refuse_unlocked(const struct memdev *m, const struct feature *f,
			   const struct fail *reason, struct fail *why)
{
	struct fail refusal = { 0 };

	if (ctx_interrupted(m->ctx))
		return fail_interrupted(why, "interrupted");
	fail_refuse(&refusal, reason->code, reason->hint, "refusing to set: %s", reason->message);
	feature_record_refusal(m, f, &refusal);
	if (why)
		*why = refusal;
	return refusal.err;
}

int feature_set(const struct memdev *m, const struct feature *f, const struct feature_request *rq,
		struct feature_result *ret, struct fail *why)
{
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	struct fail not_locked, refusal = { 0 };
	int rc;

	*ret = (struct feature_result){ 0 };
	/* Only one process at a time may read, compare and write, as --if-current requires. */
	if (memdev_lock(m, &lock, &not_locked) < 0)
		return refuse_unlocked(m, f, &not_locked, why);
	rc = make_plan(m, f, rq, ret, &refusal);
	if (rc < 0) {
		feature_record_refusal(m, f, &refusal);
		if (why)
			*why = refusal;
		return rc;
	}
	return ret->changed ? apply(m, f, ret, why) : 0;
}

void feature_result_done(struct feature_result *r)
{
	feature_image_done(&r->old);
	feature_image_done(&r->new);
	free(r->writes);
	free(r->set);
	*r = (struct feature_result){ 0 };
}
