// SPDX-License-Identifier: LGPL-2.1-or-later
/* The context of one invocation. */
#include "cxl/lib/ctx/ctx.h"

int ctx_open(struct cxl_ctx *ctx, const char *sysroot, struct fail *why)
{
	int rc;

	*ctx = (struct cxl_ctx){
		.verb = "",
		.read_only = sysroot != NULL,
	};
	log_init(&ctx->log, "libcxl", "CXL_LOG");
	rc = sysroot_open(&ctx->root, sysroot);
	if (rc < 0)
		return fail_set(why, rc, "sysroot",
				sysroot ? "specify a directory that contains a copy of /sys" : "",
				"cannot open system root %s: %s", sysroot ? sysroot : "/",
				strerror(-rc));
	return 0;
}

void ctx_drop_policy(struct cxl_ctx *ctx)
{
	if (ctx->policy)
		ctx->policy_release(ctx->policy);
	ctx->policy = NULL;
}

void ctx_close(struct cxl_ctx *ctx)
{
	ctx_drop_policy(ctx);
	sysroot_close(&ctx->root);
}
