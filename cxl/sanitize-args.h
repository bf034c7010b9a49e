/* SPDX-License-Identifier: GPL-2.0-only */
/* What sanitize-memdev and erase-memdev share. */
#ifndef CXL_SANITIZE_ARGS_H
#define CXL_SANITIZE_ARGS_H

#include "cxl/change.h"
#include "cxl/lib/sanitize/sanitize.h"

struct sanitize_args {
	struct common_args common;
	const char *confirm;
	bool wait;
};

extern const struct opt sanitize_opts[];

/* What their rows have in common. */
#define SANITIZE_CMD                                                                               \
	.args = "<memdev> [<options>]", .group = "Memory devices", .opts = sanitize_opts,          \
	.args_size = sizeof(struct sanitize_args), .flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES,  \
	.risk = RISK_DESTRUCTIVE, .needs = "root", .min_args = 1, .max_args = 1,                   \
	.positional = "memdev",                                                                    \
	.more_columns = "memdev,serial," CHANGE_COLUMNS ",confirm,security_state,step,path,value"

int sanitize_args_run(struct inv *inv, const struct sanitize_method *method);

#endif
