// SPDX-License-Identifier: LGPL-2.1-or-later
/* The Command Effects Log of a component decides. */
#include "cxl/lib/mailbox/component-check.h"
#include "cxl/lib/transport/component.h"
#include "cxl/lib/wire/cci.h"
#include "cxl/lib/wire/cel.h"
#include "cxl/lib/wire/opcode.h"

/* What a component is asked before its log is known. */
static bool is_first_question(u16 opcode)
{
	return opcode == OP_IDENTIFY_COMPONENT || opcode == OP_GET_SUPPORTED_LOGS ||
	       opcode == OP_GET_LOG || opcode == OP_GET_LOGS_SUB_LIST;
}

static enum risk risk_of(u16 effects)
{
	if (effects & (EFFECT_DATA_NOW | EFFECT_SECURITY | EFFECT_RESERVED))
		return RISK_DESTRUCTIVE;
	if (effects & (EFFECT_CONFIG_NOW | EFFECT_RESET))
		return RISK_SERVICE;
	return effects & (EFFECT_POLICY_NOW | EFFECT_LOG_NOW) ? RISK_SETTING : RISK_READ;
}

int component_raise(const struct memdev *m, u16 opcode, enum risk *risk, struct fail *why)
{
	const struct component *c = m->node->component;
	u16 effects = 0;

	if (is_first_question(opcode))
		return 0;
	if (c->cel_rc < 0)
		return fail_refuse(why, "cel_unreadable", c->cel_why.hint,
				   "refusing to send 0x%04x: the Command Effects Log of %s: %s",
				   opcode, c->text, c->cel_why.message);
	if (cel_find(c->cel, c->cel_len, opcode, &effects) < 0)
		return fail_unsupported(why, "not_in_cel", "see 'cxl list-commands'",
					"command 0x%04x is not supported by %s", opcode, c->text);
	*risk = MAX(*risk, risk_of(effects));
	return 0;
}

static bool is_known_type(const struct memdev *m)
{
	const u8 type = m->node->component->identity.type;

	return type == COMPONENT_SWITCH || type == COMPONENT_TYPE3 || type == COMPONENT_GFD;
}

int component_check(const struct memdev *m, u16 opcode, enum risk *risk, struct fail *why)
{
	const enum risk expected = *risk;
	int rc = component_raise(m, opcode, risk, why);

	if (rc == 0 && *risk > RISK_READ_EFFECTS && !is_known_type(m))
		return fail_refuse(why, "unknown_component", "see 'cxl list-targets'",
				   "refusing to send 0x%04x: the type of %s is not known", opcode,
				   m->name);
	/* A command that reads has no options for a change. */
	if (rc < 0 || expected > RISK_READ_EFFECTS || *risk <= RISK_READ_EFFECTS)
		return rc;
	return fail_refuse(why, "declared_effects", "see cxl-send-command(1)",
			   "refusing to send 0x%04x: according to its Command Effects Log, %s "
			   "changes something",
			   opcode, m->name);
}
