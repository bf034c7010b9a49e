/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The audit record of changes: one line of JSON per step (intent, outcome, refusal), written to the
 * system log and the kernel log. Payloads are recorded by length and SHA-256 only.
 */
#ifndef CXL_GUARD_AUDIT_H
#define CXL_GUARD_AUDIT_H

#include "cxl/lib/topo/memdev.h"

#define AUDIT_IDENTIFIER "cxl-audit"
#define AUDIT_LINE_MAX 1000 /* a record of /dev/kmsg holds 1024 bytes with its prefix */

/* One action; strings are borrowed. */
struct audit_entry {
	const char *device;
	char serial[MEMDEV_SERIAL_SIZE]; /* as of memdev_serial_text() */
	const char *route;    /* "ioctl", "fwctl", "sysfs", "doe"; required with an opcode */
	const char *protocol; /* DOE: "1e98:00"; NULL: none */
	u16 opcode;	      /* 0: not a mailbox command, see .path */
	const char *path;
	const char *verdict; /* "allowed", or the reason code of the refusal */
	const void *payload;
	size_t len;
	unsigned int number; /* number of the entry in this process; set by intent and refusal */
};

/* 0 if at least one of the two logs can be opened; nothing is written. */
int audit_check(const struct cxl_ctx *ctx) MUST_CHECK;
/*
 * 0 if the record can have the SHA-256 of the payload. -ELIBACC: there is no library for it, and
 * records are written without.
 */
int audit_check_digest(const struct audit_entry *e, struct fail *why) MUST_CHECK;
/* Whether @fd is the kernel log: in containers /dev/kmsg may be another file. */
bool audit_is_kmsg(int fd);
/* 0 if at least one of the two logs accepted the line, else the errno of the last attempt. */
int audit_intent(const struct cxl_ctx *ctx, struct audit_entry *e) MUST_CHECK;
/* Likewise; @status: the device's return code, or NO_DEVICE_STATUS. */
int audit_outcome(const struct cxl_ctx *ctx, const struct audit_entry *e, int err,
		  int status) MUST_CHECK;
void audit_refusal(const struct cxl_ctx *ctx, struct audit_entry *e);

#endif
