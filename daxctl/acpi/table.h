/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Layout of ACPI tables (ACPI 6.5 5.2.6, 5.2.16, 5.2.17, 5.2.25), and the check of untrusted ones.
 */
#ifndef DAXCTL_ACPI_TABLE_H
#define DAXCTL_ACPI_TABLE_H

#include "daxctl/acpi/split.h"

/* Offsets and lengths in bytes. */
#define ACPI_LENGTH 4
#define ACPI_CHECKSUM 9
#define ACPI_OEM_REVISION 24
#define ACPI_SLIT_COUNT 36
#define ACPI_SLIT_HEADER 44

#define SRAT_MEMORY 1
#define SRAT_MEMORY_LEN 40
#define SRAT_MEMORY_DOMAIN 2
#define SRAT_MEMORY_BASE 8
#define SRAT_MEMORY_SIZE 16
#define SRAT_MEMORY_FLAGS 28

#define NFIT_RANGE 0
#define NFIT_RANGE_INDEX 4
#define NFIT_RANGE_DOMAIN 12
#define NFIT_RANGE_TYPE 16
#define NFIT_RANGE_BASE 32
#define NFIT_RANGE_SIZE 40

#define NFIT_MAP 1
#define NFIT_MAP_REGION 10
#define NFIT_MAP_RANGE 12
#define NFIT_MAP_SIZE 16
#define NFIT_MAP_OFFSET 24

/*
 * Check signature, length, checksum and all entries; what follows the table in the file is cut off.
 * Nothing below accesses bytes outside a table that was checked.
 */
int acpi_check(enum acpi_kind kind, struct acpi_table *t, struct fail *why) MUST_CHECK;

/* Bytes before the first entry. */
size_t acpi_header_len(enum acpi_kind kind) MUST_CHECK;

/* An entry of a SRAT or NFIT. */
struct acpi_entry {
	const u8 *at; /* NULL: before the first */
	size_t len;
	u32 type;
};

/* The next entry; false: there is none, and @e is before the first again. */
bool acpi_next(enum acpi_kind kind, const struct acpi_table *t, struct acpi_entry *e) MUST_CHECK;
/* The proximity domain of an entry of a SRAT. False: it has none that is known. */
bool srat_domain(const struct acpi_entry *e, u32 *ret) MUST_CHECK;
/* Number of localities. */
u32 slit_count(const struct acpi_table *t) MUST_CHECK;
/* Set length, OEM revision (the next one) and checksum. */
void acpi_finish(struct acpi_table *t);

#endif
