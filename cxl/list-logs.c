// SPDX-License-Identifier: GPL-2.0-only
/* cxl list-logs: logs that memory devices support, with size and capabilities. */

#include "cxl/common.h"
#include "cxl/lib/mailbox/cel.h"
#include "cxl/lib/mailbox/log.h"
#include "cxl/lib/wire/layout.h"

/* Get Log Capabilities: clear_supported and so on. */
static void show_capabilities(const struct memdev *m, const struct log_entry *e, struct rec *o)
{
	const struct mbox_request req = {
		.opcode = OP_GET_LOG_CAPS,
		.in = e->uuid,
		.in_len = LOG_UUID_LEN,
		.out_max = log_capabilities_layout.size,
	};
	auto_reply struct mbox_reply rsp = { 0 };

	if (mbox_send(m, &req, &rsp, NULL) == 0)
		layout_decode(&log_capabilities_layout, rsp.data, rsp.len, o);
}

static void show_memdev(struct inv *inv, const struct memdev *m, struct rec *top)
{
	auto_log_list struct log_list l = { 0 };
	struct fail why = { 0 };
	struct rec *logs, *o;
	bool capabilities;
	size_t i;

	if (log_list_read(m, &l, &why) < 0) {
		inv_fail(inv, m->name, inv->cmd->name, &why);
		return;
	}
	logs = rec_loose(top, VAL_ARR);
	capabilities = cel_lists(m, OP_GET_LOG_CAPS, &why) == 1;
	for (i = 0; i < l.count; i++) {
		const struct log_desc *d = log_desc_find(l.at[i].uuid);

		o = rec_obj(logs, NULL);
		log_entry_record(&l.at[i], o);
		rec_bool(o, "clearable", d && d->clearable);
		if (capabilities)
			show_capabilities(m, &l.at[i], o);
	}
	cxl_add_list(inv, m, top, logs, "logs");
}

static int run(struct inv *inv)
{
	return cxl_for_each_memdev(inv, inv->argc, show_memdev);
}

const struct cmd cmd_list_logs = {
	.name = "list-logs",
	.args = "[<memdev>...|all] [<options>]",
	.group = "Logs",
	.help = "list the logs of memory devices",
	.columns = "memdev,name,size,clearable,uuid",
	.args_size = sizeof(struct common_args),
	.flags = CMD_OUTPUT | CMD_HUMAN,
	.risk = RISK_READ,
	.needs = "root",
	.max_args = -1,
	.positional = "memdevs...",
	.run = run,
};
