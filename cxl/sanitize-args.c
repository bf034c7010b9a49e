// SPDX-License-Identifier: GPL-2.0-only
/* What sanitize-memdev and erase-memdev share. */
#include <stdio.h>

#include "cxl/driver-args.h"
#include "cxl/lib/guard/token.h"
#include "cxl/lib/sanitize/wait.h"
#include "cxl/progress.h"
#include "cxl/sanitize-args.h"
#include "util/clock.h"

const struct opt sanitize_opts[] = {
	OPT_BOOL_ROW('w', "wait", struct sanitize_args, wait, "wait until the device has finished"),
	OPT_WHOLE_STR_ROW(0, "confirm", struct sanitize_args, confirm, "serial@bdf",
			  "confirm with the serial number and PCI address of the device"),
	{ 0 },
};

#define LOOK_MS 1000 /* for the progress; the end itself is notified */

static void show_result(const struct memdev *m, const struct plan *p, const struct fail *why,
			struct rec *top)
{
	const struct cxl_ctx *ctx = m->ctx;
	struct rec *o = cxl_memdev_rec(top, m);
	struct security_state state;
	char token[TOKEN_MAX];

	change_record(ctx, p->count > 0, why, o);
	if (ctx->dry_run && token_read(ctx, m->name, token, sizeof(token)) == 0)
		rec_str(o, "confirm", token);
	if (sanitize_read_state(m, &state, NULL) == 0 && *state.text)
		rec_str(o, "security_state", state.text);
	if (p->count)
		plan_record(p, p->count, rec_arr(o, "steps"));
}

/* The kernel notifies of the end; the look in between is for the progress. */
static int wait_for_end(struct inv *inv, const struct memdev *m,
			const struct sanitize_method *method, struct fail *why)
{
	struct progress progress = progress_start();
	const u64 start = clock_ms();
	struct sanitize_wait w;
	char text[80];

	sanitize_wait_open(&w, m);
	for (;;) {
		snprintf(text, sizeof(text), "%s: %s in progress, %llu s", m->name, method->command,
			 (unsigned long long)((clock_ms() - start) / 1000));
		progress_show(&progress, text);
		sanitize_wait(&w, 1, LOOK_MS);
		if (w.rc != -ETIMEDOUT || ctx_interrupted(inv->ctx))
			break;
		w.rc = 0;
	}
	progress_end(&progress);
	sanitize_wait_close(&w);
	if (w.rc == -ETIMEDOUT || w.rc == -EINTR) {
		fail_interrupted(why, "interrupted: %s goes on in the device", method->command);
		snprintf(why->hint, sizeof(why->hint), "wait with 'cxl wait-sanitize %s'", m->name);
	} else if (w.rc < 0) {
		*why = w.why;
		fail_after_change(why, "started, but its end is not known");
	}
	return w.rc;
}

/* The kernel does not wait for a background operation other than Sanitize. */
static int explain(const struct sanitize_method *method, int rc, struct fail *why)
{
	if (rc == -ETIMEDOUT)
		fail_set(why, rc, "started_not_finished",
			 "do not start it again; the device is busy until it has finished",
			 "%s was started, and may not have finished", method->command);
	return rc;
}

static int apply(struct inv *inv, const struct memdev *m, const struct sanitize_method *method,
		 struct plan *p, struct fail *why)
{
	char operation[80];
	struct plan_action action = {
		.ctx = inv->ctx,
		.sysfs = {
			.device = m->name,
			.memdev = m,
			.own_attributes = true,
			.operation = operation,
			.memdevs = &m->name,
			.memdev_count = 1,
			.risk = RISK_DESTRUCTIVE,
			.opcode = method->opcode,
			.description = method->description,
			.no_force = true,
		},
	};
	struct plan_result result;
	struct fail refusal = { 0 };
	int rc = plan_sanitize(p, m, method, &refusal);

	if (rc < 0 && refusal.outcome != OUTCOME_REFUSED) {
		*why = refusal;
		return rc;
	}
	snprintf(operation, sizeof(operation), "%s %s", method->verb, m->name);
	if (rc < 0)
		action.sysfs.refusal = &refusal; /* recorded with the attribute */
	rc = explain(method, plan_apply(p, &action, &result, why), why);
	if (action.sysfs.refusal)
		plan_free(p); /* no confirmation makes it possible */
	return rc;
}

static void run_on(struct inv *inv, const struct topo *t, const struct sanitize_method *method,
		   struct memdev_lock *lock, struct rec *top)
{
	const struct sanitize_args *a = inv->args;
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	struct memdev m;
	int rc;

	if (cxl_target(inv, t, inv->argv[0], &m, &why) < 0) {
		inv_fail(inv, inv->argv[0], "find", &why);
		return;
	}
	rc = apply(inv, &m, method, &p, &why);
	if (ctx->dry_run)
		show_result(&m, &p, rc < 0 ? &why : NULL, top);
	memdev_unlock(lock);
	if (rc == 0 && a->wait && !ctx->dry_run)
		rc = wait_for_end(inv, &m, method, &why);
	if (rc < 0) {
		inv_fail(inv, m.name, inv->cmd->name, &why);
		return;
	}
	inv->done++;
	if (!ctx->dry_run)
		show_result(&m, &p, NULL, top);
}

int sanitize_args_run(struct inv *inv, const struct sanitize_method *method)
{
	const struct sanitize_args *a = inv->args;
	auto_rec struct rec *top = rec_new_arr();
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	auto_topo struct topo t = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	const int rc = cxl_check_single(inv);

	if (rc != EXIT_DONE)
		return rc;
	ctx->confirm = a->confirm;
	driver_args_lock(inv, &lock);
	if (cxl_scan(inv, &t, TOPO_ALL))
		run_on(inv, &t, method, &lock, top);
	return inv_print(inv, top);
}
