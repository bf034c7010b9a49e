/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Commands for another component behind the device: Tunnel Management Command (5300h), and others
 * that reach it. Pure.
 */
#ifndef CXL_WIRE_TUNNEL_H
#define CXL_WIRE_TUNNEL_H

#include "util/base.h"

struct tunnelled {
	u16 opcode;
	const u8 *in; /* borrowed from the outer input */
	size_t len;
};

/*
 * Whether @opcode acts on another component: it carries a command (5300h, 5701h, 5809h), or
 * accesses registers with which one can be sent (5103h, 5301h, 5302h).
 */
bool tunnel_opcode(u16 opcode);
/* Input of 5300h. -EBADMSG: not exactly one request to a port, a logical device or the LD pool. */
int tunnel_parse(const void *in, size_t len, struct tunnelled *ret) MUST_CHECK;

#endif
