// SPDX-License-Identifier: GPL-2.0-only
/* cxl list-logs: which logs memory devices keep, how large, and what can be done with them. */

#include "cxl/common.h"
#include "cxl/lib/mailbox/cel.h"
#include "cxl/lib/mailbox/log.h"
#include "cxl/lib/wire/layout.h"

/* Get Log Capabilities, where the device has it: clear_supported and so on. */
static void show_capabilities(struct inv *inv, const struct node *memdev, const struct log_entry *e,
			      struct rec *o)
{
	auto_reply struct mbox_reply rsp = { 0 };
	struct mbox_request req = {
		.opcode = OP_GET_LOG_CAPS,
		.in = e->uuid,
		.in_len = LOG_UUID_LEN,
		.out_max = log_capabilities_layout.size,
	};
	struct fail why = { 0 };

	if (mbox_exec(inv->ctx, memdev, RISK_READ, &req, &rsp, &why) == 0 && rsp.code == 0)
		layout_decode(&log_capabilities_layout, rsp.data, rsp.len, o);
}

static void show_log(struct inv *inv, const struct node *memdev, const struct log_entry *e,
		     bool capabilities, struct rec *to)
{
	const struct log_desc *d = log_desc_find(e->uuid);
	struct rec *o = rec_obj(to, NULL);

	log_entry_record(e, o);
	rec_bool(o, "clearable", d && d->clearable);
	if (capabilities)
		show_capabilities(inv, memdev, e, o);
}

static void show_memdev(struct inv *inv, const struct topo *t, const struct node *memdev,
			struct rec *top)
{
	auto_log_list struct log_list l = { 0 };
	struct fail why = { 0 };
	struct rec *logs;
	bool capabilities;
	size_t i;

	if (log_list_read(inv->ctx, memdev, &l, &why) < 0) {
		inv_fail(inv, memdev->name, inv->cmd->name, &why);
		return;
	}
	logs = rec_arr(cxl_memdev_rec(top, t, memdev), "logs");
	capabilities = cel_lists(inv->ctx, memdev, OP_GET_LOG_CAPS, &why) == 1;
	for (i = 0; i < l.count; i++)
		show_log(inv, memdev, &l.at[i], capabilities, logs);
	inv->done++;
}

static int run(struct inv *inv)
{
	cxl_prefer_table(inv, "memdev,name,size,clearable,uuid");
	return cxl_for_each_memdev(inv, inv->argc, show_memdev);
}

const struct cmd cmd_list_logs = {
	.name = "list-logs",
	.args = "[<memdev>...|all] [<options>]",
	.help = "list the logs that memory devices keep",
	.args_size = sizeof(struct common_args),
	.flags = CMD_OUTPUT | CMD_HUMAN,
	.cls = CLASS_READ,
	.needs = "root",
	.max_args = -1,
	.positional = "memdev",
	.run = run,
};
