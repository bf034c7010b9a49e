// SPDX-License-Identifier: GPL-2.0-only
/*
 * The rules of "cxl check". To add one, add a row and a function. Rows are in the order in which
 * problems cause each other: a rule can name the finding of an earlier one as its cause.
 */
#include "cxl/check/check.h"

/* clang-format off */
static const struct check_rule rules[] = {
	{ "kernel-version", "the kernel is recent enough for the devices", check_kernel_age },
	{ "kernel-driver", "the drivers that the devices need are loaded", check_kernel_drivers },
	{ "acpi", "the firmware describes CXL: there is a root device", check_acpi },
	{ "window", "windows for CXL memory (CFMWS) have all their host bridges, and reach all devices", check_windows },
	{ "firmware-ram", "the firmware does not declare CXL memory as system RAM", check_firmware_ram },
	{ "link", "links run at the speed and width that both ends are capable of", check_links },
	{ "pci-driver", "PCI functions of CXL memory devices are bound to cxl_pci", check_pci_drivers },
	{ "pci-memdev", "PCI functions of CXL memory devices have a memory device", check_missing_memdevs },
	{ "media-ready", "the media of memory devices is ready", check_media },
	{ "serial", "serial numbers are unique", check_serials },
	{ "port", "ports and endpoints have their driver", check_ports },
	{ "memdev-driver", "memory devices have their driver and an endpoint", check_memdev_drivers },
	{ "decoder", "decoders that are in use belong to a region", check_decoders },
	{ "region", "regions are complete and enabled", check_regions },
	{ "soft-reserved", "memory that the firmware has reserved is in use", check_soft_reserved },
	{ "interleave-link", "regions interleave memory devices with equal links", check_interleave },
	{ "dax", "regions have DAX devices with a driver and a NUMA node", check_dax },
	{ "memory-block", "memory blocks of DAX devices are online", check_memory },
	{ "health", "devices report no problem", check_health },
	{ "alert", "warnings of devices come before critical values", check_alerts },
	{ "monitor", "events of devices are recorded", check_monitor },
	{ "udev-rule", "the configuration of DAX devices is applied", check_udev },
};
/* clang-format on */

const struct check_rule *check_rule_at(size_t i)
{
	return i < ARRAY_SIZE(rules) ? &rules[i] : NULL;
}
