// SPDX-License-Identifier: LGPL-2.1-or-later
/* How a Feature can be set, and the limits of its values. Pure. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/feature/plan.h"
#include "util/num.h"

#define EDAC_DEVICES "bus/edac/devices"

/* drivers/cxl/core/features.c: immediate effects require the widest scope. */
enum fwctl_scope feature_scope(u16 effects)
{
	return effects & EFFECT_IMMEDIATE ? SCOPE_DEBUG_WRITE_FULL : SCOPE_DEBUG_WRITE;
}

/* The kernel can set this kind of Feature through EDAC. */
static bool edac_can_set(const struct feature_desc *d)
{
	u16 i;

	for (i = 0; d && i < d->count; i++)
		if (feature_field_settable(&d->fields[i]))
			return true;
	return false;
}

static bool edac_sets(const struct feature *f)
{
	return *f->edac && edac_can_set(f->desc);
}

static int refuse_owned(const struct feature *f, const struct feature_facts *facts,
			struct fail *why)
{
	if (!edac_can_set(f->desc))
		return fail_unsupported(
			why, "kernel_owned",
			*f->edac ? "EDAC provides only the repair operations of this Feature" : "",
			"the kernel owns this Feature and provides no interface to set it");
	if (facts->edac_unread) {
		*why = *facts->edac_unread;
		return why->err;
	}
	if (facts->disabled)
		return fail_set(why, -ENXIO, "disabled", "see 'cxl enable-memdev'",
				"the kernel owns this Feature, and EDAC provides it only while the "
				"memory device is enabled");
	return fail_unsupported(why, "kernel_owned",
				"needs " NEEDS_EDAC " and a changeable Feature",
				"the kernel owns this Feature, and EDAC does not provide it");
}

int feature_no_set_command(struct fail *why)
{
	return fail_unsupported(why, "no_set_command", "",
				"the device does not support Set Feature (0x0502)");
}

/*
 * fwctl returns EINVAL for most of these, and EPERM for Features that the kernel owns and without
 * CAP_SYS_RAWIO (drivers/cxl/core/features.c). Ownership is checked first: the kernel hides the set
 * size and the changeable flag of such Features.
 */
static int fwctl_check(const struct feature *f, const struct feature_facts *facts, struct fail *why)
{
	const struct feature_entry *e = &f->entry;

	if (feature_kernel_owned(f))
		return refuse_owned(f, facts, why);
	if (facts->no_set)
		return feature_no_set_command(why);
	if (!(e->flags & FEATURE_CHANGEABLE))
		return fail_unsupported(why, "not_changeable", "",
					"the device does not support changing this Feature");
	if (e->effects & EFFECT_RESERVED)
		return fail_unsupported(
			why, "unknown_effects", "",
			"the kernel rejects it: unknown effects of setting this Feature (%#06x)",
			e->effects);
	if (e->effects & EFFECT_BACKGROUND)
		return fail_unsupported(
			why, "background_effect", "",
			"the kernel rejects it: setting this Feature is a background operation");
	if (!(e->effects & (EFFECT_IMMEDIATE | EFFECT_RESET)))
		return fail_unsupported(
			why, "no_declared_effect", "",
			"the kernel rejects it: the effects of setting this Feature (%#06x) include no immediate or reset change",
			e->effects);
	if (e->set_size == 0)
		return fail_unsupported(why, "no_set_data", "",
					"the size of the Set Feature data is 0");
	if (feature_scope(e->effects) == SCOPE_DEBUG_WRITE_FULL && !facts->rawio)
		return fail_set(why, -EPERM, "needs_rawio", "run as root",
				"setting this Feature requires CAP_SYS_RAWIO (fwctl scope"
				" debug_write_full)");
	return 0;
}

void feature_decide(struct feature *f, const struct feature_facts *facts)
{
	f->route = FEATURE_ROUTE_NONE;
	f->refusal = (struct fail){ 0 };
	if (edac_sets(f)) {
		if (facts->rawio)
			f->route = FEATURE_ROUTE_EDAC;
		else
			fail_set(&f->refusal, -EPERM, "needs_rawio", "run as root",
				 "EDAC settings require CAP_SYS_RAWIO");
		return;
	}
	if (!f->listed) {
		refuse_owned(f, facts, &f->refusal);
		return;
	}
	if (fwctl_check(f, facts, &f->refusal) < 0)
		return;
	f->route = FEATURE_ROUTE_FWCTL;
	f->scope = feature_scope(f->entry.effects);
}

const char *feature_takes_effect(const struct feature *f)
{
	u16 effects = f->listed ? f->entry.effects : 0;

	return effects & EFFECT_IMMEDIATE    ? "now"
	       : effects & EFFECT_CXL_RESET  ? "cxl_reset"
	       : effects & EFFECT_CONV_RESET ? "conventional_reset"
	       : effects & EFFECT_COLD_RESET ? "cold_reset"
					     : NULL;
}

bool feature_waits_for_reset(const struct feature *f)
{
	return f->listed && !(f->entry.effects & EFFECT_IMMEDIATE) &&
	       f->entry.effects & EFFECT_RESET;
}

void feature_edac_text(const struct feature_field *f, u64 value, char *buf, size_t size)
{
	const char *name = f->edac_value_names ? value_name(f->value_names, value) : NULL;
	u64 n = value;

	if (name && value_by_name(f->edac_value_names, name, &n) < 0)
		n = value;
	snprintf(buf, size, "%" PRIu64, n * (f->edac_unit ? f->edac_unit : 1));
}

int feature_edac_parse(const struct feature_field *f, const char *text, u64 *ret)
{
	const char *name;
	unsigned int bits = f->get.bits ? f->get.bits : f->get.width * 8U;
	u64 n;

	if (!*text || str_eq(text, "-1"))
		return -ENODATA;
	if (num_u64(text, 0, &n) < 0)
		return -EBADMSG;
	if (n == UINT64_MAX)
		return -ENODATA;
	if (f->edac_value_names) {
		name = value_name(f->edac_value_names, n);
		return name && value_by_name(f->value_names, name, ret) == 0 ? 0 : -EBADMSG;
	}
	n /= f->edac_unit ? f->edac_unit : 1;
	if (bits && bits < 64 && n >> bits)
		return -EBADMSG;
	*ret = n;
	return 0;
}

int feature_edac_path(const struct feature *f, const char *memdev, const struct feature_value *v,
		      char *buf, size_t size)
{
	int n;

	if (f->desc->edac == EDAC_ECS)
		n = snprintf(buf, size, EDAC_DEVICES "/cxl_%s/ecs_fru%u/%s", memdev, v->group,
			     v->field->edac);
	else
		n = snprintf(buf, size, EDAC_DEVICES "/cxl_%s/%s/%s", memdev, f->edac,
			     v->field->edac);
	return n < 0 || (size_t)n >= size ? -ENAMETOOLONG : 0;
}

/* The value of the field @key in the group of @v. */
static const struct feature_value *sibling(const struct feature *f, const struct feature_image *im,
					   const struct feature_value *v, const char *key)
{
	u16 i;

	for (i = 0; i < f->desc->count; i++)
		if (str_eq(f->desc->fields[i].key, key))
			return feature_image_find(im, &f->desc->fields[i], v->group);
	return NULL;
}

int feature_limits_check(const struct feature *f, const struct feature_image *old,
			 const struct feature_value *v, struct fail *why)
{
	const char *key = v->field->key, *unit = strrchr(key, '_'); /* "cycle_hours" */
	const struct feature_value *min, *max, *flag;
	char name[80];

	snprintf(name, sizeof(name), "min_%s", key);
	min = sibling(f, old, v, name);
	if (min && v->value < min->value)
		return fail_set(why, -ERANGE, "out_of_range", "",
				"invalid %s '%" PRIu64 "': the minimum of this device is %" PRIu64,
				key, v->value, min->value);
	snprintf(name, sizeof(name), "max_%s", key);
	max = sibling(f, old, v, name);
	if (max && v->value > max->value)
		return fail_set(why, -ERANGE, "out_of_range", "",
				"invalid %s '%" PRIu64 "': the maximum of this device is %" PRIu64,
				key, v->value, max->value);
	snprintf(name, sizeof(name), "%s_capable", key);
	flag = sibling(f, old, v, name);
	if (flag && !flag->value && v->value)
		return fail_unsupported(why, "not_capable", "", "the device does not support %s",
					key);
	snprintf(name, sizeof(name), "%.*s_changeable", unit ? (int)(unit - key) : 0, key);
	flag = sibling(f, old, v, name);
	if (flag && !flag->value)
		return fail_unsupported(why, "not_changeable", "",
					"the device does not support changing %s", key);
	return 0;
}

static int write_rank(const struct feature_write *w)
{
	if (w->to.field->kind != VAL_BOOL || !w->to.field->get.width)
		return 1;
	return w->to.value ? 2 : 0;
}

/* Insertion sort, which is stable. */
void feature_writes_sort(struct feature_write *w, size_t count)
{
	struct feature_write one;
	size_t i, at;

	for (i = 1; i < count; i++) {
		one = w[i];
		for (at = i; at > 0 && write_rank(&w[at - 1]) > write_rank(&one); at--)
			w[at] = w[at - 1];
		w[at] = one;
	}
}
