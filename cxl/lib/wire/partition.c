// SPDX-License-Identifier: LGPL-2.1-or-later
/* Partitioning of the capacity of a device. */
#include <string.h>

#include "cxl/lib/wire/partition.h"
#include "util/num.h"

#define UNIT (256ULL << 20) /* of capacities in the payloads */

static int too_large(u64 size, u64 alignment, u64 avail, struct fail *why)
{
	char text[SIZE_EXACT_MAX], aligned[SIZE_EXACT_MAX] = "", limit[SIZE_EXACT_MAX];

	size_exact(size, text, sizeof(text));
	size_exact(avail, limit, sizeof(limit));
	if (alignment)
		size_exact(alignment, aligned, sizeof(aligned));
	return fail_set(why, -EINVAL, "too_large", NULL,
			"size %s%s%s%s exceeds the capacity that can be partitioned, %s", text,
			alignment ? ", aligned to " : "", aligned, alignment ? "," : "", limit);
}

static int not_aligned(u64 size, u64 volatile_size, u64 alignment, struct fail *why)
{
	char text[SIZE_EXACT_MAX], part[SIZE_EXACT_MAX], aligned[SIZE_EXACT_MAX];

	size_exact(size, text, sizeof(text));
	size_exact(volatile_size, part, sizeof(part));
	size_exact(alignment, aligned, sizeof(aligned));
	return fail_set(why, -EINVAL, "not_aligned", "--align increases the size as required",
			"size %s: the volatile capacity would be %s, which is not a multiple of %s",
			text, part, aligned);
}

/* What is neither volatile nor persistent for good. */
static int available(const struct partition_limits *l, u64 *ret, struct fail *why)
{
	u64 fixed;

	if (!l->alignment)
		return fail_unsupported(why, "no_partitions", "see 'cxl identify'",
					"the device has no capacity that can be partitioned");
	if (__builtin_add_overflow(l->volatile_only, l->persistent_only, &fixed) ||
	    fixed > l->total || l->alignment % UNIT)
		return fail_set(why, -EBADMSG, "invalid_reply", "see 'cxl identify'",
				"invalid capacities in the response of the device");
	*ret = l->total - fixed;
	return 0;
}

int partition_plan(const struct partition_limits *l, const struct partition_request *rq,
		   struct partition_plan *ret, struct fail *why)
{
	u64 avail = 0, size, rest;
	int rc = available(l, &avail, why);

	if (rc < 0)
		return rc;
	size = rq->all ? avail : rq->size;
	if (size > avail)
		return too_large(size, 0, avail, why);
	/* The volatile part has to be aligned; what remains is persistent. */
	rest = (rq->persistent ? avail - size : size) % l->alignment;
	if (rest && !rq->align && !rq->all)
		return not_aligned(size, rq->persistent ? avail - size : size, l->alignment, why);
	if (rq->persistent)
		size = avail - size - rest;
	else if (rq->all || !rest)
		size -= rest;
	else if (avail - size < l->alignment - rest)
		return too_large(size, l->alignment, avail, why);
	else
		size += l->alignment - rest;
	*ret = (struct partition_plan){ size, l->volatile_only };
	return 0;
}

void partition_encode(const struct partition_plan *p, u8 input[PARTITION_INPUT_SIZE])
{
	memset(input, 0, PARTITION_INPUT_SIZE);
	put_le(input, 8, p->volatile_size / UNIT);
}

u64 partition_next_volatile(const u8 reply[PARTITION_REPLY_SIZE])
{
	/* Without a pending change, both capacities after the next reset are 0. */
	const bool pending = get_le(reply + 16, 8) || get_le(reply + 24, 8);
	u64 size;

	return __builtin_mul_overflow(get_le(reply + (pending ? 16 : 0), 8), UNIT, &size)
		       ? UINT64_MAX
		       : size;
}

bool partition_matches(const u8 reply[PARTITION_REPLY_SIZE], const struct partition_plan *p)
{
	const u64 wanted = p->volatile_only + p->volatile_size;

	return partition_next_volatile(reply) == wanted - wanted % UNIT;
}
