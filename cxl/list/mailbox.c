// SPDX-License-Identifier: GPL-2.0-only
/* Sections of "cxl list" that are read from the device. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/wire/fw.h"
#include "cxl/lib/wire/opcode.h"
#include "cxl/list/list.h"

/* The command of a section. */
struct section {
	const char *name;
	u16 opcode;
};

static const struct section health_section = { "health", OP_GET_HEALTH_INFO };
static const struct section alert_section = { "alert_config", OP_GET_ALERT_CONFIG };
static const struct section identify_section = { "partition_info", OP_IDENTIFY };
static const struct section partition_section = { "partition_info", OP_GET_PARTITION_INFO };
static const struct section firmware_section = { "firmware", OP_GET_FW_INFO };

/* Size of the reply with the fields that newer devices append. */
static u32 section_size(const struct section *s)
{
	return (u32)layout_max_size(opcode_find(s->opcode)->out);
}

/*
 * All devices are queried in parallel before the first is printed, so that a slow device does not
 * delay the others.
 */
void list_query_ahead(struct list_ctx *lc)
{
	/* clang-format off */
	const struct section *sections[] = {
		list_has(lc, LIST_HEALTH) ? &health_section : NULL,
		list_has(lc, LIST_ALERTS) ? &alert_section : NULL,
		list_has(lc, LIST_PARTITION) ? &identify_section : NULL,
		list_has(lc, LIST_FIRMWARE) ? &firmware_section : NULL,
	};
	/* clang-format on */
	const struct node_list *l = &lc->t->kinds[NODE_MEMDEV];
	size_t i, s;

	if (!list_has(lc, LIST_MEMDEVS) || (lc->ctx->root.captured && lc->ctx->read_only))
		return;
	lc->queries = calloc(l->count * ARRAY_SIZE(sections) + 1, sizeof(*lc->queries));
	for (i = 0; lc->queries && i < l->count; i++)
		for (s = 0; s < ARRAY_SIZE(sections); s++)
			if (sections[s] && list_selects(lc, l->at[i]))
				lc->queries[lc->query_count++] = (struct mbox_query){
					.memdev = memdev_of(lc->ctx, lc->t, l->at[i]),
					.req = { .opcode = sections[s]->opcode,
						 .out_max = section_size(sections[s]) },
				};
	mbox_query_all(lc->ctx, lc->queries, lc->query_count);
}

void list_done(struct list_ctx *lc)
{
	size_t i;

	for (i = 0; i < lc->query_count; i++)
		mbox_reply_done(&lc->queries[i].reply);
	free(lc->queries);
	poison_free(&lc->poison);
}

static const struct mbox_query *find_query(const struct list_ctx *lc, const struct node *memdev,
					   u16 opcode)
{
	size_t i;

	for (i = 0; i < lc->query_count; i++)
		if (lc->queries[i].memdev.node == memdev && lc->queries[i].req.opcode == opcode)
			return &lc->queries[i];
	return NULL;
}

/*
 * The reply for a section, borrowed; @own holds it if it was not queried in advance. NULL: no
 * reply, with a warning unless the device does not support the command.
 */
static const struct mbox_reply *section_reply(struct list_ctx *lc, const struct node *memdev,
					      const struct section *s, struct mbox_reply *own)
{
	const struct memdev m = memdev_of(lc->ctx, lc->t, memdev);
	const struct mbox_query *q = find_query(lc, memdev, s->opcode);
	struct fail why = { 0 };
	int rc;

	if (lc->ctx->root.captured && lc->ctx->read_only)
		return NULL;
	rc = q ? q->rc : mbox_read(&m, s->opcode, section_size(s), own, &why);
	if (rc < 0 && (q ? q->why : why).outcome != OUTCOME_UNSUPPORTED)
		inv_warn(lc->inv, "%s: cannot read %s: %s", memdev->name, s->name,
			 q ? q->why.message : why.message);
	return rc < 0 ? NULL : q ? &q->reply : own;
}

/* Decode the reply of a section, with a warning if it is incomplete. False: there is none. */
static bool section_decode(struct list_ctx *lc, const struct node *memdev, const struct section *s,
			   struct rec *out)
{
	auto_reply struct mbox_reply own = { 0 };
	const struct mbox_reply *rsp = section_reply(lc, memdev, s, &own);
	const struct layout *l = opcode_find(s->opcode)->out;
	int rc = rsp ? layout_decode(l, rsp->data, rsp->len, out) : 0;

	if (rc == -EMSGSIZE)
		inv_warn(lc->inv, "%s: %s: short response: %u of %u bytes", memdev->name, s->name,
			 rsp->len, l->size);
	else if (rc < 0)
		inv_warn(lc->inv,
			 "%s: %s: invalid response: a size exceeds 64 bits and is left out",
			 memdev->name, s->name);
	return rsp;
}

static void decode_section(struct list_obj *o, const struct section *s)
{
	struct rec *out = rec_loose(o->out, VAL_OBJ);

	if (section_decode(o->lc, o->node, s, out))
		rec_attach(o->out, s->name, out);
}

void list_health(struct list_obj *o)
{
	decode_section(o, &health_section);
}

void list_alerts(struct list_obj *o)
{
	decode_section(o, &alert_section);
}

/* Sizes that the reply does not have are left out. */
static void copy_sizes(const struct rec *from, struct rec *to, const char *const *keys)
{
	const struct rec *r;

	for (; *keys; keys++) {
		r = rec_get(from, *keys);
		if (r)
			rec_num(to, *keys, VAL_SIZE, r->u);
	}
}

void list_partition(struct list_obj *o)
{
	static const char *const identify_keys[] = {
		"total_size",
		"volatile_only_size",
		"persistent_only_size",
		"partition_alignment_size",
		NULL,
	};
	static const char *const partition_keys[] = {
		"active_volatile_size",
		"active_persistent_size",
		"next_volatile_size",
		"next_persistent_size",
		NULL,
	};
	auto_rec struct rec *identify = rec_new_obj(), *partition = rec_new_obj();
	const struct rec *alignment;
	struct rec *out;

	if (!section_decode(o->lc, o->node, &identify_section, identify))
		return;
	out = rec_obj(o->out, o->key);
	copy_sizes(identify, out, identify_keys);
	alignment = rec_get(identify, "partition_alignment_size");
	if (alignment && alignment->u &&
	    section_decode(o->lc, o->node, &partition_section, partition))
		copy_sizes(partition, out, partition_keys);
}

/* The kernel's firmware loader of this device: is an update running? */
static void emit_update(struct list_ctx *lc, const struct node *memdev, struct rec *out)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char path[PATH_MAX], status[32];
	bool running = false;
	u64 left;

	snprintf(path, sizeof(path), "%s/firmware/%s", memdev->path, memdev->name);
	if (sysdir_open(&d, lc->t->root, TREE_SYS, path) == 0 &&
	    sysdir_read(&d, "status", status, sizeof(status)) > 0)
		running = !str_eq(status, "idle");
	rec_bool(out, "fw_update_in_progress", running);
	if (running && sysdir_read_u64(&d, "remaining_size", &left) == 0)
		rec_num(out, "remaining_size", VAL_SIZE, left);
}

void list_firmware(struct list_obj *o)
{
	auto_reply struct mbox_reply own = { 0 };
	const struct mbox_reply *rsp = section_reply(o->lc, o->node, &firmware_section, &own);
	struct fw_info fw;
	struct rec *r;
	u8 i;

	if (!rsp)
		return;
	if (fw_info_decode(rsp->data, rsp->len, &fw) < 0) {
		inv_warn(o->lc->inv, "%s: firmware: short response: %u of %u bytes", o->node->name,
			 rsp->len, opcode_find(OP_GET_FW_INFO)->out->size);
		return;
	}
	r = rec_obj(o->out, o->key);
	rec_uint(r, "num_slots", fw.slots);
	rec_uint(r, "active_slot", fw.active);
	if (fw.staged > 0 && fw.staged <= fw.slots)
		rec_uint(r, "staged_slot", fw.staged);
	rec_bool(r, "online_activate_capable", fw.online_activate);
	for (i = 0; i < fw.slots && i < FW_SLOTS; i++)
		if (*fw.revision[i])
			rec_str(r, rec_keyf(r, "slot_%u_version", i + 1U), fw.revision[i]);
	emit_update(o->lc, o->node, r);
}
