/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a decoder refers to: its region and the dports it decodes to. */
#ifndef CXL_TOPO_DECODER_H
#define CXL_TOPO_DECODER_H

#include "cxl/lib/topo/topo.h"

#define DECODER_TARGETS_MAX 256

/* Dport ids by position in the interleave set. */
struct decoder_targets {
	size_t count;
	u64 ids[DECODER_TARGETS_MAX];
};

/* Parse the attribute target_list, "0,3". Invalid numbers are left out. @text is modified. */
void decoder_parse_targets(char *text, struct decoder_targets *ret);

/* The region that a switch or endpoint decoder is part of, or NULL. */
struct node *decoder_region(const struct topo *t, const struct node *decoder);

#endif
