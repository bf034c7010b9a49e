// SPDX-License-Identifier: LGPL-2.1-or-later
/* Evaluation of policy rules. Pure. */
#include <stdlib.h>

#include "cxl/lib/guard/policy.h"
#include "cxl/lib/wire/feature.h"
#include "cxl/lib/wire/opcode.h"
#include "cxl/lib/wire/tunnel.h"

/* Identify Memory Device (CXL r3.2 8.2.10.9.1.1), and firmware_version in sysfs. */
#define FIRMWARE_VERSION_LEN 16
/* From a switch to a logical device of the device behind its port. */
#define TUNNELS_MAX 2

bool policy_glob(const char *pattern, const char *text)
{
	const char *star = NULL, *again = NULL;

	while (*text) {
		if (*pattern == '*') {
			star = pattern++;
			again = text;
		} else if (*pattern == *text) {
			pattern++;
			text++;
		} else if (star) {
			pattern = star + 1;
			text = ++again;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return !*pattern;
}

static bool in_range(const struct policy_range *r, u32 v)
{
	return v >= r->first && v <= r->last;
}

/* Whether a rule is for the device; unknown if the property that it names is unknown. */
enum match { MATCH_NO, MATCH_UNKNOWN, MATCH_YES };

static enum match match_known(bool known, bool equal)
{
	if (!known)
		return MATCH_UNKNOWN;
	return equal ? MATCH_YES : MATCH_NO;
}

static enum match device_match(const struct policy_rule *r, const struct policy_device *d)
{
	if (r->by == POLICY_ALL)
		return MATCH_YES;
	switch (r->by) {
	case POLICY_PCI:
		return match_known(d->pci_known, in_range(&r->vendor, d->vendor) &&
							 in_range(&r->device, d->device));
	case POLICY_SERIAL:
		return match_known(d->serial_known, r->serial == d->serial);
	case POLICY_ADDRESS:
		return match_known(*d->address, policy_glob(r->address, d->address));
	default:
		return match_known(d->firmware_known, policy_glob(r->firmware, d->firmware));
	}
}

/* Characters of the shortest text that matches. */
static size_t glob_min(const char *pattern)
{
	size_t n = 0;

	for (; *pattern; pattern++)
		n += *pattern != '*';
	return n;
}

const char *policy_no_effect(const struct policy_rule *r)
{
	if (r->by == POLICY_FIRMWARE && glob_min(r->firmware) > FIRMWARE_VERSION_LEN)
		return "firmware versions have at most 16 characters";
	return NULL;
}

static bool concerns(enum policy_kind kind, const struct policy_action *w)
{
	switch (kind) {
	case POLICY_OPCODE:
		return w->has_opcode;
	case POLICY_RAW:
		return w->has_opcode && w->raw;
	case POLICY_FEATURE:
		return w->feature != NULL;
	case POLICY_DOE:
		return w->has_doe;
	case POLICY_VERB:
		return w->verb != NULL;
	default:
		return true;
	}
}

static bool action_matches(const struct policy_rule *r, const struct policy_action *w)
{
	if (!concerns((enum policy_kind)r->kind, w))
		return false;
	switch (r->kind) {
	case POLICY_OPCODE:
	case POLICY_RAW:
		return in_range(&r->opcodes, w->opcode);
	case POLICY_FEATURE:
		return r->any_feature || memcmp(r->feature, w->feature, sizeof(r->feature)) == 0;
	case POLICY_DOE:
		return in_range(&r->doe_vendor, w->doe_vendor) &&
		       in_range(&r->doe_type, w->doe_type);
	case POLICY_VERB:
		return policy_glob(r->verb, w->verb);
	default:
		return true;
	}
}

/* An action on a device, and the rules that are considered for it. */
struct query {
	const struct policy *p;
	const struct policy_device *d;
	const struct policy_action *w;
	bool unsafe; /* rules of unsafe files, too */
};

/*
 * The allow rule of one kind that matches. @closed: the first allow rule of this kind that applies
 * to the device, so that everything else of the kind is denied: with "ALL", any rule; else a rule
 * that names the device, or may name it.
 */
static const struct policy_rule *list_of(const struct query *q, enum policy_kind kind,
					 const struct policy_rule **closed)
{
	const struct policy_rule *r;
	enum match match;
	size_t i;

	*closed = NULL;
	for (i = 0; i < q->p->count; i++) {
		r = &q->p->rules[i];
		if (r->deny || r->kind != kind || (r->unsafe && !q->unsafe))
			continue;
		match = device_match(r, q->d);
		if (match == MATCH_YES && action_matches(r, q->w))
			return r;
		if (!*closed && (match != MATCH_NO || kind == POLICY_ANY))
			*closed = r;
	}
	return NULL;
}

/* Whether the allow lists permit the action; *@ret is unchanged if there is none. */
static bool on_lists(const struct query *q, struct policy_verdict *ret)
{
	const struct policy_rule *r, *closed;
	int kind;

	for (kind = POLICY_ANY; kind <= POLICY_VERB; kind++) {
		if (!concerns((enum policy_kind)kind, q->w))
			continue;
		r = list_of(q, (enum policy_kind)kind, &closed);
		if (r) {
			*ret = (struct policy_verdict){ .decision = POLICY_ALLOWED, .rule = r };
		} else if (closed) {
			*ret = (struct policy_verdict){ .decision = POLICY_NOT_LISTED,
							.rule = closed };
			return false;
		}
	}
	return true;
}

/* An unknown property of a device matches. A tunnelled command may be for any device. */
static bool denies(const struct policy_rule *r, const struct policy_device *d,
		   const struct policy_action *w)
{
	return r->deny && (w->tunnelled || device_match(r, d) != MATCH_NO) && action_matches(r, w);
}

/* A rule of a safe file is the reason, if there is one. */
static void decide_one(const struct policy *p, const struct policy_device *d,
		       const struct policy_action *w, struct policy_verdict *ret)
{
	struct policy_verdict all = { .decision = POLICY_NO_RULE };
	struct query q = { .p = p, .d = d, .w = w };
	const struct policy_rule *r;
	size_t i;

	*ret = (struct policy_verdict){ .decision = POLICY_NO_RULE };
	for (i = 0; i < p->count; i++) {
		r = &p->rules[i];
		if (denies(r, d, w) && (!ret->rule || ret->rule->unsafe))
			*ret = (struct policy_verdict){ .decision = POLICY_DENIED, .rule = r };
	}
	if (ret->rule)
		return;
	/* Both must allow it. */
	if (!on_lists(&q, ret))
		return;
	q.unsafe = true;
	if (!on_lists(&q, &all) || ret->decision == POLICY_NO_RULE)
		*ret = all;
}

/* Whether a rule for the opcode itself allows the action, not only one for all actions. */
static bool opcode_allowed(const struct policy *p, const struct policy_device *d,
			   const struct policy_action *w)
{
	const struct policy_rule *r;
	size_t i;

	for (i = 0; i < p->count; i++) {
		r = &p->rules[i];
		if (!r->deny && !r->unsafe && (r->kind == POLICY_OPCODE || r->kind == POLICY_RAW) &&
		    device_match(r, d) == MATCH_YES && action_matches(r, w))
			return true;
	}
	return false;
}

/* Whether what the command does behind the device must be determined. */
static bool goes_on(const struct policy_action *w)
{
	return w->has_opcode && tunnel_opcode(w->opcode) && !(w->any_in && w->opcode == OP_TUNNEL);
}

void policy_decide(const struct policy *p, const struct policy_device *d,
		   const struct policy_action *w, struct policy_verdict *ret)
{
	struct policy_action inner = *w;
	struct policy_verdict v;
	struct tunnelled t;
	unsigned int depth;

	decide_one(p, d, w, ret);
	for (depth = 0; goes_on(&inner); depth++) {
		if (ret->decision == POLICY_DENIED || ret->decision == POLICY_NOT_LISTED)
			return;
		if (depth == TUNNELS_MAX || inner.opcode != OP_TUNNEL ||
		    tunnel_parse(inner.in, inner.in_len, &t) < 0) {
			if (!opcode_allowed(p, d, &inner))
				*ret = (struct policy_verdict){ .decision = POLICY_TUNNEL_UNKNOWN,
								.opcode = inner.opcode };
			return;
		}
		inner.tunnelled = true;
		inner.opcode = t.opcode;
		inner.in = t.in;
		inner.in_len = t.len;
		inner.feature = feature_of_command(t.opcode, t.in, t.len);
		decide_one(p, d, &inner, &v);
		if (v.decision != POLICY_DENIED && v.decision != POLICY_NOT_LISTED)
			continue;
		*ret = v;
		ret->tunnelled = true;
		ret->opcode = t.opcode;
	}
}

void policy_free(struct policy *p)
{
	size_t i;

	for (i = 0; i < p->file_count; i++)
		free(p->files[i]);
	free(p->files);
	free(p->faults);
	free(p->rules);
	*p = (struct policy){ .verb_at = p->verb_at };
}
