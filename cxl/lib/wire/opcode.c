// SPDX-License-Identifier: LGPL-2.1-or-later
/* Looking up mailbox commands, and the rules about sending them. */
#include <strings.h>

#include "cxl/lib/wire/opcode.h"
#include "util/num.h"

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
		if (strcasecmp(d->name, text) == 0 || (d->alias && strcasecmp(d->alias, text) == 0))
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
				"an opcode is at most 0xffff, not %s", text);
	if (rc < 0)
		return fail_set(why, -EINVAL, "unknown_opcode",
				"give a name, or a hexadecimal number such as 0x4200",
				"'%s' is not a command", text);
	*ret = (u16)v;
	return 0;
}

const char *opcode_set_name(u8 set)
{
	/* clang-format off */
	static const struct value_name sets[] = {
		{ 0x00, "Information and Status" }, { 0x01, "Events" },
		{ 0x02, "Firmware Update" }, { 0x03, "Timestamp" }, { 0x04, "Logs" },
		{ 0x05, "Features" }, { 0x06, "Maintenance" }, { 0x07, "PBR Component" },
		{ 0x40, "Identify Memory Device" }, { 0x41, "Capacity and Label Storage" },
		{ 0x42, "Health and Alerts" }, { 0x43, "Media and Poison" },
		{ 0x44, "Sanitize and Media Operations" },
		{ 0x45, "Persistent Memory Security" }, { 0x46, "Security Passthrough" },
		{ 0x47, "SLD QoS Telemetry" }, { 0x48, "Dynamic Capacity" },
		{ 0x49, "GFD Component Management" }, { 0x51, "Physical Switch" },
		{ 0x52, "Virtual Switch" }, { 0x53, "MLD Port" }, { 0x54, "MLD Component" },
		{ 0x55, "Multi-Headed Device" }, { 0x56, "DCD Management" },
		{ 0x57, "PBR Switch" }, { 0x58, "Global Memory Access Endpoint" },
		{ 0x59, "VCS Global Memory Access Endpoint" }, { 0, NULL },
	};
	/* clang-format on */
	const char *name = value_name(sets, set);

	return name ? name : set >= VENDOR_SETS ? "Vendor" : "Unknown";
}

enum op_risk opcode_risk(u16 opcode)
{
	const struct opcode_desc *d = opcode_find(opcode);

	return d ? (enum op_risk)d->risk : OP_DESTRUCTIVE;
}

size_t opcode_min_input(const struct opcode_desc *d)
{
	if (d->min_in)
		return d->min_in;
	return d->in ? d->in->size : 0;
}

int opcode_input_check(const struct opcode_desc *d, const void *in, size_t len, struct fail *why)
{
	size_t min = opcode_min_input(d);

	if (len < min && d->never)
		return fail_set(why, -EINVAL, "never_sent", NULL, "%s is not sent: %s", d->name,
				d->never);
	if (len < min)
		return fail_set(why, -EINVAL, "input_too_short", NULL,
				"%s takes at least %zu bytes of input, not %zu", d->name, min, len);
	if (d->never_zero.width && bitfield_fits(&d->never_zero, len) &&
	    bitfield_get(&d->never_zero, in) == 0)
		return fail_set(why, -EINVAL, "never_sent", NULL, "%s is not sent: %s", d->name,
				d->never);
	return 0;
}

/* drivers/cxl/core/mbox.c: cxl_disabled_raw_commands and security_command_sets. */
enum raw_rule opcode_raw_rule(u16 opcode)
{
	static const u16 refused[] = {
		0x0202, 0x4101, 0x4103, 0x4204, 0x4300, 0x4301, 0x4302, 0x4304, 0x4305,
	};
	static const u8 refused_sets[] = { 0x44, 0x45, 0x46 };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(refused_sets); i++)
		if (opcode >> 8 == refused_sets[i])
			return RAW_REFUSED_SET;
	for (i = 0; i < ARRAY_SIZE(refused); i++)
		if (opcode == refused[i])
			return RAW_REFUSED_OPCODE;
	return RAW_PASSES;
}
