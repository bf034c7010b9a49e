// SPDX-License-Identifier: GPL-2.0-only
/* cxl clear-log: clear the vendor debug log, the only one that the kernel allows to be cleared. */
#include <stdio.h>

#include "cxl/change.h"
#include "cxl/lib/mailbox/log.h"

struct args {
	struct common_args common;
	bool force;
};

static const struct opt opts[] = {
	OPT_WHOLE_BOOL_ROW('f', "force", struct args, force, "clear even if the device is in use"),
	{ 0 },
};

/* The last argument. */
static const struct log_desc *log_of(const struct inv *inv)
{
	return log_named(inv->argv[inv->argc - 1]);
}

/* A device without the log is known before anything is sent, and in a dry run. */
static int clear(const struct memdev *m, const struct mbox_request *req,
		 const struct gate_request *conditions, struct fail *why)
{
	auto_reply struct mbox_reply rsp = { 0 };
	struct mbox_sequence s;
	struct log_entry entry;
	struct fail missing;
	int rc = mbox_begin(m, req, conditions, &s, why);
	const bool dry_run = rc < 0 && why->outcome == OUTCOME_DRY_RUN;

	if ((rc == 0 || dry_run) && log_find(m, req->in, &entry, &missing) < 0) {
		*why = missing;
		rc = why->err;
	} else if (dry_run) {
		rc = 0;
	} else if (rc == 0) {
		rc = mbox_record_intent(&s, req->in, req->in_len, why);
		if (rc == 0)
			rc = mbox_next(&s, req, &rsp, why);
	}
	mbox_end(&s);
	return rc;
}

/* The contents are lost, so every device needs a confirmation. */
static void clear_one(struct inv *inv, const struct memdev *m, struct rec *top)
{
	const struct log_desc *log = log_of(inv);
	const struct args *a = inv->args;
	u8 uuid[LOG_UUID_LEN];
	const struct mbox_request req = {
		.opcode = OP_CLEAR_LOG,
		.in = uuid,
		.in_len = sizeof(uuid),
	};
	char operation[80];
	const struct gate_request conditions = {
		.risk = opcode_risk(req.opcode),
		.needs_confirmation = true,
		.ignore_use = a->force,
		.operation = operation,
		.description = "the contents of the vendor debug log will be lost",
	};
	struct fail why = { 0 };
	struct rec *o;
	bool failed;

	snprintf(operation, sizeof(operation), "clear the vendor debug log of %s", m->name);
	log_desc_uuid(log, uuid);
	failed = clear(m, &req, &conditions, &why) < 0;
	if (failed)
		inv_fail(inv, m->name, inv->cmd->name, &why);
	else
		inv->done++;
	if (failed && !m->ctx->dry_run)
		return;
	o = cxl_memdev_rec(top, m);
	rec_str(o, "log", log->name);
	change_record(m->ctx, true, failed ? &why : NULL, o);
}

static int run(struct inv *inv)
{
	const struct log_desc *log = log_of(inv);

	if (!log || !log->clearable)
		return inv_usage(inv, "invalid log '%s': expected vendor-debug",
				 inv->argv[inv->argc - 1]);
	return cxl_for_each_memdev(inv, inv->argc - 1, clear_one);
}

const struct cmd cmd_clear_log = {
	.name = "clear-log",
	.args = "<memdev>...|all vendor-debug [<options>]",
	.group = "Logs",
	.help = "clear the vendor debug log of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_COMPONENTS,
	.opcodes = "0x0400,0x0403,0x0405",
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 2,
	.max_args = -1,
	.positional = "memdevs... =vendor-debug",
	.more_columns = "memdev,serial,log," CHANGE_COLUMNS,
	.run = run,
};
