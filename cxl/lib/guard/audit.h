/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The record of every change: one JSON object per line and per step (intent, outcome, refusal) to
 * the system log and the kernel log. Never content, only its length and SHA-256.
 */
#ifndef CXL_GUARD_AUDIT_H
#define CXL_GUARD_AUDIT_H

#include "cxl/lib/ctx/ctx.h"

#define AUDIT_IDENTIFIER "cxl-audit"
#define AUDIT_LINE_MAX 1000 /* a record of /dev/kmsg holds 1024 bytes with its prefix */

/* What is done; strings are borrowed. */
struct audit_entry {
	const char *device, *serial; /* serial NULL or empty: not known */
	const char *route;	     /* "ioctl", "fwctl", "sysfs" */
	u16 opcode;		     /* 0: not a mailbox command, then .path */
	const char *path;
	const char *verdict; /* "open", or the gate's reason code */
	const void *payload;
	size_t len;
	unsigned int number; /* of the entry in this process; intent and refusal set it */
};

/* 0 when at least one of the two logs took it, else the errno of the last one asked. */
int audit_intent(const struct cxl_ctx *ctx, struct audit_entry *e) MUST_CHECK;
/* @status: the device's return code, or NO_DEVICE_STATUS. */
void audit_outcome(const struct cxl_ctx *ctx, const struct audit_entry *e, int err, int status);
void audit_refusal(const struct cxl_ctx *ctx, struct audit_entry *e);

#endif
