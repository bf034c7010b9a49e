/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a root decoder allows, and why a region is possible or not, as a record. */
#ifndef CXL_REGION_EXPLAIN_H
#define CXL_REGION_EXPLAIN_H

#include "cxl/lib/region/layout.h"
#include "util/rec.h"
#include "util/strbuf.h"

/*
 * A command line that creates @r, with the size and granularity that @rq has. NULL: the defaults.
 */
void region_command(const struct region_layout *r, const struct region_request *rq, char *buf,
		    size_t size);
/*
 * Add the command that creates @region as it is, with tabs between its arguments. False: the region
 * is not complete, or cannot be read.
 */
bool region_create_command(const struct topo *t, const struct node *region, struct strbuf *ret);
/*
 * Add to the array @top: the window, its targets and memory devices, the interleave ways that are
 * possible, and the region that @rq describes, or why it is not possible. Returns whether it is.
 */
bool region_explain_request(const struct window *w, const struct candidate_list *l,
			    const struct region_request *rq, struct rec *top);

#define REGION_EXPLAIN_COLUMNS                                                                     \
	"decoder,type,possible,reason,command,other_command,interleave_ways,"                      \
	"interleave_granularity,size,max_size,max_available_extent,possible_ways,order,target,"    \
	"memdev,endpoint_decoder,available_size"

#endif
