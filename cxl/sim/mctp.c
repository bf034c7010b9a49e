// SPDX-License-Identifier: GPL-2.0-only
/* cxl-sim mctp: the components of the model as MCTP endpoints of the running kernel. */
#include <linux/mctp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "cxl/sim/component.h"
#include "cxl/sim/mctp.h"
#include "cxl/sim/state.h"
#include "cxl/sim/verbs.h"
#include "util/cmd.h"

static const u8 types[] = { 7, 8 };
#define ENDPOINTS 8
#define LOOPBACK 1 /* number of the interface */

/* The endpoints of the model, not what is behind them. */
struct endpoints {
	u32 net[ENDPOINTS];
	u8 eid[ENDPOINTS];
	size_t count;
};

static int failed(const char *what, int err)
{
	fprintf(stderr, "cxl-sim: cannot %s: %s\n", what, strerror(-err));
	return EXIT_FAILED;
}

static void add_endpoint(void *data, u32 net, u8 eid, u8 last)
{
	struct endpoints *e = data;

	if (e->count == ENDPOINTS)
		return;
	e->net[e->count] = net;
	e->eid[e->count++] = eid;
}

static void pause_ms(u64 ms)
{
	const struct timespec t = { (time_t)(ms / 1000), (long)(ms % 1000) * 1000000 };

	nanosleep(&t, NULL);
}

static int ask(struct sim *s, u32 net, u8 eid, const struct sim_message *m, struct sim_answer *ret)
{
	char endpoint[SIM_ADDRESS_LEN];
	int rc;

	snprintf(endpoint, sizeof(endpoint), "mctp:%u,%u", net, eid);
	rc = sim_component_ask(s, endpoint, m, ret);
	if (rc == 0 && ret->delay_ms)
		pause_ms(ret->delay_ms);
	return rc;
}

/* --- sockets of this kernel: the endpoint is its own */

static int open_socket(u32 net, u8 eid, u8 type)
{
	const struct sockaddr_mctp own = {
		.smctp_family = AF_MCTP,
		.smctp_network = net,
		.smctp_addr.s_addr = eid,
		.smctp_type = type,
	};
	int fd = socket(AF_MCTP, SOCK_DGRAM | SOCK_CLOEXEC, 0), rc;

	if (fd >= 0 && bind(fd, (const struct sockaddr *)&own, sizeof(own)) == 0)
		return fd;
	rc = -errno;
	if (fd >= 0)
		close(fd);
	return rc;
}

static void answer_socket(struct sim *s, int fd, u8 eid, u8 *buf)
{
	struct sockaddr_mctp peer = { 0 };
	socklen_t size = sizeof(peer);
	ssize_t n = recvfrom(fd, buf, MCTP_MESSAGE_MAX, 0, (struct sockaddr *)&peer, &size);
	struct sim_message m = { buf, n > 0 ? (size_t)n : 0, peer.smctp_type };
	struct sim_answer answer;
	int i;

	if (n < 0 || ask(s, peer.smctp_network, eid, &m, &answer) < 0 || !answer.message)
		return;
	peer.smctp_tag &= (u8)~MCTP_TAG_OWNER;
	for (i = 0; i < 1 + answer.twice; i++)
		if (sendto(fd, answer.message, answer.len, 0, (const struct sockaddr *)&peer,
			   sizeof(peer)) < 0)
			perror("cxl-sim: sendto");
	free(answer.message);
}

/* The first endpoint: all addresses of an interface would send with the first one of them. */
static int serve_sockets(struct sim *s, const struct endpoints *e, u8 *buf)
{
	struct pollfd fds[ARRAY_SIZE(types)];
	size_t i;
	int rc = mctp_link_add_eid(LOOPBACK, e->eid[0]);

	if (rc < 0 && rc != -EEXIST)
		return failed("add the endpoint to the loopback interface", rc);
	for (i = 0; i < ARRAY_SIZE(types); i++) {
		rc = open_socket(e->net[0], e->eid[0], types[i]);
		if (rc < 0)
			return failed("open an MCTP socket", rc);
		fds[i] = (struct pollfd){ .fd = rc, .events = POLLIN };
	}
	printf("mctp:%u,%u\n", e->net[0], e->eid[0]);
	fflush(stdout);
	while (poll(fds, ARRAY_SIZE(fds), -1) > 0)
		for (i = 0; i < ARRAY_SIZE(fds); i++)
			if (fds[i].revents)
				answer_socket(s, fds[i].fd, e->eid[0], buf);
	return failed("wait for messages", -errno);
}

/* --- a serial line: the endpoints are at its other end */

static int answer_packets(struct sim *s, const struct endpoints *e, struct mctp_packets *p)
{
	const struct sim_message m = { p->message + 1, p->message_len - 1, p->message[0] };
	auto_free u8 *reply = malloc(MCTP_MESSAGE_MAX + 1U);
	struct sim_answer answer;
	int rc = 0, i;

	if (!reply || p->message_len < 1 || ask(s, e->net[0], p->to, &m, &answer) < 0 ||
	    !answer.message)
		return 0;
	reply[0] = m.type;
	memcpy(reply + 1, answer.message, MIN(answer.len, MCTP_MESSAGE_MAX));
	for (i = 0; rc == 0 && i < 1 + answer.twice; i++)
		rc = mctp_packets_reply(p, reply, 1 + MIN(answer.len, MCTP_MESSAGE_MAX));
	free(answer.message);
	return rc;
}

static int serve_serial(struct sim *s, const struct endpoints *e)
{
	static struct mctp_packets p;
	int slave, ifindex, rc;
	size_t i;

	p.fd = mctp_link_open(&slave, &ifindex);
	if (p.fd < 0)
		return failed("attach an MCTP interface to a pseudo-terminal", p.fd);
	rc = mctp_link_up(ifindex);
	if (rc == 0)
		rc = mctp_link_add_eid(ifindex, MCTP_EID_OWN);
	for (i = 0; rc == 0 && i < e->count; i++)
		rc = mctp_link_add_route(ifindex, e->eid[i], e->eid[i]);
	if (rc < 0)
		return failed("configure the MCTP interface", rc);
	for (i = 0; i < e->count; i++)
		printf("mctp:%u,%u\n", e->net[i], e->eid[i]);
	fflush(stdout);
	while (rc >= 0) {
		rc = mctp_packets_receive(&p);
		if (rc > 0)
			rc = answer_packets(s, e, &p);
	}
	close(slave);
	return failed("use the pseudo-terminal", rc);
}

int verb_mctp(int argc, char **argv)
{
	const bool serial = argc == 2 && str_eq(argv[1], "--serial");
	auto_free u8 *buf = malloc(MCTP_MESSAGE_MAX);
	struct sim *s = calloc(1, sizeof(*s));
	struct fail why = { 0 };
	struct endpoints e = { .count = 0 };
	const struct mctp_sink sink = { add_endpoint, &e };
	int rc;

	if (argc < 1 || (argc == 2 && !serial) || argc > 2 || !s || !buf) {
		fprintf(stderr, "usage: cxl-sim mctp DIR [--serial]\n");
		free(s);
		return EXIT_USAGE;
	}
	if (sim_open(s, argv[0], &why) < 0) {
		fprintf(stderr, "cxl-sim: %s\n", why.message);
		rc = EXIT_FAILED;
	} else {
		rc = sim_mctp_routes(s, &sink);
		rc = rc < 0   ? failed("find an endpoint in the model", rc)
		     : serial ? serve_serial(s, &e)
			      : serve_sockets(s, &e, buf);
	}
	sim_close(s);
	free(s);
	return rc;
}
