/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Messages of a Component Command Interface, as MCTP and tunnels carry them (CXL r3.2 7.6.3), and
 * the Tunnel Management Command around them (7.6.7.3.1). Replies are those of devices: every length
 * in them is compared with what was received. Pure.
 */
#ifndef CXL_WIRE_CCI_H
#define CXL_WIRE_CCI_H

#include "util/base.h"

#define CCI_HEADER_LEN 12
/* Around a message: identifier, target type, length; in a reply length and 2 reserved bytes. */
#define TUNNEL_HEADER_LEN 4
#define TUNNEL_TARGET_PORT_OR_LD 0
#define TUNNEL_TARGET_LD_POOL 1

/* Message types of MCTP: the FM API, and that of Type 3 devices and generic commands. */
#define MCTP_TYPE_CXL_FM_API 7
#define MCTP_TYPE_CXL_CCI 8

/* Reply to Identify (0001h), and component types in it (CXL r3.2 8.2.10.1.1). */
#define IDENTIFY_COMPONENT_LEN 18
#define COMPONENT_SWITCH 0
#define COMPONENT_TYPE3 3
#define COMPONENT_GFD 4 /* global fabric-attached memory device */

struct cci_message {
	bool response;
	bool background; /* of a response; devices differ, so that nothing depends on it */
	u8 tag;		 /* chosen by the requester, repeated in the response */
	u16 opcode;
	u16 code;	   /* return code; 0 in requests */
	u16 vendor_status; /* the same */
	const u8 *payload; /* borrowed */
	size_t len;	   /* bytes of the payload */
};

/* "switch", "type3", "gfd"; "unknown" */
const char *component_type_name(u8 type);
/* The MCTP message type for @opcode: command sets 51h and above are of the FM API. */
u8 cci_mctp_type(u16 opcode);
/* Write the header and the payload of @m: -EMSGSIZE if they are longer than @size. */
int cci_encode(const struct cci_message *m, void *buf, size_t size, size_t *len) MUST_CHECK;
/* -EBADMSG: not exactly one message in @len bytes. */
int cci_parse(const void *buf, size_t len, struct cci_message *ret) MUST_CHECK;
/* Whether @m answers the request with this tag and opcode; another message is a stray one. */
bool cci_is_reply(const struct cci_message *m, u8 tag, u16 opcode);

/* Put the tunnel header in front of the message of @len bytes at @buf + TUNNEL_HEADER_LEN. */
void tunnel_put_header(u8 *buf, u8 id, u8 target_type, size_t len);
/* The inner message in the reply to 5300h. -EBADMSG: its length is not that of the reply. */
int tunnel_reply(const void *payload, size_t len, const u8 **message,
		 size_t *message_len) MUST_CHECK;

#endif
