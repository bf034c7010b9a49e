/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Mailbox commands by name: risk, payloads, kernel interface and native alternative of each
 * (CXL r3.2 table 8-37 and 7.6.7). Pure.
 */
#ifndef CXL_WIRE_OPCODE_H
#define CXL_WIRE_OPCODE_H

#include "cxl/lib/wire/layout.h"
#include "util/risk.h"

/* Opcodes used by name. */
enum opcode {
	OP_IDENTIFY_COMPONENT = 0x0001,
	OP_GET_FW_INFO = 0x0200,
	OP_TRANSFER_FW = 0x0201,
	OP_ACTIVATE_FW = 0x0202,
	OP_GET_TIMESTAMP = 0x0300,
	OP_GET_SUPPORTED_LOGS = 0x0400,
	OP_GET_LOG = 0x0401,
	OP_GET_LOG_CAPS = 0x0402,
	OP_CLEAR_LOG = 0x0403,
	OP_GET_LOGS_SUB_LIST = 0x0405,
	OP_GET_SUPPORTED_FEATURES = 0x0500,
	OP_GET_FEATURE = 0x0501,
	OP_SET_FEATURE = 0x0502,
	OP_PERFORM_MAINTENANCE = 0x0600,
	OP_IDENTIFY = 0x4000,
	OP_GET_PARTITION_INFO = 0x4100,
	OP_SET_PARTITION_INFO = 0x4101,
	OP_GET_LSA = 0x4102,
	OP_SET_LSA = 0x4103,
	OP_GET_HEALTH_INFO = 0x4200,
	OP_GET_ALERT_CONFIG = 0x4201,
	OP_SET_ALERT_CONFIG = 0x4202,
	OP_GET_SHUTDOWN_STATE = 0x4203,
	OP_SET_SHUTDOWN_STATE = 0x4204,
	OP_GET_POISON_LIST = 0x4300,
	OP_INJECT_POISON = 0x4301,
	OP_CLEAR_POISON = 0x4302,
	OP_GET_SCAN_MEDIA_CAPS = 0x4303,
	OP_SANITIZE = 0x4400,
	OP_SECURE_ERASE = 0x4401,
	OP_IDENTIFY_SWITCH = 0x5100,
	OP_GET_PORT_STATE = 0x5101,
	OP_PPB_CONFIG_REQUEST = 0x5103,
	OP_GET_VCS_INFO = 0x5200,
	OP_TUNNEL = 0x5300,
	OP_GET_LD_INFO = 0x5400,
	OP_GET_LD_ALLOCATIONS = 0x5401,
	OP_GET_MULTI_HEADED_INFO = 0x5500,
	OP_GET_HEAD_INFO = 0x5501,
	OP_GET_DCD_INFO = 0x5600,
	OP_GET_HOST_EXTENTS = 0x5603,
	OP_LD_CONFIG_REQUEST = 0x5301,
	OP_LD_MEMORY_REQUEST = 0x5302,
	OP_FABRIC_CRAWL_OUT = 0x5701,
	OP_PROXY_GFD = 0x5809,
};

/* Interface of the kernel that carries a command. */
enum route {
	ROUTE_NONE,
	ROUTE_IOCTL, /* typed command of /dev/cxl/memN */
	ROUTE_FWCTL, /* RPC of /dev/fwctl/fwctlN */
	ROUTE_EDAC,  /* attributes below /sys/bus/edac */
	ROUTE_SYSFS, /* other attributes of the memdev */
	ROUTE_RAW,   /* raw command of /dev/cxl/memN */
	ROUTE_MCTP,  /* message to a component that is no device of this host */
};

/* Configuration that provides a route, with the first version that has it. */
#define NEEDS_FWCTL "CONFIG_CXL_FEATURES (Linux 6.15)"
#define NEEDS_EDAC "CONFIG_CXL_EDAC_MEM_FEATURES (Linux 6.16)"

const char *route_name(enum route route); /* "ioctl" */

/* Rule of Linux for an opcode as a raw command, unless raw_allow_all is set. */
enum raw_rule {
	RAW_ALLOWED,
	RAW_DENIED_OPCODE, /* conflicts with the driver's own use of the device */
	RAW_DENIED_SET,	   /* the whole command set, since it is about security */
};

enum native_kind {
	NATIVE_NONE,
	NATIVE_VERB,	/* a command of cxl */
	NATIVE_SYSFS,	/* an attribute of the memdev */
	NATIVE_DEBUGFS, /* a file of the memdev in debugfs */
	NATIVE_DRIVER,	/* done by the driver */
	NATIVE_NDCTL,	/* commands of ndctl */
};

/* Alternative to a raw command. */
struct opcode_native {
	enum native_kind kind;
	const char *name; /* "get-log", "security/sanitize" */
	const char *note; /* NULL: none */
};

/*
 * Input that Linux rejects with EBUSY whatever the state of the device
 * (cxl_payload_from_user_allowed() in drivers/cxl/core/mbox.c), as typed and as raw command.
 */
struct kernel_rule {
	struct bitfield zero;  /* is not zero; width 0: no such rule */
	const char *uuid_text; /* does not start with this UUID; NULL: no such rule */
	const char *text;      /* "the kernel permits ... only" */
};

struct opcode_desc {
	u16 opcode;
	u8 risk; /* enum risk, the highest of all inputs */
	bool writes;
	bool background;   /* may run as a background operation */
	const char *name;  /* "get-health-info", unique */
	const char *alias; /* name of the verb that sends it; NULL: none */
	const char *title; /* "Get Health Info" */
	u8 kernel_id;	   /* CXL_MEM_COMMAND_ID_*; 0: no typed command */
	enum route route;
	const char *attr;  /* ROUTE_SYSFS: attribute of the memdev, "security/state" */
	const char *needs; /* version or option of Linux that has the route; NULL: any */
	enum raw_rule raw_rule;
	struct opcode_native native;
	const struct layout *in, *out; /* NULL: none, or not known */
	bool no_input;		       /* .in is NULL because there is none */
	u16 min_in;		       /* minimum input size in bytes, if .in does not have it */
	struct bitfield never_zero;    /* an input with zero here is never sent; width 0: none */
	const char *never;	       /* the reason */
	bool secret_in, secret_out;    /* never printed, nor recorded */
	struct kernel_rule kernel_rule;
};

/* Command @i in ascending order of opcodes; NULL past the end. */
const struct opcode_desc *opcode_at(size_t i);
const struct opcode_desc *opcode_find(u16 opcode);
/* Find by name or alias, in either case; NULL: none. */
const struct opcode_desc *opcode_named(const char *text);
/*
 * Parse a name, an alias or a number such as "0x4200" or "4200h", known or not. Decimal numbers are
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
 * Check the size of an input: 0, or -EINVAL with the code "input_too_short" if no device accepts
 * it, or "never_sent" if it is known to crash devices.
 */
int opcode_input_check(const struct opcode_desc *d, const void *in, size_t len,
		       struct fail *why) MUST_CHECK;
/* OUTCOME_UNSUPPORTED if Linux never sends this input, although it looks as if it were busy. */
int opcode_kernel_check(const struct opcode_desc *d, const void *in, size_t len,
			struct fail *why) MUST_CHECK;

#endif
