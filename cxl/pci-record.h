/* SPDX-License-Identifier: GPL-2.0-only */
/* Records of PCI functions, for "cxl list --pci" and "cxl doe list". */
#ifndef CXL_PCI_RECORD_H
#define CXL_PCI_RECORD_H

#include "cxl/lib/topo/pci.h"
#include "cxl/lib/wire/pci.h"
#include "util/cmd.h"

/* What a warning is printed for, once for all functions. */
struct pci_gaps {
	bool limited; /* the configuration space beyond its header */
	bool no_doe;  /* DOE protocols, which this kernel does not show */
};

void pci_warn_gaps(struct inv *inv, const struct pci_gaps *gaps);

/* A memdev or port, or neither: .node is NULL. */
struct pci_subject {
	const struct topo *topo;
	const struct node *node;
	struct pci_gaps *gaps;
};

/* Add the function with the directory @path as the object @key to @to. */
void pci_add(const struct pci_subject *s, const char *path, struct rec *to, const char *key);

/* DOE mailboxes and protocols, TSM and IDE of @f, into the object @o. Whether it has any. */
bool pci_add_doe(const struct pci_subject *s, const struct pci_function *f, struct rec *o);

/* Keys of pci_add(); those of the DVSECs are also in their layouts. */
/* clang-format off */
#define PCI_KEYS "address,vendor,device,class,subsystem_vendor,subsystem_device,revision," \
		 "vendor_name,device_name,serial,numa_node,iommu_group,reset_methods"
#define PCI_LINK_KEYS "link.speed_gts,link.width,link.max_speed_gts,link.max_width"
#define PCI_AER_KEYS "aer.correctable,aer.nonfatal,aer.fatal,aer.correctable_status," \
		     "aer.uncorrectable_status"
#define PCI_PROTOCOL_KEYS "protocol,name,kernel_uses"
#define PCI_DVSEC_KEYS "dvsec,offset,revision,length,problem,base,size,functions," \
		       "phase1_timeout_us,phase2_timeout_us,phase2_time_us"
/* Of pci_add_doe(), besides the layouts. */
#define PCI_DOE_KEYS "offset,version,problem,tsm.authenticated,tsm.connected,tsm.tsm,tsm.bound," \
		     "tsm.dsm,ide.link_streams,ide.selective_streams,ide.available_streams,type"
/* clang-format on */

#endif
