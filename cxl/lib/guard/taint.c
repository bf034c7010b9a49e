// SPDX-License-Identifier: LGPL-2.1-or-later
/* The kernel's taint mask (Documentation/admin-guide/tainted-kernels). */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/guard/taint.h"
#include "util/num.h"

#define TAINTED "sys/kernel/tainted"

static const struct taint_bit bits[] = {
	{ 'P', "proprietary_module", "a proprietary module was loaded" },
	{ 'F', "forced_module", "a module was loaded by force" },
	{ 'S', "out_of_spec", "the processor or system is out of specification" },
	{ 'R', "forced_unload", "a module was unloaded by force" },
	{ 'M', "machine_check", "the processor reported a machine check" },
	{ 'B', "bad_page", "a bad page was seen" },
	{ 'U', "user", "user space asked for it" },
	{ 'D', "died", "the kernel died: an oops or BUG" },
	{ 'A', "acpi_override", "an ACPI table was overridden" },
	{ 'W', "warning", "the kernel issued a warning" },
	{ 'C', "staging_driver", "a staging driver was loaded" },
	{ 'I', "firmware_bug", "a bug in the platform firmware is worked around" },
	{ 'O', "out_of_tree_module", "a module from outside the kernel tree was loaded" },
	{ 'E', "unsigned_module", "an unsigned module was loaded" },
	{ 'L', "soft_lockup", "a soft lockup occurred" },
	{ 'K', "live_patch", "the kernel was live patched" },
	{ 'X', "auxiliary", "the distribution's own reason" },
	{ 'T', "randstruct", "built with randomised structure layout" },
	{ 'N', "test", "an in-kernel test was run" },
	{ 'J', "fwctl", "fwctl was used to change a device" },
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

/* The kernel adds what is written to what it has; nothing takes a bit away again. */
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
