// SPDX-License-Identifier: LGPL-2.1-or-later
/* The context of one invocation. */
#include <fnmatch.h>

#include "cxl/lib/ctx/ctx.h"

/*
 * Errors that the kernel returns for an attribute that has no value at the moment: targetN beyond
 * the ways of a region (drivers/cxl/core/region.c), a repair mode that cannot be chosen
 * (drivers/edac/mem_repair.c).
 */
static const struct {
	const char *pattern;
	int err;
} documented_errors[] = {
	{ "*/target[0-9]*", -ENXIO },
	{ "*/mem_repair[0-9]*/persist_mode", -EOPNOTSUPP },
};

static bool documented(const char *path, int err)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(documented_errors); i++)
		if (documented_errors[i].err == err &&
		    fnmatch(documented_errors[i].pattern, path, 0) == 0)
			return true;
	return false;
}

int ctx_open_root(struct cxl_ctx *ctx, const char *sysroot)
{
	int rc = sysroot_open(&ctx->root, sysroot);

	ctx->root.documented = documented;
	return rc;
}

int ctx_open(struct cxl_ctx *ctx, const char *sysroot, struct fail *why)
{
	int rc;

	*ctx = (struct cxl_ctx){
		.verb = "",
		.read_only = sysroot != NULL,
		.offline = sysroot != NULL,
	};
	log_init(&ctx->log, "libcxl", "CXL_LOG");
	rc = ctx_open_root(ctx, sysroot);
	if (rc < 0)
		return fail_set(why, rc, "sysroot",
				sysroot ? "specify a directory that contains a copy of /sys" : "",
				"cannot open %s/sys: %s", sysroot ? sysroot : "", strerror(-rc));
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
