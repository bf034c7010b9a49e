/* SPDX-License-Identifier: GPL-2.0-only */
/* What the results of all commands that change something have in common. */
#ifndef CXL_CHANGE_H
#define CXL_CHANGE_H

#include "cxl/common.h"

/*
 * Add "changed" to the result @o of a target; in a dry run, also "dry_run" and "verdict", which is
 * "allowed" or the code of @why (NULL: nothing), with which the command refuses or fails. Nothing
 * is changed then. Every dry run prints a result for each target that was found, see
 * change_record_others().
 */
void change_record(const struct cxl_ctx *ctx, bool changed, const struct fail *why, struct rec *o);

/* In a dry run: a result, "other_failed", for each target that was dropped and is not in @top. */
void change_record_others(const struct cxl_ctx *ctx, const struct targets *l, struct rec *top);
/* The same of one target. */
void change_record_other(const struct cxl_ctx *ctx, struct rec *o);

#define CHANGE_COLUMNS "dry_run,changed,verdict"

#endif
