// SPDX-License-Identifier: LGPL-2.1-or-later
/* DOE protocols. */
#include <stdio.h>

#include "cxl/lib/wire/doe.h"
#include "util/num.h"

#define VENDOR_PCI_SIG 0x0001
#define VENDOR_CXL 0x1e98

/* clang-format off */
static const struct {
	struct doe_protocol protocol;
	const char *name;
} names[] = {
	{ { VENDOR_PCI_SIG, 0 }, "discovery" }, { { VENDOR_PCI_SIG, 1 }, "cma_spdm" },
	{ { VENDOR_PCI_SIG, 2 }, "secured_cma_spdm" },
	{ { VENDOR_CXL, 0 }, "cxl_compliance" }, { { VENDOR_CXL, 2 }, "cdat" },
};
/* clang-format on */

int doe_protocol_find(const char *name, struct doe_protocol *ret)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (str_eq(names[i].name, name)) {
			*ret = names[i].protocol;
			return 0;
		}
	return -ENOENT;
}

const char *doe_protocol_name(const struct doe_protocol *p)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (names[i].protocol.vendor == p->vendor && names[i].protocol.type == p->type)
			return names[i].name;
	return NULL;
}

bool doe_protocol_is_discovery(const struct doe_protocol *p)
{
	return p->vendor == VENDOR_PCI_SIG && p->type == 0;
}

void doe_protocol_format(const struct doe_protocol *p, char *buf, size_t size)
{
	snprintf(buf, size, "%04x:%02x", p->vendor, p->type);
}

int doe_protocol_parse(const char *text, struct doe_protocol *ret)
{
	const char *colon = strchr(text, ':');
	char first[8];
	u64 v, t;

	if (!colon || (size_t)(colon - text) >= sizeof(first))
		return -EINVAL;
	memcpy(first, text, (size_t)(colon - text));
	first[colon - text] = '\0';
	if (num_u64(first, 16, &v) < 0 || num_u64(colon + 1, 16, &t) < 0 || v > UINT16_MAX ||
	    t > UINT8_MAX)
		return -EINVAL;
	*ret = (struct doe_protocol){ (u16)v, (u8)t };
	return 0;
}
