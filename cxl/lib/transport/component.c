// SPDX-License-Identifier: LGPL-2.1-or-later
/* Channels to components. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cxl/lib/transport/component.h"
#include "cxl/lib/wire/status.h"
#include "util/clock.h"

struct endpoint {
	const struct cxl_ctx *ctx;
	struct dev_node node; /* .fd -1: not open */
	struct cci_channel channel;
	pthread_mutex_t sending; /* one message at a time */
	pthread_mutex_t asking;	 /* see component_lock() */
	u64 last;		 /* clock_ms() of the last message; 0: none */
};

/* Some components do not expect messages in quick succession. Interrupted: it ends early. */
static void wait_gap(const struct endpoint *e)
{
	const u64 end = e->last + e->ctx->message_gap_ms;
	struct timespec pause;
	u64 now, ms;

	while (e->last && !ctx_interrupted(e->ctx) && (now = clock_ms()) < end) {
		ms = end - now;
		pause = (struct timespec){ .tv_sec = (time_t)(ms / 1000),
					   .tv_nsec = (long)(ms % 1000) * 1000000 };
		nanosleep(&pause, NULL);
	}
}

static int send_message(void *data, u8 type, const void *message, size_t len)
{
	struct endpoint *e = data;
	int rc = e->node.ops->mctp_send(&e->node, type, message, len);

	e->last = clock_ms();
	return rc;
}

static int receive_message(void *data, u8 type, struct cci_buffer *to, u64 deadline)
{
	struct endpoint *e = data;
	int rc = e->node.ops->mctp_receive(&e->node, type, to, deadline);

	e->last = clock_ms();
	return rc;
}

static struct endpoint *endpoint_of(struct cxl_ctx *ctx, const struct address *a)
{
	struct component *c;
	struct endpoint *e;

	for (c = ctx->components; c; c = c->next)
		if (c->address.net == a->net && c->address.eid == a->eid)
			return c->endpoint;
	e = calloc(1, sizeof(*e));
	if (!e)
		return NULL;
	e->ctx = ctx;
	e->node = (struct dev_node){ .fd = -1, .net = a->net, .eid = a->eid };
	e->channel = (struct cci_channel){
		.send = send_message,
		.receive = receive_message,
		.data = e,
		.timeout_ms = ctx->reply_ms ? ctx->reply_ms : CCI_TIMEOUT_MS,
		/* A late reply to another process must not have the tag of this one. */
		.tag = (u8)(clock_ms() ^ (u64)getpid() << 3),
	};
	pthread_mutex_init(&e->sending, NULL);
	pthread_mutex_init(&e->asking, NULL);
	return e;
}

struct component *component_known(const struct cxl_ctx *ctx, const char *text)
{
	struct component *c;

	for (c = ctx->components; c && !str_eq(c->text, text); c = c->next)
		;
	return c;
}

static int add(struct cxl_ctx *ctx, const struct address *a, struct component **ret)
{
	struct component *c = calloc(1, sizeof(*c));

	if (!c)
		return -ENOMEM;
	c->address = *a;
	address_text(a, c->text);
	c->via = *ret;
	c->cel_rc = -ENODATA;
	c->endpoint = endpoint_of(ctx, a);
	if (!c->endpoint) {
		free(c);
		return -ENOMEM;
	}
	c->cache.serial_rc = -ENOENT;
	c->node = (struct node){
		.kind = NODE_MEMDEV,
		.name = c->text,
		.path = c->text,
		.parent = c->via ? &c->via->node : NULL,
		.enabled = true,
		.cache = &c->cache,
		.component = c,
	};
	c->next = ctx->components;
	ctx->components = c;
	*ret = c;
	return 0;
}

int component_find(struct cxl_ctx *ctx, const struct address *a, struct component **ret,
		   struct fail *why)
{
	struct component *c = NULL, *known;
	char text[ADDRESS_TEXT_MAX];
	struct address part = *a;

	if (!a->mctp)
		return fail_unsupported(why, "no_tunnel", "see cxl-send-command(1)",
					"components behind a memory device of this host are only"
					" reached with raw commands");
	for (part.hop_count = 0; part.hop_count <= a->hop_count; part.hop_count++) {
		address_text(&part, text);
		known = component_known(ctx, text);
		if (known)
			c = known;
		else if (add(ctx, &part, &c) < 0)
			return fail_nomem(why);
	}
	*ret = c;
	return 0;
}

int component_open_fail(int err, struct fail *why)
{
	if (err == -EAFNOSUPPORT)
		return fail_unsupported(why, "no_mctp", "needs CONFIG_MCTP",
					"MCTP is not supported by this kernel");
	if (err == -ENODATA)
		return fail_unsupported(why, "not_captured", "",
					"MCTP endpoints are not part of a dump");
	return fail_set(why, err, "transport", "", "cannot use MCTP: %s", strerror(-err));
}

int component_open(const struct component *c, const struct transport_ops *ops, struct fail *why)
{
	struct endpoint *e = c->endpoint;
	struct dev_node n;
	int rc = 0;

	pthread_mutex_lock(&e->sending);
	if (!ops->mctp_open)
		rc = -ENODATA;
	else if (e->node.fd < 0)
		rc = ops->mctp_open(&e->ctx->root, e->node.net, e->node.eid, &n);
	if (rc == 0 && e->node.fd < 0) {
		e->node = n;
		e->node.ops = ops;
	}
	pthread_mutex_unlock(&e->sending);
	return rc < 0 ? component_open_fail(rc, why) : 0;
}

/* An interruption before a change is sent wins. */
static int send_once(struct endpoint *e, const struct component *c, const struct mbox_request *req,
		     bool reads, struct mbox_reply *rsp)
{
	struct cci_layers layers = { .count = 0 };
	int rc;

	wait_gap(e);
	rc = !reads && ctx_interrupted(e->ctx)
		     ? -EINTR
		     : cci_exchange(&e->channel, &c->address, req, rsp, &layers);
	rsp->route = "mctp";
	rsp->layers = layers;
	return rc;
}

int component_send(const struct component *c, const struct mbox_request *req, bool again,
		   struct mbox_reply *rsp)
{
	struct endpoint *e = c->endpoint;
	int rc;

	*rsp = (struct mbox_reply){ 0 };
	pthread_mutex_lock(&e->sending);
	rc = send_once(e, c, req, again, rsp);
	if ((rc == -ETIMEDOUT || rc == -EBADMSG) && again && !ctx_interrupted(e->ctx))
		rc = send_once(e, c, req, again, rsp);
	pthread_mutex_unlock(&e->sending);
	return rc;
}

void component_lock(const struct component *c)
{
	pthread_mutex_lock(&c->endpoint->asking);
}

void component_unlock(const struct component *c)
{
	pthread_mutex_unlock(&c->endpoint->asking);
}

/* A component on the way: the part of the address that names it. */
static int not_forwarded(const struct component *c, u16 opcode, const struct cci_layers *layers,
			 struct fail *why)
{
	const struct cci_layer *last = &layers->at[layers->count - 1];
	size_t behind = c->address.hop_count - (layers->count - 1);

	while (behind-- && c->via)
		c = c->via;
	fail_set(why, -EREMOTEIO, "not_forwarded", "",
		 "command 0x%04x: %s did not forward it: return code 0x%02x: %s", opcode, c->text,
		 last->code, status_text(last->code));
	if (why)
		why->device_status = last->code;
	return -EREMOTEIO;
}

int component_fail(int err, const struct component *c, u16 opcode, const struct cci_layers *layers,
		   struct fail *why)
{
	switch (err) {
	case -EREMOTEIO:
		return not_forwarded(c, opcode, layers, why);
	case -ETIMEDOUT:
		return fail_set(why, err, "timeout", "", "command 0x%04x: no reply", opcode);
	case -EBADMSG:
		return fail_set(why, err, "invalid_reply", "",
				"command 0x%04x: the reply is not valid", opcode);
	case -EINTR:
		return fail_interrupted(why, "command 0x%04x: interrupted, not sent", opcode);
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
	case TRANSPORT_NO_MEMORY:
		return fail_nomem(why);
	default:
		return fail_set(why, err, "transport", "", "command 0x%04x: %s", opcode,
				strerror(-err));
	}
}

static void endpoint_free(struct cxl_ctx *ctx, struct endpoint *e)
{
	struct component *c;

	for (c = ctx->components; c; c = c->next)
		if (c->endpoint == e)
			c->endpoint = NULL;
	dev_node_close(&e->node);
	pthread_mutex_destroy(&e->sending);
	pthread_mutex_destroy(&e->asking);
	free(e);
}

void components_release(struct cxl_ctx *ctx)
{
	struct component *c;

	for (c = ctx->components; c; c = c->next)
		if (c->endpoint)
			endpoint_free(ctx, c->endpoint);
	while ((c = ctx->components)) {
		ctx->components = c->next;
		free(c->cel);
		free(c);
	}
}
