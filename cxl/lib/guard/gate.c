// SPDX-License-Identifier: LGPL-2.1-or-later
/* The gate's verdict. Pure. */
#include <stdio.h>

#include "cxl/lib/guard/gate.h"
#include "cxl/lib/guard/taint.h"

struct reason {
	const char *code, *next;
};

static const struct reason reasons[] = {
	[GATE_READ_ONLY] = { "read_only", "run it on the live system, or with --dry-run" },
	[GATE_PANIC_ON_TAINT] = { "panic_on_taint",
				  "boot without panic_on_taint= to allow it" },
	[GATE_NEEDS_YES] = { "needs_yes", "add --yes, or answer on a terminal" },
};

/* Checked in this order: what nobody can answer away comes before what a yes settles. */
enum gate_verdict gate_check(const struct gate_facts *f, const struct gate_request *r)
{
	if (f->read_only && !f->dry_run && r->risk != RISK_READ)
		return GATE_READ_ONLY;
	if (r->taints & f->panic_on_taint)
		return GATE_PANIC_ON_TAINT;
	if (r->taints && !f->confirmed && !f->dry_run)
		return GATE_NEEDS_YES;
	return GATE_OPEN;
}

/* "J, fwctl was used to change a device": the lowest bit speaks for all. */
static void taint_text(u64 taints, char *buf, size_t room)
{
	const struct taint_bit *bit = taints ? taint_bit_at((unsigned int)__builtin_ctzll(taints))
					     : NULL;

	snprintf(buf, room, "%c, %s", bit ? bit->letter : '?', bit ? bit->meaning : "unknown");
}

void gate_taint_sentence(const struct gate_request *r, char *buf, size_t room)
{
	char taint[80];

	taint_text(r->taints, taint, sizeof(taint));
	snprintf(buf, room, "this taints the kernel (%s) until the next boot, and support may ask"
		 " for a system without", taint);
}

int gate_refuse(enum gate_verdict v, const struct gate_request *r, struct fail *why)
{
	char text[240];

	if (v == GATE_OPEN)
		return 0;
	switch (v) {
	case GATE_READ_ONLY:
		snprintf(text, sizeof(text), "refused: this context is for reading only");
		break;
	case GATE_PANIC_ON_TAINT: {
		char taint[80];

		taint_text(r->taints, taint, sizeof(taint));
		snprintf(text, sizeof(text), "refused: it taints the kernel (%s), and this kernel"
			 " was booted to panic on that", taint);
		break;
	}
	default:
		snprintf(text, sizeof(text), "refused: ");
		gate_taint_sentence(r, text + strlen(text), sizeof(text) - strlen(text));
	}
	fail_set(why, -EACCES, reasons[v].code, reasons[v].next, "%s", text);
	if (why)
		why->refused = true;
	return -EACCES;
}

const char *gate_code(enum gate_verdict v)
{
	return v == GATE_OPEN ? "open" : reasons[v].code;
}
