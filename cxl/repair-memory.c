// SPDX-License-Identifier: GPL-2.0-only
/* cxl repair-memory: repair memory of a device through EDAC, or show which repairs it offers. */
#include <stdio.h>

#include "cxl/common.h"
#include "cxl/driver-args.h"
#include "cxl/lib/guard/token.h"
#include "cxl/lib/repair/repair.h"
#include "cxl/lib/topo/dependents.h"
#include "cxl/lib/wire/opcode.h"
#include "util/num.h"

struct args {
	struct common_args common;
	const char *type, *persist_mode, *confirm;
	const char *numbers[REPAIR_NUMBERS];
	bool force;
};

static const char *const types[] = { "ppr", "cacheline", "row", "bank", "rank", NULL };
static const char *const modes[] = { "soft", "hard", NULL };

#define NUMBER_ROW(name, number, help)                                                             \
	OPT_STR_ROW(0, name, struct args, numbers[number], "number", help)

static const struct opt opts[] = {
	OPT_ENUM_ROW('t', "type", struct args, type, "ppr|cacheline|row|bank|rank", types,
		     "repair: post package repair, or sparing of a cacheline, row, bank or rank; "
		     "without it, show the repairs that the device offers"),
	OPT_ENUM_ROW(0, "persist-mode", struct args, persist_mode, "soft|hard", modes,
		     "soft, until the next power cycle, which is the default, or hard: permanent"),
	NUMBER_ROW("dpa", REPAIR_DPA, "device physical address"),
	NUMBER_ROW("hpa", REPAIR_HPA, "host physical address"),
	NUMBER_ROW("nibble-mask", REPAIR_NIBBLE_MASK,
		   "nibbles of the memory bus, one bit for each"),
	NUMBER_ROW("channel", REPAIR_CHANNEL, "channel"),
	NUMBER_ROW("rank", REPAIR_RANK, "rank"),
	NUMBER_ROW("bank-group", REPAIR_BANK_GROUP, "bank group"),
	NUMBER_ROW("bank", REPAIR_BANK, "bank"),
	NUMBER_ROW("row", REPAIR_ROW, "row"),
	NUMBER_ROW("column", REPAIR_COLUMN, "column"),
	NUMBER_ROW("sub-channel", REPAIR_SUB_CHANNEL, "subchannel"),
	OPT_WHOLE_STR_ROW(
		0, "confirm", struct args, confirm, "serial@bdf",
		"confirm a repair that is permanent or loses data with the serial number and "
		"PCI address of the device"),
	OPT_WHOLE_BOOL_ROW('f', "force", struct args, force, "even if the device is in use"),
	{ 0 },
};

/* --- what the device offers */

static void add_number(struct rec *o, enum repair_number n, const char *key, u64 v)
{
	rec_num(o, key, repair_number_desc(n)->hex ? VAL_HEX : VAL_UINT, v);
}

static void show_attr(const struct repair_attr *a, enum repair_number n, struct rec *o)
{
	const char *name = repair_number_desc(n)->name;

	if (!a->limits_known || (a->min == 0 && a->max == UINT64_MAX))
		return;
	add_number(o, n, rec_keyf(o, "min_%s", name), a->min);
	add_number(o, n, rec_keyf(o, "max_%s", name), a->max);
}

static void show_type(const struct repair_interface *i, struct rec *o)
{
	rec_str(o, "interface", i->name);
	if (i->type)
		rec_str(o, "type", i->type->name);
	else if (*i->type_text)
		rec_str(o, "type", i->type_text);
}

static void show_interface(const struct repair_interface *i, struct rec *arr)
{
	struct rec *o = rec_obj(arr, NULL), *names;
	int n;

	show_type(i, o);
	if (i->persist_mode != PERSIST_UNKNOWN)
		rec_str(o, "persist_mode", persist_mode_name(i->persist_mode));
	rec_bool(o, "persist_mode_settable", i->persist_settable);
	if (i->safe_known)
		rec_bool(o, "repair_safe_when_in_use", i->safe);
	for (n = 0; n < REPAIR_NUMBERS; n++)
		if (i->attrs[n].exists)
			show_attr(&i->attrs[n], (enum repair_number)n, o);
	names = rec_arr(o, "attributes");
	for (n = 0; n < REPAIR_NUMBERS; n++)
		if (i->attrs[n].exists)
			rec_str(names, NULL, repair_number_desc((enum repair_number)n)->name);
}

static void show_list(struct inv *inv, const struct memdev *m, const struct repair_list *l,
		      struct rec *top)
{
	struct rec *o = cxl_memdev_rec(top, m), *arr = rec_arr(o, "repairs");
	struct dependent_list dependents;
	size_t i;

	for (i = 0; i < l->count; i++)
		show_interface(&l->at[i], arr);
	dependents_find(m, &dependents);
	dependents_record(&dependents, rec_arr(o, "dependents"));
	inv->done++;
}

/* --- a repair */

/* @i: NULL if none is suitable. @why: of a dry run, or NULL. */
static void show_result(const struct repair_request *rq, const struct repair_interface *i,
			const struct plan *p, const struct fail *why, struct rec *top)
{
	const struct cxl_ctx *ctx = rq->m->ctx;
	struct rec *o = cxl_memdev_rec(top, rq->m);
	char token[TOKEN_MAX], description[480];
	int n;

	if (i)
		show_type(i, o);
	else
		rec_str(o, "type", rq->type->name);
	rec_str(o, "persist_mode", persist_mode_name(rq->persist_mode));
	if (i && i->safe_known)
		rec_bool(o, "repair_safe_when_in_use", i->safe);
	for (n = 0; n < REPAIR_NUMBERS; n++)
		if (rq->given[n])
			add_number(o, (enum repair_number)n,
				   repair_number_desc((enum repair_number)n)->name, rq->values[n]);
	change_record(ctx, true, why, o);
	if (ctx->dry_run && i &&
	    repair_risk(rq, i, description, sizeof(description)) == RISK_DESTRUCTIVE &&
	    token_read(ctx, rq->m->name, token, sizeof(token)) == 0)
		rec_str(o, "confirm", token);
	if (p->count)
		plan_record(p, p->count, rec_arr(o, "steps"));
}

static int apply(struct inv *inv, const struct repair_request *rq, const struct repair_interface *i,
		 const struct plan *p, struct fail *why)
{
	const struct args *a = inv->args;
	const struct memdev *m = rq->m;
	char operation[80], description[480];
	struct plan_result result = { 0 };
	struct plan_action action = {
		.ctx = m->ctx,
		.sysfs = {
			.device = m->name,
			.memdev = m,
			.own_attributes = true,
			.operation = operation,
			.memdevs = &m->name,
			.memdev_count = 1,
			.opcode = OP_PERFORM_MAINTENANCE,
			.ignore_use = a->force || i->safe,
		},
	};
	int rc;

	action.sysfs.risk = repair_risk(rq, i, description, sizeof(description));
	if (*description)
		action.sysfs.description = description;
	snprintf(operation, sizeof(operation), "repair memory of %s", m->name);
	rc = plan_apply(p, &action, &result, why);
	if (rc < 0)
		repair_explain(rq, p, result.failed, why);
	else if (result.skipped)
		inv_warn(inv, "%s: persist_mode of %s is still hard: %s", m->name, i->name,
			 result.skipped_text);
	return rc;
}

static int repair(struct inv *inv, const struct repair_request *rq, const struct repair_list *l,
		  struct rec *top, struct fail *why)
{
	const struct repair_interface *i = NULL;
	auto_plan struct plan p = { 0 };
	int rc = plan_repair(&p, rq, l, &i, why);

	if (rc == 0)
		rc = apply(inv, rq, i, &p, why);
	if (rc == 0 || rq->m->ctx->dry_run)
		show_result(rq, i, &p, rc < 0 ? why : NULL, top);
	return rc;
}

/* --- arguments */

static int parse_number(struct inv *inv, enum repair_number n, struct repair_request *rq)
{
	const struct repair_number_desc *d = repair_number_desc(n);
	const struct args *a = inv->args;
	const char *text = a->numbers[n];

	if (!text)
		return EXIT_DONE;
	if (num_u64(text, 0, &rq->values[n]) < 0)
		return inv_usage(inv, "invalid --%s '%s': expected a number such as 0x10",
				 d->option, text);
	if (rq->values[n] > d->max)
		return inv_usage(inv, "invalid --%s '%s': the maximum is 0x%llx", d->option, text,
				 (unsigned long long)d->max);
	rq->given[n] = true;
	return a->type ? EXIT_DONE : inv_usage(inv, "--%s requires --type", d->option);
}

static int parse(struct inv *inv, struct repair_request *ret)
{
	const struct args *a = inv->args;
	int n, rc = EXIT_DONE;

	*ret = (struct repair_request){
		.type = a->type ? repair_type_find(a->type) : NULL,
		.persist_mode = a->persist_mode && str_eq(a->persist_mode, "hard") ? PERSIST_HARD
										   : PERSIST_SOFT,
	};
	if (a->persist_mode && !a->type)
		return inv_usage(inv, "--persist-mode requires --type");
	for (n = 0; rc == EXIT_DONE && n < REPAIR_NUMBERS; n++)
		rc = parse_number(inv, (enum repair_number)n, ret);
	return rc;
}

static void run_on(struct inv *inv, const struct topo *t, struct repair_request *rq,
		   struct rec *top)
{
	auto_repair_list struct repair_list l = { 0 };
	struct fail why = { 0 };
	struct memdev m;
	int rc = cxl_target(inv, t, inv->argv[0], &m, &why);

	if (rc < 0) {
		inv_fail(inv, inv->argv[0], "find", &why);
		return;
	}
	rq->m = &m;
	rc = repair_list_read(&m, &l, &why);
	if (rc == 0 && !rq->type) {
		show_list(inv, &m, &l, top);
		return;
	}
	if (rc == 0)
		rc = repair(inv, rq, &l, top, &why);
	if (rc < 0)
		inv_fail(inv, m.name, inv->cmd->name, &why);
	else
		inv->done++;
}

static int run(struct inv *inv)
{
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	auto_rec struct rec *top = rec_new_arr();
	const struct args *a = inv->args;
	auto_topo struct topo t = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	struct repair_request rq;
	int rc = cxl_check_single(inv);

	if (rc == EXIT_DONE)
		rc = parse(inv, &rq);
	if (rc != EXIT_DONE)
		return rc;
	ctx->confirm = a->confirm;
	if (rq.type)
		driver_args_lock(inv, &lock);
	else
		ctx->to_change = false;
	if (!cxl_scan(inv, &t, TOPO_ALL))
		return inv_exit_status(inv);
	run_on(inv, &t, &rq, top);
	return inv_print(inv, top);
}

const struct cmd cmd_repair_memory = {
	.name = "repair-memory",
	.args = "<memdev> [-t <type> <number options>] [<options>]",
	.group = "Memory devices",
	.help = "repair memory of a device, or show the repairs that it offers",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_CHANGES,
	.opcodes = "0x0600",
	.risk = RISK_DESTRUCTIVE,
	.needs = "root,CONFIG_CXL_EDAC_MEM_REPAIR",
	.min_args = 1,
	.max_args = 1,
	.positional = "single-memdev",
	.more_columns =
		"memdev,serial,interface,type,persist_mode,persist_mode_settable,"
		"repair_safe_when_in_use,min_hpa,max_hpa,min_dpa,max_dpa,attributes,hpa,dpa,"
		"nibble_mask,channel,rank,bank_group,bank,row,column,sub_channel," CHANGE_COLUMNS
		",confirm,step,path,value,name,kind,text",
	.run = run,
};
