// SPDX-License-Identifier: LGPL-2.1-or-later
/* Buses: the roots of the topology. */
#include "cxl/lib/topo/topo.h"

const char *bus_provider(const struct node *bus)
{
	if (bus->host && str_eq(bus->host, "ACPI0017:00"))
		return "ACPI.CXL";
	if (bus->host && str_eq(bus->host, "cxl_acpi.0"))
		return "cxl_test";
	return bus->name;
}
