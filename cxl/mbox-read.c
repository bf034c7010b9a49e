// SPDX-License-Identifier: GPL-2.0-only
/*
 * The commands that ask a device one thing and decode the answer: identify, get-health,
 * get-timestamp, get-fw-info, get-partition, get-alert-config, get-shutdown-state. A row each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cxl/common.h"
#include "cxl/lib/mailbox/query.h"
#include "cxl/lib/wire/layout.h"
#include "cxl/mbox-read.h"
#include "util/blob.h"

struct args {
	struct common_args common;
	const char *output;
	bool binary;
};

/* clang-format off */
static const struct opt opts[] = {
	OPT_STR_ROW('o', "output", struct args, output, "file",
		    "write the reply's bytes to this file"),
	OPT_BOOL_ROW('b', "binary", struct args, binary, "print the reply's bytes and nothing else"),
	{ 0 },
};
/* clang-format on */

struct row {
	const char *name;
	u16 opcode;
	const struct layout *layout;
	/* Says more than the layout does; NULL: nothing more to say. */
	int (*more)(const void *buf, size_t len, struct rec *out);
};

static const struct row rows[] = {
	{ "identify", OP_IDENTIFY, &identify_layout, NULL },
	{ "get-health", OP_GET_HEALTH_INFO, &health_layout, health_verdict },
	{ "get-timestamp", OP_GET_TIMESTAMP, &timestamp_layout, NULL },
	{ "get-fw-info", OP_GET_FW_INFO, &fw_info_layout, NULL },
	{ "get-partition", OP_GET_PARTITION_INFO, &partition_info_layout, NULL },
	{ "get-alert-config", OP_GET_ALERT_CONFIG, &alert_config_layout, NULL },
	{ "get-shutdown-state", OP_GET_SHUTDOWN_STATE, &shutdown_layout, NULL },
};

static const struct row *row_of(const struct inv *inv)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows) - 1; i++)
		if (str_eq(rows[i].name, inv->cmd->name))
			break;
	return &rows[i];
}

/* Devices of newer specifications answer more than the layout knows; room for that. */
#define REPLY_SLACK 64

static void decode(struct inv *inv, const struct row *row, const struct topo *t,
		   const struct mbox_query *q, struct rec *top)
{
	struct rec *o = cxl_memdev_rec(top, t, q->memdev);

	if (layout_decode(row->layout, q->rsp.data, q->rsp.len, o) == -EMSGSIZE)
		inv_warn(inv, "%s: the device sent %u bytes, %u are due; what is whole is shown",
			 q->memdev->name, q->rsp.len, row->layout->size);
	if (row->more)
		row->more(q->rsp.data, q->rsp.len, o);
}

static void tell_output(const struct topo *t, const struct mbox_query *q, const char *output,
			struct rec *top)
{
	struct rec *o = cxl_memdev_rec(top, t, q->memdev);

	rec_str(o, "output", output);
	rec_uint(o, "size", q->rsp.len);
}

bool typed_bytes(struct inv *inv, const char *output, const struct node *memdev,
		 const struct mbox_reply *rsp)
{
	struct fail why = { 0 };
	int rc;

	if (!output) {
		fwrite(rsp->data, 1, rsp->len, stdout);
		return true;
	}
	rc = blob_write(output, rsp->data, rsp->len);
	if (rc == 0)
		return true;
	fail_set(&why, rc, "write_failed", "", "cannot write %s: %s", output, strerror(-rc));
	inv_fail(inv, memdev->name, inv->cmd->name, &why);
	return false;
}

static void take_answers(struct inv *inv, const struct row *row, const struct topo *t,
			 struct mbox_query *q, size_t count, struct rec *top)
{
	const struct args *a = inv->args;
	size_t i;

	for (i = 0; i < count; i++) {
		if (q[i].rc == 0 && q[i].rsp.len == 0)
			q[i].rc = fail_set(&q[i].why, -EMSGSIZE, "short_reply", "",
					   "the device sent an empty reply");
		if (q[i].rc < 0) {
			inv_fail(inv, q[i].memdev->name, row->name, &q[i].why);
			mbox_reply_done(&q[i].rsp);
			continue;
		}
		inv->done++;
		if (!a->binary && !a->output)
			decode(inv, row, t, &q[i], top);
		else if (!typed_bytes(inv, a->output, q[i].memdev, &q[i].rsp))
			inv->done--;
		else if (a->output)
			tell_output(t, &q[i], a->output, top);
		mbox_reply_done(&q[i].rsp);
	}
}

static int ask(struct inv *inv, const struct topo *t, const struct node_list *targets)
{
	auto_free struct mbox_query *q = calloc(targets->count + 1, sizeof(*q));
	auto_rec struct rec *top = rec_new_arr();
	const struct row *row = row_of(inv);
	const struct args *a = inv->args;
	size_t i;

	if (!q)
		return EXIT_INTERNAL;
	for (i = 0; i < targets->count; i++)
		q[i] = (struct mbox_query){
			.memdev = targets->at[i],
			.req = { .opcode = row->opcode,
				 .out_max = row->layout->size + REPLY_SLACK },
		};
	mbox_query_all(inv->ctx, q, targets->count);
	take_answers(inv, row, t, q, targets->count, top);
	return a->binary ? inv_exit_status(inv) : inv_print(inv, top);
}

static int run(struct inv *inv)
{
	struct node_list targets = { 0 };
	const struct args *a = inv->args;
	auto_topo struct topo t = { 0 };
	int rc;

	if (a->binary && (a->output || a->common.format))
		return inv_usage(inv, "--binary goes without --output and --format");
	if (a->binary && isatty(STDOUT_FILENO))
		return inv_usage(inv, "--binary needs a file or a pipe as standard output");
	if (!cxl_scan(inv, &t))
		return inv_exit_status(inv);
	if (cxl_targets(inv, &t, inv->argv, inv->argc, &targets) < 0)
		return EXIT_INTERNAL;
	if ((a->binary || a->output) && targets.count > 1)
		rc = inv_usage(inv, "bytes are those of one device: name it");
	else
		rc = ask(inv, &t, &targets);
	free(targets.at);
	return rc;
}

#define TYPED(variable, verb, what)                                                                \
	const struct cmd variable = {                                                              \
		.name = verb,                                                                      \
		.args = "[<memdev>...|all] [<options>]",                                           \
		.help = what,                                                                      \
		.opts = opts,                                                                      \
		.args_size = sizeof(struct args),                                                  \
		.flags = CMD_OUTPUT | CMD_HUMAN,                                                   \
		.cls = CLASS_READ,                                                                 \
		.max_args = -1,                                                                    \
		.needs = "root",                                                                   \
		.positional = "memdev",                                                            \
		.run = run,                                                                        \
	}

TYPED(cmd_identify, "identify", "show what memory devices say they are");
TYPED(cmd_get_health, "get-health", "show the health of memory devices, with a verdict");
TYPED(cmd_get_timestamp, "get-timestamp", "show the clocks of memory devices");
TYPED(cmd_get_fw_info, "get-fw-info", "show the firmware slots of memory devices");
TYPED(cmd_get_partition, "get-partition", "show how the capacity of memory devices is divided");
TYPED(cmd_get_alert_config, "get-alert-config", "show at what thresholds memory devices warn");
TYPED(cmd_get_shutdown_state, "get-shutdown-state",
      "show whether memory devices would be left dirty");
