/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The components of the model as MCTP endpoints of the running kernel, for tests in a virtual
 * machine: on its own sockets, or at the other end of a serial line (drivers/net/mctp/mctp-serial.c
 * of Linux).
 *
 * Order: mctp-link, mctp-packet <- mctp.
 */
#ifndef SIM_MCTP_H
#define SIM_MCTP_H

#include "util/base.h"

#define MCTP_EID_OWN 20 /* of this host, on the serial line */
#define MCTP_MESSAGE_MAX 65536U

/* mctp-link.c: add an address to an interface; 0 or a negative errno. */
int mctp_link_add_eid(int ifindex, u8 eid);
int mctp_link_up(int ifindex);
/* The endpoints @first to @last are reached through the interface. */
int mctp_link_add_route(int ifindex, u8 first, u8 last);
/*
 * A pseudo-terminal whose end @slave is an MCTP interface while it is open. Returns the other end,
 * or a negative errno.
 */
int mctp_link_open(int *slave, int *ifindex);

/* mctp-packet.c: messages on a serial line (DSP0236, DSP0253). */
struct mctp_packets {
	int fd;
	u8 frame[80]; /* what has been received of the next one */
	size_t frame_len;
	bool escaped;
	u8 message[MCTP_MESSAGE_MAX]; /* that is being received, with its type */
	size_t message_len;
	bool started;
	u8 from, to, tag; /* of the message */
};

/* Wait for the next request. Returns its length, or a negative errno. */
int mctp_packets_receive(struct mctp_packets *p);
/* Send a reply to the last request. @message begins with the type. */
int mctp_packets_reply(struct mctp_packets *p, const u8 *message, size_t len);

#endif
