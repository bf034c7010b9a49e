// SPDX-License-Identifier: LGPL-2.1-or-later
/* Poison events as records of "cxl list", with the keys of ndctl v85. Pure. */
#include "cxl/lib/poison/poison.h"

/* clang-format off */
static const char *const sources[] = {
	[0] = "Unknown", [1] = "External", [2] = "Internal", [3] = "Injected",
	[7] = "Vendor Specific",
};

static const struct {
	u8 flag;
	const char *text;
} flags[] = {
	{ POISON_MORE, "More," },
	{ POISON_SCANNING, "Scanning," },
	{ POISON_OVERFLOW, "Overflow," },
};
/* clang-format on */

#define SOURCE_RESERVED 4

static const char *flag_text(const struct poison_event *e, size_t i)
{
	return e->flags & flags[i].flag ? flags[i].text : "";
}

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
		rec_strf(r, "flags", "%s%s%s", flag_text(e, 0), flag_text(e, 1), flag_text(e, 2));
	if (e->flags & POISON_OVERFLOW)
		rec_num(r, "overflow_t", VAL_HEX, e->overflow_ns);
}

bool poison_source_parse(const char *text, u8 *ret)
{
	size_t i;

	*ret = SOURCE_RESERVED;
	for (i = 0; i < ARRAY_SIZE(sources); i++)
		if (sources[i] && str_eq(sources[i], text)) {
			*ret = (u8)i;
			return true;
		}
	return str_eq(text, "Reserved");
}

bool poison_flags_parse(const char *text, u8 *ret)
{
	const char *rest;
	size_t i;

	*ret = 0;
	for (i = 0; i < ARRAY_SIZE(flags); i++) {
		rest = str_after(text, flags[i].text);
		*ret |= rest ? flags[i].flag : 0;
		text = rest ? rest : text;
	}
	return !*text;
}
