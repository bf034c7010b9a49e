// SPDX-License-Identifier: GPL-2.0-only
/*
 * The modelled kernel's EDAC interface (drivers/cxl/core/edac.c): scrub0 and ecs_fruN as views
 * of the Features' bytes. Every read and write is a mailbox command, as in the kernel.
 */
#include <inttypes.h>
#include <time.h>

#include "cxl/sim/device.h"
#include "cxl/sim/fault.h"
#include "cxl/sim/kernel.h"
#include "cxl/sim/state.h"
#include "util/num.h"

#define HOUR 3600U
#define SET_HEADER 32
#define GET_IN 21
#define VALUE_MAX 2048 /* of a Feature that the kernel reads in one command */

/* clang-format off */
static const u8 scrub_uuid[SIM_UUID] = {
	0x96, 0xda, 0xd7, 0xd6, 0xfd, 0xe8, 0x48, 0x2b, 0xa7, 0x33, 0x75, 0x77, 0x4e, 0x06, 0xdb,
	0x8a,
};
/* clang-format on */
/* clang-format off */
static const u8 ecs_uuid[SIM_UUID] = {
	0xe5, 0xb1, 0x3f, 0x22, 0x23, 0x28, 0x4a, 0x14, 0xb8, 0xba, 0xb9, 0x69, 0x1e, 0x89, 0x33,
	0x86,
};
/* clang-format on */

/* Kernel-owned, whether or not the kernel was built with EDAC. */
static const char *const owned[] = {
	"96dad7d6-fde8-482b-a733-75774e06db8a", "e5b13f22-2328-4a14-b8ba-b9691e893386",
	"892ba475-fad8-474e-9d3e-692c917568bb", "80ea4521-786f-4127-afb1-ec7459fb0e24",
	"96c33386-91dd-44c7-9ecb-fdaf6503bac4", "450ebf67-b135-4f97-a498-c2d57f279bed",
	"78b79636-90ac-4b64-a4ef-faac5d18a863", "34dbaff5-0552-4281-8f76-da0b5e7a76a7",
};

enum attr {
	SCRUB_ENABLE,
	SCRUB_MIN,
	SCRUB_MAX,
	SCRUB_CURRENT,
	ECS_LOG,
	ECS_MODE,
	ECS_RESET,
	ECS_THRESHOLD,
};

static const struct {
	const char *name;
	enum attr attr;
	bool readable, writable;
} attrs[] = {
	{ "enable_background", SCRUB_ENABLE, true, true },
	{ "min_cycle_duration", SCRUB_MIN, true, false },
	{ "max_cycle_duration", SCRUB_MAX, true, false },
	{ "current_cycle_duration", SCRUB_CURRENT, true, true },
	{ "log_entry_type", ECS_LOG, true, true },
	{ "mode", ECS_MODE, true, true },
	{ "reset", ECS_RESET, false, true },
	{ "threshold", ECS_THRESHOLD, true, true },
};

/* One attribute: which row, and where its unit starts in the Feature's value. */
struct bitfield {
	struct sim_feature *feature;
	size_t row;
	u32 fru; /* first byte of the FRU's group, 0 for scrub */
};

bool edac_owned(const u8 *uuid)
{
	char text[SIM_UUID_TEXT];
	size_t i;

	sim_uuid_text(uuid, text);
	for (i = 0; i < ARRAY_SIZE(owned); i++)
		if (str_eq(owned[i], text))
			return true;
	return false;
}

/* From "ecs_fru1/mode" to its place; -ENOENT when it is not one that the model knows. */
static int find_place(struct sim_dev *d, const char *attr, struct bitfield *p)
{
	const char *rest = str_after(attr, "scrub0/");
	u64 fru = 0;
	bool ecs = false;

	if (!rest) {
		rest = str_after(attr, "ecs_fru");
		rest = rest ? num_prefix(rest, &fru) : NULL;
		if (!rest || *rest++ != '/')
			return -ENOENT;
		ecs = true;
	}
	p->feature = sim_feature_find(d, ecs ? ecs_uuid : scrub_uuid);
	p->fru = ecs ? 1 + 4 * (u32)MIN(fru, UINT16_MAX) : 0;
	if (!p->feature || p->fru + 4 > p->feature->get_size || p->feature->get_size > VALUE_MAX)
		return -ENOENT;
	for (p->row = 0; p->row < ARRAY_SIZE(attrs); p->row++)
		if (str_eq(attrs[p->row].name, rest) && (attrs[p->row].attr >= ECS_LOG) == ecs)
			return 0;
	return -ENOENT;
}

static u64 value_of(const struct bitfield *p, const u8 *v)
{
	u32 code;

	switch (attrs[p->row].attr) {
	case SCRUB_ENABLE:
		return v[3] & 1;
	case SCRUB_MIN:
		return v[2] * HOUR;
	case SCRUB_MAX:
		return UINT8_MAX * HOUR;
	case SCRUB_CURRENT:
		return v[1] * HOUR;
	case ECS_LOG:
		return v[0] & 3;
	case ECS_MODE:
		return v[p->fru + 1] >> 3 & 1;
	case ECS_THRESHOLD:
		code = v[p->fru + 1] & 7;
		return code >= 3 && code <= 5 ? 256ULL << 2 * (code - 3) : 0;
	case ECS_RESET:
		break;
	}
	return 0;
}

static void put_bits(u8 *at, u8 mask, u8 value)
{
	*at = (u8)((*at & ~mask) | (value & mask));
}

/* What the kernel checks before it sends anything; then @v, in get layout, is the new value. */
static int change_value(const struct bitfield *p, u8 *v, u64 n)
{
	u8 *config = v + p->fru + 1;

	switch (attrs[p->row].attr) {
	case SCRUB_ENABLE:
		put_bits(&v[3], 1, (u8)n);
		return n > 1 ? -EINVAL : 0;
	case SCRUB_CURRENT:
		if (!(v[0] & 1))
			return -EOPNOTSUPP;
		v[1] = (u8)(n / HOUR); /* cut to 8 bits, as the kernel does */
		return v[1] < v[2] ? -EINVAL : 0;
	case ECS_LOG:
		v[0] = (u8)n;
		return n > 1 ? -EINVAL : 0;
	case ECS_MODE:
		put_bits(config, 0x08, n ? 0x08 : 0);
		return n > 1 ? -EINVAL : 0;
	case ECS_RESET:
		put_bits(config, 0x10, 0x10);
		return n != 1 ? -EINVAL : 0;
	case ECS_THRESHOLD:
		put_bits(config, 0x07, n == 256 ? 3 : n == 1024 ? 4 : 5);
		return n == 256 || n == 1024 || n == 4096 ? 0 : -EINVAL;
	default:
		return -EACCES;
	}
}

/* Kernel paths of its own lose the device's code. */
static int flatten(int rc, u16 code)
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

static int fetch(struct sim *s, struct sim_dev *d, const struct sim_feature *f, u8 *out)
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

static int push(struct sim *s, struct sim_dev *d, const struct sim_feature *f, const u8 *value,
		u8 *out)
{
	u8 in[SET_HEADER + VALUE_MAX] = { 0 };
	struct sim_cmd c = {
		.opcode = 0x0502,
		.in = in,
		.in_len = SET_HEADER + f->set_size,
		.out = out,
		.route = "edac",
		.scope = -1,
	};
	int rc;

	if (f->set_size > VALUE_MAX)
		return -EINVAL;
	memcpy(in, f->uuid, SIM_UUID);
	put_le(in + 0x10, 4, BIT(3));
	in[0x16] = f->set_version;
	sim_feature_image(f, value, in + SET_HEADER);
	rc = sim_mbox(s, d, &c);
	return flatten(rc, c.code);
}

/* A fault scripted for the attribute itself; 1: none, or only late. */
static int attr_fault(struct sim *s, const char *memdev, const char *prefix, const char *attr)
{
	struct sim_fault f = { .kind = FAULT_NONE };
	struct timespec t;
	char target[128];

	snprintf(target, sizeof(target), "%s:%s", prefix, attr);
	fault_take(s, memdev, target, &f);
	switch (f.kind) {
	case FAULT_ERRNO:
		return -(int)f.arg;
	case FAULT_CODE:
		return flatten(0, (u16)f.arg);
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
		t = (struct timespec){ (time_t)(f.arg / 1000), (long)(f.arg % 1000) * 1000000 };
		nanosleep(&t, NULL);
		return 1;
	default:
		return 1;
	}
}

static void store(struct sim *s, const char *memdev, const char *attr, u64 v)
{
	char path[256], text[32];

	snprintf(path, sizeof(path), "bus/edac/devices/cxl_%s/%s", memdev, attr);
	snprintf(text, sizeof(text), "%" PRIu64 "\n", v);
	if (sys_exists(&s->plain, TREE_SYS, path) && sys_write(&s->plain, TREE_SYS, path, text) < 0)
		fprintf(stderr, "cxl-sim: cannot write %s/sys/%s\n", s->dir, path);
}

int edac_read(struct sim *s, const char *memdev, const char *attr)
{
	struct sim_dev *d = sim_device(s, memdev);
	auto_free u8 *out = calloc(1, SIM_OUT_MAX);
	struct bitfield p;
	int rc;

	rc = !out ? -ENOMEM : d ? find_place(d, attr, &p) : -ENOENT;
	if (rc < 0)
		return rc;
	if (!attrs[p.row].readable)
		return -EACCES;
	rc = attr_fault(s, memdev, "edac-read", attr);
	if (rc < 0)
		return rc;
	rc = fetch(s, d, p.feature, out);
	if (rc == 0)
		store(s, memdev, attr, value_of(&p, out));
	return rc;
}

static int parse(enum attr attr, const char *value, u64 *n)
{
	char text[32] = "";
	size_t len = strlen(value);

	if (len && value[len - 1] == '\n')
		len--;
	if (len >= sizeof(text))
		return -EINVAL;
	memcpy(text, value, len);
	/* The kernel's kstrtobool() looks at the first character. */
	if (attr == SCRUB_ENABLE && *text && strchr("yYtT1nNfF0", *text)) {
		*n = strchr("yYtT1", *text) != NULL;
		return 0;
	}
	return num_u64(text, 0, n) < 0 ? -EINVAL : 0;
}

int edac_write(struct sim *s, const char *memdev, const char *attr, const char *value)
{
	struct sim_dev *d = sim_device(s, memdev);
	auto_free u8 *out = calloc(1, SIM_OUT_MAX), *v = calloc(1, SIM_OUT_MAX);
	struct bitfield p;
	u64 n;
	int rc;

	rc = !out || !v ? -ENOMEM : d ? find_place(d, attr, &p) : -ENOENT;
	if (rc < 0)
		return rc;
	if (!attrs[p.row].writable)
		return -EACCES;
	rc = attr_fault(s, memdev, "edac", attr);
	if (rc <= 0)
		return rc;
	if (!sim_has_rawio(s))
		return -EPERM;
	rc = parse(attrs[p.row].attr, value, &n);
	if (rc == 0)
		rc = fetch(s, d, p.feature, v);
	if (rc == 0)
		rc = change_value(&p, v, n);
	if (rc == 0)
		rc = push(s, d, p.feature, v, out);
	edac_refresh(s, d);
	return rc;
}

/* Every attribute that the tree has, through @fn. */
static void each_attr(struct sim *s, struct sim_dev *d,
		      void (*fn)(struct sim *s, struct sim_dev *d, const struct bitfield *p,
				 const char *attr))
{
	char dir[96], attr[128], path[256];
	struct bitfield p;
	u32 unit;
	size_t i;

	for (unit = 0; unit < 256; unit++) {
		if (unit == 0)
			snprintf(dir, sizeof(dir), "scrub0");
		else
			snprintf(dir, sizeof(dir), "ecs_fru%u", unit - 1);
		for (i = 0; i < ARRAY_SIZE(attrs); i++) {
			snprintf(attr, sizeof(attr), "%s/%s", dir, attrs[i].name);
			snprintf(path, sizeof(path), "bus/edac/devices/cxl_%s/%s", d->name, attr);
			if (find_place(d, attr, &p) == 0 && sys_exists(&s->plain, TREE_SYS, path))
				fn(s, d, &p, attr);
		}
	}
}

static void refresh_one(struct sim *s, struct sim_dev *d, const struct bitfield *p,
			const char *attr)
{
	if (attrs[p->row].readable)
		store(s, d->name, attr, value_of(p, p->feature->value[VALUE_CURRENT]));
}

void edac_refresh(struct sim *s, struct sim_dev *d)
{
	each_attr(s, d, refresh_one);
}

static void import_one(struct sim *s, struct sim_dev *d, const struct bitfield *p, const char *attr)
{
	u8 *v = p->feature->value[VALUE_CURRENT];
	char path[256], text[32];
	u64 n;

	snprintf(path, sizeof(path), "bus/edac/devices/cxl_%s/%s", d->name, attr);
	if (!attrs[p->row].readable ||
	    sys_read(&s->plain, TREE_SYS, path, text, sizeof(text)) < 0 || num_u64(text, 0, &n) < 0)
		return;
	if (attrs[p->row].attr == SCRUB_MIN)
		v[2] = (u8)(n / HOUR);
	else if (attrs[p->row].attr == SCRUB_CURRENT)
		v[1] = (u8)(n / HOUR);
	else
		(void)change_value(p, v, n);
}

static int add_feature(struct sim_dev *d, const u8 *uuid, u16 get, u16 set)
{
	struct sim_feature *f = sim_feature_add(d, uuid);

	if (!f)
		return -ENOSPC;
	f->effects = 0x0202;
	return sim_feature_sizes(f, get, set);
}

/* Sparing and PPR, as the repair types that the tree has. Their files are ordinary ones here. */
static int import_repair(struct sim *s, struct sim_dev *d)
{
	static const struct {
		const char *type, *uuid;
		u8 class, subclass, get, set, version;
	} rows[] = {
		{ "cacheline-sparing", "96c33386-91dd-44c7-9ecb-fdaf6503bac4", 2, 0, 19, 2, 1 },
		{ "row-sparing", "450ebf67-b135-4f97-a498-c2d57f279bed", 2, 1, 19, 2, 1 },
		{ "bank-sparing", "78b79636-90ac-4b64-a4ef-faac5d18a863", 2, 2, 19, 2, 1 },
		{ "rank-sparing", "34dbaff5-0552-4281-8f76-da0b5e7a76a7", 2, 3, 19, 2, 1 },
		{ "ppr", "892ba475-fad8-474e-9d3e-692c917568bb", 1, 0, 20, 3, 3 },
	};
	char path[128], type[32];
	u8 uuid[SIM_UUID];
	unsigned int n;
	size_t i;
	int rc = 0;

	for (n = 0; rc == 0 && n < 8; n++) {
		snprintf(path, sizeof(path), "bus/edac/devices/cxl_%s/mem_repair%u/repair_type",
			 d->name, n);
		if (sys_read(&s->plain, TREE_SYS, path, type, sizeof(type)) < 0)
			continue;
		for (i = 0; i < ARRAY_SIZE(rows); i++) {
			struct sim_feature *f;

			if (!str_eq(type, rows[i].type) || sim_uuid_parse(rows[i].uuid, uuid) < 0)
				continue;
			rc = add_feature(d, uuid, rows[i].get, rows[i].set);
			if (rc < 0)
				break;
			f = sim_feature_find(d, uuid);
			f->get_version = f->set_version = rows[i].version;
			f->value[VALUE_CURRENT][5] = rows[i].class;
			f->value[VALUE_CURRENT][6] = rows[i].subclass;
		}
	}
	return rc;
}

/* Features as the tree's EDAC directories describe them. */
int edac_import(struct sim *s, struct sim_dev *d)
{
	static const u8 scrub[] = { 0x03, 0x0c, 0x01, 0x00 }, fru[] = { 0x01, 0x03, 0x00, 0x00 };
	char path[128];
	u16 n = 0, i;
	int rc = 0;

	snprintf(path, sizeof(path), "bus/edac/devices/cxl_%s/scrub0", d->name);
	if (sys_exists(&s->plain, TREE_SYS, path)) {
		rc = add_feature(d, scrub_uuid, sizeof(scrub), 2);
		if (rc == 0)
			memcpy(d->features[d->feature_count - 1].value[0], scrub, sizeof(scrub));
	}
	do {
		snprintf(path, sizeof(path), "bus/edac/devices/cxl_%s/ecs_fru%u", d->name, n);
	} while (sys_exists(&s->plain, TREE_SYS, path) && n++ < 250);
	if (rc == 0 && n > 0) {
		rc = add_feature(d, ecs_uuid, (u16)(1 + 4 * n), (u16)(1 + 2 * n));
		for (i = 0; rc == 0 && i < n; i++)
			memcpy(d->features[d->feature_count - 1].value[0] + 1 + 4 * i, fru,
			       sizeof(fru));
	}
	if (rc == 0)
		rc = import_repair(s, d);
	if (rc < 0)
		return rc;
	each_attr(s, d, import_one);
	for (i = 0; i < d->feature_count; i++) {
		struct sim_feature *f = &d->features[i];

		memcpy(f->value[VALUE_DEFAULT], f->value[VALUE_CURRENT], f->get_size);
		memcpy(f->value[VALUE_SAVED], f->value[VALUE_CURRENT], f->get_size);
	}
	return 0;
}
