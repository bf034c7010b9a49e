/* SPDX-License-Identifier: GPL-2.0-only */
/* Messages to components: MCTP endpoints and what is behind them (CXL r3.2 7.6.3). */
#ifndef SIM_COMPONENT_H
#define SIM_COMPONENT_H

#include "cxl/lib/transport/transport.h"
#include "cxl/sim/model.h"

/* Of MCTP, without the byte for the type. */
struct sim_message {
	const void *at;
	size_t len;
	u8 type;
};

struct sim_answer {
	u8 *message; /* owned by the caller; NULL: none */
	u32 len;
	u64 delay_ms;
	bool twice;
};

/* What the endpoint, "mctp:1,9", replies. -EHOSTUNREACH: there is none. */
int sim_component_ask(struct sim *s, const char *endpoint, const struct sim_message *m,
		      struct sim_answer *ret);

/* The endpoints of the model. */
int sim_mctp_routes(struct sim *s, const struct mctp_sink *sink);

/* Sockets of the model: @fd is that of a queue of replies, see component.c. */
/* -EAFNOSUPPORT: no device of the model has an address. */
int sim_mctp_open(struct sim *s, int *fd);
int sim_mctp_send(struct sim *s, int fd, const char *endpoint, const struct sim_message *m);
/* The next reply that arrives before @deadline, in milliseconds of CLOCK_MONOTONIC. */
int sim_mctp_receive(int fd, u8 type, void *buf, size_t size, u64 deadline);

#endif
