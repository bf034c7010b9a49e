// SPDX-License-Identifier: LGPL-2.1-or-later
/* Plans of repairs: which interface, which writes, and what they risk. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/repair/repair.h"
#include "util/strbuf.h"
#include "util/sys-errors.h"

/* --- the interface */

static bool has_mode(const struct repair_interface *i, enum persist_mode mode)
{
	return i->persist_mode == mode ||
	       (i->persist_mode != PERSIST_UNKNOWN && i->persist_settable);
}

static int no_such_type(const struct repair_request *rq, const struct repair_list *l,
			struct fail *why)
{
	auto_strbuf struct strbuf names = { 0 };
	size_t i;

	for (i = 0; i < l->count; i++) {
		if (!*l->at[i].type_text)
			return fail_set(why, -EIO, "read_failed", "",
					"cannot read the repair type of %s/%s/%s",
					sys_tree_name(TREE_SYS), l->path, l->at[i].name);
		strbuf_addf(&names, "%s%s", i ? ", " : "",
			    l->at[i].type ? l->at[i].type->name : l->at[i].type_text);
	}
	return fail_unsupported(why, "no_such_type", "see 'cxl repair-memory' without --type",
				"%s is not supported by this device: supported are %s",
				rq->type->title, names.s ? names.s : "none");
}

static int no_such_mode(const struct repair_request *rq, const struct repair_list *l,
			const struct repair_interface *found, struct fail *why)
{
	if (found->persist_mode == PERSIST_UNKNOWN)
		return fail_set(why, -EIO, "read_failed", "",
				"cannot determine whether the repairs of %s/%s/%s are permanent "
				"(persist_mode)",
				sys_tree_name(TREE_SYS), l->path, found->name);
	return fail_unsupported(why, "no_such_mode", "see 'cxl repair-memory' without --type",
				"%s %s is not supported by this kernel: only %s",
				persist_mode_name(rq->persist_mode), rq->type->title,
				persist_mode_name(found->persist_mode));
}

/* Interfaces of the same type differ in their persist mode. */
static int find_interface(const struct repair_request *rq, const struct repair_list *l,
			  const struct repair_interface **ret, struct fail *why)
{
	const struct repair_interface *found = NULL, *other = NULL;
	size_t i;

	for (i = 0; i < l->count; i++) {
		if (l->at[i].type != rq->type)
			continue;
		if (!has_mode(&l->at[i], rq->persist_mode))
			other = &l->at[i];
		else if (found)
			return fail_set(why, -ENOTUNIQ, "ambiguous", "",
					"%s and %s have the same type: it is not known which of "
					"them repairs this memory",
					found->name, l->at[i].name);
		else
			found = &l->at[i];
	}
	if (!found)
		return other ? no_such_mode(rq, l, other, why) : no_such_type(rq, l, why);
	*ret = found;
	return 0;
}

/* --- the numbers */

static void format_number(enum repair_number n, u64 v, char *buf, size_t size)
{
	snprintf(buf, size, repair_number_desc(n)->hex ? "0x%" PRIx64 : "%" PRIu64, v);
}

static int check_limits(const struct repair_attr *a, enum repair_number n, u64 v, struct fail *why)
{
	const char *name = repair_number_desc(n)->name;
	char value[32], min[32], max[32];

	if (!a->limits_known)
		return fail_set(why, -EIO, "read_failed", "",
				"cannot read the valid range of %s (min_%s, max_%s)", name, name,
				name);
	if (v >= a->min && v <= a->max)
		return 0;
	format_number(n, v, value, sizeof(value));
	format_number(n, a->min, min, sizeof(min));
	format_number(n, a->max, max, sizeof(max));
	return fail_set(why, -ERANGE, "out_of_range", "", "invalid %s '%s': valid range is %s-%s",
			name, value, min, max);
}

static int check_number(const struct repair_request *rq, const struct repair_interface *i,
			enum repair_number n, struct fail *why)
{
	const struct repair_number_desc *d = repair_number_desc(n);
	const struct repair_attr *a = &i->attrs[n];

	if (!a->exists && rq->given[n])
		return fail_set(why, -EINVAL, "no_attribute",
				"see 'cxl repair-memory' without --type",
				"%s has no %s with this device and kernel", rq->type->title,
				d->name);
	if (!a->exists)
		return 0;
	if (!a->known) /* it could not be restored after a failure */
		return fail_set(why, -EIO, "read_failed", "", "cannot read %s of %s", d->name,
				i->name);
	if (!a->settable)
		return fail_unsupported(why, "read_only", "", "%s of %s cannot be set", d->name,
					i->name);
	return check_limits(a, n, rq->values[n], why);
}

/*
 * The kernel would use what is left of an earlier repair for a number that is not written, so there
 * is no default.
 */
static int check_missing(const struct repair_request *rq, const struct repair_interface *i,
			 struct fail *why)
{
	auto_strbuf struct strbuf missing = { 0 };
	int n;

	for (n = 0; n < REPAIR_NUMBERS; n++)
		if (i->attrs[n].exists && !rq->given[n])
			strbuf_addf(&missing, "%s--%s", missing.len ? ", " : "",
				    repair_number_desc((enum repair_number)n)->option);
	if (!missing.len)
		return 0;
	return fail_set(why, -EINVAL, "missing_option",
			"use the values of the event record, see 'cxl monitor'",
			"missing %s for %s", missing.s, rq->type->title);
}

static int check_numbers(const struct repair_request *rq, const struct repair_interface *i,
			 struct fail *why)
{
	int n, rc = check_missing(rq, i, why);

	for (n = 0; rc == 0 && n < REPAIR_NUMBERS; n++)
		rc = check_number(rq, i, (enum repair_number)n, why);
	if (rc < 0)
		return rc;
	if (!i->attrs[REPAIR_DPA].exists && !i->attrs[REPAIR_HPA].exists)
		return fail_unsupported(why, "no_address", "", "%s has no attribute for an address",
					i->name);
	if (!i->startable)
		return fail_unsupported(why, "no_attribute", "",
					"%s has no attribute that starts a repair", i->name);
	return 0;
}

/* --- the plan */

static const char *mode_value(enum persist_mode mode)
{
	return mode == PERSIST_HARD ? "1" : "0";
}

static void add_mode(struct plan *p, const char *dir, enum persist_mode mode, enum persist_mode old)
{
	plan_set(p, dir, "persist_mode", mode_value(mode), "set persist_mode to %s (%s)",
		 mode_value(mode), persist_mode_name(mode));
	plan_undo(p, NULL, mode_value(old));
}

/* The undo value is written in the form of the kernel, too. */
static void add_number(struct plan *p, const char *dir, enum repair_number n, u64 v, u64 old)
{
	const char *name = repair_number_desc(n)->name;
	char value[32];

	format_number(n, v, value, sizeof(value));
	plan_set(p, dir, name, value, "set %s to %s", name, value);
	format_number(n, old, value, sizeof(value));
	plan_undo(p, NULL, value);
}

static void add_start(struct plan *p, const char *dir, const struct repair_request *rq)
{
	plan_set(p, dir, "repair", "1", "start %s %s", persist_mode_name(rq->persist_mode),
		 rq->type->title);
	plan_recheck(p); /* other programs use the attributes, too */
	plan_starts(p);
}

/* The next program that starts a repair without setting the mode gets a soft one. */
static void add_reset(struct plan *p, const char *dir)
{
	plan_set(p, dir, "persist_mode", "0", "set persist_mode to 0 (soft) again");
	plan_needs_no_undo(p);
	plan_optional(p);
}

int plan_repair(struct plan *p, const struct repair_request *rq, const struct repair_list *l,
		const struct repair_interface **ret, struct fail *why)
{
	const struct repair_interface *i = NULL;
	char dir[sizeof(l->path) + sizeof(i->name)];
	int n, rc = find_interface(rq, l, &i, why);

	if (rc == 0)
		rc = check_numbers(rq, i, why);
	if (rc < 0)
		return rc;
	snprintf(dir, sizeof(dir), "%s/%s", l->path, i->name);
	if (i->persist_settable)
		add_mode(p, dir, rq->persist_mode, i->persist_mode);
	for (n = 0; n < REPAIR_NUMBERS; n++)
		if (i->attrs[n].exists)
			add_number(p, dir, (enum repair_number)n, rq->values[n], i->attrs[n].value);
	add_start(p, dir, rq);
	if (rq->persist_mode == PERSIST_HARD && i->persist_mode == PERSIST_SOFT)
		add_reset(p, dir);
	*ret = i;
	return 0;
}

/* --- risk and messages */

void repair_location(const struct repair_request *rq, char *buf, size_t size)
{
	char value[32];
	size_t len = 0;
	int n;

	buf[0] = '\0';
	for (n = 0; n < REPAIR_NUMBERS && len < size; n++) {
		if (!rq->given[n])
			continue;
		format_number((enum repair_number)n, rq->values[n], value, sizeof(value));
		snprintf(buf + len, size - len, "%s%s %s", len ? ", " : "",
			 repair_number_desc((enum repair_number)n)->name, value);
		len += strlen(buf + len);
	}
}

static bool may_have_pmem(const struct memdev *m)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 size = 0;
	int rc = memdev_open(m, &d);

	if (rc == 0)
		rc = sysdir_read_u64(&d, "pmem/size", &size);
	return rc == 0 ? size > 0 : !sys_is_absent(rc);
}

enum risk repair_risk(const struct repair_request *rq, const struct repair_interface *i,
		      char *description, size_t size)
{
	const bool hard = rq->persist_mode == PERSIST_HARD;
	const bool loses_data = !i->safe && may_have_pmem(rq->m);
	char where[320];

	description[0] = '\0';
	if (!hard && !loses_data)
		return RISK_SERVICE;
	repair_location(rq, where, sizeof(where));
	snprintf(description, size, "%s %s (%s) %s%s%s", persist_mode_name(rq->persist_mode),
		 rq->type->title, where,
		 hard ? "is permanent and uses spare resources of the device" : "",
		 hard && loses_data ? ", and " : "",
		 loses_data ? "may lose the data of persistent memory" : "");
	return RISK_DESTRUCTIVE;
}

static const struct {
	int err;
	const char *hint;
} explanations[] = {
	{ EBUSY,
	  "destroy the region that uses the memory first; without one, try again when the device "
	  "is idle" },
	{ EINVAL,
	  "memory in use can only be repaired with the values of an event record that the kernel "
	  "has read since boot, see 'cxl monitor'; its address includes the flags of the event, 1: "
	  "volatile" },
	{ ENXIO, "the device rejected it: it may have no spare resources left, or no such memory" },
	{ EIO, "the result is not known: see the kernel log" },
	{ ETIMEDOUT, "the repair may still be running; see the kernel log" },
};

static void explain_mode(const struct repair_request *rq, struct fail *why)
{
	if (why->err == -EOPNOTSUPP)
		(void)fail_unsupported(why, "no_such_mode", "see option --persist-mode",
				       "%s %s is not supported by this device",
				       persist_mode_name(rq->persist_mode), rq->type->title);
}

static void explain_start(struct fail *why)
{
	size_t n;

	if (str_eq(why->code, "readback_differs") || str_eq(why->code, "readback_failed"))
		return; /* it was not started */
	for (n = 0; n < ARRAY_SIZE(explanations); n++)
		if (explanations[n].err == -why->err)
			snprintf(why->hint, sizeof(why->hint), "%s", explanations[n].hint);
}

void repair_explain(const struct repair_request *rq, const struct plan *p, size_t failed,
		    struct fail *why)
{
	const char *attr = failed < p->count ? path_base(p->at[failed].write.path) : "";

	if (str_eq(attr, "persist_mode"))
		explain_mode(rq, why);
	else if (str_eq(attr, "repair"))
		explain_start(why);
}
