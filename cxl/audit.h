/* SPDX-License-Identifier: GPL-2.0-only */
/* Shared by cxl audit and cxl support-status. */
#ifndef CXL_AUDIT_H
#define CXL_AUDIT_H

#include "cxl/common.h"
#include "cxl/lib/guard/audit-read.h"

/* Time of boot in microseconds since 1970; false: cannot be read. */
bool audit_boot_time(const struct cxl_ctx *ctx, u64 *ret);
/* Why the entries that were read are not all that there were. */
void audit_incomplete(const struct audit_sources *s, struct fail *why);
/* Print warnings about logs that could not be read. */
void audit_warn_sources(struct inv *inv, const struct audit_sources *s);

#endif
