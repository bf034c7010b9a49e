// SPDX-License-Identifier: LGPL-2.1-or-later
/* MCTP sockets. The kernel adds and removes the byte with the message type. */
#include <linux/mctp.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "cxl/lib/transport/mctp.h"
#include "cxl/lib/wire/opcode.h"
#include "cxl/lib/wire/status.h"
#include "util/clock.h"

#define NEEDS_MCTP "CONFIG_MCTP"

static void wait_until(u64 time)
{
	const u64 now = clock_ms(), ms = time > now ? time - now : 0;
	const struct timespec pause = { .tv_sec = (time_t)(ms / 1000),
					.tv_nsec = (long)(ms % 1000) * 1000000 };

	if (ms)
		nanosleep(&pause, NULL);
}

static int send_message(void *data, u8 type, const void *message, size_t len)
{
	struct mctp_channel *c = data;
	const struct sockaddr_mctp to = {
		.smctp_family = AF_MCTP,
		.smctp_network = c->net,
		.smctp_addr.s_addr = c->eid,
		.smctp_type = type,
		.smctp_tag = MCTP_TAG_OWNER,
	};
	ssize_t n;

	if (c->gap_ms && c->last)
		wait_until(c->last + c->gap_ms);
	do
		n = sendto(c->fd, message, len, 0, (const struct sockaddr *)&to, sizeof(to));
	while (n < 0 && errno == EINTR);
	c->last = clock_ms();
	return n < 0 ? -errno : (size_t)n == len ? 0 : -EIO;
}

/* The kernel compares tag and EID; the type byte may have the bit for an integrity check. */
static bool is_from_peer(const struct mctp_channel *c, const struct sockaddr_mctp *from, u8 type)
{
	return from->smctp_family == AF_MCTP && from->smctp_network == c->net &&
	       from->smctp_addr.s_addr == c->eid && from->smctp_type == type &&
	       !(from->smctp_tag & MCTP_TAG_OWNER);
}

static int wait_for_message(const struct mctp_channel *c, u64 deadline)
{
	struct pollfd p = { .fd = c->fd, .events = POLLIN };
	const u64 now = clock_ms();
	int n = poll(&p, 1, deadline > now ? (int)MIN(deadline - now, (u64)INT32_MAX) : 0);

	if (n < 0)
		return errno == EINTR ? 0 : -errno;
	return n ? 0 : -ETIMEDOUT;
}

/* MSG_TRUNC: the length is that of the message, also if it is longer than the buffer. */
static int receive_message(void *data, u8 type, struct cci_buffer *to, u64 deadline)
{
	const struct mctp_channel *c = data;
	struct sockaddr_mctp from = { 0 };
	socklen_t len;
	ssize_t n;
	int rc;

	do {
		rc = wait_for_message(c, deadline);
		if (rc < 0)
			return rc;
		len = sizeof(from);
		n = recvfrom(c->fd, to->at, to->size, MSG_DONTWAIT | MSG_TRUNC,
			     (struct sockaddr *)&from, &len);
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return -errno;
		if (n >= 0 && len == sizeof(from) && is_from_peer(c, &from, type))
			return (int)MIN(n, (ssize_t)INT32_MAX);
	} while (clock_ms() < deadline);
	return -ETIMEDOUT;
}

int mctp_open(const struct address *to, struct mctp_channel *ret, struct fail *why)
{
	*ret = (struct mctp_channel){
		.channel = {
			.send = send_message,
			.receive = receive_message,
			.data = ret,
			.timeout_ms = CCI_TIMEOUT_MS,
		},
		.net = to->net,
		.eid = to->eid,
		.fd = socket(AF_MCTP, SOCK_DGRAM | SOCK_CLOEXEC, 0),
	};
	if (ret->fd >= 0)
		return 0;
	if (errno == EAFNOSUPPORT)
		return fail_unsupported(why, "no_mctp", "needs " NEEDS_MCTP,
					"MCTP is not supported by this kernel");
	return fail_set(why, -errno, "transport", "", "cannot open an MCTP socket: %s",
			strerror(errno));
}

void mctp_close(struct mctp_channel *c)
{
	cleanup_close(&c->fd);
	c->fd = -1;
}

/* "command 0x5300 (port:3): return code" of the component that did not forward it. */
static int not_forwarded(u16 opcode, const struct cci_layers *layers, struct fail *why)
{
	const struct cci_layer *last = &layers->at[layers->count - 1];

	fail_set(
		why, -EREMOTEIO, "not_forwarded", "",
		"command 0x%04x: component %zu on the way did not forward it: it returned code 0x%02x: %s",
		opcode, layers->count, last->code, status_text(last->code));
	if (why)
		why->device_status = last->code;
	return -EREMOTEIO;
}

/* The request may have been executed. */
static int without_reply(int err, u16 opcode, const char *code, const char *text, struct fail *why)
{
	const bool reads = opcode_risk(opcode) == RISK_READ;

	return fail_set(why, err, code, reads ? "" : "read its state before sending it again",
			"command 0x%04x: %s%s", opcode, text,
			reads ? "" : "; the outcome is unknown");
}

int mctp_fail(int err, u16 opcode, const struct cci_layers *layers, struct fail *why)
{
	switch (err) {
	case -EREMOTEIO:
		return not_forwarded(opcode, layers, why);
	case -ETIMEDOUT:
		return without_reply(err, opcode, "timeout", "no reply", why);
	case -EBADMSG:
		return without_reply(err, opcode, "invalid_reply", "the reply is not valid", why);
	case -EACCES:
		return fail_set(why, err, "permission", "run as root (needs CAP_NET_RAW)",
				"command 0x%04x: permission denied for MCTP", opcode);
	case -EHOSTUNREACH:
		return fail_set(why, err, "no_route", "see 'mctp route'",
				"command 0x%04x: no route to this endpoint", opcode);
	case -EBUSY:
		return fail_set(why, err, "device_busy", "try again later",
				"command 0x%04x: all tags for this endpoint are in use", opcode);
	case -EMSGSIZE:
		return fail_set(why, err, "too_large", "",
				"command 0x%04x: the payload is larger than one message", opcode);
	default:
		return fail_set(why, err, "transport", "", "command 0x%04x: %s", opcode,
				strerror(-err));
	}
}
