/* SPDX-License-Identifier: GPL-2.0-only */
/* What inject-media-poison and clear-media-poison share. */
#ifndef CXL_POISON_ARGS_H
#define CXL_POISON_ARGS_H

#include "cxl/common.h"

struct poison_args {
	struct common_args common;
	struct opt_list addresses;
	bool force;
};

#define POISON_OPTS                                                                                \
	{ 'a',	     "address",                                                                    \
	  OPT_LIST,  offsetof(struct poison_args, addresses),                                      \
	  "address", "device physical address, or several, separated by commas",                   \
	  NULL },                                                                                  \
		OPT_BOOL_ROW('f', "force", struct poison_args, force,                              \
			     "even if memory of the device is in use")

/* Inject poison at all addresses, or clear it. Returns the exit status. */
int poison_args_run(struct inv *inv, bool inject);

#define POISON_COLUMNS "memdev,serial,dry_run,changed,address,step,path,value"

#endif
