// SPDX-License-Identifier: LGPL-2.1-or-later
/* A mailbox command composed by the user. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/mailbox/cel.h"
#include "cxl/lib/mailbox/component-check.h"
#include "cxl/lib/mailbox/passthrough.h"
#include "cxl/lib/wire/cel.h"

bool passthrough_background(const struct passthrough *p)
{
	return (p->desc && p->desc->background) ||
	       (p->listed == GATE_YES && p->effects & EFFECT_BACKGROUND);
}

static void read_effects(const struct memdev *m, struct passthrough *p)
{
	auto_free u8 *log = NULL;
	size_t len = 0;

	if (cel_read(m, &log, &len, NULL) < 0)
		p->listed = GATE_UNKNOWN;
	else
		p->listed = cel_find(log, len, p->opcode, &p->effects) == 0 ? GATE_YES : GATE_NO;
}

/* An opcode without a row whose declared effects change nothing. */
static bool declares_no_change(const struct passthrough *p)
{
	const u16 changes = EFFECT_IMMEDIATE | EFFECT_RESET | EFFECT_SECURITY | EFFECT_RESERVED;

	return !p->desc && p->listed == GATE_YES && !(p->effects & changes);
}

static const char *risk_text(const struct passthrough *p)
{
	/* clang-format off */
	static const char *const texts[] = {
		[RISK_READ] = "reads only", [RISK_READ_EFFECTS] = "reads, with side effects",
		[RISK_SETTING] = "changes a setting",
		[RISK_SERVICE] = "may affect service",
		[RISK_DESTRUCTIVE] = "may destroy data",
	};
	/* clang-format on */

	if (p->desc)
		return texts[p->desc->risk];
	return declares_no_change(p) ? "reads only, according to its declared effects"
				     : "may destroy data or has unknown effects";
}

/* "; declared effects: immediate data change, background operation" */
static void effects_text(const struct passthrough *p, char *buf, size_t size)
{
	auto_rec struct rec *names = rec_new_arr();
	const struct rec *r;
	size_t n;
	char *c;

	if (p->listed != GATE_YES) {
		snprintf(buf, size, "; %s",
			 p->listed == GATE_NO ? "not listed in the Command Effects Log"
					      : "cannot read the Command Effects Log");
		return;
	}
	effects_names(p->effects, names);
	n = (size_t)snprintf(buf, size, "; declared effects: %s", names->count ? "" : "none");
	rec_foreach(r, names)
		if (r->s && n < size)
			n += (size_t)snprintf(buf + n, size - n, "%s%s",
					      r == names->first ? "" : ", ", r->s);
	for (c = buf; *c; c++)
		if (*c == '_')
			*c = ' ';
}

static void describe(struct passthrough *p)
{
	char effects[300] = "";

	effects_text(p, effects, sizeof(effects));
	snprintf(p->description, sizeof(p->description), "%s%s %s%s; %s",
		 p->raw ? "raw command: " : "", p->desc ? p->desc->title : "unknown command",
		 risk_text(p), effects, *p->in_use ? p->in_use : "the device is not in use");
}

void passthrough_prepare(const struct memdev *m, struct passthrough *p)
{
	p->risk = p->raw ? RISK_DESTRUCTIVE : opcode_risk(p->opcode);
	p->listed = GATE_UNKNOWN;
	/* What it fails for is reported when the command is sent. */
	if (m->node->component && component_raise(m, p->opcode, &p->risk, NULL) < 0)
		return;
	if (p->risk == RISK_READ)
		return;
	read_effects(m, p);
	if (m->node->component) {
		snprintf(p->in_use, sizeof(p->in_use), "%s", GATE_COMPONENT_USE);
	} else {
		dependents_find(m, &p->dependents);
		dependents_text(&p->dependents, p->in_use, sizeof(p->in_use));
	}
	describe(p);
}

int passthrough_send(const struct memdev *m, struct passthrough *p, const struct mbox_request *req,
		     struct mbox_result *result, struct fail *why)
{
	struct gate_raw raw = {
		.rule = opcode_raw_rule(p->opcode),
		.destructive = opcode_risk(p->opcode) == RISK_DESTRUCTIVE && !declares_no_change(p),
		.native = p->native,
		.listed = p->listed,
		.no_native = p->no_native,
		.unlisted = p->unlisted,
	};
	const struct gate_request conditions = {
		.risk = p->risk,
		.raw = p->raw ? &raw : NULL,
		.needs_confirmation = p->risk != RISK_READ,
		.dry_run_reads = true,
		.ignore_use = p->force,
		.description = *p->description ? p->description : NULL,
	};

	return mbox_exec(m, req, &conditions, result, why);
}
