// SPDX-License-Identifier: LGPL-2.1-or-later
/* Requests and replies by messages. */
#include "cxl/lib/transport/exchange.h"
#include "cxl/lib/wire/cci.h"
#include "cxl/lib/wire/opcode.h"
#include "util/clock.h"

/* Of a tunnel: its header, and that of the message in it. */
#define TUNNEL_LEN (TUNNEL_HEADER_LEN + CCI_HEADER_LEN)

/* The messages of a request from the outermost to the innermost one. */
struct request {
	u8 *message;
	size_t len;
	u16 opcode[ADDRESS_HOPS_MAX + 1];
	u8 tag[ADDRESS_HOPS_MAX + 1];
	size_t layers;
};

static u8 target_type(const struct hop *hop)
{
	return hop->kind == HOP_LD_POOL ? TUNNEL_TARGET_LD_POOL : TUNNEL_TARGET_PORT_OR_LD;
}

/* Put the header of layer @i in front of the @len bytes of its payload. */
static int put_layer(struct request *r, size_t i, size_t len)
{
	u8 *header = r->message + i * TUNNEL_LEN;
	const struct cci_message m = {
		.tag = r->tag[i],
		.opcode = r->opcode[i],
		.payload = header + CCI_HEADER_LEN,
		.len = len,
	};

	return cci_encode(&m, header, CCI_HEADER_LEN + len, &len);
}

static int build(struct cci_channel *c, const struct address *to, const struct mbox_request *req,
		 struct request *ret)
{
	struct request r = { .layers = to->hop_count + 1 };
	size_t i = to->hop_count, len = req->in_len;
	int rc;

	/* The length of a tunnelled message has 16 bits. */
	if (len > UINT16_MAX - r.layers * TUNNEL_LEN)
		return -EMSGSIZE;
	r.len = to->hop_count * TUNNEL_LEN + CCI_HEADER_LEN + len;
	r.message = calloc(1, r.len);
	if (!r.message)
		return TRANSPORT_NO_MEMORY;
	if (len)
		memcpy(r.message + r.len - len, req->in, len);
	r.opcode[i] = req->opcode;
	r.tag[i] = ++c->tag;
	rc = put_layer(&r, i, len);
	while (rc == 0 && i--) {
		len = r.len - (i + 1) * TUNNEL_LEN;
		tunnel_put_header(r.message + i * TUNNEL_LEN + CCI_HEADER_LEN, to->hops[i].id,
				  target_type(&to->hops[i]), len);
		r.opcode[i] = OP_TUNNEL;
		r.tag[i] = ++c->tag;
		rc = put_layer(&r, i, TUNNEL_HEADER_LEN + len);
	}
	if (rc < 0)
		free(r.message);
	else
		*ret = r;
	return rc;
}

/* A message that cannot be parsed, but has tag and opcode of the request, is no stray one. */
static bool is_broken_reply(const struct request *r, const u8 *message, size_t len)
{
	return len >= CCI_HEADER_LEN && message[1] == r->tag[0] &&
	       get_le(message + 3, 2) == r->opcode[0];
}

/* Wait for the reply of the outermost layer; late replies to other requests are dropped. */
static int receive(struct cci_channel *c, const struct request *r, struct cci_buffer *buf,
		   struct cci_message *ret)
{
	const u64 deadline = clock_ms() + c->timeout_ms;
	const u8 type = cci_mctp_type(r->opcode[0]);
	int n;

	for (;;) {
		n = c->receive(c->data, type, buf, deadline);
		if (n < 0)
			return n;
		if ((size_t)n > buf->size)
			return -EBADMSG; /* the end is lost */
		if (cci_parse(buf->at, (size_t)n, ret) == 0) {
			if (cci_is_reply(ret, r->tag[0], r->opcode[0]))
				return 0;
		} else if (is_broken_reply(r, buf->at, (size_t)n)) {
			return -EBADMSG;
		}
		if (clock_ms() >= deadline)
			return -ETIMEDOUT;
	}
}

/* @m, the reply of layer @i, becomes that of the next one. */
static int enter(const struct request *r, size_t i, struct cci_message *m)
{
	const u8 *message;
	size_t len;

	if (m->code)
		return -EREMOTEIO;
	if (tunnel_reply(m->payload, m->len, &message, &len) < 0 ||
	    cci_parse(message, len, m) < 0 || !cci_is_reply(m, r->tag[i + 1], r->opcode[i + 1]))
		return -EBADMSG;
	return 0;
}

static int unwrap(const struct request *r, struct cci_message *m, struct cci_layers *layers)
{
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < r->layers; i++) {
		layers->at[layers->count++] =
			(struct cci_layer){ m->opcode, m->code, m->vendor_status };
		if (i + 1 < r->layers)
			rc = enter(r, i, m);
	}
	return rc;
}

static int keep_reply(const struct cci_message *m, u32 max, struct mbox_reply *rsp)
{
	const u32 len = (u32)MIN(m->len, (size_t)max);
	u8 *data = malloc((size_t)len + 1);

	if (!data)
		return TRANSPORT_NO_MEMORY;
	if (len)
		memcpy(data, m->payload, len);
	*rsp = (struct mbox_reply){ .code = m->code, .len = len, .data = data };
	return 0;
}

int cci_exchange(struct cci_channel *c, const struct address *to, const struct mbox_request *req,
		 struct mbox_reply *rsp, struct cci_layers *layers)
{
	struct cci_buffer buf = { .at = malloc(CCI_REPLY_MAX), .size = CCI_REPLY_MAX };
	struct request r = { .message = NULL };
	struct cci_message m;
	int rc = buf.at ? build(c, to, req, &r) : TRANSPORT_NO_MEMORY;

	layers->count = 0;
	if (rc == 0)
		rc = c->send(c->data, cci_mctp_type(r.opcode[0]), r.message, r.len);
	if (rc == 0)
		rc = receive(c, &r, &buf, &m);
	if (rc == 0)
		rc = unwrap(&r, &m, layers);
	if (rc == 0)
		rc = keep_reply(&m, req->out_max, rsp);
	free(r.message);
	free(buf.at);
	return rc;
}
