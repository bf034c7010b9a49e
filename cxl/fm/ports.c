// SPDX-License-Identifier: GPL-2.0-only
/* cxl fm ports: the active ports of switches (Get Physical Port State, CXL r3.2 7.6.7.1.2). */
#include <stdlib.h>

#include "cxl/fm/ask.h"
#include "cxl/fm/fm.h"
#include "cxl/fm/switch.h"

#define HEADER 4 /* of the reply: count, reserved */
#define RECORD 16

struct ports {
	struct fm_records list;
	int rc;
	struct fail why;
};

/* The state of the ports @ids, which is a part of the list. */
static int read_some(const struct memdev *m, const u8 *ids, u8 count, struct ports *p)
{
	u8 in[1 + UINT8_MAX] = { count };
	const struct mbox_request req = {
		.opcode = OP_GET_PORT_STATE,
		.in = in,
		.in_len = 1U + count,
		.out_max = HEADER + RECORD * count,
	};
	auto_reply struct mbox_reply reply = { 0 };
	u8 i;
	int rc;

	memcpy(in + 1, ids, count);
	rc = fm_ask(m, &req, HEADER + RECORD * count, &reply, &p->why);
	if (rc == 0 && reply.data[0] != count)
		rc = fm_invalid(req.opcode, &p->why);
	for (i = 0; rc == 0 && i < count; i++)
		if (reply.data[HEADER + RECORD * i] != ids[i])
			rc = fm_invalid(req.opcode, &p->why);
	if (rc == 0 && fm_records_add(&p->list, reply.data + HEADER, count, RECORD) < 0)
		rc = fail_nomem(&p->why);
	return rc;
}

static void read_ports(const struct inv *inv, const struct memdev *m, void *data)
{
	const u32 max = memdev_payload_max(m);
	struct ports *p = data;
	struct fm_switch s;
	u8 part;
	size_t done;

	p->rc = fm_switch_read(m, &s, &p->why);
	for (done = 0; p->rc == 0 && done < s.port_count; done += part) {
		part = (u8)MIN(MIN(s.port_count - done, (size_t)(max - HEADER) / RECORD),
			       (size_t)UINT8_MAX);
		p->rc = read_some(m, s.ports + done, part, p);
	}
}

static void show_ports(struct inv *inv, const struct memdev *m, void *data, struct rec *top)
{
	const struct ports *p = data;
	struct rec *list;
	size_t i;

	if (p->rc < 0) {
		inv_fail(inv, m->name, inv->cmd->name, &p->why);
		return;
	}
	list = rec_loose(top, VAL_ARR);
	for (i = 0; i < p->list.count; i++)
		fm_record(OP_GET_PORT_STATE, p->list.data + i * RECORD, rec_obj(list, NULL));
	cxl_add_list(inv, m, top, list, "ports");
}

static void ports_done(void *data)
{
	struct ports *p = data;

	free(p->list.data);
}

const struct memdev_reader fm_ports = {
	.size = sizeof(struct ports),
	.read = read_ports,
	.show = show_ports,
	.done = ports_done,
};
