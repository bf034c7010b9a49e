/* SPDX-License-Identifier: GPL-2.0-only */
/* Connection of the commands to the simulated system. */
#ifndef SIM_HOOKS_H
#define SIM_HOOKS_H

#include "cxl/lib/ctx/ctx.h"

/*
 * Use the model in @dir as the system of an open context: its files, and its devices through
 * `transport`. Call sim_detach() before ctx_close().
 */
int sim_attach(struct cxl_ctx *ctx, const char *dir, struct fail *why) MUST_CHECK;
void sim_detach(struct cxl_ctx *ctx);

#endif
