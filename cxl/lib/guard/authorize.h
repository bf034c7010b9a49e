/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Authorization of an action: facts, verdict of the gate, prompt, audit record. Both write paths,
 * mailbox/exec.c and sysfs-write.c, call it.
 */
#ifndef CXL_GUARD_AUTHORIZE_H
#define CXL_GUARD_AUTHORIZE_H

#include "cxl/lib/guard/audit.h"
#include "cxl/lib/guard/gate.h"
#include "cxl/lib/topo/memdev-lock.h"

/* An action and its verdict. The caller fills in .request and .entry, guard_evaluate() the rest. */
struct authorization {
	struct gate_request request;
	struct audit_entry entry;
	struct fail not_locked; /* .request.not_locked refers to it */
	struct gate_facts facts;
	enum gate_verdict verdict;
	enum answer answer;  /* at the prompt; ANSWER_NONE: not asked */
	bool unrecorded;     /* the intent could not be recorded, which was reported */
	char operation[160]; /* what it does, after "refusing to": "send 0x0502" */
};

/*
 * Lock @m until @lock is released, unless the action only reads; for the write paths, before
 * guard_evaluate(). A device that cannot be locked is a fact for the gate. OUTCOME_INTERRUPTED if a
 * signal ends the wait.
 */
int guard_lock(const struct memdev *m, struct authorization *a, struct memdev_lock *lock,
	       struct fail *why) MUST_CHECK;
/* The same for a change of the topology. */
int guard_lock_topology(struct cxl_ctx *ctx, struct authorization *a, struct memdev_lock *lock,
			struct fail *why) MUST_CHECK;
/*
 * A device that timed out is not asked again during this run: a read fails with -ETIMEDOUT,
 * anything else is refused.
 */
int guard_check_timed_out(const struct memdev *m, struct authorization *a,
			  struct fail *why) MUST_CHECK;
/*
 * Gather facts and get the verdict; prompt on the terminal if only a confirmation is missing. 0:
 * allowed. Otherwise OUTCOME_REFUSED, which is recorded as by guard_record_refusal().
 */
int guard_evaluate(struct cxl_ctx *ctx, struct authorization *a, struct fail *why) MUST_CHECK;
/* OUTCOME_REFUSED if the intent cannot be recorded; for a check before the kernel is tainted. */
int guard_check_audit(const struct cxl_ctx *ctx, const struct authorization *a,
		      struct fail *why) MUST_CHECK;
/*
 * Record the intent, immediately before the action. OUTCOME_REFUSED if an action of risk
 * RISK_SERVICE or higher cannot be recorded. Reads and dry runs are not recorded.
 */
int guard_record_intent(struct cxl_ctx *ctx, struct authorization *a, struct fail *why) MUST_CHECK;
/*
 * OUTCOME_INTERRUPTED if a signal asks to stop. A read is not stopped after the change that it
 * verifies, ctx->changing.
 */
int guard_check_interrupted(const struct cxl_ctx *ctx, const struct authorization *a,
			    struct fail *why) MUST_CHECK;
/*
 * The outcome of a step: @changing tells whether the target was being changed before it. "Refused"
 * and, of a further change, "not supported" say that nothing was done, so they become failures.
 * Returns @rc.
 */
int guard_step(bool changing, const struct gate_request *rq, int rc, struct fail *why);
/*
 * Record the refusal of a change, or of a read that precedes one, see ctx->to_change; not in a dry
 * run. @code may be no verdict of the gate.
 */
void guard_record_refusal(struct cxl_ctx *ctx, struct authorization *a, const char *code);
/* Record the result: @err is 0 or a negative errno, @status as for audit_outcome(). */
void guard_record_outcome(struct cxl_ctx *ctx, const struct authorization *a, int err, int status);

#endif
