// SPDX-License-Identifier: GPL-2.0-only
/* cxl update-firmware: update the firmware of memory devices. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cxl/change.h"
#include "cxl/lib/firmware/firmware.h"
#include "cxl/memdev-args.h"
#include "cxl/progress.h"
#include "cxl/summary.h"
#include "util/blob.h"
#include "util/strbuf.h"

struct args {
	struct memdev_args memdev;
	const char *file;
	bool cancel, wait;
};

static const struct opt opts[] = {
	MEMDEV_OPTS,
	OPT_STR_ROW('F', "firmware-file", struct args, file, "firmware-file",
		    "update the firmware with this image (- for standard input)"),
	OPT_BOOL_ROW('c', "cancel", struct args, cancel,
		     "cancel the firmware update that is in progress"),
	OPT_BOOL_ROW('w', "wait", struct args, wait, "wait until the firmware update is completed"),
	{ 0 },
};

/* The devices, and what is done with each of them. */
struct job {
	struct inv *inv;
	u8 *image;
	size_t len;
	struct targets targets; /* those that fail are removed */
	struct rec *refused;	/* of a dry run: the results of those that were removed */
	struct plan *plans;	/* one for each target */
	size_t plan_count;
	struct firmware_wait *list; /* likewise */
};

static bool changes(const struct args *a)
{
	return a->file || a->cancel;
}

/* --- arguments */

static int read_image(struct job *j)
{
	const struct args *a = j->inv->args;
	struct inv *inv = j->inv;
	struct fail why = { 0 };
	int rc;

	if (!a->file)
		return EXIT_DONE;
	if (str_eq(a->file, "-") && isatty(STDIN_FILENO))
		return inv_usage(inv, "no image; use --firmware-file FILE or a pipe");
	rc = blob_read(a->file, FIRMWARE_IMAGE_MAX, &j->image, &j->len);
	if (rc == -EINTR) {
		fail_interrupted(&why, "interrupted, nothing was changed");
		inv_fail(inv, inv->argv[0], inv->cmd->name, &why);
		return inv_exit_status(inv);
	}
	if (rc < 0)
		return inv_usage(inv, "cannot read %s: %s", a->file, strerror(-rc));
	if (!j->len)
		return inv_usage(inv, "the image is empty: %s", a->file);
	return EXIT_DONE;
}

/* --- checks, before the first device is changed */

/*
 * Whether "all" selects a device: accelerators have no firmware upload, and there may be no update
 * to cancel.
 */
static bool is_selected(const struct inv *inv, const struct memdev *m)
{
	const struct args *a = inv->args;
	struct firmware_state state;
	struct fail why = { 0 };

	if (!memdev_args_by_all(inv, m))
		return true;

	if (firmware_read(m, &state, &why) < 0)
		return why.outcome != OUTCOME_UNSUPPORTED;
	return !a->cancel || state.status != FIRMWARE_IDLE;
}

/* Unless there is none that is selected. */
static void drop_others(struct job *j)
{
	size_t i, kept = 0;
	bool *has = calloc(j->targets.count + 1, sizeof(*has));

	for (i = 0; has && i < j->targets.count; i++) {
		has[i] = is_selected(j->inv, &j->targets.at[i]);
		kept += has[i];
	}
	if (has && kept) {
		kept = 0;
		for (i = 0; i < j->targets.count; i++)
			if (has[i])
				j->targets.at[kept++] = j->targets.at[i];
		j->targets.count = kept;
	}
	free(has);
}

static int check(struct job *j, size_t i, struct fail *why)
{
	const struct args *a = j->inv->args;
	const struct memdev *m = &j->targets.at[i];
	struct firmware_state state;
	int rc;

	if (!a->file)
		return firmware_read(m, &state, why);
	rc = firmware_check_idle(m, why);
	if (rc == 0)
		rc = firmware_check_device(m, why);
	if (rc == 0)
		plan_firmware_update(&j->plans[i], m, j->image, j->len);
	return rc;
}

static void fail(struct job *j, size_t i, const struct fail *why)
{
	const struct memdev *m = &j->targets.at[i];
	const struct plan *p = &j->plans[i];
	struct rec *o;

	inv_fail(j->inv, m->name, j->inv->cmd->name, why);
	if (!m->ctx->dry_run || !changes(j->inv->args))
		return;
	o = cxl_memdev_rec(j->refused, m);
	change_record(m->ctx, true, why, o);
	if (p->count)
		plan_record(p, p->count, rec_arr(o, "steps"));
}

/* No device is updated if one of them cannot be. Without a change, it is left out. */
static void check_all(struct job *j)
{
	struct targets *t = &j->targets;
	struct inv *inv = j->inv;
	size_t i, kept = 0, count = t->count;

	for (i = 0; i < count; i++) {
		struct fail why = { 0 };

		if (check(j, i, &why) < 0)
			fail(j, i, &why);
		else if (!changes(inv->args))
			t->at[kept++] = t->at[i];
	}
	if (!inv->failed)
		return;
	if (!changes(inv->args)) {
		t->count = kept;
		return;
	}
	if (count > 1)
		inv_warn(inv, "no device was changed");
	targets_drop(t);
}

/* --- changes */

/* The update may have ended since it was checked. */
static void explain_cancel(struct fail *why)
{
	if (why->err != -ENODEV)
		return;
	fail_set(why, -ENODEV, "no_update", "try a failing update again",
		 "the firmware update has ended before it was cancelled; the kernel may cancel the "
		 "next one instead");
}

static int apply(struct job *j, size_t i, struct fail *why)
{
	const struct args *a = j->inv->args;
	const struct memdev *m = &j->targets.at[i];
	char operation[80];
	struct plan_action action = {
		.ctx = j->inv->ctx,
		.sysfs = {
			.device = m->name,
			.memdev = m,
			.own_attributes = true,
			.operation = operation,
			.memdevs = &m->name,
			.memdev_count = 1,
			.risk = RISK_SERVICE,
			.opcode = OP_TRANSFER_FW,
			.then_opcode = OP_ACTIVATE_FW,
			.ignore_use = true, /* the memory is in use with the old firmware */
		},
	};
	struct plan_result result;
	int rc = a->cancel ? plan_firmware_cancel(&j->plans[i], m, why) : 0;

	snprintf(operation, sizeof(operation), "%s %s",
		 a->cancel ? "cancel the firmware update of" : "update the firmware of", m->name);
	if (rc < 0)
		return rc;
	rc = plan_apply(&j->plans[i], &action, &result, why);
	if (rc < 0 && a->cancel)
		explain_cancel(why);
	return rc;
}

/* Devices that fail are removed. */
static void apply_all(struct job *j)
{
	const struct args *a = j->inv->args;
	struct targets *t = &j->targets;
	struct cxl_ctx *ctx = j->inv->ctx;
	size_t i, kept = 0;

	for (i = 0; i < t->count; i++) {
		struct fail why = { 0 };
		struct plan p;

		ctx->changing = false;
		if (changes(a) && apply(j, i, &why) < 0) {
			fail(j, i, &why);
			continue;
		}
		p = j->plans[kept];
		j->plans[kept] = j->plans[i];
		j->plans[i] = p;
		t->at[kept++] = t->at[i];
	}
	t->count = kept;
}

/* --- waiting */

static void add_progress(struct strbuf *text, const struct firmware_wait *w)
{
	const struct firmware_state *s = &w->state;

	strbuf_addf(text, "%s%s: %s", text->len ? ", " : "", w->m->name,
		    firmware_status_name(s->status));
	if (!s->remaining_known || s->status == FIRMWARE_PROGRAMMING)
		return;
	if (w->size && s->remaining <= w->size)
		strbuf_addf(text, " %llu%%",
			    (unsigned long long)((w->size - s->remaining) * 100 / w->size));
	else
		strbuf_addf(text, " (%llu bytes left)", (unsigned long long)s->remaining);
}

static void show_progress(void *data, const struct firmware_waiter *w)
{
	auto_strbuf struct strbuf text = { 0 };
	size_t i;

	for (i = 0; i < w->count; i++)
		if (!w->list[i].finished)
			add_progress(&text, &w->list[i]);
	if (text.len)
		progress_show(data, text.s);
	else
		progress_end(data);
}

static void wait_all(struct job *j)
{
	const struct args *a = j->inv->args;
	struct progress progress = progress_start();
	struct firmware_waiter w = {
		.list = j->list,
		.count = j->targets.count,
		.cancelled = a->cancel,
		.progress = progress.shown ? show_progress : NULL,
		.data = &progress,
	};
	struct inv *inv = j->inv;
	size_t i;

	for (i = 0; i < w.count; i++)
		w.list[i] = (struct firmware_wait){ .m = &j->targets.at[i], .size = j->len };
	firmware_wait(inv->ctx, &w);
	progress_end(&progress);
	for (i = 0; i < w.count; i++) {
		if (j->list[i].rc < 0)
			inv_fail(inv, j->list[i].m->name, inv->cmd->name, &j->list[i].why);
		else
			inv->done++;
	}
}

/* --- output */

/* The members of "firmware" in the record of "cxl list" for the device, which lists no more. */
static void add_firmware(struct rec *listed, const struct memdev *m, struct rec *o)
{
	struct rec *device, *member, *r, *next;

	rec_foreach(device, listed) {
		if (!str_eq(rec_get_str(device, "memdev"), m->name))
			continue;
		rec_foreach(member, device)
			if (str_eq(member->key, "firmware"))
				for (r = member->first; r; r = next) {
					next = r->next;
					r->next = NULL;
					rec_attach(o, r->key, r);
				}
		return;
	}
}

static void show_results(struct job *j, struct rec *top)
{
	const struct args *a = j->inv->args;
	const struct cxl_ctx *ctx = j->inv->ctx;
	struct rec *listed = rec_loose(top, VAL_ARR), *o;
	const struct rec *r;
	size_t i;

	list_targets(j->inv, &j->targets, LIST_FIRMWARE, listed);
	for (i = 0; i < j->targets.count; i++) {
		const struct memdev *m = &j->targets.at[i];
		const struct plan *p = &j->plans[i];

		if (j->list[i].rc < 0 && j->list[i].rc != -EINTR) /* waited for; it failed */
			continue;
		o = cxl_memdev_rec(top, m);
		change_record(ctx, changes(a), NULL, o);
		if (a->file)
			rec_num(o, "image_size", VAL_SIZE, j->len);
		add_firmware(listed, m, o);
		if (p->count)
			plan_record(p, p->count, rec_arr(o, "steps"));
	}
	rec_foreach(r, j->refused)
		rec_copy(top, NULL, r);
}

/* As ndctl: the devices with their firmware, or nothing after a cancellation. */
static int print_result(struct job *j)
{
	const struct args *a = j->inv->args;
	auto_rec struct rec *top = rec_new_arr();
	const struct summary summary = {
		a->cancel ? "firmware update cancelled on"
		: a->wait ? "firmware update completed on"
			  : "firmware update started on",
		{ "mem device", "mem devices" },
	};
	int rc;

	if (summary_wants_result(j->inv)) {
		if (changes(a))
			change_record_others(j->inv->ctx, &j->targets, j->refused);
		show_results(j, top);
		return summary_finish(j->inv, &summary, top);
	}
	if (!a->cancel) {
		list_targets(j->inv, &j->targets, LIST_FIRMWARE, top);
		if (top->count == 0 && !j->inv->failed)
			inv_warn(j->inv, "no matching devices found\n");
	}
	rc = inv_print(j->inv, top);
	summary_print(j->inv, &summary);
	return rc;
}

static int run_on(struct job *j)
{
	const struct args *a = j->inv->args;

	if (filter_args_all(j->inv))
		drop_others(j);
	j->plans = calloc(j->targets.count + 1, sizeof(*j->plans));
	j->list = calloc(j->targets.count + 1, sizeof(*j->list));
	if (!j->plans || !j->list)
		return EXIT_INTERNAL;
	j->plan_count = j->targets.count;
	check_all(j);
	apply_all(j);
	if (a->wait && !a->memdev.common.dry_run)
		wait_all(j);
	else if (changes(a)) /* without options, nothing is started */
		j->inv->done += (unsigned int)j->targets.count;
	return print_result(j);
}

static int run(struct inv *inv)
{
	const struct args *a = inv->args;
	auto_topo struct topo t = { 0 };
	auto_rec struct rec *refused = rec_new_arr();
	struct job j = { .inv = inv, .refused = refused };
	size_t i;
	int rc;

	if (a->file && a->cancel)
		return inv_usage(inv, "--firmware-file and --cancel exclude each other");
	rc = read_image(&j);
	if (rc == EXIT_DONE)
		rc = memdev_args_targets(inv, &t, TOPO_ALL, &j.targets);
	if (rc == EXIT_DONE)
		rc = run_on(&j);
	for (i = 0; i < j.plan_count; i++)
		plan_free(&j.plans[i]);
	free(j.plans);
	free(j.list);
	free(j.image);
	targets_done(&j.targets);
	return rc;
}

const struct cmd cmd_update_firmware = {
	.name = "update-firmware",
	.args = "<memdev>...|all [<options>]",
	.group = "Memory devices",
	.help = "update the firmware of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_JSON | CMD_NDCTL,
	.opcodes = "0x0200,0x0201,0x0202,0x0400,0x0401,0x0405",
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "memdevs...",
	.more_columns = "memdev,serial," CHANGE_COLUMNS ",image_size,num_slots,active_slot,"
			"staged_slot,online_activate_capable,slot_1_version,slot_2_version,"
			"slot_3_version,slot_4_version,fw_update_in_progress,remaining_size,step,"
			"path,value",
	.run = run,
};
