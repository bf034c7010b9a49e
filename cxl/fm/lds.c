// SPDX-License-Identifier: GPL-2.0-only
/* cxl fm lds: memory of logical devices (Get LD Info and Allocations, CXL r3.2 7.6.7.4). */
#include <stdlib.h>

#include "cxl/fm/ask.h"
#include "cxl/fm/fm.h"

#define INFO_LEN 11
#define HEADER 4 /* of the allocations: logical devices, granularity, first, count in this reply */
#define RECORD 16

struct lds {
	u64 memory_size;
	u16 ld_count;
	u8 granularity;
	struct fm_records list;
	int rc;
	struct fail why;
};

static int read_info(const struct memdev *m, struct lds *l)
{
	const struct mbox_request req = { .opcode = OP_GET_LD_INFO, .out_max = INFO_LEN };
	auto_reply struct mbox_reply reply = { 0 };
	int rc = fm_ask(m, &req, INFO_LEN, &reply, &l->why);

	if (rc < 0)
		return rc;
	l->memory_size = get_le(reply.data, 8);
	l->ld_count = (u16)get_le(reply.data + 8, 2);
	return 0;
}

/* From the first one that is not known yet. The device may return fewer than fit. */
static int read_some(const struct memdev *m, struct lds *l)
{
	const u32 max = MIN((memdev_payload_max(m) - HEADER) / RECORD, (u32)UINT8_MAX);
	const u8 in[] = { (u8)l->list.count, (u8)max };
	const struct mbox_request req = {
		.opcode = OP_GET_LD_ALLOCATIONS,
		.in = in,
		.in_len = sizeof(in),
		.out_max = HEADER + max * RECORD,
	};
	auto_reply struct mbox_reply reply = { 0 };
	int rc = fm_ask(m, &req, HEADER, &reply, &l->why);
	size_t count;

	if (rc < 0)
		return rc;
	count = reply.data[3];
	l->granularity = reply.data[1];
	if (reply.data[0] != l->ld_count || reply.data[2] != l->list.count || !count ||
	    l->list.count + count > l->ld_count || reply.len < HEADER + count * RECORD)
		return fm_invalid(req.opcode, &l->why);
	rc = fm_records_add(&l->list, reply.data + HEADER, count, RECORD);
	return rc < 0 ? fail_nomem(&l->why) : 0;
}

static void read_lds(const struct inv *inv, const struct memdev *m, void *data)
{
	struct lds *l = data;

	l->rc = read_info(m, l);
	while (l->rc == 0 && l->list.count < l->ld_count)
		l->rc = read_some(m, l);
}

static void show_lds(struct inv *inv, const struct memdev *m, void *data, struct rec *top)
{
	const struct lds *l = data;
	struct rec *list, *o;
	size_t i;

	if (l->rc < 0) {
		inv_fail(inv, m->name, inv->cmd->name, &l->why);
		return;
	}
	list = rec_loose(top, VAL_ARR);
	for (i = 0; i < l->list.count; i++) {
		o = rec_obj(list, NULL);
		rec_uint(o, "ld", i);
		rec_uint(o, "granularity_code", l->granularity);
		fm_record(OP_GET_LD_ALLOCATIONS, l->list.data + i * RECORD, o);
	}
	cxl_add_list(inv, m, top, list, "lds");
}

static void lds_done(void *data)
{
	struct lds *l = data;

	free(l->list.data);
}

const struct memdev_reader fm_lds = {
	.size = sizeof(struct lds),
	.read = read_lds,
	.show = show_lds,
	.done = lds_done,
};
