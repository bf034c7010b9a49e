/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What one invocation knows and may do: root of the system, permissions, audit, log. */
#ifndef CXL_CTX_H
#define CXL_CTX_H

#include <signal.h>

#include "util/fail.h"
#include "util/log.h"
#include "util/sysroot.h"

struct policy;

struct cxl_ctx {
	struct sysroot root;
	struct log log;
	const char *verb; /* "set-feature", for the audit record */
	bool read_only;	  /* nothing may be changed: listing, captured trees */
	bool dry_run;	  /* stop before anything is changed */
	bool confirmed;	  /* --yes, or the terminal answered */
	bool force;
	unsigned int parallel; /* devices that may be asked at the same time */
	/* Asks on the terminal; NULL or false: no. Set by the command layer. */
	bool (*ask)(const char *mbox_query);
	/* Not 0: stop at the next point where that leaves nothing half done. NULL: never. */
	const volatile sig_atomic_t *stop;
	/* Set while a command is at a device; for whoever is interrupted then. NULL: nobody looks. */
	volatile sig_atomic_t *command_in_flight;
	/* The device for which it said yes: a job of several steps asks once. */
	char confirmed_device[64];
	/* SERIAL@HOST as given with --confirm, NULL: not; and as typed on the terminal. */
	const char *confirm;
	char typed[96];
	/* Asks for a line on the terminal; NULL or false: none. Set by the command layer. */
	bool (*prompt_text)(const char *mbox_query, char *answer, size_t room);
	/* Says on the terminal what is about to be done; NULL: nobody wants to know. */
	void (*tell)(const char *text);
	struct policy *policy; /* NULL: not read yet; see ctx_policy() */
};

static inline bool ctx_interrupted(const struct cxl_ctx *ctx)
{
	return ctx->stop && *ctx->stop;
}

/* @sysroot NULL: the running system. */
int ctx_open(struct cxl_ctx *ctx, const char *sysroot, struct fail *why) MUST_CHECK;
void ctx_close(struct cxl_ctx *ctx);
/* The policy, read when it is first asked for. NULL: no memory. */
const struct policy *ctx_policy(struct cxl_ctx *ctx);

#endif
