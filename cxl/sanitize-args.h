/* SPDX-License-Identifier: GPL-2.0-only */
/* What sanitize-memdev and erase-memdev share. */
#ifndef CXL_SANITIZE_ARGS_H
#define CXL_SANITIZE_ARGS_H

#include "cxl/common.h"
#include "cxl/lib/sanitize/sanitize.h"

struct sanitize_args {
	struct common_args common;
	const char *confirm;
	bool wait;
};

#define SANITIZE_OPTS                                                                              \
	OPT_BOOL_ROW('w', "wait", struct sanitize_args, wait,                                      \
		     "wait until the device has finished"),                                        \
		OPT_STR_ROW(0, "confirm", struct sanitize_args, confirm, "serial@bdf",             \
			    "confirm with the serial number and PCI address of the device")
#define SANITIZE_COLUMNS                                                                           \
	"memdev,serial,dry_run,changed,verdict,confirm,security_state,step,path,value"

int sanitize_args_run(struct inv *inv, const struct sanitize_method *method);

#endif
