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

#define DIRECTORY UNDO_LOG_DIRECTORY
#define FILE_NAME UNDO_LOG_FILE
#define FILE_LIMIT UNDO_LOG_LIMIT

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
	if (ctx->undo_targets.len)
		strbuf_add(text, ctx->undo_targets.s, ctx->undo_targets.len);
}

static bool has_content(int fd, const struct strbuf *text)
{
	auto_free char *buf = malloc(text->len + 1);
	const ssize_t n = buf ? pread(fd, buf, text->len + 1, 0) : -1;

	return n == (ssize_t)text->len && memcmp(buf, text->s, text->len) == 0;
}

static int open_locked(const struct cxl_ctx *ctx)
{
	int fd = sys_open_private(&ctx->root, TREE_STATE, DIRECTORY, FILE_NAME), rc;

	if (fd < 0 || flock(fd, LOCK_EX) == 0)
		return fd;
	rc = -errno;
	close(fd);
	return rc;
}

/* The content is complete if it ends with a line "end". */
static int replace(int fd, const struct strbuf *text)
{
	if (ftruncate(fd, 0) < 0 || pwrite(fd, text->s, text->len, 0) != (ssize_t)text->len)
		return -EIO;
	return fsync(fd) < 0 ? -errno : 0;
}

/* Only if it is still what this process has written: another one may have begun a change since. */
static int write_end(const struct cxl_ctx *ctx, const struct strbuf *text)
{
	auto_close int fd = open_locked(ctx);

	if (fd < 0)
		return fd;
	return has_content(fd, &ctx->undo_header) ? replace(fd, text) : -ESTALE;
}

static int write_header(struct cxl_ctx *ctx)
{
	auto_close int fd = open_locked(ctx);

	if (fd < 0)
		return fd;
	if (sys_read_fd(fd, FILE_LIMIT, &ctx->undo_former) < 0)
		ctx->undo_former = (struct sys_text){ 0 };
	return replace(fd, &ctx->undo_header);
}

void undo_log_begin(struct cxl_ctx *ctx)
{
	char warning[160];
	int rc;

	if (ctx->undo_begun)
		return;
	ctx->undo_begun = true;
	add_header(ctx, &ctx->undo_header);
	rc = ctx->undo_header.failed ? -ENOMEM : write_header(ctx);
	if (rc < 0 && rc != -ENOENT && ctx->warn) {
		snprintf(warning, sizeof(warning),
			 "cannot write %s/" DIRECTORY "/" FILE_NAME
			 ": %s; 'cxl undo' does not know of"
			 " this change",
			 sys_tree_name(TREE_STATE), sys_error_text(rc));
		ctx->warn(ctx->warn_data, warning);
	}
}

/* After the header, if it is what this process has written. */
static void append_header(struct cxl_ctx *ctx, const struct strbuf *line)
{
	auto_close int fd = open_locked(ctx);

	if (fd >= 0 && has_content(fd, &ctx->undo_header) &&
	    pwrite(fd, line->s, line->len, (off_t)ctx->undo_header.len) == (ssize_t)line->len)
		strbuf_add(&ctx->undo_header, line->s, line->len);
}

void undo_log_target(struct cxl_ctx *ctx, const char *region, const char *decoder)
{
	auto_strbuf struct strbuf line = { 0 };

	if (ctx->dry_run)
		return;
	strbuf_addf(&line, UNDO_LOG_TARGET "%s %s\n", region, decoder);
	if (line.failed)
		return;
	if (ctx->undo_begun)
		append_header(ctx, &line);
	else
		strbuf_add(&ctx->undo_targets, line.s, line.len);
}

/* The commands of "cxl undo", which this process runs after it. */
static struct {
	size_t all, left;
} sequence;

void undo_log_sequence(size_t commands)
{
	sequence.all = sequence.left = commands;
}

/* Whether a command ends between the first and the last one of an undo. */
static bool is_in_sequence(const struct cxl_ctx *ctx, bool failed)
{
	if (!sequence.left || !ctx->to_change || str_eq(ctx->verb, "undo"))
		return false;
	sequence.left--;
	return failed ? sequence.left + 1 < sequence.all : sequence.left > 0;
}

/* Whether there is a command; the other lines are what it refers to, and what remains. */
static bool has_commands(const struct strbuf *text)
{
	return text->len && (str_after(text->s, "run ") || strstr(text->s, "\nrun "));
}

/* What remains, if there is no command; "": nothing. */
static void read_remains(const struct strbuf *text, char *buf, size_t size)
{
	const char *at = text->len ? strstr(text->s, "remains ") : NULL;

	at = at ? at + strlen("remains ") : "";
	snprintf(buf, size, "%.*s", (int)strcspn(at, "\n"), at);
}

/* Why a change whose command has ended cannot be undone, in @buf or a literal; NULL: it can. */
static const char *reason_of(const struct cxl_ctx *ctx, bool failed, char *buf, size_t size)
{
	if (failed && ctx_interrupted(ctx) && (ctx->undo_never || !has_commands(&ctx->undo)))
		return "it was interrupted";
	if (ctx->undo_never)
		return ctx->undo_never;
	if (ctx->undo.failed)
		return "there was not enough memory to record how";
	if (has_commands(&ctx->undo))
		return NULL;
	read_remains(&ctx->undo, buf, size);
	return failed ? UNDO_FAILED : *buf ? buf : UNDO_KIND;
}

void undo_log_end(struct cxl_ctx *ctx, bool failed)
{
	const bool part = is_in_sequence(ctx, failed);
	auto_strbuf struct strbuf text = { 0 };
	const char *never;
	char reason[200];

	if (part && failed)
		undo_log_begin(ctx);
	if (!ctx->undo_begun || ctx->undo_header.failed)
		return;
	never = part ? "it is part of an undo that was not finished"
		     : reason_of(ctx, failed, reason, sizeof(reason));
	/* The change before it is the last one again; no content: there is none. */
	if (failed && !ctx->changed && !part)
		strbuf_add(&text, ctx->undo_former.text ? ctx->undo_former.text : "",
			   ctx->undo_former.len);
	else if (never)
		strbuf_addf(&text, "%snever %s\nend\n", ctx->undo_header.s, never);
	else
		strbuf_addf(&text, "%s%send\n", ctx->undo_header.s, ctx->undo.s);
	if (!text.failed && write_end(ctx, &text) < 0)
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
	if (m->node->component)
		undo_log_never(ctx, UNDO_COMPONENT);
	if (token_read(ctx, m->name, token, sizeof(token)) < 0)
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

int undo_log_apply(const struct plan *p, struct plan_action *action, struct plan_result *ret,
		   struct fail *why)
{
	struct cxl_ctx *ctx = action->ctx;
	const bool changed = ctx->changed;
	int rc;

	ctx->changed = false;
	rc = plan_apply(p, action, ret, why);
	if (rc < 0 && ctx->changed)
		undo_log_never(ctx, UNDO_FAILED);
	ctx->changed |= changed;
	return rc;
}

void undo_log_failed(struct cxl_ctx *ctx, const struct fail *why)
{
	/* A read after the change, to verify it, may be what is not supported. */
	const bool unchanged = why->outcome == OUTCOME_REFUSED ||
			       (why->outcome == OUTCOME_UNSUPPORTED && !ctx->changing);

	if (!unchanged)
		undo_log_never(ctx, UNDO_FAILED);
}
