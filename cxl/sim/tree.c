// SPDX-License-Identifier: GPL-2.0-only
/* Parser of tree files, one entry per line. "cxl-sim --help" describes the format. */
#include <limits.h>
#include <stdio.h>

#include "cxl/sim/tree.h"
#include "util/cleanup.h"

#define NAME_LIMIT 255 /* bytes of a path component */

#define E(name)                                                                                    \
	{                                                                                          \
		name, #name                                                                        \
	}
/* clang-format off */
static const struct {
	int err;
	const char *name;
} errnos[] = {
	E(EPERM), E(ENOENT), E(EINTR), E(EIO), E(ENXIO), E(E2BIG), E(EAGAIN), E(ENOMEM),
	E(EACCES), E(EFAULT), E(EBUSY), E(EEXIST), E(ENODEV), E(ENOTDIR), E(EISDIR), E(EINVAL),
	E(ENOTTY), E(EFBIG), E(EMFILE), E(ENFILE), E(ENOSPC), E(EROFS), E(ERANGE), E(ENODATA), E(ETIME), E(EBADMSG),
	E(EOVERFLOW), E(EMSGSIZE), E(EOPNOTSUPP), E(ETIMEDOUT), E(EREMOTEIO), E(ECANCELED),
};
/* clang-format on */

int errno_by_name(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(errnos); i++)
		if (str_eq(errnos[i].name, name))
			return -errnos[i].err;
	return 0;
}

const char *errno_to_name(int err)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(errnos); i++)
		if (errnos[i].err == -err)
			return errnos[i].name;
	return NULL;
}

/* One line; decoded text is written to @out, which has the size of the line. */
struct parser {
	const char *at, *end;
	char *out;
	bool no_newline; /* the value ended in \n or \c: do not add a newline */
	unsigned int line;
	struct fail *why;
};

static int error(const struct parser *p, const char *text)
{
	return fail_set(p->why, -EINVAL, "bad_tree", NULL, "line %u: %s", p->line, text);
}

static int invalid(const struct parser *p, const char *what, const char *value,
		   const char *expected)
{
	return fail_set(p->why, -EINVAL, "bad_tree", NULL,
			"line %u: invalid %s '%.80s': expected %s", p->line, what, value, expected);
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* \xHH, always two digits. */
static int hex_escape(struct parser *p)
{
	int hi, lo;

	if (p->end - p->at < 2)
		return -1;
	hi = hex_digit(p->at[0]);
	lo = hex_digit(p->at[1]);
	if (hi < 0 || lo < 0)
		return -1;
	p->at += 2;
	return hi << 4 | lo;
}

/* \N to \NNN, as in C and in /proc/mounts. */
static int octal_escape(struct parser *p)
{
	int n, v = 0;

	for (n = 0; n < 3 && p->at < p->end && *p->at >= '0' && *p->at <= '7'; n++)
		v = v << 3 | (*p->at++ - '0');
	return v < 256 ? v : -1;
}

/* The byte of an escape sequence, or -1. p->at is after the backslash. */
static int escape(struct parser *p)
{
	static const char from[] = "abfnrtv\\\"'? ", to[] = "\a\b\f\n\r\t\v\\\"'? ";
	const char *known;
	char c;

	if (p->at == p->end)
		return -1;
	c = *p->at;
	if (c >= '0' && c <= '7')
		return octal_escape(p);
	p->at++;
	if (c == 'x')
		return hex_escape(p);
	known = c ? strchr(from, c) : NULL;
	return known ? (unsigned char)to[known - from] : -1;
}

static bool at_blank(const struct parser *p)
{
	return p->at < p->end && (*p->at == ' ' || *p->at == '\t');
}

static void skip_blanks(struct parser *p)
{
	while (at_blank(p))
		p->at++;
}

/*
 * Decode up to a blank (@word) or to the end of the line. *@text is NUL-terminated; *@len does
 * not count that byte.
 */
static int decode(struct parser *p, bool word, const char **text, size_t *len)
{
	char *start = p->out;
	int c;

	p->no_newline = false;
	while (p->at < p->end && !(word && at_blank(p))) {
		c = (unsigned char)*p->at++;
		p->no_newline = false;
		if (c == '\\' && !word && p->end - p->at == 1 && *p->at == 'c') {
			p->at++;
			p->no_newline = true;
			break;
		}
		if (c == '\\') {
			c = escape(p);
			p->no_newline = c == '\n';
		}
		if (c < 0)
			return error(p, "invalid escape sequence");
		*p->out++ = (char)c;
	}
	*text = start;
	*len = (size_t)(p->out - start);
	*p->out++ = '\0';
	return 0;
}

static int check_path(const struct parser *p, const char *path, size_t len)
{
	const char *part = path, *slash;
	size_t n;

	if (len == 0)
		return error(p, "missing path");
	if (memchr(path, '\0', len))
		return error(p, "NUL byte in path");
	if (len >= PATH_MAX)
		return error(p, "path too long (maximum is 4095 bytes)");
	if (*path == '/')
		return invalid(p, "path", path, "a relative path");
	for (; part; part = slash ? slash + 1 : NULL) {
		slash = strchr(part, '/');
		n = slash ? (size_t)(slash - part) : strlen(part);
		if (n == 0 || (n == 1 && part[0] == '.') ||
		    (n == 2 && part[0] == '.' && part[1] == '.'))
			return invalid(p, "path", path, "no empty, '.' or '..' component");
		if (n > NAME_LIMIT)
			return error(p, "path component too long (maximum is 255 bytes)");
	}
	return 0;
}

static int check_value(const struct parser *p, struct tree_entry *e)
{
	switch (e->kind) {
	case ENTRY_DIR:
	case ENTRY_WRITE_ONLY:
		return e->value_len ? error(p, "unexpected text after the path") : 0;
	case ENTRY_LINK:
		if (e->value_len == 0)
			return error(p, "missing link target");
		if (memchr(e->value, '\0', e->value_len))
			return error(p, "NUL byte in link target");
		return e->value_len < PATH_MAX ? 0 : error(p, "link target too long");
	case ENTRY_ERROR:
		e->err = errno_by_name(e->value);
		return e->err ? 0 : invalid(p, "errno", e->value, "a name such as EIO");
	case ENTRY_FILE:
		break;
	}
	return 0;
}

/* The text after the path. */
static int parse_value(struct parser *p, struct tree_entry *e)
{
	bool is_file = e->kind == ENTRY_FILE, has_value = p->at < p->end;
	int rc;

	/* One blank is the separator; further ones are contents of a file. */
	if (is_file && has_value)
		p->at++;
	else
		skip_blanks(p);
	rc = decode(p, !is_file, &e->value, &e->value_len);
	if (rc < 0)
		return rc;
	skip_blanks(p);
	if (p->at < p->end)
		return error(p, "unexpected text at the end of the line");
	rc = check_value(p, e);
	if (rc == 0 && is_file && has_value && !p->no_newline) {
		p->out[-1] = '\n';
		*p->out++ = '\0';
		e->value_len++;
	}
	return rc;
}

static int parse_entry(struct parser *p, struct tree_entry *e)
{
	const char *type = p->at;
	size_t len;
	int rc;

	while (p->at < p->end && !at_blank(p))
		p->at++;
	len = (size_t)(p->at - type);
	if (len != 1 || !memchr("dflew", *type, 5))
		return fail_set(p->why, -EINVAL, "bad_tree", NULL,
				"line %u: invalid entry type '%.*s': expected d, f, l, e or w",
				p->line, (int)MIN(len, 80), type);
	e->kind = (enum entry_kind) * type;
	skip_blanks(p);
	rc = decode(p, true, &e->path, &len);
	if (rc == 0)
		rc = check_path(p, e->path, len);
	return rc < 0 ? rc : parse_value(p, e);
}

/* The line from p->at to p->end. */
static int parse_line(struct parser *p, const struct tree_visitor *v)
{
	auto_free char *buf = NULL;
	struct tree_entry e = { .line = p->line };
	char prefix[32];
	int rc;

	skip_blanks(p);
	if (p->at == p->end || *p->at == '#')
		return 0;
	/* Every byte, the terminators of path and value, and the newline of a file. */
	p->out = buf = malloc((size_t)(p->end - p->at) + 4);
	if (!buf)
		return fail_nomem(p->why);
	rc = parse_entry(p, &e);
	if (rc < 0)
		return rc;
	rc = v->entry(v->data, &e, p->why);
	if (rc < 0 && p->why) {
		snprintf(prefix, sizeof(prefix), "line %u", p->line);
		fail_prefix(p->why, prefix);
	}
	return rc;
}

int tree_parse(const char *text, size_t len, const struct tree_visitor *v, struct fail *why)
{
	struct parser p = { .why = why };
	const char *end = text + len, *nl;
	int rc = 0;

	while (rc == 0 && text < end) {
		nl = memchr(text, '\n', (size_t)(end - text));
		p.at = text;
		p.end = nl ? nl : end;
		p.line++;
		rc = parse_line(&p, v);
		text = nl ? nl + 1 : end;
	}
	return rc;
}
