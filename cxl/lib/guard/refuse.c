// SPDX-License-Identifier: LGPL-2.1-or-later
/* The gate's words: reason code, sentence and next step of each verdict. */
#include <stdio.h>

#include "cxl/lib/guard/gate.h"
#include "cxl/lib/guard/taint.h"

static const struct {
	const char *code, *next;
} rows[] = {
	[GATE_OPEN] = { "open", "" },
	[GATE_READ_ONLY] = { "read_only", "run it on the live system, or with --dry-run" },
	[GATE_PANIC_ON_TAINT] = { "panic_on_taint",
				  "boot without panic_on_taint= to allow it" },
	[GATE_NEEDS_YES] = { "needs_yes", "add --yes, or answer on a terminal" },
};

/* "J: fwctl was used to change a device"; the lowest bit speaks for all. */
static void taint_text(u64 taints, char *buf, size_t room)
{
	const struct taint_bit *bit = taints ? taint_bit_at((unsigned int)__builtin_ctzll(taints))
					     : NULL;

	snprintf(buf, room, "%c: %s", bit ? bit->letter : '?', bit ? bit->meaning : "unknown");
}

void gate_taint_sentence(const struct gate_request *r, char *buf, size_t room)
{
	char taint[80];

	taint_text(r->taints, taint, sizeof(taint));
	snprintf(buf, room, "this taints the kernel until it is booted again (%s)", taint);
}

int gate_refuse(enum gate_verdict v, const struct gate_request *r, struct fail *why)
{
	char taint[80], text[240] = "this context is for reading only";

	if (v == GATE_OPEN)
		return 0;
	taint_text(r->taints, taint, sizeof(taint));
	if (v == GATE_PANIC_ON_TAINT)
		snprintf(text, sizeof(text), "it taints the kernel (%s), and this kernel was booted"
			 " to panic on that", taint);
	if (v == GATE_NEEDS_YES)
		gate_taint_sentence(r, text, sizeof(text));
	fail_set(why, -EACCES, rows[v].code, rows[v].next, "refused: %s", text);
	if (why)
		why->refused = true;
	return -EACCES;
}

const char *gate_code(enum gate_verdict v)
{
	return rows[v].code;
}
