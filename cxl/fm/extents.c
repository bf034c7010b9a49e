// SPDX-License-Identifier: GPL-2.0-only
/* cxl fm extents: dynamic capacity of hosts (Get DC Region Extent Lists, CXL r3.2 7.6.7.6.4). */
#include <stdlib.h>

#include "cxl/fm/ask.h"
#include "cxl/fm/fm.h"

#define INFO_LEN 0x54 /* of Get DCD Info: the number of hosts at 0 */
#define HEADER 0x18
#define RECORD 40
#define EXTENTS_MAX (1U << 20) /* of a host: more are not believed */

struct host {
	u32 total, generation;
	struct fm_records list;
};

struct extents {
	struct host *hosts;
	size_t host_count;
	int rc;
	struct fail why;
};

static int changed(u16 opcode, struct fail *why)
{
	return fail_set(why, -EAGAIN, "changed", "try again",
			"command 0x%04x: the list was changed while it was read", opcode);
}

/* From the first one that is not known yet. */
static int read_some(const struct memdev *m, u8 number, struct host *h, struct fail *why)
{
	const u32 max = (memdev_payload_max(m) - HEADER) / RECORD, first = (u32)h->list.count;
	u8 in[12] = { number };
	const struct mbox_request req = {
		.opcode = OP_GET_HOST_EXTENTS,
		.in = in,
		.in_len = sizeof(in),
		.out_max = HEADER + max * RECORD,
	};
	auto_reply struct mbox_reply reply = { 0 };
	u32 count, total, generation;
	int rc;

	put_le(in + 4, 4, max);
	put_le(in + 8, 4, first);
	rc = fm_ask(m, &req, HEADER, &reply, why);
	if (rc < 0)
		return rc;
	count = (u32)get_le(reply.data + 8, 4);
	total = (u32)get_le(reply.data + 12, 4);
	generation = (u32)get_le(reply.data + 16, 4);
	if (first && (generation != h->generation || total != h->total))
		return changed(req.opcode, why);
	if (get_le(reply.data, 2) != number || get_le(reply.data + 4, 4) != first ||
	    total > EXTENTS_MAX || count > total - first || (!count && total > first) ||
	    reply.len < HEADER + count * RECORD)
		return fm_invalid(req.opcode, why);
	h->total = total;
	h->generation = generation;
	rc = fm_records_add(&h->list, reply.data + HEADER, count, RECORD);
	return rc < 0 ? fail_nomem(why) : 0;
}

static int read_hosts(const struct memdev *m, struct extents *e)
{
	const struct mbox_request req = { .opcode = OP_GET_DCD_INFO, .out_max = INFO_LEN };
	auto_reply struct mbox_reply reply = { 0 };
	int rc = fm_ask(m, &req, INFO_LEN, &reply, &e->why);

	if (rc < 0)
		return rc;
	e->hosts = calloc(reply.data[0] + 1U, sizeof(*e->hosts));
	if (!e->hosts)
		return fail_nomem(&e->why);
	e->host_count = reply.data[0];
	return 0;
}

static void read_extents(const struct inv *inv, const struct memdev *m, void *data)
{
	struct extents *e = data;
	size_t i;

	e->rc = read_hosts(m, e);
	for (i = 0; e->rc == 0 && i < e->host_count; i++)
		do
			e->rc = read_some(m, (u8)i, &e->hosts[i], &e->why);
		while (e->rc == 0 && e->hosts[i].list.count < e->hosts[i].total);
}

static void show_extents(struct inv *inv, const struct memdev *m, void *data, struct rec *top)
{
	const struct extents *e = data;
	const struct fm_records *l;
	struct rec *list, *o;
	size_t i, n;

	if (e->rc < 0) {
		inv_fail(inv, m->name, inv->cmd->name, &e->why);
		return;
	}
	list = rec_loose(top, VAL_ARR);
	for (i = 0; i < e->host_count; i++) {
		l = &e->hosts[i].list;
		for (n = 0; n < l->count; n++) {
			o = rec_obj(list, NULL);
			rec_uint(o, "host", i);
			fm_record(OP_GET_HOST_EXTENTS, l->data + n * RECORD, o);
		}
	}
	cxl_add_list(inv, m, top, list, "extents");
}

static void extents_done(void *data)
{
	struct extents *e = data;

	while (e->host_count)
		free(e->hosts[--e->host_count].list.data);
	free(e->hosts);
}

const struct memdev_reader fm_extents = {
	.size = sizeof(struct extents),
	.read = read_extents,
	.show = show_extents,
	.done = extents_done,
};
