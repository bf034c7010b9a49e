/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What may be sent to a component that is no device of this host, by its Command Effects Log. */
#ifndef CXL_MAILBOX_COMPONENT_CHECK_H
#define CXL_MAILBOX_COMPONENT_CHECK_H

#include "cxl/lib/topo/memdev.h"
#include "util/risk.h"

/*
 * Whether @opcode may be sent to the component @m: 0 if its log has it; @risk is raised to that of
 * the declared effects. OUTCOME_UNSUPPORTED: it has not. OUTCOME_REFUSED: the log cannot be read,
 * or has an opcode twice.
 */
int component_raise(const struct memdev *m, u16 opcode, enum risk *risk,
		    struct fail *why) MUST_CHECK;
/* The same, and OUTCOME_REFUSED if a command that is expected to read is declared to change. */
int component_check(const struct memdev *m, u16 opcode, enum risk *risk,
		    struct fail *why) MUST_CHECK;

#endif
