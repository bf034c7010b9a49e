/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a decoder refers to: its region and the dports it decodes to. */
#ifndef CXL_TOPO_DECODER_H
#define CXL_TOPO_DECODER_H

#include "cxl/lib/topo/topo.h"

#define DECODER_TARGETS_MAX 256

struct decoder_target {
	u32 id; /* of the dport */
	u32 position;
};

/* In the order of their positions. A dport that was removed leaves no target. */
struct decoder_targets {
	size_t count;
	struct decoder_target at[DECODER_TARGETS_MAX];
};

/*
 * Parse the attribute target_list, "0,3" (decimal, at most 32 bits: struct cxl_dport.port_id). It
 * can be shorter than the interleave ways. What is no number leaves its position without a target.
 * @text is modified.
 */
int decoder_parse_targets(char *text, struct decoder_targets *ret);

/* The region that a switch or endpoint decoder is part of, or NULL. */
struct node *decoder_region(const struct topo *t, const struct node *decoder);

#endif
