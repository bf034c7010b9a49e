/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Mailbox commands by name: risk, payloads, kernel interface and native alternative of each
 * (CXL r3.2 table 8-37 and 7.6.7). Pure.
 */
#ifndef CXL_WIRE_OPCODE_H
#define CXL_WIRE_OPCODE_H

#include "cxl/lib/wire/layout.h"
#include "util/risk.h"

/* Interface of the kernel that carries a command. */
enum route {
	ROUTE_NONE,
	ROUTE_IOCTL, /* typed command of /dev/cxl/memN */
	ROUTE_FWCTL, /* RPC of /dev/fwctl/fwctlN */
	ROUTE_EDAC,  /* attributes below /sys/bus/edac */
	ROUTE_SYSFS, /* other attributes of the memdev */
	ROUTE_RAW,   /* raw command of /dev/cxl/memN */
};

const char *route_name(enum route route); /* "ioctl" */

/* What Linux does with an opcode as a raw command, as long as raw_allow_all is off. */
enum raw_rule {
	RAW_ALLOWED,
	RAW_DENIED_OPCODE, /* conflicts with the driver's own use of the device */
	RAW_DENIED_SET,	   /* the whole command set, since it is about security */
};

enum native_kind {
	NATIVE_NONE,
	NATIVE_VERB,   /* a command of cxl */
	NATIVE_SYSFS,  /* an attribute of the memdev */
	NATIVE_EDAC,   /* an EDAC interface */
	NATIVE_DRIVER, /* the driver does it by itself */
	NATIVE_NDCTL,  /* commands of ndctl */
};

/* What to use instead of a raw command. */
struct opcode_native {
	enum native_kind kind;
	const char *name; /* "get-log", "security/sanitize" */
	const char *note; /* NULL: none */
};

struct opcode_desc {
	u16 opcode;
	u8 risk; /* enum risk, the highest the command may have */
	bool writes;
	bool background;   /* may run as a background operation */
	const char *name;  /* "get-health-info", unique */
	const char *alias; /* name of the verb that sends it; NULL: none */
	const char *title; /* "Get Health Info" */
	u8 kernel_id;	   /* CXL_MEM_COMMAND_ID_*; 0: no typed command */
	enum route route;
	enum raw_rule raw_rule;
	struct opcode_native native;
	const struct layout *in, *out; /* NULL: none, or not known */
	u16 min_in;		       /* shortest input when .in does not tell, in bytes */
	const char *never;	       /* why a shorter one must never be sent */
	struct bitfield never_zero;    /* nor one with a zero here; width 0: no such rule */
};

/* Every command known by name, by rising opcode; NULL past the end. */
const struct opcode_desc *opcode_at(size_t i);
const struct opcode_desc *opcode_find(u16 opcode);
/* By name or alias, in any case; NULL: none. */
const struct opcode_desc *opcode_named(const char *text);
/*
 * A name, an alias or a number: "0x4200" or "4200h", which need not be known. Decimal numbers are
 * rejected, since 4200 most likely means 0x4200.
 */
int opcode_parse(const char *text, u16 *ret, struct fail *why) MUST_CHECK;
/* "Logs"; "Vendor" from C0h on, "Unknown" for sets without a name. */
const char *opcode_set_name(u8 set);
/* RISK_DESTRUCTIVE when the opcode is not known. */
enum risk opcode_risk(u16 opcode);
enum raw_rule opcode_raw_rule(u16 opcode);
/* Kernel id of a typed command, 0: none; and back, 0: not known (RAW has no opcode of its own). */
u32 opcode_kernel_id(u16 opcode);
u16 opcode_by_kernel_id(u32 id);
/* "cxl get-log", "sysfs security/sanitize"; "" when there is neither an alternative nor a note. */
void opcode_native_text(const struct opcode_native *n, char *buf, size_t size);
/* Shortest input of a command, in bytes. */
size_t opcode_min_input(const struct opcode_desc *d);
/*
 * Whether an input can be sent: 0, or -EINVAL with the code "input_too_short" when no device
 * accepts it, or "never_sent" when it is known to crash some.
 */
int opcode_input_check(const struct opcode_desc *d, const void *in, size_t len,
		       struct fail *why) MUST_CHECK;

#endif
