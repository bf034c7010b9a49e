// SPDX-License-Identifier: GPL-2.0-only
/* The ledger of "cxl undo". */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "cxl/lib/guard/token.h"
#include "cxl/lib/topo/region.h"
#include "cxl/undo-log.h"
#include "daxctl/lib/scan.h"
#include "util/num.h"

#define DIRECTORY "cxl"
#define FILE_NAME "undo"
#define LOCK_NAME "undo.lock"
#define FILE_LIMIT (16U << 20) /* bytes, of thousands of regions */

int undo_log_boot(const struct cxl_ctx *ctx, char *buf, size_t size)
{
	return sys_read(&ctx->root, TREE_PROC, "sys/kernel/random/boot_id", buf, size);
}

/* The name of the program, in parentheses, may have any characters. */
int undo_log_start(const struct cxl_ctx *ctx, const char *pid, u64 *ret)
{
	char path[64], text[1024], *at, *next = NULL;
	int field, rc;

	snprintf(path, sizeof(path), "%.20s/stat", pid);
	rc = sys_read(&ctx->root, TREE_PROC, path, text, sizeof(text));
	if (rc < 0)
		return rc;
	at = strrchr(text, ')');
	if (!at)
		return -EBADMSG;
	at = strtok_r(at + 1, " ", &next);
	for (field = 3; at && field < 22; field++)
		at = strtok_r(NULL, " ", &next);
	return at ? num_u64(at, 10, ret) : -EBADMSG;
}

/* "4711 1234567"; without the second number if it is not known. */
static void add_process(const struct cxl_ctx *ctx, struct strbuf *text)
{
	u64 start;

	strbuf_addf(text, "process %d", (int)getpid());
	if (undo_log_start(ctx, "self", &start) == 0)
		strbuf_addf(text, " %" PRIu64, start);
	strbuf_addf(text, "\n");
}

static void add_header(const struct cxl_ctx *ctx, struct strbuf *text)
{
	const time_t now = time(NULL);
	char boot[64], stamp[40];
	struct tm tm;

	if (undo_log_boot(ctx, boot, sizeof(boot)) < 0)
		*boot = '\0';
	if (!gmtime_r(&now, &tm) || !strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%SZ", &tm))
		*stamp = '\0';
	strbuf_addf(text, "tool %s\nverb %s\ntime %s\nboot %s\n", ctx->tool, ctx->verb, stamp,
		    boot);
	add_process(ctx, text);
}

static bool has_content(int fd, const struct strbuf *text)
{
	char buf[512];
	const ssize_t n = pread(fd, buf, sizeof(buf), 0);

	return n == (ssize_t)text->len && memcmp(buf, text->s, text->len) == 0;
}

/*
 * The content is complete if it ends with a line "end". It is replaced only if it is @former,
 * unless that is NULL: another process may have begun a change since.
 */
static int write_file(const struct cxl_ctx *ctx, const struct strbuf *text,
		      const struct strbuf *former)
{
	auto_close int fd = sys_open_private(&ctx->root, TREE_STATE, DIRECTORY, FILE_NAME);

	if (fd < 0)
		return fd;
	if (flock(fd, LOCK_EX) < 0)
		return -errno;
	if (former && !has_content(fd, former))
		return -ESTALE;
	if (ftruncate(fd, 0) < 0 || write(fd, text->s, text->len) != (ssize_t)text->len)
		return -EIO;
	return fsync(fd) < 0 ? -errno : 0;
}

void undo_log_begin(struct cxl_ctx *ctx)
{
	struct strbuf *text = &ctx->undo_header;
	char warning[160];
	int rc;

	if (ctx->undo_begun)
		return;
	ctx->undo_begun = true;
	if (sys_read_file(&ctx->root, TREE_STATE, DIRECTORY "/" FILE_NAME, FILE_LIMIT,
			  &ctx->undo_former) < 0)
		ctx->undo_former = (struct sys_text){ 0 };
	add_header(ctx, text);
	rc = text->failed ? -ENOMEM : write_file(ctx, text, NULL);
	if (rc < 0 && rc != -ENOENT && ctx->warn) {
		snprintf(warning, sizeof(warning),
			 "cannot write %s/" DIRECTORY "/" FILE_NAME
			 ": %s; 'cxl undo' does not know of"
			 " this change",
			 sys_tree_name(TREE_STATE), sys_error_text(rc));
		ctx->warn(ctx->warn_data, warning);
	}
}

/* Why a change whose command has ended cannot be undone; NULL: it can. */
static const char *reason_of(const struct cxl_ctx *ctx, bool failed)
{
	if (failed && ctx_interrupted(ctx) && (ctx->undo_never || !ctx->undo.len))
		return "it was interrupted";
	if (ctx->undo_never)
		return ctx->undo_never;
	if (ctx->undo.failed)
		return "there was not enough memory to record how";
	if (!ctx->undo.len)
		return failed ? UNDO_FAILED : UNDO_KIND;
	return NULL;
}

void undo_log_end(struct cxl_ctx *ctx, bool failed)
{
	const char *never = reason_of(ctx, failed);
	auto_strbuf struct strbuf text = { 0 };

	if (!ctx->undo_begun || ctx->undo_header.failed)
		return;
	/* The change before it is the last one again; no content: there is none. */
	if (failed && !ctx->changed)
		strbuf_add(&text, ctx->undo_former.text ? ctx->undo_former.text : "",
			   ctx->undo_former.len);
	else if (never)
		strbuf_addf(&text, "%snever %s\nend\n", ctx->undo_header.s, never);
	else
		strbuf_addf(&text, "%s%send\n", ctx->undo_header.s, ctx->undo.s);
	if (!text.failed && write_file(ctx, &text, &ctx->undo_header) < 0)
		return; /* without end, it says that the change was interrupted */
	ctx->undo_begun = false;
}

void undo_log_add(struct cxl_ctx *ctx, const char *fmt, ...)
{
	auto_strbuf struct strbuf line = { 0 };
	va_list ap;

	if (ctx->dry_run)
		return;
	strbuf_addf(&line, "run ");
	va_start(ap, fmt);
	strbuf_vaddf(&line, fmt, ap);
	va_end(ap);
	strbuf_addf(&line, "\n");
	strbuf_prepend(&ctx->undo, &line);
}

void undo_log_add_lines(struct cxl_ctx *ctx, const char *lines)
{
	const char *end = lines + strlen(lines), *line;

	for (; end; end = line > lines ? line - 1 : NULL) {
		for (line = end; line > lines && line[-1] != '\n'; line--)
			;
		undo_log_add(ctx, "%.*s", (int)(end - line), line);
	}
}

void undo_log_remains(struct cxl_ctx *ctx, const char *text)
{
	auto_strbuf struct strbuf line = { 0 };

	if (ctx->dry_run)
		return;
	strbuf_addf(&line, "remains %s\n", text);
	strbuf_prepend(&ctx->undo, &line);
}

void undo_log_refers(struct cxl_ctx *ctx, const struct memdev *m)
{
	char token[TOKEN_MAX];
	auto_strbuf struct strbuf line = { 0 };

	if (ctx->dry_run)
		return;
	if (token_read(&ctx->root, m->name, token, sizeof(token)) < 0)
		*token = '\0';
	strbuf_addf(&line, "memdev %s %s\n", m->name, token);
	/* Once is enough: several regions of a command can have the same memory devices. */
	if (line.failed || !ctx->undo.len || !strstr(ctx->undo.s, line.s))
		strbuf_prepend(&ctx->undo, &line);
}

static bool add_region(const struct cxl_ctx *ctx, const char *region, struct strbuf *ret)
{
	static const char *const attrs[] = { "resource", "size", "mode", "uuid" };
	char path[160], value[64];
	size_t i;
	int rc;

	for (i = 0; i < ARRAY_SIZE(attrs) + REGION_WAYS_MAX; i++) {
		if (i < ARRAY_SIZE(attrs))
			snprintf(path, sizeof(path), "bus/cxl/devices/%.64s/%s", region, attrs[i]);
		else
			snprintf(path, sizeof(path), "bus/cxl/devices/%.64s/target%zu", region,
				 i - ARRAY_SIZE(attrs));
		rc = sys_read(&ctx->root, TREE_SYS, path, value, sizeof(value));
		if (rc >= 0)
			strbuf_addf(ret, "%s%s", ret->len ? "," : "", value);
		else if (rc != -ENOENT || !ret->len)
			return false;
	}
	return !ret->failed;
}

/* Ports are numbered anew when the driver of their bus is loaded again; the device stays. */
static bool add_port(const struct cxl_ctx *ctx, const char *port, struct strbuf *ret)
{
	char path[160], device[PATH_MAX];

	snprintf(path, sizeof(path), "bus/cxl/devices/%.64s/uport", port);
	if (sys_readlink(&ctx->root, TREE_SYS, path, device, sizeof(device)) <= 0)
		return false;
	strbuf_addf(ret, "%s", path_base(device));
	return !ret->failed;
}

static bool is_dax_name(const char *name)
{
	u64 region, number;

	return dax_parse_name(name, &region, &number);
}

/* One that was deleted and created again has another directory. */
static bool add_dax(const struct cxl_ctx *ctx, const char *device, struct strbuf *ret)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct file_id id;
	char path[96];

	snprintf(path, sizeof(path), "bus/dax/devices/%.64s", device);
	if (sysdir_open(&d, &ctx->root, TREE_SYS, path) < 0 || sysdir_id(&d, &id) < 0)
		return false;
	strbuf_addf(ret, "%" PRIu64 ":%" PRIu64, id.dev, id.ino);
	return !ret->failed;
}

bool undo_log_identity(const struct cxl_ctx *ctx, const char *name, struct strbuf *ret)
{
	if (node_is_name(name, NODE_REGION))
		return add_region(ctx, name, ret);
	return is_dax_name(name) ? add_dax(ctx, name, ret) : add_port(ctx, name, ret);
}

void undo_log_refers_node(struct cxl_ctx *ctx, const char *name)
{
	auto_strbuf struct strbuf identity = { 0 }, line = { 0 };

	if (ctx->dry_run || !undo_log_identity(ctx, name, &identity))
		return; /* commands that name it are not run then */
	strbuf_addf(&line, "%s %s %s\n",
		    node_is_name(name, NODE_REGION) ? "region"
		    : is_dax_name(name)		    ? "dax"
						    : "port",
		    name, identity.s);
	strbuf_prepend(&ctx->undo, &line);
}

void undo_log_never(struct cxl_ctx *ctx, const char *reason)
{
	if (!ctx->undo_never)
		ctx->undo_never = reason;
}

void undo_log_failed(struct cxl_ctx *ctx, const struct fail *why)
{
	/* A read after the change, to verify it, may be what is not supported. */
	const bool unchanged = why->outcome == OUTCOME_REFUSED ||
			       (why->outcome == OUTCOME_UNSUPPORTED && !ctx->changing);

	if (!unchanged)
		undo_log_never(ctx, UNDO_FAILED);
}

static void parse_line(char *line, struct undo_log *l)
{
	const char *rest;

	l->ended = str_eq(line, "end");
	if ((rest = str_after(line, "tool ")))
		l->tool = rest;
	else if ((rest = str_after(line, "verb ")))
		l->verb = rest;
	else if ((rest = str_after(line, "time ")))
		l->time = rest;
	else if ((rest = str_after(line, "boot ")))
		l->boot = rest;
	else if ((rest = str_after(line, "memdev ")))
		l->memdevs[l->memdev_count++] = rest;
	else if ((rest = str_after(line, "region ")) || (rest = str_after(line, "port ")) ||
		 (rest = str_after(line, "dax ")))
		l->nodes[l->node_count++] = rest;
	else if ((rest = str_after(line, "run ")))
		l->commands[l->command_count++] = rest;
	else if ((rest = str_after(line, "remains ")))
		l->remains[l->remains_count++] = rest;
	else if ((rest = str_after(line, "never ")))
		l->never = rest;
	else if ((rest = str_after(line, "process ")))
		l->process = rest;
	else if (!l->ended)
		l->invalid = true;
}

/* Each kind can have as many entries as the text has lines. */
static int parse_lines(struct undo_log *l)
{
	size_t count = 1;
	const char *at;
	char *next = NULL, *line;

	for (at = l->text.text; (at = strchr(at, '\n')); at++)
		count++;
	l->lines = calloc(4 * count, sizeof(*l->lines));
	if (!l->lines)
		return -ENOMEM;
	l->memdevs = l->lines;
	l->nodes = l->memdevs + count;
	l->commands = l->nodes + count;
	l->remains = l->commands + count;
	for (line = strtok_r(l->text.text, "\n", &next); line; line = strtok_r(NULL, "\n", &next))
		parse_line(line, l);
	return 0;
}

static bool is_listed(const char *const *entries, size_t count, const char *name)
{
	const size_t len = strlen(name);
	size_t i;

	for (i = 0; i < count; i++)
		if (strcspn(entries[i], " ") == len && memcmp(entries[i], name, len) == 0)
			return true;
	return false;
}

static bool needs_identity(const char *word)
{
	return node_is_name(word, NODE_REGION) || node_is_name(word, NODE_PORT) ||
	       node_is_name(word, NODE_ENDPOINT) || is_dax_name(word);
}

static bool is_identified(const struct undo_log *l, const char *word)
{
	if (node_is_name(word, NODE_MEMDEV))
		return is_listed(l->memdevs, l->memdev_count, word);
	return !needs_identity(word) || is_listed(l->nodes, l->node_count, word);
}

/* Whether the identity of each memory device, region and port that the commands name is known. */
static bool names_known(struct undo_log *l)
{
	const char *at;
	char word[64];
	size_t i, len;

	for (i = 0; i < l->command_count; i++)
		for (at = l->commands[i]; *at; at += len + strspn(at + len, "\t")) {
			len = strcspn(at, "\t");
			snprintf(word, sizeof(word), "%.*s", (int)len, at);
			if (!is_identified(l, word)) {
				memcpy(l->unidentified, word, sizeof(word));
				return false;
			}
		}
	return true;
}

int undo_log_lock(const struct cxl_ctx *ctx, struct fail *why)
{
	const int fd = sys_open_private(&ctx->root, TREE_RUN, DIRECTORY, LOCK_NAME);

	if (fd < 0)
		return fail_refuse(why, "not_locked", "",
				   "refusing to undo: cannot lock %s/%s/%s: %s",
				   sys_tree_name(TREE_RUN), DIRECTORY, LOCK_NAME,
				   sys_error_text(fd));
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return 0;
	close(fd);
	return fail_refuse(why, "undo_running", "try again later",
			   "refusing to undo: another 'cxl undo' is running");
}

int undo_log_read(const struct cxl_ctx *ctx, struct undo_log *ret, struct fail *why)
{
	struct undo_log l = { .tool = "cxl", .verb = "", .time = "", .boot = "" };
	int rc = sys_check_private(&ctx->root, TREE_STATE, DIRECTORY, FILE_NAME);

	if (rc == -EROFS)
		return fail_refuse(why, "not_writable", "",
				   "refusing to use %s/" DIRECTORY "/" FILE_NAME
				   ": %s, so that later changes are not recorded",
				   sys_tree_name(TREE_STATE), sys_error_text(rc));
	/* Its commands are run with the permissions of this user. */
	if (rc < 0 && rc != -ENOENT && rc != -EACCES)
		return fail_refuse(why, "not_private", "",
				   "refusing to use %s/" DIRECTORY "/" FILE_NAME
				   ": others may have written it",
				   sys_tree_name(TREE_STATE));
	rc = sys_read_file(&ctx->root, TREE_STATE, DIRECTORY "/" FILE_NAME, FILE_LIMIT, &l.text);
	if (rc == 0 && !l.text.len) {
		sys_text_free(&l.text);
		rc = -ENOENT;
	}
	if (rc == -ENOENT)
		return fail_set(why, rc, "no_change", "", "no change is recorded");
	if (rc < 0)
		return fail_set(why, rc, "read_failed", rc == -EACCES ? "run as root" : "",
				"cannot read %s/" DIRECTORY "/" FILE_NAME ": %s",
				sys_tree_name(TREE_STATE), sys_error_text(rc));
	l.content = strdup(l.text.text);
	if (!l.content || parse_lines(&l) < 0) {
		undo_log_free(&l);
		return fail_nomem(why);
	}
	if (!*l.verb || !*l.time) {
		undo_log_free(&l);
		return fail_set(why, -EBADMSG, "invalid_ledger", "",
				"%s/" DIRECTORY "/" FILE_NAME " is not valid",
				sys_tree_name(TREE_STATE));
	}
	l.complete = l.ended && !l.invalid && !l.never && l.command_count && names_known(&l);
	*ret = l;
	return 0;
}

void undo_log_free(struct undo_log *l)
{
	free(l->lines);
	free(l->content);
	sys_text_free(&l->text);
}
