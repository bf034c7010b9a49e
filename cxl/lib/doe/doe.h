/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Data Object Exchange (PCIe r6.2 6.30): an object composed by the user, sent through the mailbox
 * registers in the configuration space of a PCI function. The kernel has no interface for it, so
 * nothing protects the mailbox from another user: the gate requires that there is none.
 */
#ifndef CXL_DOE_DOE_H
#define CXL_DOE_DOE_H

#include "cxl/lib/guard/raw-taint.h"
#include "cxl/lib/transport/transport.h"

#define DOE_HEADER_LEN 8			       /* vendor and type, length */
#define DOE_OBJECT_MAX (1U << 20)		       /* bytes: 2^18 double words */
#define DOE_DATA_MAX (DOE_OBJECT_MAX - DOE_HEADER_LEN) /* bytes, a multiple of 4 */
#define DOE_TIMEOUT_MS 1000			       /* to reply, and to abort */

/* An object; its data has up to DOE_DATA_MAX bytes, a multiple of 4. */
struct doe_object {
	struct doe_protocol protocol;
	const u8 *data; /* borrowed */
	u32 len;	/* bytes, without the header */
};

struct doe_reply {
	u8 header[DOE_HEADER_LEN]; /* as the device sent it, with .has_header */
	bool has_header;
	u8 *data;     /* owned */
	u32 len;      /* bytes; after a failure, those that were read before */
	bool started; /* the device was told to execute the object */
	bool stuck;   /* the mailbox could not be reset, after a failure or before the exchange */
};

/* A mailbox. */
struct doe_mailbox {
	const struct dev_node *config; /* open */
	u16 offset;		       /* of the capability */
	u32 timeout_ms;		       /* for the reply */
	const atomic_int *stop;	       /* not 0: abort the exchange; NULL: never */
};

/*
 * Reset the mailbox, send @object and receive the reply, of the same protocol. After a failure the
 * mailbox is reset again. -EBUSY: somebody uses it, nothing was written. -ETIMEDOUT: no reply, or
 * not reset before. -EIO: the mailbox reports an error. -ENXIO: the device does not respond.
 * -EBADMSG: a reply of another protocol, or with an invalid length: @ret has what was read of it.
 * -EINTR: @stop. Otherwise the error of the access. @ret: data is freed by the caller, after a
 * failure too.
 */
int doe_exchange(const struct doe_mailbox *m, const struct doe_object *object,
		 struct doe_reply *ret) MUST_CHECK;

/* A request to a PCI function, and the options of the user. */
struct doe_request {
	const char *address;  /* "0000:0d:00.0" */
	const char *path;     /* its directory below /sys */
	struct gate_doe gate; /* protocol and mailbox */
	const u8 *data;	      /* borrowed */
	u32 len;	      /* bytes */
	u32 timeout_ms;
	const char *native; /* alternative; NULL: none */
	bool no_native, unlisted, force;
	const char *operation, *description; /* for messages */
};

struct doe_result {
	struct authorization auth; /* .request.raw is &.raw */
	struct gate_raw raw;
	struct raw_taint taint;
	char protocol[16];	/* "1e98:00" */
	bool evaluated, sent;	/* .sent: .reply.started */
	struct doe_reply reply; /* owned, see doe_result_done() */
};

/*
 * Lock, gate (RISK_DESTRUCTIVE, raw), taint with U, audit record, exchange. 0: @ret has the reply.
 * A dry run returns OUTCOME_DRY_RUN. @ret is filled in up to the step that failed.
 */
int doe_send(struct cxl_ctx *ctx, const struct doe_request *rq, struct doe_result *ret,
	     struct fail *why) MUST_CHECK;

static inline void doe_result_done(struct doe_result *r)
{
	free(r->reply.data);
	r->reply.data = NULL;
}

#endif
