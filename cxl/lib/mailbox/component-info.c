// SPDX-License-Identifier: LGPL-2.1-or-later
/* Identity (CXL r3.2 8.2.10.1.1) and Command Effects Log of components. */
#include <stdlib.h>

#include "cxl/lib/mailbox/cel.h"
#include "cxl/lib/mailbox/component-check.h"
#include "cxl/lib/mailbox/component-info.h"
#include "cxl/lib/transport/component.h"
#include "cxl/lib/wire/cci.h"
#include "cxl/lib/wire/cel.h"
#include "util/sys-errors.h"

/* A message of the least size, and what a tunnel takes of it: two headers. */
#define MESSAGE_MIN 256U
#define MESSAGE_MAX (1U << 15)
#define TUNNEL_OVERHEAD (TUNNEL_HEADER_LEN + CCI_HEADER_LEN)

/* --- identity */

#define QUESTION                                                                                   \
	{                                                                                          \
		.opcode = OP_IDENTIFY_COMPONENT, .out_max = IDENTIFY_COMPONENT_LEN                 \
	}

static int check_reply(const struct mbox_reply *reply, struct fail *why)
{
	return reply->len < IDENTIFY_COMPONENT_LEN
		       ? fail_set(why, -EBADMSG, "short_reply", "",
				  "command 0x%04x: the response is too short: %u bytes",
				  OP_IDENTIFY_COMPONENT, reply->len)
		       : 0;
}

static void decode(const struct mbox_reply *reply, struct component_identity *ret)
{
	*ret = (struct component_identity){
		.vendor = (u16)get_le(reply->data, 2),
		.device = (u16)get_le(reply->data + 2, 2),
		.serial = get_le(reply->data + 8, 8),
		.type = reply->data[17],
	};
}

/* A component that does not tell a valid limit has the least one. */
static u32 message_max(const struct mbox_reply *reply)
{
	const u8 log2 = reply->data[16];

	return log2 >= 8 && log2 < 32 ? MIN(1U << log2, MESSAGE_MAX) : MESSAGE_MIN;
}

/*
 * For the gate, at any time after the component was found: without policy, since that depends on
 * the identity.
 */
static int identify_again(const struct cxl_ctx *ctx, const char *address,
			  struct component_identity *ret)
{
	const struct component *c = component_known(ctx, address);
	const struct mbox_request req = QUESTION;
	auto_reply struct mbox_reply reply = { 0 };
	int rc = c ? component_send(c, &req, true, &reply) : -ENODEV;

	if (rc == 0)
		rc = reply.code ? -EIO : check_reply(&reply, NULL);
	if (rc == 0)
		decode(&reply, ret);
	return rc;
}

/* --- Command Effects Log */

static int read_log(const struct memdev *m, struct component *c, struct fail *why)
{
	struct cel_check check;
	int rc = cel_read(m, &c->cel, &c->cel_len, why);

	if (rc < 0)
		return rc;
	cel_check(c->cel, c->cel_len, &check);
	return check.repeated ? fail_set(why, -EBADMSG, "invalid_cel", "",
					 "it lists a command more than once")
			      : 0;
}

/* Without it nothing else is sent, see component_raise(). */
static void keep_log(const struct memdev *m)
{
	struct component *c = m->node->component;

	c->cel_why = (struct fail){ 0 };
	c->cel_rc = read_log(m, c, &c->cel_why);
}

/* --- the way to a component */

static int wrong_type(const struct component *c, const char *what, struct fail *why)
{
	return fail_unsupported(why, "wrong_component", "see cxl-list-targets(1)", "%s is not a %s",
				c->text, what);
}

/* Whether @c, which was asked, forwards messages over @hop. */
static int check_forwards(const struct memdev *m, const struct hop *hop, struct fail *why)
{
	const struct component *c = m->node->component;
	enum risk risk = RISK_READ;

	if (hop->kind == HOP_PORT && c->identity.type != COMPONENT_SWITCH)
		return wrong_type(c, "switch", why);
	if (hop->kind != HOP_PORT && c->identity.type != COMPONENT_TYPE3)
		return wrong_type(c, "Type 3 device", why);
	return component_raise(m, OP_TUNNEL, &risk, why);
}

static int identify(const struct memdev *m, u32 limit, struct fail *why)
{
	struct component *c = m->node->component;
	const struct mbox_request req = QUESTION;
	auto_reply struct mbox_reply reply = { 0 };
	int rc = mbox_send(m, &req, &reply, why);

	if (rc == 0)
		rc = check_reply(&reply, why);
	if (rc < 0)
		return rc;
	decode(&reply, &c->identity);
	memdev_set_identity(m, c->identity.serial, MIN(limit, message_max(&reply)));
	keep_log(m);
	c->identified = true;
	return 0;
}

/* With the lock, which all on the way have in common. */
static int find_way(const struct memdev *m, struct fail *why)
{
	struct component *c = m->node->component;
	u32 limit = MESSAGE_MAX;
	struct memdev front;
	int rc;

	if (c->identified)
		return 0;
	if (!c->via) {
		rc = route_open(m, why);
		return rc < 0 ? rc : identify(m, limit, why);
	}
	front = memdev_of(m->ctx, m->topo, m->node->parent);
	rc = find_way(&front, why);
	if (rc < 0 && why && !str_after(why->message, "mctp:"))
		fail_prefix(why, front.name);
	if (rc == 0)
		rc = check_forwards(&front, &c->address.hops[c->address.hop_count - 1], why);
	if (rc < 0)
		return rc;
	limit = memdev_payload_max(&front);
	return identify(m, limit - TUNNEL_OVERHEAD, why);
}

int component_memdev(struct cxl_ctx *ctx, const struct topo *t, const struct address *a,
		     struct memdev *ret, struct fail *why)
{
	struct component *c;
	int rc = component_find(ctx, a, &c, why);

	if (rc < 0)
		return rc;
	ctx->identify = identify_again;
	*ret = memdev_of(ctx, t, &c->node);
	return 0;
}

int component_ask(const struct memdev *m, struct fail *why)
{
	const struct component *c = m->node->component;
	int rc;

	if (!c)
		return 0;
	component_lock(c);
	rc = find_way(m, why);
	component_unlock(c);
	return rc;
}

const struct component_identity *component_identity(const struct memdev *m)
{
	return &m->node->component->identity;
}
