/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Whether the kernel would commit decoders now (drivers/cxl/core/hdm.c, cxl_decoder_commit()):
 * those of a port or endpoint in ascending order, and not while the device is being sanitized.
 */
#ifndef CXL_REGION_ORDER_H
#define CXL_REGION_ORDER_H

#include "cxl/lib/region/state.h"

/* How many decoders of @port or endpoint are committed. -ENOENT: kernels before 6.7. */
int decoders_committed(const struct topo *t, const struct node *port, u64 *ret) MUST_CHECK;
/* Whether @port has a decoder for another region; true also where the kernel does not tell. */
bool decoder_next_is_free(const struct topo *t, const struct node *port);
/*
 * The first decoder of @port, a host bridge or switch, that is not committed though later ones are:
 * then, the kernel takes no region for the port. NULL: none, or not known.
 */
const struct node *decoder_hole(const struct topo *t, const struct node *port);
/*
 * The region that has the last decoder of @port behind such a hole: until it is destroyed, no
 * region can be created through the port. NULL: no region has one, or not known.
 */
const struct node *port_blocked_by(const struct topo *t, const struct node *port);
/*
 * A region that would block a port that @r goes through if @r was destroyed; NULL: none. Those that
 * are .removed do not count.
 */
const struct node *region_behind(const struct topo *t, const struct region_state *r);
/*
 * Whether @decoder of the enabled memory device @memdev would be committed as the next one. 0 also
 * where the kernel does not tell.
 */
int check_commit(const struct topo *t, const struct node *memdev, const struct node *decoder,
		 struct fail *why) MUST_CHECK;
/* The same for all decoders of the region, also those of the ports that it goes through. */
int check_commit_region(const struct topo *t, const struct region_state *r,
			struct fail *why) MUST_CHECK;

#endif
