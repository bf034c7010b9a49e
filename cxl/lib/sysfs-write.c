// SPDX-License-Identifier: LGPL-2.1-or-later
/* The write path of all sysfs attributes. */
#include <stdio.h>

#include "cxl/lib/guard/authorize.h"
#include "cxl/lib/sysfs-write.h"

static const struct {
	int err;
	const char *code, *hint;
} error_rows[] = {
	{ EACCES, "permission", "run as root" },
	{ EPERM, "permission", "run as root with CAP_SYS_RAWIO" },
	{ ENOENT, "no_attribute", "" },
	{ EINVAL, "rejected", "see the kernel log" },
	{ EBUSY, "device_busy", "try again when the device is idle" },
	{ EOPNOTSUPP, "not_supported", "" },
	{ ETIMEDOUT, "timeout", "see the kernel log" },
};

static int write_fail(const struct sysfs_request *rq, int err, struct fail *why)
{
	const char *code = "write_failed", *hint = "see the kernel log";
	size_t i;

	for (i = 0; i < ARRAY_SIZE(error_rows); i++)
		if (error_rows[i].err == -err) {
			code = error_rows[i].code;
			hint = error_rows[i].hint;
		}
	fail_set(why, err, code, hint, "cannot write '%s' to /sys/%s: %s", rq->value, rq->path,
		 strerror(-err));
	if (why && err == -EOPNOTSUPP)
		why->outcome = OUTCOME_UNSUPPORTED;
	return err;
}

int sysfs_write(const struct sysfs_request *rq, struct fail *why)
{
	const struct memdev *m = rq->memdev;
	struct cxl_ctx *ctx = m->ctx;
	struct authorization a = { .request = { .risk = rq->risk, .feature = rq->feature } };
	char serial[32] = "";
	u64 number;
	int rc;

	if (memdev_serial(m, &number) == 0)
		snprintf(serial, sizeof(serial), "0x%llx", (unsigned long long)number);
	a.entry = (struct audit_entry){
		.device = m->name,
		.serial = serial,
		.route = "sysfs",
		.path = rq->path,
		.payload = rq->value,
		.len = strlen(rq->value),
	};
	rc = guard_authorize(ctx, &a, why);
	if (rc < 0 || ctx->dry_run)
		return rc;
	rc = sys_write(&ctx->root, TREE_SYS, rq->path, rq->value);
	guard_record_outcome(ctx, &a, rc, NO_DEVICE_STATUS);
	return rc < 0 ? write_fail(rq, rc, why) : 0;
}
