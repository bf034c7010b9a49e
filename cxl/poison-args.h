/* SPDX-License-Identifier: GPL-2.0-only */
/* What inject-media-poison and clear-media-poison share. */
#ifndef CXL_POISON_ARGS_H
#define CXL_POISON_ARGS_H

#include "cxl/change.h"

struct poison_args {
	struct common_args common;
	struct opt_list addresses;
	bool force;
};

extern const struct opt poison_opts[];

/* What their rows have in common. */
#define POISON_CMD                                                                                 \
	.args = "<memdev> -a <address> [<options>]", .group = "Error injection",                   \
	.opts = poison_opts, .args_size = sizeof(struct poison_args),                              \
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL | CMD_DEBUG,                     \
	.risk = RISK_SERVICE, .needs = "root", .min_args = 1, .max_args = 1,                       \
	.positional = "memdev",                                                                    \
	.more_columns = "memdev,serial," CHANGE_COLUMNS ",address,step,path,value"

/* Inject poison at all addresses, or clear it. Returns the exit status. */
int poison_args_run(struct inv *inv, bool inject);

#endif
