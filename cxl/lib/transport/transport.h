/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How mailbox commands travel. Only exec.c calls these; nothing else opens a CXL device node. */
#ifndef CXL_TRANSPORT_H
#define CXL_TRANSPORT_H

#include "util/base.h"
#include "util/sysroot.h"

/* fwctl scopes (include/uapi/fwctl/fwctl.h); from DEBUG_WRITE on the kernel taints itself (J). */
enum fwctl_scope {
	SCOPE_CONFIGURATION,
	SCOPE_DEBUG_READ_ONLY,
	SCOPE_DEBUG_WRITE,
	SCOPE_DEBUG_WRITE_FULL,
};

struct mbox_request {
	u16 opcode;
	enum fwctl_scope scope; /* fwctl only */
	const void *in;		/* borrowed */
	u32 in_len;
	u32 out_max; /* largest reply wanted, bytes */
};

struct mbox_reply {
	u16 code;	   /* the device's return code, 0 is success */
	u32 len;	   /* bytes of @data that the device produced */
	u8 *data;	   /* owned; freed by mbox_reply_done() */
	const char *route; /* "ioctl", "fwctl", ...: how it went */
};

static inline void mbox_reply_done(struct mbox_reply *r)
{
	free(r->data);
	*r = (struct mbox_reply){ 0 };
}

#define auto_reply __attribute__((cleanup(mbox_reply_done)))

/* Kernel's record of one typed command (CXL_MEM_QUERY_COMMANDS). */
struct kernel_cmd {
	u32 id;
	bool enabled, exclusive;
	s64 size_in, size_out; /* -1: variable */
};

/*
 * One way to all devices of a system. Methods return 0 or a negative errno about the way; the
 * device's own verdict is only ever in mbox_reply.code. @name is "mem0" for the mailbox and
 * "fwctl0" for fwctl. They own no state but what @data points to.
 */
struct transport_ops {
	/* The kernel's table; *count records into @cmds (room for @max). Touches no hardware. */
	int (*query)(const struct sysroot *root, const char *name, struct kernel_cmd *cmds,
		     size_t max, size_t *count);
	/* A typed command by kernel id. */
	int (*send)(const struct sysroot *root, const char *name, u32 id,
		    const struct mbox_request *req, struct mbox_reply *rsp);
	/* Any opcode, which the kernel does not look into; it warns and taints itself (W). */
	int (*raw)(const struct sysroot *root, const char *name, const struct mbox_request *req,
		   struct mbox_reply *rsp);
	/* 0500h to 0502h through fwctl. */
	int (*rpc)(const struct sysroot *root, const char *name, const struct mbox_request *req,
		   struct mbox_reply *rsp);
};

/*
 * What this program was linked with: the kernel (xport/kernel.c), or the modelled device of
 * cxl-sim (sim/xport.c). Exactly one of the two is in a binary.
 */
extern const struct transport_ops transport;

#define KERNEL_CMD_RAW 2 /* listed when the kernel was built with raw commands */

/* Kernel command id of an opcode (include/uapi/linux/cxl_mem.h), 0 when it has none. */
u32 kernel_cmd_id(u16 opcode);
/* The other way round; 0 when the id is not known here (RAW has no opcode of its own). */
u16 kernel_cmd_opcode(u32 id);

#endif
