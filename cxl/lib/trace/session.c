// SPDX-License-Identifier: LGPL-2.1-or-later
/* All trace events of the system cxl, as they happen, through a private trace instance. */
#include <poll.h>
#include <unistd.h>

#include "cxl/lib/trace/session.h"
#include "util/uevent.h"

#define SYSTEM "cxl"
#define ENABLE "events/" SYSTEM "/enable"
/*
 * An instance has 1408 KiB for each CPU. A list of 1024 poison records fits in this size, which is
 * set before the events are enabled: a buffer that is made smaller can lose what is in it.
 */
#define BUFFER_KB "256"

/* Types of ftrace itself (Linux kernel/trace/trace.h, enum trace_type): stack traces, markers. */
#define FTRACE_TYPES 32

enum { FD_RECORDS, FD_UEVENTS };

/*
 * An instance inherits the options of the global one (Linux kernel/trace/trace.c). Those that the
 * kernel does not have are not needed.
 */
static void set_options(const struct trace_session *s)
{
	static const char *const options[][2] = {
		{ "options/stacktrace", "0" },
		{ "options/userstacktrace", "0" },
		{ "options/overwrite", "1" },
		{ "options/block", "0" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(options); i++)
		trace_lib.instance_file_write(s->instance.dir, options[i][0], options[i][1]);
}

/* '0', '1', or 'X' if some of the events are enabled; 0: the kernel does not have them. */
static char enabled_state(const struct trace_session *s)
{
	auto_free char *text = NULL;
	int len = 0;

	text = trace_lib.instance_file_read(s->instance.dir, ENABLE, &len);
	return text && len > 0 ? *text : '\0';
}

/* One at a time: tracefs_event_enable() looks at all systems of the kernel. */
static int read_formats(struct trace_session *s)
{
	auto_trace_parser struct tep_handle *tep = trace_parser_new();
	char **names = tep ? trace_lib.system_events(NULL, SYSTEM) : NULL;
	struct tep_handle *before = s->formats;
	size_t i, count = 0;

	for (i = 0; names && names[i]; i++)
		count += trace_parser_add(tep, SYSTEM, names[i]) == 0;
	trace_lib.list_free(names);
	if (count == 0)
		return -ENOENT;
	s->formats = tep;
	s->unknown = 0;
	tep = before;
	return 0;
}

/* The formats are read after the events are enabled, so that none is missed meanwhile. */
static int enable(struct trace_session *s, struct fail *why)
{
	errno = 0;
	s->present = false;
	if (trace_lib.instance_file_write(s->instance.dir, ENABLE, "1") < 0) {
		/* The module may have been unloaded again. */
		if (errno == ENOENT || errno == ENODEV || enabled_state(s) == '\0')
			return 0;
		return fail_set(why, -EIO, "no_trace_event", "", "cannot enable trace events: %s",
				strerror(errno ? errno : EIO));
	}
	s->present = read_formats(s) == 0;
	return 0;
}

/* The module is loaded, but has no events. It is looked for twice: it may be unloaded meanwhile. */
static int check_support(const struct sysroot *root, struct fail *why)
{
	if (!sys_exists(root, TREE_SYS, "bus/cxl") || trace_lib.file_exists(NULL, ENABLE) ||
	    !sys_exists(root, TREE_SYS, "bus/cxl"))
		return 0;
	return fail_unsupported(why, "no_trace_event", "",
				"CXL trace events are not supported by this kernel "
				"(needs Linux 6.3)");
}

static int open_ring(struct trace_session *s, struct fail *why)
{
	auto_trace_parser struct tep_handle *tep = trace_parser_new();
	int rc = tep ? trace_ring_open(&s->ring, &s->instance, tep) : -EIO;

	return rc == 0 ? 0
		       : fail_set(why, rc, "trace_unreadable", NULL,
				  "cannot open the trace buffers: %s", strerror(-rc));
}

int trace_session_open(struct trace_session *s, const struct sysroot *root, const char *clock,
		       struct fail *why)
{
	int rc;

	*s = (struct trace_session){ .root = root, .uevents = -1 };
	rc = trace_use_mounted(root, why);
	if (rc < 0)
		return rc;
	if (access(trace_lib.tracing_dir(), R_OK | X_OK) == 0)
		rc = check_support(root, why);
	if (rc < 0)
		return rc;
	s->uevents = uevent_open(); /* before the events are looked for */
	rc = trace_instance_create(&s->instance, root, "cxl-monitor", why);
	if (rc < 0)
		return rc;
	if (clock && trace_lib.instance_file_write(s->instance.dir, "trace_clock", clock) < 0)
		return fail_set(why, -EIO, "no_trace_clock", "", "cannot set the trace clock '%s'",
				clock);
	set_options(s);
	trace_lib.instance_file_write(s->instance.dir, "buffer_size_kb", BUFFER_KB);
	rc = enable(s, why);
	return rc < 0 ? rc : open_ring(s, why);
}

int trace_session_stop(struct trace_session *s, struct fail *why)
{
	if (trace_lib.instance_file_write(s->instance.dir, "tracing_on", "0") >= 0)
		return 0;
	return fail_set(why, -EIO, "trace_unreadable", "", "cannot stop the trace");
}

void trace_session_close(struct trace_session *s)
{
	trace_ring_close(&s->ring);
	trace_instance_remove(&s->instance);
	if (s->formats)
		trace_lib.tep_free(s->formats);
	if (s->uevents >= 0)
		close(s->uevents);
	*s = (struct trace_session){ .uevents = -1 };
}

void trace_session_fds(const struct trace_session *s, struct pollfd fds[TRACE_FDS])
{
	fds[FD_RECORDS] = (struct pollfd){ .fd = s->ring.wait_fd, .events = POLLIN };
	fds[FD_UEVENTS] = (struct pollfd){ .fd = s->uevents, .events = POLLIN };
}

int trace_session_update(struct trace_session *s, const struct pollfd fds[TRACE_FDS],
			 struct fail *why)
{
	const bool idle = !fds[FD_RECORDS].revents && !fds[FD_UEVENTS].revents;
	char state;

	if (!idle && !(fds[FD_UEVENTS].revents && uevent_modules_changed(s->uevents)))
		return 0;
	state = enabled_state(s);
	if (state != '\0')
		return state == '1' && s->present ? 0 : enable(s, why);
	s->present = false;
	return check_support(s->root, why);
}

/* The type of a record is in the first two bytes (common_type); 0: there is none. */
static int record_type(const struct tep_record *data)
{
	u16 type = 0;

	if (data->size >= (int)sizeof(type))
		memcpy(&type, data->data, sizeof(type));
	return type;
}

static struct tep_event *find_format(const struct trace_session *s, int type)
{
	return s->formats && type > FTRACE_TYPES ? trace_lib.tep_find_event(s->formats, type)
						 : NULL;
}

/* An event of a module that was loaded again since the formats were read. */
static struct tep_event *find_new_format(struct trace_session *s, int type)
{
	struct tep_event *event;

	if (type <= FTRACE_TYPES || type == s->unknown)
		return NULL;
	event = read_formats(s) == 0 ? find_format(s, type) : NULL;
	if (!event)
		s->unknown = type;
	return event;
}

int trace_session_next(struct trace_session *s, struct trace_record *ret, struct tep_record *data,
		       u64 *lost)
{
	struct tep_event *event;
	int rc = trace_ring_next(&s->ring, data), type;

	*lost = s->ring.lost;
	s->ring.lost = 0;
	if (rc <= 0)
		return rc;
	type = record_type(data);
	event = find_format(s, type);
	if (!event)
		event = find_new_format(s, type);
	*ret = (struct trace_record){ event, data };
	if (!event) {
		/* Reported with the next event, so that there is one message for all of them. */
		s->ring.lost = *lost + (type > FTRACE_TYPES);
		*lost = 0;
	}
	return 1;
}
