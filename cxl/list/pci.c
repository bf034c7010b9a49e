// SPDX-License-Identifier: GPL-2.0-only
/* PCI functions of memory devices and ports, for --pci. */
#include "cxl/lib/wire/pci.h"
#include "cxl/columns.h"
#include "cxl/list/list.h"

void list_pci(struct list_obj *o)
{
	struct list_ctx *lc = o->lc;
	const struct pci_subject s = { lc->t, o->node, &lc->pci_gaps };
	char path[PATH_MAX];

	if (pci_node_path(lc->t, o->node, path, sizeof(path)) == 0)
		pci_add(&s, path, o->out, o->key);
}

/* Host bridges are no PCI functions. */
void list_dport_pci(struct list_ctx *lc, const char *path, struct rec *to)
{
	const struct pci_subject s = { lc->t, NULL, &lc->pci_gaps };

	if (pci_is_address(path_base(path)))
		pci_add(&s, path, to, "pci");
}

void list_pci_columns(struct strbuf *names, const char *object)
{
	const struct dvsec_desc *d;

	columns_add(names, object, PCI_KEYS ",problem");
	columns_add(names, object, PCI_LINK_KEYS);
	columns_add(names, object, PCI_AER_KEYS);
	/* Protocols, DVSECs and what is in them are rows of their own. */
	columns_merge(names, PCI_PROTOCOL_KEYS "," PCI_DVSEC_KEYS);
	for (d = dvsec_descs; d->name; d++)
		columns_add_layout(names, "", d->layout);
	columns_add_layout(names, "", &dvsec_range_layout);
	columns_add_layout(names, "", &dvsec_block_layout);
}
