// SPDX-License-Identifier: LGPL-2.1-or-later
/* Messages of a Component Command Interface, and tunnels. Pure. */
#include "cxl/lib/wire/cci.h"

/*
 * Header: category (bits 3:0), tag, reserved, opcode (2 bytes), length of the payload (3 bytes:
 * bits 20:0, 22:21 reserved, 23 background operation), return code (2), vendor status (2).
 */
#define CATEGORY_MASK 0xf
#define CATEGORY_REQUEST 0
#define CATEGORY_RESPONSE 1
#define BACKGROUND (1U << 23)
#define LENGTH_MAX 0xfffff

const char *component_type_name(u8 type)
{
	switch (type) {
	case COMPONENT_SWITCH:
		return "switch";
	case COMPONENT_TYPE3:
		return "type3";
	case COMPONENT_GFD:
		return "gfd";
	default:
		return "unknown";
	}
}

u8 cci_mctp_type(u16 opcode)
{
	const unsigned int set = opcode >> 8;

	return set >= 0x51 && set <= 0x59 ? MCTP_TYPE_CXL_FM_API : MCTP_TYPE_CXL_CCI;
}

int cci_encode(const struct cci_message *m, void *buf, size_t size, size_t *len)
{
	u8 *header = buf;

	if (m->len > LENGTH_MAX || size < CCI_HEADER_LEN || size - CCI_HEADER_LEN < m->len)
		return -EMSGSIZE;
	memset(header, 0, CCI_HEADER_LEN);
	header[0] = m->response ? CATEGORY_RESPONSE : CATEGORY_REQUEST;
	header[1] = m->tag;
	put_le(header + 3, 2, m->opcode);
	put_le(header + 5, 3, m->len);
	put_le(header + 8, 2, m->code);
	put_le(header + 10, 2, m->vendor_status);
	if (m->len && m->payload != header + CCI_HEADER_LEN)
		memmove(header + CCI_HEADER_LEN, m->payload, m->len);
	*len = CCI_HEADER_LEN + m->len;
	return 0;
}

int cci_parse(const void *buf, size_t len, struct cci_message *ret)
{
	const u8 *header = buf;
	u32 length;
	u8 category;

	if (len < CCI_HEADER_LEN)
		return -EBADMSG;
	category = header[0] & CATEGORY_MASK;
	length = (u32)get_le(header + 5, 3);
	/* A reserved bit that is set makes the length wrong, too. */
	if (category > CATEGORY_RESPONSE || (length & ~BACKGROUND) != len - CCI_HEADER_LEN)
		return -EBADMSG;
	*ret = (struct cci_message){
		.response = category == CATEGORY_RESPONSE,
		.background = length & BACKGROUND,
		.tag = header[1],
		.opcode = (u16)get_le(header + 3, 2),
		.code = (u16)get_le(header + 8, 2),
		.vendor_status = (u16)get_le(header + 10, 2),
		.payload = header + CCI_HEADER_LEN,
		.len = len - CCI_HEADER_LEN,
	};
	return 0;
}

bool cci_is_reply(const struct cci_message *m, u8 tag, u16 opcode)
{
	return m->response && m->tag == tag && m->opcode == opcode;
}

void tunnel_put_header(u8 *buf, u8 id, u8 target_type, size_t len)
{
	buf[0] = id;
	buf[1] = target_type;
	put_le(buf + 2, 2, len);
}

int tunnel_reply(const void *payload, size_t len, const u8 **message, size_t *message_len)
{
	const u8 *header = payload;

	if (len < TUNNEL_HEADER_LEN + CCI_HEADER_LEN ||
	    get_le(header, 2) != len - TUNNEL_HEADER_LEN)
		return -EBADMSG;
	*message = header + TUNNEL_HEADER_LEN;
	*message_len = len - TUNNEL_HEADER_LEN;
	return 0;
}
