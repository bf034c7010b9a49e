/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Capacities in the replies of Identify Memory Device and Get Partition Info. */
#ifndef CXL_WIRE_IDENTIFY_H
#define CXL_WIRE_IDENTIFY_H

#include "util/base.h"

/* The fields of 4000h and 4100h that "cxl list -I" prints, in bytes. */
struct identify_info {
	u64 total_size, volatile_only_size, persistent_only_size, partition_alignment_size;
	u32 lsa_size;
};
struct partition_info {
	u64 active_volatile, active_persistent, next_volatile, next_persistent;
};
/* -EMSGSIZE if short, -ERANGE if a capacity exceeds 64 bits in bytes. */
int identify_decode(const void *buf, size_t len, struct identify_info *ret) MUST_CHECK;
int partition_decode(const void *buf, size_t len, struct partition_info *ret) MUST_CHECK;

#endif
