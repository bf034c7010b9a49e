/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Door 2, to the kernel. Every write below /sys passes here: gate, audit intent, write, audit
 * outcome. With ctx->dry_run the plan is accepted and nothing is written.
 */
#ifndef CXL_SYSFS_WRITE_H
#define CXL_SYSFS_WRITE_H

#include "cxl/lib/ctx/ctx.h"
#include "cxl/lib/guard/gate.h"

struct change {
	const char *device; /* "mem0", for people and the audit record */
	const char *serial; /* of the device, "0x..."; NULL: not known */
	const char *path;   /* below /sys */
	const char *value;
	enum risk risk;
	const char *feature; /* UUID of the Feature that it belongs to; NULL: none */
};

/* 0, or a negative errno with a sentence in @why; -EACCES: refused, nothing was written. */
int sysfs_write(struct cxl_ctx *ctx, const struct change *c, struct fail *why) MUST_CHECK;

#endif
