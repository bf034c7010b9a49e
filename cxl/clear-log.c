// SPDX-License-Identifier: GPL-2.0-only
/* cxl clear-log: clear the vendor debug log, the only one that the kernel allows to be cleared. */

#include "cxl/common.h"
#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/wire/log.h"

/* The last argument. */
static const struct log_desc *log_of(const struct inv *inv)
{
	return log_named(inv->argv[inv->argc - 1]);
}

static void clear_one(struct inv *inv, const struct memdev *m, struct rec *top)
{
	const struct log_desc *log = log_of(inv);
	auto_reply struct mbox_reply rsp = { 0 };
	u8 uuid[LOG_UUID_LEN];
	const struct mbox_request req = {
		.opcode = OP_CLEAR_LOG,
		.in = uuid,
		.in_len = sizeof(uuid),
	};
	struct fail why = { 0 };
	struct rec *o;
	int rc;

	log_desc_uuid(log, uuid);
	rc = mbox_send(m, &req, &rsp, &why);
	if (rc < 0 && why.outcome != OUTCOME_DRY_RUN) {
		inv_fail(inv, m->name, inv->cmd->name, &why);
		return;
	}
	inv->done++;
	o = cxl_memdev_rec(top, m);
	rec_str(o, "log", log->name);
	rec_bool(o, m->ctx->dry_run ? "would_clear" : "cleared", true);
}

/* The contents are lost, so the user confirms once for all devices. */
static bool is_confirmed(struct inv *inv, const struct log_desc *log)
{
	struct cxl_ctx *ctx = inv->ctx;
	struct fail why = { 0 };

	if (ctx->confirmed)
		return true;
	if (ctx->prompt && !ctx->dry_run &&
	    ctx->prompt("The contents of the vendor debug log will be lost. Continue?"))
		return true;
	fail_refuse(&why, "needs_yes", "save them with 'cxl get-log', then use --yes to confirm",
		    "refusing to clear the log: its contents would be lost");
	inv_fail(inv, log->name, inv->cmd->name, &why);
	return false;
}

static int run(struct inv *inv)
{
	auto_rec struct rec *none = rec_new_arr();
	const struct log_desc *log = log_of(inv);

	if (!log || !log->clearable)
		return inv_usage(inv, "invalid log '%s': expected vendor-debug",
				 inv->argv[inv->argc - 1]);
	if (!is_confirmed(inv, log))
		return inv_print(inv, none);
	return cxl_for_each_memdev(inv, inv->argc - 1, clear_one);
}

const struct cmd cmd_clear_log = {
	.name = "clear-log",
	.args = "<memdev>...|all vendor-debug [<options>]",
	.group = "Logs",
	.help = "clear the vendor debug log of memory devices",
	.args_size = sizeof(struct common_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES,
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 2,
	.max_args = -1,
	.positional = "memdevs... =vendor-debug",
	.run = run,
};
