// SPDX-License-Identifier: GPL-2.0-only
/* cxl list-logs: logs that memory devices support, with size and capabilities. */
#include <stdlib.h>

#include "cxl/common.h"
#include "cxl/lib/mailbox/cel.h"
#include "cxl/lib/mailbox/log.h"
#include "cxl/lib/wire/layout.h"

/* The logs of one device. */
struct logs {
	int rc;
	struct fail why;
	bool can_clear; /* the kernel has enabled Clear Log for the device */
	struct log_list list;
	struct mbox_reply *capabilities; /* one for each log; .data NULL: none */
	unsigned int failed;		 /* number of capabilities that could not be read */
	struct fail first;		 /* why the first of them could not */
};

static void failed(struct logs *logs, const struct fail *why)
{
	if (why->outcome != OUTCOME_UNSUPPORTED && !logs->failed++)
		logs->first = *why;
}

/* Get Log Capabilities: clear_supported and so on. */
static void read_capabilities(const struct memdev *m, struct logs *logs)
{
	struct mbox_request req = {
		.opcode = OP_GET_LOG_CAPS,
		.in_len = LOG_UUID_LEN,
		.out_max = log_capabilities_layout.size,
	};
	struct fail why = { 0 };
	size_t i;

	logs->capabilities = calloc(logs->list.count + 1, sizeof(*logs->capabilities));
	if (!logs->capabilities) {
		fail_nomem(&why);
		failed(logs, &why);
	}
	for (i = 0; logs->capabilities && i < logs->list.count; i++) {
		why = (struct fail){ 0 };
		req.in = logs->list.at[i].uuid;
		if (mbox_send(m, &req, &logs->capabilities[i], &why) == 0)
			continue;
		logs->capabilities[i].data = NULL;
		failed(logs, &why);
	}
}

/* Without the Command Effects Log, the device is not asked: the command is optional. */
static void read_logs(const struct inv *inv, const struct memdev *m, void *data)
{
	struct logs *logs = data;
	struct kernel_cmd clear;
	struct fail why = { 0 };
	int rc;

	logs->can_clear = m->node->component ? cel_lists(m, OP_CLEAR_LOG, NULL) > 0
					     : mbox_typed_find(m, OP_CLEAR_LOG, &clear);
	logs->rc = log_list_read(m, &logs->list, &logs->why);
	if (logs->rc < 0)
		return;
	rc = cel_lists(m, OP_GET_LOG_CAPS, &why);
	if (rc > 0)
		read_capabilities(m, logs);
	else if (rc < 0 && rc != -ENOENT)
		failed(logs, &why);
}

static void show_log(struct inv *inv, const struct memdev *m, const struct logs *logs, size_t i,
		     struct rec *o)
{
	const struct log_entry *e = &logs->list.at[i];
	const struct log_desc *d = log_desc_find(e->uuid);
	const struct mbox_reply *rsp = logs->capabilities ? &logs->capabilities[i] : NULL;

	log_entry_record(e, o);
	rec_bool(o, "clearable", d && d->clearable && logs->can_clear);
	if (!rsp || !rsp->data)
		return;
	cxl_decode(inv, m, &log_capabilities_layout, rsp, o);
	inv->unread += rsp->len < log_capabilities_layout.size;
}

static void show_logs(struct inv *inv, const struct memdev *m, void *data, struct rec *top)
{
	const struct logs *logs = data;
	struct rec *list;
	size_t i;

	if (logs->rc < 0) {
		inv_fail(inv, m->name, inv->cmd->name, &logs->why);
		return;
	}
	list = rec_loose(top, VAL_ARR);
	for (i = 0; i < logs->list.count; i++)
		show_log(inv, m, logs, i, rec_obj(list, NULL));
	if (logs->failed) {
		inv_warn(inv, "%s: cannot read log capabilities: %s", m->name, logs->first.message);
		inv->unread += logs->failed;
	}
	cxl_add_list(inv, m, top, list, "logs");
}

static void logs_done(void *data)
{
	struct logs *logs = data;
	size_t i;

	for (i = 0; logs->capabilities && i < logs->list.count; i++)
		mbox_reply_done(&logs->capabilities[i]);
	free(logs->capabilities);
	log_list_done(&logs->list);
}

static const struct memdev_reader reader = {
	.size = sizeof(struct logs),
	.read = read_logs,
	.show = show_logs,
	.done = logs_done,
};

static int run(struct inv *inv)
{
	return cxl_read_memdevs(inv, inv->argc, &reader);
}

const struct cmd cmd_list_logs = {
	.name = "list-logs",
	.args = "[<memdev>...|all] [<options>]",
	.group = "Logs",
	.help = "list the logs of memory devices",
	.columns = "memdev,name,size,clearable,uuid",
	.more_columns = "serial,title,clear_supported,persists_over_cold_reset,auto_populate,"
			"populate_supported",
	.args_size = sizeof(struct common_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_COMPONENTS,
	.opcodes = "0x0400,0x0401,0x0402,0x0405",
	.risk = RISK_READ,
	.needs = "root",
	.max_args = -1,
	.positional = "memdevs...",
	.run = run,
};
