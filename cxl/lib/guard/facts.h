/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Gathers what the gate's verdict rests on. */
#ifndef CXL_GUARD_FACTS_H
#define CXL_GUARD_FACTS_H

#include "cxl/lib/ctx.h"
#include "cxl/lib/guard/gate.h"

/* @device: an answer given for it on the terminal counts as confirmed. */
void facts_gather(const struct cxl_ctx *ctx, const char *device, struct gate_facts *ret);
/* The taint bits that panic_on_taint= of this kernel command line names; pure. */
u64 panic_on_taint_parse(const char *cmdline);
/* May this process do raw I/O (CAP_SYS_RAWIO)? True when the system does not say. */
bool facts_rawio(const struct cxl_ctx *ctx);

#endif
