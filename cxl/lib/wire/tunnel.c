// SPDX-License-Identifier: LGPL-2.1-or-later
/* Tunnel Management Command (CXL r3.2 7.6.7.3.1). Pure. */
#include "cxl/lib/wire/tunnel.h"
#include "cxl/lib/wire/opcode.h"

/* Header of the tunnel: id, target type, size of the message (2 bytes). */
#define TUNNEL_HEADER_LEN 4
#define TARGET_TYPE_MAX 1 /* 0: port or LD, 1: LD pool */

/*
 * CCI message (CXL r3.2 7.6.3): category (4 bits), tag, reserved, opcode (2 bytes), payload length
 * (3 bytes, of which 21 bits are used), return code, vendor specific status.
 */
#define MESSAGE_HEADER_LEN 12
#define CATEGORY_MASK 0xf
#define CATEGORY_REQUEST 0

bool tunnel_opcode(u16 opcode)
{
	switch (opcode) {
	case OP_TUNNEL:
	case OP_PPB_CONFIG_REQUEST:
	case OP_LD_CONFIG_REQUEST:
	case OP_LD_MEMORY_REQUEST:
	case OP_FABRIC_CRAWL_OUT:
	case OP_PROXY_GFD:
		return true;
	default:
		return false;
	}
}

int tunnel_parse(const void *in, size_t len, struct tunnelled *ret)
{
	const u8 *header = in, *message = header + TUNNEL_HEADER_LEN;
	struct tunnelled t;

	if (len < TUNNEL_HEADER_LEN + MESSAGE_HEADER_LEN || header[1] > TARGET_TYPE_MAX)
		return -EBADMSG;
	len -= TUNNEL_HEADER_LEN;
	if (get_le(header + 2, 2) != len || (message[0] & CATEGORY_MASK) != CATEGORY_REQUEST)
		return -EBADMSG;
	t = (struct tunnelled){
		.opcode = (u16)get_le(message + 3, 2),
		.in = message + MESSAGE_HEADER_LEN,
		.len = len - MESSAGE_HEADER_LEN,
	};
	/* A reserved bit that is set makes the length wrong, too. */
	if (get_le(message + 5, 3) != t.len)
		return -EBADMSG;
	*ret = t;
	return 0;
}
