// SPDX-License-Identifier: GPL-2.0-only
/* Which ports and virtual switches a switch has. */
#include "cxl/fm/switch.h"
#include "cxl/fm/ask.h"

#define PORTS_AT 0x04
#define VIRTUAL_SWITCHES_AT 0x24
#define REPLY_LEN 0x49

/* The numbers of the bits that are set. */
static size_t numbers(const u8 bitmap[32], u8 ret[256])
{
	size_t count = 0;
	unsigned int i;

	for (i = 0; i < 256; i++)
		if (bitmap[i / 8] & BIT(i % 8))
			ret[count++] = (u8)i;
	return count;
}

int fm_switch_read(const struct memdev *m, struct fm_switch *ret, struct fail *why)
{
	const struct mbox_request req = { .opcode = OP_IDENTIFY_SWITCH,
					  .out_max = memdev_payload_max(m) };
	auto_reply struct mbox_reply reply = { 0 };
	int rc = fm_ask(m, &req, REPLY_LEN, &reply, why);

	if (rc < 0)
		return rc;
	ret->port_count = numbers(reply.data + PORTS_AT, ret->ports);
	ret->virtual_switch_count =
		numbers(reply.data + VIRTUAL_SWITCHES_AT, ret->virtual_switches);
	return 0;
}
