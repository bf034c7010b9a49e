// SPDX-License-Identifier: GPL-2.0-only
/*
 * Capabilities of a configuration space. The first bytes are conventional ones, or, if the first
 * is odd, extended ones.
 */
#include "fuzz.h"

#include "cxl/lib/wire/pci.h"

static void check_walk(const struct pci_config *c, bool extended)
{
	struct pci_walk w;
	struct pci_cap cap;
	size_t n = 0;

	pci_walk_start(&w, c, extended);
	while (pci_walk_next(&w, &cap)) {
		check(cap.data == c->data + cap.offset && cap.len >= 4);
		check(cap.offset + cap.len <= (extended ? c->len : MIN(c->len, (size_t)256)));
		check(++n <= PCI_CONFIG_MAX / 4);
	}
	check(!w.problem || pci_config_problem(c));
}

static void check_decode(const struct pci_config *c)
{
	auto_rec struct rec *o = rec_new_obj();
	struct rec *dvsecs = rec_arr(o, "dvsecs"), *doe = rec_arr(o, "doe");
	struct pci_link l;
	u64 serial;

	pci_decode_dvsecs(c, dvsecs);
	pci_decode_doe(c, doe);
	pci_decode_aer(c, rec_obj(o, "aer"));
	pci_decode_ide(c, rec_obj(o, "ide"));
	if (pci_link_decode(c, &l))
		check(l.width < 64 && l.max_width < 64 && l.speed <= 1280 && l.max_speed <= 1280);
	if (pci_serial(c, &serial))
		check(c->len >= PCI_CONVENTIONAL_LEN + 0x0c);
	if (c->len <= PCI_CONVENTIONAL_LEN)
		check(dvsecs->count == 0 && doe->count == 0);
	print_record(o);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bool extended = size > 0 && data[0] & 1;
	struct pci_config c = { .len = MIN(size, (size_t)PCI_CONFIG_MAX) };
	u8 *copy;

	if (extended)
		c.len = MIN(size - 1 + PCI_CONVENTIONAL_LEN, (size_t)PCI_CONFIG_MAX);
	copy = calloc(1, MAX(c.len, (size_t)1));
	check(copy);
	if (extended)
		memcpy(copy + PCI_CONVENTIONAL_LEN, data + 1, c.len - PCI_CONVENTIONAL_LEN);
	else if (size)
		memcpy(copy, data, c.len);
	c.data = copy;
	check_walk(&c, false);
	check_walk(&c, true);
	check_decode(&c);
	free(copy);
	return 0;
}
