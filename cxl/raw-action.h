/* SPDX-License-Identifier: GPL-2.0-only */
/* Parts of the commands that send what the user has composed: records, output file. */
#ifndef CXL_RAW_ACTION_H
#define CXL_RAW_ACTION_H

#include "cxl/lib/mailbox/exec.h"
#include "util/blob.h"
#include "util/cmd.h"
#include "util/rec.h"

/*
 * Of a dry run: "taints"; "verdict", the reason code for which the action is refused, or "allowed";
 * and "checks", every check of the gate that applies to it, if they were made. @why: of the whole
 * action.
 */
void raw_add_verdict(const struct authorization *a, bool evaluated, const struct fail *why,
		     struct rec *o);
/* "taint_before" and so on, if the kernel was tainted. */
void raw_add_taint(const struct raw_taint *t, struct rec *o);
/* @ascii_key may be NULL. */
void raw_add_bytes(struct rec *o, const char *hex_key, const char *ascii_key, const void *data,
		   size_t len);

/*
 * Open the output file before anything is sent, since it may be sent once only; a dry run checks
 * whether it can be opened. @device: for messages. @path NULL: none. False: reported.
 */
bool raw_output_open(struct inv *inv, const char *device, const char *path, bool dry_run,
		     struct outfile *ret);
/* Write and close it. */
int raw_output_write(const char *path, const void *data, size_t len, struct outfile *f,
		     struct fail *why) MUST_CHECK;

#endif
