/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Transport: mailbox commands, for route.c, and configuration space, for doe/exchange.c. */
#ifndef CXL_TRANSPORT_H
#define CXL_TRANSPORT_H

#include "util/base.h"
#include "util/sysroot.h"

/* fwctl scopes (include/uapi/fwctl/fwctl.h); DEBUG_WRITE and above taint the kernel (J). */
enum fwctl_scope {
	SCOPE_CONFIGURATION,
	SCOPE_DEBUG_READ_ONLY,
	SCOPE_DEBUG_WRITE,
	SCOPE_DEBUG_WRITE_FULL,
};

/* One mailbox command. */
struct mbox_request {
	u16 opcode;
	enum fwctl_scope scope; /* fwctl only */
	const void *in;		/* borrowed */
	u32 in_len;		/* bytes */
	u32 out_max;		/* maximum size of the reply in bytes */
	bool ends_transfer;	/* aborts an open transfer: sent whatever changed since its start */
};

/* What one component on the way replied to a message; the first is the one that was asked. */
struct cci_layer {
	u16 opcode, code, vendor_status;
};

#define CCI_LAYERS_MAX 3

struct cci_layers {
	struct cci_layer at[CCI_LAYERS_MAX];
	size_t count; /* of those that replied */
};

struct mbox_reply {
	u16 code;		  /* return code of the device, 0 is success */
	u32 len;		  /* bytes of @data that the device produced */
	u8 *data;		  /* owned; freed by mbox_reply_done() */
	const char *route;	  /* "ioctl", "fwctl", "raw" or "mctp" */
	struct cci_layers layers; /* of messages; count 0: none */
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
	s64 size_in, size_out; /* bytes; -1: variable */
};

/* What a fwctl device of any driver says about itself (FWCTL_INFO). */
#define FWCTL_DATA_MAX 64 /* bytes; the longest is 8, of mlx5 */
struct fwctl_info {
	u32 type; /* enum fwctl_device_type in include/uapi/fwctl/fwctl.h */
	u32 len;  /* bytes of @data that the driver filled in */
	u8 data[FWCTL_DATA_MAX];
};

struct transport_ops;

/* An open device node. It refers to one device; after its removal every method fails. */
struct dev_node {
	const struct sysroot *root;
	const struct transport_ops *ops;
	int fd; /* -1: not open */
	/* Below /dev: "cxl/mem0" or "fwctl/fwctl0". Of a configuration space, the PCI address. */
	char path[64];
	char number
		[24]; /* "MAJOR:MINOR" as in the attribute dev; "" if it is no character device */
	u32 net;      /* of an MCTP endpoint, which has no path */
	u8 eid;
};

/* Memory for a message that is received. */
struct cci_buffer {
	u8 *at;
	size_t size;
};

static inline void dev_node_close(struct dev_node *n)
{
	cleanup_close(&n->fd);
	n->fd = -1;
}

/* Receiver of routes of MCTP: to the endpoints @first to @last of the network @net. */
struct mctp_sink {
	void (*add)(void *data, u32 net, u8 first, u8 last);
	void *data;
};

/* Methods return 0 or a negative errno; the return code of the device is in mbox_reply.code. */
struct transport_ops {
	/* Open the node @path of /dev. */
	int (*open)(const struct sysroot *root, const char *path, struct dev_node *ret);
	/* Read the kernel's command table, at most @max records. Accesses no hardware. */
	int (*query)(const struct dev_node *n, struct kernel_cmd *cmds, size_t max, size_t *count);
	/* A typed command by kernel id. */
	int (*send)(const struct dev_node *n, u32 id, const struct mbox_request *req,
		    struct mbox_reply *rsp);
	/* Any opcode. The kernel warns and taints itself (W). */
	int (*raw)(const struct dev_node *n, const struct mbox_request *req,
		   struct mbox_reply *rsp);
	/* 0500h to 0502h through fwctl. */
	int (*rpc)(const struct dev_node *n, const struct mbox_request *req,
		   struct mbox_reply *rsp);
	/* The running kernel and the model only. */
	/* Of a fwctl device. Accesses no hardware. */
	int (*info)(const struct dev_node *n, struct fwctl_info *ret);
	/* Give each route of the kernel to @sink. */
	int (*mctp_routes)(const struct sysroot *root, const struct mctp_sink *sink);
	/* For messages to the endpoint @eid of the MCTP network @net. */
	int (*mctp_open)(const struct sysroot *root, u32 net, u8 eid, struct dev_node *ret);
	/* Send a message of @type, without the byte for it. */
	int (*mctp_send)(const struct dev_node *n, u8 type, const void *message, size_t len);
	/*
	 * Wait until @deadline (clock_ms()) for the next message of @type from the endpoint.
	 * Returns its length, which may be larger than @size; -ETIMEDOUT; another errno.
	 */
	int (*mctp_receive)(const struct dev_node *n, u8 type, struct cci_buffer *to, u64 deadline);
	/* Open the configuration space of the PCI function in @path below /sys. */
	int (*config_open)(const struct sysroot *root, const char *path, struct dev_node *ret);
	/* One access of 4 bytes; @offset is a multiple of 4. */
	int (*config_read)(const struct dev_node *n, u32 offset, u32 *ret);
	int (*config_write)(const struct dev_node *n, u32 offset, u32 value);
};

/*
 * The transport of this program: the running kernel (transport/kernel.c), or the model of cxl-sim
 * (sim/hooks.c).
 */
extern const struct transport_ops transport;

/*
 * Methods return this if this process is out of memory: the ioctls return -ENOMEM if they expect a
 * buffer of another size.
 */
#define TRANSPORT_NO_MEMORY (-ENOBUFS)

#define KERNEL_CMD_RAW 2 /* listed when the kernel was built with raw commands */

#endif
