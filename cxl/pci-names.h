/* SPDX-License-Identifier: GPL-2.0-only */
/* Names of PCI vendors and devices, as lspci(8) prints them. */
#ifndef CXL_PCI_NAMES_H
#define CXL_PCI_NAMES_H

#include "util/rec.h"

/*
 * Add "vendor_name" and "device_name" to @o: from the database of libpci on this system, also for
 * the functions of a dump. Those that it does not have are left out, and both without libpci.
 */
void pci_add_names(u16 vendor, u16 device, struct rec *o);

#endif
