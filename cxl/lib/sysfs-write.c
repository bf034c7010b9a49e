// SPDX-License-Identifier: LGPL-2.1-or-later
/* The write path of all sysfs attributes, and reads that send a command. */
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/sysfs-write.h"
#include "util/clock.h"

/* A path, split in the directory and the attribute. */
struct path_buf {
	char text[PATH_MAX];
	const char *attr;
};

static const struct {
	int err;
	const char *code, *hint;
} error_rows[] = {
	{ EACCES, "permission", "run as root" },
	{ EPERM, "permission", "run as root with CAP_SYS_RAWIO" },
	{ ENOENT, "no_attribute", "" },
	{ EINVAL, "rejected", "see the kernel log" },
	{ EBUSY, "device_busy", "it is in use, or not in a state for it; see the kernel log" },
	{ EOPNOTSUPP, "not_supported", "" },
	{ EROFS, "read_only_sysfs", "run it on the host" },
	{ ETIMEDOUT, "timeout", "see the kernel log" },
};

static int write_fail(const char *path, const char *value, int err, struct fail *why)
{
	const char *code = "write_failed", *hint = "see the kernel log";
	size_t i;

	for (i = 0; i < ARRAY_SIZE(error_rows); i++)
		if (error_rows[i].err == -err) {
			code = error_rows[i].code;
			hint = error_rows[i].hint;
		}
	if (*value)
		fail_set(why, err, code, hint, "cannot write '%.*s' to /sys/%s: %s",
			 (int)strcspn(value, "\n"), value, path, sys_error_text(err));
	else
		fail_set(why, err, code, hint, "cannot write to /sys/%s: %s", path,
			 sys_error_text(err));
	if (why && err == -EOPNOTSUPP)
		why->outcome = OUTCOME_UNSUPPORTED;
	return err;
}

static int split_path(const char *path, struct path_buf *ret, struct fail *why)
{
	const char *slash = strrchr(path, '/');

	if (!slash || strlen(path) >= sizeof(ret->text))
		return fail_set(why, -EINVAL, "internal", "", "invalid path '%s'", path);
	memcpy(ret->text, path, strlen(path) + 1);
	ret->text[slash - path] = '\0';
	ret->attr = ret->text + (slash - path) + 1;
	return 0;
}

/* An attribute that is written for @operation. */
struct target {
	const char *operation, *path;
};

/* 0 if the open directory of the attribute belongs to the memdev. */
static int check_owner(const struct memdev *m, const struct target *t, const struct sysdir *d,
		       struct fail *why)
{
	if (memdev_has_dir(m, d))
		return 0;
	return fail_refuse(why, "device_changed", "see 'cxl list -i'",
			   "refusing to %s: /sys/%s does not belong to the device, or the device"
			   " has been removed",
			   t->operation, t->path);
}

/*
 * Open the directory of the attribute, which must belong to the memdev: it is written below this
 * directory, whatever has the same path when the gate has decided.
 */
static int open_dir(const struct sysfs_request *rq, struct authorization *a, struct path_buf *path,
		    struct sysdir *ret, struct fail *why)
{
	struct sysdir d;
	int rc = split_path(rq->path, path, why);

	if (rc < 0)
		return rc;
	rc = sysdir_open(&d, &rq->memdev->ctx->root, TREE_SYS, path->text);
	if (rc < 0)
		return write_fail(rq->path, rq->value, rc, why);
	rc = check_owner(rq->memdev, &(struct target){ rq->operation, rq->path }, &d, why);
	if (rc < 0) {
		sysdir_close(&d);
		guard_record_refusal(rq->memdev->ctx, a, "device_changed");
		return rc;
	}
	*ret = d;
	return 0;
}

static struct authorization authorization_of(const struct sysfs_request *rq)
{
	return (struct authorization){
		.request = {
			.risk = rq->risk,
			.opcode = rq->opcode,
			.feature = rq->feature,
			.operation = rq->operation,
		},
		.entry = {
			.device = rq->memdev->name,
			.route = "sysfs",
			.path = rq->path,
			.payload = rq->value,
			.len = rq->value ? strlen(rq->value) : 0,
		},
	};
}

int sysfs_read(const struct sysfs_request *rq, char *buf, size_t size, struct fail *why)
{
	struct cxl_ctx *ctx = rq->memdev->ctx;
	const bool changing = ctx->changing;
	struct authorization a = authorization_of(rq);
	u64 start = clock_ms();
	int rc;

	if (ctx->to_change)
		memdev_serial_text(rq->memdev, a.entry.serial);
	rc = guard_check_timed_out(rq->memdev, &a, why);
	if (rc == 0)
		rc = guard_evaluate(ctx, &a, why);
	if (rc == 0)
		rc = guard_check_interrupted(ctx, &a, why);
	if (rc < 0)
		return guard_step(changing, &a.request, rc, why);
	rc = sys_read(&ctx->root, TREE_SYS, rq->path, buf, size);
	/* EDAC reports a timeout as -EIO. */
	if (rc == -ETIMEDOUT || (rc == -EIO && clock_ms() - start >= MEMDEV_TIMEOUT_MS))
		memdev_set_timed_out(rq->memdev);
	return rc;
}

static int write_authorized(const struct sysfs_request *rq, struct authorization *a,
			    struct fail *why)
{
	auto_sysdir struct sysdir dir = { .fd = -1 };
	const struct memdev *m = rq->memdev;
	struct cxl_ctx *ctx = m->ctx;
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	struct path_buf path;
	int rc;

	memdev_serial_text(m, a->entry.serial);
	rc = open_dir(rq, a, &path, &dir, why);
	if (rc < 0)
		return rc;
	rc = guard_lock(m, a, &lock, why);
	if (rc == 0)
		rc = guard_check_timed_out(m, a, why);
	if (rc == 0)
		rc = guard_evaluate(ctx, a, why);
	if (rc == 0 && rq->risk >= RISK_SERVICE)
		rc = guard_check_audit(ctx, a, why);
	if (rc < 0)
		return rc;
	if (ctx->dry_run) {
		rc = ctx->read_only ? 0 : sys_check_write(&ctx->root, TREE_SYS, rq->path);
		return rc < 0 ? write_fail(rq->path, rq->value, rc, why) : 0;
	}
	rc = guard_check_interrupted(ctx, a, why);
	if (rc == 0)
		rc = guard_record_intent(ctx, a, why);
	if (rc < 0)
		return rc;
	if (rq->risk > RISK_READ_EFFECTS)
		ctx->changing = true;
	rc = sysdir_write(&dir, path.attr, rq->value);
	if (rc == -ETIMEDOUT)
		memdev_set_timed_out(m);
	guard_record_outcome(ctx, a, rc, NO_DEVICE_STATUS);
	return rc < 0 ? write_fail(rq->path, rq->value, rc, why) : 0;
}

int sysfs_write(const struct sysfs_request *rq, struct fail *why)
{
	const bool changing = rq->memdev->ctx->changing;
	struct authorization a = authorization_of(rq);
	int rc = write_authorized(rq, &a, why);

	return guard_step(changing, &a.request, rc, why);
}

/* Another device may have the same name now. */
static int check_same(const struct sysfs_sequence *s, const struct sysfs_action *act,
		      struct authorization *a, struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };

	if (!act->memdev || memdev_open(act->memdev, &d) == 0)
		return 0;
	guard_record_refusal(s->ctx, a, "device_changed");
	return fail_refuse(why, "device_changed", "see 'cxl list -i'",
			   "refusing to %s: the device has been removed or replaced",
			   act->operation);
}

static int refuse_found(const struct sysfs_action *act, struct cxl_ctx *ctx,
			struct authorization *a, struct fail *why)
{
	if (!act->refusal)
		return 0;
	guard_record_refusal(ctx, a, act->refusal->code);
	*why = *act->refusal;
	return act->refusal->err;
}

static int begin_authorized(struct sysfs_sequence *s, const struct sysfs_action *act,
			    struct fail *why)
{
	struct cxl_ctx *ctx = s->ctx;
	struct authorization *a = &s->auth;
	int rc = guard_lock_topology(ctx, a, &s->lock, why);

	if (rc == 0 && act->memdev && !a->request.not_locked)
		rc = guard_lock(act->memdev, a, &s->memdev_lock, why);
	if (rc == 0 && act->risk == RISK_DESTRUCTIVE) /* before anything is asked */
		rc = refuse_found(act, ctx, a, why);
	if (rc == 0)
		rc = guard_evaluate(ctx, a, why);
	if (rc == 0)
		rc = refuse_found(act, ctx, a, why);
	if (rc == 0)
		rc = check_same(s, act, a, why);
	if (rc == 0 && act->risk >= RISK_SERVICE)
		rc = guard_check_audit(ctx, a, why);
	if (rc < 0)
		return rc;
	if (ctx->dry_run)
		return fail_dry_run(why);
	rc = guard_check_interrupted(ctx, a, why);
	if (rc == 0)
		rc = guard_record_intent(ctx, a, why);
	s->recorded = rc == 0;
	return rc;
}

int sysfs_begin(struct cxl_ctx *ctx, const struct sysfs_action *act, struct sysfs_sequence *ret,
		struct fail *why)
{
	*ret = (struct sysfs_sequence){
		.ctx = ctx,
		.owner = act->own_attributes ? act->memdev : NULL,
		.lock = { .fd = -1 },
		.memdev_lock = { .fd = -1 },
		.auth = {
			.request = {
				.risk = act->risk,
				.opcode = act->opcode,
				.then_opcode = act->then_opcode,
				.ignore_use = act->ignore_use,
				.no_force = act->no_force,
				.memory_only = act->memory_only,
				.region = act->region,
				.description = act->description,
				.reason = act->description,
				.operation = act->operation,
				.memdevs = act->memdevs,
				.memdev_count = act->memdev_count,
				.more_memdevs = act->more_memdevs,
			},
			.entry = {
				.device = act->device,
				.route = "sysfs",
				.opcode = act->opcode,
				.path = act->path,
				.payload = act->data ? act->data : act->text,
				.len = act->data ? act->data_len : strlen(act->text),
			},
		},
	};
	if (act->memdev)
		memdev_serial_text(act->memdev, ret->auth.entry.serial);
	return begin_authorized(ret, act, why);
}

/* The value is written, or the data that it describes. */
static int next(struct sysfs_sequence *s, const char *path, const char *value,
		const struct sys_data *data, struct fail *why)
{
	auto_sysdir struct sysdir dir = { .fd = -1 };
	const struct target target = { s->auth.request.operation, path };
	struct path_buf split;
	int rc = split_path(path, &split, why);

	if (rc < 0)
		return rc;
	if (!s->recorded)
		return fail_set(why, -EPERM, "internal", "", "the action is not recorded");
	s->ctx->changing = true;
	rc = sysdir_open(&dir, &s->ctx->root, TREE_SYS, split.text);
	if (rc == 0) {
		rc = s->owner ? check_owner(s->owner, &target, &dir, why) : 0;
		if (rc < 0)
			return rc;
		rc = data ? sysdir_write_data(&dir, split.attr, data)
			  : sysdir_write(&dir, split.attr, value);
	}
	if (rc == -EINTR && data)
		return fail_interrupted(why, "interrupted");
	return rc < 0 ? write_fail(path, value, rc, why) : 0;
}

int sysfs_next(struct sysfs_sequence *s, const char *path, const char *value, struct fail *why)
{
	return next(s, path, value, NULL, why);
}

int sysfs_next_data(struct sysfs_sequence *s, const char *path, const void *data, size_t len,
		    struct fail *why)
{
	const struct sys_data part = { .buf = data, .len = len, .stop = s->ctx->interrupted };
	char value[40];

	snprintf(value, sizeof(value), "%zu bytes", len);
	return next(s, path, value, &part, why);
}

void sysfs_fail(struct sysfs_sequence *s, int err)
{
	if (!s->err)
		s->err = err;
}

void sysfs_end(struct sysfs_sequence *s)
{
	if (s->recorded)
		guard_record_outcome(s->ctx, &s->auth, s->err, NO_DEVICE_STATUS);
	memdev_unlock(&s->memdev_lock);
	memdev_unlock(&s->lock);
	s->recorded = false;
}
