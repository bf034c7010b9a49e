// SPDX-License-Identifier: LGPL-2.1-or-later
/* The taint bit U of raw actions. */
#include <linux/capability.h>
#include <stdio.h>

#include "cxl/lib/guard/facts.h"
#include "cxl/lib/guard/raw-taint.h"
#include "cxl/lib/guard/taint.h"

static int refuse(struct cxl_ctx *ctx, struct authorization *a, const char *code,
		  const char *reason, struct fail *why)
{
	guard_record_refusal(ctx, a, code);
	return fail_refuse(
		why, code,
		"run as root, and outside a container: sysctl kernel.tainted must be writable",
		"refusing to %s: %s", a->operation, reason);
}

static int refuse_unset(struct cxl_ctx *ctx, struct authorization *a, int err, struct fail *why)
{
	char reason[160];

	snprintf(reason, sizeof(reason), "cannot set the kernel taint bit U: %s",
		 sys_error_text(err));
	return refuse(ctx, a, "taint_failed", reason, why);
}

int raw_taint_check(struct cxl_ctx *ctx, struct authorization *a, struct raw_taint *t,
		    struct fail *why)
{
	int rc = taint_read(&ctx->root, &t->before);

	if (rc == 0)
		rc = facts_capable(ctx, CAP_SYS_ADMIN) ? taint_check(&ctx->root) : -EPERM;
	return rc < 0 ? refuse_unset(ctx, a, rc, why) : 0;
}

int raw_taint_set(struct cxl_ctx *ctx, struct authorization *a, struct raw_taint *t,
		  struct fail *why)
{
	int rc = taint_read(&ctx->root, &t->before);
	char reason[160];

	if (rc == 0)
		rc = taint_set(&ctx->root, BIT(TAINT_USER_BIT));
	if (rc < 0)
		return refuse_unset(ctx, a, rc, why);
	rc = taint_read(&ctx->root, &t->marked);
	if (rc < 0) {
		snprintf(reason, sizeof(reason),
			 "cannot read back the kernel taint bit U, which may be set: %s",
			 sys_error_text(rc));
		return refuse(ctx, a, "taint_unknown", reason, why);
	}
	if (!(t->marked & BIT(TAINT_USER_BIT)))
		return refuse(ctx, a, "taint_not_set", "the kernel has not set the taint bit U",
			      why);
	t->set = true;
	return 0;
}

void raw_taint_end(const struct cxl_ctx *ctx, struct raw_taint *t)
{
	if (t->set && taint_read(&ctx->root, &t->after) < 0)
		t->after = t->marked;
}
