// SPDX-License-Identifier: LGPL-2.1-or-later
/* Plans: print them, apply them, undo them. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/plan/kernel-log.h"
#include "cxl/lib/plan/module.h"
#include "cxl/lib/plan/plan.h"
#include "util/alarm.h"
#include "util/clock.h"
#include "util/num.h"
#include "util/strbuf.h"

void plan_record(const struct plan *p, size_t count, struct rec *arr)
{
	char path[PATH_MAX], value[200];
	struct rec *o;
	size_t i;

	for (i = 0; !p->failed && i < count; i++) {
		o = rec_obj(arr, NULL);
		rec_str(o, "step", p->at[i].text);
		if (path_join(path, sizeof(path), sys_tree_name(TREE_SYS), p->at[i].write.path) ==
		    0)
			rec_str(o, "path", path);
		snprintf(value, sizeof(value), "%.*s", (int)strcspn(p->at[i].write.value, "\n"),
			 p->at[i].write.value);
		rec_str(o, "value", value);
	}
}

static bool same_value(const char *text, const char *written)
{
	const size_t len = strcspn(written, "\n");
	char expected[64];
	u64 x, y;

	snprintf(expected, sizeof(expected), "%.*s", (int)len, written);
	return str_eq(text, expected) ||
	       (num_u64(text, 0, &x) == 0 && num_u64(expected, 0, &y) == 0 && x == y);
}

/* Whether the attribute has the value that was written; @later: another program may write it. */
static int read_back(const struct plan_write *w, const struct sysroot *root, bool later,
		     struct fail *why)
{
	const char *tree = sys_tree_name(TREE_SYS);
	const int len = (int)strcspn(w->value, "\n");
	char text[64];
	int rc = sys_read(root, TREE_SYS, w->path, text, sizeof(text));

	if (rc < 0)
		return fail_set(why, rc, "readback_failed", "see the kernel log",
				"written, but cannot read back %s/%s: %s", tree, w->path,
				sys_error_text(rc));
	if (same_value(text, w->value))
		return 0;
	if (later)
		return fail_set(why, -EIO, "readback_differs",
				"another program may use it; try again",
				"%s/%s was set to %.*s, but is '%s'", tree, w->path, len, w->value,
				text);
	return fail_set(why, -EIO, "readback_differs", "see the kernel log",
			"the kernel has accepted '%.*s' for %s/%s, but the value read back is '%s'",
			len, w->value, tree, w->path, text);
}

/* Steps are undone in reverse order, and named in that of the plan. */
static void add_left(struct strbuf *left, const struct plan_step *step, const char *reason)
{
	auto_strbuf struct strbuf text = { 0 };

	strbuf_addf(&text, "%s%s%s%s%s", step->text, *reason ? " (" : "", reason,
		    *reason ? ")" : "", left->len ? ", " : "");
	strbuf_prepend(left, &text);
}

/* An optional step may have failed: then, there is nothing to undo. */
static bool has_effect(const struct plan_step *step, const struct sysroot *root)
{
	return !step->optional || read_back(&step->write, root, false, NULL) == 0;
}

/* Whether a step whose undo fails has been undone: by another one, or as its device was removed. */
static bool is_undone(const struct plan_step *step, const struct sysroot *root)
{
	char text[PATH_MAX];

	if (step->undone.path &&
	    sys_read(root, TREE_SYS, step->undone.path, text, sizeof(text)) >= 0 &&
	    same_value(text, step->undone.value))
		return true;
	if (step->undone_with && sys_exists(root, TREE_SYS, step->undone_with))
		return true;
	snprintf(text, sizeof(text), "%.*s", (int)(path_base(step->undo.path) - step->undo.path),
		 step->undo.path);
	return sys_check(root, TREE_SYS, step->needs ? step->needs : text) == -ENOENT;
}

static int undo_step(const struct plan_step *step, struct sysfs_sequence *s, struct fail *why)
{
	const struct sysroot *root = &s->ctx->root;
	const struct plan_write *first = &step->undo_first;
	int rc = 0;

	if (!step->undo.path)
		return -EOPNOTSUPP;
	if (first->path && sys_exists(root, TREE_SYS, step->undo_first_if))
		rc = sysfs_next(s, first->path, first->value, why);
	if (rc == 0)
		rc = sysfs_next(s, step->undo.path, step->undo.value, why);
	return rc < 0 && is_undone(step, root) ? 0 : rc;
}

/* Undo the first @count steps. Those without undo remain, and so does what fails. */
static void undo(const struct plan *p, struct sysfs_sequence *s, size_t count,
		 struct plan_result *r, struct fail *why)
{
	auto_strbuf struct strbuf left = { 0 };
	const struct plan_step *step;
	size_t i;

	for (i = count; i-- > 0;) {
		struct fail local = { .message = "" };

		step = &p->at[i];
		if (step->needs_no_undo || !has_effect(step, &s->ctx->root))
			continue;
		if (undo_step(step, s, &local) == 0) {
			r->undone++;
		} else {
			add_left(&left, step, local.message);
			r->done++;
		}
	}
	if (r->done)
		fail_append(why, "; %zu %s: %s", r->done,
			    r->done == 1 ? "change remains" : "changes remain",
			    left.failed ? "out of memory" : left.s);
	else if (r->undone)
		fail_append(why, "; the changes before it were undone");
}

/* Of the steps before @step. */
static int recheck(const struct plan *p, const struct plan_step *step, const struct sysroot *root,
		   struct fail *why)
{
	const struct plan_step *s;
	int rc = 0;

	for (s = p->at; rc == 0 && s < step; s++)
		rc = read_back(&s->write, root, true, why);
	return rc;
}

/* Another program, which takes no lock, may have created something at the same time. */
static int check_created(const struct plan_step *step, const struct sysroot *root, struct fail *why)
{
	char name[64];
	int rc = sys_read(root, TREE_SYS, step->write.path, name, sizeof(name));

	if (rc >= 0 && str_eq(name, step->created))
		return 0;
	if (rc == 0)
		return fail_set(why, -EIO, "no_effect", "see the kernel log",
				"the kernel has accepted it without effect: %s does not exist",
				step->created);
	return fail_set(why, -ESTALE, "created_other",
			"another program may create devices, too; destroy it, and try again",
			"the kernel has created %s, and not %s; it is left as it is",
			rc < 0 ? "another device" : name, step->created);
}

/* @until: clock_ms(); 0: no limit of time. */
static int write_value(const struct plan_step *step, struct sysfs_sequence *s, u64 until,
		       struct fail *why)
{
	const struct timespec pause = { .tv_nsec = 100 * 1000 * 1000 };
	const bool retry = step->retry && until;
	int rc = sysfs_next(s, step->write.path, step->write.value, why);

	while (retry && rc == -EBUSY && !ctx_interrupted(s->ctx) && clock_ms() < until) {
		nanosleep(&pause, NULL);
		*why = (struct fail){ 0 };
		rc = sysfs_next(s, step->write.path, step->write.value, why);
	}
	if (retry && rc == -EBUSY && ctx_interrupted(s->ctx))
		return fail_interrupted(why, "interrupted");
	if (retry && (rc == -EBUSY || rc == -EINTR) && !ctx_interrupted(s->ctx))
		return fail_set(why, -ETIMEDOUT, "timeout", "", "timed out");
	return rc;
}

static int apply_step(const struct plan_step *step, struct sysfs_sequence *s, u64 until,
		      struct fail *why)
{
	const struct sysroot *root = &s->ctx->root;
	int rc = step->modalias ? module_load(s->ctx, step->modalias, why) : 0;

	if (rc < 0 || (step->unless && sys_exists(root, TREE_SYS, step->unless)))
		return rc;
	if (step->write.data)
		return sysfs_next_data(s, step->write.path, step->write.data, step->write.len, why);
	rc = write_value(step, s, until, why);
	if (rc == 0 && step->created)
		return check_created(step, root, why);
	return rc == 0 && step->read_back ? read_back(&step->write, root, false, why) : rc;
}

/* Whether step @i was done, or failed and is not needed. */
static int apply_next(const struct plan *p, size_t i, struct sysfs_sequence *s,
		      struct plan_result *r, struct fail *why)
{
	const struct plan_step *step = &p->at[i];
	int rc = step->recheck ? recheck(p, step, &s->ctx->root, why) : 0;

	if (rc == 0)
		rc = apply_step(step, s, p->until, why);
	if (rc == -EINTR && ctx_interrupted(s->ctx))
		why->outcome = OUTCOME_INTERRUPTED;
	if (rc == 0 || !step->optional || ctx_interrupted(s->ctx))
		return rc;
	if (!r->skipped++)
		snprintf(r->skipped_text, sizeof(r->skipped_text), "%.190s", why->message);
	*why = (struct fail){ 0 };
	return 0;
}

/* The step failed; what it may have done is undone without a message. */
static void undo_failed(const struct plan_step *step, struct sysfs_sequence *s)
{
	struct fail local = { 0 };

	if (step->undo_failed && step->undo.path &&
	    sysfs_next(s, step->undo.path, step->undo.value, &local) < 0)
		return;
}

static int verify(const struct plan *p, struct sysfs_sequence *s, struct fail *why)
{
	if (!p->verify || sys_exists(&s->ctx->root, TREE_SYS, p->verify) == p->verify_exists)
		return 0;
	sysfs_fail(s, -EIO);
	return fail_set(why, -EIO, "readback_differs", "see the kernel log",
			"the kernel has accepted it without effect: %s/%s %s",
			sys_tree_name(TREE_SYS), p->verify,
			p->verify_exists ? "does not exist" : "still exists");
}

/* The steps from @i on only wait, and are done after an interruption, too. */
static bool only_waits(const struct plan *p, size_t i)
{
	while (i < p->count && p->at[i].needs_no_undo)
		i++;
	return i == p->count;
}

static u64 remaining_seconds(const struct plan *p)
{
	const u64 now = clock_ms();

	return p->until > now ? (p->until - now + 999) / 1000 : 1;
}

static int apply_steps(const struct plan *p, struct sysfs_sequence *s, struct kernel_log *log,
		       struct plan_result *r, struct fail *why)
{
	bool interrupted = false;
	size_t i;
	int rc = 0;

	if (p->until)
		alarm_start(remaining_seconds(p));
	for (i = 0; i < p->count; i++) {
		interrupted = i && ctx_interrupted(s->ctx) && !only_waits(p, i);
		rc = interrupted ? fail_interrupted(why, "interrupted")
				 : apply_next(p, i, s, r, why);
		if (rc < 0)
			break;
	}
	if (p->until)
		alarm_stop();
	r->failed = i;
	if (rc == 0) {
		r->done = p->count;
		rc = verify(p, s, why);
		if (rc == 0)
			return 0;
	}
	if (i && why->outcome != OUTCOME_INTERRUPTED) /* not "nothing was done" */
		why->outcome = OUTCOME_FAILED;
	if (why->outcome == OUTCOME_FAILED) /* before the undo, of which the kernel logs more */
		kernel_log_explain(log, why);
	if (i == p->count) { /* the last step had no effect */
		if (!p->at[0].undo.path)
			return rc;
		r->done = 0;
		r->failed = --i;
	}
	sysfs_fail(s, rc);
	if (!interrupted)
		undo_failed(&p->at[i], s);
	undo(p, s, i, r, why);
	return rc;
}

/* All writes, for the record; binary data alone is recorded, since it is what matters. */
static void write_text(const struct plan *p, struct strbuf *text, struct sysfs_action *act)
{
	size_t i;

	for (i = 0; i < p->count; i++) {
		if (p->at[i].write.data) {
			act->data = p->at[i].write.data;
			act->data_len = p->at[i].write.len;
		}
		if (p->at[i].modalias)
			strbuf_addf(text, "module=%s\n", p->at[i].modalias);
		strbuf_addf(text, "%s=%s\n", p->at[i].write.path, p->at[i].write.value);
	}
}

static int check_modules(const struct plan *p, const struct cxl_ctx *ctx, struct fail *why)
{
	const struct plan_step *step;
	int rc = 0;

	for (step = p->at; rc == 0 && step < p->at + p->count; step++)
		if (step->modalias &&
		    (!step->unless || !sys_exists(&ctx->root, TREE_SYS, step->unless)))
			rc = module_check(ctx, step->modalias, why);
	return rc;
}

/* Whether all attributes can be written; some do not exist yet. */
static int check_writable(const struct plan *p, const struct cxl_ctx *ctx, struct fail *why)
{
	size_t i;
	int rc = check_modules(p, ctx, why);

	for (i = 0; rc == 0 && i < p->count && !p->at[i].modalias; i++) {
		if (i && p->at[i - 1].creates)
			break;
		rc = sys_check_write(&ctx->root, TREE_SYS, p->at[i].write.path);
		if (rc < 0)
			fail_set(why, rc, rc == -EACCES ? "permission" : "no_attribute",
				 rc == -EACCES ? "run as root" : "", "cannot write to %s/%s: %s",
				 sys_tree_name(TREE_SYS), p->at[i].write.path, sys_error_text(rc));
	}
	return rc;
}

/*
 * The step that failed. What the device does may have been started all the same, and what ended for
 * want of time, or has no effect that can be read, may have been done.
 */
static bool was_not_done(const struct plan *p, const struct plan_result *r, const struct fail *why)
{
	return why->err != -ETIMEDOUT && why->err != -EINTR && r->failed < p->count &&
	       !p->at[r->failed].starts && !(why->code && str_eq(why->code, "readback_differs"));
}

int plan_apply(const struct plan *p, struct plan_action *action, struct plan_result *ret,
	       struct fail *why)
{
	auto_kernel_log struct kernel_log log = { .fd = -1 };
	auto_strbuf struct strbuf text = { 0 };
	struct plan_result r = { .failed = p->count };
	const bool changed = action->ctx->changed;
	struct sysfs_sequence s;
	struct fail local = { 0 };
	int rc;

	*ret = r;
	if (!p->failed)
		write_text(p, &text, &action->sysfs);
	if (p->failed || text.failed)
		return fail_nomem(why);
	if (!p->count)
		return 0;
	action->sysfs.path = p->at->write.path;
	action->sysfs.text = text.s;
	rc = sysfs_begin(action->ctx, &action->sysfs, &s, &local);
	if (rc == 0) {
		kernel_log_start(&log, action->ctx);
		rc = apply_steps(p, &s, &log, &r, &local);
	}
	sysfs_end(&s);
	*ret = r;
	if (rc < 0 && !r.done && was_not_done(p, &r, &local))
		action->ctx->changed = changed; /* all that was done is undone */
	if (rc < 0 && local.outcome == OUTCOME_DRY_RUN)
		return action->ctx->read_only ? 0 : check_writable(p, action->ctx, why);
	if (rc < 0 && why)
		*why = local;
	return rc;
}
