// SPDX-License-Identifier: GPL-2.0-only
/* Helpers of the commands of cxl. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "cxl/common.h"
#include "cxl/from.h"
#include "cxl/lib/guard/verbs.h"
#include "cxl/lib/mailbox/query.h"
#include "cxl/lib/transport/component.h"
#include "cxl/lib/transport/replay.h"
#include "cxl/lib/wire/cel.h"
#include "cxl/undo-log.h"
#include "util/clock.h"
#include "util/num.h"
#include "util/signals.h"
#include "util/sys-errors.h"

static bool was_warned(const struct inv *inv, const char *text)
{
	const struct rec *r;

	rec_foreach(r, inv->warnings)
		if (str_eq(r->s, text))
			return true;
	return false;
}

/* Called by several threads, and for each step of a change. */
static void warn(void *data, const char *text)
{
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

	pthread_mutex_lock(&mutex);
	if (!was_warned(data, text))
		inv_warn(data, "%s", text);
	pthread_mutex_unlock(&mutex);
}

#define MESSAGE_MS_MAX 3600000U

static bool only_read, read_effects;

void cxl_only_read(bool effects)
{
	only_read = true;
	read_effects = effects;
}

static struct from from;

/* This system, a copy, or a dump. */
static int open_system(struct cxl_ctx *ctx, const struct common_args *a, struct fail *why)
{
	int rc = a->from ? from_open(&from, a->from, why) : 0;

	if (rc < 0)
		return rc;
	rc = ctx_open(ctx, a->from ? from.root : a->sysroot, why);
	if (rc < 0) {
		ctx_close(ctx);
		from_close(&from);
	} else if (a->from) {
		from_set_errors(&from, &ctx->root);
	}
	return rc;
}

/* Of messages to components. */
static int parse_ms(struct inv *inv, const char *option, const char *text, unsigned int *ret)
{
	u64 ms = 0;

	if (text && (num_u64(text, 10, &ms) < 0 || !ms || ms > MESSAGE_MS_MAX))
		return inv_usage(inv, "invalid %s '%s': expected 1 to %u milliseconds", option,
				 text, MESSAGE_MS_MAX);
	*ret = (unsigned int)ms;
	return EXIT_DONE;
}

int cxl_enter(struct inv *inv)
{
	const struct common_args *a = inv->args;
	struct cxl_ctx *ctx;
	struct fail why = { 0 };
	int rc;

	if (a->from && a->sysroot)
		return inv_usage(inv, "--from and --sysroot exclude each other");
	ctx = calloc(1, sizeof(*ctx));
	if (!ctx)
		return EXIT_INTERNAL;
	if (open_system(ctx, a, &why) < 0) {
		free(ctx);
		inv_fail(inv, a->from ? a->from : inv->tool->name, "open", &why);
		return EXIT_FAILED;
	}
	rc = parse_ms(inv, "--timeout", a->timeout, &ctx->reply_ms);
	if (rc == EXIT_DONE)
		rc = parse_ms(inv, "--gap-ms", a->gap_ms, &ctx->message_gap_ms);
	if (rc != EXIT_DONE) {
		ctx_close(ctx);
		from_close(&from);
		free(ctx);
		return rc;
	}
	if (a->debug)
		ctx->log.level = LOG_LEVEL_DEBUG;
	log_trace_enable(ctx->log.level >= LOG_LEVEL_DEBUG);
	ctx->read_only |= only_read;
	ctx->read_effects = read_effects;
	ctx->root.read_only = only_read && !read_effects;
	ctx->tool = inv->tool->ndctl_name;
	ctx->verb = inv->cmd->name;
	ctx->verb_at = guard_verb_at;
	ctx->dry_run = a->dry_run;
	ctx->to_change = inv->cmd->flags & CMD_CHANGES;
	ctx->confirmed = a->yes;
	ctx->prompt = prompt_yes;
	ctx->prompt_text = prompt_text;
	ctx->notify = inv_notify;
	ctx->warn = warn;
	ctx->warn_data = inv;
	inv->ctx = ctx;
	if (inv->cmd->flags & CMD_CHANGES) {
		ctx->before_change = undo_log_begin;
		cxl_set_in_flight_text(inv,
				       "\ninterrupted: waiting for the response of the device\n");
		cxl_stop_on_signals(inv);
	}
	return EXIT_DONE;
}

void cxl_leave(struct inv *inv)
{
	struct cxl_ctx *ctx = inv->ctx;

	free(ctx->undo.s);
	free(ctx->undo_targets.s);
	free(ctx->undo_header.s);
	sys_text_free(&ctx->undo_former);
	replay_release(&ctx->root);
	components_release(ctx);
	ctx_close(ctx);
	from_close(&from);
	free(ctx);
	inv->ctx = NULL;
}

/* Some functions name the file in a message of their own. */
static bool was_reported(const struct inv *inv, const char *path)
{
	const char *message;
	const struct rec *r;

	rec_foreach(r, inv->warnings)
		if (strstr(r->s, path))
			return true;
	rec_foreach(r, inv->errors) {
		message = rec_get_str(r, "message");
		if (message && strstr(message, path))
			return true;
	}
	return false;
}

void cxl_finish(struct inv *inv)
{
	struct cxl_ctx *ctx = inv->ctx;
	const struct sys_errors *e = ctx->root.errors;
	size_t i, shown;

	undo_log_end(ctx, inv->failed > 0);
	if (!e || e->count == 0)
		return;
	shown = MIN(e->count, (size_t)SYS_ERRORS_MAX);
	for (i = 0; i < shown; i++)
		if (!was_reported(inv, e->at[i].path))
			inv_warn(inv, "cannot read %s: %s", e->at[i].path,
				 sys_error_text(e->at[i].err));
	if (e->count > shown)
		inv_warn(inv, "cannot read %zu more files", e->count - shown);
	inv->unread += (unsigned int)e->count;
}

static atomic_int interrupted, in_flight;
static const char *in_flight_text;

/* timeout(1) sends a signal twice at once, to the process and to its group. */
#define SAME_SIGNAL_MS 300

static atomic_ullong signal_time[STOP_SIGNALS_TWICE]; /* 0: it has not come */

static atomic_ullong *time_of_signal(int number)
{
	size_t i;

	for (i = 0; i < STOP_SIGNALS_TWICE; i++)
		if (stop_signal(i) == number)
			return &signal_time[i];
	return NULL;
}

static void on_signal(int number)
{
	atomic_ullong *first = time_of_signal(number);
	const int saved = errno;

	if (first && *first) {
		if (clock_ms() - *first >= SAME_SIGNAL_MS) {
			signal(number, SIG_DFL);
			raise(number); /* when this function has returned */
		}
		return;
	}
	if (first)
		*first = clock_ms();
	interrupted = number;
	if (in_flight && write(STDERR_FILENO, in_flight_text, strlen(in_flight_text)) < 0)
		interrupted = number; /* a failure cannot be reported here */
	errno = saved;
}

void cxl_stop_on_signals(struct inv *inv)
{
	struct sigaction action = { .sa_handler = on_signal };
	struct cxl_ctx *ctx = inv->ctx;
	struct sigaction old;
	sigset_t before;
	size_t i;

	signals_block(&before);
	for (i = 0; stop_signal(i); i++) {
		if (sigaction(stop_signal(i), &action, &old) == 0 && old.sa_handler == SIG_IGN)
			sigaction(stop_signal(i), &old, NULL);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	ctx->interrupted = &interrupted;
}

void cxl_end_on_signals(void)
{
	struct sigaction now;
	size_t i;

	for (i = 0; stop_signal(i); i++)
		if (sigaction(stop_signal(i), NULL, &now) == 0 && now.sa_handler == on_signal)
			signal(stop_signal(i), SIG_DFL);
}

void cxl_set_in_flight_text(struct inv *inv, const char *text)
{
	struct cxl_ctx *ctx = inv->ctx;

	in_flight_text = text;
	ctx->commands_in_flight = &in_flight;
}

bool cxl_scan(struct inv *inv, struct topo *t, enum topo_scope scope)
{
	struct cxl_ctx *ctx = inv->ctx;
	struct fail why = { 0 };

	if (topo_scan(t, &ctx->root, scope, &why) == 0)
		return true;
	inv_fail(inv, inv->tool->name, "scan", &why);
	return false;
}

struct rec *cxl_memdev_rec(struct rec *to, const struct memdev *m)
{
	struct rec *o = rec_obj(to, NULL);
	u64 serial;

	rec_str(o, "memdev", m->name);
	if (memdev_serial(m, &serial) == 0)
		rec_num(o, "serial", VAL_XSTR, serial);
	return o;
}

void cxl_decode(struct inv *inv, const struct memdev *m, const struct layout *l,
		const struct mbox_reply *reply, struct rec *out)
{
	auto_rec struct rec *checked = rec_new_obj();
	int rc = layout_decode(l, reply->data, reply->len, out ? out : checked);

	if (rc == -EMSGSIZE)
		inv_warn(inv, "%s: short response: %u of %llu bytes", m->name, reply->len,
			 (unsigned long long)layout_size(l, reply->data, reply->len));
	else if (rc < 0)
		inv_warn(inv, "%s: invalid response: a size exceeds 64 bits and is left out",
			 m->name);
}

void cxl_check_cel(struct inv *inv, const struct memdev *m, const void *log, size_t len)
{
	struct cel_check check;

	cel_check(log, len, &check);
	if (check.tail || check.repeated || check.reserved)
		inv_warn(inv,
			 "%s: malformed Command Effects Log: %u repeated opcodes, %u entries with "
			 "reserved effects, %u trailing bytes",
			 m->name, check.repeated, check.reserved, check.tail);
}

bool cxl_has_command(const struct inv *inv, const char *verb)
{
	size_t len = strcspn(verb, " ");
	const struct cmd *const *c;

	for (c = inv->tool->cmds; *c; c++)
		if (strlen((*c)->name) == len && strncmp((*c)->name, verb, len) == 0)
			return true;
	return false;
}

void cxl_add_list(struct inv *inv, const struct memdev *m, struct rec *top, struct rec *list,
		  const char *key)
{
	inv->done++;
	if (list->count == 0)
		inv_warn(inv, "%s: no matching %s found", m->name, key);
	if (list->count > 0 || (inv->out.format != OUT_TABLE && inv->out.format != OUT_PAIRS))
		rec_attach(cxl_memdev_rec(top, m), key, list);
}

int cxl_check_terminal(struct inv *inv)
{
	return isatty(STDOUT_FILENO)
		       ? inv_usage(
				 inv,
				 "refusing to write binary data to a terminal; use --output FILE or a pipe")
		       : EXIT_DONE;
}

const char *cxl_format_option(const struct common_args *a)
{
	return a->format       ? "--format"
	       : a->columns    ? "--columns"
	       : a->noheadings ? "--noheadings"
			       : NULL;
}

int cxl_check_output(struct inv *inv, const char **output, bool *binary)
{
	const struct common_args *a = inv->args;
	const char *option = cxl_format_option(a);

	if (*output && str_eq(*output, "-")) {
		if (option)
			return inv_usage(inv, "--output - cannot be combined with %s", option);
		*output = NULL;
		*binary = true;
	}
	if (*binary && (*output || option))
		return inv_usage(inv, "--binary cannot be combined with %s",
				 *output ? "--output" : option);
	inv->binary = *binary && !a->dry_run;
	return inv->binary ? cxl_check_terminal(inv) : EXIT_DONE;
}

const char *scope_name(enum fwctl_scope scope)
{
	static const char *const names[] = {
		[SCOPE_CONFIGURATION] = "configuration",
		[SCOPE_DEBUG_READ_ONLY] = "debug_read_only",
		[SCOPE_DEBUG_WRITE] = "debug_write",
		[SCOPE_DEBUG_WRITE_FULL] = "debug_write_full",
	};

	return names[scope];
}
