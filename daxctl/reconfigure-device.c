// SPDX-License-Identifier: GPL-2.0-only
/* daxctl reconfigure-device: change mode, size or alignment of DAX devices. */
#include <inttypes.h>
#include <stdio.h>

#include "daxctl/conf-args.h"
#include "daxctl/device-file.h"
#include "daxctl/lib/dax.h"
#include "daxctl/memory-args.h"
#include "daxctl/undo-lines.h"
#include "util/num.h"

/* Starts like struct memory_args, whose functions it uses. */
struct args {
	struct memory_args memory;
	const char *mode, *size, *align, *input;
	bool no_online, check_config;
};

static const struct opt opts[] = {
	DEVICE_OPTS,
	OPT_STR_ROW('s', "size", struct args, size, "size", "new size of the device"),
	OPT_STR_ROW('a', "align", struct args, align, "align", "new alignment of the device"),
	OPT_STR_ROW(0, "input", struct args, input, "input",
		    "file with the JSON of a device, whose alignment and memory it gets"),
	OPT_STR_ROW('m', "mode", struct args, mode, "mode",
		    "new mode of the device: devdax, system-ram or famfs"),
	OPT_BOOL_ROW('N', "no-online", struct args, no_online,
		     "do not set the memory online in mode system-ram"),
	OPT_BOOL_ROW('f', "force", struct args, memory.device.force,
		     "set memory offline, and reconfigure even if programs use the device"),
	OPT_BOOL_ROW('C', "check-config", struct args, check_config,
		     "apply the configuration files"),
	OPT_BOOL_ROW(
		0, "no-movable", struct args, memory.no_movable,
		"online memory in the zone of the kernel, from which it may never be released"),
	TIMEOUT_OPT,
	{ 0 },
};

struct request {
	enum dax_mode mode; /* DAX_MODES: size and alignment are changed */
	bool resize;
	u64 size, align;		/* .align 0: not changed */
	const struct device_file *file; /* of --input; borrowed, NULL: none */
	struct memory_request memory;
	bool online;			    /* the memory, in mode system-ram */
	const struct conf_section *section; /* of --check-config; borrowed */
};

/* --- arguments */

/* The files have the settings. */
static int check_config_options(struct inv *inv)
{
	const struct args *a = inv->args;
	const char *other = a->mode		   ? "--mode"
			    : a->no_online	   ? "--no-online"
			    : a->memory.no_movable ? "--no-movable"
			    : a->size		   ? "--size"
			    : a->align		   ? "--align"
			    : a->input		   ? "--input"
						   : NULL;

	if (other)
		return inv_usage(inv, "--check-config is incompatible with %s", other);
	return EXIT_DONE;
}

static int read_file(struct inv *inv, struct request *rq, struct device_file *f)
{
	auto_rec struct rec *none = rec_new_arr();
	const struct args *a = inv->args;
	struct fail why = { 0 };

	if (a->mode || a->size || a->align)
		return inv_usage(inv, "--input is incompatible with --mode, --size and --align");
	if (inv->argc != 1 || device_args_all(inv))
		return inv_usage(inv, "--input requires one device");
	if (device_file_read(a->input, f, &why) < 0) {
		inv_fail(inv, a->input, "read", &why);
		return device_args_finish_list(inv, "reconfigured", none);
	}
	rq->file = f;
	rq->resize = true;
	rq->size = f->size;
	rq->align = f->align;
	return EXIT_DONE;
}

static int read_request(struct inv *inv, struct request *rq, struct device_file *f)
{
	const struct args *a = inv->args;

	*rq = (struct request){
		.mode = DAX_MODES,
		.online = !a->no_online,
		.memory = {
			.online = true,
			.movable = !a->memory.no_movable,
			.risk = inv->cmd->risk,
		},
	};
	if (a->check_config)
		return check_config_options(inv);
	if (a->input)
		return read_file(inv, rq, f);
	if (!a->mode && !a->size && !a->align)
		return inv_usage(inv, "a 'align', 'mode' or 'size' option is required");
	rq->resize = a->size;
	if (a->size && size_parse_option(a->size, &rq->size) < 0)
		return inv_usage(inv, "invalid --size '%s': " SIZE_EXPECTED, a->size);
	if (a->align &&
	    (size_parse_option(a->align, &rq->align) < 0 || !dax_align_is_valid(rq->align)))
		return inv_usage(inv, "invalid --align '%s': expected " DAX_ALIGN_EXPECTED,
				 a->align);
	if (a->size || a->align)
		return EXIT_DONE;
	rq->mode = dax_mode_parse(a->mode);
	if (rq->mode == DAX_MODES)
		return inv_usage(inv, "unknown mode '%s': expected devdax, system-ram or famfs",
				 a->mode);
	if (a->no_online && rq->mode != DAX_SYSTEM_RAM)
		return inv_usage(inv, "--no-online is incompatible with --mode=%s", a->mode);
	return EXIT_DONE;
}

/* --- size and alignment */

/* The alignment first: that of the ranges depends on it. */
static int plan_file(const struct dax_state *s, const struct device_file *f, struct plan *p,
		     struct fail *why)
{
	struct dax_state at = *s;
	int rc;

	if (f->region != s->node->region)
		return fail_invalid(why, "other_region", "",
				    "the file describes a device of region %" PRIu64, f->region);
	rc = dax_plan_align(p, &at, f->align, why);
	at.align = f->align;
	return rc < 0 ? rc : dax_plan_ranges(p, &at, &f->ranges, why);
}

static u64 new_size(const struct dax_state *s, const struct request *rq)
{
	return rq->resize ? rq->size : s->size;
}

static int plan_shape(const struct dax_state *s, const struct request *rq, struct plan *p,
		      struct fail *why)
{
	const bool align_first = rq->align && s->size % rq->align == 0;
	struct dax_state at = *s;
	int rc = 0;

	if (align_first)
		rc = dax_plan_align(p, &at, rq->align, why);
	if (align_first)
		at.align = rq->align;
	if (rc == 0)
		rc = dax_plan_size(p, &at, new_size(s, rq), why);
	at.size = new_size(s, rq);
	return rc == 0 && rq->align && !align_first ? dax_plan_align(p, &at, rq->align, why) : rc;
}

/* --- mode */

static int make_plan(struct inv *inv, const struct dax_state *s, const struct request *rq,
		     struct plan *p, struct fail *why)
{
	const struct args *a = inv->args;
	const bool force = a->memory.device.force;
	const struct cxl_ctx *ctx = inv->ctx;
	bool adds;
	int rc = 0;

	if (rq->file)
		return plan_file(s, rq->file, p, why);
	if (rq->mode == DAX_MODES)
		return plan_shape(s, rq, p, why);
	if (rq->section && !s->size)
		return 0;
	adds = rq->section ? conf_args_adds_memory(s, rq->section)
			   : rq->mode == DAX_SYSTEM_RAM && s->mode != DAX_SYSTEM_RAM;
	if (adds && !force)
		rc = memory_check_policy(&ctx->root, rq->online, rq->memory.movable, why);
	if (rc < 0)
		return rc;
	return rq->section
		       ? conf_args_plan(p, s, rq->section, why)
		       : dax_plan_mode(p, s, rq->mode, force ? DAX_FORCE_ALL : DAX_FORCE_NONE, why);
}

/* After the mode was changed. The object that device_args_apply() has added is @o. */
static void online(struct inv *inv, const struct dax_node *d, const struct memory_request *rq,
		   struct rec *o)
{
	struct memory_result r;
	bool done = memory_args_apply(inv, d, rq, o, &r);

	memory_args_record(&r, o);
	if (done)
		return;
	if (r.why.err == -EINTR && !r.changed)
		fail_interrupted(&r.why, "interrupted before the memory was set online");
	fail_append(&r.why, "; the device is in mode system-ram");
	inv->done--;
	inv_fail(inv, d->name, inv->cmd->name, &r.why);
}

/* A dry run does not know the blocks that a change of the mode adds. @steps: those of the plan. */
static void show_online(const struct memory_request *rq, struct rec *steps)
{
	struct rec *step = rec_obj(steps, NULL);

	rec_str(step, "step", "set its memory blocks online, those that the kernel does not");
	rec_str(step, "value", rq->movable ? "online_movable" : "online_kernel");
}

static bool undo_lines(const struct dax_state *s, const struct request *rq, struct strbuf *ret)
{
	if (rq->mode == DAX_MODES)
		return undo_lines_shape(s, new_size(s, rq), rq->align, ret);
	if (rq->section && rq->section->align && rq->section->align != s->align)
		return false;
	return undo_lines_mode(s, rq->mode, ret);
}

static void apply_one(struct inv *inv, const struct dax_node *d, const struct request *rq,
		      struct rec *top)
{
	const struct cxl_ctx *ctx = inv->ctx;
	auto_dax_state struct dax_state s = { .node = d };
	struct device_change change = { rq->memory.topo, &s, NULL, true };
	struct memory_request memory = rq->memory;
	auto_strbuf struct strbuf undo = { 0 };
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };
	bool sets_online;

	if (dax_state_read(&ctx->root, d, &s, &why) < 0) {
		device_args_fail(inv, &s, &why, top);
		return;
	}
	if (rq->mode != DAX_MODES && device_args_skips(inv, &s))
		return;
	if (make_plan(inv, &s, rq, &p, &why) < 0) {
		device_args_fail(inv, &s, &why, top);
		return;
	}
	plan_timeout(&p, rq->memory.timeout);
	if (undo_lines(&s, rq, &undo) && !undo.failed)
		change.undo = undo.s;
	if (!device_args_apply(inv, &change, &p, top))
		return;
	sets_online = rq->mode == DAX_SYSTEM_RAM && rq->online && s.size;
	if (sets_online && ctx->dry_run && p.count > 0) {
		show_online(&memory, top->last->last);
		sets_online = false;
	}
	if (rq->section)
		conf_args_record(rq->section, top->last);
	memory.part_of_mode = p.count > 0;
	if (sets_online)
		online(inv, d, &memory, top->last);
}

/* --- configuration files */

/* The messages are those of ndctl. */
static void show_no_match(struct inv *inv, const struct dax_node *d, struct rec *top)
{
	struct rec *o;

	fprintf(stderr, "no UUID match for %s found in config files\n", d->name);
	fprintf(stderr, "%s: missing or malformed config section\n", d->name);
	if (!summary_wants_result(inv))
		return;
	o = rec_obj(top, NULL);
	rec_str(o, "chardev", d->name);
	rec_bool(o, "changed", false);
}

static void apply_config(struct inv *inv, const struct dax_conf *c, const struct request *base,
			 const struct dax_node *d, struct rec *top)
{
	const struct cxl_ctx *ctx = inv->ctx;
	const struct dax_state s = { .node = d };
	struct request rq = *base;
	struct conf_choice choice;
	struct conf_facts facts;
	struct fail why = { 0 };

	conf_facts_read(&ctx->root, rq.memory.topo, d, &facts);
	if (conf_args_choose(c, &facts, &choice, &why) < 0) {
		device_args_fail(inv, &s, &why, top);
		return;
	}
	if (!choice.section) {
		show_no_match(inv, d, top);
		return;
	}
	rq.section = choice.section;
	rq.mode = choice.section->mode;
	rq.online = choice.section->online;
	rq.memory.movable = choice.section->movable;
	apply_one(inv, d, &rq, top);
}

/* --- command */

/* Without --format, the devices as ndctl prints them: only after a change of the mode. */
static void show_devices(struct inv *inv, const struct device_targets *t, const struct rec *results,
			 struct rec *top)
{
	const struct cxl_ctx *ctx = inv->ctx;
	const struct rec *r;
	size_t i;

	rec_foreach(r, results)
		for (i = 0; i < t->count; i++)
			if (str_eq(t->at[i]->name, rec_get_str(r, "chardev")))
				dax_device_emit(&ctx->root, t->at[i]->path, DAX_IDLE, top);
}

/* Less than the time of daxdev-reconfigure@.service, which is started for several devices. */
#define CONFIG_LOCK_WAIT (14 * 60)

static int run(struct inv *inv)
{
	auto_device_targets struct device_targets targets = { 0 };
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	auto_rec struct rec *results = rec_new_arr(), *list = rec_new_arr();
	auto_device_file struct device_file file = { 0 };
	auto_dax_conf struct dax_conf conf = { 0 };
	const struct args *a = inv->args;
	struct cxl_ctx *ctx = inv->ctx;
	struct request rq;
	size_t i;
	int rc = read_request(inv, &rq, &file);

	if (rc == EXIT_DONE)
		rc = memory_args_timeout(inv, &rq.memory);
	if (a->check_config)
		ctx->lock_wait = CONFIG_LOCK_WAIT;
	if (rc == EXIT_DONE)
		rc = device_args_begin(inv, "reconfigure", &lock, &targets);
	if (rc == EXIT_DONE && a->check_config)
		rc = conf_args_load(inv, &conf);
	if (rc != EXIT_DONE)
		return rc;
	rq.memory.topo = &targets.system.topo;
	for (i = 0; i < targets.count; i++)
		if (a->check_config)
			apply_config(inv, &conf, &rq, targets.at[i], results);
		else
			apply_one(inv, targets.at[i], &rq, results);
	if (a->check_config && !inv->done && !inv->failed) /* as ndctl, without the summary */
		return summary_wants_result(inv) ? inv_print(inv, results) : summary_none(inv);
	if (summary_wants_result(inv))
		return device_args_finish(inv, "reconfigured", results);
	if (rq.mode != DAX_MODES || a->check_config)
		show_devices(inv, &targets, results, list);
	return device_args_finish_list(inv, "reconfigured", list);
}

const struct cmd cmd_reconfigure_device = {
	.name = "reconfigure-device",
	.args = "<device>...|all [<options>]",
	.group = "Devices",
	.help = "change mode, size or alignment of DAX devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL | CMD_JSON,
	.risk = RISK_SERVICE,
	.needs = "root",
	.max_args = -1,
	.positional = "devices...",
	.more_columns = DEVICE_COLUMNS "," MEMORY_COLUMNS "," CONF_COLUMNS
				       ",size,target_node,align,mode,movable,state",
	.run = run,
};
