// SPDX-License-Identifier: GPL-2.0-only
/* Sections of "cxl list" that are read from the device. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/firmware/firmware.h"
#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/wire/fw.h"
#include "cxl/lib/wire/opcode.h"
#include "cxl/list/list.h"
#include "util/column-names.h"
#include "util/sys-errors.h"

/* The commands of the sections, in the order in which a device is asked. */
enum section_id { HEALTH, ALERTS, IDENTIFY, PARTITION, FIRMWARE, SECTION_COUNT };

static const struct section {
	const char *name;
	u16 opcode;
	enum list_flag flag;
} sections[SECTION_COUNT] = {
	[HEALTH] = { "health", OP_GET_HEALTH_INFO, LIST_HEALTH },
	[ALERTS] = { "alert_config", OP_GET_ALERT_CONFIG, LIST_ALERTS },
	[IDENTIFY] = { "partition_info", OP_IDENTIFY, LIST_PARTITION },
	[PARTITION] = { "partition_info", OP_GET_PARTITION_INFO, LIST_PARTITION },
	[FIRMWARE] = { "firmware", OP_GET_FW_INFO, LIST_FIRMWARE },
};

/* The replies of one memdev. */
struct list_replies {
	struct memdev memdev;
	const bool *flags; /* of struct list_ctx */
	struct {
		int rc; /* as of mbox_send(); 0 without .reply.data: not asked */
		struct mbox_reply reply;
		struct fail why;
	} at[SECTION_COUNT];
};

/* Size of the reply with the fields that newer devices append. */
static u32 section_size(const struct section *s)
{
	return (u32)layout_max_size(opcode_find(s->opcode)->out);
}

/* Devices with partitions of a fixed size are not asked for them. */
static bool has_partitions(const struct list_replies *r)
{
	auto_rec struct rec *identify = rec_new_obj();
	const struct mbox_reply *reply = &r->at[IDENTIFY].reply;
	const struct rec *alignment;

	if (!reply->data)
		return false;
	layout_decode(opcode_find(OP_IDENTIFY)->out, reply->data, reply->len, identify);
	alignment = rec_get(identify, "partition_alignment_size");
	return alignment && alignment->u;
}

static void query_memdev(void *data, size_t i)
{
	struct list_replies *r = (struct list_replies *)data + i;
	size_t s;

	for (s = 0; s < SECTION_COUNT; s++)
		if (r->flags[sections[s].flag] && (s != PARTITION || has_partitions(r)))
			r->at[s].rc = mbox_read(&r->memdev, sections[s].opcode,
						section_size(&sections[s]), &r->at[s].reply,
						&r->at[s].why);
}

static bool is_denied(const struct list_replies *r, enum section_id s)
{
	return r->at[s].rc == -EACCES && r->at[s].why.code &&
	       str_eq(r->at[s].why.code, "permission");
}

#define NAMED_MAX 8 /* devices in a warning */

/* One warning for each section: without the permission, it is the same for all devices. */
static void warn_denied(struct list_ctx *lc, enum section_id s)
{
	auto_strbuf struct strbuf names = { 0 };
	const struct fail *why = NULL;
	size_t i, n = 0;

	for (i = 0; i < lc->reply_count; i++) {
		if (!is_denied(&lc->replies[i], s))
			continue;
		why = &lc->replies[i].at[s].why;
		if (n < NAMED_MAX)
			strbuf_addf(&names, "%s%s", n ? ", " : "", lc->replies[i].memdev.name);
		n++;
		lc->inv->unread += mbox_is_undetermined(why);
	}
	if (!why)
		return;
	if (n > NAMED_MAX)
		strbuf_addf(&names, " and %zu more", n - NAMED_MAX);
	inv_warn(lc->inv, "%s: cannot read %s: %s; %s", names.s ? names.s : "", sections[s].name,
		 why->message, why->hint);
}

/* One warning for all sections that are requested of a captured tree. */
static void warn_captured(struct list_ctx *lc)
{
	auto_strbuf struct strbuf names = { 0 };
	size_t i;

	for (i = 0; i < SECTION_COUNT; i++)
		if (list_has(lc, sections[i].flag))
			columns_merge(&names, sections[i].name);
	if (list_has(lc, LIST_MEDIA_ERRORS))
		columns_merge(&names, "media_errors");
	inv_warn(lc->inv, "not available with --sysroot: %s", names.s ? names.s : "");
}

/*
 * All devices are queried in parallel before the first is printed, so that a slow device does not
 * delay the others.
 */
void list_query_ahead(struct list_ctx *lc)
{
	const struct node_list *l = &lc->t->kinds[NODE_MEMDEV];
	bool wanted = false;
	size_t i;

	for (i = 0; i < SECTION_COUNT; i++)
		wanted |= list_has(lc, sections[i].flag);
	wanted &= list_has(lc, LIST_MEMDEVS);
	if (!ctx_has_replies(lc->ctx) && l->count) {
		if (wanted || list_has(lc, LIST_MEDIA_ERRORS))
			warn_captured(lc);
		return;
	}
	if (!wanted || !l->count)
		return;
	lc->replies = calloc(l->count + 1, sizeof(*lc->replies));
	if (!lc->replies) {
		inv_warn(lc->inv, "cannot query memory devices: out of memory");
		lc->inv->unread++;
		return;
	}
	for (i = 0; i < l->count; i++)
		if (list_selects(lc, l->at[i]))
			lc->replies[lc->reply_count++] = (struct list_replies){
				.memdev = memdev_of(lc->ctx, lc->t, l->at[i]),
				.flags = lc->flags,
			};
	mbox_parallel(lc->ctx, lc->reply_count, query_memdev, lc->replies);
	for (i = 0; i < SECTION_COUNT; i++)
		warn_denied(lc, (enum section_id)i);
}

void list_done(struct list_ctx *lc)
{
	size_t i, s;

	for (i = 0; i < lc->reply_count; i++)
		for (s = 0; s < SECTION_COUNT; s++)
			mbox_reply_done(&lc->replies[i].at[s].reply);
	free(lc->replies);
	poison_free(&lc->poison);
}

void list_warn_unread(struct list_ctx *lc, const char *device, const char *what,
		      const struct fail *why)
{
	inv_warn(lc->inv, "%s: cannot read %s: %s", device, what, why->message);
	lc->inv->unread += mbox_is_undetermined(why);
}

/*
 * The reply for a section, borrowed. NULL: no reply, with a warning unless the kernel knows that
 * the device does not support the command.
 */
static const struct mbox_reply *section_reply(struct list_ctx *lc, const struct node *memdev,
					      enum section_id s)
{
	struct list_replies *r = lc->replies, *end = r + lc->reply_count;

	while (r < end && r->memdev.node != memdev)
		r++;
	if (r == end)
		return NULL;
	if (r->at[s].rc < 0 && !is_denied(r, s) &&
	    (r->at[s].why.outcome != OUTCOME_UNSUPPORTED ||
	     r->at[s].why.device_status != NO_DEVICE_STATUS))
		list_warn_unread(lc, memdev->name, sections[s].name, &r->at[s].why);
	return r->at[s].reply.data ? &r->at[s].reply : NULL;
}

/* Decode the reply of a section, with a warning if it is incomplete. False: there is none. */
static bool section_decode(struct list_ctx *lc, const struct node *memdev, enum section_id s,
			   struct rec *out)
{
	const struct mbox_reply *rsp = section_reply(lc, memdev, s);
	const struct layout *l = opcode_find(sections[s].opcode)->out;
	int rc = rsp ? layout_decode(l, rsp->data, rsp->len, out) : 0;

	if (rc == -EMSGSIZE)
		inv_warn(lc->inv, "%s: %s: short response: %u of %u bytes", memdev->name,
			 sections[s].name, rsp->len, l->size);
	else if (rc < 0)
		inv_warn(lc->inv,
			 "%s: %s: invalid response: a size exceeds 64 bits and is left out",
			 memdev->name, sections[s].name);
	return rsp;
}

static void decode_section(struct list_obj *o, enum section_id s)
{
	struct rec *out = rec_loose(o->out, VAL_OBJ);

	if (section_decode(o->lc, o->node, s, out))
		rec_attach(o->out, sections[s].name, out);
}

void list_health(struct list_obj *o)
{
	decode_section(o, HEALTH);
}

void list_alerts(struct list_obj *o)
{
	decode_section(o, ALERTS);
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
	struct rec *out;

	if (!section_decode(o->lc, o->node, IDENTIFY, identify))
		return;
	out = rec_obj(o->out, o->key);
	copy_sizes(identify, out, identify_keys);
	if (section_decode(o->lc, o->node, PARTITION, partition))
		copy_sizes(partition, out, partition_keys);
}

/*
 * The kernel's firmware loader of this device: is an update running? Not if there is none (Linux
 * before 6.5).
 */
static void emit_update(struct list_ctx *lc, const struct node *memdev, struct rec *out)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char path[PATH_MAX], status[32] = "idle";
	u64 left;
	int rc;

	snprintf(path, sizeof(path), "%s/firmware/%s", memdev->path, memdev->name);
	rc = sysdir_open(&d, lc->t->root, TREE_SYS, path);
	if (rc == 0) {
		rc = sysdir_read(&d, "status", status, sizeof(status));
		if (rc >= 0 && firmware_status_parse(status) == FIRMWARE_STATUSES)
			rc = sysdir_invalid(&d, "status");
		if (rc < 0 && sys_is_absent(rc)) { /* others are reported at the end */
			inv_warn(lc->inv, "%s: cannot read /sys/%s/status: %s", memdev->name, path,
				 strerror(-rc));
			lc->inv->unread++;
		}
	} else if (sys_is_absent(rc)) {
		rc = 0;
	}
	if (rc < 0)
		return;
	rec_bool(out, "fw_update_in_progress", !str_eq(status, "idle"));
	if (!str_eq(status, "idle") && sysdir_read_u64(&d, "remaining_size", &left) == 0)
		rec_num(out, "remaining_size", VAL_SIZE, left);
}

void list_firmware(struct list_obj *o)
{
	const struct mbox_reply *rsp = section_reply(o->lc, o->node, FIRMWARE);
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
