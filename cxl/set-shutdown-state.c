// SPDX-License-Identifier: GPL-2.0-only
/* cxl set-shutdown-state: set the shutdown state of memory devices (4204h). */
#include "cxl/change.h"
#include "cxl/lib/mailbox/setting.h"
#include "cxl/lib/wire/codec.h"
#include "cxl/undo-log.h"

struct args {
	struct common_args common;
	bool force;
};

static const struct opt opts[] = {
	OPT_WHOLE_BOOL_ROW('f', "force", struct args, force, "set even if the device is in use"),
	{ 0 },
};

static const char *const states[] = { "clean", "dirty" };

static const struct setting shutdown_state = {
	.get_opcode = OP_GET_SHUTDOWN_STATE,
	.set_opcode = OP_SET_SHUTDOWN_STATE,
	.operation = "set the shutdown state",
	.reply_len = 1,
};

/* By the last argument; ARRAY_SIZE(states): invalid. */
static u8 wanted_state(const struct inv *inv)
{
	const char *text = inv->argv[inv->argc - 1];
	u8 state;

	for (state = 0; state < ARRAY_SIZE(states) && !str_eq(text, states[state]); state++)
		;
	return state;
}

static void show_state(const char *key, u8 state, struct rec *o)
{
	if (state < ARRAY_SIZE(states))
		rec_str(o, key, states[state]);
}

/* The state of one device. */
struct reading {
	int rc;
	struct fail why;
	struct setting_result result;
};

static void read_state(const struct inv *inv, const struct memdev *m, void *data)
{
	struct reading *r = data;

	r->rc = setting_read(m, &shutdown_state, &r->result, &r->why);
}

static void set_one(struct inv *inv, const struct memdev *m, void *data, struct rec *top)
{
	const struct args *a = inv->args;
	u8 state = wanted_state(inv);
	const struct setting_request rq = {
		.setting = &shutdown_state,
		.input = &state,
		.input_len = 1,
		.force = a->force,
	};
	struct reading *reading = data;
	const struct setting_result *r = &reading->result;
	struct rec *o;

	if (reading->rc == 0)
		reading->rc = setting_apply(m, &rq, &reading->result, &reading->why);
	if (reading->rc < 0)
		inv_fail(inv, m->name, inv->cmd->name, &reading->why);
	else
		inv->done++;
	if (reading->rc == 0 && r->changed)
		undo_log_refers(m->ctx, m);
	if (reading->rc == 0 && r->changed && r->old_known && r->old[0] < ARRAY_SIZE(states))
		undo_log_add(m->ctx, "set-shutdown-state\t%s\t%s", m->name, states[r->old[0]]);
	else if (reading->rc < 0)
		undo_log_failed(m->ctx, &reading->why);
	else if (r->changed)
		undo_log_never(m->ctx, UNDO_OLD_UNKNOWN);
	if (reading->rc < 0 && !r->new_known && !m->ctx->dry_run)
		return;
	o = cxl_memdev_rec(top, m);
	if (reading->rc == 0 || m->ctx->dry_run)
		change_record(m->ctx, r->changed, reading->rc < 0 ? &reading->why : NULL, o);
	else
		rec_bool(o, "verified", false);
	if (r->old_known)
		show_state("old", r->old[0], o);
	show_state("new", r->new_known ? r->new[0] : state, o);
}

static const struct memdev_reader reader = {
	.size = sizeof(struct reading),
	.read = read_state,
	.show = set_one,
};

static int run(struct inv *inv)
{
	if (wanted_state(inv) == ARRAY_SIZE(states))
		return inv_usage(inv, "invalid state '%s': expected clean or dirty",
				 inv->argv[inv->argc - 1]);
	return cxl_read_memdevs(inv, inv->argc - 1, &reader);
}

const struct cmd cmd_set_shutdown_state = {
	.name = "set-shutdown-state",
	.args = "<memdev>...|all clean|dirty [<options>]",
	.group = "Memory devices",
	.help = "set the shutdown state of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_COMPONENTS,
	.opcodes = "0x4203,0x4204",
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 2,
	.max_args = -1,
	.positional = "memdevs... =clean|dirty",
	.more_columns = "memdev,serial," CHANGE_COLUMNS ",verified,old,new",
	.run = run,
};
