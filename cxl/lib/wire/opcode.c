// SPDX-License-Identifier: LGPL-2.1-or-later
/* Looking up mailbox commands, and the rules about sending them. */
#include <stdio.h>

#include "cxl/lib/wire/opcode.h"
#include "util/num.h"
#include "util/similar.h"
#include "util/strbuf.h"
#include "util/text.h"

#define VENDOR_SETS 0xc0

const struct opcode_desc *opcode_find(u16 opcode)
{
	const struct opcode_desc *d;
	size_t i;

	for (i = 0; (d = opcode_at(i)) && d->opcode <= opcode; i++)
		if (d->opcode == opcode)
			return d;
	return NULL;
}

const struct opcode_desc *opcode_named(const char *text)
{
	const struct opcode_desc *d;
	size_t i;

	for (i = 0; (d = opcode_at(i)); i++)
		if (ascii_same(d->name, text) || (d->alias && ascii_same(d->alias, text)))
			return d;
	return NULL;
}

/* "0x4200", or "4200h" as specifications write it. */
static int number_parse(const char *text, u64 *ret)
{
	char digits[8] = { 0 };
	size_t len = strlen(text);

	if (str_after(text, "0x") || str_after(text, "0X"))
		return num_u64(text, 16, ret);
	if (len < 2 || len > sizeof(digits) || (text[len - 1] | 0x20) != 'h')
		return -EINVAL;
	memcpy(digits, text, len - 1);
	return num_u64(digits, 16, ret);
}

static int fail_unknown(const char *text, struct fail *why)
{
	struct similar s = similar_to(text);
	const struct opcode_desc *d;
	char hint[160];
	size_t i;

	for (i = 0; (d = opcode_at(i)); i++) {
		similar_try(&s, d->name);
		if (d->alias)
			similar_try(&s, d->alias);
	}
	if (!s.best)
		return fail_set(
			why, -EINVAL, "unknown_opcode",
			"use a name from 'cxl list-commands', or a hexadecimal number such as 0x4200",
			"unknown command '%s'", text);
	snprintf(hint, sizeof(hint), "did you mean '%s'? See 'cxl list-commands'", s.best);
	return fail_set(why, -EINVAL, "unknown_opcode", hint, "unknown command '%s'", text);
}

int opcode_parse(const char *text, u16 *ret, struct fail *why)
{
	const struct opcode_desc *d = opcode_named(text);
	u64 v = 0;
	int rc;

	if (d) {
		*ret = d->opcode;
		return 0;
	}
	rc = number_parse(text, &v);
	if (rc == -ERANGE || (rc == 0 && v > UINT16_MAX))
		return fail_set(why, -ERANGE, "out_of_range", NULL,
				"invalid opcode '%s': the maximum is 0xffff", text);
	if (rc < 0)
		return fail_unknown(text, why);
	*ret = (u16)v;
	return 0;
}

/* clang-format off */
static const struct opcode_set {
	u8 set;
	const char *name;
	enum raw_rule raw_rule;
} sets[] = {
	{ 0x00, "Information and Status" }, { 0x01, "Events" }, { 0x02, "Firmware Update" },
	{ 0x03, "Timestamp" }, { 0x04, "Logs" }, { 0x05, "Features" }, { 0x06, "Maintenance" },
	{ 0x07, "PBR Component" }, { 0x40, "Identify Memory Device" },
	{ 0x41, "Capacity Configuration and Label Storage" }, { 0x42, "Health Info and Alerts" },
	{ 0x43, "Media and Poison Management" },
	{ 0x44, "Sanitize and Media Operations", RAW_DENIED_SET },
	{ 0x45, "Persistent Memory Data-at-rest Security", RAW_DENIED_SET },
	{ 0x46, "Security Passthrough", RAW_DENIED_SET },
	{ 0x47, "SLD QoS Telemetry" }, { 0x48, "Dynamic Capacity" },
	{ 0x49, "GFD Component Management" }, { 0x51, "Physical Switch" },
	{ 0x52, "Virtual Switch" }, { 0x53, "MLD Port" }, { 0x54, "MLD Component" },
	{ 0x55, "Multi-Headed Devices" }, { 0x56, "DCD Management" }, { 0x57, "PBR Switch" },
	{ 0x58, "Global Memory Access Endpoint" }, { 0x59, "VCS Global Memory Access Endpoint" },
};
/* clang-format on */

static const struct opcode_set *set_find(u8 set)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sets); i++)
		if (sets[i].set == set)
			return &sets[i];
	return NULL;
}

const char *opcode_set_name(u8 set)
{
	const struct opcode_set *s = set_find(set);

	return s ? s->name : set >= VENDOR_SETS ? "Vendor" : "Unknown";
}

enum risk opcode_risk(u16 opcode)
{
	const struct opcode_desc *d = opcode_find(opcode);

	return d ? (enum risk)d->risk : RISK_DESTRUCTIVE;
}

enum raw_rule opcode_raw_rule(u16 opcode)
{
	const struct opcode_set *s = set_find((u8)(opcode >> 8));
	const struct opcode_desc *d = opcode_find(opcode);

	if (s && s->raw_rule != RAW_ALLOWED)
		return s->raw_rule;
	return d ? d->raw_rule : RAW_ALLOWED;
}

u32 opcode_kernel_id(u16 opcode)
{
	const struct opcode_desc *d = opcode_find(opcode);

	return d ? d->kernel_id : 0;
}

u16 opcode_by_kernel_id(u32 id)
{
	const struct opcode_desc *d;
	size_t i;

	for (i = 0; id && (d = opcode_at(i)); i++)
		if (d->kernel_id == id)
			return d->opcode;
	return 0;
}

const char *route_name(enum route route)
{
	static const char *const names[] = {
		[ROUTE_NONE] = "none", [ROUTE_IOCTL] = "ioctl", [ROUTE_FWCTL] = "fwctl",
		[ROUTE_EDAC] = "edac", [ROUTE_SYSFS] = "sysfs", [ROUTE_RAW] = "raw",
		[ROUTE_MCTP] = "mctp",
	};

	return names[route];
}

void opcode_native_text(const struct opcode_native *n, char *buf, size_t size)
{
	static const char *const prefixes[] = {
		[NATIVE_NONE] = "none",		 [NATIVE_VERB] = "cxl ",
		[NATIVE_SYSFS] = "sysfs ",	 [NATIVE_DEBUGFS] = "debugfs ",
		[NATIVE_DRIVER] = "the driver ", [NATIVE_NDCTL] = "ndctl ",
	};

	buf[0] = '\0';
	if (!n->name && !n->note)
		return;
	snprintf(buf, size, "%s%s%s%s%s", prefixes[n->kind], n->name ? n->name : "",
		 n->note ? " (" : "", n->note ? n->note : "", n->note ? ")" : "");
}

size_t opcode_min_input(const struct opcode_desc *d)
{
	if (d->min_in)
		return d->min_in;
	return d->in ? d->in->size : 0;
}

/* With the names of the fields that can be given as KEY=VALUE. */
static int fail_missing(const struct opcode_desc *d, size_t min, struct fail *why)
{
	auto_strbuf struct strbuf keys = { 0 };
	u16 i;

	for (i = 0; d->in && i < d->in->count; i++)
		strbuf_addf(&keys, "%s%s", i ? ", " : "", d->in->fields[i].key);
	if (d->in && d->in->tail && !layout_field(d->in, "data"))
		strbuf_addf(&keys, "%sdata", keys.len ? ", " : "");
	if (!keys.s)
		return fail_invalid(why, "input_too_short", "use --hex or --input",
				    "%s: missing input: expected at least %zu bytes", d->name, min);
	return fail_invalid(why, "input_too_short", "use KEY=VALUE, --hex or --input",
			    "%s: missing input: expected %s (at least %zu bytes)", d->name, keys.s,
			    min);
}

int opcode_input_check(const struct opcode_desc *d, const void *in, size_t len, struct fail *why)
{
	const struct layout *form = d->in && len ? layout_form(d->in, in, len) : NULL;
	size_t min = MAX(opcode_min_input(d), form ? form->size : 0U);

	if (len == 0 && min)
		return fail_missing(d, min, why);
	if (len < min)
		return fail_invalid(why, "input_too_short", "use KEY=VALUE, --hex or --input",
				    "%s: invalid input of %zu bytes: expected at least %zu bytes",
				    d->name, len, min);
	if (d->never_zero.width && bitfield_fits(&d->never_zero, len) &&
	    bitfield_get(&d->never_zero, in) == 0)
		return fail_refuse(why, "never_sent", "", "refusing to send %s: %s", d->name,
				   d->never);
	return 0;
}

/* An input that is too short for the rule is rejected too, but an empty one is not looked at. */
static bool kernel_permits(const struct kernel_rule *rule, const u8 *in, size_t len)
{
	char uuid[UUID_TEXT_LEN + 1];

	if (!rule->text || len == 0)
		return true;
	if (rule->zero.width)
		return bitfield_fits(&rule->zero, len) && bitfield_get(&rule->zero, in) == 0;
	if (len < 16)
		return false;
	uuid_to_text(in, uuid);
	return str_eq(uuid, rule->uuid_text);
}

int opcode_kernel_check(const struct opcode_desc *d, const void *in, size_t len, struct fail *why)
{
	if (!d || kernel_permits(&d->kernel_rule, in, len))
		return 0;
	return fail_unsupported(why, "kernel_rejects", "", "command 0x%04x: %s", d->opcode,
				d->kernel_rule.text);
}
