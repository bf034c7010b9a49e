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

/* Bytes: what Linux reassembles (MCTP_RX_MSG_MAX of net/mctp/route.c). */
#define CCI_REPLY_MAX 65536
#define CCI_TIMEOUT_MS 2000 /* for a reply */
_Static_assert(CCI_LAYERS_MAX == ADDRESS_HOPS_MAX + 1, "layers of a request");

/* Where messages go to, and come from. */
struct cci_channel {
	/* Send @len bytes as an MCTP message of @type; 0 or a negative errno. */
	int (*send)(void *data, u8 type, const void *message, size_t len);
	/* As .mctp_receive() of struct transport_ops. */
	int (*receive)(void *data, u8 type, struct cci_buffer *to, u64 deadline);
	void *data;
	unsigned int timeout_ms;
	u8 tag; /* of the last request; the next one has another */
};

/*
 * Send @req to the component @to and wait for its reply. 0: it replied, see @rsp and the last one
 * of @layers. -EREMOTEIO: one on the way did not forward it, the last one of @layers.
 * -ETIMEDOUT, -EBADMSG: the request may have been executed. -EMSGSIZE and the errors of .send(): it
 * was not sent.
 */
int cci_exchange(struct cci_channel *c, const struct address *to, const struct mbox_request *req,
		 struct mbox_reply *rsp, struct cci_layers *layers) MUST_CHECK;

#endif
