// SPDX-License-Identifier: GPL-2.0-only
/* cxl set-shutdown-state: tell memory devices whether power may go without loss. */

#include "cxl/common.h"
#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/wire/codec.h"

enum { STATE_CLEAN, STATE_DIRTY, STATE_UNKNOWN };

static const char *const words[] = { "clean", "dirty" };

static int state_read(struct inv *inv, const struct node *memdev, struct fail *why)
{
	auto_reply struct mbox_reply rsp = { 0 };
	int rc = mbox_get(inv->ctx, memdev, OP_GET_SHUTDOWN_STATE, 1, &rsp, why);

	if (rc < 0)
		return rc;
	if (rsp.len < 1)
		return fail_set(why, -EMSGSIZE, "short_reply", "", "the device sent no state");
	return MIN(rsp.data[0], STATE_UNKNOWN);
}

static int state_send(struct inv *inv, const struct node *memdev, u8 state, struct fail *why)
{
	auto_reply struct mbox_reply rsp = { 0 };
	struct mbox_request req = { .opcode = OP_SET_SHUTDOWN_STATE, .in = &state, .in_len = 1 };
	int rc = mbox_exec(inv->ctx, memdev, RISK_SERVICE, &req, &rsp, why);

	if (rc == 0 && rsp.code)
		rc = mbox_device_error(req.opcode, rsp.code, why);
	return rc < 0 && why->outcome == OUTCOME_DRY_RUN ? 0 : rc;
}

static void show(struct inv *inv, const struct topo *t, const struct node *memdev, int old, int new,
		 struct rec *top)
{
	const struct cxl_ctx *ctx = inv->ctx;
	struct rec *o = cxl_memdev_rec(top, t, memdev);

	if (ctx->dry_run)
		rec_bool(o, "dry_run", true);
	rec_bool(o, "changed", old != new);
	if (old >= 0 && old < STATE_UNKNOWN)
		rec_str(o, "old", words[old]);
	if (new >= 0 && new < STATE_UNKNOWN)
		rec_str(o, "new", words[new]);
}

/* The last argument. */
static int wanted(const struct inv *inv)
{
	const char *word = inv->argv[inv->argc - 1];
	int want;

	for (want = 0; want < STATE_UNKNOWN && !str_eq(word, words[want]); want++)
		;
	return want;
}

/* Devices need not be able to say their state; then there is nothing to compare with. */
static void set_one(struct inv *inv, const struct topo *t, const struct node *memdev,
		    struct rec *top)
{
	const struct cxl_ctx *ctx = inv->ctx;
	struct fail why = { 0 };
	int want = wanted(inv), old = state_read(inv, memdev, &why), new = want, rc = 0;

	if (old < 0 && why.outcome != OUTCOME_UNSUPPORTED) {
		inv_fail(inv, memdev->name, inv->cmd->name, &why);
		return;
	}
	if (old != want)
		rc = state_send(inv, memdev, (u8)want, &why);
	if (rc == 0 && old >= 0 && old != want && !ctx->dry_run) {
		new = state_read(inv, memdev, &why);
		rc = MIN(new, 0);
		if (new >= 0 && new != want)
			rc = fail_set(&why, -EIO, "readback_differs", "",
				      "it was set, but reads back otherwise");
	}
	if (rc < 0) {
		inv_fail(inv, memdev->name, inv->cmd->name, &why);
		return;
	}
	inv->done++;
	show(inv, t, memdev, old, new, top);
}

static int run(struct inv *inv)
{
	if (wanted(inv) == STATE_UNKNOWN)
		return inv_usage(inv, "the state is clean or dirty, not '%s'",
				 inv->argv[inv->argc - 1]);
	return cxl_for_each_memdev(inv, inv->argc - 1, set_one);
}

const struct cmd cmd_set_shutdown_state = {
	.name = "set-shutdown-state",
	.args = "<memdev>...|all clean|dirty [<options>]",
	.help = "tell memory devices whether power may go without loss",
	.args_size = sizeof(struct common_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES,
	.cls = CLASS_SERVICE,
	.needs = "root",
	.min_args = 2,
	.max_args = -1,
	.positional = "memdev clean dirty",
	.run = run,
};
