// SPDX-License-Identifier: GPL-2.0-only
/* cxl zero-labels: fill the label storage area of memory devices with zeros. */
#include "cxl/label-args.h"

static const struct opt opts[] = {
	MEMDEV_OPTS,
	LABEL_OPTS,
	{ 0 },
};

/* No device is changed if the range is not within the label storage area of one of them. */
static void check_ranges(struct inv *inv, struct targets *targets, struct rec *top)
{
	const struct cxl_ctx *ctx = inv->ctx;
	size_t i;

	for (i = 0; i < targets->count; i++) {
		struct label_range range = label_args_range(inv);
		struct fail why = { 0 };

		if (label_range_check(&targets->at[i], &range, &why) == 0)
			continue;
		if (ctx->dry_run)
			label_args_show(&targets->at[i], &range, &(struct label_result){ 0 }, &why,
					top);
		inv_fail(inv, targets->at[i].name, inv->cmd->name, &why);
	}
	memdev_args_require_all(inv, targets);
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_topo struct topo t = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	int rc = label_args_check(inv);
	size_t i;

	if (rc == EXIT_DONE)
		rc = label_args_targets(inv, &t, &targets);
	if (rc != EXIT_DONE)
		return rc;
	check_ranges(inv, &targets, top);
	for (i = 0; i < targets.count; i++) {
		ctx->changing = false;
		label_args_write(inv, &targets.at[i], label_args_range(inv), NULL, top);
	}
	change_record_others(inv->ctx, &targets, top);
	return memdev_args_finish(inv, "zeroed", top);
}

const struct cmd cmd_zero_labels = {
	.name = "zero-labels",
	.args = "<memdev>...|all [<options>]",
	.group = "Labels",
	.help = "fill the label storage area of memory devices with zeros",
	.opts = opts,
	.args_size = sizeof(struct label_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL,
	.opcodes = "0x4102,0x4103",
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "memdevs...",
	.more_columns = LABEL_COLUMNS,
	.run = run,
};
