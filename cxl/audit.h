/* SPDX-License-Identifier: GPL-2.0-only */
/* What cxl audit and cxl support-status share. */
#ifndef CXL_AUDIT_H
#define CXL_AUDIT_H

#include "cxl/common.h"
#include "cxl/lib/guard/audit-read.h"

/* When the system was booted, as the audit record has times; false: cannot be read. */
bool audit_since_boot(const struct cxl_ctx *ctx, char *buf, size_t size);
/* Warnings about the logs that could not be read. */
void audit_warn_sources(struct inv *inv, const struct audit_sources *s);

#endif
