/* SPDX-License-Identifier: GPL-2.0-only */
/* The filters --bus and --decoder of commands that change devices. */
#ifndef CXL_FILTER_ARGS_H
#define CXL_FILTER_ARGS_H

#include "cxl/common.h"

/* Whether "all" is one of the words of the arguments. */
bool filter_args_all(const struct inv *inv) MUST_CHECK;
/* Whether @m is a target as one of "all" only, and no word names it. @prefix: of each word. */
bool filter_args_by_all(const struct inv *inv, const struct memdev *m,
			const char *prefix) MUST_CHECK;
/*
 * Whether there is a bus, and a root decoder, that these filters (NULL: none) select. If not, it is
 * reported: as an error or, if the targets are "all", as a warning, since a filter that selects
 * nothing is success, as in ndctl.
 */
bool filter_args_check(struct inv *inv, const struct topo *t, const char *bus,
		       const char *decoder) MUST_CHECK;

#endif
