/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What is known of a component that is no device of this host: its identity, and its own Command
 * Effects Log, which says what may be sent to it. Both are asked for by messages, once.
 */
#ifndef CXL_MAILBOX_COMPONENT_INFO_H
#define CXL_MAILBOX_COMPONENT_INFO_H

#include "cxl/lib/topo/memdev.h"
#include "cxl/lib/wire/address.h"
#include "util/fail.h"

/* The component @a as @ret. Nothing is sent yet. */
int component_memdev(struct cxl_ctx *ctx, const struct topo *t, const struct address *a,
		     struct memdev *ret, struct fail *why) MUST_CHECK;
/*
 * Ask the component @m who it is, and for its Command Effects Log, before any other command; and
 * those in front of it: each must be of the type that the address means, and forward messages. 0:
 * it is a device of this host, or it has replied.
 */
int component_ask(const struct memdev *m, struct fail *why) MUST_CHECK;
/* The PCI IDs and the type of the component @m. */
const struct component_identity *component_identity(const struct memdev *m);

#endif
