/* SPDX-License-Identifier: GPL-2.0-only */
/* The options of cxl monitor that select events. */
#ifndef CXL_MONITOR_FILTER_H
#define CXL_MONITOR_FILTER_H

#include "cxl/lib/trace/fields.h"
#include "util/fail.h"

/* NULL: all. Lists are separated by commas or blanks. */
struct monitor_filter {
	const char *memdevs, *events, *severity;
};

/* The values of --severity. */
extern const char *const monitor_severities[];

/* Check the names of the events and devices. */
int monitor_filter_check(const struct monitor_filter *f, struct fail *why) MUST_CHECK;
/* Devices are compared with the fields of the event, so that they need not exist now. */
bool monitor_filter_matches(const struct monitor_filter *f, const struct trace_record *t);

#endif
