// SPDX-License-Identifier: GPL-2.0-only
/* What "cxl list" says of a memory device. */
#include <limits.h>
#include <stdio.h>

#include "cxl/list/list.h"

static void get_health(struct view *v, const struct node *n, const struct sysdir *d,
		       struct rec *out)
{
	(void)d;
	if (v->health)
		view_health(v, n, out);
}

static void get_alerts(struct view *v, const struct node *n, const struct sysdir *d,
		       struct rec *out)
{
	(void)d;
	if (v->alerts)
		view_alerts(v, n, out);
}

static void get_partition(struct view *v, const struct node *n, const struct sysdir *d,
			  struct rec *out)
{
	(void)d;
	if (v->partition)
		view_partition(v, n, out);
}

static void get_firmware(struct view *v, const struct node *n, const struct sysdir *d,
			 struct rec *out)
{
	(void)d;
	if (v->firmware)
		view_firmware(v, n, out);
}

static void get_media_errors(struct view *v, const struct node *n, const struct sysdir *d,
			     struct rec *out)
{
	(void)d;
	if (v->media_errors)
		view_media_errors(v, n, out);
}

static void get_node(struct view *v, const struct node *n, const struct sysdir *d, struct rec *out)
{
	s64 node;

	(void)v, (void)n;
	if (sysdir_read_s64(d, "numa_node", &node) == 0 && node >= 0)
		rec_int(out, "numa_node", node);
}

static void get_host(struct view *v, const struct node *n, const struct sysdir *d, struct rec *out)
{
	(void)v, (void)d;
	if (n->host)
		rec_str(out, "host", n->host);
}

static void get_state(struct view *v, const struct node *n, const struct sysdir *d, struct rec *out)
{
	(void)v, (void)d;
	if (!n->enabled)
		rec_str(out, "state", "disabled");
}

/* Only where debugfs is mounted can the kernel say. */
static void get_injectable(struct view *v, const struct node *n, const struct sysdir *d,
			   struct rec *out)
{
	char path[PATH_MAX];

	(void)d;
	if (!v->t->debugfs)
		return;
	snprintf(path, sizeof(path), "%s/cxl/%s/inject_poison", v->t->debugfs, n->name);
	rec_bool(out, "poison_injectable", sys_exists(v->t->root, TREE_SYS, path));
}

/* Order is the output order; scripts depend on the keys. */
static const struct attr rows[] = {
	{ "pmem_size", "pmem/size", VAL_SIZE, HIDE(0) },
	{ "pmem_qos_class", "pmem/qos_class", VAL_INT, .need = "pmem_size" },
	{ "ram_size", "ram/size", VAL_SIZE, HIDE(0) },
	{ "ram_qos_class", "ram/qos_class", VAL_INT, .need = "ram_size" },
	{ "health", .get = get_health },
	{ "alert_config", .get = get_alerts },
	{ "serial", "serial", VAL_HEX },
	{ "numa_node", .get = get_node },
	{ "host", .get = get_host },
	{ "firmware_version", "firmware_version", VAL_STR },
	{ "state", .get = get_state },
	{ "poison_injectable", .get = get_injectable },
	{ "partition_info", .get = get_partition },
	{ "firmware", .get = get_firmware },
	{ "media_errors", .get = get_media_errors },
};

struct rec *view_memdev(struct view *v, const struct node *memdev, struct rec *to, const char *key)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct rec *out;

	if (node_open(v->t, memdev, &d) < 0)
		return NULL;
	out = rec_obj(to, key);
	rec_str(out, "memdev", memdev->name);
	attrs_emit(v, rows, ARRAY_SIZE(rows), memdev, &d, out);
	return out;
}
