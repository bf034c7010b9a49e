// SPDX-License-Identifier: GPL-2.0-only
/* Set the memory blocks of a device online or offline, one by one. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/plan/kernel-log.h"
#include "cxl/progress.h"
#include "daxctl/memory-work.h"
#include "util/alarm.h"
#include "util/clock.h"
#include "util/strbuf.h"
#include "util/sys-errors.h"

struct work {
	struct inv *inv;
	const struct dax_state *s;
	const struct memory_request *rq;
	struct sysfs_sequence *seq;
	struct kernel_log log;
	struct progress progress;
	u64 until;		       /* clock_ms(); 0: no limit */
	const struct memory_block *at; /* where a signal has stopped the kernel; NULL: nowhere */
	struct rec *o, *failed;
	struct memory_result r;
};

static const char *wanted_state(const struct memory_request *rq)
{
	if (!rq->online)
		return "offline";
	return rq->movable ? "online_movable" : "online_kernel";
}

/* The order in which the kernel added the blocks; the last ones are removed first. */
static const struct memory_block *block_at(const struct dax_state *s, bool online, size_t i)
{
	return &s->memory.at[online ? i : s->memory.count - 1 - i];
}

static void block_text(const struct dax_state *s, const struct memory_block *b, char *buf,
		       size_t size)
{
	snprintf(buf, size, "memory block %" PRIu64 " (0x%" PRIx64 "-0x%" PRIx64 ")", b->number,
		 b->number * s->memory.size, (b->number + 1) * s->memory.size - 1);
}

/* Its state now: another program, or the kernel, may have changed it. */
static bool is_online(const struct work *w, const struct memory_block *b, bool *known)
{
	const struct cxl_ctx *ctx = w->inv->ctx;
	char path[MEMORY_PATH_MAX], attr[MEMORY_PATH_MAX + 8], text[32];
	int rc;

	memory_block_path(b->number, path);
	snprintf(attr, sizeof(attr), "%s/state", path);
	rc = sys_read(&ctx->root, TREE_SYS, attr, text, sizeof(text));
	*known = rc >= 0;
	return rc >= 0 && !str_eq(text, "offline");
}

/* What the block itself says; NULL: nothing. */
static const char *stuck_text(const struct work *w, const struct memory_block *b, int err)
{
	const struct cxl_ctx *ctx = w->inv->ctx;
	const char *stuck = w->rq->online ? NULL : memory_block_stuck(&ctx->root, b);

	return stuck && (err == -EBUSY || strstr(stuck, "removable")) ? stuck : NULL;
}

static const char *reason_text(const struct work *w, const struct memory_block *b, int err)
{
	const char *stuck = stuck_text(w, b, err);

	if (stuck)
		return stuck;
	if (w->rq->online || err != -EBUSY)
		return "see the kernel log";
	return w->until ? "pages of it are in use and cannot be moved now, for example since a "
			  "program has pinned them; try again"
			: "pages of it are in use and cannot be moved now, for example since a "
			  "program has pinned them; try again with --timeout";
}

/* Not that of errors of our own. */
static const char *error_text(const struct fail *why)
{
	if (why->err == -ETIMEDOUT)
		return "timed out";
	return why->code && str_eq(why->code, "readback_differs") ? "without effect"
								  : strerror(-why->err);
}

static void add_failed(struct work *w, const struct memory_block *b, const struct fail *why)
{
	struct rec *o;

	if (!w->failed)
		w->failed = rec_arr(w->o, "failed_blocks");
	o = rec_obj(w->failed, NULL);
	rec_uint(o, "memory_block", b->number);
	rec_num(o, "start", VAL_HEX, b->number * w->s->memory.size);
	rec_num(o, "end", VAL_HEX, (b->number + 1) * w->s->memory.size - 1);
	if (*b->zone)
		rec_str(o, "zone", b->zone);
	rec_str(o, "error", error_text(why));
	rec_str(o, "reason", why->hint);
	w->r.failed++;
}

static bool time_is_over(const struct work *w)
{
	return w->until && clock_ms() >= w->until;
}

static int write_state(struct work *w, const struct memory_block *b, struct fail *why)
{
	char path[MEMORY_PATH_MAX], attr[MEMORY_PATH_MAX + 8];

	memory_block_path(b->number, path);
	snprintf(attr, sizeof(attr), "%s/state", path);
	return sysfs_next(w->seq, attr, wanted_state(w->rq), why);
}

static void show_progress(struct work *w, size_t i)
{
	char text[120];

	snprintf(text, sizeof(text), "%s: set %s: %zu of %zu memory blocks", w->s->node->name,
		 w->rq->online ? "online" : "offline", i, w->s->memory.count);
	progress_show(&w->progress, text);
}

static void fail_block(struct work *w, const struct memory_block *b, const struct fail *why)
{
	sysfs_fail(w->seq, why->err);
	add_failed(w, b, why);
	if (w->r.failed == 1)
		w->r.why = *why;
}

/* Busy pages may become free: with a limit of time, the kernel is asked again. */
static bool keep_busy(const struct work *w, const struct fail *why, struct fail **busy)
{
	const struct cxl_ctx *ctx = w->inv->ctx;

	if (why->err != -EBUSY || !w->until || ctx_interrupted(ctx))
		return false;
	*busy = *busy ? *busy : malloc(sizeof(**busy));
	if (!*busy)
		return false;
	**busy = *why;
	return true;
}

static void forget_busy(struct fail **busy)
{
	free(*busy);
	*busy = NULL;
}

/*
 * A block fails alone; the first failure is kept. @busy: why it has failed before, or NULL. That a
 * signal has ended the write is no failure of the block.
 */
static void work_on(struct work *w, const struct memory_block *b, struct fail **busy)
{
	struct fail why = { 0 };
	bool known, explained;
	char block[80];
	int rc;

	if (b->online == w->rq->online) {
		w->r.already++;
		return;
	}
	kernel_log_skip(&w->log);
	rc = write_state(w, b, &why);
	if (rc == 0 && (is_online(w, b, &known) != w->rq->online || !known))
		rc = fail_set(&why, -EIO, "readback_differs", "",
			      "the kernel has accepted it, but the block is not %s",
			      w->rq->online ? "online" : "offline");
	/* It may have been done by another program since: then, the kernel says EINVAL. */
	if (rc == 0 || (rc == -EINVAL && is_online(w, b, &known) == w->rq->online && known)) {
		w->r.changed += rc == 0;
		w->r.already += rc < 0;
		forget_busy(busy);
		return;
	}
	explained = kernel_log_explain(&w->log, &why);
	if (rc == -EINTR) {
		forget_busy(busy);
		w->at = b;
		return;
	}
	if (!explained || stuck_text(w, b, rc))
		snprintf(why.hint, sizeof(why.hint), "%s", reason_text(w, b, rc));
	block_text(w->s, b, block, sizeof(block));
	fail_prefix(&why, block);
	if (keep_busy(w, &why, busy))
		return;
	forget_busy(busy);
	fail_block(w, b, &why);
}

/* The kernel has tried to set it offline until a signal came. */
static void set_timed_out(const struct work *w, struct fail *why)
{
	char block[80];

	block_text(w->s, w->at, block, sizeof(block));
	fail_set(why, -ETIMEDOUT, "timeout", reason_text(w, w->at, -EBUSY), "%s: timed out", block);
}

static int out_of_time(struct work *w)
{
	struct fail why = { 0 };

	set_timed_out(w, &why);
	fail_block(w, w->at, &why);
	return -ETIMEDOUT;
}

/* Its share of the time is over, or another signal came: it is tried again after the others. */
static int put_off(struct work *w, struct fail **busy)
{
	*busy = calloc(1, sizeof(**busy));
	if (!*busy)
		return fail_nomem(&w->r.why);
	set_timed_out(w, *busy);
	w->at = NULL;
	return 0;
}

static int after_signal(struct work *w, struct fail **busy)
{
	const struct cxl_ctx *ctx = w->inv->ctx;

	if (ctx_interrupted(ctx))
		return -EINTR;
	return time_is_over(w) ? out_of_time(w) : put_off(w, busy);
}

/* The kernel tries one block without end if a page is pinned; the others are to be tried, too. */
static void start_share(const struct work *w, size_t blocks)
{
	const u64 now = clock_ms(), left = w->until > now ? w->until - now : 0;

	if (w->until)
		alarm_start(MAX(left / 1000 / blocks, (u64)1));
}

/* Try all blocks, or only those that were busy; -EINTR: interrupted, -ETIMEDOUT. */
static int try_blocks(struct work *w, struct fail **busy, bool again, bool *left)
{
	const struct cxl_ctx *ctx = w->inv->ctx;
	size_t i;
	int rc = 0;

	*left = false;
	for (i = 0; rc == 0 && i < w->s->memory.count; i++) {
		if (again && !busy[i])
			continue;
		if (ctx_interrupted(ctx))
			return -EINTR;
		if (time_is_over(w))
			return -ETIMEDOUT;
		show_progress(w, w->r.changed + w->r.already);
		start_share(w, w->s->memory.count - i);
		work_on(w, block_at(w->s, w->rq->online, i), &busy[i]);
		rc = w->at ? after_signal(w, &busy[i]) : 0;
		*left |= busy[i] != NULL;
	}
	return rc;
}

static bool same_reason(const struct rec *a, const struct rec *b)
{
	return str_eq(rec_get_str(a, "error"), rec_get_str(b, "error")) &&
	       str_eq(rec_get_str(a, "reason"), rec_get_str(b, "reason"));
}

/* Numbers of blocks as ranges: "34-36, 40". */
struct block_numbers {
	struct strbuf text;
	u64 first, last; /* of the last range, which is not in the text yet */
	size_t count;
};

static void end_range(struct block_numbers *n)
{
	if (!n->count)
		return;
	strbuf_addf(&n->text, "%s%" PRIu64, n->text.len ? ", " : "", n->first);
	if (n->last != n->first)
		strbuf_addf(&n->text, "-%" PRIu64, n->last);
}

/* To set memory offline, the last block is tried first. */
static void add_number(struct block_numbers *n, u64 number)
{
	if (n->count && number == n->last + 1) {
		n->last++;
	} else if (n->count && number + 1 == n->first) {
		n->first--;
	} else {
		end_range(n);
		n->first = n->last = number;
	}
	n->count++;
}

#define NUMBERS_MAX 400 /* length of their text; the records have all of them */

/* The blocks that failed after the first one: for the same reason, or for another. */
static void name_others(const struct work *w, struct fail *why)
{
	auto_strbuf struct strbuf others = { 0 };
	struct block_numbers same = { 0 };
	const struct rec *r, *first = w->failed->first;
	u64 number;

	rec_foreach(r, w->failed) {
		if (r == first)
			continue;
		number = rec_get(r, "memory_block")->u;
		if (same_reason(r, first))
			add_number(&same, number);
		else
			strbuf_addf(&others, "; memory block %" PRIu64 ": %s; %s", number,
				    rec_get_str(r, "error"), rec_get_str(r, "reason"));
	}
	end_range(&same);
	if (same.count)
		fail_append(why, "; memory block%s %.*s%s failed, too", same.count > 1 ? "s" : "",
			    NUMBERS_MAX, same.text.failed ? "" : same.text.s,
			    same.text.len > NUMBERS_MAX ? "..." : "");
	if (others.len)
		fail_append(why, "%.300s%s", others.failed ? "" : others.s,
			    others.len > 300 ? "..." : "");
	cleanup_strbuf(&same.text);
}

/* How it has ended: for some blocks, or for those that were not tried. */
static int explain(struct work *w, int rc)
{
	const size_t total = w->s->memory.count, ok = w->r.changed + w->r.already;
	const char *state = w->rq->online ? "online" : "offline";
	struct fail *why = &w->r.why;
	if (rc < 0)
		sysfs_fail(w->seq, rc);
	if (rc == -EINTR && w->at)
		return fail_interrupted(why,
					"interrupted at memory block %" PRIu64
					"; %zu of %zu memory blocks are %s",
					w->at->number, ok, total, state);
	if (rc == -EINTR)
		return fail_interrupted(why, "interrupted; %zu of %zu memory blocks are %s", ok,
					total, state);
	if (!w->r.failed)
		return rc == 0 ? 0
			       : fail_set(why, rc, "timeout", "repeat the command to go on",
					  "timed out; %zu of %zu memory blocks are %s", ok, total,
					  state);
	if (w->r.failed > 1)
		name_others(w, why);
	fail_append(why, "; %s%zu of %zu memory blocks are %s",
		    rc < 0 && why->err != -ETIMEDOUT ? "timed out; " : "", ok, total, state);
	return why->err;
}

static int work_on_all(struct work *w)
{
	const struct timespec pause = { .tv_nsec = 100 * 1000 * 1000 };
	struct fail **busy = calloc(w->s->memory.count, sizeof(*busy));
	bool left, again = false;
	size_t i;
	int rc;

	if (!busy)
		return fail_nomem(&w->r.why);
	kernel_log_start(&w->log, w->inv->ctx);
	for (;;) {
		rc = try_blocks(w, busy, again, &left);
		if (rc < 0 || !left)
			break;
		again = true;
		nanosleep(&pause, NULL);
	}
	kernel_log_stop(&w->log);
	for (i = 0; i < w->s->memory.count; i++) {
		if (busy[i])
			fail_block(w, block_at(w->s, w->rq->online, i), busy[i]);
		free(busy[i]);
	}
	free(busy);
	return explain(w, rc);
}

/* What the record of the audit log names. */
static void action_text(const struct dax_state *s, const struct memory_request *rq, char *path,
			char *text)
{
	char dir[MEMORY_PATH_MAX];

	memory_block_path(block_at(s, rq->online, 0)->number, dir);
	snprintf(path, MEMORY_PATH_MAX + 8, "%s/state", dir);
	snprintf(text, 120, "%s, and the other blocks of %s\n", wanted_state(rq), s->node->name);
}

static size_t to_change(const struct dax_state *s, bool online)
{
	const size_t count = dax_online_blocks(s);

	return online ? s->memory.count - count : count;
}

int memory_work(struct inv *inv, const struct dax_state *s, const struct memory_request *rq,
		struct rec *o, struct memory_result *ret)
{
	struct cxl_ctx *ctx = inv->ctx;
	char path[MEMORY_PATH_MAX + 8], text[120], operation[120];
	struct device_owners owners;
	struct sysfs_sequence seq;
	struct sysfs_action act = {
		.device = s->node->name,
		.operation = operation,
		.risk = rq->risk,
		.ignore_use = true,
		.path = path,
		.text = text,
	};
	struct work w = {
		.inv = inv,
		.s = s,
		.rq = rq,
		.seq = &seq,
		.o = o,
		.log = { .fd = -1, .memory_only = true },
	};
	const bool changed = ctx->changed;
	int rc;

	*ret = (struct memory_result){ .already = s->memory.count };
	if (to_change(s, rq->online) == 0)
		return 0;
	snprintf(operation, sizeof(operation), "set the memory of %s %s", s->node->name,
		 rq->online ? "online" : "offline");
	action_text(s, rq, path, text);
	device_owners_find(rq->topo, s->node, &owners);
	device_owners_set(&owners, &act);
	ctx->changing = false;
	rc = sysfs_begin(ctx, &act, &seq, &ret->why);
	if (rc == 0) {
		if (rq->timeout)
			w.until = clock_ms() + rq->timeout * 1000;
		w.progress = progress_start();
		rc = work_on_all(&w);
		progress_end(&w.progress);
		if (rq->timeout)
			alarm_stop();
		*ret = w.r;
	} else if (ret->why.outcome == OUTCOME_DRY_RUN) {
		*ret = (struct memory_result){ .changed = to_change(s, rq->online) };
		rc = 0;
	}
	sysfs_end(&seq);
	if (rc < 0 && rc != -ETIMEDOUT && rc != -EINTR && !ret->changed)
		ctx->changed = changed; /* every block is as it was */
	return rc;
}
