/* SPDX-License-Identifier: GPL-2.0-only */
/* Options and behaviour that ndctl v85's commands for memory devices share. */
#ifndef CXL_MEMDEV_ARGS_H
#define CXL_MEMDEV_ARGS_H

#include "cxl/filter-args.h"
#include "cxl/list/list.h"

/* The argument struct of such a command starts with this. */
struct memdev_args {
	struct common_args common;
	const char *bus;
	bool serial;
};

/* Rows for these options. */
#define MEMDEV_OPTS                                                                                \
	OPT_STR_ROW('b', "bus", struct memdev_args, bus, "bus name",                               \
		    "limit to memory devices of this bus"),                                        \
		OPT_BOOL_ROW('v', "verbose", struct memdev_args, common.debug,                     \
			     "print debug messages"),                                              \
		OPT_BOOL_ROW('S', "serial", struct memdev_args, serial,                            \
			     "the memory devices are given by serial number")

/*
 * Scan at least @scope, and find the targets that the arguments and these options select. Returns
 * EXIT_DONE, or the exit status after an error that was reported.
 */
int memdev_args_targets(struct inv *inv, struct topo *t, enum topo_scope scope,
			struct targets *ret) MUST_CHECK;
/* Whether @m is a target as one of "all" only: it may be left out without an error. */
bool memdev_args_by_all(const struct inv *inv, const struct memdev *m) MUST_CHECK;
/* After a check of each target: if one has failed, none remains, so that none is changed. */
void memdev_args_require_all(struct inv *inv, struct targets *targets);
/*
 * Print "@what N mem" or "@what N mems" on standard error, for inv->done, and @result if a format
 * or a dry run was requested. Returns the exit status.
 */
int memdev_args_finish(struct inv *inv, const char *what, const struct rec *result) MUST_CHECK;
/*
 * The same for commands of ndctl that list the devices: if nothing was requested, it prints the
 * records of "cxl list" for @changed, with those of @section.
 */
int memdev_args_finish_list(struct inv *inv, const char *what, const struct rec *result,
			    const struct targets *changed, enum list_flag section) MUST_CHECK;

#endif
