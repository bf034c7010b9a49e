// SPDX-License-Identifier: GPL-2.0-only
/* Attributes of the kernel's EDAC interface as fields of Feature values. */
#include <stdio.h>

#include "cxl/sim/edac-attr.h"
#include "cxl/sim/kernel.h"
#include "util/num.h"

/* clang-format off */
const u8 edac_scrub_uuid[SIM_UUID] = {
	0x96, 0xda, 0xd7, 0xd6, 0xfd, 0xe8, 0x48, 0x2b, 0xa7, 0x33, 0x75, 0x77, 0x4e, 0x06, 0xdb,
	0x8a,
};
const u8 edac_ecs_uuid[SIM_UUID] = {
	0xe5, 0xb1, 0x3f, 0x22, 0x23, 0x28, 0x4a, 0x14, 0xb8, 0xba, 0xb9, 0x69, 0x1e, 0x89, 0x33,
	0x86,
};

/* Features that the kernel owns, with and without CONFIG_CXL_EDAC. */
static const char *const owned[] = {
	"96dad7d6-fde8-482b-a733-75774e06db8a", "e5b13f22-2328-4a14-b8ba-b9691e893386",
	"892ba475-fad8-474e-9d3e-692c917568bb", "80ea4521-786f-4127-afb1-ec7459fb0e24",
	"96c33386-91dd-44c7-9ecb-fdaf6503bac4", "450ebf67-b135-4f97-a498-c2d57f279bed",
	"78b79636-90ac-4b64-a4ef-faac5d18a863", "34dbaff5-0552-4281-8f76-da0b5e7a76a7",
};

static const struct row {
	const char *name;
	enum edac_attr_id id;
	bool readable, writable;
} rows[] = {
	{ "enable_background", SCRUB_ENABLE, true, true },
	{ "min_cycle_duration", SCRUB_MIN, true, false },
	{ "max_cycle_duration", SCRUB_MAX, true, false },
	{ "current_cycle_duration", SCRUB_CURRENT, true, true },
	{ "log_entry_type", ECS_LOG, true, true },
	{ "mode", ECS_MODE, true, true },
	{ "reset", ECS_RESET, false, true },
	{ "threshold", ECS_THRESHOLD, true, true },
};
/* clang-format on */

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

void edac_path(char *buf, size_t size, const char *memdev, const char *name)
{
	snprintf(buf, size, "bus/edac/devices/cxl_%s/%s", memdev, name);
}

static const struct row *find_row(const char *name, bool ecs)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (str_eq(rows[i].name, name) && (rows[i].id >= ECS_LOG) == ecs)
			return &rows[i];
	return NULL;
}

int edac_find(struct sim_dev *d, const char *name, struct edac_attr *ret)
{
	const char *base = str_after(name, "scrub0/");
	bool ecs = !base;
	struct edac_attr a = { 0 };
	const struct row *row;
	u64 fru = 0;

	if (ecs) {
		base = str_after(name, "ecs_fru");
		base = base ? num_prefix(base, &fru) : NULL;
		if (!base || *base++ != '/')
			return -ENOENT;
		a.fru = 1 + 4 * (u32)MIN(fru, UINT16_MAX);
	}
	row = find_row(base, ecs);
	a.feature = sim_feature_find(d, ecs ? edac_ecs_uuid : edac_scrub_uuid);
	if (!row || !a.feature || strlen(name) >= sizeof(a.name))
		return -ENOENT;
	if (a.fru + 4 > a.feature->get_size || a.feature->get_size > EDAC_VALUE_MAX)
		return -ENOENT;
	snprintf(a.name, sizeof(a.name), "%s", name);
	a.id = row->id;
	a.readable = row->readable;
	a.writable = row->writable;
	*ret = a;
	return 0;
}

int edac_each(struct sim *s, struct sim_dev *d, edac_attr_fn *fn)
{
	char dir[32], name[64], path[256];
	struct edac_attr a;
	u32 unit;
	size_t i;
	int rc;

	for (unit = 0; unit < 256; unit++) {
		if (unit == 0)
			snprintf(dir, sizeof(dir), "scrub0");
		else
			snprintf(dir, sizeof(dir), "ecs_fru%u", unit - 1);
		for (i = 0; i < ARRAY_SIZE(rows); i++) {
			snprintf(name, sizeof(name), "%s/%s", dir, rows[i].name);
			edac_path(path, sizeof(path), d->name, name);
			if (edac_find(d, name, &a) < 0 || !sys_exists(&s->plain, TREE_SYS, path))
				continue;
			rc = fn(s, d, &a);
			if (rc < 0)
				return rc;
		}
	}
	return 0;
}

u64 edac_value(const struct edac_attr *a, const u8 *v)
{
	u32 threshold;

	switch (a->id) {
	case SCRUB_ENABLE:
		return v[3] & 1;
	case SCRUB_MIN:
		return v[2] * EDAC_HOUR;
	case SCRUB_MAX:
		return UINT8_MAX * EDAC_HOUR;
	case SCRUB_CURRENT:
		return v[1] * EDAC_HOUR;
	case ECS_LOG:
		return v[0] & 3;
	case ECS_MODE:
		return v[a->fru + 1] >> 3 & 1;
	case ECS_THRESHOLD:
		threshold = v[a->fru + 1] & 7;
		return threshold >= 3 && threshold <= 5 ? 256ULL << 2 * (threshold - 3) : 0;
	case ECS_RESET:
		break;
	}
	return 0;
}

static void put_bits(u8 *at, u8 mask, u8 value)
{
	*at = (u8)((*at & ~mask) | (value & mask));
}

int edac_change(const struct edac_attr *a, u8 *v, u64 n)
{
	u8 *config = v + a->fru + 1;

	switch (a->id) {
	case SCRUB_ENABLE:
		put_bits(&v[3], 1, (u8)n);
		return n > 1 ? -EINVAL : 0;
	case SCRUB_CURRENT:
		if (!(v[0] & 1))
			return -EOPNOTSUPP;
		v[1] = (u8)(n / EDAC_HOUR); /* truncated to 8 bits, as in the kernel */
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
