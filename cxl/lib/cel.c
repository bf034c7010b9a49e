// SPDX-License-Identifier: LGPL-2.1-or-later
/* Command Effects Log: CXL 3.2 8.2.10.5.2.1, read with Get Log. */
#include "cxl/lib/cel.h"
#include "cxl/lib/wire/codec.h"

#define OP_GET_SUPPORTED_LOGS 0x0400
#define OP_GET_LOG 0x0401
#define LOGS_MAX (8 + 64 * 20)
#define CEL_MAX (64 << 10)
#define ENTRY_LEN 4		/* opcode, effects */

static const u8 cel_uuid[16] = {
	0x0d, 0xa9, 0xc0, 0xb5, 0xbf, 0x41, 0x4b, 0x78,
	0x8f, 0x79, 0x96, 0xb1, 0x62, 0x3b, 0x3f, 0x17,
};

/* Supported logs: a count, six bytes, then a UUID and a size for each. */
static int cel_size(struct cxl_ctx *ctx, const struct node *memdev, u32 *ret, struct fail *why)
{
	auto_rsp struct mbox_rsp rsp = { 0 };
	const u8 *at;
	int rc;

	rc = exec_get(ctx, memdev, OP_GET_SUPPORTED_LOGS, LOGS_MAX, &rsp, why);
	if (rc < 0)
		return rc;
	for (at = rsp.data + 8; at + 20 <= rsp.data + rsp.len; at += 20)
		if (memcmp(at, cel_uuid, sizeof(cel_uuid)) == 0) {
			*ret = (u32)MIN(get_le(at + 16, 4), (u64)CEL_MAX);
			return 0;
		}
	return fail_set(why, -ENOENT, "no_cel", "", "the device lists no command effects log");
}

static u32 piece_max(struct cxl_ctx *ctx, const struct node *memdev)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 max = 0;

	if (sysdir_open(&d, &ctx->root, TREE_SYS, memdev->path) < 0 ||
	    sysdir_read_u64(&d, "payload_max", &max) < 0 || max < 256)
		return 256;
	return (u32)MIN(max, (u64)CEL_MAX) & ~3U;
}

int cel_has(struct cxl_ctx *ctx, const struct node *memdev, u16 opcode, struct fail *why)
{
	u32 size = 0, done, piece = piece_max(ctx, memdev), i;
	u8 in[24];
	int rc;

	rc = cel_size(ctx, memdev, &size, why);
	if (rc < 0)
		return rc;
	memcpy(in, cel_uuid, sizeof(cel_uuid));
	for (done = 0; done < size; done += piece) {
		auto_rsp struct mbox_rsp rsp = { 0 };
		struct mbox_req req = {
			.opcode = OP_GET_LOG, .in = in, .in_len = sizeof(in),
			.out_max = MIN(piece, size - done),
		};

		put_le(in + 16, 4, done);
		put_le(in + 20, 4, req.out_max);
		rc = exec_mbox(ctx, memdev, RISK_READ, &req, &rsp, why);
		if (rc == 0 && rsp.code)
			rc = exec_device_error(OP_GET_LOG, rsp.code, why);
		if (rc < 0)
			return rc;
		for (i = 0; i + ENTRY_LEN <= rsp.len; i += ENTRY_LEN)
			if (get_le(rsp.data + i, 2) == opcode)
				return 1;
	}
	return 0;
}
