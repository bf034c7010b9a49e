/* SPDX-License-Identifier: GPL-2.0-only */
/* Shared by cxl audit and cxl support-status. */
#ifndef CXL_AUDIT_H
#define CXL_AUDIT_H

#include "cxl/common.h"
#include "cxl/lib/guard/audit-read.h"

/* Time of boot in the format of the audit record; false: cannot be read. */
bool audit_since_boot(const struct cxl_ctx *ctx, char *buf, size_t size);
/* Print warnings about logs that could not be read. */
void audit_warn_sources(struct inv *inv, const struct audit_sources *s);

#endif
