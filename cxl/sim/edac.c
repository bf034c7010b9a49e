// SPDX-License-Identifier: GPL-2.0-only
/*
 * The simulated kernel's EDAC interface (drivers/cxl/core/edac.c): reads and writes of scrub0 and
 * ecs_fruN. Each of them is a mailbox command, as in the kernel.
 */
#include <inttypes.h>

#include "cxl/sim/device.h"
#include "cxl/sim/edac-attr.h"
#include "cxl/sim/edac-repair.h"
#include "cxl/sim/fault.h"
#include "cxl/sim/kernel.h"
#include "cxl/sim/state.h"
#include "util/num.h"

#define SET_HEADER 32
#define GET_IN 21

/* These kernel functions do not report the device's return code. */
static int to_errno(int rc, u16 code)
{
	if (rc < 0)
		return rc;
	switch (code) {
	case RC_SUCCESS:
		return 0;
	case RC_POISON_PADDR:
		return -EFAULT;
	case RC_POISON_LIMIT:
		return -EBUSY;
	default:
		return -ENXIO;
	}
}

static int get_feature(struct sim *s, struct sim_dev *d, const struct sim_feature *f, u8 *out)
{
	u8 in[GET_IN] = { 0 };
	struct sim_cmd c = {
		.opcode = 0x0501,
		.in = in,
		.in_len = GET_IN,
		.out = out,
		.route = "edac",
		.scope = -1,
	};
	int rc;

	memcpy(in, f->uuid, SIM_UUID);
	put_le(in + 0x12, 2, f->get_size);
	rc = sim_mbox(s, d, &c);
	return rc < 0 || c.code != RC_SUCCESS || c.out_len < f->get_size ? -EIO : 0;
}

/* @value in Get layout. @out: SIM_OUT_MAX bytes for the reply. */
static int set_feature(struct sim *s, struct sim_dev *d, const struct sim_feature *f,
		       const u8 *value, u8 *out)
{
	u8 in[SET_HEADER + EDAC_VALUE_MAX] = { 0 };
	struct sim_cmd c = {
		.opcode = 0x0502,
		.in = in,
		.in_len = SET_HEADER + f->set_size,
		.out = out,
		.route = "edac",
		.scope = -1,
	};
	int rc;

	if (f->set_size > EDAC_VALUE_MAX)
		return -EINVAL;
	memcpy(in, f->uuid, SIM_UUID);
	put_le(in + 0x10, 4, BIT(3));
	in[0x16] = f->set_version;
	sim_feature_image(f, value, in + SET_HEADER);
	rc = sim_mbox(s, d, &c);
	return to_errno(rc, c.code);
}

/* Fault of the attribute itself, not of the command. 1: none, or only a delay. */
static int attr_fault(struct sim *s, const char *memdev, const char *prefix, const char *name)
{
	struct sim_fault f = { .kind = FAULT_NONE };
	char target[128];

	snprintf(target, sizeof(target), "%s:%s", prefix, name);
	fault_take(s, memdev, target, &f);
	switch (f.kind) {
	case FAULT_ERRNO:
		return -(int)f.arg;
	case FAULT_CODE:
		return to_errno(0, (u16)f.arg);
	case FAULT_BUSY:
		return -EBUSY;
	case FAULT_TIMEOUT:
	case FAULT_HANG:
	case FAULT_BACKGROUND:
		return -ETIMEDOUT;
	case FAULT_LOST:
		return -EIO;
	case FAULT_IGNORE:
		return 0;
	case FAULT_LATE:
		s->wait.ms += f.arg;
		return 1;
	default:
		return 1;
	}
}

static void write_file(struct sim *s, const char *memdev, const char *name, u64 v)
{
	char path[256], text[32];

	edac_path(path, sizeof(path), memdev, name);
	snprintf(text, sizeof(text), "%" PRIu64 "\n", v);
	if (sys_exists(&s->plain, TREE_SYS, path) && sys_write(&s->plain, TREE_SYS, path, text) < 0)
		fprintf(stderr, "cxl-sim: cannot write %s/sys/%s\n", s->dir, path);
}

int edac_read(struct sim *s, const char *memdev, const char *name)
{
	struct sim_dev *d = sim_device(s, memdev);
	auto_free u8 *out = calloc(1, SIM_OUT_MAX);
	struct edac_attr a;
	int rc;

	rc = !out ? -ENOMEM : d ? edac_find(d, name, &a) : -ENOENT;
	if (rc < 0)
		return rc;
	if (!a.readable)
		return -EACCES;
	rc = attr_fault(s, memdev, "edac-read", name);
	if (rc < 0)
		return rc;
	rc = get_feature(s, d, a.feature, out);
	if (rc == 0)
		write_file(s, memdev, name, edac_value(&a, out));
	return rc;
}

static int parse_value(enum edac_attr_id id, const char *value, u64 *n)
{
	char text[32] = "";
	size_t len = strlen(value);

	if (len && value[len - 1] == '\n')
		len--;
	if (len >= sizeof(text))
		return -EINVAL;
	memcpy(text, value, len);
	/* kstrtobool() of the kernel checks the first character only. */
	if (id == SCRUB_ENABLE && *text && strchr("yYtT1nNfF0", *text)) {
		*n = strchr("yYtT1", *text) != NULL;
		return 0;
	}
	return num_u64(text, 0, n) < 0 ? -EINVAL : 0;
}

/* Unlike the others, these need no capability. */
static int write_repair(struct sim *s, struct sim_dev *d, const char *name, const char *value)
{
	int rc = attr_fault(s, d->name, "edac", name);

	return rc <= 0 ? rc : edac_repair_write(s, d, name, value);
}

int edac_write(struct sim *s, const char *memdev, const char *name, const char *value)
{
	struct sim_dev *d = sim_device(s, memdev);
	auto_free u8 *out = calloc(1, SIM_OUT_MAX), *v = calloc(1, SIM_OUT_MAX);
	struct edac_attr a;
	u64 n;
	int rc;

	if (d && str_after(name, "mem_repair"))
		return write_repair(s, d, name, value);
	rc = !out || !v ? -ENOMEM : d ? edac_find(d, name, &a) : -ENOENT;
	if (rc < 0)
		return rc;
	if (!a.writable)
		return -EACCES;
	rc = attr_fault(s, memdev, "edac", name);
	if (rc <= 0)
		return rc;
	if (!sim_has_rawio(s))
		return -EPERM;
	rc = parse_value(a.id, value, &n);
	if (rc == 0)
		rc = get_feature(s, d, a.feature, v);
	if (rc == 0)
		rc = edac_change(&a, v, n);
	if (rc == 0)
		rc = set_feature(s, d, a.feature, v, out);
	edac_refresh(s, d);
	return rc;
}

static int refresh_one(struct sim *s, const struct sim_dev *d, const struct edac_attr *a)
{
	if (a->readable)
		write_file(s, d->name, a->name, edac_value(a, a->feature->value[VALUE_CURRENT]));
	return 0;
}

void edac_refresh(struct sim *s, struct sim_dev *d)
{
	edac_each(s, d, refresh_one);
}
