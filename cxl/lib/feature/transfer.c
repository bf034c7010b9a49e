// SPDX-License-Identifier: LGPL-2.1-or-later
/* Get Feature and Set Feature (CXL r3.2 8.2.10.6.2 and 8.2.10.6.3), in one piece or in several. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/feature/plan.h"

#define GET_LEN 21

/* Set Feature flags, bits 2:0. */
enum part { PART_FULL, PART_FIRST, PART_NEXT, PART_LAST, PART_ABORT };
/* The kernel always sets this flag for fwctl; other transports do the same. */
#define FLAG_SAVED BIT(3)

struct transfer {
	const struct memdev *m;
	const struct feature *f;
	bool open; /* the device holds a part of the data */
};

/* If the device or the transport of fwctl fails, the kernel reports success with less data. */
static int read_part(const struct memdev *m, const u8 in[GET_LEN], u16 len, u8 *buf,
		     struct fail *why)
{
	const struct mbox_request req = {
		.opcode = OP_GET_FEATURE,
		.scope = SCOPE_CONFIGURATION,
		.in = in,
		.in_len = GET_LEN,
		.out_max = len,
	};
	auto_reply struct mbox_reply rsp = { 0 };
	int rc = mbox_send(m, &req, &rsp, why);

	if (rc < 0)
		return rc;
	if (rsp.len != len)
		return fail_set(why, -EIO, "short_reply",
				m->node->component ? "" : "see the kernel log and try again",
				"short response: %u of %u bytes", rsp.len, len);
	memcpy(buf, rsp.data, len);
	return 0;
}

/* The kernel splits reads, components do not. */
int feature_read(const struct memdev *m, const struct feature_entry *e, enum feature_selection sel,
		 u8 *buf, struct fail *why)
{
	const u16 max = m->node->component ? (u16)memdev_payload_max(m) : UINT16_MAX;
	u8 in[GET_LEN] = { 0 };
	u16 done, len;
	int rc = 0;

	if (e->get_size == 0)
		return fail_set(why, -ENODATA, "no_data", "",
				"the size of the Get Feature data is 0");
	memcpy(in, e->uuid, FEATURE_UUID_LEN);
	in[20] = (u8)sel;
	for (done = 0; rc == 0 && done < e->get_size; done += len) {
		len = MIN((u16)(e->get_size - done), max);
		put_le(in + 16, 2, done);
		put_le(in + 18, 2, len);
		rc = read_part(m, in, len, buf + done, why);
	}
	return rc;
}

static int send_part(struct transfer *t, enum part part, const struct feature_chunk *c,
		     struct fail *why)
{
	auto_free u8 *in = calloc(1, FEATURE_SET_HEADER_LEN + (size_t)c->len);
	const struct mbox_request req = {
		.opcode = OP_SET_FEATURE,
		.scope = t->f->scope,
		.in = in,
		.in_len = FEATURE_SET_HEADER_LEN + c->len,
		.ends_transfer = part == PART_ABORT,
	};
	/* A Feature that takes effect at a reset does not affect memory that is in use now. */
	const struct gate_request conditions = {
		.risk = opcode_risk(req.opcode),
		.operation = "set",
		.ignore_use = c->force || t->open || !(t->f->entry.effects & EFFECT_IMMEDIATE),
	};
	auto_reply struct mbox_reply rsp = { 0 };

	if (!in)
		return fail_nomem(why);
	memcpy(in, t->f->entry.uuid, FEATURE_UUID_LEN);
	put_le(in + 16, 4, part | FLAG_SAVED);
	put_le(in + 20, 2, c->offset);
	in[22] = t->f->entry.set_version;
	if (c->len > 0)
		memcpy(in + FEATURE_SET_HEADER_LEN, c->data, c->len);
	return mbox_send_with(t->m, &req, &conditions, &rsp, why);
}

/* Some devices require data, which is ignored. */
static void send_abort(struct transfer *t, struct fail *why)
{
	static const u8 zero[1];
	const struct feature_chunk empty = { zero, 0, 0, true },
				   one = { zero, sizeof(zero), 0, true };

	if (send_part(t, PART_ABORT, &empty, NULL) == 0 ||
	    send_part(t, PART_ABORT, &one, NULL) == 0)
		return;
	fail_append(why, "; the device did not abort the transfer");
}

/* After a timeout the device may have received the part, and have an open transfer. */
static int send_transfer_part(struct transfer *t, enum part part, const struct feature_chunk *c,
			      struct fail *why)
{
	int rc = send_part(t, part, c, why);

	if (rc == 0 || rc == -ETIMEDOUT)
		t->open = part != PART_LAST;
	return rc;
}

/* @max: bytes of data in one part. */
static int send_parts(struct transfer *t, const struct feature_chunk *all, u32 max,
		      struct fail *why)
{
	enum part part = PART_FIRST;
	u32 done, n;
	int rc = 0;

	for (done = 0; rc == 0 && done < all->len; done += n) {
		struct feature_chunk c = { all->data + done, 0, all->offset + done, all->force };

		n = c.len = MIN(max, all->len - done);
		if (done > 0)
			part = done + n == all->len ? PART_LAST : PART_NEXT;
		rc = ctx_interrupted(t->m->ctx)
			     ? fail_interrupted(why, "interrupted after %u of %u bytes", done,
						all->len)
			     : send_transfer_part(t, part, &c, why);
	}
	return rc;
}

/* Send one part first: the kernel splits data that exceeds the mailbox, other transports do not. */
int feature_send(const struct memdev *m, const struct feature *f, const struct feature_chunk *chunk,
		 struct fail *why)
{
	struct transfer t = { .m = m, .f = f };
	const bool changing = m->ctx->changing;
	u32 max;
	int rc = send_part(&t, PART_FULL, chunk, why);

	if (rc != -EMSGSIZE)
		return rc;
	m->ctx->changing = changing; /* the device has received nothing */
	max = MIN(memdev_payload_max(m) - FEATURE_SET_HEADER_LEN, (u32)FEATURE_DATA_MAX);
	if (max >= chunk->len)
		return fail_set(
			why, -EMSGSIZE, "too_large", "",
			"the maximum payload size of this interface is smaller than that of the mailbox");
	rc = send_parts(&t, chunk, max, why);
	/* A device with an open transfer rejects other settings. */
	if (rc < 0 && t.open)
		send_abort(&t, why);
	return rc;
}
