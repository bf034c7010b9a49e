/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The Coherent Device Attribute Table of a device or switch (CDAT specification 1.04, in the kernel
 * include/acpi/actbl1.h and drivers/cxl/core/cdat.c). Pure; the content may be anything.
 */
#ifndef CXL_WIRE_CDAT_H
#define CXL_WIRE_CDAT_H

#include "cxl/lib/wire/codec.h"

#define CDAT_HEADER_LEN 16
#define CDAT_MAX (1U << 20)	  /* bytes */
#define CDAT_RANGES_MAX 256	  /* handles are bytes */
#define CDAT_STRUCTURES_MAX 65535 /* the numbers of table entries are 16 bits (DOE table access) */

struct cdat {
	const u8 *data; /* borrowed */
	size_t len;
};

/* Latency and bandwidth; 0: no information. */
struct cdat_access {
	u64 read_latency, write_latency;     /* picoseconds */
	u64 read_bandwidth, write_bandwidth; /* MB/s */
};

/* A range of device physical addresses (DSMAS), with the latency and bandwidth of its memory. */
struct cdat_range {
	u8 handle, flags;
	u64 dpa, size; /* bytes */
	struct cdat_access access;
};

#define CDAT_NONVOLATILE 0x04 /* flags of a range */

/* Two ports of a switch (SSLBIS), with the latency and bandwidth between them. */
struct cdat_path {
	u16 from, to;
	struct cdat_access access;
};

#define CDAT_PORT_UPSTREAM 0x0100
#define CDAT_PORT_ANY 0xffff

/*
 * Add the fields of the header to the object @out, and an object for each structure to the array
 * @structures. What is not valid has a "problem". Returns the number of problems.
 */
u32 cdat_decode(const struct cdat *c, struct rec *out, struct rec *structures);
/* Write the ranges to @ret, in the order of the table, each handle once; returns their number. */
size_t cdat_ranges(const struct cdat *c, struct cdat_range ret[CDAT_RANGES_MAX]);
/* The same for the paths; those beyond @max are left out. */
size_t cdat_paths(const struct cdat *c, struct cdat_path *ret, size_t max);
/* In nanoseconds, rounded up, as by the kernel. */
u64 cdat_ps_to_ns(u64 ps);
/* Add the number of a port, "upstream" or "any". */
void cdat_add_port(struct rec *o, const char *key, u16 port);

#endif
