// SPDX-License-Identifier: GPL-2.0-only
/* Commands that send one read command without input and decode the reply. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/columns.h"
#include "cxl/lib/mailbox/query.h"
#include "cxl/mbox-read.h"
#include "util/blob.h"

/* clang-format off */
const struct opt mbox_read_opts[] = {
	OPT_STR_ROW('o', "output", struct mbox_read_args, output, "file",
		    "write the output payload to this file (- for standard output)"),
	OPT_BOOL_ROW('b', "binary", struct mbox_read_args, binary,
		     "write the output payload to standard output"),
	{ 0 },
};
/* clang-format on */

/* Newer devices return more than the layout has. */
#define REPLY_SLACK 64

static void decode(struct inv *inv, const struct mbox_query *q, struct rec *top)
{
	const struct mbox_read *read = inv->cmd->data;
	const struct layout *l = opcode_find(read->opcode)->out;
	struct rec *o = cxl_memdev_rec(top, &q->memdev);

	cxl_decode(inv, &q->memdev, l, &q->reply, o);
	if (read->extend)
		read->extend(q->reply.data, q->reply.len, o);
	if (read->human && inv->out.human)
		read->human(q->reply.data, q->reply.len, o);
}

static int write_output(const char *path, const struct mbox_query *q, struct rec *top,
			struct fail *why)
{
	int rc = blob_write(path, q->reply.data, q->reply.len);
	struct rec *o;

	if (rc < 0)
		return fail_set(why, rc, "write_failed", "", "cannot write %s: %s", path,
				strerror(-rc));
	o = cxl_memdev_rec(top, &q->memdev);
	rec_str(o, "output", path);
	rec_uint(o, "size", q->reply.len);
	return 0;
}

static void show_reply(struct inv *inv, struct mbox_query *q, struct rec *top)
{
	const struct mbox_read *read = inv->cmd->data;
	const struct mbox_read_args *a = inv->args;

	if (q->rc == 0 && q->reply.len == 0)
		q->rc = fail_set(&q->why, -EMSGSIZE, "short_reply", "", "the response is empty");
	if (q->rc == 0 && a->output)
		q->rc = write_output(a->output, q, top, &q->why);
	if (q->rc < 0) {
		inv_fail(inv, q->memdev.name, inv->cmd->name, &q->why);
		return;
	}
	inv->done++;
	if (!a->binary && !a->output) {
		decode(inv, q, top);
		return;
	}
	cxl_decode(inv, &q->memdev, opcode_find(read->opcode)->out, &q->reply, NULL);
	if (a->binary)
		fwrite(q->reply.data, 1, q->reply.len, stdout);
}

static int query(struct inv *inv, const struct targets *targets)
{
	auto_free struct mbox_query *q = calloc(targets->count + 1, sizeof(*q));
	auto_rec struct rec *top = rec_new_arr();
	const struct mbox_read *read = inv->cmd->data;
	const struct layout *l = opcode_find(read->opcode)->out;
	const struct mbox_read_args *a = inv->args;
	size_t i;

	if (!q)
		return EXIT_INTERNAL;
	for (i = 0; i < targets->count; i++) {
		q[i].memdev = targets->at[i];
		q[i].req.opcode = read->opcode;
		q[i].req.out_max = l->size + REPLY_SLACK;
	}
	mbox_query_all(inv->ctx, q, targets->count);
	for (i = 0; i < targets->count; i++) {
		show_reply(inv, &q[i], top);
		mbox_reply_done(&q[i].reply);
	}
	return a->binary ? inv_exit_status(inv) : inv_print(inv, top);
}

void mbox_read_columns(const struct inv *inv, struct strbuf *names)
{
	const struct mbox_read *read = inv->cmd->data;
	const struct layout *l = opcode_find(read->opcode)->out;

	columns_merge(names, "memdev,serial");
	columns_add_layout(names, "", l);
	columns_merge(names, "output,size");
}

int mbox_read_run(struct inv *inv)
{
	struct mbox_read_args *a = inv->args;
	auto_targets struct targets targets = { 0 };
	auto_topo struct topo t = { 0 };
	int rc;

	rc = cxl_check_output(inv, &a->output, &a->binary);
	if (rc != EXIT_DONE)
		return rc;
	if (!cxl_scan(inv, &t, TOPO_MEMDEVS))
		return inv_exit_status(inv);
	if (cxl_targets(inv, &t, inv->argc, &targets) < 0)
		return EXIT_INTERNAL;
	if ((a->binary || a->output) && targets.count > 1)
		return inv_usage(inv, "--binary and --output require a single memory device");
	return query(inv, &targets);
}
