// SPDX-License-Identifier: GPL-2.0-only
/* Attributes of memory devices. */
#include <limits.h>
#include <stdio.h>

#include "cxl/list/list.h"

/* Left out if it is not known, as without debugfs. */
static void get_injectable(struct list_obj *o)
{
	char attr[PATH_MAX];
	int rc;

	snprintf(attr, sizeof(attr), "%s/inject_poison", o->node->name);
	rc = topo_debugfs_check(o->lc->t, attr);
	if (rc == 0 || rc == -ENOENT)
		rec_bool(o->out, o->key, rc == 0);
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

void list_memdev_columns(struct strbuf *names)
{
	attrs_names(rows, ARRAY_SIZE(rows), names);
}

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
