// SPDX-License-Identifier: LGPL-2.1-or-later
/* The repair interfaces of a memory device. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cxl/lib/repair/repair.h"
#include "util/num.h"
#include "util/sys-errors.h"

/* clang-format off */
static const struct repair_number_desc numbers[REPAIR_NUMBERS] = {
	[REPAIR_HPA] = { "hpa", "hpa", UINT64_MAX, true },
	[REPAIR_DPA] = { "dpa", "dpa", UINT64_MAX, true },
	[REPAIR_NIBBLE_MASK] = { "nibble_mask", "nibble-mask", 0xffffff, true },
	[REPAIR_CHANNEL] = { "channel", "channel", UINT8_MAX, false },
	[REPAIR_RANK] = { "rank", "rank", UINT8_MAX, false },
	[REPAIR_BANK_GROUP] = { "bank_group", "bank-group", UINT8_MAX, false },
	[REPAIR_BANK] = { "bank", "bank", UINT8_MAX, false },
	[REPAIR_ROW] = { "row", "row", 0xffffff, true },
	[REPAIR_COLUMN] = { "column", "column", UINT16_MAX, false },
	[REPAIR_SUB_CHANNEL] = { "sub_channel", "sub-channel", UINT8_MAX, false },
};

static const struct repair_type types[] = {
	{ "ppr", "ppr", "post package repair" },
	{ "cacheline", "cacheline-sparing", "cacheline sparing" },
	{ "row", "row-sparing", "row sparing" },
	{ "bank", "bank-sparing", "bank sparing" },
	{ "rank", "rank-sparing", "rank sparing" },
};
/* clang-format on */

const struct repair_number_desc *repair_number_desc(enum repair_number n)
{
	return &numbers[n];
}

const struct repair_type *repair_type_find(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++)
		if (str_eq(types[i].name, name))
			return &types[i];
	return NULL;
}

static const struct repair_type *type_by_kernel_name(const char *text)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++)
		if (str_eq(types[i].kernel, text))
			return &types[i];
	return NULL;
}

const char *persist_mode_name(enum persist_mode mode)
{
	return mode == PERSIST_SOFT ? "soft" : mode == PERSIST_HARD ? "hard" : "unknown";
}

/* One interface that is read: its attributes are files below @dir. */
struct reader {
	const struct sysdir *dir;
	struct repair_interface *to;
};

static void attr_path(const struct reader *r, const char *prefix, const char *name, char *buf,
		      size_t size)
{
	snprintf(buf, size, "%s/%s%s", r->to->name, prefix, name);
}

/* As sysdir_read_u64(), but all ones is a number, the end of an address space. */
static int read_number(const struct reader *r, const char *prefix, const char *name, u64 *ret)
{
	char path[80], text[32];
	int rc;

	attr_path(r, prefix, name, path, sizeof(path));
	rc = sysdir_read(r->dir, path, text, sizeof(text));
	if (rc < 0)
		return rc;
	return num_u64(text, 0, ret) < 0 ? sysdir_invalid(r->dir, path) : 0;
}

/* Whether the attribute can be set; the mode tells, since root may open any file for writing. */
static bool is_settable(const struct reader *r, const char *name)
{
	auto_close int fd = -1;
	char attr[80], path[PATH_MAX];
	struct stat st;

	attr_path(r, "", name, attr, sizeof(attr));
	if (path_join(path, sizeof(path), r->dir->path, attr) < 0)
		return false;
	fd = sys_open(r->dir->root, TREE_SYS, path, O_PATH);
	return fd < 0 ? !sys_is_absent(fd) : fstat(fd, &st) == 0 && (st.st_mode & 0222);
}

/* 0 also if there is no limit. */
static int read_limit(const struct reader *r, const char *prefix, const char *name, u64 *ret)
{
	int rc = read_number(r, prefix, name, ret);

	return sys_is_absent(rc) ? 0 : rc;
}

static void read_attr(const struct reader *r, enum repair_number n)
{
	struct repair_attr *a = &r->to->attrs[n];
	const char *name = numbers[n].name;
	int rc = read_number(r, "", name, &a->value);

	a->exists = !sys_is_absent(rc);
	if (!a->exists)
		return;
	a->known = rc == 0;
	a->settable = is_settable(r, name);
	a->max = UINT64_MAX;
	a->limits_known = read_limit(r, "min_", name, &a->min) == 0 &&
			  read_limit(r, "max_", name, &a->max) == 0;
}

static void read_interface(const struct reader *r)
{
	struct repair_interface *i = r->to;
	char path[80];
	u64 v;
	int n;

	attr_path(r, "", "repair_type", path, sizeof(path));
	if (sysdir_read(r->dir, path, i->type_text, sizeof(i->type_text)) < 0)
		i->type_text[0] = '\0';
	i->type = type_by_kernel_name(i->type_text);
	i->persist_mode = PERSIST_UNKNOWN;
	if (read_number(r, "", "persist_mode", &v) == 0 && v <= 1)
		i->persist_mode = v ? PERSIST_HARD : PERSIST_SOFT;
	i->persist_settable = is_settable(r, "persist_mode");
	i->safe_known = read_number(r, "", "repair_safe_when_in_use", &v) == 0 && v <= 1;
	i->safe = i->safe_known && v == 1;
	i->startable = is_settable(r, "repair");
	for (n = 0; n < REPAIR_NUMBERS; n++)
		read_attr(r, (enum repair_number)n);
}

static int by_id(const void *a, const void *b)
{
	const struct repair_interface *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static bool is_interface(const char *name, u64 *id)
{
	const char *rest = str_after(name, "mem_repair");

	rest = rest ? num_prefix(rest, id) : NULL;
	return rest && !*rest && strlen(name) < sizeof(((struct repair_interface *)0)->name);
}

static int read_all(const struct sysdir *dir, struct repair_list *l, struct fail *why)
{
	auto_namelist struct namelist names = { 0 };
	struct repair_interface *to;
	int rc = sysdir_list(dir, false, &names);
	size_t i;
	u64 id;

	if (rc < 0)
		return fail_set(why, rc, "read_failed", "", "cannot read %s/%s: %s",
				sys_tree_name(TREE_SYS), dir->path, sys_error_text(rc));
	l->at = calloc(names.count + 1, sizeof(*l->at));
	if (!l->at)
		return fail_nomem(why);
	for (i = 0; i < names.count; i++) {
		if (!is_interface(names.names[i], &id))
			continue;
		to = &l->at[l->count++];
		to->id = id;
		snprintf(to->name, sizeof(to->name), "%s", names.names[i]);
		read_interface(&(struct reader){ dir, to });
	}
	qsort(l->at, l->count, sizeof(*l->at), by_id);
	return 0;
}

static int none(const struct memdev *m, struct fail *why)
{
	if (!m->node->enabled)
		return fail_set(why, -ENXIO, "disabled", "see 'cxl enable-memdev'",
				"the memory device is disabled");
	return fail_unsupported(why, "no_repair", "",
				"repairs are not supported by this device or kernel "
				"(needs Linux 6.16 with CONFIG_CXL_EDAC_MEM_REPAIR)");
}

int repair_list_read(const struct memdev *m, struct repair_list *ret, struct fail *why)
{
	auto_repair_list struct repair_list l = { 0 };
	auto_sysdir struct sysdir dir = { .fd = -1 };
	int rc;

	snprintf(l.path, sizeof(l.path), "bus/edac/devices/cxl_%s", m->name);
	rc = sysdir_open(&dir, &m->ctx->root, TREE_SYS, l.path);
	if (sys_is_absent(rc))
		return none(m, why);
	if (rc < 0)
		return fail_set(why, rc, "read_failed", "", "cannot read %s/%s: %s",
				sys_tree_name(TREE_SYS), l.path, sys_error_text(rc));
	if (!memdev_has_dir(m, &dir))
		return fail_set(why, -ESTALE, "device_changed", "see 'cxl list -i'",
				"%s/%s does not belong to the device, or the device has been "
				"removed",
				sys_tree_name(TREE_SYS), l.path);
	rc = read_all(&dir, &l, why);
	if (rc < 0)
		return rc;
	if (!l.count)
		return none(m, why);
	*ret = l;
	l = (struct repair_list){ 0 };
	return 0;
}

void repair_list_free(struct repair_list *l)
{
	free(l->at);
	*l = (struct repair_list){ 0 };
}
