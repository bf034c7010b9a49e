/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Route selection: typed ioctl, else fwctl for Features. Raw commands are never selected. */
#ifndef CXL_TRANSPORT_ROUTE_H
#define CXL_TRANSPORT_ROUTE_H

#include "cxl/lib/topo/memdev.h"
#include "cxl/lib/transport/transport.h"
#include "cxl/lib/wire/opcode.h"

#define KERNEL_CMDS_MAX 64

/* The kernel's table of typed commands for one device. */
struct kernel_cmds {
	struct kernel_cmd at[KERNEL_CMDS_MAX];
	size_t count;
	/*
	 * Kernels before 6.3 return no flags. Then .enabled and .exclusive of all commands are
	 * unknown: only the ioctl tells, with ENOTTY and EBUSY.
	 */
	bool has_flags;
};

int kernel_cmds_read(const struct memdev *m, struct kernel_cmds *ret, struct fail *why) MUST_CHECK;
/* The record of a kernel id, or NULL. */
const struct kernel_cmd *kernel_cmds_find(const struct kernel_cmds *cmds, u32 id);
/* The typed command for @opcode that is enabled, or not known to be disabled; or NULL. */
const struct kernel_cmd *kernel_cmds_typed(const struct kernel_cmds *cmds, u16 opcode);

/*
 * The interface for a command, with its device node open and checked against sysfs: whatever is
 * checked between selection and sending, the command goes to the same device.
 */
struct selected_route {
	enum route route; /* that of the command, also if it cannot be used; see route_select() */
	struct dev_node node;
	struct kernel_cmd cmd;		   /* ROUTE_IOCTL */
	bool has_flags;			   /* of .cmd, see struct kernel_cmds */
	const struct component *component; /* ROUTE_MCTP */
	bool again;			   /* likewise: see component_send(); set by the caller */
};

/*
 * Whether the attributes of a route by sysfs or EDAC exist: 0, also for other routes. -ENOENT:
 * they do not; other errors: not known.
 */
int route_check(const struct memdev *m, const struct opcode_desc *d) MUST_CHECK;
/*
 * Both set ret->route in any case, for records of what was not sent. OUTCOME_UNSUPPORTED: the
 * kernel has no interface for @opcode. route_select() never selects ROUTE_RAW.
 */
int route_select(const struct memdev *m, u16 opcode, struct selected_route *ret,
		 struct fail *why) MUST_CHECK;
/* Also returns the kernel's table of typed commands. */
int route_select_raw(const struct memdev *m, struct selected_route *ret, struct kernel_cmds *cmds,
		     struct fail *why) MUST_CHECK;
/* The MCTP endpoints that the kernel has routes to, as .mctp_routes() of the transport. */
int route_endpoints(const struct cxl_ctx *ctx, const struct mctp_sink *sink,
		    struct fail *why) MUST_CHECK;
/* Open the channel to the component @m, for the first questions to it. */
int route_open(const struct memdev *m, struct fail *why) MUST_CHECK;
/* Send @req on @route. Returns the errors of the transport. */
int route_send(const struct selected_route *route, const struct mbox_request *req,
	       struct mbox_reply *rsp) MUST_CHECK;
/* Fill in @why for an error of route_send() and return it. @layers: of its reply. */
int route_fail(int err, const struct selected_route *route, u16 opcode,
	       const struct cci_layers *layers, struct fail *why);

/*
 * What the fwctl device @name, of any driver, says about itself. The node is opened, which some
 * drivers tell their device. -ENODEV: the node is not the one of this device.
 */
int fwctl_info_read(const struct sysroot *root, const char *name,
		    struct fwctl_info *ret) MUST_CHECK;

static inline void route_close(struct selected_route *r)
{
	dev_node_close(&r->node);
}

#define auto_route __attribute__((cleanup(route_close)))

/* Name of the fwctl device of a memdev: "fwctl0". OUTCOME_UNSUPPORTED: none; others: not known. */
int fwctl_find(const struct memdev *m, char *buf, size_t size, struct fail *why) MUST_CHECK;
/* 0, or -EOPNOTSUPP and @why if @m is known to have no mailbox. */
int check_mailbox(const struct memdev *m, struct fail *why) MUST_CHECK;
/* Fill in @why for an errno of a transport and return it. @opcode 0: no command was sent. */
int transport_fail(int err, u16 opcode, struct fail *why);

#endif
