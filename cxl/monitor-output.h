/* SPDX-License-Identifier: GPL-2.0-only */
/* Where cxl monitor writes events and messages to, and in which format. */
#ifndef CXL_MONITOR_OUTPUT_H
#define CXL_MONITOR_OUTPUT_H

#include "util/fail.h"
#include "util/rec.h"
#include "util/sysroot.h"

enum output_kind { OUTPUT_STANDARD, OUTPUT_FILE, OUTPUT_SYSLOG };
enum output_style {
	STYLE_NDCTL, /* JSON with the keys of the kernel */
	STYLE_JSON,  /* decoded */
	STYLE_PAIRS, /* decoded */
};

/* A priority of syslog(3). */
enum output_priority {
	PRIORITY_CRITICAL = 2,
	PRIORITY_ERROR,
	PRIORITY_WARNING,
	PRIORITY_NOTICE,
	PRIORITY_INFO,
};

struct monitor_output {
	enum output_kind kind;
	enum output_style style;
	bool pretty;		    /* JSON on several lines */
	const char *path;	    /* of the file; for messages */
	const struct sysroot *root; /* for the syslog socket */
	int fd;			    /* negative: not open */
	/*
	 * Called before each write: wait until @fd, the output or stderr, can be written to, or for
	 * MONITOR_PAUSE_MS if @fd is negative. 0, or -EAGAIN: do not write. NULL: do not wait.
	 */
	int (*wait)(void *data, int fd);
	void *wait_data;
};

#define MONITOR_PAUSE_MS 100

/* Open the file or the socket. */
int monitor_output_open(struct monitor_output *o, struct fail *why) MUST_CHECK;
/* Open the file again, which may have been renamed; the former one stays in use if that fails. */
int monitor_output_reopen(struct monitor_output *o, struct fail *why) MUST_CHECK;
void monitor_output_close(struct monitor_output *o);

/* @list: an array with one object. */
int monitor_output_event(struct monitor_output *o, const struct rec *list,
			 enum output_priority priority, struct fail *why) MUST_CHECK;
/*
 * A message about the monitor itself, one line, which is printed on stderr if the events are
 * printed on stdout.
 */
int monitor_output_message(struct monitor_output *o, const char *text,
			   enum output_priority priority, struct fail *why) MUST_CHECK;
/* Events were lost; with a decoded format this is an event, too. */
int monitor_output_lost(struct monitor_output *o, u64 count, struct fail *why) MUST_CHECK;

#endif
