// SPDX-License-Identifier: LGPL-2.1-or-later
/* What Get Health Info means for people (CXL 3.2 8.2.10.9.3.1): how bad it is, and what to do. */
#include "cxl/lib/wire/codec.h"

#define MEDIA_AT 1
#define MEDIA_STATES 10
#define LIFE_PERCENT_AT 3
#define LIFE_PERCENT_UNKNOWN 0xff

enum level { LEVEL_OK, LEVEL_ATTENTION, LEVEL_CRITICAL };

struct finding {
	struct bitfield at;
	u8 value;
	enum level level;
	const char *sentence;
};

#define STATUS(bit) { 0, 1, bit, 1 }, 1
#define MEDIA(state) { MEDIA_AT, 1, 0, 0 }, state
#define EXTRA(bit, n, v) { 2, 1, bit, n }, v

static const struct finding findings[] = {
	{ STATUS(0), LEVEL_ATTENTION,
	  "the device asks for maintenance: its event log says for which" },
	{ STATUS(1), LEVEL_ATTENTION,
	  "the device runs with reduced performance: look for the cause in its event log" },
	{ STATUS(2), LEVEL_CRITICAL,
	  "the device asks to be replaced: move its data, and plan the replacement" },
	{ STATUS(3), LEVEL_ATTENTION,
	  "the device offers less memory than it should: look for the cause in its event log" },
	{ MEDIA(1), LEVEL_CRITICAL,
	  "the memory is not ready: wait, and reset the device if it stays like this" },
	{ MEDIA(2), LEVEL_CRITICAL,
	  "what is written is no longer persistent: save the data elsewhere, and replace the "
	  "device" },
	{ MEDIA(3), LEVEL_CRITICAL,
	  "all data on the device is lost: restore it from a copy, and replace the device" },
	{ MEDIA(4), LEVEL_CRITICAL,
	  "what is written will not survive a loss of power: save the data elsewhere before" },
	{ MEDIA(5), LEVEL_CRITICAL,
	  "what is written will not survive a shutdown: save the data elsewhere before" },
	{ MEDIA(6), LEVEL_CRITICAL,
	  "what is written may stop being persistent at any time: save the data elsewhere now" },
	{ MEDIA(7), LEVEL_CRITICAL,
	  "a loss of power will lose all data on the device: save it elsewhere before" },
	{ MEDIA(8), LEVEL_CRITICAL,
	  "a shutdown will lose all data on the device: save it elsewhere before" },
	{ MEDIA(9), LEVEL_CRITICAL,
	  "all data on the device may be lost at any time: save it elsewhere now" },
	{ EXTRA(0, 2, 1), LEVEL_ATTENTION,
	  "the device has used more of its life than its warning threshold: plan a replacement" },
	{ EXTRA(0, 2, 2), LEVEL_CRITICAL,
	  "the device is at the end of its life: move its data, and replace it" },
	{ EXTRA(2, 2, 1), LEVEL_ATTENTION,
	  "the temperature is beyond the warning threshold: check the cooling" },
	{ EXTRA(2, 2, 2), LEVEL_CRITICAL,
	  "the temperature is beyond the critical threshold: check the cooling now, or take the "
	  "device out of service" },
	{ EXTRA(4, 1, 1), LEVEL_ATTENTION,
	  "volatile memory had more corrected errors than the warning threshold: watch the count, "
	  "and scrub or repair" },
	{ EXTRA(5, 1, 1), LEVEL_ATTENTION,
	  "persistent memory had more corrected errors than the warning threshold: watch the "
	  "count, and scrub or repair" },
};

static enum level findings_add(const u8 *p, enum level level, struct rec *arr)
{
	enum level worst = LEVEL_OK;
	const struct finding *f;

	for (f = findings; f < findings + ARRAY_SIZE(findings); f++)
		if (f->level == level && bitfield_get(&f->at, p) == f->value) {
			rec_str(arr, NULL, f->sentence);
			worst = level;
		}
	return worst;
}

/* What no row can say: values that no specification gives a meaning, and a used up life. */
static enum level oddities_add(const u8 *p, struct rec *arr)
{
	u8 life = p[LIFE_PERCENT_AT];
	enum level worst = LEVEL_OK;

	if (p[MEDIA_AT] >= MEDIA_STATES) {
		rec_strf(arr, NULL,
			 "the state of the memory is 0x%02x, which is not known here: "
			 "ask the vendor",
			 p[MEDIA_AT]);
		worst = LEVEL_ATTENTION;
	}
	if (life >= 100 && life != LIFE_PERCENT_UNKNOWN && !(p[2] & 3)) {
		rec_strf(arr, NULL, "the device has used %u%% of its life: plan a replacement",
			 life);
		worst = LEVEL_ATTENTION;
	}
	return worst;
}

int health_verdict(const void *buf, size_t len, struct rec *out)
{
	static const char *const words[] = { "ok", "attention", "critical" };
	struct rec *arr;
	enum level levels[3], worst;

	if (len < health_layout.size)
		return -EMSGSIZE;
	arr = rec_loose(out, VAL_ARR);
	levels[0] = findings_add(buf, LEVEL_CRITICAL, arr);
	levels[1] = findings_add(buf, LEVEL_ATTENTION, arr);
	levels[2] = oddities_add(buf, arr);
	worst = MAX(MAX(levels[0], levels[1]), levels[2]);
	rec_str(out, "verdict", words[worst]);
	rec_attach(out, "findings", arr);
	return 0;
}
