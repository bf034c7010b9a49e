// SPDX-License-Identifier: GPL-2.0-only
/* Where cxl monitor writes events and messages to, and in which format. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "cxl/monitor-output.h"
#include "util/append.h"
#include "util/cmd.h"
#include "util/out-json.h"
#include "util/out-pairs.h"
#include "util/strbuf.h"
#include "util/time-parse.h"

#define FACILITY_DAEMON (3 << 3)

static const char *target(const struct monitor_output *o)
{
	return o->kind == OUTPUT_STANDARD ? "standard output"
	       : o->kind == OUTPUT_SYSLOG ? "the system log"
					  : o->path;
}

static int write_failed(const struct monitor_output *o, int err, struct fail *why)
{
	if (err == -EAGAIN)
		return fail_set(why, err, "write_failed", "",
				"events were not written: the reader has stopped reading");
	return fail_set(why, err, "write_failed", "", "cannot write to %s: %s", target(o),
			strerror(-err));
}

static int open_target(const struct monitor_output *o)
{
	return o->kind == OUTPUT_FILE	  ? append_open(o->path)
	       : o->kind == OUTPUT_SYSLOG ? sys_connect(o->root, TREE_DEV, "log")
					  : STDOUT_FILENO;
}

int monitor_output_open(struct monitor_output *o, struct fail *why)
{
	o->fd = open_target(o);
	return o->fd >= 0 ? 0
			  : fail_set(why, o->fd, "write_failed", "", "cannot open %s: %s",
				     target(o), strerror(-o->fd));
}

int monitor_output_reopen(struct monitor_output *o, struct fail *why)
{
	struct monitor_output again = *o;
	int rc;

	if (o->kind != OUTPUT_FILE)
		return 0;
	rc = monitor_output_open(&again, why);
	if (rc < 0)
		return rc;
	close(o->fd);
	o->fd = again.fd;
	return 0;
}

void monitor_output_close(struct monitor_output *o)
{
	if (o->fd >= 0 && o->kind != OUTPUT_STANDARD)
		close(o->fd);
	o->fd = -1;
}

static int wait_for(const struct monitor_output *o, int fd)
{
	return o->wait ? o->wait(o->wait_data, fd) : 0;
}

static int send_datagram(const struct monitor_output *o, const char *text, size_t len)
{
	const int flags = MSG_NOSIGNAL | (o->wait ? MSG_DONTWAIT : 0);

	while (send(o->fd, text, len, flags) < 0) {
		if (errno != EINTR && errno != EAGAIN)
			return -errno;
		if (errno == EAGAIN && wait_for(o, o->fd) < 0)
			return -EAGAIN;
	}
	return 0;
}

static int reconnect(struct monitor_output *o)
{
	const int fd = sys_connect(o->root, TREE_DEV, "log");

	if (fd < 0)
		return fd;
	close(o->fd);
	o->fd = fd;
	return 0;
}

static bool is_restarting(int err)
{
	return err == -ECONNREFUSED || err == -ENOENT;
}

#define SYSLOG_TRIES 50 /* 5 s */

/* The socket is connected to a service, which may have been restarted, or be restarting. */
static int send_syslog(struct monitor_output *o, const char *text, enum output_priority priority)
{
	auto_strbuf struct strbuf b = { 0 };
	int tries, rc;

	strbuf_addf(&b, "<%d>cxl-monitor[%d]: %s", FACILITY_DAEMON | priority, (int)getpid(), text);
	if (b.failed)
		return -ENOMEM;
	while (b.len && b.s[b.len - 1] == '\n')
		b.len--;
	rc = send_datagram(o, b.s, b.len);
	if (rc == 0 || rc == -EAGAIN)
		return rc;
	for (tries = 0; tries < SYSLOG_TRIES; tries++) {
		rc = reconnect(o);
		if (rc == 0)
			rc = send_datagram(o, b.s, b.len);
		if (!is_restarting(rc) || !o->wait || wait_for(o, -1) < 0)
			break;
	}
	return rc;
}

/*
 * A pipe that poll(2) calls writable has space for PIPE_BUF bytes: a larger write would wait for
 * the reader while signals are blocked. Lines of a log file are written at once, since another
 * process may write to it, too.
 */
static int put_text(const struct monitor_output *o, const char *text)
{
	size_t len = strlen(text), part;
	int rc = 0;

	for (; rc == 0 && len > 0; text += part, len -= part) {
		part = o->kind == OUTPUT_STANDARD ? MIN(len, (size_t)PIPE_BUF) : len;
		rc = wait_for(o, o->fd);
		if (rc == 0)
			rc = append_text(o->fd, text, part);
	}
	return rc;
}

static int put(struct monitor_output *o, const char *text, enum output_priority priority,
	       struct fail *why)
{
	int rc = o->kind == OUTPUT_SYSLOG ? send_syslog(o, text, priority) : put_text(o, text);

	return rc < 0 ? write_failed(o, rc, why) : 0;
}

/* The caller frees the result; NULL: out of memory. */
static char *format(const struct monitor_output *o, const struct rec *list)
{
	const struct out_opts opts = { .bare = true, .bytes = true };
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);
	int rc;

	if (!f)
		return NULL;
	if (o->style == STYLE_PAIRS) {
		rc = out_pairs(f, list, &opts);
	} else if (o->pretty && o->kind != OUTPUT_SYSLOG) {
		rc = out_json(f, list, &opts);
	} else {
		auto_free char *line = out_json_line(list->first);

		rc = line && fprintf(f, "%s\n", line) > 0 ? 0 : -ENOMEM;
	}
	if (fclose(f) == 0 && rc == 0)
		return text;
	free(text);
	return NULL;
}

int monitor_output_event(struct monitor_output *o, const struct rec *list,
			 enum output_priority priority, struct fail *why)
{
	auto_free char *text = rec_failed(list) ? NULL : format(o, list);

	return text ? put(o, text, priority, why) : fail_nomem(why);
}

/* An event of the monitor itself. */
static struct rec *add_own_event(struct rec *list, const char *event)
{
	struct rec *r = rec_obj(list, NULL);
	char when[40];

	time_format(time_now(), when, sizeof(when));
	rec_str(r, "time", when);
	rec_str(r, "event", event);
	return r;
}

/* The message is lost if it is not read before the monitor is stopped. */
static void put_on_stderr(const struct monitor_output *o, const char *text)
{
	if (wait_for(o, STDERR_FILENO) == 0)
		inv_notify(text);
}

/* As ndctl marks lines that are not events. */
static int put_marked(struct monitor_output *o, const char *text, struct fail *why)
{
	auto_strbuf struct strbuf b = { 0 };
	struct timespec now = { 0 };

	clock_gettime(CLOCK_REALTIME, &now);
	strbuf_addf(&b, "[%10lld.%09ld] [%d] %s\n", (long long)now.tv_sec, now.tv_nsec,
		    (int)getpid(), text);
	return b.failed ? fail_nomem(why) : put(o, b.s, PRIORITY_NOTICE, why);
}

int monitor_output_message(struct monitor_output *o, const char *text,
			   enum output_priority priority, struct fail *why)
{
	auto_rec struct rec *list = rec_new_arr();

	if (o->kind == OUTPUT_STANDARD) {
		put_on_stderr(o, text);
		return 0;
	}
	if (o->kind == OUTPUT_SYSLOG)
		return put(o, text, priority, why);
	if (o->style == STYLE_NDCTL)
		return put_marked(o, text, why);
	rec_str(add_own_event(list, "message"), "message", text);
	return monitor_output_event(o, list, priority, why);
}

int monitor_output_lost(struct monitor_output *o, u64 count, struct fail *why)
{
	auto_rec struct rec *list = rec_new_arr();
	char text[64];

	snprintf(text, sizeof(text), "%llu event%s lost", (unsigned long long)count,
		 count == 1 ? " was" : "s were");
	if (o->style == STYLE_NDCTL)
		return monitor_output_message(o, text, PRIORITY_WARNING, why);
	if (o->kind == OUTPUT_STANDARD)
		put_on_stderr(o, text);
	rec_uint(add_own_event(list, "lost_events"), "count", count);
	return monitor_output_event(o, list, PRIORITY_WARNING, why);
}
