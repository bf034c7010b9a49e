/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Components that are addressed by messages: an MCTP endpoint, and what is behind it. Each is known
 * once in a run; those behind one endpoint share its channel, and use it one after another.
 */
#ifndef CXL_TRANSPORT_COMPONENT_H
#define CXL_TRANSPORT_COMPONENT_H

#include "cxl/lib/topo/memdev.h"
#include "cxl/lib/transport/exchange.h"

struct endpoint;

/* What it says about itself, and what it supports; see mailbox/component-info.h, which asks. */
struct component {
	struct component *next;
	struct component *via; /* forwards the messages; NULL: none */
	struct endpoint *endpoint;
	struct address address;
	char text[ADDRESS_TEXT_MAX];
	struct node node;
	struct node_cache cache;
	bool identified;
	struct component_identity identity;
	int cel_rc; /* 0: .cel is valid */
	struct fail cel_why;
	u8 *cel; /* owned */
	size_t cel_len;
};

/* The component @a; also makes known those in front of it. Sends nothing. */
int component_find(struct cxl_ctx *ctx, const struct address *a, struct component **ret,
		   struct fail *why) MUST_CHECK;
/* The component with the address @text, of those that were found; NULL: none. */
struct component *component_known(const struct cxl_ctx *ctx, const char *text);
/* Fill in @why for an error of component_open(), or of listing routes, and return it. */
int component_open_fail(int err, struct fail *why);
/* For route.c. OUTCOME_UNSUPPORTED: the kernel has no MCTP. */
int component_open(const struct component *c, const struct transport_ops *ops,
		   struct fail *why) MUST_CHECK;
/*
 * As cci_exchange(); rsp->layers is set in any case. @again: it only reads, so it is sent once more
 * if there is no reply. The component is open.
 */
int component_send(const struct component *c, const struct mbox_request *req, bool again,
		   struct mbox_reply *rsp) MUST_CHECK;
/* Fill in @why for an error of component_send() and return it. */
int component_fail(int err, const struct component *c, u16 opcode, const struct cci_layers *layers,
		   struct fail *why);
/* For the members of @c, and of those with the same endpoint, that are read from it. */
void component_lock(const struct component *c);
void component_unlock(const struct component *c);
void components_release(struct cxl_ctx *ctx);

#endif
