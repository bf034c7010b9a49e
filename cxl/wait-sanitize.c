// SPDX-License-Identifier: GPL-2.0-only
/* cxl wait-sanitize: wait until memory devices are not being sanitized any more. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/sanitize/wait.h"
#include "cxl/memdev-args.h"
#include "cxl/summary.h"
#include "util/num.h"

struct args {
	struct memdev_args memdev;
	const char *timeout;
};

static const struct opt opts[] = {
	MEMDEV_OPTS,
	OPT_STR_ROW('t', "timeout", struct args, timeout, "n",
		    "time to wait at most in milliseconds; -1, the default, waits without limit"),
	{ 0 },
};

static void show(struct inv *inv, const struct sanitize_wait *w, struct rec *top)
{
	if (w->rc < 0) {
		inv_fail(inv, w->m->name, "wait for sanitize", &w->why);
		return;
	}
	inv->done++;
	rec_bool(cxl_memdev_rec(top, w->m), "sanitizing", false);
}

static void print_count(const struct inv *inv)
{
	fprintf(stderr, "wait sanitize %s on %u mem device%s\n",
		inv->done || !inv->failed ? "completed" : "failed", inv->done,
		inv->done > 1 ? "s" : "");
}

static int run(struct inv *inv)
{
	const struct args *a = inv->args;
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_free struct sanitize_wait *list = NULL;
	auto_topo struct topo t = { 0 };
	s64 timeout = -1;
	size_t i;
	int rc;

	if (a->timeout && (num_s64(num_option(a->timeout), INT_MAX, &timeout) < 0 || timeout < -1))
		return inv_usage(inv, "invalid --timeout '%s': expected milliseconds, or -1",
				 a->timeout);
	rc = memdev_args_targets(inv, &t, TOPO_ALL, &targets);
	if (rc != EXIT_DONE)
		return rc;
	list = calloc(targets.count + 1, sizeof(*list));
	if (!list)
		return EXIT_INTERNAL;
	for (i = 0; i < targets.count; i++)
		sanitize_wait_open(&list[i], &targets.at[i]);
	sanitize_wait(list, targets.count, (int)timeout);
	for (i = 0; i < targets.count; i++) {
		show(inv, &list[i], top);
		sanitize_wait_close(&list[i]);
	}
	rc = summary_wants_result(inv) ? inv_print(inv, top) : summary_none(inv);
	print_count(inv);
	return rc;
}

const struct cmd cmd_wait_sanitize = {
	.name = "wait-sanitize",
	.args = "<memdev>...|all [<options>]",
	.group = "Memory devices",
	.help = "wait until memory devices are not being sanitized any more",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_NDCTL,
	.risk = RISK_READ,
	.min_args = 1,
	.max_args = -1,
	.positional = "memdevs...",
	.more_columns = "memdev,serial,sanitizing",
	.run = run,
};
