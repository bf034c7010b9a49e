// SPDX-License-Identifier: GPL-2.0-only
/* Attributes of regions. */
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/topo/region.h"
#include "cxl/list/list.h"
#include "daxctl/lib/dax.h"
#include "util/sys-errors.h"

/* By position, without those that are not known. */
struct region_targets {
	size_t count;
	struct {
		u64 position;
		struct region_target target;
	} at[REGION_WAYS_MAX];
};

static void get_decode_state(struct list_obj *o)
{
	u64 commit;

	if (attr_u64(o, "commit", &commit) == 0)
		rec_str(o->out, o->key, commit ? "commit" : "reset");
}

/* Highest position first, as ndctl prints them. */
static void get_mappings(struct list_obj *o)
{
	const struct region_targets *targets = o->data;
	struct rec *arr = rec_arr(o->out, o->key), *r;
	const struct region_target *target;
	size_t i;

	for (i = targets->count; i-- > 0;) {
		target = &targets->at[i].target;
		r = rec_obj(arr, NULL);
		rec_uint(r, "position", targets->at[i].position);
		if (target->memdev)
			rec_str(r, "memdev", target->memdev->name);
		rec_str(r, "decoder", target->decoder);
	}
}

static void get_dax(struct list_obj *o)
{
	const struct node *dax = node_child(o->node, NODE_DAX_REGION);

	if (dax)
		dax_region_emit(o->lc->t->root, dax->path, list_has(o->lc, LIST_IDLE),
				rec_obj(o->out, o->key));
}

/* Whether the QoS class of a memdev differs from that of the window it is mapped into. */
static void get_qos_mismatch(struct list_obj *o)
{
	auto_obj struct list_obj root = { .lc = o->lc,
					  .node = o->node->parent,
					  .own = { .fd = -1 } };
	const struct region_targets *targets = o->data;
	const char *mode = rec_get_str(o->out, "type");
	const struct node *memdev;
	u64 expected, class;
	char attr[32];
	size_t i;
	int rc;

	if (!mode || (!str_eq(mode, "ram") && !str_eq(mode, "pmem")) || !root.node ||
	    obj_open(&root, NULL) < 0)
		return;
	rc = attr_u64(&root, "qos_class", &expected);
	if (rc < 0 && rc != -ENODATA && !sys_is_absent(rc))
		return;
	if (rc < 0)
		expected = UINT64_MAX;
	snprintf(attr, sizeof(attr), "%s/qos_class", mode);
	for (i = targets->count; i-- > 0;) {
		auto_sysdir struct sysdir d = { .fd = -1 };

		memdev = targets->at[i].target.memdev;
		if (!memdev || node_open(o->lc->t, memdev, &d) < 0)
			continue;
		rc = sysdir_read_u64(&d, attr, &class);
		if (rc < 0 && rc != -ENODATA && !sys_is_absent(rc))
			continue;
		if (rc < 0)
			class = UINT64_MAX;
		if (class == expected)
			continue;
		rec_bool(o->out, o->key, true);
		return;
	}
}

/* clang-format off */
static const struct attr rows[] = {
	{ "region", .get = attr_name },
	{ "resource", "resource", VAL_HEX },
	{ "size", "size", VAL_SIZE },
	{ "extended_linear_cache_size", "extended_linear_cache_size", VAL_SIZE, HIDE(0) },
	{ "type", "mode", VAL_STR, .hidden_text = "none" },
	{ "interleave_ways", "interleave_ways", VAL_UINT },
	{ "interleave_granularity", "interleave_granularity", VAL_UINT },
	{ "decode_state", .get = get_decode_state },
	{ "state", .get = attr_disabled },
	{ "locked", "locked", VAL_BOOL },
	{ "media_errors", .get = list_media_errors, .flag = LIST_MEDIA_ERRORS,
	  .records = MEDIA_ERROR_KEYS },
	{ "mappings", .get = get_mappings, .flag = LIST_TARGETS,
	  .records = "position,memdev,decoder" },
	{ "daxregion", .get = get_dax, .flag = LIST_DAX,
	  .members = "id,size,available_size,align",
	  .records = "chardev,size,target_node,align,mode,online_memblocks,total_memblocks,movable,state" },
	{ "qos_class_mismatch", .get = get_qos_mismatch },
};
/* clang-format on */

void list_region_columns(struct strbuf *names)
{
	attrs_names(rows, ARRAY_SIZE(rows), names);
}

struct rec *list_region(struct list_ctx *lc, const struct node *region, struct rec *to)
{
	struct region_targets targets = { 0 };
	auto_obj struct list_obj o = {
		.lc = lc, .node = region, .data = &targets, .own = { .fd = -1 }
	};
	u64 ways, i;

	if (obj_open(&o, NULL) < 0)
		return NULL;
	if (attr_u64(&o, "interleave_ways", &ways) < 0)
		ways = 0;
	for (i = 0; i < ways && i < REGION_WAYS_MAX; i++) {
		targets.at[targets.count].position = i;
		if (region_target(lc->t, o.dir, i, &targets.at[targets.count].target))
			targets.count++;
	}
	o.out = rec_obj(to, NULL);
	attrs_emit(&o, rows, ARRAY_SIZE(rows));
	return o.out;
}
