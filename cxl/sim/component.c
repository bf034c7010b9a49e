// SPDX-License-Identifier: GPL-2.0-only
/* Components: their messages, and the tunnels through them (CXL r3.2 7.6.3, 7.6.7.3.1). */
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

#include "cxl/sim/component.h"
#include "cxl/sim/device.h"
#include "cxl/sim/state.h"
#include "util/clock.h"
#include "util/num.h"

#define HEADER 12 /* of a message: category, tag, reserved, opcode, length, return code, status */
#define TUNNEL 4  /* before a message in a tunnel: identifier and type, or length in a reply */
#define TYPE_FM 7
#define TYPE_CCI 8
#define IDENTIFY 0x0001
#define TYPE_OFFSET 17 /* in the reply to it */
#define SWITCH 0

/* A message and the reply to it. */
struct exchange {
	const u8 *in;
	u32 len;
	u8 *out; /* SIM_OUT_MAX bytes and headers */
	u32 out_len;
	enum fault_kind fault; /* of the component that was asked at last */
	bool silent;	       /* no reply */
};

static struct sim_dev *find_component(struct sim *s, const char *address)
{
	size_t i, n;

	for (i = 0; i < s->device_count; i++)
		for (n = 0; n < s->devices[i].address_count; n++)
			if (str_eq(s->devices[i].addresses[n], address))
				return &s->devices[i];
	return NULL;
}

static bool is_switch(const struct sim_dev *d)
{
	size_t i;

	for (i = 0; i < d->reply_count; i++)
		if (d->replies[i].opcode == IDENTIFY)
			return d->replies[i].len > TYPE_OFFSET &&
			       d->replies[i].data[TYPE_OFFSET] == SWITCH;
	return false;
}

/* Header of the reply to x->in, of which @len bytes of payload follow. */
static void reply(struct exchange *x, u16 code, u32 len)
{
	memset(x->out, 0, HEADER);
	x->out[0] = 1;
	x->out[1] = x->in[1];
	memcpy(x->out + 3, x->in + 3, 2);
	put_le(x->out + 5, 3, len);
	put_le(x->out + 8, 2, code);
	x->out_len = HEADER + len;
}

static void handle(struct sim *s, const char *address, u8 type, struct exchange *x);

/* A message in the payload of Tunnel Management Command, and the reply to it. */
static void forward(struct sim *s, const struct sim_dev *d, const char *address, struct exchange *x)
{
	const u8 *payload = x->in + HEADER;
	const u32 len = x->len - HEADER;
	char to[SIM_ADDRESS_LEN + 16];
	const struct sim_cmd c = { .opcode = 0x5300, .in_len = len, .route = "mctp", .scope = -1 };
	struct exchange inner = {
		.in = payload + TUNNEL,
		.len = len - TUNNEL,
		.out = x->out + HEADER + TUNNEL,
	};

	if (len < TUNNEL + HEADER || get_le(payload + 2, 2) != len - TUNNEL) {
		reply(x, RC_PAYLOAD_LENGTH, 0);
		return;
	}
	if (payload[1] == 1)
		snprintf(to, sizeof(to), "%s/ld-pool", address);
	else
		snprintf(to, sizeof(to), "%s/%s:%u", address, is_switch(d) ? "port" : "ld",
			 payload[0]);
	if (payload[1] > 1 || !find_component(s, to)) {
		reply(x, RC_INVALID_INPUT, 0);
		return;
	}
	sim_log_command(s, d, &c, 0);
	handle(s, to, 0, &inner);
	x->silent = inner.silent;
	x->fault = inner.fault;
	put_le(x->out + HEADER, 2, inner.out_len);
	put_le(x->out + HEADER + 2, 2, 0);
	reply(x, RC_SUCCESS, TUNNEL + inner.out_len);
}

static void execute(struct sim *s, struct sim_dev *d, struct exchange *x)
{
	struct sim_cmd c = {
		.opcode = (u16)get_le(x->in + 3, 2),
		.in = x->in + HEADER,
		.in_len = x->len - HEADER,
		.out = x->out + HEADER,
		.scope = -1,
		.route = "mctp",
	};

	x->silent = sim_mbox(s, d, &c) < 0;
	x->fault = c.fault;
	reply(x, c.code, c.out_len);
	if (c.fault == FAULT_OTHER_TAG)
		x->out[1] ^= 0x80;
	if (c.fault == FAULT_WRONG_LENGTH)
		put_le(x->out + 5, 3, c.out_len + 1);
}

/* @type: of the MCTP message; 0: it came through a tunnel. */
static void handle(struct sim *s, const char *address, u8 type, struct exchange *x)
{
	struct sim_dev *d = find_component(s, address);
	const u8 set = x->len >= HEADER ? x->in[4] : 0;
	const bool fm = set >= 0x51 && set <= 0x59;

	if (!d || x->len < HEADER || (x->in[0] & 0xf) != 0) {
		x->silent = true;
		return;
	}
	if (get_le(x->in + 5, 3) != x->len - HEADER)
		reply(x, RC_PAYLOAD_LENGTH, 0);
	else if (type && type != (fm ? TYPE_FM : TYPE_CCI))
		reply(x, RC_UNSUPPORTED, 0);
	else if (get_le(x->in + 3, 2) == 0x5300 && sim_in_cel(d, 0x5300))
		forward(s, d, address, x);
	else
		execute(s, d, x);
}

/* --- sockets */

struct record {
	u64 arrival; /* milliseconds of CLOCK_MONOTONIC */
	u32 len;
	u8 type;
};

/* Whether @address is that of an endpoint, not of what is behind it. */
static bool parse_endpoint(const char *address, u32 *net, u8 *eid)
{
	const char *rest = str_after(address, "mctp:");
	u64 n, e;

	rest = rest ? num_prefix(rest, &n) : NULL;
	rest = rest && *rest == ',' ? num_prefix(rest + 1, &e) : NULL;
	if (!rest || *rest)
		return false;
	*net = (u32)n;
	*eid = (u8)e;
	return true;
}

int sim_mctp_routes(struct sim *s, const struct mctp_sink *sink)
{
	bool found = false;
	size_t i, n;
	u32 net;
	u8 eid;
	int rc = sim_begin(s);

	if (rc < 0)
		return rc;
	for (i = 0; i < s->device_count; i++)
		for (n = 0; n < s->devices[i].address_count; n++) {
			found = true;
			if (parse_endpoint(s->devices[i].addresses[n], &net, &eid))
				sink->add(sink->data, net, eid, eid);
		}
	sim_end(s);
	return found ? 0 : -EAFNOSUPPORT;
}

int sim_mctp_open(struct sim *s, int *fd)
{
	int rc = sim_begin(s);
	bool found = false;
	size_t i;

	if (rc < 0)
		return rc;
	for (i = 0; i < s->device_count; i++)
		found |= s->devices[i].address_count > 0;
	sim_end(s);
	if (!found)
		return -EAFNOSUPPORT;
	*fd = memfd_create("mctp", MFD_CLOEXEC);
	return *fd < 0 ? -errno : 0;
}

static int append(int fd, const struct record *r, const u8 *message)
{
	const off_t end = lseek(fd, 0, SEEK_CUR);
	const off_t at = lseek(fd, 0, SEEK_END);

	if (write(fd, r, sizeof(*r)) != (ssize_t)sizeof(*r) ||
	    write(fd, message, r->len) != (ssize_t)r->len)
		return -EIO;
	return at < 0 || lseek(fd, end, SEEK_SET) < 0 ? -errno : 0;
}

int sim_component_ask(struct sim *s, const char *endpoint, const struct sim_message *m,
		      struct sim_answer *ret)
{
	auto_free u8 *out = calloc(1, SIM_OUT_MAX + (size_t)4 * (HEADER + TUNNEL));
	struct exchange x = { .in = m->at, .len = (u32)m->len, .out = out };
	int rc = out ? sim_begin(s) : -ENOMEM;

	*ret = (struct sim_answer){ .message = NULL };
	if (rc < 0)
		return rc;
	if (find_component(s, endpoint)) {
		handle(s, endpoint, m->type, &x);
		ret->delay_ms = s->wait.ms;
		s->wait.ms = 0; /* the sender does not wait */
		ret->twice = x.fault == FAULT_TWICE;
		if (!x.silent) {
			ret->message = out;
			ret->len = x.out_len;
			out = NULL;
		}
	} else {
		rc = -EHOSTUNREACH;
	}
	sim_end(s);
	return rc;
}

int sim_mctp_send(struct sim *s, int fd, const char *endpoint, const struct sim_message *m)
{
	struct sim_answer answer;
	struct record r;
	int rc = sim_component_ask(s, endpoint, m, &answer);

	if (rc < 0 || !answer.message)
		return rc;
	r = (struct record){ clock_ms() + answer.delay_ms, answer.len, m->type };
	rc = append(fd, &r, answer.message);
	if (rc == 0 && answer.twice)
		rc = append(fd, &r, answer.message);
	free(answer.message);
	return rc;
}

static void wait_until(u64 time)
{
	const u64 now = clock_ms(), ms = time > now ? time - now : 0;
	const struct timespec pause = { (time_t)(ms / 1000), (long)(ms % 1000) * 1000000 };

	if (ms)
		nanosleep(&pause, NULL);
}

int sim_mctp_receive(int fd, u8 type, void *buf, size_t size, u64 deadline)
{
	auto_free u8 *message = NULL;
	struct record r;

	do {
		if (read(fd, &r, sizeof(r)) != (ssize_t)sizeof(r)) {
			wait_until(deadline);
			return -ETIMEDOUT;
		}
		if (r.arrival > deadline) {
			lseek(fd, -(off_t)sizeof(r), SEEK_CUR);
			wait_until(deadline);
			return -ETIMEDOUT;
		}
		wait_until(r.arrival);
		free(message);
		message = malloc(r.len + 1U);
		if (!message || read(fd, message, r.len) != (ssize_t)r.len)
			return -EIO;
	} while (r.type != type);
	memcpy(buf, message, MIN(size, (size_t)r.len));
	return (int)r.len;
}
