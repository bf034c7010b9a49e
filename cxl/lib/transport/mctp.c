// SPDX-License-Identifier: LGPL-2.1-or-later
/* MCTP sockets. The kernel adds and removes the byte with the message type. */
#include <linux/mctp.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>

#include "cxl/lib/transport/mctp.h"
#include "util/clock.h"

/* A captured tree has no endpoints. */
int mctp_open(const struct sysroot *root, u32 net, u8 eid, struct dev_node *ret)
{
	struct dev_node n = { .root = root, .net = net, .eid = eid };

	if (root->captured)
		return -ENODATA;
	n.fd = socket(AF_MCTP, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (n.fd < 0)
		return -errno;
	*ret = n;
	return 0;
}

int mctp_send(const struct dev_node *node, u8 type, const void *message, size_t len)
{
	const struct sockaddr_mctp to = {
		.smctp_family = AF_MCTP,
		.smctp_network = node->net,
		.smctp_addr.s_addr = node->eid,
		.smctp_type = type,
		.smctp_tag = MCTP_TAG_OWNER,
	};
	ssize_t n;

	do
		n = sendto(node->fd, message, len, 0, (const struct sockaddr *)&to, sizeof(to));
	while (n < 0 && errno == EINTR);
	return n < 0 ? -errno : (size_t)n == len ? 0 : -EIO;
}

/* The kernel compares tag and EID; the type byte may have the bit for an integrity check. */
static bool is_from_peer(const struct dev_node *n, const struct sockaddr_mctp *from, u8 type)
{
	return from->smctp_family == AF_MCTP && from->smctp_network == n->net &&
	       from->smctp_addr.s_addr == n->eid && from->smctp_type == type &&
	       !(from->smctp_tag & MCTP_TAG_OWNER);
}

static int wait_for_message(const struct dev_node *node, u64 deadline)
{
	struct pollfd p = { .fd = node->fd, .events = POLLIN };
	const u64 now = clock_ms();
	int n = poll(&p, 1, deadline > now ? (int)MIN(deadline - now, (u64)INT32_MAX) : 0);

	if (n < 0)
		return errno == EINTR ? 0 : -errno;
	return n ? 0 : -ETIMEDOUT;
}

/* MSG_TRUNC: the length is that of the message, also if it is longer than the buffer. */
int mctp_receive(const struct dev_node *node, u8 type, struct cci_buffer *to, u64 deadline)
{
	struct sockaddr_mctp from = { 0 };
	socklen_t len;
	ssize_t n;
	int rc;

	do {
		rc = wait_for_message(node, deadline);
		if (rc < 0)
			return rc;
		len = sizeof(from);
		n = recvfrom(node->fd, to->at, to->size, MSG_DONTWAIT | MSG_TRUNC,
			     (struct sockaddr *)&from, &len);
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return -errno;
		if (n >= 0 && len == sizeof(from) && is_from_peer(node, &from, type))
			return (int)MIN(n, (ssize_t)INT32_MAX);
	} while (clock_ms() < deadline);
	return -ETIMEDOUT;
}
