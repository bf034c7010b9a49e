// SPDX-License-Identifier: GPL-2.0-only
/* Helpers of the commands of cxl. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "cxl/common.h"
#include "cxl/from.h"
#include "cxl/lib/mailbox/query.h"
#include "cxl/lib/transport/replay.h"
#include "cxl/lib/wire/cel.h"
#include "cxl/undo-log.h"
#include "util/signals.h"
#include "util/sys-errors.h"
#include "util/words.h"

static const struct cmd *const *cmds; /* of the tool that runs */

static const char *verb_at(size_t i)
{
	return cmds[i] ? cmds[i]->name : NULL;
}

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
	}
	return rc;
}

int cxl_enter(struct inv *inv)
{
	const struct common_args *a = inv->args;
	struct cxl_ctx *ctx;
	struct fail why = { 0 };

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
	if (a->debug)
		ctx->log.level = LOG_LEVEL_DEBUG;
	log_trace_enable(ctx->log.level >= LOG_LEVEL_DEBUG);
	ctx->read_only |= only_read;
	ctx->read_effects = read_effects;
	ctx->root.read_only = only_read && !read_effects;
	ctx->verb = inv->cmd->name;
	cmds = inv->tool->cmds;
	ctx->verb_at = verb_at;
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
	free(ctx->undo_header.s);
	replay_release(&ctx->root);
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

static void on_signal(int number)
{
	const int saved = errno;

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
		action.sa_flags = i < STOP_SIGNALS_TWICE ? (int)SA_RESETHAND : 0;
		if (sigaction(stop_signal(i), &action, &old) == 0 && old.sa_handler == SIG_IGN)
			sigaction(stop_signal(i), &old, NULL);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	ctx->interrupted = &interrupted;
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

void targets_done(struct targets *t)
{
	free(t->at);
	*t = (struct targets){ 0 };
}

static void add_once(struct targets *l, const struct memdev *m)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i].node == m->node)
			return;
	l->at[l->count++] = *m;
}

int cxl_check_single(struct inv *inv)
{
	const char *name = inv->argv[0];

	if (str_eq(name, "all") || !*name || name[strcspn(name, WORDS_SEPARATORS)])
		return inv_usage(inv, "%s requires a single memory device", inv->cmd->name);
	return EXIT_DONE;
}

int cxl_target(struct inv *inv, const struct topo *t, const char *name, struct memdev *ret,
	       struct fail *why)
{
	struct node *n;
	int rc = memdev_find(t, name, &n, why);

	if (rc == 0)
		*ret = memdev_of(inv->ctx, t, n);
	return rc;
}

static void add_all(struct inv *inv, const struct topo *t, struct targets *l)
{
	const struct node_list *memdevs = &t->kinds[NODE_MEMDEV];
	struct memdev m;
	size_t i;

	for (i = 0; i < memdevs->count; i++) {
		m = memdev_of(inv->ctx, t, memdevs->at[i]);
		add_once(l, &m);
	}
	if (!memdevs->count)
		inv_warn(inv, "no memory devices found; see 'cxl list -i' and the kernel log");
}

/* @list: names separated by commas or blanks. @prefix: of each name but "all", "" or "serial:". */
static int add_names(struct inv *inv, const struct topo *t, const char *list, const char *prefix,
		     struct targets *l)
{
	struct fail why = { 0 };
	struct memdev m;
	const char *word;
	size_t len;

	do {
		auto_free char *name = NULL;

		word = word_next(&list, &len);
		if (asprintf(&name, "%s%.*s", prefix, (int)len, word ? word : "") < 0) {
			name = NULL;
			return -ENOMEM;
		}
		if (str_eq(name + strlen(prefix), "all"))
			add_all(inv, t, l);
		else if (cxl_target(inv, t, name, &m, &why) == 0)
			add_once(l, &m);
		else
			inv_fail(inv, name, "find", &why);
	} while (list[strspn(list, WORDS_SEPARATORS)]);
	return 0;
}

int cxl_targets(struct inv *inv, const struct topo *t, int count, struct targets *ret)
{
	return cxl_targets_prefixed(inv, t, count, "", ret);
}

int cxl_targets_prefixed(struct inv *inv, const struct topo *t, int count, const char *prefix,
			 struct targets *ret)
{
	struct targets l = { 0 };
	int i, rc = 0;

	l.at = calloc(t->kinds[NODE_MEMDEV].count + 1, sizeof(*l.at));
	if (!l.at)
		return -ENOMEM;
	if (count == 0)
		add_all(inv, t, &l);
	for (i = 0; rc == 0 && i < count; i++)
		rc = add_names(inv, t, inv->argv[i], prefix, &l);
	if (rc < 0) {
		targets_done(&l);
		return rc;
	}
	if (inv->cmd->flags & CMD_CHANGES && inv->failed && l.count) {
		inv_warn(inv, "no device was changed");
		l.count = 0;
	}
	*ret = l;
	return 0;
}

int cxl_for_each_memdev(struct inv *inv, int count,
			void (*fn)(struct inv *inv, const struct memdev *m, struct rec *top))
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_topo struct topo t = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	size_t i;

	if (cxl_scan(inv, &t, TOPO_MEMDEVS) && cxl_targets(inv, &t, count, &targets) < 0)
		return EXIT_INTERNAL;
	for (i = 0; i < targets.count; i++) {
		ctx->changing = false;
		fn(inv, &targets.at[i], top);
	}
	return inv_print(inv, top);
}

struct reading {
	const struct inv *inv;
	const struct targets *targets;
	const struct memdev_reader *reader;
	u8 *data;
};

static void read_one(void *data, size_t i)
{
	const struct reading *r = data;

	r->reader->read(r->inv, &r->targets->at[i], r->data + i * r->reader->size);
}

/* A device that is not read completely has failed, although the rest of it is shown. */
static void show_one(struct inv *inv, const struct memdev_reader *reader, const struct memdev *m,
		     void *data, struct rec *top)
{
	const unsigned int done = inv->done, failed = inv->failed, unread = inv->unread;

	reader->show(inv, m, data, top);
	if (inv->failed > failed || inv->unread > unread)
		inv->done = done;
}

void cxl_read_targets(struct inv *inv, const struct targets *targets,
		      const struct memdev_reader *reader, struct rec *top)
{
	auto_free u8 *data = calloc(targets->count + 1, reader->size);
	struct cxl_ctx *ctx = inv->ctx;
	struct reading r = { inv, targets, reader, data };
	struct fail why = { 0 };
	size_t i;

	if (!data) {
		fail_nomem(&why);
		inv_fail(inv, inv->tool->name, inv->cmd->name, &why);
		return;
	}
	mbox_parallel(ctx, targets->count, read_one, &r);
	for (i = 0; i < targets->count; i++) {
		ctx->changing = false;
		show_one(inv, reader, &targets->at[i], data + i * reader->size, top);
		if (reader->done)
			reader->done(data + i * reader->size);
	}
}

int cxl_read_memdevs(struct inv *inv, int count, const struct memdev_reader *reader)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_topo struct topo t = { 0 };

	if (cxl_scan(inv, &t, TOPO_MEMDEVS) && cxl_targets(inv, &t, count, &targets) < 0)
		return EXIT_INTERNAL;
	cxl_read_targets(inv, &targets, reader, top);
	return inv_print(inv, top);
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
