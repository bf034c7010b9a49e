// SPDX-License-Identifier: GPL-2.0-only
/* Attributes of memory devices. */
#include <limits.h>
#include <stdio.h>

#include "cxl/list/list.h"

/* Left out without debugfs: then it is not known. */
static void get_injectable(struct list_obj *o)
{
	const struct topo *t = o->lc->t;
	char path[PATH_MAX];

	if (!t->debugfs)
		return;
	snprintf(path, sizeof(path), "%s/cxl/%s/inject_poison", t->debugfs, o->node->name);
	rec_bool(o->out, o->key, sys_exists(t->root, TREE_SYS, path));
}

/* clang-format off */
static const struct attr rows[] = {
	{ "memdev", .get = attr_name },
	{ "pmem_size", "pmem/size", VAL_SIZE, HIDE(0) },
	{ "pmem_qos_class", "pmem/qos_class", VAL_UINT, .when = "pmem/size" },
	{ "ram_size", "ram/size", VAL_SIZE, HIDE(0) },
	{ "ram_qos_class", "ram/qos_class", VAL_UINT, .when = "ram/size" },
	{ "health", .get = list_health, .flag = LIST_HEALTH },
	{ "alert_config", .get = list_alerts, .flag = LIST_ALERTS },
	{ "serial", "serial", VAL_HEX },
	{ "numa_node", "numa_node", VAL_UINT },
	{ "host", .get = attr_host },
	{ "firmware_version", "firmware_version", VAL_STR },
	{ "state", .get = attr_disabled },
	{ "poison_injectable", .get = get_injectable },
	{ "partition_info", .get = list_partition, .flag = LIST_PARTITION },
	{ "firmware", .get = list_firmware, .flag = LIST_FIRMWARE },
	{ "media_errors", .get = list_media_errors, .flag = LIST_MEDIA_ERRORS },
};
/* clang-format on */

struct rec *list_memdev(struct list_ctx *lc, const struct node *memdev, struct rec *to,
			const char *key)
{
	auto_obj struct list_obj o = { .lc = lc, .node = memdev, .own = { .fd = -1 } };

	if (obj_open(&o, NULL) < 0)
		return NULL;
	o.out = rec_obj(to, key);
	attrs_emit(&o, rows, ARRAY_SIZE(rows));
	return o.out;
}
