// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reading and writing of the label storage area, in blocks that fit the mailbox. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/label/label.h"
#include "util/signals.h"
#include "util/sys-errors.h"

#define REQUEST_LEN 8 /* offset and length, or offset and reserved */

int label_area_size(const struct memdev *m, u32 *ret, struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 size = 0;
	int rc = memdev_open(m, &d);

	if (rc == 0)
		rc = sysdir_read_u64(&d, "label_storage_size", &size);
	if (rc < 0 && rc != -ENOENT)
		return fail_set(why, rc, "read_failed", "", "cannot read %s/%s/%s: %s",
				sys_tree_name(TREE_SYS), m->path, "label_storage_size",
				sys_error_text(rc));
	if (rc < 0 || size == 0)
		return fail_unsupported(why, "no_label_area", "",
					"the device has no label storage area");
	if (size > LABEL_AREA_MAX)
		return fail_unsupported(why, "label_area_too_large", "",
					"label storage areas of more than %u MiB are not supported",
					LABEL_AREA_MAX >> 20);
	*ret = (u32)size;
	return 0;
}

int label_range_check(const struct memdev *m, struct label_range *r, struct fail *why)
{
	u32 size;
	int rc = label_area_size(m, &size, why);

	if (rc < 0)
		return rc;
	if (r->offset >= size)
		return fail_set(why, -ERANGE, "out_of_range", "",
				"offset %u exceeds the label storage area of %u bytes", r->offset,
				size);
	if (r->size > size - r->offset)
		return fail_set(why, -ERANGE, "out_of_range", "",
				"offset %u and size %u exceed the label storage area of %u bytes",
				r->offset, r->size, size);
	if (r->size == 0)
		r->size = size - r->offset;
	return 0;
}

static void put_header(u8 in[REQUEST_LEN], u32 offset, u32 length)
{
	put_le(in, 4, offset);
	put_le(in + 4, 4, length);
}

/* Commands that read, of one range. */
struct reading {
	struct mbox_sequence sequence;
	u32 block; /* bytes per command */
};

static int begin_reading(const struct memdev *m, struct reading *r, struct fail *why)
{
	const struct gate_request conditions = { .risk = RISK_READ };
	u8 in[REQUEST_LEN];
	const struct mbox_request first = { .opcode = OP_GET_LSA, .in = in, .in_len = sizeof(in) };

	r->block = memdev_payload_max(m);
	put_header(in, 0, r->block);
	return mbox_begin(m, &first, &conditions, &r->sequence, why);
}

static int read_block(struct reading *r, u32 offset, u32 len, u8 *buf, struct fail *why)
{
	u8 in[REQUEST_LEN];
	const struct mbox_request req = {
		.opcode = OP_GET_LSA,
		.in = in,
		.in_len = sizeof(in),
		.out_max = len,
	};
	auto_reply struct mbox_reply reply = { 0 };
	int rc;

	put_header(in, offset, len);
	rc = mbox_next(&r->sequence, &req, &reply, why);
	if (rc < 0)
		return rc;
	if (reply.len < len)
		return fail_set(why, -EMSGSIZE, "short_reply", "",
				"the device returned %u of %u bytes at offset %u", reply.len, len,
				offset);
	memcpy(buf, reply.data, len);
	return 0;
}

int label_read(const struct memdev *m, const struct label_range *range, u8 *buf, struct fail *why)
{
	struct reading r = { 0 };
	u32 done, len;
	int rc = begin_reading(m, &r, why);

	for (done = 0; rc == 0 && done < range->size; done += len) {
		len = MIN(r.block, range->size - done);
		if (ctx_interrupted(m->ctx) && !m->ctx->changing)
			rc = fail_interrupted(why, "interrupted after %u of %u bytes", done,
					      range->size);
		else
			rc = read_block(&r, range->offset + done, len, buf + done, why);
	}
	mbox_end(&r.sequence);
	return rc;
}

/* A change of a range. */
struct writing {
	const struct memdev *m;
	const struct label_change *c;
	struct mbox_sequence sequence;
	u8 *old, *new; /* former content, and that read back */
	char operation[80];
	u8 *in;	    /* a command with one block */
	u8 *record; /* all that is written, for the audit record: as one command */
	u32 block;
	u32 done;    /* bytes of the range that have been compared, and written if they differ */
	u32 written; /* bytes */
	bool last_tried; /* the last command may have changed its block although it failed */
	sigset_t before; /* signals that were blocked before undo(), if .blocked */
	bool blocked;
};

static int write_block(struct writing *w, const u8 *data, u32 at, u32 len, struct fail *why)
{
	const struct mbox_request req = {
		.opcode = OP_SET_LSA,
		.in = w->in,
		.in_len = REQUEST_LEN + len,
	};
	auto_reply struct mbox_reply reply = { 0 };

	put_header(w->in, w->c->range.offset + at, 0);
	memcpy(w->in + REQUEST_LEN, data + at, len);
	return mbox_next(&w->sequence, &req, &reply, why);
}

static u32 block_len(const struct writing *w, u32 at)
{
	return MIN(w->block, w->c->range.size - at);
}

static bool differs(const struct writing *w, u32 at, u32 len)
{
	return memcmp(w->old + at, w->c->data + at, len) != 0;
}

/* Errors of the kernel before it sends a command. */
static bool is_unsent(int err)
{
	return err == -EBUSY || err == -EPERM || err == -ENOTTY || err == -ENXIO ||
	       err == -ENODEV || err == -EINVAL || err == -ENOMEM;
}

static int write_blocks(struct writing *w, struct fail *why)
{
	const u32 size = w->c->range.size;
	u32 len;
	int rc;

	for (; w->done < size; w->done += len) {
		len = block_len(w, w->done);
		if (!differs(w, w->done, len))
			continue;
		if (ctx_interrupted(w->m->ctx)) {
			rc = fail_interrupted(why, "interrupted");
			mbox_fail(&w->sequence, rc);
			return rc;
		}
		rc = write_block(w, w->c->data, w->done, len, why);
		if (rc < 0) {
			w->last_tried = !is_unsent(rc);
			return rc;
		}
		w->written += len;
	}
	return 0;
}

/*
 * Every block that may have changed, also after another one failed; undo() compares. After a
 * timeout, mbox_next() sends nothing.
 */
static void restore(struct writing *w)
{
	const u32 end = w->last_tried ? w->done + 1 : w->done;
	u32 at, len;

	for (at = 0; at < end; at += w->block) {
		len = block_len(w, at);
		if (differs(w, at, len))
			write_block(w, w->old, at, len, NULL);
	}
}

static void undo(struct writing *w, struct fail *why)
{
	struct cxl_ctx *ctx = w->m->ctx;
	char text[80];

	if (w->written == 0 && !w->last_tried)
		return;
	if (ctx->notify && !memdev_timed_out(w->m)) {
		snprintf(text, sizeof(text), "%s: restoring the former content", w->m->name);
		ctx->notify(text);
	}
	signals_block(&w->before);
	w->blocked = true;
	restore(w);
	if (label_read(w->m, &w->c->range, w->new, NULL) < 0)
		fail_append(why, "; the label storage area may contain both old and new data");
	else if (memcmp(w->new, w->old, w->c->range.size) == 0)
		fail_append(why, "; the former content was restored");
	else
		fail_append(why, "; the former content could not be restored: the label storage "
				 "area may contain both old and new data");
	if (why && why->outcome != OUTCOME_INTERRUPTED)
		why->outcome = OUTCOME_FAILED;
}

static int verify(struct writing *w, struct fail *why)
{
	int rc = label_read(w->m, &w->c->range, w->new, why);

	if (rc < 0) {
		mbox_fail(&w->sequence, rc);
		fail_after_change(why, "written, but it cannot be read back");
		return rc;
	}
	if (memcmp(w->new, w->c->data, w->c->range.size) == 0)
		return 0;
	rc = fail_set(why, -EIO, "readback_differs", "see the kernel log",
		      "the content read back differs from the content written");
	mbox_fail(&w->sequence, rc);
	undo(w, why);
	return rc;
}

static int begin_writing(struct writing *w, struct fail *why)
{
	/* The kernel refuses the command while it uses the labels. */
	const struct gate_request conditions = {
		.risk = RISK_SERVICE,
		.ignore_use = true,
		.operation = w->operation,
	};
	const struct mbox_request first = {
		.opcode = OP_SET_LSA,
		.in = w->in,
		.in_len = REQUEST_LEN + block_len(w, 0),
	};

	put_header(w->in, w->c->range.offset, 0);
	memcpy(w->in + REQUEST_LEN, w->c->data, block_len(w, 0));
	return mbox_begin(w->m, &first, &conditions, &w->sequence, why);
}

static int apply(struct writing *w, struct label_result *ret, struct fail *why)
{
	const struct label_range *r = &w->c->range;
	int rc;

	put_header(w->record, r->offset, 0);
	memcpy(w->record + REQUEST_LEN, w->c->data, r->size);
	rc = mbox_record_intent(&w->sequence, w->record, REQUEST_LEN + (size_t)r->size, why);
	if (rc < 0)
		return rc;
	rc = write_blocks(w, why);
	if (rc < 0) {
		undo(w, why);
		return rc;
	}
	ret->written_bytes = w->written;
	rc = verify(w, why);
	ret->verified = rc == 0;
	return rc;
}

static int compare_and_apply(struct writing *w, struct label_result *ret, struct fail *why)
{
	const u32 size = w->c->range.size;
	struct fail dry_run = { 0 };
	int rc = begin_writing(w, &dry_run);

	if (rc < 0 && dry_run.outcome != OUTCOME_DRY_RUN) {
		if (why)
			*why = dry_run;
		return rc;
	}
	/* Under the lock, which is held until the end. */
	rc = label_read(w->m, &w->c->range, w->old, why);
	if (rc == -EINTR)
		return fail_interrupted(why, "interrupted, not written");
	if (rc < 0)
		return rc;
	ret->changed = differs(w, 0, size);
	return !ret->changed || w->m->ctx->dry_run ? 0 : apply(w, ret, why);
}

int label_write(const struct memdev *m, const struct label_change *c, struct label_result *ret,
		struct fail *why)
{
	const u32 size = c->range.size;
	auto_free u8 *old = malloc(size), *new = malloc(size), *in = malloc(memdev_payload_max(m));
	auto_free u8 *record = malloc(REQUEST_LEN + (size_t)size);
	struct writing w = { m, c, .old = old, .new = new, .in = in, .record = record };
	int rc;

	*ret = (struct label_result){ 0 };
	if (!old || !new || !in || !record)
		return fail_nomem(why);
	w.block = memdev_payload_max(m) - REQUEST_LEN;
	snprintf(w.operation, sizeof(w.operation), "write the labels of %s", m->name);
	rc = compare_and_apply(&w, ret, why);
	mbox_end(&w.sequence);
	/* After an interruption a repeated signal would end the program before it reports. */
	if (w.blocked && !ctx_interrupted(m->ctx))
		sigprocmask(SIG_SETMASK, &w.before, NULL);
	return rc;
}
