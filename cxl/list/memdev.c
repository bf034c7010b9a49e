// SPDX-License-Identifier: GPL-2.0-only
/* Attributes of memory devices. */
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/topo/debugfs.h"
#include "cxl/lib/wire/opcode.h"
#include "cxl/list/list.h"

/* Left out if it is not known, as without debugfs. */
static void get_injectable(struct list_obj *o)
{
	char attr[PATH_MAX];
	int rc = path_join(attr, sizeof(attr), o->node->name, "inject_poison");

	if (rc == 0)
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
	{ "health", .get = list_health, .flag = LIST_HEALTH, .opcode = OP_GET_HEALTH_INFO },
	{ "alert_config", .get = list_alerts, .flag = LIST_ALERTS,
	  .opcode = OP_GET_ALERT_CONFIG },
	{ "serial", "serial", VAL_HEX },
	{ "numa_node", "numa_node", VAL_UINT },
	{ "host", .get = attr_host },
	{ "firmware_version", "firmware_version", VAL_STR },
	{ "state", .get = attr_disabled },
	{ "poison_injectable", .get = get_injectable },
	{ "partition_info", .get = list_partition, .flag = LIST_PARTITION,
	  .members = "total_size,volatile_only_size,persistent_only_size,partition_alignment_size,"
		     "active_volatile_size,active_persistent_size,next_volatile_size,"
		     "next_persistent_size" },
	{ "firmware", .get = list_firmware, .flag = LIST_FIRMWARE,
	  .members = "num_slots,active_slot,staged_slot,online_activate_capable,slot_#_version,"
		     "fw_update_in_progress,remaining_size" },
	{ "media_errors", .get = list_media_errors, .flag = LIST_MEDIA_ERRORS,
	  .records = MEDIA_ERROR_KEYS },
	{ "pci", .get = list_pci, .flag = LIST_PCI, .add_names = list_pci_columns },
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
