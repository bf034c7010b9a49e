/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* libtracefs on the mounted tracefs, and parsers for single events. */
#ifndef CXL_TRACE_TRACEFS_H
#define CXL_TRACE_TRACEFS_H

#include "cxl/lib/trace/library.h"
#include "util/fail.h"
#include "util/sysroot.h"

/*
 * libtracefs looks for tracefs, and mounts it when there is none; the kernel mounts it when the
 * directory "tracing" of debugfs is opened. A command that reads must do neither: call this first.
 */
int trace_use_mounted(const struct sysroot *root, struct fail *why) MUST_CHECK;

/*
 * A parser that knows the layout of the buffer, but no event: tracefs_local_events() would read the
 * formats of all events of the kernel. NULL: that cannot be read.
 */
struct tep_handle *trace_parser_new(void);
/* Read the format of one event. -ENOENT: the kernel does not have the event. */
int trace_parser_add(struct tep_handle *tep, const char *system, const char *event) MUST_CHECK;

static inline void cleanup_trace_parser(struct tep_handle **tep)
{
	if (*tep)
		trace_lib.tep_free(*tep);
}

#define auto_trace_parser __attribute__((cleanup(cleanup_trace_parser)))

#endif
