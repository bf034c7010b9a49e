// SPDX-License-Identifier: GPL-2.0-only
/* Sections of "cxl list" that only the device itself can answer. */
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/exec.h"
#include "cxl/lib/wire/codec.h"
#include "cxl/view.h"

/*
 * Ask, and decode by @l. A device without the command is nothing to talk about; one that fails
 * to answer it is.
 */
static int ask(struct view *v, const struct node *memdev, const char *section, u16 opcode,
	       u32 size, struct mbox_rsp *rsp)
{
	struct fail why = { 0 };
	int rc;

	if (v->ctx->root.captured && v->ctx->read_only)
		return -EOPNOTSUPP;
	rc = exec_get(v->ctx, memdev, opcode, size, rsp, &why);
	if (rc < 0 && rc != -EOPNOTSUPP)
		inv_warn(v->inv, "%s: no %s: %s", memdev->name, section, why.message);
	return rc;
}

static void decode_section(struct view *v, const struct node *memdev, const char *section,
			   u16 opcode, const struct layout *l, struct rec *out)
{
	auto_rsp struct mbox_rsp rsp = { 0 };

	if (ask(v, memdev, section, opcode, l->size, &rsp) < 0)
		return;
	if (layout_decode(l, rsp.data, rsp.len, rec_obj(out, section)) < 0)
		inv_warn(v->inv, "%s: %s: the device sent %u bytes, %u are due", memdev->name,
			 section, rsp.len, l->size);
}

void view_health(struct view *v, const struct node *memdev, struct rec *out)
{
	decode_section(v, memdev, "health", OP_GET_HEALTH_INFO, &health_layout, out);
}

void view_alerts(struct view *v, const struct node *memdev, struct rec *out)
{
	decode_section(v, memdev, "alert_config", OP_GET_ALERT_CONFIG, &alert_config_layout, out);
}

static void emit_partitions(struct view *v, const struct node *memdev, struct rec *out)
{
	auto_rsp struct mbox_rsp rsp = { 0 };
	struct partition_info p;

	if (ask(v, memdev, "partition_info", OP_GET_PARTITION_INFO, 32, &rsp) < 0 ||
	    partition_decode(rsp.data, rsp.len, &p) < 0)
		return;
	rec_num(out, "active_volatile_size", VAL_SIZE, p.active_volatile);
	rec_num(out, "active_persistent_size", VAL_SIZE, p.active_persistent);
	rec_num(out, "next_volatile_size", VAL_SIZE, p.next_volatile);
	rec_num(out, "next_persistent_size", VAL_SIZE, p.next_persistent);
}

void view_partition(struct view *v, const struct node *memdev, struct rec *out)
{
	auto_rsp struct mbox_rsp rsp = { 0 };
	struct identify_info id;
	struct rec *part;

	if (ask(v, memdev, "partition_info", OP_IDENTIFY, 69, &rsp) < 0 ||
	    identify_decode(rsp.data, rsp.len, &id) < 0)
		return;
	part = rec_obj(out, "partition_info");
	rec_num(part, "total_size", VAL_SIZE, id.total_size);
	rec_num(part, "volatile_only_size", VAL_SIZE, id.volatile_only_size);
	rec_num(part, "persistent_only_size", VAL_SIZE, id.persistent_only_size);
	rec_num(part, "partition_alignment_size", VAL_SIZE, id.partition_alignment_size);
	if (id.partition_alignment_size)
		emit_partitions(v, memdev, part);
}

/* The kernel's firmware loader of this device: is an update running? */
static void emit_update(struct view *v, const struct node *memdev, struct rec *out)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char path[PATH_MAX], status[32];
	bool running = false;
	u64 left;

	snprintf(path, sizeof(path), "%s/firmware/%s", memdev->path, memdev->name);
	if (sysdir_open(&d, v->t->root, TREE_SYS, path) == 0 &&
	    sysdir_read(&d, "status", status, sizeof(status)) > 0)
		running = !str_eq(status, "idle");
	rec_bool(out, "fw_update_in_progress", running);
	if (running && sysdir_read_u64(&d, "remaining_size", &left) == 0)
		rec_num(out, "remaining_size", VAL_SIZE, left);
}

void view_firmware(struct view *v, const struct node *memdev, struct rec *out)
{
	auto_rsp struct mbox_rsp rsp = { 0 };
	struct fw_info fw;
	struct rec *r;
	u8 i;

	if (ask(v, memdev, "firmware", OP_GET_FW_INFO, 80, &rsp) < 0 ||
	    fw_info_decode(rsp.data, rsp.len, &fw) < 0)
		return;
	r = rec_obj(out, "firmware");
	rec_uint(r, "num_slots", fw.slots);
	rec_uint(r, "active_slot", fw.active);
	if (fw.staged > 0 && fw.staged <= fw.slots)
		rec_uint(r, "staged_slot", fw.staged);
	rec_bool(r, "online_activate_capable", fw.online_activate);
	for (i = 0; i < fw.slots && i < FW_SLOTS; i++)
		if (*fw.revision[i])
			rec_str(r, rec_keyf(r, "slot_%u_version", i + 1U), fw.revision[i]);
	emit_update(v, memdev, r);
}
