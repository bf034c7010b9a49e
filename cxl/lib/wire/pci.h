/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Capabilities in the configuration space of a PCI function (PCIe r6.2 7.5 to 7.9, CXL r3.2 8.1,
 * in the kernel include/uapi/linux/pci_regs.h). Pure; the content may be anything.
 */
#ifndef CXL_WIRE_PCI_H
#define CXL_WIRE_PCI_H

#include "cxl/lib/wire/codec.h"

#define PCI_HEADER_LEN 64	 /* what the kernel shows without CAP_SYS_ADMIN */
#define PCI_CONVENTIONAL_LEN 256 /* of a function without extended capabilities */
#define PCI_CONFIG_MAX 4096

struct pci_config {
	const u8 *data; /* borrowed */
	size_t len;	/* at most PCI_CONFIG_MAX are read */
};

struct pci_cap {
	u16 id, offset;
	u8 version; /* of an extended capability, else 0 */
	const u8 *data;
	size_t len; /* to the end of the space: capabilities do not have their length */
};

/* One list of capabilities; each is visited once, whatever the links are. */
struct pci_walk {
	struct pci_config config;
	bool extended;
	u16 next;	     /* offset; 0: none */
	const char *problem; /* why the list ends before its end; NULL: it does not */
	u64 seen[PCI_CONFIG_MAX / 4 / 64];
};

void pci_walk_start(struct pci_walk *w, const struct pci_config *c, bool extended);
bool pci_walk_next(struct pci_walk *w, struct pci_cap *ret);
/* Of both lists; NULL: none. Beyond what could be read is no problem. */
const char *pci_config_problem(const struct pci_config *c);

struct pci_link {
	u32 speed, max_speed; /* tenths of GT/s; 0: unknown */
	u32 width, max_width; /* lanes */
};

/* Speed, as in the registers for it, in tenths of GT/s; 0: unknown. */
u32 pci_link_speed(u32 code);
/* False: no PCIe capability, or a function without a link. */
bool pci_link_decode(const struct pci_config *c, struct pci_link *ret);
/* Of the 8 bytes of the serial number; 0: the function has none. */
size_t pci_serial_offset(const struct pci_config *c);
bool pci_serial(const struct pci_config *c, u64 *ret);

/* Add an object for each to the array @list. */
void pci_decode_dvsecs(const struct pci_config *c, struct rec *list); /* of CXL only */
void pci_decode_doe(const struct pci_config *c, struct rec *list);    /* mailboxes */
bool pci_has_doe(const struct pci_config *c);

/* The offsets of the mailboxes, at most @max; returns how many there are. */
size_t pci_doe_mailboxes(const struct pci_config *c, u16 *offsets, size_t max);
/* Whether the mailbox at @offset is busy. False: there is none, or it cannot be read. */
bool pci_doe_busy(const struct pci_config *c, u16 offset, bool *ret);
/* Whether the CXL device has its memory enabled. False: it cannot be read. */
bool pci_mem_enabled(const struct pci_config *c, bool *ret);
/* Add to the object @out; false: the function does not have the capability. */
bool pci_decode_aer(const struct pci_config *c, struct rec *out); /* the errors in the registers */
bool pci_decode_ide(const struct pci_config *c, struct rec *out);

/* Tables (layout-pci.c). */
struct dvsec_desc {
	u16 id;
	const char *name; /* NULL ends the table */
	const struct layout *layout;
};

extern const struct dvsec_desc dvsec_descs[];
extern const struct layout dvsec_range_layout, dvsec_block_layout;
extern const struct layout doe_mailbox_layout, ide_layout, ide_stream_layout;
extern const struct value_name aer_uncorrectable[], aer_correctable[];

#endif
