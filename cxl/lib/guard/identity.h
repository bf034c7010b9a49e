/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What identifies a device, read from sysfs on every call, or asked by messages: the gate compares
 * two readings.
 */
#ifndef CXL_GUARD_IDENTITY_H
#define CXL_GUARD_IDENTITY_H

#include "cxl/lib/ctx/ctx.h"

struct device_identity {
	bool serial_known, pci_known, firmware_known;
	u64 serial;
	char serial_text[32]; /* as sysfs prints it: "0xa0"; "" when unknown */
	/* PCI function or parent device, or address: "0000:0d:00.0"; "" when unknown */
	char host[64];
	u32 vendor, device; /* PCI IDs of the host */
	char firmware[65];  /* firmware_version, printable ASCII */
};

/*
 * @name: a memory device, the address of a PCI function, in full, or that of a component that was
 * found, see mailbox/component-info.h.
 */
void device_identity_read(const struct cxl_ctx *ctx, const char *name, struct device_identity *ret);

#endif
