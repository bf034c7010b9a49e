/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A mailbox command composed by the user, and its facts for the gate. */
#ifndef CXL_MAILBOX_PASSTHROUGH_H
#define CXL_MAILBOX_PASSTHROUGH_H

#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/topo/dependents.h"

struct passthrough {
	u16 opcode;
	const struct opcode_desc *desc;	      /* NULL: not known by name */
	bool raw, no_native, unlisted, force; /* options of the user */
	const char *native;		      /* alternative to a raw command; NULL: none */
	/* Filled in by passthrough_prepare(). */
	enum risk risk;
	enum gate_known listed; /* in the Command Effects Log; GATE_UNKNOWN: not read */
	u16 effects;		/* EFFECT_..., with .listed GATE_YES */
	struct dependent_list dependents;
	char in_use[400], description[800];
};

/* Whether the table or the declared effects say that it may run in the background. */
bool passthrough_background(const struct passthrough *p);
/* Read the Command Effects Log and the dependents of the device, except for reads. */
void passthrough_prepare(const struct memdev *m, struct passthrough *p);
/* mbox_exec() for @p */
int passthrough_send(const struct memdev *m, struct passthrough *p, const struct mbox_request *req,
		     struct mbox_result *result, struct fail *why) MUST_CHECK;

#endif
