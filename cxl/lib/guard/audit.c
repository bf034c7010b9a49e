// SPDX-License-Identifier: LGPL-2.1-or-later
/* Writing the audit record to the system log and the kernel log. */
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <sha256.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#include "cxl/lib/guard/audit.h"
#include "util/library.h"
#include "util/num.h"
#include "util/strbuf.h"

#define PRIORITY 13 /* facility user, level notice */

/* Add @text as a member, cut to @max bytes of its escaped form. */
static void add_text(struct strbuf *b, const char *key, const char *text, size_t max)
{
	char one[2] = "";
	size_t end;

	strbuf_addf(b, ",\"%s\":\"", key);
	for (end = b->len + max; *text && b->len < end; text++) {
		one[0] = *text;
		strbuf_add_escaped(b, one);
	}
	if (*text)
		strbuf_add(b, "...", 3);
	strbuf_add(b, "\"", 1);
}

static void add_time(struct strbuf *b)
{
	char text[32] = "";
	struct timespec now;
	struct tm tm;

	clock_gettime(CLOCK_REALTIME, &now);
	if (gmtime_r(&now.tv_sec, &tm))
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &tm);
	strbuf_addf(b, ",\"time\":\"%s.%06ldZ\"", text, now.tv_nsec / 1000);
}

static void add_who(struct strbuf *b, const struct cxl_ctx *ctx)
{
	char login[16];
	u64 uid;

	/* UINT32_MAX: unset, in a service or early boot. */
	if (sys_read(&ctx->root, TREE_PROC, "self/loginuid", login, sizeof(login)) > 0 &&
	    num_u64(login, 10, &uid) == 0 && uid != UINT32_MAX)
		strbuf_addf(b, ",\"loginuid\":%" PRIu64, uid);
	strbuf_addf(b, ",\"uid\":%u,\"pid\":%d", (unsigned int)getuid(), (int)getpid());
}

#define LIBMD "libmd.so.0"

LIBRARY_NOTE(md, LIBMD, "audit", "SHA-256 of payloads in audit records", "recommended");

static typeof(SHA256Data) *sha256;

/* Only few commands have a payload to record. Refusals are recorded by several threads. */
static int load_sha256(struct fail *why)
{
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	static const struct library_symbol symbols[] = { { "SHA256Data", &sha256 }, { 0 } };
	int rc = 0;

	pthread_mutex_lock(&mutex);
	if (!sha256)
		rc = library_load(LIBMD, symbols, why);
	pthread_mutex_unlock(&mutex);
	return rc;
}

int audit_check_digest(const struct audit_entry *e, struct fail *why)
{
	return e->len > 0 ? load_sha256(why) : 0;
}

/* Without the digest the rest is recorded all the same. */
static void add_payload(struct strbuf *b, const struct audit_entry *e)
{
	char digest[SHA256_DIGEST_STRING_LENGTH];

	strbuf_addf(b, ",\"payload_bytes\":%zu", e->len);
	if (e->len > 0 && load_sha256(NULL) == 0)
		add_text(b, "payload_sha256", sha256(e->payload, e->len, digest), 64);
}

static void add_entry(struct strbuf *b, const struct cxl_ctx *ctx, const struct audit_entry *e,
		      const char *event)
{
	strbuf_addf(b, "{\"event\":\"%s\"", event);
	add_time(b);
	add_who(b, ctx);
	strbuf_addf(b, ",\"number\":%u", e->number);
	add_text(b, "verb", ctx->verb, 40);
	add_text(b, "device", e->device, 64);
	if (*e->serial)
		add_text(b, "serial", e->serial, sizeof(e->serial));
	if (e->route)
		add_text(b, "route", e->route, 16);
	if (e->protocol)
		add_text(b, "protocol", e->protocol, 16);
	if (e->path)
		add_text(b, "path", e->path, 300);
	else
		strbuf_addf(b, ",\"opcode\":\"0x%04x\"", e->opcode);
	add_payload(b, e);
	add_text(b, "verdict", e->verdict, 32);
}

static int send_syslog(const struct cxl_ctx *ctx, const char *text)
{
	auto_close int fd = sys_connect(&ctx->root, TREE_DEV, "log");
	auto_strbuf struct strbuf b = { 0 };

	if (fd < 0)
		return fd;
	strbuf_addf(&b, "<%d>" AUDIT_IDENTIFIER "[%d]: %s", PRIORITY, (int)getpid(), text);
	if (b.failed)
		return -ENOMEM;
	return send(fd, b.s, b.len, MSG_NOSIGNAL | MSG_DONTWAIT) < 0 ? -errno : 0;
}

/* With devkmsg=off the kernel accepts writes to /dev/kmsg and discards them. */
static bool kmsg_is_off(const struct cxl_ctx *ctx)
{
	char word[32];

	return sys_read(&ctx->root, TREE_PROC, "sys/kernel/printk_devkmsg", word, sizeof(word)) >=
		       0 &&
	       str_eq(word, "off");
}

bool audit_is_kmsg(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISCHR(st.st_mode) && st.st_rdev == makedev(1, 11);
}

static int open_kmsg(const struct cxl_ctx *ctx)
{
	int fd = sys_open(&ctx->root, TREE_DEV, "kmsg", O_WRONLY | O_APPEND), rc = 0;

	if (fd < 0)
		return fd;
	if (!ctx->root.captured && !audit_is_kmsg(fd))
		rc = -ENODEV;
	else if (kmsg_is_off(ctx))
		rc = -ENODATA;
	if (rc == 0)
		return fd;
	close(fd);
	return rc;
}

static int write_kmsg(const struct cxl_ctx *ctx, const char *text)
{
	auto_close int fd = open_kmsg(ctx);
	auto_strbuf struct strbuf b = { 0 };
	ssize_t n;

	if (fd < 0)
		return fd;
	strbuf_addf(&b, "<%d>" AUDIT_IDENTIFIER ": %s\n", PRIORITY, text);
	if (b.failed)
		return -ENOMEM;
	n = write(fd, b.s, b.len);
	if (n < 0)
		return -errno;
	return (size_t)n == b.len ? 0 : -EIO;
}

int audit_check(const struct cxl_ctx *ctx)
{
	auto_close int syslog = sys_connect(&ctx->root, TREE_DEV, "log");
	auto_close int kmsg = syslog < 0 ? open_kmsg(ctx) : -1;

	return syslog < 0 && kmsg < 0 ? kmsg : 0;
}

/* A captured tree (read-only) has no log; the system of cxl-sim has one. */
static int emit(const struct cxl_ctx *ctx, struct strbuf *b)
{
	int to_syslog, to_kmsg;

	strbuf_add(b, "}", 1);
	if (b->failed)
		return -ENOMEM;
	if (b->len > AUDIT_LINE_MAX)
		return -EMSGSIZE;
	if (ctx->offline)
		return -EROFS;
	to_syslog = send_syslog(ctx, b->s);
	to_kmsg = write_kmsg(ctx, b->s);
	return to_syslog == 0 || to_kmsg == 0 ? 0 : to_kmsg;
}

static unsigned int next_number(void)
{
	static atomic_uint number;

	return atomic_fetch_add(&number, 1) + 1;
}

int audit_intent(const struct cxl_ctx *ctx, struct audit_entry *e)
{
	auto_strbuf struct strbuf b = { 0 };

	e->number = next_number();
	add_entry(&b, ctx, e, "intent");
	return emit(ctx, &b);
}

int audit_outcome(const struct cxl_ctx *ctx, const struct audit_entry *e, int err, int status)
{
	auto_strbuf struct strbuf b = { 0 };
	bool failed = err < 0 || status > 0;

	add_entry(&b, ctx, e, "outcome");
	add_text(&b, "result", failed ? "failed" : "done", 8);
	if (err < 0)
		strbuf_addf(&b, ",\"errno\":%d", -err);
	if (status != NO_DEVICE_STATUS)
		strbuf_addf(&b, ",\"device_status\":%d", status);
	return emit(ctx, &b);
}

void audit_refusal(const struct cxl_ctx *ctx, struct audit_entry *e)
{
	auto_strbuf struct strbuf b = { 0 };

	e->number = next_number();
	add_entry(&b, ctx, e, "refused");
	if (emit(ctx, &b) < 0)
		log_line(&ctx->log, LOG_LEVEL_NOTICE,
			 "%s: cannot write the audit record of the refusal", e->device);
}
