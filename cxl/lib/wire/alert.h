/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Set Alert Configuration, 4202h (CXL r3.2 8.2.10.9.3.3), compared with the reply of 4201h. */
#ifndef CXL_WIRE_ALERT_H
#define CXL_WIRE_ALERT_H

#include "util/base.h"

#define ALERT_COUNT 5
#define ALERT_REPLY_SIZE 16 /* of Get Alert Configuration */
#define ALERT_INPUT_SIZE 12

/* A warning of the device; the index in the table is its bit in the payloads. */
struct alert_desc {
	const char *key;  /* "life_used", as in the JSON of "cxl list -A" */
	const char *name; /* "life used", for messages */
	int min, max;	  /* of the threshold: percent, degrees Celsius, or number of errors */
};

extern const struct alert_desc alert_descs[ALERT_COUNT];

struct alert_setting {
	bool enabled;
	int threshold; /* of the warning; of no use if it is disabled */
};

/* What to change; alerts without .change keep their setting. */
struct alert_change {
	struct {
		bool change;
		struct alert_setting to;
	} at[ALERT_COUNT];
};

void alert_encode(const struct alert_change *c, u8 input[ALERT_INPUT_SIZE]);
/* The setting of alert @i in a reply of Get Alert Configuration. */
struct alert_setting alert_setting_of(const u8 reply[ALERT_REPLY_SIZE], size_t i);
/* Whether the device permits to program the threshold of alert @i. */
bool alert_is_writable(const u8 reply[ALERT_REPLY_SIZE], size_t i);
/*
 * Whether a warning at @threshold is less severe than the critical alert, as devices require. True
 * if alert @i has no critical threshold, or the device reports one of 0 percent or, of a high
 * temperature, degrees. @critical is set if the result is false.
 */
bool alert_is_below_critical(const u8 reply[ALERT_REPLY_SIZE], size_t i, int threshold,
			     int *critical);
/* Whether @reply has the settings of an encoded @input. */
bool alert_matches(const u8 reply[ALERT_REPLY_SIZE], const u8 input[ALERT_INPUT_SIZE]);
/* Whether it has the thresholds of those that are enabled. */
bool alert_has_thresholds(const u8 reply[ALERT_REPLY_SIZE], const u8 input[ALERT_INPUT_SIZE]);

#endif
