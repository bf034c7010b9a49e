// SPDX-License-Identifier: LGPL-2.1-or-later
/* The kernel's taint mask (Documentation/admin-guide/tainted-kernels). */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/guard/taint.h"
#include "util/num.h"

#define TAINTED "sys/kernel/tainted"

/* clang-format off */
static const struct taint_bit bits[] = {
	{ 'P', "proprietary_module", false, "proprietary module loaded",
	  "loading a module" },
	{ 'F', "forced_module", false, "module force loaded",
	  "modprobe --force" },
	{ 'S', "out_of_spec", false, "processor or system out of specification",
	  "the kernel, because the hardware is out of specification" },
	{ 'R', "forced_unload", false, "module force unloaded",
	  "rmmod --force" },
	{ 'M', "machine_check", false, "machine check exception",
	  "the kernel, on a hardware failure" },
	{ 'B', "bad_page", false, "bad page",
	  "the kernel" },
	{ 'U', "user", false, "requested by user space",
	  "sysctl kernel.tainted; cxl send-command --raw" },
	{ 'D', "died", false, "kernel oops or BUG",
	  "the kernel" },
	{ 'A', "acpi_override", false, "ACPI table overridden",
	  "an overridden ACPI table" },
	{ 'W', "warning", false, "kernel warning",
	  "the kernel, see WARNING in its log" },
	{ 'C', "staging_driver", false, "staging driver loaded",
	  "loading a module" },
	{ 'I', "firmware_bug", true, "workaround for a platform firmware bug",
	  "the kernel, because of a platform firmware bug" },
	{ 'O', "out_of_tree_module", false, "out-of-tree module loaded",
	  "loading a module" },
	{ 'E', "unsigned_module", false, "unsigned module loaded",
	  "loading a module" },
	{ 'L', "soft_lockup", false, "soft lockup",
	  "the kernel" },
	{ 'K', "live_patch", true, "kernel live patched",
	  "loading a live patch" },
	{ 'X', "auxiliary", true, "defined by the distribution",
	  "the distribution" },
	{ 'T', "randstruct", true, "kernel built with randomized structure layout",
	  "kernel build" },
	{ 'N', "test", false, "in-kernel test run",
	  "loading a test module" },
	{ 'J', "fwctl", false, "mutating debug operation through fwctl",
	  "a write through fwctl, such as cxl set-feature" },
};
/* clang-format on */

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

int taint_check(const struct sysroot *root)
{
	return sys_check_write(root, TREE_PROC, TAINTED);
}

/* The kernel adds the bits that are written; it never clears one. */
int taint_set(const struct sysroot *root, u64 mask)
{
	char text[32];

	snprintf(text, sizeof(text), "%" PRIu64, mask);
	return sys_write(root, TREE_PROC, TAINTED, text);
}
