// SPDX-License-Identifier: LGPL-2.1-or-later
/* Get Feature and Set Feature (CXL 3.2 8.2.10.6.2 and 8.2.10.6.3), in one piece or in several. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/feature/plan.h"

#define GET_LEN 21

/* Bits 2:0 of Set Feature's flags say which piece it is. */
enum piece { PIECE_FULL, PIECE_FIRST, PIECE_NEXT, PIECE_LAST, PIECE_ABORT };
/*
 * The kernel sets this one whatever it is given, so a setting that ends with the next reset
 * cannot be had through fwctl, and all transports shall do the same.
 */
#define FLAG_SAVED BIT(3)

struct transfer {
	struct cxl_ctx *ctx;
	const struct node *memdev;
	const struct feature *f;
	bool open; /* the device holds a part of the data */
};

/*
 * The kernel splits reads itself. When the device or its transport gave out early it reports
 * success and nothing: only the full length is one.
 */
int feature_read(struct cxl_ctx *ctx, const struct node *memdev, const struct feature_entry *e,
		 enum feature_selection sel, u8 *buf, struct fail *why)
{
	u8 in[GET_LEN] = { 0 };
	struct mbox_request req = {
		.opcode = OP_GET_FEATURE,
		.scope = SCOPE_CONFIGURATION,
		.in = in,
		.in_len = sizeof(in),
		.out_max = e->get_size,
	};
	auto_reply struct mbox_reply rsp = { 0 };
	int rc;

	if (e->get_size == 0)
		return fail_set(why, -ENODATA, "no_data", "",
				"the device declares that it has no data");
	memcpy(in, e->uuid, FEATURE_UUID_LEN);
	put_le(in + 18, 2, e->get_size);
	in[20] = (u8)sel;
	rc = mbox_exec(ctx, memdev, RISK_READ, &req, &rsp, why);
	if (rc < 0)
		return rc;
	if (rsp.code)
		return mbox_device_error(OP_GET_FEATURE, rsp.code, why);
	if (rsp.len != e->get_size)
		return fail_set(why, -EIO, "short_reply", "try again, and see the kernel log",
				"the device gave %u of %u bytes, or its mailbox failed", rsp.len,
				e->get_size);
	memcpy(buf, rsp.data, rsp.len);
	return 0;
}

static int send_piece(struct transfer *t, enum piece piece, u32 offset, const u8 *data, u32 len,
		      struct fail *why)
{
	auto_free u8 *in = calloc(1, FEATURE_SET_HEADER_LEN + (size_t)len);
	struct mbox_request req = {
		.opcode = OP_SET_FEATURE,
		.scope = t->f->scope,
		.in = in,
		.in_len = FEATURE_SET_HEADER_LEN + len,
	};
	auto_reply struct mbox_reply rsp = { 0 };
	int rc;

	if (!in)
		return fail_nomem(why);
	memcpy(in, t->f->entry.uuid, FEATURE_UUID_LEN);
	put_le(in + 16, 4, piece | FLAG_SAVED);
	put_le(in + 20, 2, offset);
	in[22] = t->f->entry.set_version;
	if (len > 0)
		memcpy(in + FEATURE_SET_HEADER_LEN, data, len);
	rc = mbox_exec(t->ctx, t->memdev, RISK_SERVICE, &req, &rsp, why);
	if (rc < 0)
		return rc;
	return rsp.code ? mbox_device_error(OP_SET_FEATURE, rsp.code, why) : 0;
}

/* Some devices want data with it, although there is nothing for it to mean. */
static void send_abort(struct transfer *t, struct fail *why)
{
	static const u8 nothing[1];
	size_t room;

	if (send_piece(t, PIECE_ABORT, 0, nothing, 0, NULL) == 0 ||
	    send_piece(t, PIECE_ABORT, 0, nothing, sizeof(nothing), NULL) == 0 || !why)
		return;
	room = sizeof(why->message) - strlen(why->message);
	snprintf(why->message + strlen(why->message), room,
		 "; the device did not take back what it was sent so far");
}

static int send_pieces(struct transfer *t, u32 offset, const u8 *data, u32 len, u32 room,
		       struct fail *why)
{
	enum piece piece = PIECE_FIRST;
	u32 done, n;
	int rc = 0;

	for (done = 0; rc == 0 && done < len; done += n) {
		n = MIN(room, len - done);
		if (done > 0)
			piece = done + n == len ? PIECE_LAST : PIECE_NEXT;
		rc = ctx_interrupted(t->ctx)
			     ? fail_interrupted(why, "interrupted after %u of %u bytes", done, len)
			     : send_piece(t, piece, offset + done, data + done, n, why);
		if (rc == 0)
			t->open = piece != PIECE_LAST;
	}
	return rc;
}

static int piece_room(const struct transfer *t, u32 *ret, struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 max = 0;
	int rc;

	rc = sysdir_open(&d, &t->ctx->root, TREE_SYS, t->memdev->path);
	if (rc == 0)
		rc = sysdir_read_u64(&d, "payload_max", &max);
	if (rc < 0 || max <= FEATURE_SET_HEADER_LEN)
		return fail_set(why, -EMSGSIZE, "too_large", "",
				"the data is larger than one transfer, and the size of one"
				" (payload_max) is not known");
	*ret = (u32)MIN(max - FEATURE_SET_HEADER_LEN, (u64)FEATURE_DATA_MAX);
	return 0;
}

/* In one piece first: the kernel splits what is too large for the mailbox, others do not. */
int feature_send(struct cxl_ctx *ctx, const struct node *memdev, const struct feature *f,
		 u32 offset, const u8 *data, u32 len, struct fail *why)
{
	struct transfer t = { .ctx = ctx, .memdev = memdev, .f = f };
	u32 room = 0;
	int rc = send_piece(&t, PIECE_FULL, offset, data, len, why);

	if (rc != -EMSGSIZE)
		return rc;
	rc = piece_room(&t, &room, why);
	if (rc < 0)
		return rc;
	if (room >= len)
		return fail_set(why, -EMSGSIZE, "too_large", "",
				"the transport takes less than the mailbox's payload_max");
	/* A device that is left with half of the data refuses other settings. */
	rc = send_pieces(&t, offset, data, len, room, why);
	if (rc < 0 && t.open)
		send_abort(&t, why);
	return rc;
}
