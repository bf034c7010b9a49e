// SPDX-License-Identifier: GPL-2.0-only
/*
 * Writes to mem_repairN of the simulated kernel (drivers/edac/mem_repair.c and
 * drivers/cxl/core/edac.c): the numbers are kept in the files, "repair" sends Perform Maintenance.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>

#include "cxl/sim/decoder.h"
#include "cxl/sim/device.h"
#include "cxl/sim/edac-attr.h"
#include "cxl/sim/edac-repair.h"
#include "cxl/sim/kernel.h"
#include "cxl/sim/state.h"
#include "util/words.h"

#define PPR_CLASS 1
#define PPR_IN 14
#define SPARING_IN 16

/* The numbers of a repair: what the kernel keeps of a value, and where a command has it. */
static const struct number {
	const char *name;
	u8 bits;
	bool hex;
	u8 sparing_at, ppr_at, width; /* bytes; 0: not part of it */
} numbers[] = {
	{ "dpa", 64, true, 0, 3, 8 },	       { "nibble_mask", 32, true, 5, 11, 3 },
	{ "channel", 8, false, 3, 0, 1 },      { "rank", 8, false, 4, 0, 1 },
	{ "bank_group", 8, false, 8, 0, 1 },   { "bank", 8, false, 9, 0, 1 },
	{ "row", 32, true, 10, 0, 3 },	       { "column", 16, false, 13, 0, 2 },
	{ "sub_channel", 8, false, 15, 0, 1 },
};

static const struct number *find_number(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(numbers); i++)
		if (str_eq(numbers[i].name, name))
			return &numbers[i];
	return NULL;
}

static bool is_ppr(const struct sim *s, const struct sim_path *dir)
{
	return sim_attr_is(s, dir, "repair_type", "ppr");
}

/* The Feature with the class and subclass of this type; NULL: none. */
static const struct sim_feature *find_feature(const struct sim *s, struct sim_dev *d,
					      const struct sim_path *dir)
{
	static const char *const types[] = { "cacheline", "row", "bank", "rank" };
	struct sim_attr type = sim_attr_get(s, dir, "repair_type");
	size_t i, t;

	for (i = 0; i < d->feature_count; i++) {
		const struct sim_feature *f = &d->features[i];
		const u8 *v = f->value[VALUE_CURRENT];
		char text[40];

		if (f->get_size < EDAC_SPARING_SIZE)
			continue;
		if (v[5] == PPR_CLASS && v[6] == 0 && str_eq(type.s, "ppr"))
			return f;
		for (t = 0; t < ARRAY_SIZE(types); t++) {
			snprintf(text, sizeof(text), "%s-sparing", types[t]);
			if (v[5] == 2 && v[6] == t && str_eq(type.s, text))
				return f;
		}
	}
	return NULL;
}

static int set_persist_mode(const struct sim *s, struct sim_dev *d, const struct sim_path *dir,
			    u64 v)
{
	const struct sim_feature *f = find_feature(s, d, dir);
	const u8 mask = v ? EDAC_HARD_SPARING : EDAC_SOFT_SPARING;

	if (is_ppr(s, dir))
		return -EACCES;
	if (!f || !(f->value[VALUE_CURRENT][EDAC_RESTRICTIONS] & mask))
		return -EOPNOTSUPP;
	sim_attr_set(s, dir, "persist_mode", "%d", v != 0);
	return 0;
}

static int set_number(const struct sim *s, const struct sim_path *dir, const struct number *n,
		      u64 v)
{
	if (str_eq(n->name, "dpa") &&
	    (v < sim_attr_number(s, dir, "min_dpa") || v > sim_attr_number(s, dir, "max_dpa")))
		return -EINVAL;
	if (n->bits < 64)
		v &= BIT(n->bits) - 1;
	sim_attr_set(s, dir, n->name, n->hex ? "0x%" PRIx64 : "%" PRIu64, v);
	return 0;
}

/* Whether the kernel takes the memory as online: decoders of the endpoint are committed. */
static bool is_online(struct sim *s, const char *memdev)
{
	auto_namelist struct namelist l = sim_node_names(s, "cxl", "endpoint");
	struct sim_path endpoint, m;
	size_t i;

	for (i = 0; i < l.count; i++)
		if (sim_node_find(s, "cxl", l.names[i], &endpoint) == 0 &&
		    sim_endpoint_memdev(s, &endpoint, &m) == 0 &&
		    str_eq(sim_node_name(&m), memdev) &&
		    sim_attr_number(s, &endpoint, "decoders_committed") > 0)
			return true;
	return false;
}

/* "mem0 dpa=0x40 row=1": whether all the numbers are those that are set. */
static bool record_matches(const struct sim *s, const struct sim_path *dir, const char *line,
			   const char *memdev)
{
	const char *rest = line, *word;
	char text[64], *value;
	size_t len;
	u64 v;

	while ((word = word_next(&rest, &len))) {
		snprintf(text, sizeof(text), "%.*s", (int)len, word);
		value = strchr(text, '=');
		if (!value && !str_eq(text, memdev))
			return false;
		if (!value)
			continue;
		*value++ = '\0';
		if (sim_store_u64(value, &v) < 0 || v != sim_attr_number(s, dir, text))
			return false;
	}
	return true;
}

/* The error records of this boot are in state/error-records. */
static bool has_record(const struct sim *s, const struct sim_path *dir, const char *memdev)
{
	auto_free char *text = NULL;
	char *line, *next;
	size_t len;

	if (sim_read_file(s->statefd, "error-records", &text, &len) < 0)
		return false;
	for (line = text; *line; line = next) {
		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		if (record_matches(s, dir, line, memdev))
			return true;
	}
	return false;
}

static int start(struct sim *s, struct sim_dev *d, const struct sim_path *dir, u64 v)
{
	auto_free u8 *out = calloc(1, SIM_OUT_MAX);
	const struct sim_feature *f = find_feature(s, d, dir);
	const bool ppr = is_ppr(s, dir);
	u8 in[SPARING_IN] = { 0 };
	struct sim_cmd c = {
		.opcode = 0x0600,
		.in = in,
		.in_len = ppr ? PPR_IN : SPARING_IN,
		.out = out,
		.route = "edac",
		.scope = -1,
	};
	size_t i, at;
	int rc;

	if (!out || !f)
		return !out ? -ENOMEM : -ENODEV;
	if (v != 1)
		return -EINVAL;
	if (is_online(s, d->name)) {
		if (sim_attr_number(s, dir, "repair_safe_when_in_use") != 1)
			return -EBUSY;
		if (!has_record(s, dir, d->name))
			return -EINVAL;
	}
	in[0] = f->value[VALUE_CURRENT][5];
	in[1] = f->value[VALUE_CURRENT][6];
	if (!ppr)
		in[2] = (u8)(sim_attr_number(s, dir, "persist_mode") << 1 | BIT(3));
	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		at = ppr ? numbers[i].ppr_at : numbers[i].sparing_at;
		if (at)
			put_le(in + at, numbers[i].width, sim_attr_number(s, dir, numbers[i].name));
	}
	rc = sim_mbox(s, d, &c);
	return rc < 0 ? rc : c.code == RC_SUCCESS ? 0 : -ENXIO;
}

/* The directory itself: files of the model are not written through links. */
static struct sim_path edac_dir(struct sim *s, const struct sim_dev *d)
{
	struct sim_path memdev = { "" };

	if (sim_node_find(s, "cxl", d->name, &memdev) < 0)
		return memdev;
	return sim_path_of("%s/cxl_%s", memdev.s, d->name);
}

int edac_repair_write(struct sim *s, struct sim_dev *d, const char *name, const char *value)
{
	struct sim_path edac = edac_dir(s, d), file = sim_path_in(&edac, name);
	struct sim_path dir = sim_path_up(file);
	const char *attr = path_base(name);
	const struct number *n = find_number(attr);
	const bool mode = str_eq(attr, "persist_mode");
	struct stat st;
	u64 v;

	if (!*edac.s || fstatat(s->dirfd, file.s, &st, 0) < 0)
		return -ENOENT;
	if (!(st.st_mode & 0222) || !(n || mode || str_eq(attr, "repair")))
		return -EACCES;
	if (sim_store_u64(value, &v) < 0)
		return -EINVAL;
	if (mode)
		return set_persist_mode(s, d, &dir, v);
	return n ? set_number(s, &dir, n, v) : start(s, d, &dir, v);
}
