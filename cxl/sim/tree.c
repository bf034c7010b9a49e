// SPDX-License-Identifier: GPL-2.0-only
/* Reader of fixture trees: one entry per line, strict, pure. "cxl-sim --help" has the format. */
#include <limits.h>
#include <stdio.h>

#include "cxl/sim/tree.h"
#include "util/cleanup.h"

#define NAME_LIMIT 255

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
	E(ENOTTY), E(EFBIG), E(ENOSPC), E(EROFS), E(ERANGE), E(ENODATA), E(ETIME), E(EBADMSG),
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

/* One line while it is being read; decoded text lands in @out, which is as long as the line. */
struct reader {
	const char *at, *end;
	char *out;
	bool open_ended; /* the value ended in \n or \c: no newline is added */
	const char *problem;
};

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* \xHH: always two digits. */
static int hex_escape(struct reader *r)
{
	int hi, lo;

	if (r->end - r->at < 2)
		return -1;
	hi = hex_digit(r->at[0]);
	lo = hex_digit(r->at[1]);
	if (hi < 0 || lo < 0)
		return -1;
	r->at += 2;
	return hi << 4 | lo;
}

/* \N to \NNN, as in C and in /proc/mounts. */
static int octal_escape(struct reader *r)
{
	int n, v = 0;

	for (n = 0; n < 3 && r->at < r->end && *r->at >= '0' && *r->at <= '7'; n++)
		v = v << 3 | (*r->at++ - '0');
	return v < 256 ? v : -1;
}

/* The byte that an escape stands for, -1 when it is none. r->at is behind the backslash. */
static int escape(struct reader *r)
{
	static const char from[] = "abfnrtv\\\"'? ", to[] = "\a\b\f\n\r\t\v\\\"'? ";
	const char *known;
	char c;

	if (r->at == r->end)
		return -1;
	c = *r->at;
	if (c >= '0' && c <= '7')
		return octal_escape(r);
	r->at++;
	if (c == 'x')
		return hex_escape(r);
	known = c ? strchr(from, c) : NULL;
	return known ? (unsigned char)to[known - from] : -1;
}

/*
 * Decode up to a blank (@word) or to the end of the line. Returns the text, NUL-terminated, and
 * its length; NULL with r->problem when it has a bad escape.
 */
static const char *decode(struct reader *r, bool word, size_t *len)
{
	char *start = r->out;
	int c;

	r->open_ended = false;
	while (r->at < r->end && !(word && (*r->at == ' ' || *r->at == '\t'))) {
		c = (unsigned char)*r->at++;
		r->open_ended = false;
		if (c == '\\' && !word && r->end - r->at == 1 && *r->at == 'c') {
			r->at++;
			r->open_ended = true;
			break;
		}
		if (c == '\\') {
			c = escape(r);
			r->open_ended = c == '\n';
		}
		if (c < 0) {
			r->problem = "bad escape";
			return NULL;
		}
		*r->out++ = (char)c;
	}
	*len = (size_t)(r->out - start);
	*r->out++ = '\0';
	return start;
}

static const char *path_problem(const char *path, size_t len)
{
	const char *p = path, *slash;
	size_t n;

	if (len == 0)
		return "no path";
	if (memchr(path, '\0', len))
		return "NUL byte in the path";
	if (len >= PATH_MAX)
		return "path too long";
	if (*path == '/')
		return "absolute path";
	for (; p; p = slash ? slash + 1 : NULL) {
		slash = strchr(p, '/');
		n = slash ? (size_t)(slash - p) : strlen(p);
		if (n == 0 || (n == 1 && p[0] == '.') || (n == 2 && p[0] == '.' && p[1] == '.'))
			return "path with an empty, \".\" or \"..\" part";
		if (n > NAME_LIMIT)
			return "name too long";
	}
	return NULL;
}

static void skip_blanks(struct reader *r)
{
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\t'))
		r->at++;
}

/* What stands behind the path, by kind of entry. */
static const char *read_value(struct reader *r, struct tree_entry *e)
{
	bool blank = r->at < r->end;

	/* Exactly one blank separates; further ones belong to a file's contents. */
	if (blank && e->kind == ENTRY_FILE)
		r->at++;
	else
		skip_blanks(r);
	e->value = decode(r, e->kind != ENTRY_FILE, &e->value_len);
	if (!e->value)
		return r->problem;
	skip_blanks(r);
	if (r->at < r->end)
		return "more text than expected";
	switch (e->kind) {
	case ENTRY_DIR:
	case ENTRY_WRITE_ONLY:
		return e->value_len ? "more text than expected" : NULL;
	case ENTRY_LINK:
		if (e->value_len == 0 || memchr(e->value, '\0', e->value_len))
			return "a link needs a target";
		return e->value_len < PATH_MAX ? NULL : "target too long";
	case ENTRY_ERROR:
		e->err = errno_by_name(e->value);
		return e->err ? NULL : "unknown errno name";
	case ENTRY_FILE:
		break;
	}
	if (blank && !r->open_ended) {
		r->out[-1] = '\n';
		*r->out++ = '\0';
		e->value_len++;
	}
	return NULL;
}

static const char *read_entry(struct reader *r, struct tree_entry *e)
{
	const char *problem;
	size_t len;

	if (!strchr("dflew", *r->at) || !*r->at)
		return "unknown kind of entry";
	e->kind = (enum entry_kind) * r->at++;
	if (r->at == r->end || (*r->at != ' ' && *r->at != '\t'))
		return "a kind is one letter and a blank";
	skip_blanks(r);
	e->path = decode(r, true, &len);
	if (!e->path)
		return r->problem;
	problem = path_problem(e->path, len);
	return problem ? problem : read_value(r, e);
}

/* The line from @r->at to @r->end, which is number @n. */
static int parse_line(struct reader *r, unsigned int n, const struct tree_visitor *v,
		      struct fail *why)
{
	auto_free char *buf = NULL;
	struct tree_entry e = { .line = n };
	const char *problem;
	char prefix[32];
	int rc;

	skip_blanks(r);
	if (r->at == r->end || *r->at == '#')
		return 0;
	/* Room for every byte, the terminators of path and value, and the newline of a file. */
	r->out = buf = malloc((size_t)(r->end - r->at) + 4);
	if (!buf)
		return fail_nomem(why);
	problem = read_entry(r, &e);
	if (problem)
		return fail_set(why, -EINVAL, "bad_tree", NULL, "line %u: %s", n, problem);
	rc = v->entry(v->data, &e, why);
	if (rc < 0 && why) {
		snprintf(prefix, sizeof(prefix), "line %u", n);
		fail_prefix(why, prefix);
	}
	return rc;
}

int tree_parse(const char *text, size_t len, const struct tree_visitor *v, struct fail *why)
{
	const char *end = text + len, *nl;
	unsigned int n = 0;
	struct reader r;
	int rc = 0;

	while (rc == 0 && text < end) {
		nl = memchr(text, '\n', (size_t)(end - text));
		r = (struct reader){ .at = text, .end = nl ? nl : end };
		rc = parse_line(&r, ++n, v, why);
		text = nl ? nl + 1 : end;
	}
	return rc;
}
