// SPDX-License-Identifier: GPL-2.0-only
/* cxl fm heads: ports of multi-headed devices (Get Head Info, CXL r3.2 7.6.7.5.2). */
#include <stdlib.h>

#include "cxl/fm/ask.h"
#include "cxl/fm/fm.h"

#define INFO_LEN 8 /* of Get Multi-Headed Info, without the map: logical devices, heads, ... */
#define HEADER 4
#define RECORD 9

struct heads {
	u8 head_count;
	struct fm_records list;
	int rc;
	struct fail why;
};

static int read_count(const struct memdev *m, struct heads *h)
{
	static const u8 in[] = { 0, 1 };
	const struct mbox_request req = {
		.opcode = OP_GET_MULTI_HEADED_INFO,
		.in = in,
		.in_len = sizeof(in),
		.out_max = INFO_LEN + UINT8_MAX,
	};
	auto_reply struct mbox_reply reply = { 0 };
	int rc = fm_ask(m, &req, INFO_LEN, &reply, &h->why);

	if (rc == 0)
		h->head_count = reply.data[1];
	return rc;
}

static int read_some(const struct memdev *m, struct heads *h)
{
	const u32 max = MIN((memdev_payload_max(m) - HEADER) / RECORD,
			    (u32)(h->head_count - h->list.count));
	const u8 in[] = { (u8)h->list.count, (u8)max };
	const struct mbox_request req = {
		.opcode = OP_GET_HEAD_INFO,
		.in = in,
		.in_len = sizeof(in),
		.out_max = HEADER + max * RECORD,
	};
	auto_reply struct mbox_reply reply = { 0 };
	int rc = fm_ask(m, &req, HEADER, &reply, &h->why);
	size_t count;

	if (rc < 0)
		return rc;
	count = reply.data[0];
	if (!count || count > max || reply.len < HEADER + count * RECORD)
		return fm_invalid(req.opcode, &h->why);
	rc = fm_records_add(&h->list, reply.data + HEADER, count, RECORD);
	return rc < 0 ? fail_nomem(&h->why) : 0;
}

static void read_heads(const struct inv *inv, const struct memdev *m, void *data)
{
	struct heads *h = data;

	h->rc = read_count(m, h);
	while (h->rc == 0 && h->list.count < h->head_count)
		h->rc = read_some(m, h);
}

static void show_heads(struct inv *inv, const struct memdev *m, void *data, struct rec *top)
{
	const struct heads *h = data;
	struct rec *list, *o;
	size_t i;

	if (h->rc < 0) {
		inv_fail(inv, m->name, inv->cmd->name, &h->why);
		return;
	}
	list = rec_loose(top, VAL_ARR);
	for (i = 0; i < h->list.count; i++) {
		o = rec_obj(list, NULL);
		rec_uint(o, "head", i);
		fm_record(OP_GET_HEAD_INFO, h->list.data + i * RECORD, o);
	}
	cxl_add_list(inv, m, top, list, "heads");
}

static void heads_done(void *data)
{
	struct heads *h = data;

	free(h->list.data);
}

const struct memdev_reader fm_heads = {
	.size = sizeof(struct heads),
	.read = read_heads,
	.show = show_heads,
	.done = heads_done,
};
