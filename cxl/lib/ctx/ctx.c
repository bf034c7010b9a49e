// SPDX-License-Identifier: LGPL-2.1-or-later
/* What one invocation knows and may do. */
#include <pthread.h>
#include <stdlib.h>

#include "cxl/lib/ctx/ctx.h"
#include "cxl/lib/guard/policy.h"

#define PARALLEL 16

int ctx_open(struct cxl_ctx *ctx, const char *sysroot, struct fail *why)
{
	int rc;

	*ctx = (struct cxl_ctx){
		.verb = "",
		.read_only = sysroot != NULL,
		.parallel = PARALLEL,
	};
	log_init(&ctx->log, "libcxl", "CXL_LOG");
	rc = sysroot_open(&ctx->root, sysroot);
	if (rc < 0)
		return fail_set(why, rc, "sysroot",
				sysroot ? "name a directory that holds a copied sys/" : "",
				"cannot use %s as the root of a system: %s",
				sysroot ? sysroot : "/", strerror(-rc));
	return 0;
}

/* Devices may be asked by several threads at the same time. */
const struct policy *ctx_policy(struct cxl_ctx *ctx)
{
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	const struct policy *ret;

	pthread_mutex_lock(&mutex);
	if (!ctx->policy) {
		ctx->policy = calloc(1, sizeof(*ctx->policy));
		if (ctx->policy)
			policy_load(ctx->policy, &ctx->root);
	}
	ret = ctx->policy;
	pthread_mutex_unlock(&mutex);
	return ret;
}

void ctx_close(struct cxl_ctx *ctx)
{
	if (ctx->policy)
		policy_free(ctx->policy);
	free(ctx->policy);
	ctx->policy = NULL;
	sysroot_close(&ctx->root);
}
