// SPDX-License-Identifier: LGPL-2.1-or-later
/* Evaluation of policy rules. Pure. */
#include <stdlib.h>

#include "cxl/lib/guard/policy.h"

/* '*' stands for any number of characters. */
static bool glob(const char *pattern, const char *text)
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

/* An unknown property of a device matches deny rules and does not match allow rules. */
static bool device_matches(const struct policy_rule *r, const struct policy_device *d)
{
	if (r->by == POLICY_ALL)
		return true;
	if (!d->memdev)
		return false;
	switch (r->by) {
	case POLICY_PCI:
		return d->pci_known
			       ? in_range(&r->vendor, d->vendor) && in_range(&r->device, d->device)
			       : r->deny;
	case POLICY_SERIAL:
		return d->serial_known ? r->serial == d->serial : r->deny;
	default:
		return d->firmware_known ? glob(r->firmware, d->firmware) : r->deny;
	}
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
		return glob(r->verb, w->verb);
	default:
		return true;
	}
}

/*
 * The allow rule of one kind that matches. @closed: the first allow rule of this kind that applies
 * to the device, so that everything else of the kind is denied: with "ALL", any rule; else a rule
 * that names the device.
 */
static const struct policy_rule *list_of(const struct policy *p, enum policy_kind kind,
					 const struct policy_device *d,
					 const struct policy_action *w,
					 const struct policy_rule **closed)
{
	const struct policy_rule *r;
	bool named;
	size_t i;

	*closed = NULL;
	for (i = 0; i < p->count; i++) {
		r = &p->rules[i];
		if (r->deny || r->kind != kind)
			continue;
		named = device_matches(r, d);
		if (named && action_matches(r, w))
			return r;
		if (!*closed && (named || (kind == POLICY_ANY && d->memdev)))
			*closed = r;
	}
	return NULL;
}

void policy_decide(const struct policy *p, const struct policy_device *d,
		   const struct policy_action *w, struct policy_verdict *ret)
{
	const struct policy_rule *r, *closed;
	struct policy_verdict v = { POLICY_NO_RULE, NULL };
	size_t i;
	int kind;

	for (i = 0; i < p->count; i++) {
		r = &p->rules[i];
		if (r->deny && device_matches(r, d) && action_matches(r, w)) {
			*ret = (struct policy_verdict){ POLICY_DENIED, r };
			return;
		}
	}
	for (kind = POLICY_ANY; kind <= POLICY_VERB; kind++) {
		if (!concerns((enum policy_kind)kind, w))
			continue;
		r = list_of(p, (enum policy_kind)kind, d, w, &closed);
		if (r) {
			v = (struct policy_verdict){ POLICY_ALLOWED, r };
		} else if (closed) {
			*ret = (struct policy_verdict){ POLICY_NOT_LISTED, closed };
			return;
		}
	}
	*ret = v;
}

void policy_free(struct policy *p)
{
	size_t i;

	for (i = 0; i < p->file_count; i++)
		free(p->files[i]);
	free(p->files);
	free(p->faults);
	free(p->rules);
	*p = (struct policy){ 0 };
}
