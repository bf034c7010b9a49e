// SPDX-License-Identifier: GPL-2.0-only
/* Interfaces, addresses and routes of MCTP, by netlink (net/mctp/device.c and route.c of Linux). */
#include <fcntl.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cxl/sim/mctp.h"
#include "util/cleanup.h"

#define LDISC_MCTP 28 /* N_MCTP */

struct request {
	struct nlmsghdr head;
	u8 body[64];
};

static void add(struct request *r, const void *data, size_t len)
{
	memcpy((u8 *)r + r->head.nlmsg_len, data, len);
	r->head.nlmsg_len += (u32)NLMSG_ALIGN(len);
}

static void add_attr(struct request *r, u16 type, const void *data, size_t len)
{
	const struct rtattr a = { .rta_len = (u16)RTA_LENGTH(len), .rta_type = type };

	add(r, &a, sizeof(a));
	add(r, data, len);
}

/* Send the request and wait for its acknowledgement. */
static int ask(struct request *r)
{
	auto_close int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	struct {
		struct nlmsghdr head;
		struct nlmsgerr err;
		u8 rest[256];
	} reply;

	if (fd < 0)
		return -errno;
	r->head.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	if (send(fd, r, r->head.nlmsg_len, 0) < 0 || recv(fd, &reply, sizeof(reply), 0) < 0)
		return -errno;
	return reply.head.nlmsg_type == NLMSG_ERROR ? reply.err.error : -EBADMSG;
}

static struct request request_of(u16 type, const void *body, size_t len)
{
	struct request r = { .head = { .nlmsg_len = NLMSG_HDRLEN, .nlmsg_type = type } };

	add(&r, body, len);
	return r;
}

int mctp_link_add_eid(int ifindex, u8 eid)
{
	const struct ifaddrmsg body = { .ifa_family = AF_MCTP, .ifa_index = (u32)ifindex };
	struct request r = request_of(RTM_NEWADDR, &body, sizeof(body));

	add_attr(&r, IFA_LOCAL, &eid, sizeof(eid));
	return ask(&r);
}

int mctp_link_up(int ifindex)
{
	const struct ifinfomsg body = { .ifi_index = ifindex,
					.ifi_flags = IFF_UP,
					.ifi_change = IFF_UP };
	struct request r = request_of(RTM_NEWLINK, &body, sizeof(body));

	return ask(&r);
}

int mctp_link_add_route(int ifindex, u8 first, u8 last)
{
	const struct rtmsg body = { .rtm_family = AF_MCTP,
				    .rtm_type = RTN_UNICAST,
				    .rtm_dst_len = (u8)(last - first) };
	const u32 index = (u32)ifindex;
	struct request r = request_of(RTM_NEWROUTE, &body, sizeof(body));

	add_attr(&r, RTA_DST, &first, sizeof(first));
	add_attr(&r, RTA_OIF, &index, sizeof(index));
	return ask(&r);
}

/* The interface with the highest number: the one that was created last. */
static int last_serial(void)
{
	struct if_nameindex *all = if_nameindex(), *i;
	int last = -ENODEV;

	for (i = all; i && i->if_name; i++)
		if (str_after(i->if_name, "mctpserial"))
			last = MAX(last, (int)i->if_index);
	if (all)
		if_freenameindex(all);
	return last;
}

int mctp_link_open(int *slave, int *ifindex)
{
	const int ldisc = LDISC_MCTP;
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), rc;

	if (master < 0)
		return -errno;
	*slave = grantpt(master) < 0 || unlockpt(master) < 0
			 ? -1
			 : open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (*slave >= 0 && ioctl(*slave, TIOCSETD, &ldisc) == 0) {
		*ifindex = last_serial();
		if (*ifindex > 0)
			return master;
		errno = ENODEV;
	}
	rc = -errno;
	close(master);
	return rc;
}
