// SPDX-License-Identifier: GPL-2.0-only
/* Names of files and targets of links in a dump, after the replacements. See redact.h. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "cxl/dump/redact.h"
#include "util/array.h"
#include "util/text.h"

#define SUFFIX_MAX 16

/*
 * The part of a path that is named by the administrator, or after the release of a kernel; NULL:
 * none. Other names have no host, but may be the same word.
 */
static const char *free_part(const char *path)
{
	static const char *const dirs[] = {
		"etc/cxl/",
		"usr/lib/cxl/",
		"etc/daxctl.conf.d/",
		"usr/lib/daxctl.conf.d/",
		"boot/",
		"etc/modprobe.d/",
		"run/modprobe.d/",
		"usr/lib/modprobe.d/",
		"usr/lib/modules/",
		"etc/udev/rules.d/",
		"run/udev/rules.d/",
		"usr/lib/udev/rules.d/",
	};
	const char *rest = NULL;
	size_t i;

	for (i = 0; !rest && i < ARRAY_SIZE(dirs); i++)
		rest = str_after(path, dirs[i]);
	return rest;
}

/* What redact_text() makes of @path. */
static int replace_words(struct redact *r, const char *path, struct strbuf *out)
{
	const char *rest = free_part(path);
	const size_t fixed = rest ? (size_t)(rest - path) : strlen(path);

	r->keep_bytes = r->keep_hosts = true;
	redact_text(r, path, fixed, out);
	r->keep_hosts = false;
	redact_text(r, path + fixed, strlen(path + fixed), out);
	return out->failed || r->failed ? -ENOMEM : 0;
}

static size_t nr_slashes(const char *path, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++)
		n += path[i] == '/';
	return n;
}

/* The component of @text behind @slashes slashes; NULL: it has fewer. */
static const char *component(const char *text, size_t slashes)
{
	for (; text && slashes; slashes--) {
		text = strchr(text, '/');
		text = text ? text + 1 : NULL;
	}
	return text;
}

/* Put the name that was given to the file or directory @t, if @path is it or below it, in @out. */
static void put_taken(const struct redact_taken *t, const char *path, struct strbuf *out)
{
	auto_strbuf struct strbuf changed = { 0 };
	const char *below = str_after(path, t->path), *at;

	if (!below || (*below && *below != '/'))
		return;
	at = component(out->s, nr_slashes(t->path, strlen(t->path)));
	if (!at)
		return;
	strbuf_addf(&changed, "%.*s%s%s", (int)(at - out->s), out->s, t->name,
		    at + strcspn(at, "/"));
	out->failed |= changed.failed;
	out->len = 0;
	if (!out->failed)
		strbuf_add(out, changed.s, changed.len);
}

int redact_path(struct redact *r, const char *path, char *buf, size_t size)
{
	auto_strbuf struct strbuf out = { 0 };
	int rc = replace_words(r, path, &out);
	size_t i;

	for (i = 0; rc == 0 && i < r->taken_count && out.s; i++)
		put_taken(&r->taken[i], path, &out);
	if (rc < 0 || out.failed)
		return -ENOMEM;
	if (out.len >= size)
		return -ENAMETOOLONG;
	snprintf(buf, size, "%s", out.s ? out.s : "");
	return 0;
}

int redact_target(struct redact *r, const char *link, const char *target, struct strbuf *out)
{
	const size_t dir = (size_t)(path_base(link) - link);
	char path[PATH_MAX], to[PATH_MAX];
	const char *at;
	int rc;

	/* Of a file in the dump: by the name that it has now. */
	if (*target != '/' && !strstr(target, "../") &&
	    snprintf(path, sizeof(path), "%.*s%s", (int)dir, link, target) < (int)sizeof(path)) {
		rc = redact_path(r, path, to, sizeof(to));
		at = rc == 0 ? component(to, nr_slashes(link, dir)) : NULL;
		if (at)
			strbuf_addf(out, "%s", at);
		if (rc < 0 || at)
			return rc;
	}
	r->keep_bytes = true;
	r->keep_hosts = !free_part(link);
	redact_text(r, target, strlen(target), out);
	return out->failed || r->failed ? -ENOMEM : 0;
}

/* --- renaming */

static int add_taken(struct redact *r, const char *path, const char *name)
{
	struct redact_taken *at = array_grow(r->taken, r->taken_count, sizeof(*at));
	struct redact_taken *t;

	if (!at)
		return -ENOMEM;
	r->taken = at;
	t = &at[r->taken_count];
	*t = (struct redact_taken){ strdup(path), strdup(name) };
	if (t->path && t->name) {
		r->taken_count++;
		return 0;
	}
	free(t->path);
	free(t->name);
	return -ENOMEM;
}

/* Before the suffix, which has a meaning: "host1-2.conf". A long name is cut. */
static void add_number(const char *name, size_t number, char buf[NAME_MAX + 1])
{
	const char *dot = strrchr(name, '.');
	const char *suffix = dot && strlen(dot) <= SUFFIX_MAX ? dot : "";
	const size_t len = MIN(strlen(name) - strlen(suffix), (size_t)NAME_MAX - SUFFIX_MAX - 21);

	snprintf(buf, NAME_MAX + 1, "%.*s-%zu%s", (int)len, name, number, suffix);
}

static bool exists(int dir, const char *above, const char *name)
{
	char path[PATH_MAX];

	return path_join(path, sizeof(path), above, name) == 0 &&
	       faccessat(dir, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Rename @path to @name, cut or with a number if it is too long or taken: no file is lost. */
static int rename_to(struct redact *r, int dir, const char *path, const char *name)
{
	char above[PATH_MAX], other[NAME_MAX + 1], to[PATH_MAX];
	size_t number = r->taken_count + 2;
	int rc = 0;

	snprintf(above, sizeof(above), "./%.*s", (int)(path_base(path) - path), path);
	snprintf(other, sizeof(other), "%s", name);
	while (exists(dir, above, other))
		add_number(name, number++, other);
	if (!str_eq(other, name))
		rc = add_taken(r, path, other);
	if (rc == 0)
		rc = path_join(to, sizeof(to), above, other);
	return rc == 0 && renameat(dir, path, dir, to) < 0 ? -errno : rc;
}

int redact_rename(struct redact *r, int dir, const char *path, bool is_dir)
{
	auto_strbuf struct strbuf out = { 0 };
	char name[PATH_MAX];
	int rc;

	/* As in the names of the files in a directory. */
	snprintf(name, sizeof(name), "%s%s", path, is_dir ? "/" : "");
	rc = replace_words(r, name, &out);
	if (rc < 0 || !out.s)
		return rc;
	if (is_dir)
		out.s[out.len - 1] = '\0';
	if (str_eq(path_base(path), path_base(out.s)))
		return 0;
	return rename_to(r, dir, path, path_base(out.s));
}
