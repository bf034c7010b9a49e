// SPDX-License-Identifier: GPL-2.0-only
/* The manifest of a dump: what became of each section, and the files. */
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <sha256.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cxl/dump/dump.h"
#include "cxl/dump/redact.h"
#include "cxl/from.h"
#include "util/in-json.h"
#include "util/library.h"

#define CHUNK 65536
/*
 * Bytes of an envelope that is searched for messages, which takes ten times as much memory. After
 * an error the result is empty or small.
 */
#define MESSAGES_MAX (2U << 20)

static struct {
	typeof(SHA256Init) *init;
	typeof(SHA256Update) *update;
	typeof(SHA256End) *end;
} sha256;

static const struct library_symbol symbols[] = {
	{ "SHA256Init", &sha256.init },
	{ "SHA256Update", &sha256.update },
	{ "SHA256End", &sha256.end },
	{ 0 },
};

int dump_describe_check(struct fail *why)
{
	return library_load("libmd.so.0", symbols, why);
}

const char *dump_result_name(enum dump_result r)
{
	static const char *const names[] = {
		[DUMP_NOT_RUN] = "not_run",	    [DUMP_OK] = "ok",
		[DUMP_DENIED] = "denied",	    [DUMP_TIMEOUT] = "timeout",
		[DUMP_UNSUPPORTED] = "unsupported", [DUMP_TRUNCATED] = "truncated",
		[DUMP_FAILED] = "failed",
	};

	return names[r];
}

/* --- files */

static void add_hash(struct rec *o, int fd)
{
	char text[SHA256_DIGEST_STRING_LENGTH];
	u8 buf[CHUNK];
	SHA2_CTX hash;
	u64 size = 0;
	ssize_t n;

	sha256.init(&hash);
	while ((n = read(fd, buf, sizeof(buf))) > 0) {
		sha256.update(&hash, buf, (size_t)n);
		size += (u64)n;
	}
	if (n < 0) {
		rec_uint(o, "errno", (u64)errno);
		return;
	}
	rec_num(o, "size", VAL_BYTES, size);
	rec_str(o, "sha256", sha256.end(&hash, text));
}

static bool is_dir_name(const char *name)
{
	return str_ends(name, "/");
}

/* For --from, which fails with the same error. A name with a line break is left out. */
static void note_unread(struct dump *d, const char *name, u64 err)
{
	const size_t len = strlen(name) - is_dir_name(name);

	if (!strchr(name, '\n'))
		strbuf_addf(&d->unread, "%" PRIu64 " %.*s\n", err, (int)len, name);
}

static int write_unread(const struct dump *d, struct rec *manifest)
{
	auto_close int fd = -1;
	ssize_t n;

	if (d->unread.failed)
		return -ENOMEM;
	if (!d->unread.len)
		return 0;
	fd = dump_create(d->dir, DUMP_UNREAD, 0600);
	if (fd < 0)
		return fd;
	n = write(fd, d->unread.s, d->unread.len);
	if (n < 0 || (size_t)n < d->unread.len)
		return n < 0 ? -errno : -ENOSPC;
	return dump_describe_file(d, DUMP_UNREAD, rec_obj(manifest, "unread"));
}

/* @listed: what the copying process has noted; NULL: nothing. A file that is absent is left out
 * then: the process ended before. */
static void add_file(struct dump *d, const char *name, const struct rec *listed, struct rec *files)
{
	const struct rec *err = listed ? rec_get(listed, "errno") : NULL;
	auto_close int fd = -1;
	char redacted[PATH_MAX];
	struct stat st;
	struct rec *o;

	if (d->redact && redact_path(d->redact, name, redacted, sizeof(redacted)) < 0)
		return;
	name = d->redact ? redacted : name;
	fd = openat(d->dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 && !listed)
		return;
	o = rec_obj(files, NULL);
	rec_str(o, "file", name);
	if (err && err->kind == VAL_UINT)
		rec_uint(o, "errno", err->u);
	if (err && err->kind == VAL_UINT && (fd < 0 || is_dir_name(name)))
		note_unread(d, name, err->u);
	if (listed && rec_get(listed, "truncated"))
		rec_bool(o, "truncated", true);
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		add_hash(o, fd);
}

/* An error of a directory, or for want of resources: more than one attribute is missing. */
static bool is_serious(const struct rec *listed, u64 err)
{
	return err == EMFILE || err == ENFILE || err == ENOMEM ||
	       is_dir_name(rec_get_str(listed, "file"));
}

/* A section is no better than its files. Other errors are normal: of attributes without a value. */
static void update_result(struct dump_job *j, const struct rec *listed)
{
	const struct rec *err = rec_get(listed, "errno");
	const bool partial = j->result == DUMP_OK || j->result == DUMP_TRUNCATED;

	if (err && (err->u == EACCES || err->u == EPERM)) {
		if (partial)
			j->result = DUMP_DENIED;
	} else if (err && is_serious(listed, err->u)) {
		if (partial || j->result == DUMP_DENIED)
			j->result = DUMP_FAILED;
	} else if (rec_get(listed, "truncated") && j->result == DUMP_OK) {
		j->result = DUMP_TRUNCATED;
	}
}

/* What a process that copies has listed; the last line may be incomplete. */
static void add_listed(struct dump *d, struct dump_job *j, struct rec *files)
{
	auto_sys_text struct sys_text text = j->listed; /* not both, for many devices */
	char *save = NULL, *line;

	j->listed = (struct sys_text){ 0 };
	for (line = strtok_r(text.text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		auto_rec struct rec *listed = json_parse(line, strlen(line));

		if (!listed || !rec_get_str(listed, "file"))
			continue;
		add_file(d, rec_get_str(listed, "file"), listed, files);
		update_result(j, listed);
	}
}

/* --- results */

static void add_warnings(struct rec *o, const struct rec *warnings)
{
	const struct rec *w;
	struct rec *to;

	if (!warnings || warnings->kind != VAL_ARR || !warnings->first)
		return;
	to = rec_arr(o, "warnings");
	rec_foreach(w, warnings)
		if (w->kind == VAL_STR)
			rec_str(to, NULL, w->s);
}

/* Of a command that has failed. A device may be disabled on purpose: nothing is missing then. */
static enum dump_result result_of_code(const char *code)
{
	static const struct {
		const char *code;
		enum dump_result result;
	} results[] = {
		{ "permission", DUMP_DENIED },
		{ "policy_denied", DUMP_DENIED },
		{ "timeout", DUMP_TIMEOUT },
		{ "disabled", DUMP_UNSUPPORTED },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(results); i++)
		if (str_eq(results[i].code, code))
			return results[i].result;
	return DUMP_FAILED;
}

static bool is_permission(const struct rec *error)
{
	const struct rec *err = rec_get(error, "errno");

	return err && err->kind == VAL_INT && (err->i == EACCES || err->i == EPERM);
}

static void add_first_error(struct dump_job *j, struct rec *o, const struct rec *error)
{
	struct rec *to = rec_obj(o, "error");
	const struct rec *r;
	const char *code;

	rec_foreach(r, error) {
		if (r->kind == VAL_STR)
			rec_str(to, rec_keyf(to, "%s", r->key), r->s);
		else if (r->kind == VAL_INT || r->kind == VAL_UINT)
			rec_int(to, rec_keyf(to, "%s", r->key), r->i);
	}
	code = rec_get_str(to, "code");
	if (j->result == DUMP_FAILED && code)
		j->result = is_permission(to) ? DUMP_DENIED : result_of_code(code);
}

static bool is_empty(const struct rec *list)
{
	return list && list->kind == VAL_ARR && !list->first;
}

/* Warnings, and the first error, of the envelope that a command has written. */
static void add_messages(struct dump *d, struct dump_job *j, struct rec *o)
{
	auto_close int fd = openat(d->dir, j->file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	auto_sys_text struct sys_text text = { 0 };
	auto_rec struct rec *envelope = NULL;
	const struct rec *errors, *warnings;

	if (fd < 0 || sys_read_fd(fd, MESSAGES_MAX, &text) < 0)
		return;
	envelope = json_parse(text.text, text.len);
	if (!envelope)
		return;
	warnings = rec_get(envelope, "warnings");
	errors = rec_get(envelope, "errors");
	add_warnings(o, warnings);
	if (j->section->is_check && is_empty(errors) && j->result == DUMP_FAILED &&
	    j->status == EXIT_FAILED)
		j->result = DUMP_OK;
	if (errors && errors->kind == VAL_ARR && errors->first && errors->first->kind == VAL_OBJ)
		add_first_error(j, o, errors->first);
}

static void add_job(struct dump *d, struct dump_job *j, struct rec *list)
{
	struct rec *o = rec_obj(list, NULL), *files;

	rec_str(o, "section", j->section->name);
	if (j->memdev)
		rec_str(o, "memdev", j->memdev->name);
	files = rec_loose(o, VAL_ARR);
	if (*j->file) {
		add_messages(d, j, o);
		if (j->result != DUMP_NOT_RUN) {
			add_file(d, j->file, NULL, files);
			add_file(d, j->replies, NULL, files);
		}
	} else if (j->listed.text) {
		add_listed(d, j, files);
	}
	rec_str(o, "result", dump_result_name(j->result));
	if (j->result != DUMP_NOT_RUN)
		rec_uint(o, "duration_ms", j->ms);
	if (j->status > 0)
		rec_int(o, "exit_status", j->status);
	rec_attach(o, "files", files);
}

int dump_describe(struct dump *d, struct rec *manifest)
{
	struct rec *list = rec_arr(manifest, "sections");
	size_t i;

	for (i = 0; i < d->count; i++)
		add_job(d, &d->jobs[i], list);
	return write_unread(d, manifest);
}

int dump_describe_file(const struct dump *d, const char *name, struct rec *to)
{
	auto_close int fd = openat(d->dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return -errno;
	rec_str(to, "file", name);
	add_hash(to, fd);
	return 0;
}
