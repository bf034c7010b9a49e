/* SPDX-License-Identifier: GPL-2.0-only */
/* The modelled kernel: EDAC sysfs, fwctl and ioctl. */
#ifndef SIM_KERNEL_H
#define SIM_KERNEL_H

#include "cxl/lib/transport/transport.h"
#include "cxl/sim/model.h"

/* edac.c: whether the kernel owns the Feature. */
bool edac_owned(const u8 *uuid);
/* Update the EDAC files from the Feature values, or the values from the files. */
void edac_refresh(struct sim *s, struct sim_dev *d);
int edac_import(struct sim *s, struct sim_dev *d) MUST_CHECK;
/* @attr: "scrub0/enable_background". -ENOENT: not modelled, a regular file. */
int edac_read(struct sim *s, const char *memdev, const char *attr);
int edac_write(struct sim *s, const char *memdev, const char *attr, const char *value);

/* fwctl.c: FWCTL_RPC on device @name ("fwctl0"). */
int sim_rpc(struct sim *s, const char *name, const struct mbox_request *req,
	    struct mbox_reply *rsp);

/* ioctl.c: CXL_MEM_SEND_COMMAND and CXL_MEM_QUERY_COMMANDS on memdev @name. */
int sim_send(struct sim *s, const char *name, u32 id, const struct mbox_request *req,
	     struct mbox_reply *rsp);
int sim_query(struct sim *s, const char *name, struct kernel_cmd *cmds, size_t max, size_t *count);

#endif
