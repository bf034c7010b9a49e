/* SPDX-License-Identifier: GPL-2.0-only */
/* What reserve-dpa and free-dpa share. */
#ifndef CXL_DPA_ARGS_H
#define CXL_DPA_ARGS_H

#include "cxl/driver-args.h"
#include "cxl/lib/region/dpa.h"
#include "cxl/memdev-args.h"

struct dpa_args {
	struct memdev_args memdev;
	const char *decoder, *type, *size;
	bool force;
};

extern const char *const dpa_types[];

#define DPA_OPTS                                                                                   \
	OPT_STR_ROW('d', "decoder", struct dpa_args, decoder, "decoder",                           \
		    "endpoint decoder, by name or by its number behind the dot"),                  \
		OPT_ENUM_ROW('t', "type", struct dpa_args, type, "ram|pmem|volatile", dpa_types,   \
			     "type of the memory; by default ram to reserve, any to release"),     \
		OPT_BOOL_ROW('f', "force", struct dpa_args, force,                                 \
			     "try it although the decoder is out of sequence")

/* Reserve or release (!@reserve) on each target. Returns the exit status. */
int dpa_args_run(struct inv *inv, bool reserve);

#define DPA_COLUMNS "memdev,serial,decoder," DRIVER_COLUMNS

#endif
