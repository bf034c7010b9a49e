// SPDX-License-Identifier: LGPL-2.1-or-later
/* The gate's verdict. Pure; its words are in refuse.c. */
#include "cxl/lib/guard/gate.h"

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
