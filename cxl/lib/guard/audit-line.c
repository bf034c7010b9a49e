// SPDX-License-Identifier: LGPL-2.1-or-later
/* Parser of one audit record of a log. Pure. Any user may have written the line. */
#include <stdio.h>

#include "cxl/lib/guard/audit-read.h"
#include "cxl/lib/guard/audit.h"
#include "util/num.h"

#define RECORD_MAX 8192 /* longer than any line that audit.c writes */
#define TEXT_MAX 512
#define FACILITY_SHIFT 3 /* of a priority (syslog(3)) */

/* clang-format off */
static const struct member {
	const char *key;
	enum val_kind kind;
} members[] = {
	{ "event", VAL_STR }, { "time", VAL_STR }, { "loginuid", VAL_UINT }, { "uid", VAL_UINT },
	{ "pid", VAL_UINT }, { "number", VAL_UINT }, { "verb", VAL_STR }, { "device", VAL_STR },
	{ "serial", VAL_STR }, { "route", VAL_STR }, { "opcode", VAL_STR }, { "path", VAL_STR },
	{ "protocol", VAL_STR },
	{ "payload_bytes", VAL_UINT }, { "payload_sha256", VAL_STR }, { "verdict", VAL_STR },
	{ "result", VAL_STR }, { "errno", VAL_UINT }, { "device_status", VAL_UINT },
};
/* clang-format on */

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

/* Decode one of the escapes that audit.c writes: \" \\ \n \t \u00XX. Others become '?'. */
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

static int read_string(struct text *t, char *buf, size_t size)
{
	size_t n = 0;
	char c;

	if (t->at == t->end || *t->at++ != '"')
		return -EBADMSG;
	while (t->at < t->end && *t->at != '"') {
		c = *t->at++;
		if (c == '\\' && unescape(t, &c) < 0)
			return -EBADMSG;
		if (n + 1 == size)
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

static const struct member *find_member(const char *key)
{
	const struct member *m;

	for (m = members; m < members + ARRAY_SIZE(members); m++)
		if (str_eq(m->key, key))
			return m;
	return NULL;
}

/* An unknown member may be of a later version. */
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
	m = find_member(key);
	if (!m)
		return 0;
	if ((m->kind == VAL_STR) != text || rec_get(out, m->key))
		return -EBADMSG;
	if (text)
		rec_str(out, m->key, value);
	else
		rec_uint(out, m->key, number);
	return 0;
}

/* /dev/kmsg returns backslashes and unprintable bytes as \xNN. */
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

/*
 * The text after the priority of a kernel log record, "13,812,9,-;text" from /dev/kmsg or
 * "<13>text" as it was written, and its facility. NULL: not a record.
 */
static const char *kernel_text(const char *line, size_t *len, u64 *facility)
{
	bool written = *len > 0 && line[0] == '<';
	const char *at = memchr(line, written ? '>' : ';', *len);
	char digits[8] = "";
	u64 priority;
	size_t i;

	if (!at)
		return NULL;
	*len -= (size_t)(at + 1 - line);
	line += written;
	for (i = 0; line + i < at && line[i] >= '0' && line[i] <= '9' && i + 1 < sizeof(digits);
	     i++)
		digits[i] = line[i];
	if (num_u64(digits, 10, &priority) < 0 || (line[i] != ',' && line + i != at))
		return NULL;
	*facility = priority >> FACILITY_SHIFT;
	return at + 1;
}

/* A record with facility 0 is of the kernel itself; only root can write others, to /dev/kmsg. */
static const char *root_text(const char *line, size_t *len)
{
	u64 facility = 0;
	const char *text = kernel_text(line, len, &facility);

	return facility ? text : NULL;
}

int kernel_warning_parse(const char *line, size_t len, char *buf, size_t size)
{
	static const char marker[] = "WARNING: ";
	u64 facility = 1;
	const char *text = kernel_text(line, &len, &facility), *end;

	if (!text || facility || len < sizeof(marker) - 1 ||
	    memcmp(text, marker, sizeof(marker) - 1) != 0)
		return -ENOENT;
	end = memchr(text, '\n', len);
	snprintf(buf, size, "%.*s", (int)(end ? end - text : (ptrdiff_t)len), text);
	return 0;
}

bool kernel_log_covers(const char *oldest, u64 boot, u64 since)
{
	const char *at = num_prefix(oldest, &(u64){ 0 });
	u64 number, time;

	at = at && *at == ',' ? num_prefix(at + 1, &number) : NULL;
	at = at && *at == ',' ? num_prefix(at + 1, &time) : NULL;
	return at && (number == 0 || boot + time <= since);
}

/*
 * What follows "cxl-audit: " at the start; in a text file "cxl-audit[PID]: " after a blank. Text
 * that root has written with this identifier and that is not valid is a malformed record.
 */
static const char *object_of(enum audit_source from, const char *line, size_t len)
{
	static const char marker[] = AUDIT_IDENTIFIER ": ";
	const char *ident, *brace;

	if (from == AUDIT_JOURNAL)
		return line;
	if (from == AUDIT_KERNEL)
		return len >= sizeof(marker) - 1 && memcmp(line, marker, sizeof(marker) - 1) == 0
			       ? line + sizeof(marker) - 1
			       : NULL;
	ident = len ? memmem(line, len, AUDIT_IDENTIFIER, strlen(AUDIT_IDENTIFIER)) : NULL;
	brace = ident ? memchr(ident, '{', len - (size_t)(ident - line)) : NULL;
	if (!brace || (ident > line && ident[-1] != ' ') ||
	    brace - ident > (ptrdiff_t)strlen(AUDIT_IDENTIFIER) + 16 || brace[-1] != ' ' ||
	    brace[-2] != ':')
		return NULL;
	return brace;
}

static bool is_time(const char *text)
{
	static const char form[] = "0000-00-00T00:00:00.000000Z";
	size_t i;

	for (i = 0; text[i] && form[i]; i++)
		if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
			return false;
	return text[i] == form[i];
}

/* What every record has, and what tells a change by a raw command from others. */
static bool is_complete(const struct rec *r)
{
	const char *event = rec_get_str(r, "event"), *time = rec_get_str(r, "time");

	return event && time && is_time(time) &&
	       (str_eq(event, "intent") || str_eq(event, "outcome") || str_eq(event, "refused")) &&
	       rec_get(r, "pid") && rec_get(r, "number") && rec_get(r, "device") &&
	       (rec_get(r, "path") || (rec_get(r, "opcode") && rec_get(r, "route")));
}

int audit_line_parse(enum audit_source from, const char *line, size_t len, struct rec *out)
{
	const char *brace;
	char copy[RECORD_MAX];
	struct text t;
	int rc;

	if (from == AUDIT_KERNEL)
		line = root_text(line, &len);
	brace = line ? object_of(from, line, len) : NULL;
	if (!brace)
		return -ENOENT;
	len -= (size_t)(brace - line);
	if (!len || len > sizeof(copy) || *brace != '{')
		return -EBADMSG;
	t.at = copy;
	if (from == AUDIT_KERNEL)
		len = undo_kmsg(brace, len, copy);
	else
		memcpy(copy, brace, len);
	t.end = copy + len;
	do {
		t.at++; /* '{' or ',' */
		rc = read_member(&t, out);
	} while (rc == 0 && t.at < t.end && *t.at == ',');
	if (rc < 0 || t.end - t.at != 1 || *t.at != '}')
		return -EBADMSG;
	return is_complete(out) ? 0 : -EBADMSG;
}
