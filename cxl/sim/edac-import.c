// SPDX-License-Identifier: GPL-2.0-only
/* Features of a device from the EDAC directories of its tree. */
#include <stdio.h>
#include <sys/stat.h>

#include "cxl/sim/device.h"
#include "cxl/sim/edac-attr.h"
#include "cxl/sim/edac-repair.h"
#include "cxl/sim/kernel.h"
#include "util/num.h"

#define REPAIR_MAX 8 /* mem_repairN directories */
#define FRU_MAX 250

static struct sim_feature *add_feature(struct sim_dev *d, const u8 *uuid, u16 get_size,
				       u16 set_size)
{
	struct sim_feature *f = sim_feature_add(d, uuid);

	if (!f || sim_feature_sizes(f, get_size, set_size) < 0)
		return NULL;
	f->effects = 0x0202;
	return f;
}

/* Out-of-range values keep what edac_change() made of them: the tree need not be consistent. */
static int import_one(struct sim *s, const struct sim_dev *d, const struct edac_attr *a)
{
	u8 *v = a->feature->value[VALUE_CURRENT];
	char path[256], text[32];
	u64 n;

	edac_path(path, sizeof(path), d->name, a->name);
	if (!a->readable || sys_read(&s->plain, TREE_SYS, path, text, sizeof(text)) < 0 ||
	    num_u64(text, 0, &n) < 0)
		return 0;
	if (a->id == SCRUB_MIN)
		v[2] = (u8)(n / EDAC_HOUR);
	else if (a->id == SCRUB_CURRENT)
		v[1] = (u8)(n / EDAC_HOUR);
	else
		edac_change(a, v, n);
	return 0;
}

static int import_scrub(struct sim *s, struct sim_dev *d)
{
	static const u8 value[] = { 0x03, 0x0c, 0x01, 0x00 };
	struct sim_feature *f;
	char path[128];

	edac_path(path, sizeof(path), d->name, "scrub0");
	if (!sys_exists(&s->plain, TREE_SYS, path))
		return 0;
	f = add_feature(d, edac_scrub_uuid, sizeof(value), 2);
	if (!f)
		return -ENOSPC;
	memcpy(f->value[VALUE_CURRENT], value, sizeof(value));
	return 0;
}

static int import_ecs(struct sim *s, struct sim_dev *d)
{
	static const u8 fru[] = { 0x01, 0x03, 0x00, 0x00 };
	struct sim_feature *f;
	char path[128], name[32];
	u16 n = 0, i;

	do {
		snprintf(name, sizeof(name), "ecs_fru%u", n);
		edac_path(path, sizeof(path), d->name, name);
	} while (sys_exists(&s->plain, TREE_SYS, path) && n++ < FRU_MAX);
	if (n == 0)
		return 0;
	f = add_feature(d, edac_ecs_uuid, (u16)(1 + 4 * n), (u16)(1 + 2 * n));
	if (!f)
		return -ENOSPC;
	for (i = 0; i < n; i++)
		memcpy(f->value[VALUE_CURRENT] + 1 + 4 * i, fru, sizeof(fru));
	return 0;
}

/* Perform Maintenance: configuration, data and log change, in the background. */
static void add_maintenance(struct sim_dev *d)
{
	if (sim_in_cel(d, 0x0600) || d->cel_count == SIM_CEL)
		return;
	d->cel[d->cel_count].opcode = 0x0600;
	d->cel[d->cel_count++].effects = 0x0056;
}

/* A sparing or PPR Feature; edac-repair.c has the writes to its files. */
static int import_repair(struct sim_dev *d, const char *type)
{
	static const struct {
		const char *type, *uuid;
		u8 class, subclass, get_size, set_size, version;
	} rows[] = {
		{ "cacheline-sparing", "96c33386-91dd-44c7-9ecb-fdaf6503bac4", 2, 0, 19, 2, 1 },
		{ "row-sparing", "450ebf67-b135-4f97-a498-c2d57f279bed", 2, 1, 19, 2, 1 },
		{ "bank-sparing", "78b79636-90ac-4b64-a4ef-faac5d18a863", 2, 2, 19, 2, 1 },
		{ "rank-sparing", "34dbaff5-0552-4281-8f76-da0b5e7a76a7", 2, 3, 19, 2, 1 },
		{ "ppr", "892ba475-fad8-474e-9d3e-692c917568bb", 1, 0, 20, 3, 3 },
	};
	struct sim_feature *f;
	u8 uuid[SIM_UUID];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		if (!str_eq(type, rows[i].type) || sim_uuid_parse(rows[i].uuid, uuid) < 0)
			continue;
		f = add_feature(d, uuid, rows[i].get_size, rows[i].set_size);
		if (!f)
			return -ENOSPC;
		f->get_version = f->set_version = rows[i].version;
		f->value[VALUE_CURRENT][5] = rows[i].class;
		f->value[VALUE_CURRENT][6] = rows[i].subclass;
		if (rows[i].class == 2)
			f->value[VALUE_CURRENT][EDAC_RESTRICTIONS] =
				EDAC_HARD_SPARING | EDAC_SOFT_SPARING;
		add_maintenance(d);
	}
	return 0;
}

/* The kernel has no way to set the mode of soft PPR. */
static void set_modes(const struct sim *s, const struct sim_dev *d, unsigned int n,
		      const char *type)
{
	char path[160];

	snprintf(path, sizeof(path), "sys/bus/edac/devices/cxl_%s/mem_repair%u/persist_mode",
		 d->name, n);
	if (str_eq(type, "ppr") && fchmodat(s->dirfd, path, 0444, 0) < 0 && errno != ENOENT)
		fprintf(stderr, "cxl-sim: cannot change the mode of %s\n", path);
}

static int import_repairs(struct sim *s, struct sim_dev *d)
{
	char path[128], name[32], type[32];
	unsigned int n;
	int rc = 0;

	for (n = 0; rc == 0 && n < REPAIR_MAX; n++) {
		snprintf(name, sizeof(name), "mem_repair%u/repair_type", n);
		edac_path(path, sizeof(path), d->name, name);
		if (sys_read(&s->plain, TREE_SYS, path, type, sizeof(type)) < 0)
			continue;
		rc = import_repair(d, type);
		set_modes(s, d, n, type);
	}
	return rc;
}

int edac_import(struct sim *s, struct sim_dev *d)
{
	struct sim_feature *f;
	int rc = import_scrub(s, d);

	if (rc == 0)
		rc = import_ecs(s, d);
	if (rc == 0)
		rc = import_repairs(s, d);
	if (rc == 0)
		rc = edac_each(s, d, import_one);
	if (rc < 0)
		return rc;
	for (f = d->features; f < d->features + d->feature_count; f++) {
		memcpy(f->value[VALUE_DEFAULT], f->value[VALUE_CURRENT], f->get_size);
		memcpy(f->value[VALUE_SAVED], f->value[VALUE_CURRENT], f->get_size);
	}
	return 0;
}
