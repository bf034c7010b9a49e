/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Mailbox commands by name: what each does, how dangerous it is, what it takes and answers, and
 * what should be used instead of sending it by hand (CXL 3.2 table 8-37 and 7.6.7). Pure.
 */
#ifndef CXL_WIRE_OPCODE_H
#define CXL_WIRE_OPCODE_H

#include "cxl/lib/wire/layout.h"

/* Numbers as in the gate's risk levels. */
enum op_risk {
	OP_READ,
	OP_READ_EFFECTS, /* reads, with side effects */
	OP_SETTING,	 /* can be changed back */
	OP_SERVICE,	 /* affects service, or loses records */
	OP_DESTRUCTIVE,	 /* or nobody here knows what it does */
};

struct opcode_desc {
	u16 opcode;
	u8 risk; /* enum op_risk */
	bool writes;
	bool background;   /* may go on after it was answered */
	const char *name;  /* "get-health-info", unique */
	const char *alias; /* the short name of a verb that sends it; NULL: none */
	const char *title; /* "Get Health Info" */
	/*
	 * The way it should be done: a verb ("cxl ..."), or an interface of the kernel, with the
	 * reason when there is nothing to be used. NULL: sending it is the only way.
	 */
	const char *native;
	const struct layout *in, *out; /* NULL: none, or not known */
	u16 min_in;		       /* shortest input when .in does not tell */
	const char *never;	       /* why a shorter one must not be sent, ever */
	struct bitfield never_zero;    /* nor one with a zero here; width 0: no such rule */
};

/* Every command known by name, by rising opcode; NULL past the end. */
const struct opcode_desc *opcode_at(size_t i);
const struct opcode_desc *opcode_find(u16 opcode);
/* By name or alias, in any case; NULL: none. */
const struct opcode_desc *opcode_named(const char *text);
/*
 * A name, an alias or a number: "0x4200" or "4200h", which need not be known. Decimal is
 * refused, because nobody who types 4200 means 1068h.
 */
int opcode_parse(const char *text, u16 *ret, struct fail *why) MUST_CHECK;
/* "Logs"; "Vendor" from C0h on, "Unknown" for what no one has given a name. */
const char *opcode_set_name(u8 set);
/* OP_DESTRUCTIVE when the opcode is not known. */
enum op_risk opcode_risk(u16 opcode);
/* Bytes that an input has at least. */
size_t opcode_min_input(const struct opcode_desc *d);
/*
 * Whether an input can be sent: 0, or -EINVAL with the code "input_too_short" when no device
 * would take it, or "never_sent" when it is known to bring some down.
 */
int opcode_input_check(const struct opcode_desc *d, const void *in, size_t len,
		       struct fail *why) MUST_CHECK;

/* What Linux says to an opcode on its raw path, as long as debugfs raw_allow_all is off. */
enum raw_rule {
	RAW_PASSES,
	RAW_REFUSED_OPCODE, /* because it would work against the kernel's own use */
	RAW_REFUSED_SET,    /* the whole command set, because it is about security */
};

enum raw_rule opcode_raw_rule(u16 opcode);

#endif
