/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Content of the label storage area of persistent memory: two index blocks, then slots for labels
 * (CXL r3.2 9.13.2, UEFI 2.10 13.19; drivers/nvdimm/label.c). Pure; the content may be anything.
 */
#ifndef CXL_WIRE_LABEL_H
#define CXL_WIRE_LABEL_H

#include "cxl/lib/wire/codec.h"

#define LABEL_INDEX_BLOCKS 2

enum label_state {
	LABELS_EMPTY,	/* no index block was ever written */
	LABELS_VALID,	/* an index block is valid; see the number of problems for the rest */
	LABELS_INVALID, /* the kernel ignores the content: no index block is valid */
};

struct label_area {
	const u8 *data; /* borrowed */
	size_t size;
	enum label_state state;
	/* With LABELS_VALID: */
	u32 label_size, index_size; /* bytes of a label and of an index block */
	u32 slots;
	unsigned int current;			  /* the index block in effect */
	const char *problems[LABEL_INDEX_BLOCKS]; /* of the index blocks; NULL: none */
};

/* Find the index blocks as the kernel does. */
void label_area_parse(const u8 *data, size_t size, struct label_area *ret);
/*
 * Add to @out: state, sizes, number of slots, and the arrays index_blocks and labels (those in
 * use). Entries that are not valid have a "problem". Returns the number of problems.
 */
u32 label_area_decode(const struct label_area *a, struct rec *out);
/* Fletcher64 as in the labels: 32-bit little-endian words; a checksum field counts as 0. */
u64 label_checksum(const u8 *data, size_t len, size_t checksum_at);

#endif
