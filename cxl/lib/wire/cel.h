/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Decoding the Command Effects Log: the commands that a device supports and their effects (CXL r3.2
 * 8.2.10.5.2.1). The functions accept a part of the log as well.
 */
#ifndef CXL_WIRE_CEL_H
#define CXL_WIRE_CEL_H

#include "cxl/lib/wire/effects.h"

#define CEL_ENTRY_LEN 4
/* Size of a log with every opcode once, in bytes. Longer logs are not read further. */
#define CEL_MAX_LEN (CEL_ENTRY_LEN << 16)

struct cel_entry {
	u16 opcode;
	u16 effects; /* EFFECT_... */
};

/* Entry @i, or -ENOENT past the last whole one. */
int cel_entry(const void *log, size_t len, size_t i, struct cel_entry *ret) MUST_CHECK;
/* The effects of @opcode; of duplicate entries, the union. -ENOENT: not listed. */
int cel_find(const void *log, size_t len, u16 opcode, u16 *effects) MUST_CHECK;

/* Irregularities of a log; zero, except .entries, for a valid log. */
struct cel_check {
	u32 entries;  /* whole ones, within CEL_MAX_LEN */
	u32 repeated; /* entries whose opcode was listed before */
	u32 reserved; /* entries with reserved effects */
	u8 tail;      /* bytes behind the last whole entry */
	bool cut;     /* longer than CEL_MAX_LEN */
};

void cel_check(const void *log, size_t len, struct cel_check *ret);

/* Add one entry to the object @out: opcode, name, command_set and effects. */
void cel_entry_record(const struct cel_entry *e, struct rec *out);

#endif
