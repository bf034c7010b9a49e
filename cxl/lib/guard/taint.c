// SPDX-License-Identifier: LGPL-2.1-or-later
/* The kernel's taint mask (Documentation/admin-guide/tainted-kernels). */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/guard/taint.h"
#include "util/num.h"

#define TAINTED "sys/kernel/tainted"

static const struct taint_bit bits[] = {
	{ 'P', "proprietary_module", "proprietary module loaded" },
	{ 'F', "forced_module", "module force loaded" },
	{ 'S', "out_of_spec", "processor or system out of specification" },
	{ 'R', "forced_unload", "module force unloaded" },
	{ 'M', "machine_check", "machine check exception" },
	{ 'B', "bad_page", "bad page" },
	{ 'U', "user", "requested by user space" },
	{ 'D', "died", "kernel oops or BUG" },
	{ 'A', "acpi_override", "ACPI table overridden" },
	{ 'W', "warning", "kernel warning" },
	{ 'C', "staging_driver", "staging driver loaded" },
	{ 'I', "firmware_bug", "workaround for a platform firmware bug" },
	{ 'O', "out_of_tree_module", "out-of-tree module loaded" },
	{ 'E', "unsigned_module", "unsigned module loaded" },
	{ 'L', "soft_lockup", "soft lockup" },
	{ 'K', "live_patch", "kernel live patched" },
	{ 'X', "auxiliary", "defined by the distribution" },
	{ 'T', "randstruct", "kernel built with randomized structure layout" },
	{ 'N', "test", "in-kernel test run" },
	{ 'J', "fwctl", "mutating debug operation through fwctl" },
};

const struct taint_bit *taint_bit_at(unsigned int bit)
{
	return bit < ARRAY_SIZE(bits) ? &bits[bit] : NULL;
}

void taint_letters(u64 mask, char *buf, size_t size)
{
	unsigned int bit;
	size_t n = 0;

	for (bit = 0; bit < 64 && n + 1 < size; bit++)
		if (mask & BIT(bit))
			buf[n++] = bit < ARRAY_SIZE(bits) ? bits[bit].letter : '?';
	buf[n] = '\0';
}

int taint_read(const struct sysroot *root, u64 *ret)
{
	char buf[32];
	int rc = sys_read(root, TREE_PROC, TAINTED, buf, sizeof(buf));

	if (rc < 0)
		return rc;
	return num_u64(buf, 10, ret) < 0 ? -EBADMSG : 0;
}

/* The kernel adds the bits that are written; it never clears one. */
int taint_set(const struct sysroot *root, u64 mask, u64 *ret)
{
	char text[32];
	u64 now;
	int rc;

	snprintf(text, sizeof(text), "%" PRIu64, mask);
	rc = sys_write(root, TREE_PROC, TAINTED, text);
	if (rc == 0)
		rc = taint_read(root, &now);
	if (rc < 0)
		return rc;
	*ret = now;
	return (now & mask) == mask ? 0 : -EIO;
}
