// SPDX-License-Identifier: LGPL-2.1-or-later
/* Poison events as records of "cxl list", with the keys of ndctl v85. Pure. */
#include "cxl/lib/poison/poison.h"

/* clang-format off */
static const char *const sources[] = {
	[0] = "Unknown", [1] = "External", [2] = "Internal", [3] = "Injected",
	[7] = "Vendor Specific",
};
/* clang-format on */

void poison_record(const struct poison_event *e, bool of_region, const u64 *base, struct rec *list)
{
	const char *source = e->source < ARRAY_SIZE(sources) ? sources[e->source] : NULL;
	u64 address = of_region ? e->hpa : e->dpa;
	struct rec *r = rec_obj(list, NULL);

	if (base && address != POISON_NO_ADDRESS && address >= *base)
		rec_num(r, "offset", VAL_HEX, address - *base);
	rec_num(r, "length", VAL_SIZE, e->length);
	rec_str(r, "source", source ? source : "Reserved");
	if (e->flags)
		rec_strf(r, "flags", "%s%s%s", e->flags & POISON_MORE ? "More," : "",
			 e->flags & POISON_SCANNING ? "Scanning," : "",
			 e->flags & POISON_OVERFLOW ? "Overflow," : "");
	if (e->flags & POISON_OVERFLOW)
		rec_num(r, "overflow_t", VAL_HEX, e->overflow_ns);
}
