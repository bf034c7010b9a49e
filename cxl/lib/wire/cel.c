// SPDX-License-Identifier: LGPL-2.1-or-later
/* Decoding the Command Effects Log. */
#include "cxl/lib/wire/cel.h"
#include "cxl/lib/wire/opcode.h"

int cel_entry(const void *log, size_t len, size_t i, struct cel_entry *ret)
{
	const u8 *p = log;

	if (i >= MIN(len, (size_t)CEL_MAX_LEN) / CEL_ENTRY_LEN)
		return -ENOENT;
	p += i * CEL_ENTRY_LEN;
	ret->opcode = (u16)get_le(p, 2);
	ret->effects = (u16)get_le(p + 2, 2);
	return 0;
}

int cel_find(const void *log, size_t len, u16 opcode, u16 *effects)
{
	struct cel_entry e;
	bool found = false;
	u16 all = 0;
	size_t i;

	for (i = 0; cel_entry(log, len, i, &e) == 0; i++)
		if (e.opcode == opcode) {
			all |= e.effects;
			found = true;
		}
	if (!found)
		return -ENOENT;
	*effects = all;
	return 0;
}

void cel_check(const void *log, size_t len, struct cel_check *ret)
{
	u8 seen[(UINT16_MAX + 1) / 8] = { 0 };
	struct cel_check c = { 0 };
	struct cel_entry e;
	u8 bit;

	for (; cel_entry(log, len, c.entries, &e) == 0; c.entries++) {
		bit = (u8)BIT(e.opcode % 8);
		c.repeated += !!(seen[e.opcode / 8] & bit);
		seen[e.opcode / 8] |= bit;
		c.reserved += !!(e.effects & EFFECT_RESERVED);
	}
	c.cut = len > CEL_MAX_LEN;
	c.tail = c.cut ? 0 : (u8)(len % CEL_ENTRY_LEN);
	*ret = c;
}

void cel_entry_record(const struct cel_entry *e, struct rec *out)
{
	const struct opcode_desc *d = opcode_find(e->opcode);

	rec_strf(out, "opcode", "0x%04x", e->opcode);
	if (d)
		rec_str(out, "name", d->name);
	rec_str(out, "command_set", opcode_set_name((u8)(e->opcode >> 8)));
	effects_names(e->effects, rec_arr(out, "effects"));
}
