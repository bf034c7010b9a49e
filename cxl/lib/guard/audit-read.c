// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reading the audit record from the logs. */
#include <fcntl.h>
#include <stdlib.h>

#include "cxl/lib/guard/audit-read.h"
#include "cxl/lib/guard/audit.h"
#include "cxl/lib/guard/facts.h"
#include "cxl/lib/guard/journal.h"

#define RECORD_MAX 8192	       /* more than the maximum of one read of /dev/kmsg */
#define FILE_LIMIT (16U << 20) /* only the end of a larger log file is read */
#define ENTRIES_MAX 5000       /* any user can write to the system log */

struct audit_reader {
	const char *since;
	struct rec *out;
	struct audit_sources *sources;
};

static bool same_text(const struct rec *a, const struct rec *b, const char *key)
{
	const char *x = rec_get_str(a, key), *y = rec_get_str(b, key);

	return x && y && str_eq(x, y);
}

static bool known(const struct rec *all, const struct rec *r)
{
	const struct rec *pid = rec_get(r, "pid"), *other, *o;

	rec_foreach(o, all) {
		other = rec_get(o, "pid");
		if (same_text(o, r, "time") && same_text(o, r, "event") && pid && other &&
		    pid->u == other->u)
			return true;
	}
	return false;
}

static void add_line(struct audit_reader *g, const char *line, size_t len)
{
	auto_rec struct rec *r = rec_new_obj();
	const struct rec *m;
	struct rec *o;
	int rc;

	if (!r)
		return;
	rc = audit_line_parse(line, len, r);
	g->sources->bad += rc == -EBADMSG;
	if (rc < 0 || strcmp(rec_get_str(r, "time"), g->since) < 0 || known(g->out, r))
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
}

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

/* Each read returns one record; EPIPE: records were overwritten before they were read. */
static void read_kmsg(struct audit_reader *g, int fd)
{
	char buf[RECORD_MAX];
	ssize_t n;

	for (;;) {
		n = read(fd, buf, sizeof(buf));
		if (n > 0)
			add_lines(g, buf, (size_t)n);
		else if (n == 0 || (errno != EPIPE && errno != EINTR && errno != EINVAL))
			return;
	}
}

/* The kernel log of a captured or simulated system is a file. */
static void read_file(struct audit_reader *g, int fd)
{
	auto_free char *buf = malloc(FILE_LIMIT);
	off_t size = lseek(fd, 0, SEEK_END);
	size_t len = 0;
	ssize_t n = 1;

	if (!buf || size < 0 ||
	    lseek(fd, size > (off_t)FILE_LIMIT ? size - (off_t)FILE_LIMIT : 0, SEEK_SET) < 0)
		return;
	while (n > 0 && len < FILE_LIMIT) {
		n = read(fd, buf + len, FILE_LIMIT - len);
		len += n > 0 ? (size_t)n : 0;
	}
	add_lines(g, buf, len);
}

static void gather_kmsg(const struct cxl_ctx *ctx, struct audit_reader *g)
{
	auto_close int fd = sys_open(&ctx->root, TREE_DEV, "kmsg", O_RDONLY);
	u64 restricted = 0;

	if (fd < 0) {
		if (facts_kernel_number(ctx, "dmesg_restrict", &restricted) < 0)
			restricted = 0;
		missing(g, "kernel log",
			restricted ? "kernel.dmesg_restrict is set: run as root" : "run as root",
			fd);
		return;
	}
	g->sources->read++;
	if (ctx->root.captured)
		read_file(g, fd);
	else
		read_kmsg(g, fd);
}

static void gather_logs(const struct cxl_ctx *ctx, struct audit_reader *g)
{
	static const char *const names[] = { "syslog.1", "syslog", "messages", "user.log" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		auto_close int fd = sys_open(&ctx->root, TREE_LOG, names[i], O_RDONLY);

		if (fd == -ENOENT)
			continue;
		if (fd < 0) {
			missing(g, names[i], "run as root", fd);
			continue;
		}
		g->sources->read++;
		read_file(g, fd);
	}
}

static void add_message(void *data, const char *line, size_t len)
{
	add_line(data, line, len);
}

/* The journal of a captured system is not read. */
static void gather_journal(const struct cxl_ctx *ctx, struct audit_reader *g)
{
	int rc = -EOPNOTSUPP;

	if (!sys_exists(&ctx->root, TREE_LOG, "journal") && ctx->root.captured)
		return;
	if (!ctx->root.captured)
		rc = journal_lines(AUDIT_IDENTIFIER, add_message, g);
	if (rc >= 0)
		g->sources->read++;
	else if (sys_exists(&ctx->root, TREE_LOG, "journal"))
		missing(g, "journal", "see 'journalctl -t " AUDIT_IDENTIFIER "'", rc);
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

void audit_read(const struct cxl_ctx *ctx, const char *since, struct rec *out,
		struct audit_sources *ret)
{
	struct audit_reader g = { .since = since, .out = out, .sources = ret };

	*ret = (struct audit_sources){ .read = 0 };
	gather_kmsg(ctx, &g);
	gather_logs(ctx, &g);
	gather_journal(ctx, &g);
	if (!rec_failed(out))
		sort_by_time(out);
}
