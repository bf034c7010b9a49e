/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * One request and its reply by messages, to a component or to one behind it: the only place that
 * compares replies with requests. Whoever is asked may reply late, twice, to another requester, or
 * not at all.
 */
#ifndef CXL_TRANSPORT_EXCHANGE_H
#define CXL_TRANSPORT_EXCHANGE_H

#include "cxl/lib/transport/transport.h"
#include "cxl/lib/wire/address.h"

#define CCI_REPLY_MAX                                                                              \
	65536 /* bytes: what Linux reassembles (MCTP_RX_MSG_MAX of net/mctp/route.c) */
#define CCI_TIMEOUT_MS 2000 /* for a reply */

struct cci_buffer {
	u8 *at;
	size_t size;
};

/* Where messages go to, and come from. */
struct cci_channel {
	/* Send @len bytes as an MCTP message of @type; 0 or a negative errno. */
	int (*send)(void *data, u8 type, const void *message, size_t len);
	/*
	 * Wait until @deadline (clock_ms()) for the next message of @type from the component that
	 * was asked. Returns its length, which may be larger than @size; -ETIMEDOUT; another errno.
	 */
	int (*receive)(void *data, u8 type, struct cci_buffer *to, u64 deadline);
	void *data;
	unsigned int timeout_ms;
	u8 tag; /* of the last request; the next one has another */
};

/* What one component on the way replied; the first is the one that was asked. */
struct cci_layer {
	u16 opcode, code, vendor_status;
};

struct cci_layers {
	struct cci_layer at[ADDRESS_HOPS_MAX + 1];
	size_t count; /* of those that replied */
};

/*
 * Send @req to the component behind @hops and wait for its reply. 0: it replied, see @rsp and the
 * last one of @layers. -EREMOTEIO: one on the way did not forward it, the last one of @layers.
 * -ETIMEDOUT, -EBADMSG: the request may have been executed. -EMSGSIZE and the errors of .send(): it
 * was not sent.
 */
int cci_exchange(struct cci_channel *c, const struct address *to, const struct mbox_request *req,
		 struct mbox_reply *rsp, struct cci_layers *layers) MUST_CHECK;

#endif
