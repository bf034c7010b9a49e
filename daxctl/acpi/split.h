/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ACPI tables in which the memory of one proximity domain is divided among several: SRAT and SLIT
 * (ACPI 6.5 5.2.16, 5.2.17) and NFIT (5.2.25). Tables are untrusted.
 */
#ifndef DAXCTL_ACPI_SPLIT_H
#define DAXCTL_ACPI_SPLIT_H

#include "util/fail.h"

/* Localities of a SLIT that are accepted, and written; Linux has at most 1024 nodes. */
#define ACPI_DOMAINS_MAX 1024
#define ACPI_TABLE_MAX (1U << 20) /* bytes of a table */

enum acpi_kind { ACPI_SRAT, ACPI_SLIT, ACPI_NFIT, ACPI_KINDS };

/* "SRAT" */
const char *acpi_name(enum acpi_kind kind);

struct acpi_table {
	u8 *data; /* owned; NULL: no table */
	size_t len;
};

/* What was done with one entry. */
struct acpi_change {
	enum acpi_kind kind;
	bool added;  /* else edited */
	bool region; /* a region of an NVDIMM, .id is that of the region; else a proximity domain */
	u32 id;
	u64 start, size; /* bytes; of a region, the offset in its range */
};

struct acpi_split {
	u32 domain;	 /* proximity domain to divide */
	u32 nodes;	 /* among how many, itself included: 2 to ACPI_DOMAINS_MAX */
	u32 first;	 /* the number of the first new one */
	u64 start, size; /* bytes, of its memory */
	struct acpi_table in[ACPI_KINDS]; /* as they were read */
	/* The NFIT is not there if it does not have the memory of the domain. */
	struct acpi_table out[ACPI_KINDS];
	struct acpi_change *changes; /* owned */
	size_t count;
};

/* Check the tables, and make the new ones with all checksums. Failures name the table. */
int acpi_split(struct acpi_split *s, struct fail *why) MUST_CHECK;
void acpi_split_done(struct acpi_split *s);

#define auto_acpi_split __attribute__((cleanup(acpi_split_done)))

#endif
