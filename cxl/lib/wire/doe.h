/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Data Object Exchange: protocols, and the registers of a mailbox. Pure. */
#ifndef CXL_WIRE_DOE_H
#define CXL_WIRE_DOE_H

#include "util/base.h"

/* Registers of a DOE mailbox, from its capability on (PCIe r6.2 7.9.24). */
#define DOE_CONTROL 0x08
#define DOE_CONTROL_ABORT BIT(0)
#define DOE_CONTROL_GO BIT(31)
#define DOE_STATUS 0x0c
#define DOE_STATUS_BUSY BIT(0)
#define DOE_STATUS_ERROR BIT(2)
#define DOE_STATUS_READY BIT(31)
#define DOE_WRITE 0x10
#define DOE_READ 0x14
#define DOE_LEN 0x18

/* The identifier of a DOE protocol, "1e98:02". */
struct doe_protocol {
	u16 vendor;
	u8 type;
};

/* "cdat"; NULL: not known here. */
const char *doe_protocol_name(const struct doe_protocol *p);
/* The protocol that finds the others. The kernel uses it while it sets up a mailbox only. */
bool doe_protocol_is_discovery(const struct doe_protocol *p);
void doe_protocol_format(const struct doe_protocol *p, char *buf, size_t size);
int doe_protocol_parse(const char *text, struct doe_protocol *ret) MUST_CHECK;
/* The protocol called @name, as doe_protocol_name() calls it. -ENOENT. */
int doe_protocol_find(const char *name, struct doe_protocol *ret) MUST_CHECK;

#endif
