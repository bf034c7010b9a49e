// SPDX-License-Identifier: GPL-2.0-only
/* cxl monitor: trace events of the system cxl, as they happen. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "cxl/common.h"
#include "cxl/lib/trace/event.h"
#include "cxl/lib/trace/session.h"
#include "cxl/monitor-filter.h"
#include "cxl/monitor-output.h"
#include "util/daemon.h"
#include "util/notify.h"
#include "util/time-parse.h"

static const char *const formats[] = { "json", "pairs", NULL };

struct args {
	struct common_args common;
	const char *log, *format;
	bool daemon;
	struct monitor_filter filter;
};

static const struct opt opts[] = {
	OPT_STR_ROW('l', "log", struct args, log, "<file> | standard | syslog",
		    "where to write the events to, default standard output"),
	OPT_BOOL_ROW(0, "daemon", struct args, daemon, "run in the background"),
	OPT_BOOL_ROW('u', "human", struct args, common.human,
		     "print each JSON object on several lines"),
	OPT_BOOL_ROW('v', "verbose", struct args, common.debug, "print debug messages"),
	OPT_ENUM_ROW(0, "format", struct args, format, "json|pairs", formats,
		     "print decoded events as json or pairs"),
	OPT_STR_ROW('m', "memdev", struct args, filter.memdevs, "memdev",
		    "filter by memory device name(s)"),
	OPT_STR_ROW('e', "event", struct args, filter.events, "event", "filter by event name(s)"),
	OPT_ENUM_ROW('s', "severity", struct args, filter.severity, "info|warning|failure|fatal",
		     monitor_severities, "print events of this severity or a higher one"),
	{ 0 },
};

struct monitor {
	struct inv *inv;
	struct trace_session session;
	struct monitor_output out;
	int signals;  /* signalfd(2) */
	int ready_fd; /* of the process in the foreground; negative: none */
	bool present; /* of the events, as last reported */
	bool more;    /* events were read that are not printed yet */
	bool stopped;
	bool reopen;   /* the log file */
	int stop_wait; /* ms for a reader that is slow, after a signal */
};

/* Time of an event on the clock "mono" of the trace. "": not known. */
static void event_time(u64 ts, char *buf, size_t size)
{
	struct timespec mono = { 0 };
	u64 now;

	clock_gettime(CLOCK_MONOTONIC, &mono);
	now = (u64)mono.tv_sec * 1000000000 + (u64)mono.tv_nsec;
	time_format(time_now() - (now > ts ? now - ts : 0) / 1000, buf, size);
}

static enum output_priority priority_of(const struct trace_record *t)
{
	static const enum output_priority priorities[] = { PRIORITY_INFO, PRIORITY_WARNING,
							   PRIORITY_ERROR, PRIORITY_CRITICAL };
	const int severity = trace_event_severity(t);

	return severity < 0 ? PRIORITY_NOTICE : priorities[severity];
}

static int reopen(struct monitor *m, struct fail *why)
{
	char text[sizeof(why->message)];

	m->reopen = false;
	if (monitor_output_reopen(&m->out, why) == 0)
		return 0;
	snprintf(text, sizeof(text), "%s", why->message);
	*why = (struct fail){ 0 };
	return monitor_output_message(&m->out, text, PRIORITY_ERROR, why);
}

/* SIGHUP opens a log file again; without one, it ends the monitor as other signals do. */
static void take_signal(struct monitor *m)
{
	struct signalfd_siginfo info;

	if (read(m->signals, &info, sizeof(info)) != (ssize_t)sizeof(info))
		return;
	if (info.ssi_signo == SIGHUP && m->out.kind != OUTPUT_STANDARD)
		m->reopen = true;
	else
		m->stopped = true;
}

/* A reader that does not read must not prevent the end, and is not waited for twice. */
static int wait_for_output(void *data, int fd)
{
	struct monitor *m = data;
	struct pollfd fds[2];
	int timeout, n;

	for (;;) {
		timeout = fd < 0 ? MONITOR_PAUSE_MS : m->stopped ? m->stop_wait : -1;
		fds[0] = (struct pollfd){ .fd = fd, .events = POLLOUT };
		fds[1] = (struct pollfd){ .fd = m->stopped ? -1 : m->signals, .events = POLLIN };
		n = poll(fds, ARRAY_SIZE(fds), timeout);
		if (fds[0].revents || (n < 0 && errno != EINTR))
			return 0;
		if (fds[1].revents)
			take_signal(m);
		else if (n == 0)
			break;
	}
	if (fd < 0)
		return 0;
	m->stop_wait = 0;
	return -EAGAIN;
}

static int print_event(struct monitor *m, const struct trace_record *t, struct fail *why)
{
	auto_rec struct rec *list = rec_new_arr();
	struct rec *r = rec_obj(list, NULL);
	char when[40];

	if (m->out.style == STYLE_NDCTL) {
		trace_fields_add(t, r);
	} else {
		event_time(t->data->ts, when, sizeof(when));
		trace_event_add(t, when, r);
	}
	return monitor_output_event(&m->out, list, priority_of(t), why);
}

#define DRAIN_MAX 256 /* events, until signals are looked at */

static int drain(struct monitor *m, struct fail *why)
{
	const struct args *a = m->inv->args;
	struct trace_record t;
	struct tep_record data;
	u64 lost = 0;
	int rc = 1, i;

	for (i = 0; i < DRAIN_MAX; i++) {
		rc = trace_session_next(&m->session, &t, &data, &lost);
		if (rc <= 0)
			break;
		if (lost > 0 && monitor_output_lost(&m->out, lost, why) < 0)
			return why->err;
		if (t.event && monitor_filter_matches(&a->filter, &t) &&
		    print_event(m, &t, why) < 0)
			return why->err;
	}
	if (rc < 0)
		return fail_set(why, rc, "trace_unreadable", "", "cannot read the trace: %s",
				strerror(-rc));
	m->more = rc > 0;
	return rc == 0 && lost > 0 ? monitor_output_lost(&m->out, lost, why) : 0;
}

/* What the service manager shows, and a message when it changes. */
static int report_state(struct monitor *m, bool first, struct fail *why)
{
	const bool present = m->session.present;

	if (!first && present == m->present)
		return 0;
	m->present = present;
	notify_send(present ? "STATUS=Monitoring CXL events"
			    : "STATUS=Waiting for the module cxl_core");
	if (first && present)
		return 0;
	return monitor_output_message(
		&m->out,
		present ? "monitoring CXL events again"
			: "no CXL trace events: waiting for the module cxl_core",
		PRIORITY_NOTICE, why);
}

enum { FD_SIGNALS, FD_OUTPUT, FD_TRACE };

static int wait_for_events(struct monitor *m, struct fail *why)
{
	struct pollfd fds[FD_TRACE + TRACE_FDS] = {
		[FD_SIGNALS] = { .fd = m->signals, .events = POLLIN },
		/* Only errors: a pipe whose reader has ended. */
		[FD_OUTPUT] = { .fd = m->out.kind == OUTPUT_STANDARD ? m->out.fd : -1 },
	};
	const int timeout = m->more || m->reopen || m->stopped ? 0 : TRACE_WAIT_MS;
	int rc;

	trace_session_fds(&m->session, fds + FD_TRACE);
	if (poll(fds, ARRAY_SIZE(fds), timeout) < 0)
		return errno == EINTR ? 0 : fail_set(why, -errno, "internal", "", "poll failed");
	if (fds[FD_OUTPUT].revents & (POLLERR | POLLHUP))
		return fail_set(why, -EPIPE, "write_failed", "",
				"cannot write to standard output: %s", strerror(EPIPE));
	if (fds[FD_SIGNALS].revents)
		take_signal(m);
	if (m->reopen && reopen(m, why) < 0)
		return why->err;
	rc = trace_session_update(&m->session, fds + FD_TRACE, why);
	return rc < 0 ? rc : report_state(m, false, why);
}

static int loop(struct monitor *m, struct fail *why)
{
	int rc;

	do {
		rc = wait_for_events(m, why);
		if (rc == 0)
			rc = drain(m, why);
	} while (rc == 0 && !m->stopped);
	/* What is in the buffers, but nothing that is added meanwhile. */
	if (rc == 0 && m->more)
		rc = trace_session_stop(&m->session, why);
	while (rc == 0 && m->more)
		rc = drain(m, why);
	return rc;
}

/* Signals that the caller ignores, as nohup(1) does, remain ignored; a daemon has no caller. */
static int open_signals(const struct args *a)
{
	static const int numbers[] = { SIGTERM, SIGINT, SIGQUIT, SIGHUP };
	struct sigaction now;
	sigset_t set;
	size_t i;
	int fd;

	sigemptyset(&set);
	for (i = 0; i < ARRAY_SIZE(numbers); i++)
		if (a->daemon || numbers[i] == SIGTERM || sigaction(numbers[i], NULL, &now) < 0 ||
		    now.sa_handler != SIG_IGN)
			sigaddset(&set, numbers[i]);
	sigprocmask(SIG_BLOCK, &set, NULL);
	fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return fd < 0 ? -errno : fd;
}

static int start(struct monitor *m, struct fail *why)
{
	const struct args *a = m->inv->args;
	struct cxl_ctx *ctx = m->inv->ctx;
	int rc;

	m->signals = open_signals(a);
	if (m->signals < 0)
		return fail_set(why, m->signals, "internal", "", "cannot receive signals: %s",
				strerror(-m->signals));
	rc = trace_session_open(&m->session, &ctx->root,
				m->out.style == STYLE_NDCTL ? NULL : "mono", why);
	if (rc == 0)
		rc = monitor_output_open(&m->out, why);
	if (rc == 0)
		rc = report_state(m, true, why);
	if (rc == 0 && a->daemon)
		rc = monitor_output_message(&m->out, "cxl monitor daemon started.", PRIORITY_NOTICE,
					    why);
	if (rc < 0)
		return rc;
	notify_send("READY=1");
	if (m->ready_fd >= 0)
		daemon_ready(&m->ready_fd);
	return 0;
}

/* In the background, nobody reads stderr; the system log is what remains if the log fails. */
static void report(struct monitor *m, const struct fail *why)
{
	struct monitor_output syslog = {
		.kind = OUTPUT_SYSLOG,
		.root = m->out.root,
		.fd = -1,
		.wait = wait_for_output,
		.wait_data = m,
	};
	const struct args *a = m->inv->args;

	if (a->daemon && m->ready_fd < 0 && monitor_output_open(&syslog, NULL) == 0 &&
	    monitor_output_message(&syslog, why->message, PRIORITY_ERROR, NULL) < 0)
		errno = 0; /* there is no other place */
	monitor_output_close(&syslog);
	if (wait_for_output(m, STDERR_FILENO) < 0)
		close(STDERR_FILENO); /* a write would not return */
	inv_fail(m->inv, "", m->inv->cmd->name, why);
}

static int run_monitor(struct monitor *m)
{
	struct fail why = { 0 };
	int rc = start(m, &why);

	if (rc == 0)
		rc = loop(m, &why);
	notify_send("STOPPING=1");
	if (rc < 0)
		report(m, &why);
	trace_session_close(&m->session);
	monitor_output_close(&m->out);
	if (m->signals >= 0)
		close(m->signals);
	return inv_exit_status(m->inv);
}

/* Returns EXIT_DONE or the exit status. */
static int check_args(struct inv *inv, struct monitor_output *out)
{
	const struct args *a = inv->args;
	const char *log = a->log ? a->log : a->daemon ? "" : "standard";
	struct fail why = { 0 };

	out->kind = str_eq(log, "standard") ? OUTPUT_STANDARD
		    : str_eq(log, "syslog") ? OUTPUT_SYSLOG
					    : OUTPUT_FILE;
	out->path = log;
	if (a->log && !*a->log)
		return inv_usage(inv, "the name of the log file is empty");
	if (a->daemon &&
	    (out->kind == OUTPUT_STANDARD || (out->kind == OUTPUT_FILE && *log && *log != '/')))
		return inv_usage(inv,
				 "relative path or 'standard' are not compatible with daemon mode");
	if (monitor_filter_check(&a->filter, &why) < 0)
		return inv_usage(inv, "%s", why.message);
	out->style = !a->format			 ? STYLE_NDCTL
		     : str_eq(a->format, "json") ? STYLE_JSON
						 : STYLE_PAIRS;
	out->pretty = a->common.human;
	if (out->pretty && out->style == STYLE_PAIRS)
		return inv_usage(inv, "--human cannot be combined with --format pairs");
	return EXIT_DONE;
}

static int run(struct inv *inv)
{
	struct cxl_ctx *ctx = inv->ctx;
	struct args *a = inv->args;
	struct monitor m = {
		.inv = inv,
		.out = { .root = &ctx->root, .fd = -1, .wait = wait_for_output, .wait_data = &m },
		.signals = -1,
		.ready_fd = -1,
		.stop_wait = 1000,
		.session.uevents = -1,
	};
	struct fail why = { 0 };
	char path[64];
	int rc = check_args(inv, &m.out), status;

	if (rc != EXIT_DONE)
		return rc;
	if (a->daemon && !a->log) {
		snprintf(path, sizeof(path), "%s/cxl-monitor.log", sys_tree_name(TREE_LOG));
		m.out.path = path;
	}
	rc = a->daemon ? daemon_start(&m.ready_fd, &status) : 0;
	if (rc < 0) {
		fail_set(&why, rc, "no_process", "", "cannot start a process: %s", strerror(-rc));
		report(&m, &why);
		return EXIT_INTERNAL;
	}
	return rc > 0 ? status : run_monitor(&m);
}

const struct cmd cmd_monitor = {
	.name = "monitor",
	.args = "[<options>]",
	.group = "Events",
	.help = "print or record the events of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.risk = RISK_READ,
	.needs = "root",
	.run = run,
};
