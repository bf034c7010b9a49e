/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which way a mailbox command takes: typed ioctl, else fwctl for Features, never raw. */
#ifndef CXL_TRANSPORT_ROUTE_H
#define CXL_TRANSPORT_ROUTE_H

#include "cxl/lib/transport/transport.h"
#include "util/fail.h"

enum route_kind { ROUTE_IOCTL, ROUTE_FWCTL };

struct route {
	enum route_kind kind;
	char name[32];	       /* "mem0" or "fwctl0" */
	struct kernel_cmd cmd; /* ROUTE_IOCTL */
};

/* @memdev "mem0", @path its directory below /sys. */
int route_pick(const struct sysroot *root, const char *memdev, const char *path, u16 opcode,
	       struct route *ret, struct fail *why) MUST_CHECK;
/* The memdev's fwctl device: "fwctl0". -ENOENT: it has none. */
int fwctl_find(const struct sysroot *root, const char *path, char *buf, size_t room) MUST_CHECK;
/* Reason code and sentence of a transport's errno; returns it, but -EPERM for -EACCES. */
int transport_fail(int err, u16 opcode, struct fail *why);

#endif
