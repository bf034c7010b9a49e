/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * All trace events of the system cxl, as they happen, through a private trace instance. They belong
 * to the module cxl_core: they vanish when it is unloaded, and come back with other formats.
 */
#ifndef CXL_TRACE_SESSION_H
#define CXL_TRACE_SESSION_H

#include "cxl/lib/trace/fields.h"
#include "cxl/lib/trace/ring.h"

struct trace_session {
	const struct sysroot *root;
	struct trace_instance instance;
	struct trace_ring ring;
	struct tep_handle *formats; /* of the events; NULL: there were none so far */
	int uevents;		    /* socket; negative: not available */
	bool present;		    /* the kernel has the events */
	int unknown;		    /* type of a record that .formats does not have; 0: none */
};

/*
 * Create the instance and enable the events in it, or return with .present false if the kernel does
 * not have them now. @clock: of the time stamps, NULL: the default one of the kernel. Nothing
 * outside of the instance is changed. @s must not move. trace_session_close() in any case.
 */
int trace_session_open(struct trace_session *s, const struct sysroot *root, const char *clock,
		       struct fail *why) MUST_CHECK;
/* No more events are recorded; those that were can still be read. */
int trace_session_stop(struct trace_session *s, struct fail *why) MUST_CHECK;
void trace_session_close(struct trace_session *s);

#define TRACE_FDS 2
#define TRACE_WAIT_MS 2000 /* poll(2) at most that long, then call trace_session_update() */

struct pollfd;

/* The file descriptors to wait for. */
void trace_session_fds(const struct trace_session *s, struct pollfd fds[TRACE_FDS]);
/*
 * After poll(2), with its result: enables events that are back; .present has changed, or not. An
 * error if the module is loaded and has no events.
 */
int trace_session_update(struct trace_session *s, const struct pollfd fds[TRACE_FDS],
			 struct fail *why) MUST_CHECK;
/*
 * The next record, valid until the next call. Returns 1, with .event NULL if it is not an event; 0:
 * there is none now; a negative errno. *@lost: number of events that were lost before it.
 */
int trace_session_next(struct trace_session *s, struct trace_record *ret, struct tep_record *data,
		       u64 *lost) MUST_CHECK;

#endif
