/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Handle of a memory device, and the only code that reads serial number, host and mailbox size. */
#ifndef CXL_TOPO_MEMDEV_H
#define CXL_TOPO_MEMDEV_H

#include "cxl/lib/topo/topo.h"

#define MEMDEV_PAYLOAD_MIN 256U /* of any mailbox, in bytes (CXL r3.2 8.2.8.4.3) */
#define MEMDEV_PAYLOAD_MAX (1U << 20)
#define MEMDEV_TIMEOUT_MS 2000 /* CXL_MAILBOX_TIMEOUT_MS of drivers/cxl/pci.c */

/* Context and node together; passed by reference, borrowed from both. */
struct memdev {
	struct cxl_ctx *ctx;
	const struct topo *topo;
	const struct node *node;
	const char *name; /* "mem0" */
	const char *path; /* its directory below /sys */
};

static inline struct memdev memdev_of(struct cxl_ctx *ctx, const struct topo *t,
				      const struct node *n)
{
	return (struct memdev){ ctx, t, n, n->name, n->path };
}

/* Whether @text names the device @host: the letters of a PCI address may be in either case. */
bool host_eq(const char *host, const char *text);
/* The same, or without the PCI domain 0000: "0d:00.0" for "0000:0d:00.0". */
bool host_has_name(const char *host, const char *text);
/*
 * Find a memdev by "mem0", "/dev/cxl/mem0", "0", a PCI address or other host name (the domain 0000
 * may be omitted), or "serial:0x...". -ENODEV: none;
 * -ENOTUNIQ: several, listed in the message.
 */
int memdev_find(const struct topo *t, const char *text, struct node **ret,
		struct fail *why) MUST_CHECK;
/* Whether @text is a name of @memdev. */
bool memdev_has_name(const struct topo *t, const struct node *memdev, const char *text);
/* The serial number, read once for each topology; -ENOENT when the kernel has none. */
int memdev_node_serial(const struct topo *t, const struct node *memdev, u64 *ret) MUST_CHECK;

static inline int memdev_serial(const struct memdev *m, u64 *ret)
{
	return memdev_node_serial(m->topo, m->node, ret);
}

#define MEMDEV_SERIAL_SIZE 24
/* "0xa0", as in the audit log; "" when it is not known. */
void memdev_serial_text(const struct memdev *m, char buf[MEMDEV_SERIAL_SIZE]);

/*
 * Open the sysfs directory of @m. Every call opens the same directory: -ENODEV if it has been
 * removed since the first call, even if another device has the same path now.
 */
int memdev_open(const struct memdev *m, struct sysdir *ret) MUST_CHECK;
/* Whether @d is a directory below that of @m, for writing to the directory that was checked. */
bool memdev_has_dir(const struct memdev *m, const struct sysdir *d);
/*
 * Whether @m is known to have no mailbox: the memdev of an accelerator (Type 2). The kernel then
 * has no attribute payload_max, and the ioctls fail with ENXIO (cxl_memdev_ioctl, since Linux 7.3).
 */
bool memdev_lacks_mailbox(const struct memdev *m);
/* Whether it has a driver, or that is not known; from sysfs, so in every scope of a scan. */
bool memdev_is_enabled(const struct memdev *m);
/* What is known of a component that is no device of this host; .path is not below /sys then. */
void memdev_set_identity(const struct memdev *m, u64 serial, u32 payload_max);
/* Largest payload of the mailbox in bytes, between the limits above; the least when unknown. */
u32 memdev_payload_max(const struct memdev *m);

/* The device did not reply to a command; it is not asked again during this run. */
static inline void memdev_set_timed_out(const struct memdev *m)
{
	atomic_store(&m->node->cache->timed_out, true);
}

static inline bool memdev_timed_out(const struct memdev *m)
{
	return atomic_load(&m->node->cache->timed_out);
}

#endif
