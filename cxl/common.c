// SPDX-License-Identifier: GPL-2.0-only
/* What the commands of cxl share. */
#include <stdlib.h>
#include <unistd.h>

#include "cxl/common.h"

int cxl_enter(struct inv *inv)
{
	const struct common_args *a = inv->args;
	struct cxl_ctx *ctx = calloc(1, sizeof(*ctx));
	struct fail why = { 0 };

	if (!ctx)
		return EXIT_INTERNAL;
	if (ctx_open(ctx, a->sysroot, &why) < 0) {
		ctx_close(ctx);
		free(ctx);
		inv_fail(inv, inv->tool->name, "open", &why);
		return EXIT_FAILED;
	}
	ctx->verb = inv->cmd->name;
	ctx->dry_run = a->dry_run;
	ctx->confirmed = a->yes;
	ctx->ask = inv_prompt;
	ctx->prompt_text = inv_prompt_text;
	ctx->tell = inv_notify;
	inv->ctx = ctx;
	return EXIT_DONE;
}

void cxl_leave(struct inv *inv)
{
	struct cxl_ctx *ctx = inv->ctx;

	ctx_close(ctx);
	free(ctx);
	inv->ctx = NULL;
}

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
	stop = number;
}

void cxl_stop_on_signals(struct inv *inv)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	const struct sigaction action = { .sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND };
	struct cxl_ctx *ctx = inv->ctx;
	struct sigaction old;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(numbers); i++)
		if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			sigaction(numbers[i], &action, NULL);
	ctx->stop = &stop;
}

bool cxl_scan(struct inv *inv, struct topo *t)
{
	struct cxl_ctx *ctx = inv->ctx;
	struct fail why = { 0 };

	if (topo_scan(t, &ctx->root, &why) == 0)
		return true;
	inv_fail(inv, inv->tool->name, "scan", &why);
	return false;
}

static void add_once(struct node_list *l, struct node *n)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i] == n)
			return;
	l->at[l->count++] = n;
}

int cxl_targets(struct inv *inv, const struct topo *t, char *const *names, int count,
		struct node_list *ret)
{
	const struct node_list *memdevs = &t->kinds[NODE_MEMDEV];
	struct node_list l = { .room = memdevs->count };
	struct node *n;
	size_t m;
	int i;

	l.at = calloc(l.room + 1, sizeof(*l.at));
	if (!l.at)
		return -ENOMEM;
	for (i = 0; i < MAX(count, 1); i++) {
		struct fail why = { 0 };

		if (count == 0 || str_eq(names[i], "all")) {
			for (m = 0; m < memdevs->count; m++)
				add_once(&l, memdevs->at[m]);
			continue;
		}
		if (memdev_find(t, names[i], &n, &why) == 0)
			add_once(&l, n);
		else
			inv_fail(inv, names[i], "find", &why);
	}
	*ret = l;
	return 0;
}

int cxl_for_each_memdev(struct inv *inv, int count,
			void (*fn)(struct inv *inv, const struct topo *t, const struct node *memdev,
				   struct rec *top))
{
	auto_rec struct rec *top = rec_new_arr();
	struct node_list targets = { 0 };
	auto_topo struct topo t = { 0 };
	size_t i;

	if (cxl_scan(inv, &t) && cxl_targets(inv, &t, inv->argv, count, &targets) < 0)
		return EXIT_INTERNAL;
	for (i = 0; i < targets.count; i++)
		fn(inv, &t, targets.at[i], top);
	free(targets.at);
	return inv_print(inv, top);
}

void cxl_prefer_table(struct inv *inv, const char *columns)
{
	const struct common_args *a = inv->args;

	if (!a->format && !a->human && isatty(STDOUT_FILENO))
		inv->out.format = OUT_TABLE;
	inv->out.suggested = columns;
}

struct rec *cxl_memdev_rec(struct rec *to, const struct topo *t, const struct node *memdev)
{
	struct rec *o = rec_obj(to, NULL);
	u64 serial;

	rec_str(o, "memdev", memdev->name);
	if (memdev_serial(t, memdev, &serial) == 0)
		rec_num(o, "serial", VAL_XSTR, serial);
	return o;
}

const char *scope_word(enum fwctl_scope scope)
{
	static const char *const words[] = {
		[SCOPE_CONFIGURATION] = "configuration",
		[SCOPE_DEBUG_READ_ONLY] = "debug_read_only",
		[SCOPE_DEBUG_WRITE] = "debug_write",
		[SCOPE_DEBUG_WRITE_FULL] = "debug_write_full",
	};

	return words[scope];
}
