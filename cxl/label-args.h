/* SPDX-License-Identifier: GPL-2.0-only */
/* Options and targets that the commands for labels share. */
#ifndef CXL_LABEL_ARGS_H
#define CXL_LABEL_ARGS_H

#include "cxl/change.h"
#include "cxl/lib/label/label.h"
#include "cxl/memdev-args.h"

/* The argument struct of such a command starts with this. */
struct label_args {
	struct memdev_args memdev;
	int size, offset;
};

#define LABEL_COLUMNS "memdev,serial,offset,size," CHANGE_COLUMNS ",written_bytes,verified"

/* Rows for these options. */
#define LABEL_OPTS                                                                                 \
	{ 's',	   "size",                                                                         \
	  OPT_INT, offsetof(struct label_args, size),                                              \
	  "n",	   "number of bytes, 0 up to the end of the label storage area",                   \
	  NULL },                                                                                  \
	{                                                                                          \
		'O', "offset", OPT_INT, offsetof(struct label_args, offset), "n",                  \
			"offset in the label storage area in bytes", NULL                          \
	}

/* Scan, then as memdev_args_targets(); of "all", the devices that have a label storage area. */
int label_args_targets(struct inv *inv, struct topo *t, struct targets *ret) MUST_CHECK;
/* Check the options. Returns EXIT_DONE or the exit status. */
int label_args_check(struct inv *inv) MUST_CHECK;
/* What the options select; the size is 0 if it is not given. */
struct label_range label_args_range(const struct inv *inv);
/* Add a result to @top. @why: of a dry run, or NULL. */
void label_args_show(const struct memdev *m, const struct label_range *range,
		     const struct label_result *r, const struct fail *why, struct rec *top);
/* Write @data, or zeros if it is NULL, to @range of @m, and add the result to @top. */
void label_args_write(struct inv *inv, const struct memdev *m, struct label_range range,
		      const u8 *data, struct rec *top);

#endif
