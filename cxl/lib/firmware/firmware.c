// SPDX-License-Identifier: LGPL-2.1-or-later
/* Firmware update through sysfs: state and plans (drivers/base/firmware_loader/sysfs_upload.c). */
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/firmware/firmware.h"
#include "cxl/lib/guard/facts.h"
#include "cxl/lib/mailbox/cel.h"
#include "cxl/lib/wire/cel.h"
#include "cxl/lib/wire/fw.h"
#include "util/sys-errors.h"

/* "transferring:hw-error" */
#define ERROR_CHARS "abcdefghijklmnopqrstuvwxyz-:"

static const char *const statuses[FIRMWARE_STATUSES] = {
	"idle", "receiving", "preparing", "transferring", "programming",
};

const char *firmware_status_name(enum firmware_status status)
{
	return statuses[status];
}

enum firmware_status firmware_status_parse(const char *text)
{
	int i = 0;

	while (i < FIRMWARE_STATUSES && !str_eq(statuses[i], text))
		i++;
	return (enum firmware_status)i;
}

static int read_fail(const char *attr, int err, struct fail *why)
{
	return fail_set(why, err, "read_failed", "", "cannot read firmware/%s: %s", attr,
			sys_error_text(err));
}

static int removed(struct fail *why)
{
	return fail_set(why, -ENODEV, "no_such_device", "see 'cxl list -i'",
			"the device has been removed");
}

static int open_dir(const struct memdev *m, char *path, size_t size, struct sysdir *ret,
		    struct fail *why)
{
	const struct sysroot *root = &m->ctx->root;
	int rc;

	if ((size_t)snprintf(path, size, "%s/firmware/%s", m->path, m->name) >= size)
		return fail_set(why, -ENAMETOOLONG, "internal", "", "path too long");
	rc = sysdir_open(ret, root, TREE_SYS, path);
	if (rc < 0 && !sys_is_absent(rc))
		return read_fail("", rc, why);
	if (rc < 0 && sys_is_absent(sys_check(root, TREE_SYS, m->path)))
		return removed(why);
	if (rc < 0)
		return fail_unsupported(
			why, "no_firmware_upload", "",
			"firmware update is not supported by this kernel or device (needs Linux "
			"6.5 with CONFIG_FW_UPLOAD, and a device with Get FW Info)");
	return 0;
}

/* An attribute of a device that is being removed fails with ENODEV, and is gone then. */
static int attr_fail(const char *attr, int err, struct fail *why)
{
	return sys_is_absent(err) ? removed(why) : read_fail(attr, err, why);
}

static int read_error(const struct sysdir *d, struct firmware_state *s, struct fail *why)
{
	int rc = sysdir_read(d, "error", s->error, sizeof(s->error));

	if (rc >= 0 && s->error[strspn(s->error, ERROR_CHARS)])
		return read_fail("error", sysdir_invalid(d, "error"), why);
	if (rc >= 0)
		return 0;
	if (rc != -EBUSY)
		return attr_fail("error", rc, why);
	s->status = FIRMWARE_RECEIVING; /* another update has begun */
	return 0;
}

int firmware_read(const struct memdev *m, struct firmware_state *ret, struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct firmware_state s = { .status = FIRMWARE_IDLE };
	char path[PATH_MAX], text[64];
	int rc = open_dir(m, path, sizeof(path), &d, why);

	if (rc < 0)
		return rc;
	rc = sysdir_read(&d, "status", text, sizeof(text));
	if (rc < 0)
		return attr_fail("status", rc, why);
	s.status = firmware_status_parse(text);
	if (s.status == FIRMWARE_STATUSES)
		return read_fail("status", sysdir_invalid(&d, "status"), why);
	s.remaining_known = sysdir_read_u64(&d, "remaining_size", &s.remaining) == 0;
	if (s.status == FIRMWARE_IDLE)
		rc = read_error(&d, &s, why);
	if (rc < 0)
		return rc;
	*ret = s;
	return 0;
}

int firmware_check_idle(const struct memdev *m, struct fail *why)
{
	const char *busy = facts_busy(m->ctx, m->name);
	struct firmware_state s;
	int rc = firmware_read(m, &s, why);

	if (rc < 0)
		return rc;
	if (s.status != FIRMWARE_IDLE)
		return fail_refuse(
			why, "device_busy", "wait with --wait, or stop it with --cancel",
			"refusing to update the firmware of %s: a firmware update is in progress (%s)",
			m->name, firmware_status_name(s.status));
	if (busy)
		return fail_refuse(why, "device_busy", "see 'cxl wait-sanitize'",
				   "refusing to update the firmware of %s: %s", m->name, busy);
	return 0;
}

static bool lists(const u8 *log, size_t len, u16 opcode)
{
	u16 effects;

	return cel_find(log, len, opcode, &effects) == 0;
}

/* The kernel offers the upload to every device that has Get FW Info. */
static int check_commands(const struct memdev *m, struct fail *why)
{
	static const u16 opcodes[] = { OP_TRANSFER_FW, OP_ACTIVATE_FW };
	auto_free u8 *log = NULL;
	size_t len, i;

	if (cel_read(m, &log, &len, NULL) < 0)
		return 0;
	for (i = 0; i < ARRAY_SIZE(opcodes); i++)
		if (!lists(log, len, opcodes[i]))
			return fail_unsupported(why, "not_supported", "see 'cxl list-commands'",
						"the device does not support %s (0x%04x)",
						opcode_find(opcodes[i])->title, opcodes[i]);
	return 0;
}

static int check_slots(const struct memdev *m, struct fail *why)
{
	auto_reply struct mbox_reply rsp = { 0 };
	struct fw_info fw;

	if (mbox_read(m, OP_GET_FW_INFO, opcode_find(OP_GET_FW_INFO)->out->size, &rsp, NULL) < 0 ||
	    fw_info_decode(rsp.data, rsp.len, &fw) < 0 || fw.slots > 1)
		return 0;
	return fail_unsupported(why, "no_free_slot", "see 'cxl get-fw-info'",
				"the device has no slot besides the one of the active firmware");
}

int firmware_check_device(const struct memdev *m, struct fail *why)
{
	int rc = check_commands(m, why);

	return rc == 0 ? check_slots(m, why) : rc;
}

/* It is not too long: firmware_read() has opened it. */
static void directory(const struct memdev *m, char buf[PATH_MAX])
{
	snprintf(buf, PATH_MAX, "%s/firmware/%s", m->path, m->name);
}

/*
 * Until "loading" is 0 again, nothing has been sent, and the next update starts anew. The kernel
 * activates the slot at the next reset (action 1 of Activate FW), never at once.
 */
void plan_firmware_update(struct plan *p, const struct memdev *m, const void *image, size_t len)
{
	char dir[PATH_MAX], size[40];

	directory(m, dir);
	plan_set(p, dir, "loading", "1", "open the firmware upload");
	plan_undo(p, NULL, "-1"); /* drops what was written */
	snprintf(size, sizeof(size), "%zu bytes", len);
	plan_set(p, dir, "data", size, "write the image to the kernel");
	plan_data(p, image, len);
	plan_needs_no_undo(p);
	plan_set(p, dir, "loading", "0", "start the transfer to %s", m->name);
	plan_starts(p);
}

/*
 * The kernel keeps a cancellation that comes when no update is in progress, and the next update
 * fails: it must not be written then.
 */
int plan_firmware_cancel(struct plan *p, const struct memdev *m, struct fail *why)
{
	struct firmware_state s;
	char dir[PATH_MAX];
	int rc = firmware_read(m, &s, why);

	if (rc < 0)
		return rc;
	if (s.status == FIRMWARE_IDLE)
		return fail_set(why, -ENXIO, "no_update", "", "no firmware update is in progress");
	directory(m, dir);
	plan_set(p, dir, "cancel", "1", "cancel the firmware update of %s", m->name);
	plan_starts(p);
	return 0;
}
