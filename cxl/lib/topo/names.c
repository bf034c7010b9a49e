// SPDX-License-Identifier: LGPL-2.1-or-later
/* From what a user types to the one memdev that is meant. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/topo/topo.h"
#include "util/num.h"
#include "util/strbuf.h"

const char *bus_provider(const struct node *bus)
{
	if (bus->host && str_eq(bus->host, "ACPI0017:00"))
		return "ACPI.CXL";
	if (bus->host && str_eq(bus->host, "cxl_acpi.0"))
		return "cxl_test";
	return bus->name;
}

int memdev_serial(const struct topo *t, const struct node *memdev, u64 *ret)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	int rc = node_open(t, memdev, &d);

	return rc < 0 ? rc : sysdir_read_u64(&d, "serial", ret);
}

static bool matches(const struct topo *t, const struct node *n, const char *text)
{
	const char *serial = str_after(text, "serial:");
	u64 want, have;

	if (serial)
		return num_u64(serial, 0, &want) == 0 && memdev_serial(t, n, &have) == 0 &&
		       want == have;
	if (str_eq(text, n->name) || (n->host && str_eq(text, n->host)))
		return true;
	return num_u64(text, 10, &want) == 0 && want == n->id;
}

/* "mem0 (0000:0d:00.0), mem1 (...)", at most a few. */
static void list_candidates(const struct topo *t, const char *text, struct strbuf *b)
{
	const struct node_list *l = &t->kinds[NODE_MEMDEV];
	size_t i, shown = 0;

	for (i = 0; i < l->count; i++) {
		if (text && !matches(t, l->at[i], text))
			continue;
		if (shown++ == 4) {
			strbuf_addf(b, ", ...");
			return;
		}
		strbuf_addf(b, "%s%s (%s)", shown > 1 ? ", " : "", l->at[i]->name,
			    l->at[i]->host ? l->at[i]->host : "no host");
	}
}

int memdev_find(const struct topo *t, const char *text, struct node **ret, struct fail *why)
{
	const struct node_list *l = &t->kinds[NODE_MEMDEV];
	auto_strbuf struct strbuf b = { 0 };
	struct node *found = NULL;
	size_t i, count = 0;

	for (i = 0; i < l->count; i++)
		if (matches(t, l->at[i], text)) {
			found = l->at[i];
			count++;
		}
	if (count == 1) {
		*ret = found;
		return 0;
	}
	list_candidates(t, count ? text : NULL, &b);
	if (count)
		return fail_set(why, -ENOTUNIQ, "ambiguous_device", "name one of them",
				"%zu memory devices match: %s", count, b.s ? b.s : "");
	if (l->count == 0)
		return fail_set(why, -ENODEV, "no_such_device",
				"see 'cxl list -i' and the kernel log",
				"no such memory device; this system has none");
	return fail_set(why, -ENODEV, "no_such_device",
			"a name is memN, N, a PCI address or serial:0x...",
			"no such memory device; there is %s", b.s ? b.s : "none");
}
