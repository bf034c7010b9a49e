/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* PCI functions in sysfs: those of memory devices and ports, and others by address. */
#ifndef CXL_TOPO_PCI_H
#define CXL_TOPO_PCI_H

#include <limits.h>

#include "cxl/lib/topo/topo.h"

#define PCI_SPACE_MAX 4096 /* bytes, of a configuration space */

struct pci_function {
	char path[PATH_MAX]; /* below /sys */
	const char *address; /* the last part of it: "0000:0d:00.0" */
	struct sysdir dir;
	struct sys_text space; /* configuration space; empty if it cannot be read */
};

/* Whether @name is a PCI address: "0000:0d:00.0", or without the domain 0000. */
bool pci_is_address(const char *name);

/*
 * The directory of the function that is the host of the memdev or port @n. -ENODEV: the host is not
 * a PCI function.
 */
int pci_node_path(const struct topo *t, const struct node *n, char *buf, size_t size) MUST_CHECK;
/* The same for the address @name of any function. -ENODEV: there is none. */
int pci_find_path(const struct topo *t, const char *name, char *buf, size_t size) MUST_CHECK;
/*
 * Open the function with the directory @path, and read its configuration space. Call pci_close() in
 * any case; @ret must be { .dir.fd = -1 } before.
 */
int pci_open(const struct topo *t, const char *path, struct pci_function *ret) MUST_CHECK;
void pci_close(struct pci_function *f);

#define auto_pci __attribute__((cleanup(pci_close)))

/* A counter of the kernel for AER errors: "TOTAL_ERR_COR" in "aer_dev_correctable". */
int pci_read_counter(const struct pci_function *f, const char *attr, const char *name,
		     u64 *ret) MUST_CHECK;
/* Speed of a link, "32.0 GT/s PCIe", in tenths of GT/s; 0: unknown. */
u32 pci_read_speed(const struct pci_function *f, const char *attr);
/* Its width in lanes; 0: unknown, or no link. */
u32 pci_read_width(const struct pci_function *f, const char *attr);
/* The memdev or port whose host has the address @name; NULL: none. */
const struct node *pci_find_node(const struct topo *t, const char *name);
/* The DOE protocols that the kernel has found, sorted. -ENOENT: the kernel shows none. */
int pci_read_doe(const struct pci_function *f, struct namelist *ret) MUST_CHECK;
/*
 * Whether the kernel uses the protocol: the discovery protocol to find the others, CDAT if cxl_port
 * has found a mailbox for it, CMA while a TSM is connected. @n: the memdev or port that @f is the
 * host of; NULL: none. @protocol: "1e98:02". -ENODATA: not known.
 */
int pci_doe_used(const struct topo *t, const struct node *n, const struct pci_function *f,
		 const char *protocol, bool *ret) MUST_CHECK;

#endif
