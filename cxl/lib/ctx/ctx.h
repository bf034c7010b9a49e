/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The context of one invocation: root directory, permissions, prompts, log. */
#ifndef CXL_CTX_H
#define CXL_CTX_H

#include <stdatomic.h>

#include "util/fail.h"
#include "util/log.h"
#include "util/prompt.h"
#include "util/strbuf.h"
#include "util/sysroot.h"

struct policy;
struct component;

/* What a component that has no directory below /sys says about itself (CXL r3.2 8.2.10.1.1). */
struct component_identity {
	u16 vendor, device; /* PCI IDs */
	u64 serial;	    /* 0: none */
	u8 type;	    /* COMPONENT_..., see cxl/lib/wire/cci.h */
};

struct cxl_ctx {
	struct sysroot root;
	struct log log;
	const char *tool;  /* "cxl", "daxctl" */
	const char *verb;  /* "set-feature", for policy and audit record; "" for none */
	bool read_only;	   /* refuse every change */
	bool read_effects; /* with .read_only: not what reads with side effects */
	bool offline;	   /* a captured tree: devices cannot be asked, see ctx_has_replies() */
	bool dry_run;	   /* stop before anything is changed */
	bool to_change;	   /* the command changes devices: refused reads are recorded, too */
	bool confirmed;	   /* --yes */

	/* Prompts as in util/prompt.h, set by the command layer; NULL: no terminal. */
	enum answer (*prompt)(const char *question, bool whole_word);
	enum answer (*prompt_text)(const char *question, char *answer, size_t size);
	/* One line for the user before a destructive action; NULL: none. */
	void (*notify)(const char *text);
	/* A warning that belongs to the result; NULL: none. */
	void (*warn)(void *data, const char *text);
	void *warn_data;
	char confirmed_device[64]; /* confirmed by prompt: several steps on one device ask once */
	/* Called before something is changed, perhaps several times; NULL: nothing. */
	void (*before_change)(struct cxl_ctx *ctx);
	struct strbuf undo; /* of cxl/undo-log.h, like the following */
	const char *undo_never;
	bool undo_begun;
	struct strbuf undo_targets; /* lines for .undo_header */
	struct strbuf undo_header;  /* as it was written */
	struct sys_text undo_former;
	/* Something was changed, or may be. Set with .before_change; see plan_apply(). */
	bool changed;
	const char *confirm;  /* SERIAL@BDF of --confirm; NULL: not given */
	char typed_token[96]; /* SERIAL@BDF as typed at the prompt */

	/* Not 0: stop at the next point that leaves nothing half done. NULL: no signal handler. */
	const atomic_int *interrupted;
	/*
	 * The current target is being changed: reads that verify the change go on after an
	 * interruption, and a step that is refused is a failure, see guard_step(). Set by the write
	 * paths, reset by the commands for the next target.
	 */
	bool changing;
	/* By this process, see cxl/lib/topo/memdev-lock.h. */
	char locked_device[64];
	bool locked_topology;
	unsigned int lock_wait; /* seconds to wait for a lock; 0: the default */
	bool topology_busy;	/* it could not be locked: further attempts do not wait */
	/* Number of commands that devices execute now, for the signal handler. NULL: none. */
	atomic_int *commands_in_flight;

	/* Addressed in this run, see cxl/lib/transport/component.h. */
	struct component *components;
	unsigned int reply_ms;	     /* wait for a reply to a message; 0: the default */
	unsigned int message_gap_ms; /* between two messages to one endpoint */
	/* Ask one of them, by its address, who it is now. NULL: there are none. */
	int (*identify)(const struct cxl_ctx *ctx, const char *address,
			struct component_identity *ret);

	/* Names of all verbs, for policy rules; NULL after the last one. */
	const char *(*verb_at)(size_t i);
	struct policy *policy; /* owned by guard/policy-load.c; NULL: not read yet */
	void (*policy_release)(struct policy *p);
};

/* A dump, not other captured files: it has the files of transport/replay.h. */
static inline bool ctx_is_dump(const struct cxl_ctx *ctx)
{
	return ctx->offline && ctx->root.trees[TREE_REPLIES] >= 0;
}

/* Whether something replies to commands: a device or a dump. */
static inline bool ctx_has_replies(const struct cxl_ctx *ctx)
{
	return !ctx->offline || ctx_is_dump(ctx);
}

/* Why a file of a captured system is missing, for messages. */
static inline const char *ctx_not_captured(const struct cxl_ctx *ctx)
{
	return ctx_is_dump(ctx) ? "not in the dump" : "not in the captured files";
}

static inline bool ctx_interrupted(const struct cxl_ctx *ctx)
{
	return ctx->interrupted && *ctx->interrupted;
}

/* @sysroot NULL: the running system. */
int ctx_open(struct cxl_ctx *ctx, const char *sysroot, struct fail *why) MUST_CHECK;
void ctx_close(struct cxl_ctx *ctx);
/* The policy is read again when it is needed next. */
void ctx_drop_policy(struct cxl_ctx *ctx);
/* Open ctx->root only, closed before; @sysroot as above. */
int ctx_open_root(struct cxl_ctx *ctx, const char *sysroot) MUST_CHECK;

#endif
