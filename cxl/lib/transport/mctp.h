/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MCTP sockets of Linux (net/mctp/af_mctp.c) as a channel for messages. */
#ifndef CXL_TRANSPORT_MCTP_H
#define CXL_TRANSPORT_MCTP_H

#include "cxl/lib/transport/exchange.h"

struct mctp_channel {
	struct cci_channel channel;
	int fd; /* -1: not open */
	u32 net;
	u8 eid;
	unsigned int gap_ms; /* between two messages: some components need it */
	u64 last;	     /* clock_ms() of the last message; 0: none */
};

/*
 * Open a socket for the endpoint of @to. @ret must not move. OUTCOME_UNSUPPORTED: the kernel has
 * no MCTP.
 */
int mctp_open(const struct address *to, struct mctp_channel *ret, struct fail *why) MUST_CHECK;
void mctp_close(struct mctp_channel *c);
/* Fill in @why for an error of cci_exchange() and return it. */
int mctp_fail(int err, u16 opcode, const struct cci_layers *layers, struct fail *why);

#endif
