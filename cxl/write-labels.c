// SPDX-License-Identifier: GPL-2.0-only
/* cxl write-labels: write a file to the label storage area of a memory device. */
#include <stdlib.h>
#include <unistd.h>

#include "cxl/label-args.h"
#include "util/blob.h"

struct args {
	struct label_args label;
	const char *input;
};

static const struct opt opts[] = {
	MEMDEV_OPTS,
	LABEL_OPTS,
	OPT_STR_ROW('i', "input", struct args, input, "input-file",
		    "write the content of this file (default or -: standard input)"),
	{ 0 },
};

/* Returns EXIT_DONE or the exit status. */
static int read_input(struct inv *inv, u8 **data, size_t *len)
{
	const struct args *a = inv->args;
	const char *path = a->input ? a->input : "-";
	const size_t size = (size_t)a->label.size;
	struct fail why = { 0 };
	int rc;

	if (str_eq(path, "-") && isatty(STDIN_FILENO))
		return inv_usage(inv, "no input; use --input FILE or a pipe");
	rc = blob_read(path, LABEL_AREA_MAX, data, len);
	if (rc == -EINTR) {
		fail_interrupted(&why, "interrupted, not written");
		inv_fail(inv, inv->argv[0], inv->cmd->name, &why);
		return inv_exit_status(inv);
	}
	if (rc < 0)
		return inv_usage(inv, "cannot read %s: %s", path, strerror(-rc));
	if (*len == 0)
		return inv_usage(inv, "the input is empty: %s", path);
	if (size > *len)
		return inv_usage(inv, "invalid size '%zu': %s has %zu bytes", size, path, *len);
	if (size)
		*len = size;
	return EXIT_DONE;
}

static int write_data(struct inv *inv, const u8 *data, size_t len)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_topo struct topo t = { 0 };
	struct label_range range = label_args_range(inv);
	int rc = label_args_targets(inv, &t, &targets);

	if (rc != EXIT_DONE)
		return rc;
	if (targets.count > 1)
		return inv_usage(inv, "write-labels only supports writing a single memdev");
	range.size = (u32)len;
	if (targets.count)
		label_args_write(inv, &targets.at[0], range, data, top);
	return memdev_args_finish(inv, "wrote", top);
}

static int run(struct inv *inv)
{
	auto_free u8 *data = NULL;
	size_t len;
	int rc = label_args_check(inv);

	if (rc == EXIT_DONE && (inv->argc > 1 || filter_args_all(inv)))
		rc = inv_usage(inv, "write-labels only supports writing a single memdev");
	if (rc == EXIT_DONE)
		rc = read_input(inv, &data, &len);
	return rc == EXIT_DONE ? write_data(inv, data, len) : rc;
}

const struct cmd cmd_write_labels = {
	.name = "write-labels",
	.args = "<memdev> [-i <filename>] [<options>]",
	.group = "Labels",
	.help = "write a file to the label storage area of a memory device",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL,
	.opcodes = "0x4102,0x4103",
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "single-memdev",
	.more_columns = LABEL_COLUMNS,
	.run = run,
};
