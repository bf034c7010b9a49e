// SPDX-License-Identifier: LGPL-2.1-or-later
/* Assessment of Get Health Info (CXL r3.2 8.2.10.9.3.1): severity and recommended action. */
#include "cxl/lib/wire/health-verdict.h"
#include "cxl/lib/wire/layout.h"

#define MEDIA_AT 1
#define MEDIA_STATES 10
#define LIFE_PERCENT_AT 3
#define LIFE_PERCENT_UNKNOWN 0xff

enum level { LEVEL_OK, LEVEL_ATTENTION, LEVEL_CRITICAL };

struct finding {
	struct bitfield at;
	u8 value;
	enum level level;
	const char *text;
};

#define STATUS(bit) { 0, 1, bit, 1 }, 1
#define MEDIA(state) { MEDIA_AT, 1, 0, 0 }, state
#define EXTRA(bit, n, v) { 2, 1, bit, n }, v

static const struct finding findings[] = {
	{ STATUS(0), LEVEL_ATTENTION,
	  "maintenance needed: see the CXL trace events, for example with rasdaemon" },
	{ STATUS(1), LEVEL_ATTENTION,
	  "performance degraded: see the CXL trace events for the cause" },
	{ STATUS(2), LEVEL_CRITICAL,
	  "hardware replacement needed: move the data and replace the device" },
	{ STATUS(3), LEVEL_ATTENTION,
	  "memory capacity degraded: see the CXL trace events for the cause" },
	{ MEDIA(1), LEVEL_CRITICAL,
	  "media not ready: wait, and reset the device if this persists" },
	{ MEDIA(2), LEVEL_CRITICAL,
	  "write persistency lost: move the data and replace the device" },
	{ MEDIA(3), LEVEL_CRITICAL,
	  "all data lost: replace the device and restore the data from a backup" },
	{ MEDIA(4), LEVEL_CRITICAL,
	  "write persistency will be lost on power loss: move the data now" },
	{ MEDIA(5), LEVEL_CRITICAL,
	  "write persistency will be lost on shutdown: move the data before shutting down" },
	{ MEDIA(6), LEVEL_CRITICAL, "write persistency loss imminent: move the data now" },
	{ MEDIA(7), LEVEL_CRITICAL, "all data will be lost on power loss: move the data now" },
	{ MEDIA(8), LEVEL_CRITICAL,
	  "all data will be lost on shutdown: move the data before shutting down" },
	{ MEDIA(9), LEVEL_CRITICAL, "loss of all data imminent: move the data now" },
	{ EXTRA(0, 2, 1), LEVEL_ATTENTION,
	  "life used exceeds the warning threshold: plan a replacement" },
	{ EXTRA(0, 2, 2), LEVEL_CRITICAL,
	  "life used exceeds the critical threshold: move the data and replace the device" },
	{ EXTRA(2, 2, 1), LEVEL_ATTENTION,
	  "temperature exceeds the warning threshold: check the cooling" },
	{ EXTRA(2, 2, 2), LEVEL_CRITICAL,
	  "temperature exceeds the critical threshold: check the cooling now or take the device "
	  "out of service" },
	{ EXTRA(4, 1, 1), LEVEL_ATTENTION,
	  "corrected errors of volatile memory exceed the warning threshold: monitor the count and enable patrol scrub" },
	{ EXTRA(5, 1, 1), LEVEL_ATTENTION,
	  "corrected errors of persistent memory exceed the warning threshold: monitor the count and enable patrol scrub" },
};

static enum level findings_add(const u8 *p, enum level level, struct rec *arr)
{
	enum level worst = LEVEL_OK;
	const struct finding *f;

	for (f = findings; f < findings + ARRAY_SIZE(findings); f++)
		if (f->level == level && bitfield_get(&f->at, p) == f->value) {
			rec_str(arr, NULL, f->text);
			worst = level;
		}
	return worst;
}

/* Reserved media states, and life used without a life status. */
static enum level others_add(const u8 *p, struct rec *arr)
{
	u8 life = p[LIFE_PERCENT_AT];
	enum level worst = LEVEL_OK;

	if (p[MEDIA_AT] >= MEDIA_STATES) {
		rec_strf(arr, NULL, "unknown media state 0x%02x: contact the device vendor",
			 p[MEDIA_AT]);
		worst = LEVEL_ATTENTION;
	}
	if (life >= 100 && life != LIFE_PERCENT_UNKNOWN && !(p[2] & 3)) {
		rec_strf(arr, NULL, "life used is %u%%: plan a replacement", life);
		worst = LEVEL_ATTENTION;
	}
	return worst;
}

int health_verdict(const void *buf, size_t len, struct rec *out)
{
	static const char *const names[] = { "ok", "attention", "critical" };
	struct rec *arr;
	enum level levels[3], worst;

	if (len < health_layout.size)
		return -EMSGSIZE;
	arr = rec_loose(out, VAL_ARR);
	levels[0] = findings_add(buf, LEVEL_CRITICAL, arr);
	levels[1] = findings_add(buf, LEVEL_ATTENTION, arr);
	levels[2] = others_add(buf, arr);
	worst = MAX(MAX(levels[0], levels[1]), levels[2]);
	rec_str(out, "verdict", names[worst]);
	rec_attach(out, "findings", arr);
	return 0;
}
