// SPDX-License-Identifier: GPL-2.0-only
/* The Command Effects Log: iteration, lookup, checks and output. */
#include "fuzz.h"

#include "cxl/lib/wire/cel.h"
#include "cxl/lib/wire/opcode.h"

static void print_entry(const struct cel_entry *e)
{
	auto_rec struct rec *r = rec_new_obj();
	const struct rec *effects;

	cel_entry_record(e, r);
	print_record(r);
	effects = rec_get(r, "effects");
	check(effects && effects->count == (u32)__builtin_popcount(e->effects));
	check(rec_get_str(r, "command_set"));
	check(opcode_find(e->opcode) ? rec_get_str(r, "name") != NULL
				     : opcode_risk(e->opcode) == RISK_DESTRUCTIVE);
}

static void check_entries(const uint8_t *data, size_t size)
{
	struct cel_entry e;
	u16 effects;
	size_t i;

	for (i = 0; cel_entry(data, size, i, &e) == 0; i++) {
		check(cel_find(data, size, e.opcode, &effects) == 0);
		check((effects & e.effects) == e.effects);
		if (i < 16)
			print_entry(&e);
	}
	check(i == size / CEL_ENTRY_LEN);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cel_check c;
	struct cel_entry e;
	u16 effects;

	check_entries(data, size);
	cel_check(data, size, &c);
	check(c.entries == size / CEL_ENTRY_LEN && c.tail == size % CEL_ENTRY_LEN && !c.cut);
	check(c.repeated <= c.entries && c.reserved <= c.entries);
	/* Without repeated entries the effects are those of a single entry. */
	if (!c.repeated && c.entries) {
		check(cel_entry(data, size, c.entries - 1, &e) == 0);
		check(cel_find(data, size, e.opcode, &effects) == 0 && effects == e.effects);
	}
	return 0;
}
