// SPDX-License-Identifier: LGPL-2.1-or-later
/* Tunnel Management Command (CXL r3.2 7.6.7.3.1). Pure. */
#include "cxl/lib/wire/tunnel.h"
#include "cxl/lib/wire/cci.h"
#include "cxl/lib/wire/opcode.h"

#define TARGET_TYPE_MAX TUNNEL_TARGET_LD_POOL

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
	const u8 *header = in;
	struct cci_message m;

	if (len < TUNNEL_HEADER_LEN || header[1] > TARGET_TYPE_MAX)
		return -EBADMSG;
	len -= TUNNEL_HEADER_LEN;
	if (get_le(header + 2, 2) != len || cci_parse(header + TUNNEL_HEADER_LEN, len, &m) < 0 ||
	    m.response || m.background)
		return -EBADMSG;
	*ret = (struct tunnelled){ m.opcode, m.payload, m.len };
	return 0;
}
