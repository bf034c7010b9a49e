/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Trace events of the system cxl (Linux drivers/cxl/core/trace.h), decoded with the layouts of the
 * event records that the kernel has made them from. Pure.
 */
#ifndef CXL_TRACE_EVENT_H
#define CXL_TRACE_EVENT_H

#include "cxl/lib/trace/fields.h"

/* The name without "cxl_": "general_media". */
const char *trace_event_name(const char *event);
/* The names that are known, without "cxl_"; NULL after the last one. */
const char *trace_event_known(size_t i);
/*
 * The severity, a value of event_severity_names: the higher one of the record and of its log, or
 * that of a protocol error; -1: the event has none.
 */
int trace_event_severity(const struct trace_record *t);
/*
 * Add the decoded event. @time: in ISO 8601; "": not known. Fields that are not known have the keys
 * of the kernel; those that the kernel does not have are left out.
 */
void trace_event_add(const struct trace_record *t, const char *time, struct rec *out);

#endif
