/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Kernel modules, through libkmod. */
#ifndef CXL_PLAN_MODULE_H
#define CXL_PLAN_MODULE_H

#include "cxl/lib/ctx/ctx.h"

/*
 * Load the modules for the modalias @alias ("cxl:t5") of the running system, as modprobe(8) does.
 * -ENOENT: there is none; -EPERM: blacklisted, or not root.
 */
int module_load(const struct cxl_ctx *ctx, const char *alias, struct fail *why) MUST_CHECK;
/* Whether it finds a module; nothing is loaded. The same errors. */
int module_check(const struct cxl_ctx *ctx, const char *alias, struct fail *why) MUST_CHECK;

#endif
