// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reading the record of changes back. */
#include <fcntl.h>
#include <stdlib.h>

#include "cxl/lib/guard/audit-read.h"
#include "cxl/lib/guard/facts.h"
#include "util/num.h"

#define IDENT "cxl-audit"
#define RECORD_MAX 8192		/* more than /dev/kmsg gives in one read */
#define FILE_LIMIT (16U << 20)	/* of a log file, its end */
#define TEXT_MAX 512
#define ENTRIES_MAX 5000	/* anybody may write to the system log */

static const struct member {
	const char *key;
	enum val_kind kind;
} members[] = {
	{ "event", VAL_STR }, { "time", VAL_STR }, { "loginuid", VAL_UINT }, { "uid", VAL_UINT },
	{ "pid", VAL_UINT }, { "number", VAL_UINT }, { "verb", VAL_STR }, { "device", VAL_STR },
	{ "serial", VAL_STR }, { "route", VAL_STR }, { "opcode", VAL_STR }, { "path", VAL_STR },
	{ "payload_bytes", VAL_UINT }, { "payload_sha256", VAL_STR }, { "verdict", VAL_STR },
	{ "result", VAL_STR }, { "errno", VAL_UINT }, { "device_status", VAL_UINT },
};

struct text {
	const char *at, *end;
};

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What a backslash stands for, of what audit.c writes: \" \\ \n \t \u00XX; anything else is '?'. */
static int unescape(struct text *t, char *ret)
{
	char c;

	if (t->at == t->end)
		return -EBADMSG;
	c = *t->at++;
	if (c != 'u') {
		*ret = c == '"' || c == '\\' || c == '/' ? c : '?';
		return 0;
	}
	if (t->end - t->at < 4)
		return -EBADMSG;
	t->at += 4;
	*ret = '?';
	return 0;
}

static int read_string(struct text *t, char *buf, size_t room)
{
	size_t n = 0;
	char c;

	if (t->at == t->end || *t->at++ != '"')
		return -EBADMSG;
	while (t->at < t->end && *t->at != '"') {
		c = *t->at++;
		if (c == '\\' && unescape(t, &c) < 0)
			return -EBADMSG;
		if (n + 1 == room)
			return -EBADMSG;
		buf[n++] = c;
	}
	if (t->at == t->end)
		return -EBADMSG;
	t->at++;
	buf[n] = '\0';
	return 0;
}

static int read_number(struct text *t, u64 *ret)
{
	char digits[24];
	size_t n = 0;

	while (t->at < t->end && *t->at >= '0' && *t->at <= '9' && n + 1 < sizeof(digits))
		digits[n++] = *t->at++;
	digits[n] = '\0';
	return num_u64(digits, 10, ret) < 0 ? -EBADMSG : 0;
}

static int read_member(struct text *t, struct rec *out)
{
	char key[32], value[TEXT_MAX];
	const struct member *m;
	u64 number = 0;
	bool text;
	int rc = read_string(t, key, sizeof(key));

	if (rc < 0 || t->at == t->end || *t->at++ != ':' || t->at == t->end)
		return -EBADMSG;
	text = *t->at == '"';
	rc = text ? read_string(t, value, sizeof(value)) : read_number(t, &number);
	if (rc < 0)
		return rc;
	for (m = members; m < members + ARRAY_SIZE(members); m++)
		if (str_eq(m->key, key) && (m->kind == VAL_STR) == text && !rec_get(out, m->key)) {
			if (text)
				rec_str(out, m->key, value);
			else
				rec_uint(out, m->key, number);
		}
	return 0;
}

/* The kernel log hands out backslashes, and what cannot be printed, as \xNN. */
static size_t undo_kmsg(const char *from, size_t len, char *to)
{
	size_t i, n = 0;
	int hi, lo;

	for (i = 0; i < len; i++) {
		hi = len - i > 3 && from[i] == '\\' && from[i + 1] == 'x' ? hex_value(from[i + 2])
									   : -1;
		lo = hi >= 0 ? hex_value(from[i + 3]) : -1;
		to[n++] = lo >= 0 ? (char)(hi << 4 | lo) : from[i];
		i += lo >= 0 ? 3 : 0;
	}
	return n;
}

int audit_line_parse(const char *line, size_t len, struct rec *out)
{
	const char *ident = memmem(line, len, IDENT, strlen(IDENT)), *brace;
	char copy[RECORD_MAX];
	struct text t;
	int rc;

	brace = ident ? memchr(ident, '{', len - (size_t)(ident - line)) : NULL;
	/* Between the two nothing but ": " or "[PID]: ". */
	if (!brace || brace - ident > (ptrdiff_t)strlen(IDENT) + 16 || brace[-1] != ' ' ||
	    brace[-2] != ':')
		return -ENOENT;
	len -= (size_t)(brace - line);
	if (len > sizeof(copy))
		return -EBADMSG;
	t.at = copy;
	t.end = copy + undo_kmsg(brace, len, copy);
	do {
		t.at++;		/* '{' or ',' */
		rc = read_member(&t, out);
	} while (rc == 0 && t.at < t.end && *t.at == ',');
	if (rc < 0 || t.at == t.end || *t.at != '}')
		return -EBADMSG;
	return rec_get_str(out, "event") && rec_get_str(out, "time") ? 0 : -EBADMSG;
}

/* --- gathering */

struct gathering {
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

static void take_line(struct gathering *g, const char *line, size_t len)
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

static void take_lines(struct gathering *g, const char *text, size_t len)
{
	const char *end = text + len, *nl;

	for (; text < end; text = nl + 1) {
		nl = memchr(text, '\n', (size_t)(end - text));
		if (!nl)
			nl = end;
		take_line(g, text, (size_t)(nl - text));
		if (nl == end)
			break;
	}
}

static void missing(struct gathering *g, const char *name, const char *next, int err)
{
	size_t i = g->sources->missing_count;

	if (i == ARRAY_SIZE(g->sources->missing))
		return;
	g->sources->missing_count++;
	g->sources->missing[i].name = name;
	fail_set(&g->sources->missing[i].why, err, "unreadable", next, "cannot be read: %s",
		 strerror(-err));
}

/* One record for each read; a record that was overwritten meanwhile is -EPIPE, and over. */
static void read_kmsg(struct gathering *g, int fd)
{
	char buf[RECORD_MAX];
	ssize_t n;

	for (;;) {
		n = read(fd, buf, sizeof(buf));
		if (n > 0)
			take_lines(g, buf, (size_t)n);
		else if (n == 0 || (errno != EPIPE && errno != EINTR && errno != EINVAL))
			return;
	}
}

/* A modelled or captured kernel log is a file, and its reads end anywhere. */
static void read_file(struct gathering *g, int fd)
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
	take_lines(g, buf, len);
}

static void gather_kmsg(const struct cxl_ctx *ctx, struct gathering *g)
{
	auto_close int fd = sys_open(&ctx->root, TREE_DEV, "kmsg", O_RDONLY);
	u64 restricted = 0;

	if (fd < 0) {
		if (facts_kernel_number(ctx, "dmesg_restrict", &restricted) < 0)
			restricted = 0;
		missing(g, "kernel log", restricted ? "kernel.dmesg_restrict is set: run it as root,"
			" with CAP_SYSLOG" : "run it as root", fd);
		return;
	}
	g->sources->read++;
	if (ctx->root.captured)
		read_file(g, fd);
	else
		read_kmsg(g, fd);
}

static void gather_logs(const struct cxl_ctx *ctx, struct gathering *g)
{
	static const char *const names[] = { "syslog.1", "syslog", "messages", "user.log" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		auto_close int fd = sys_open(&ctx->root, TREE_LOG, names[i], O_RDONLY);

		if (fd == -ENOENT)
			continue;
		if (fd < 0) {
			missing(g, names[i], "run it as root", fd);
			continue;
		}
		g->sources->read++;
		read_file(g, fd);
	}
}

/* Few entries, nearly in order: each is put where it belongs. */
static void sort_by_time(struct rec *arr)
{
	struct rec *sorted = NULL, *r = arr->first, *next, **at;

	arr->last = NULL;
	for (; r; r = next) {
		next = r->next;
		at = &sorted;
		if (arr->last && strcmp(rec_get_str(arr->last, "time"),
					rec_get_str(r, "time")) <= 0)
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
	struct gathering g = { .since = since, .out = out, .sources = ret };

	*ret = (struct audit_sources){ .read = 0 };
	gather_kmsg(ctx, &g);
	gather_logs(ctx, &g);
	ret->journal = sys_exists(&ctx->root, TREE_LOG, "journal");
	if (!rec_failed(out))
		sort_by_time(out);
}
