// SPDX-License-Identifier: LGPL-2.1-or-later
/* Routes of MCTP, by netlink (net/mctp/route.c and device.c of Linux). */
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cxl/lib/transport/mctp.h"
#include "util/array.h"
#include "util/cleanup.h"

/* In include/uapi/linux/if_link.h and rtnetlink.h of newer kernels. */
#define LINK_MCTP_NET 1
#define MESSAGES_SIZE 32768 /* bytes; the kernel sends at most 32 KiB at a time */
#define NET_DEFAULT 1

struct link {
	u32 index, net;
};

struct dump {
	struct link *links;
	size_t link_count;
	const struct mctp_sink *sink;
	int rc;
};

/* The attribute @type of @len bytes of attributes; NULL: none, or it is shorter than @size. */
static const struct rtattr *find_attr(const struct rtattr *a, size_t len, u16 type, size_t size)
{
	size_t step;

	for (; len >= sizeof(*a) && a->rta_len >= sizeof(*a) && a->rta_len <= len;
	     a = (const void *)((const u8 *)a + step), len -= step) {
		if ((a->rta_type & NLA_TYPE_MASK) == type && RTA_PAYLOAD(a) >= size)
			return a;
		step = MIN((size_t)RTA_ALIGN(a->rta_len), len);
	}
	return NULL;
}

static u32 attr_u32(const struct rtattr *a)
{
	u32 v;

	memcpy(&v, RTA_DATA(a), sizeof(v));
	return v;
}

static const struct rtattr *nested(const struct rtattr *a, u16 type, size_t size)
{
	return a ? find_attr(RTA_DATA(a), RTA_PAYLOAD(a), type, size) : NULL;
}

static void take_link(struct dump *d, const void *body, size_t len)
{
	const struct ifinfomsg *i = body;
	const size_t head = NLMSG_ALIGN(sizeof(*i));
	const struct rtattr *net;
	struct link *at;

	if (len < head)
		return;
	net = find_attr((const void *)((const u8 *)body + head), len - head, IFLA_AF_SPEC, 0);
	net = nested(nested(net, AF_MCTP, 0), LINK_MCTP_NET, sizeof(u32));
	at = net ? array_grow(d->links, d->link_count, sizeof(*at)) : NULL;
	if (!net)
		return;
	if (!at) {
		d->rc = -ENOMEM;
		return;
	}
	d->links = at;
	at[d->link_count++] = (struct link){ (u32)i->ifi_index, attr_u32(net) };
}

static u32 net_of(const struct dump *d, u32 index)
{
	size_t i;

	for (i = 0; i < d->link_count; i++)
		if (d->links[i].index == index)
			return d->links[i].net;
	return NET_DEFAULT;
}

/* To other endpoints, not to this host. */
static void take_route(struct dump *d, const void *body, size_t len)
{
	const struct rtmsg *r = body;
	const size_t head = NLMSG_ALIGN(sizeof(*r));
	const struct rtattr *attrs, *to, *out, *gateway;
	u8 first;

	if (len < head || r->rtm_family != AF_MCTP || r->rtm_type != RTN_UNICAST)
		return;
	attrs = (const void *)((const u8 *)body + head);
	to = find_attr(attrs, len - head, RTA_DST, sizeof(u8));
	out = find_attr(attrs, len - head, RTA_OIF, sizeof(u32));
	gateway = find_attr(attrs, len - head, RTA_GATEWAY, sizeof(u32));
	if (!to || (!out && !gateway))
		return;
	first = *(const u8 *)RTA_DATA(to);
	d->sink->add(d->sink->data, out ? net_of(d, attr_u32(out)) : attr_u32(gateway), first,
		     (u8)MIN(first + r->rtm_dst_len, UINT8_MAX));
}

/* True: there are more messages. */
static bool take(struct dump *d, u16 type, const struct nlmsghdr *m, size_t len)
{
	size_t step;

	for (; len >= sizeof(*m) && m->nlmsg_len >= sizeof(*m) && m->nlmsg_len <= len;
	     m = (const void *)((const u8 *)m + step), len -= step) {
		if (m->nlmsg_type == NLMSG_DONE)
			return false;
		if (m->nlmsg_type == NLMSG_ERROR) {
			d->rc = m->nlmsg_len >= NLMSG_LENGTH(sizeof(int))
					? *(const int *)NLMSG_DATA(m)
					: -EBADMSG;
			return false;
		}
		if (type == RTM_GETLINK)
			take_link(d, NLMSG_DATA(m), m->nlmsg_len - NLMSG_HDRLEN);
		else
			take_route(d, NLMSG_DATA(m), m->nlmsg_len - NLMSG_HDRLEN);
		step = MIN((size_t)NLMSG_ALIGN(m->nlmsg_len), len);
	}
	return d->rc == 0;
}

static int request(int fd, u16 type)
{
	struct {
		struct nlmsghdr head;
		union {
			struct rtmsg route;
			struct ifinfomsg link;
		};
	} r = { .head = { .nlmsg_type = type, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP } };

	r.head.nlmsg_len = NLMSG_LENGTH(type == RTM_GETLINK ? sizeof(r.link) : sizeof(r.route));
	if (type == RTM_GETROUTE)
		r.route.rtm_family = AF_MCTP;
	return send(fd, &r, r.head.nlmsg_len, 0) < 0 ? -errno : 0;
}

static int dump(struct dump *d, u16 type, void *messages)
{
	auto_close int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	ssize_t n;
	int rc = fd < 0 ? -errno : request(fd, type);

	if (rc < 0)
		return rc;
	do {
		n = recv(fd, messages, MESSAGES_SIZE, 0);
		if (n < 0 && errno != EINTR)
			return -errno;
	} while (n < 0 || take(d, type, messages, (size_t)n));
	return d->rc;
}

int mctp_routes(const struct sysroot *root, const struct mctp_sink *sink)
{
	struct dump d = { .sink = sink };
	auto_free void *messages = malloc(MESSAGES_SIZE);
	int fd, rc;

	if (root->captured)
		return -ENODATA;
	if (!messages)
		return -ENOMEM;
	/* Without MCTP, the kernel lists no routes, and no error. */
	fd = socket(AF_MCTP, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	close(fd);
	rc = dump(&d, RTM_GETLINK, messages);
	if (rc == 0)
		rc = dump(&d, RTM_GETROUTE, messages);
	free(d.links);
	return rc;
}
