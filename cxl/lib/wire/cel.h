/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The Command Effects Log as bytes: which commands a device implements, and what each does (CXL
 * 3.2 8.2.10.5.2.1). The log may come in pieces; each function takes a piece as well.
 */
#ifndef CXL_WIRE_CEL_H
#define CXL_WIRE_CEL_H

#include "cxl/lib/wire/effects.h"

#define CEL_ENTRY_LEN 4
/* Every opcode once. What a device claims beyond that is neither read nor believed. */
#define CEL_MAX_LEN (CEL_ENTRY_LEN << 16)

struct cel_entry {
	u16 opcode;
	u16 effects; /* EFFECT_... */
};

/* Entry @i, or -ENOENT past the last whole one. */
int cel_entry(const void *log, size_t len, size_t i, struct cel_entry *ret) MUST_CHECK;
/*
 * The effects of @opcode, all of them when it is listed several times (then no entry can hide
 * what another says). -ENOENT: not listed, so the device does not have it.
 */
int cel_find(const void *log, size_t len, u16 opcode, u16 *effects) MUST_CHECK;

/* What is odd about a log; all zero but .entries for one that is as it should be. */
struct cel_check {
	u32 entries;  /* whole ones, within CEL_MAX_LEN */
	u32 repeated; /* entries whose opcode was listed before */
	u32 reserved; /* entries with effects that have no meaning yet */
	u8 tail;      /* bytes behind the last whole entry */
	bool cut;     /* there was more than CEL_MAX_LEN */
};

void cel_check(const void *log, size_t len, struct cel_check *ret);

/* One entry into the object @out: opcode, name, command_set and effects. */
void cel_entry_record(const struct cel_entry *e, struct rec *out);

#endif
