/* SPDX-License-Identifier: GPL-2.0-only */
/* What enable-region, disable-region and destroy-region share. */
#ifndef CXL_REGION_ARGS_H
#define CXL_REGION_ARGS_H

#include "cxl/lib/region/teardown.h"
#include "cxl/node-args.h"

struct region_args {
	struct common_args common;
	const char *bus, *decoder;
	bool force, no_load; /* of the commands that have the option */
};

#define REGION_OPTS                                                                                \
	OPT_STR_ROW('b', "bus", struct region_args, bus, "bus name", "only regions of this bus"),  \
		OPT_STR_ROW('d', "decoder", struct region_args, decoder, "root decoder name",      \
			    "only regions of this root decoder")

/*
 * Do @w, of which only .disables, .plan and .undo are filled in, with each region; @what is done
 * with it, for the summary: "disabled". Returns the exit status.
 */
int region_args_run(struct inv *inv, const struct node_work *w, const char *what);

#endif
