// SPDX-License-Identifier: LGPL-2.1-or-later
/* Door 2: everything that is written below /sys passes here. */
#include "cxl/lib/sysfs-write.h"
#include "cxl/lib/guard/authorize.h"
#include "cxl/lib/wire/codec.h"

static const struct {
	int err;
	const char *code, *next;
} write_rows[] = {
	{ EACCES, "permission", "run it as root" },
	{ EPERM, "permission", "run it as root, with CAP_SYS_RAWIO" },
	{ ENOENT, "no_attribute", "" },
	{ EINVAL, "rejected", "see the kernel log" },
	{ EBUSY, "device_busy", "see what uses the device" },
	{ EOPNOTSUPP, "not_supported", "" },
	{ ETIMEDOUT, "timeout", "see the kernel log" },
};

static int write_fail(const struct change *c, int rc, struct fail *why)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(write_rows) - 1; i++)
		if (write_rows[i].err == -rc)
			break;
	fail_set(why, rc, write_rows[i].err == -rc ? write_rows[i].code : "write_failed",
		 write_rows[i].err == -rc ? write_rows[i].next : "see the kernel log",
		 "cannot write '%s' to %s: %s", c->value, c->path, strerror(-rc));
	if (why && rc == -EOPNOTSUPP)
		why->outcome = OUTCOME_UNSUPPORTED;
	return rc;
}

int sysfs_write(struct cxl_ctx *ctx, const struct change *c, struct fail *why)
{
	struct gate_request gate = { .risk = c->risk };
	struct audit_entry entry = {
		.device = c->device,
		.serial = c->serial,
		.route = "sysfs",
		.path = c->path,
		.payload = c->value,
		.len = strlen(c->value),
	};
	u8 feature[16];
	int rc;

	if (c->feature && uuid_from_text(c->feature, feature) == 0)
		gate.feature = feature;
	rc = guard_authorize(ctx, &gate, &entry, why);
	if (rc < 0 || ctx->dry_run)
		return rc;
	rc = sys_write(&ctx->root, TREE_SYS, c->path, c->value);
	audit_outcome(ctx, &entry, rc, NO_DEVICE_STATUS);
	return rc < 0 ? write_fail(c, rc, why) : 0;
}
