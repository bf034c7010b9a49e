// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Identify Memory Device, 4000h, and Get Partition Info, 4100h: capacities in bytes
 * (CXL r3.2 8.2.10.9.1.1 and 8.2.10.9.2.1).
 */
#include "cxl/lib/wire/identify.h"
#include "cxl/lib/wire/codec.h"

#define IDENTIFY_LEN 0x43 /* of CXL 2.0; later versions append */
#define PARTITION_LEN 0x20

/* Capacity at @off in bytes, which may exceed 64 bits. */
static bool capacity(const u8 *buf, size_t off, u64 *ret)
{
	return !__builtin_mul_overflow(get_le(buf + off, 8), CAPACITY_UNIT, ret);
}

int identify_decode(const void *buf, size_t len, struct identify_info *ret)
{
	struct identify_info info;

	if (len < IDENTIFY_LEN)
		return -EMSGSIZE;
	if (!capacity(buf, 0x10, &info.total_size) ||
	    !capacity(buf, 0x18, &info.volatile_only_size) ||
	    !capacity(buf, 0x20, &info.persistent_only_size) ||
	    !capacity(buf, 0x28, &info.partition_alignment_size))
		return -ERANGE;
	info.lsa_size = (u32)get_le((const u8 *)buf + 0x38, 4);
	*ret = info;
	return 0;
}

int partition_decode(const void *buf, size_t len, struct partition_info *ret)
{
	struct partition_info info;

	if (len < PARTITION_LEN)
		return -EMSGSIZE;
	if (!capacity(buf, 0x00, &info.active_volatile) ||
	    !capacity(buf, 0x08, &info.active_persistent) ||
	    !capacity(buf, 0x10, &info.next_volatile) ||
	    !capacity(buf, 0x18, &info.next_persistent))
		return -ERANGE;
	*ret = info;
	return 0;
}
