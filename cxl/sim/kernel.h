/* SPDX-License-Identifier: GPL-2.0-only */
/* The simulated kernel: EDAC sysfs, fwctl and ioctl. */
#ifndef SIM_KERNEL_H
#define SIM_KERNEL_H

#include "cxl/lib/transport/transport.h"
#include "cxl/sim/model.h"

/* edac-attr.c: whether the kernel owns the Feature. */
bool edac_owned(const u8 *uuid);
/* edac-import.c: add the Features that the EDAC directories of the tree show. */
int edac_import(struct sim *s, struct sim_dev *d) MUST_CHECK;
/* edac.c: update the EDAC files from the Feature values. */
void edac_refresh(struct sim *s, struct sim_dev *d);
/* @name: "scrub0/enable_background". -ENOENT: not simulated, a regular file. */
int edac_read(struct sim *s, const char *memdev, const char *name);
int edac_write(struct sim *s, const char *memdev, const char *name, const char *value);

/* fwctl.c: FWCTL_RPC on device @name ("fwctl0"). */
int sim_rpc(struct sim *s, const char *name, const struct mbox_request *req,
	    struct mbox_reply *rsp);
/* FWCTL_INFO; the driver for CXL devices has no data. */
int sim_fwctl_info(const struct sim *s, const char *name, struct fwctl_info *ret);

/* ioctl.c: CXL_MEM_SEND_COMMAND and CXL_MEM_QUERY_COMMANDS on memdev @name. */
int sim_send(struct sim *s, const char *name, u32 id, const struct mbox_request *req,
	     struct mbox_reply *rsp);
int sim_query(struct sim *s, const char *name, struct kernel_cmd *cmds, size_t max, size_t *count);

#endif
