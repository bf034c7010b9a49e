// SPDX-License-Identifier: GPL-2.0-only
/* daxctl create-device: create a DAX device from the available memory of a region. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "daxctl/device-args.h"
#include "daxctl/device-file.h"
#include "daxctl/lib/dax.h"
#include "daxctl/undo-lines.h"
#include "util/num.h"

struct args {
	struct device_args device;
	const char *size, *align, *input;
};

static const struct opt opts[] = {
	DEVICE_OPTS,
	OPT_STR_ROW('s', "size", struct args, size, "size",
		    "size of the device; default: all that is available"),
	OPT_STR_ROW('a', "align", struct args, align, "align",
		    "alignment of the device; default: that of the region"),
	OPT_STR_ROW(0, "input", struct args, input, "input",
		    "file with the JSON of a device, as 'daxctl list -M' prints it"),
	{ 0 },
};

/* What the options ask for; EXIT_DONE, or the exit status after a message. */
static int read_options(struct inv *inv, struct dax_creation *c, struct device_file *f)
{
	auto_rec struct rec *none = rec_new_arr();
	const struct args *a = inv->args;
	struct fail why = { 0 };

	if (a->size && (size_parse_option(a->size, &c->size) < 0 || !c->size))
		return inv_usage(inv, "invalid --size '%s': " SIZE_EXPECTED, a->size);
	if (a->align &&
	    (size_parse_option(a->align, &c->align) < 0 || !dax_align_is_valid(c->align)))
		return inv_usage(inv, "invalid --align '%s': expected " DAX_ALIGN_EXPECTED,
				 a->align);
	if (!a->input)
		return EXIT_DONE;
	if (a->size || a->align || a->device.region)
		return inv_usage(inv, "--input is incompatible with --size, --align and --region");
	if (device_file_read(a->input, f, &why) < 0) {
		inv_fail(inv, a->input, "read", &why);
		return device_args_finish_list(inv, "created", none);
	}
	c->align = f->align;
	c->ranges = f->ranges;
	return EXIT_DONE;
}

/* The first region that is selected and has space, as ndctl; any region that was named. */
static const struct dax_node *choose_region(struct inv *inv, const struct dax_nodes *l,
					    const struct device_file *f, struct fail *why)
{
	const struct args *a = inv->args;
	const struct cxl_ctx *ctx = inv->ctx;
	const struct dax_node *first = NULL;
	size_t i;
	u64 available;

	for (i = 0; i < l->count; i++) {
		if (a->input ? l->at[i].region != f->region
			     : !device_in_region(&l->at[i], a->device.region))
			continue;
		first = first ? first : &l->at[i];
		if (dax_region_available(&ctx->root, &l->at[i], &available) == 0 && available)
			return &l->at[i];
	}
	if (!first)
		fail_set(why, -ENXIO, "no_such_region", "see 'daxctl list -R'",
			 "no such DAX region");
	return first;
}

/* As ndctl prints it; the rest only if a format was requested. */
static void show_device(struct inv *inv, const struct dax_node *d, struct rec *top)
{
	const bool requested = summary_wants_result(inv);
	const struct cxl_ctx *ctx = inv->ctx;
	struct rec *o = dax_device_emit(&ctx->root, d->path, requested ? DAX_MAPPINGS : 0, top);

	if (o && requested)
		change_record(ctx, true, NULL, o);
}

static void create(struct inv *inv, const struct topo *t, const struct dax_creation *c,
		   struct rec *top)
{
	struct cxl_ctx *ctx = inv->ctx;
	struct dax_node node = { .path = NULL };
	struct dax_state s = { .node = &node, .mode = DAX_MODES };
	struct device_change change = { .topo = t, .state = &s };
	auto_strbuf struct strbuf undo = { 0 };
	auto_rec struct rec *steps = rec_new_arr();
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };

	if (dax_plan_create(&p, c, &node, &why) < 0) {
		snprintf(node.name, sizeof(node.name), "region%" PRIu64, c->region->region);
		device_args_fail(inv, &s, &why, top);
		return;
	}
	undo_lines_create(node.name, &undo);
	change.undo = undo.failed ? NULL : undo.s;
	if (device_args_apply(inv, &change, &p, ctx->dry_run ? top : steps) && !ctx->dry_run)
		show_device(inv, &node, top);
	free(node.path);
}

/* What was asked for, for a message. */
static const char *region_text(const struct inv *inv, const struct device_file *f, char *buf,
			       size_t size)
{
	const struct args *a = inv->args;

	if (a->device.region)
		return a->device.region;
	snprintf(buf, size, a->input ? "region%" PRIu64 : "region", f->region);
	return buf;
}

static int run(struct inv *inv)
{
	auto_device_file struct device_file f = { 0 };
	auto_device_system struct device_system system = { 0 };
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	auto_rec struct rec *top = rec_new_arr();
	const struct cxl_ctx *ctx = inv->ctx;
	struct dax_creation c = { 0 };
	struct fail why = { 0 };
	char name[32];
	int rc = read_options(inv, &c, &f);

	if (rc == EXIT_DONE)
		rc = device_args_scan(inv, &lock, &system);
	if (rc != EXIT_DONE)
		return rc;
	c.root = &ctx->root;
	c.devices = &system.devices;
	c.region = choose_region(inv, &system.devices, &f, &why);
	if (c.region)
		create(inv, &system.topo, &c, top);
	else
		inv_fail(inv, region_text(inv, &f, name, sizeof(name)), "find", &why);
	return device_args_finish_list(inv, "created", top);
}

const struct cmd cmd_create_device = {
	.name = "create-device",
	.args = "[<options>]",
	.group = "Devices",
	.help = "create a DAX device from the available memory of a region",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL | CMD_JSON,
	.risk = RISK_SETTING,
	.needs = "root",
	.more_columns = DEVICE_COLUMNS ",size,target_node,align,mode,state,page_offset,start,end",
	.run = run,
};
