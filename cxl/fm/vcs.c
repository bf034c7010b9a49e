// SPDX-License-Identifier: GPL-2.0-only
/* cxl fm vcs: virtual switches, vPPBs (Get Virtual CXL Switch Info, CXL r3.2 7.6.7.2.1). */
#include <stdlib.h>

#include "cxl/fm/ask.h"
#include "cxl/fm/fm.h"
#include "cxl/fm/switch.h"

#define HEADER 4 /* of the reply: count, reserved */
#define BLOCK 4	 /* of a virtual switch: number, state, upstream port, vPPBs in all */
#define RECORD 4 /* of a vPPB: status, port, logical device, reserved */

static const struct value_name states[] = {
	{ 0, "disabled" },
	{ 1, "enabled" },
	{ 255, "invalid" },
	{ 0, NULL },
};
#define TO_PORT 2
#define TO_LD 3
static const struct value_name statuses[] = {
	{ 0, "unbound" }, { 1, "in-progress" }, { TO_PORT, "port" }, { TO_LD, "ld" }, { 0, NULL },
};

struct virtual_switch {
	u8 id, state, upstream_port, vppb_count;
	struct fm_records vppbs;
};

struct virtual_switches {
	struct virtual_switch *at;
	size_t count;
	int rc;
	struct fail why;
};

/* The vPPBs from the first one that is not known yet. */
static int read_some(const struct memdev *m, struct virtual_switch *v, struct fail *why)
{
	const u32 max = MIN((memdev_payload_max(m) - HEADER - BLOCK) / RECORD, (u32)UINT8_MAX);
	const u8 in[] = { (u8)v->vppbs.count, (u8)max, 1, v->id };
	const struct mbox_request req = {
		.opcode = OP_GET_VCS_INFO,
		.in = in,
		.in_len = sizeof(in),
		.out_max = HEADER + BLOCK + max * RECORD,
	};
	auto_reply struct mbox_reply reply = { 0 };
	int rc = fm_ask(m, &req, HEADER + BLOCK, &reply, why);
	size_t count;

	if (rc < 0)
		return rc;
	v->state = reply.data[HEADER + 1];
	v->upstream_port = reply.data[HEADER + 2];
	v->vppb_count = reply.data[HEADER + 3];
	if (reply.data[0] != 1 || reply.data[HEADER] != v->id || v->vppb_count < v->vppbs.count)
		return fm_invalid(req.opcode, why);
	count = MIN(v->vppb_count - v->vppbs.count, (size_t)max);
	if (reply.len < HEADER + BLOCK + count * RECORD)
		return fm_invalid(req.opcode, why);
	rc = fm_records_add(&v->vppbs, reply.data + HEADER + BLOCK, count, RECORD);
	return rc < 0 ? fail_nomem(why) : 0;
}

static void read_virtual_switches(const struct inv *inv, const struct memdev *m, void *data)
{
	struct virtual_switches *l = data;
	struct virtual_switch *v;
	struct fm_switch s;
	size_t i;

	l->rc = fm_switch_read(m, &s, &l->why);
	if (l->rc < 0)
		return;
	l->at = calloc(s.virtual_switch_count + 1, sizeof(*l->at));
	if (!l->at)
		l->rc = fail_nomem(&l->why);
	for (i = 0; l->rc == 0 && i < s.virtual_switch_count; i++) {
		v = &l->at[l->count++];
		v->id = s.virtual_switches[i];
		do
			l->rc = read_some(m, v, &l->why);
		while (l->rc == 0 && v->vppbs.count < v->vppb_count);
	}
}

static void show_name(struct rec *o, const char *key, const struct value_name *names, u8 value)
{
	const char *name = value_name(names, value);

	if (name)
		rec_str(o, key, name);
	else
		rec_uint(o, key, value);
}

static void show_virtual_switch(const struct virtual_switch *v, struct rec *o)
{
	rec_uint(o, "virtual_switch", v->id);
	show_name(o, "state", states, v->state);
	rec_uint(o, "upstream_port", v->upstream_port);
}

static void show_vppb(const struct virtual_switch *v, size_t i, struct rec *o)
{
	const u8 *record = v->vppbs.data + i * RECORD;

	show_virtual_switch(v, o);
	rec_uint(o, "vppb", i);
	show_name(o, "status", statuses, record[0]);
	if (record[0] == TO_PORT || record[0] == TO_LD)
		rec_uint(o, "port", record[1]);
	if (record[0] == TO_LD)
		rec_uint(o, "ld", record[2]);
}

static void show_virtual_switches(struct inv *inv, const struct memdev *m, void *data,
				  struct rec *top)
{
	const struct virtual_switches *l = data;
	const struct virtual_switch *v;
	struct rec *list;
	size_t i;

	if (l->rc < 0) {
		inv_fail(inv, m->name, inv->cmd->name, &l->why);
		return;
	}
	list = rec_loose(top, VAL_ARR);
	for (v = l->at; v < l->at + l->count; v++) {
		for (i = 0; i < v->vppbs.count; i++)
			show_vppb(v, i, rec_obj(list, NULL));
		if (!v->vppbs.count)
			show_virtual_switch(v, rec_obj(list, NULL));
	}
	cxl_add_list(inv, m, top, list, "vppbs");
}

static void virtual_switches_done(void *data)
{
	struct virtual_switches *l = data;

	while (l->count)
		free(l->at[--l->count].vppbs.data);
	free(l->at);
}

const struct memdev_reader fm_vcs = {
	.size = sizeof(struct virtual_switches),
	.read = read_virtual_switches,
	.show = show_virtual_switches,
	.done = virtual_switches_done,
};
