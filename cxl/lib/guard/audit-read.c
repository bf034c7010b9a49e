// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reading the audit record from the logs. */
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>

#include "cxl/lib/guard/audit-read.h"
#include "cxl/lib/guard/audit.h"
#include "cxl/lib/guard/facts.h"
#include "cxl/lib/guard/journal.h"
#include "util/num.h"
#include "util/time-parse.h"

#define RECORD_MAX 8192	       /* more than the maximum of one read of /dev/kmsg */
#define FILE_LIMIT (16U << 20) /* only the end of a larger log file is read */
#define ENTRIES_MAX 5000

struct audit_reader {
	const struct audit_query *query;
	enum audit_source from; /* of the log that is being read */
	/* Of the record that is being read. */
	u64 when;	/* microseconds since 1970; UINT64_MAX: not known */
	bool this_boot; /* since boot, whatever the clock was then */
	struct rec *out;
	struct audit_sources *sources;
};

static bool same_text(const struct rec *a, const struct rec *b, const char *key)
{
	const char *x = rec_get_str(a, key), *y = rec_get_str(b, key);

	return x && y ? str_eq(x, y) : x == y;
}

static bool same_number(const struct rec *a, const struct rec *b)
{
	return rec_get(a, "number")->u == rec_get(b, "number")->u &&
	       rec_get(a, "pid")->u == rec_get(b, "pid")->u;
}

/* Each record is written to two logs. */
static bool known(const struct rec *all, const struct rec *r)
{
	const struct rec *o;

	rec_foreach(o, all)
		if (same_number(o, r) && same_text(o, r, "time") && same_text(o, r, "event"))
			return true;
	return false;
}

bool audit_same_action(const struct rec *a, const struct rec *b)
{
	return same_number(a, b) && same_text(a, b, "device") && same_text(a, b, "route") &&
	       same_text(a, b, "opcode") && same_text(a, b, "path");
}

static bool wanted(const struct audit_reader *g, const struct rec *r)
{
	const struct audit_query *q = g->query;
	const char *time = rec_get_str(r, "time");

	return ((q->since_boot && g->this_boot) || strcmp(time, q->since) >= 0) &&
	       (!*q->until || strncmp(time, q->until, strlen(q->until)) <= 0);
}

static void add_line(struct audit_reader *g, const char *line, size_t len)
{
	auto_rec struct rec *r = rec_new_obj();
	const struct rec *m;
	struct rec *o;
	int rc;

	if (!r) {
		g->sources->more = true;
		return;
	}
	if (g->from == AUDIT_KERNEL && !*g->sources->warning &&
	    kernel_warning_parse(line, len, g->sources->warning, sizeof(g->sources->warning)) == 0)
		return;
	rc = audit_line_parse(g->from, line, len, r);
	if (rc == -EBADMSG) {
		g->sources->bad++;
		/* Anybody can write to a text file. */
		g->sources->damaged |=
			g->from != AUDIT_TEXT && ((g->query->since_boot && g->this_boot) ||
						  g->when >= g->query->covered_since);
	}
	if (rc < 0 || !wanted(g, r) || known(g->out, r))
		return;
	if (g->out->count == ENTRIES_MAX) {
		g->sources->more = true;
		return;
	}
	o = rec_obj(g->out, NULL);
	rec_foreach(m, r) {
		if (m->kind == VAL_STR)
			rec_str(o, m->key, m->s);
		else
			rec_uint(o, m->key, m->u);
	}
	if (g->from == AUDIT_TEXT)
		rec_bool(o, "verified", false);
}

/* Lines that start with a blank continue a record of /dev/kmsg. */
static void add_lines(struct audit_reader *g, const char *text, size_t len)
{
	const char *end = text + len, *nl;

	for (; text < end; text = nl + 1) {
		nl = memchr(text, '\n', (size_t)(end - text));
		if (!nl)
			nl = end;
		add_line(g, text, (size_t)(nl - text));
		if (nl == end)
			break;
	}
}

static void missing(struct audit_reader *g, const char *name, const char *hint, int err)
{
	size_t i = g->sources->missing_count;

	if (i == ARRAY_SIZE(g->sources->missing))
		return;
	g->sources->missing_count++;
	g->sources->missing[i].name = name;
	fail_set(&g->sources->missing[i].why, err, "unreadable", hint, "cannot read: %s",
		 strerror(-err));
}

/* Microseconds since 1970. */
static u64 boot_time(void)
{
	struct timespec up = { 0 };

	clock_gettime(CLOCK_BOOTTIME, &up);
	return time_now() - ((u64)up.tv_sec * USEC_PER_SEC + (u64)up.tv_nsec / 1000);
}

/* Each read returns one record; EPIPE: records were overwritten before they were read. */
static bool read_kmsg(struct audit_reader *g, int fd)
{
	bool complete = true, first = true;
	char buf[RECORD_MAX + 1];
	ssize_t n;

	for (;;) {
		n = read(fd, buf, RECORD_MAX);
		if (n > 0) {
			buf[n] = '\0';
			if (first && !kernel_log_covers(buf, boot_time(), g->query->covered_since))
				complete = false;
			first = false;
			add_lines(g, buf, (size_t)n);
		} else if (n < 0 && errno == EPIPE) {
			complete = false;
		} else if (n == 0 || errno == EAGAIN) {
			return complete;
		} else if (errno != EINTR) {
			return false;
		}
	}
}

/* The kernel log of a captured or simulated system is a file. False: not read to its start. */
static bool read_file(struct audit_reader *g, int fd)
{
	auto_free char *buf = malloc(FILE_LIMIT);
	off_t size = lseek(fd, 0, SEEK_END);
	bool whole = size >= 0 && size <= (off_t)FILE_LIMIT;
	size_t len = 0;
	ssize_t n = 1;

	if (!buf || size < 0 || lseek(fd, whole ? 0 : size - (off_t)FILE_LIMIT, SEEK_SET) < 0)
		return false;
	while (n > 0 && len < FILE_LIMIT) {
		n = read(fd, buf + len, FILE_LIMIT - len);
		len += n > 0 ? (size_t)n : 0;
	}
	add_lines(g, buf, len);
	if (g->from == AUDIT_KERNEL && len && buf[len - 1] != '\n')
		whole = false; /* the last record is cut */
	return whole && n >= 0;
}

static void gather_kmsg(const struct cxl_ctx *ctx, struct audit_reader *g)
{
	auto_close int fd = sys_open(&ctx->root, TREE_DEV, "kmsg", O_RDONLY);
	u64 restricted = 0;
	bool complete;

	g->from = AUDIT_KERNEL;
	if (fd == -ENOENT && ctx->root.captured) {
		missing(g, "kernel log", ctx_not_captured(ctx), fd);
		return;
	}
	if (fd < 0) {
		if (facts_kernel_number(ctx, "dmesg_restrict", &restricted) < 0)
			restricted = 0;
		missing(g, "kernel log",
			restricted ? "kernel.dmesg_restrict is set: run as root" : "run as root",
			fd);
		return;
	}
	if (!ctx->root.captured && !audit_is_kmsg(fd)) {
		missing(g, "kernel log", "kmsg is not the kernel log; this may be a container",
			-ENODEV);
		return;
	}
	g->sources->read++;
	g->this_boot = true;
	complete = ctx->root.captured ? read_file(g, fd) : read_kmsg(g, fd);
	g->this_boot = false;
	g->sources->complete = g->sources->complete || complete;
}

/* Any user can write to the system log, so these files do not prove that nothing else happened. */
static void gather_text_files(const struct cxl_ctx *ctx, struct audit_reader *g)
{
	static const char *const names[] = { "syslog.1", "syslog", "messages", "user.log" };
	size_t i;

	g->from = AUDIT_TEXT;
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		auto_close int fd = sys_open(&ctx->root, TREE_LOG, names[i], O_RDONLY);

		if (fd == -ENOENT)
			continue;
		if (fd < 0)
			missing(g, names[i], "run as root", fd);
		else if (!read_file(g, fd))
			g->sources->more = true;
	}
}

static void add_message(void *data, const struct journal_entry *e)
{
	struct audit_reader *g = data;

	g->when = e->when;
	g->this_boot = e->this_boot;
	add_line(g, e->message, e->len);
	g->when = UINT64_MAX;
	g->this_boot = false;
}

/* The journal of a captured system is not read. */
static void gather_journal(const struct cxl_ctx *ctx, struct audit_reader *g)
{
	u64 oldest = UINT64_MAX;
	int rc = -EOPNOTSUPP;

	if (!sys_exists(&ctx->root, TREE_LOG, "journal") && ctx->root.captured)
		return;
	g->from = AUDIT_JOURNAL;
	if (!ctx->root.captured)
		rc = journal_messages(AUDIT_IDENTIFIER, add_message, g, &oldest);
	if (rc >= 0) {
		g->sources->read++;
		if (oldest <= g->query->covered_since)
			g->sources->complete = true;
	} else if (sys_exists(&ctx->root, TREE_LOG, "journal")) {
		missing(g, "journal", "see 'journalctl -t " AUDIT_IDENTIFIER "'", rc);
	}
}

/* Insertion sort: the entries are few and nearly in order. */
static void sort_by_time(struct rec *arr)
{
	struct rec *sorted = NULL, *r = arr->first, *next, **at;

	arr->last = NULL;
	for (; r; r = next) {
		next = r->next;
		at = &sorted;
		if (arr->last &&
		    strcmp(rec_get_str(arr->last, "time"), rec_get_str(r, "time")) <= 0)
			at = &arr->last->next;
		while (*at && strcmp(rec_get_str(*at, "time"), rec_get_str(r, "time")) <= 0)
			at = &(*at)->next;
		r->next = *at;
		*at = r;
		if (!r->next)
			arr->last = r;
	}
	arr->first = sorted;
}

void audit_read(const struct cxl_ctx *ctx, const struct audit_query *q, struct rec *out,
		struct audit_sources *ret)
{
	struct audit_reader g = { .query = q, .when = UINT64_MAX, .out = out, .sources = ret };

	*ret = (struct audit_sources){ .read = 0 };
	gather_kmsg(ctx, &g);
	gather_journal(ctx, &g);
	if (q->text_files)
		gather_text_files(ctx, &g);
	if (ret->more || ret->damaged || rec_failed(out))
		ret->complete = false;
	if (!rec_failed(out))
		sort_by_time(out);
}
