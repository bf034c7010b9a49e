/* SPDX-License-Identifier: GPL-2.0-only */
/* What the commands of cxl share: their context, and finding and naming what they work on. */
#ifndef CXL_COMMON_H
#define CXL_COMMON_H

#include "cxl/lib/ctx/ctx.h"
#include "cxl/lib/topo/topo.h"
#include "cxl/lib/transport/transport.h"
#include "util/cmd.h"

extern const struct tool cxl_tool;

/* Hooks of struct tool: inv->ctx is a struct cxl_ctx while a command runs. */
int cxl_enter(struct inv *inv);
void cxl_leave(struct inv *inv);

/*
 * From now on the first SIGINT, SIGTERM or SIGHUP only asks the job to stop where it can, so that
 * it can say how far it came; the second one ends the program as usual.
 */
void cxl_stop_on_signals(struct inv *inv);

/* Scan the topology; false: said why, the command ends with inv_exit_status(). */
bool cxl_scan(struct inv *inv, struct topo *t);
/*
 * The memdevs that @names name, each once, in the order given: MEMDEV as memdev_find() takes it,
 * or "all"; no names at all mean all. What does not resolve is reported, and left out. The caller
 * frees ret->at. -ENOMEM or 0.
 */
int cxl_targets(struct inv *inv, const struct topo *t, char *const *names, int count,
		struct node_list *ret) MUST_CHECK;
/*
 * Scan, and @fn for every memdev that the first @count arguments name, as cxl_targets() takes
 * them; then print what they added to @top. Returns the exit status. @fn counts its outcome in
 * inv->done or with inv_fail().
 */
int cxl_for_each_memdev(struct inv *inv, int count,
			void (*fn)(struct inv *inv, const struct topo *t, const struct node *memdev,
				   struct rec *top));
/* Unless a format was asked for, a terminal gets a table; these columns, where a row has them. */
void cxl_prefer_table(struct inv *inv, const char *columns);
/* A new object in @to: "memdev" and, when it is known, "serial". */
struct rec *cxl_memdev_rec(struct rec *to, const struct topo *t, const struct node *memdev);
/*
 * Whether the text of opcode_desc.native is of use here: an interface of the kernel is, and
 * "cxl VERB" when this tool has that verb.
 */
bool cxl_native_exists(const char *native);
/* "configuration", "debug_write", ... */
const char *scope_word(enum fwctl_scope scope);

#endif
