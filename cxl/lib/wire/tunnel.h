/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Input of Tunnel Management Command (5300h): the command for another component. Pure. */
#ifndef CXL_WIRE_TUNNEL_H
#define CXL_WIRE_TUNNEL_H

#include "util/base.h"

struct tunnelled {
	u16 opcode;
	const u8 *in; /* borrowed from the outer input */
	size_t len;
};

/* -EBADMSG: not exactly one request to a port, a logical device or the LD pool. */
int tunnel_parse(const void *in, size_t len, struct tunnelled *ret) MUST_CHECK;

#endif
