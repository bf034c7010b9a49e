/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Commands that send one read command without input and decode the reply. Each has a file of its
 * own with its row, MBOX_READ_CMD() makes the command from it.
 */
#ifndef CXL_MBOX_READ_H
#define CXL_MBOX_READ_H

#include "cxl/common.h"
#include "cxl/lib/wire/opcode.h"

struct mbox_read {
	u16 opcode; /* its row has the layout of the reply */
	/* Adds members that the layout does not have; NULL: none. */
	int (*extend)(const void *buf, size_t len, struct rec *out);
	/* The same with -u only. */
	void (*human)(const void *buf, size_t len, struct rec *out);
};

struct mbox_read_args {
	struct common_args common;
	const char *output;
	bool binary;
};

extern const struct opt mbox_read_opts[];
/* Works on the struct mbox_read in inv->cmd->data. */
int mbox_read_run(struct inv *inv);
/* Adds the keys of the layout. */
void mbox_read_columns(const struct inv *inv, struct strbuf *names);

/* Further arguments: other members of the command. */
/* clang-format off */
#define MBOX_READ_CMD(verb, sends, row, text, ...) { \
	.name = verb, .data = row, .help = text, .group = "Memory devices", .run = mbox_read_run, \
	.args = "[<memdev>...|all] [<options>]", .max_args = -1, .positional = "memdevs...", \
	.opts = mbox_read_opts, .args_size = sizeof(struct mbox_read_args), \
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_COMPONENTS, .risk = RISK_READ, .needs = "root", .opcodes = sends, \
	.add_columns = mbox_read_columns, __VA_ARGS__ \
}
/* clang-format on */

#endif
